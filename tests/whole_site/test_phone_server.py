"""Headers, compression and caching, as Caddy sends them by the file that the build writes."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.phone import HOST, LOCALES, Answer, Phone, ask, caddy

from generator.products import headers
from generator.products.policy import Inline, policy

pytestmark = pytest.mark.slow
# One test file per worker builds the site.
LOADED = re.compile(rb'(?:href|data-next)="([^"]*/assets/[^"]+)"')


def said(answer: Answer, path: str) -> dict[str, str]:
    rows = headers.headers()
    return {name.lower(): value for name, value in rows[path].items()}


@pytest.mark.parametrize("root", ["", "/advice", "/a/b"])
def test_caddy_takes_the_file_as_valid(tmp_path: Path, root: str) -> None:
    file = tmp_path / "Caddyfile"
    file.write_bytes(headers.caddyfile(root))
    command = ["caddy", "validate", "--config", str(file), "--adapter", "caddyfile"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    # As Caddy itself would write it.
    formatted = subprocess.run(["caddy", "fmt", str(file)], capture_output=True, check=False)
    assert formatted.stdout == file.read_bytes()


@pytest.mark.parametrize("path", [f"my/{HOST}/", "", "sitemap.xml", "nothing/here/", "Caddyfile"])
def test_every_answer_carries_the_headers(phone: Phone, path: str) -> None:
    answer = ask(phone.address + path)
    wanted = said(answer, "/*")
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert "set-cookie" not in answer.headers


def test_the_two_files_say_the_same(phone: Phone) -> None:
    rows: dict[str, dict[str, str]] = {}
    for line in (phone.folder / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rows[line] = own = {}
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            own[name] = value
    assert rows == headers.headers()
    # A host may send both values of a header that two of its paths set.
    for path, own in rows.items():
        assert path == "/*" or not set(own) & set(rows["/*"])


def test_text_is_sent_compressed_and_fonts_as_they_are(phone: Phone) -> None:
    page = phone.folder / "my" / HOST / "index.html"
    answer = ask(phone.page(""))
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == page.read_bytes()
    for found in LOADED.findall(page.read_bytes()):
        name = found.decode().rpartition("/")[2]
        small = (phone.folder / "assets" / name).stat().st_size < 600  # not worth it
        sent = ask(f"{phone.address}assets/{name}").headers.get("content-encoding")
        assert small or sent == "gzip", name
    font = next(phone.folder.glob("assets/fonts/*/*.woff2"))
    sent = ask(f"{phone.address}{font.relative_to(phone.folder).as_posix()}")
    assert "content-encoding" not in sent.headers
    assert sent.body == font.read_bytes()


def test_what_is_named_after_its_content_is_kept_and_pages_are_asked_for_anew(
    phone: Phone,
) -> None:
    for path in phone.folder.glob("assets/**/*.*"):
        answer = ask(f"{phone.address}{path.relative_to(phone.folder).as_posix()}")
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable", path
        # A font's name does not change, so neither may the font.
        assert re.search(r"\.[0-9a-f]{8}\.|\.woff2$", path.name), path
    for path in ("", f"my/{HOST}/", f"data/{HOST}.my.json", "sw.js"):
        assert ask(phone.address + path).headers["cache-control"] == "no-cache", path
    first = ask(phone.page(""))
    again = ask(phone.page(""), **{"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_a_wrong_address_gets_the_page_with_the_numbers(phone: Phone) -> None:
    answer = ask(f"{phone.address}my/{HOST}/nothing/")
    assert answer.status == 404
    assert gzip.decompress(answer.body) == (phone.folder / "404.html").read_bytes()
    assert b"tel:1669" in gzip.decompress(answer.body)


def test_a_site_below_a_path_works_there(phone: Phone, tmp_path: Path) -> None:
    file = tmp_path / "Caddyfile"
    file.write_bytes(headers.caddyfile("/advice"))
    with caddy(phone.folder, file) as address:
        answer = ask(f"{address}advice/my/{HOST}/")
        assert answer.status == 200
        assert "content-security-policy" in answer.headers
        sheet = next(phone.folder.glob("assets/my.*.css")).name
        kept = ask(f"{address}advice/assets/{sheet}").headers["cache-control"]
        assert kept.endswith("immutable")
        assert ask(f"{address}advice/nothing/").status == 404
        assert ask(f"{address}my/{HOST}/").status == 404


# --- the policy -----------------------------------------------------------------------------


def test_the_policy_names_what_stands_inside_pages_and_nothing_else() -> None:
    found = policy([Inline("script", "a()"), Inline("style", "p{}")], header=True)
    rules = dict(rule.split(" ", 1) for rule in found.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["script-src"] == f"'self' {Inline('script', 'a()').source}"
    assert rules["style-src"] == f"'self' {Inline('style', 'p{}').source}"
    assert (rules["frame-ancestors"], rules["object-src"]) == ("'none'", "'none'")
    assert "unsafe" not in found
    assert "*" not in found
    assert "http" not in found


def test_every_inline_code_of_the_site_is_declared(phone: Phone) -> None:
    """A page whose script is not in the list would lose it, silently, where headers are sent."""
    allowed = policy(headers.inlines(), header=True)
    found = set()
    for page in phone.folder.rglob("*.html"):
        html = page.read_text("utf-8")
        for kind, text in re.findall(
            # What a search engine may quote is data: no browser runs it, and no policy asks for it.
            r"<(script|style)\b(?![^>]*\b(?:src=|type=\"application/ld))[^>]*>(.*?)</\1>",
            html,
            re.DOTALL,
        ):
            assert Inline(kind, text).source in allowed, page.relative_to(phone.folder)
            found.add(Inline(kind, text))
        assert " style=" not in html, page
        assert not re.search(r"<[^>]+\son[a-z]+=", html), page
    assert found <= set(headers.inlines())


@pytest.mark.browser
def test_what_is_not_declared_does_not_run(browser: Browser, phone: Phone) -> None:
    view = browser.new_page()
    faults: list[str] = []
    view.on("console", lambda message: faults.append(message.text))
    for locale in LOCALES:
        view.goto(phone.page("", locale), wait_until="networkidle")
    assert faults == []
    view.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.head.append(s); document.body.setAttribute('style', 'color:red')"
    )
    assert view.evaluate("window.ran") is None
    assert view.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert any("Content Security Policy" in fault for fault in faults)
    view.close()


@pytest.mark.browser
def test_nothing_is_stored_and_no_page_tells_where_its_reader_comes_from(
    browser: Browser, phone: Phone
) -> None:
    context = browser.new_context()
    view = context.new_page()
    referrers: list[str] = []
    view.on("request", lambda request: referrers.append(request.headers.get("referer", "")))
    view.goto(phone.page(""), wait_until="networkidle")
    view.click("main a[href*='now/']")
    view.wait_for_url("**/now/index.html")
    assert set(referrers) == {""}
    assert view.evaluate("document.referrer") == ""
    assert context.cookies() == []
    assert view.evaluate("localStorage.length + sessionStorage.length") == 0
    assert view.evaluate("indexedDB.databases().then(all => all.length)") == 0
    context.close()
