"""The USB edition: what is on it and what is not, that it opens from the disk in two browsers, and that changes show."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser
from support.build import workplace
from support.each import each
from support.packed import FIREFOX, Site, opened_in_firefox, write_packable
from support.pages import parse

from generator.build.carried_site import refuse_unsafe
from generator.build.errors import BuildError
from generator.build.kept_links import kept_links
from generator.build.stick import Package, usb_package
from generator.cli.main import main
from generator.load import load_content
from generator.load.leaflet_formats import load_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.guarding import cautions_before
from generator.model.leaflet import Leaflet
from generator.products.packages.carried_text import carried_text
from generator.products.paper.editions.verdicts import verdicts
from generator.products.sending.sent import said

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
LOCALES = ("en", "my", "ar")


@pytest.fixture
def site(tmp_path: Path, example_advisory: Make, example_format: Leaflet) -> Site:
    advisories = [example_advisory(locale) for locale in LOCALES]
    return write_packable(tmp_path / "site", advisories, {"trifold": example_format})


def packed(site: Site) -> Package:
    return usb_package(site.folder, site.advisories, site.formats)


def unpacked(package: Package, folder: Path) -> Path:
    with ZipFile(BytesIO(package.data)) as archive:
        archive.extractall(folder)
    return folder


def names_in(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_all_that_is_carried_is_on_it_and_nothing_that_runs(site: Site, tmp_path: Path) -> None:
    made = packed(site)
    stick = unpacked(made, tmp_path / "stick")
    own = {
        name.format(tag)
        for tag in LOCALES
        for name in (
            "{0}/index.html", "{0}/freedonia/pocket.html", "text/freedonia.{0}.txt", "messages/freedonia.{0}.txt",
            "contacts/freedonia.{0}.vcf",
        )
    }  # fmt: skip
    # There is no fold for a language from right to left.
    papers = {
        f"leaflets/freedonia/freedonia.{tag}.trifold{mono}.pdf"
        for tag in ("en", "my") for mono in ("", "-mono")
    }  # fmt: skip
    assert names_in(stick) == own | papers | {"index.html", "README.txt", "SHA256SUMS"}
    with ZipFile(BytesIO(made.data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "index.html"
    assert packed(site) == made


def test_each_language_is_found_by_its_own_name(site: Site, tmp_path: Path) -> None:
    stick = unpacked(packed(site), tmp_path / "stick")
    start = parse((stick / "index.html").read_bytes().replace(b"<!doctype html>", b""))
    rows = {link.attributes["lang"]: link for link in start.find("a")}
    assert {tag: row.find("b")[0].text() for tag, row in rows.items()} == {
        "en": "English", "my": "မြန်မာ", "ar": "العربية",
    }  # fmt: skip
    for tag, row in each(rows.items()):
        assert row.attributes["href"] == f"{tag}/index.html"
        page = parse((stick / tag / "index.html").read_bytes().replace(b"<!doctype html>", b""))
        first = page.find("main")[0].find("a")[0]
        assert first.attributes["href"] == "freedonia/pocket.html"


def test_each_address_leads_to_a_file_on_it_or_to_a_telephone(site: Site, tmp_path: Path) -> None:
    stick = unpacked(packed(site), tmp_path / "stick")
    for page in each(sorted(stick.rglob("*.html"))):
        tree = parse(page.read_bytes().replace(b"<!doctype html>", b""))
        for element in tree.walk():
            for name in ("href", "src", "action", "data"):
                address = element.attributes.get(name, "")
                if address and not re.match(r"(tel|sms|data):|#", address):
                    assert (page.parent / address).resolve().is_file(), (page, address)
        assert not tree.find("script") or page.name == "pocket.html"


def test_what_a_search_must_not_find_is_not_on_it(site: Site, tmp_path: Path) -> None:
    """A line about abuse, the consulate, and what pages say behind "Hide page"."""
    stick = unpacked(packed(site), tmp_path / "stick")
    words = b"".join(
        p.read_bytes() for p in stick.rglob("*") if p.suffix in (".html", ".txt", ".vcf")
    )
    whole = (site.folder / "en/freedonia/all.txt").read_bytes()
    for number in each((b"1800 234 5678", b"6567 8901")):
        assert number in whole
        assert number not in words
        assert number.replace(b" ", b"") not in words


def test_a_number_in_the_text_stands_behind_its_caution(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    lines = carried_text(advisory).splitlines()
    cautioned = [
        one for one in advisory.contacts.values() if one.tel and cautions_before(advisory, one)
    ]
    found = 0
    for contact in each(cautioned):
        for line in lines:
            if f"{contact.label} {contact.number}" in line:
                found += 1
                before = line.partition(str(contact.number))[0]
                assert said(cautions_before(advisory, contact)[:1]) in before
    assert found


def test_a_changed_byte_is_seen_by_us_and_by_others(site: Site, tmp_path: Path) -> None:
    stick = unpacked(packed(site), tmp_path / "stick")
    ask = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(ask, cwd=stick, check=False).returncode == 0
    assert CliRunner().invoke(main, ["verify", str(stick)]).exit_code == 0
    path = stick / "contacts/freedonia.my.vcf"
    path.write_bytes(path.read_bytes().replace(b"995", b"996", 1))
    assert subprocess.run(ask, cwd=stick, check=False, capture_output=True).returncode == 1
    done = CliRunner().invoke(main, ["verify", str(stick)])
    assert done.exit_code == 1
    assert "changed: contacts/freedonia.my.vcf" in done.stdout


def test_each_language_has_a_code_that_changes_with_its_words(site: Site) -> None:
    made = packed(site)
    codes = {one.locale: one.edition.code for one in made.editions}
    with ZipFile(BytesIO(made.data)) as archive:
        for locale, code in each(codes.items()):
            assert code in archive.read(f"{locale}/index.html").decode()
            assert code in archive.read("index.html").decode()
    facts = made.editions[0].carried
    assert {
        "contacts.ambulance",
        "hazards.flood.pack-bag",
        "rules.shelter-without-papers",
    } <= facts.keys()
    assert "contacts.quiet-line" not in facts
    assert made.editions[0].path == "packages/freedonia-usb.zip"


def test_a_site_of_other_content_is_not_packed(site: Site, example_advisory: Make) -> None:
    other = example_advisory("en")
    contacts = {**other.contacts}
    del contacts["hill-clinic"]
    changed = replace(site, advisories=[replace(other, contacts=contacts), *site.advisories[1:]])
    with pytest.raises(
        BuildError, match="was not built from the current content of freedonia in en"
    ):
        packed(changed)
    (site.folder / "build.json").unlink()
    with pytest.raises(BuildError, match="was not made by a build"):
        packed(site)


@pytest.mark.parametrize(
    "names",
    [["a?.txt"], ["con.txt"], ["x/aux"], ["a./b"], ["a b ."], ["a:b"], ["a" * 201], ["A/b", "a/B"], ["a\n"]],
)  # fmt: skip
def test_names_that_a_stick_does_not_take_are_refused(names: list[str]) -> None:
    with pytest.raises(BuildError, match="on a stick"):
        refuse_unsafe(names)
    refuse_unsafe(["my/index.html", "contacts/x.my-NORTH.vcf", "console.txt"])


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ('<a href="https://x.test/?a=1&amp;b">x</a>', "<a>x</a>"),
        ('<a href="//x.test">x</a>', "<a>x</a>"),
        ('<a href="mailto:a@x.test">a@x.test</a>', "<a>a@x.test</a>"),
        ('<a href="JavaScript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href=" \thttps://x.test">x</a>', "<a>x</a>"),
        ('<link rel="canonical" href="https://x.test/">', ""),
        ('<meta property="og:url" content="https://x.test/my/">', ""),
        ('<meta name="description" content="See https://x.test">', None),
        ('<img src="https://x.test/a.png" alt="A">', '<img alt="A">'),
        ('<form action="https://x.test/"><input></form>', "<form><input></form>"),
        ('<a href="tel:995">995</a> <a href="sms:?body=x">x</a> <a href="#x">x</a>', None),
        ('<a href="there.html#a">x</a>', None),
        ('<a href="gone.html">x</a>', "<a>x</a>"),
        ("<p>[//x.test] &amp; &#8217;</p>", None),
    ],
)
def test_what_leads_out_is_no_link(page: str, kept: str | None) -> None:
    made = kept_links("index.html", page.encode(), {"index.html", "there.html"}, alone=True)
    assert made == (page if kept is None else kept)


def test_the_command_notes_what_it_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path, locales=())
    content, _problems = load_content(tmp_path / "content")
    formats, _problems = load_formats(tmp_path / "content" / "leaflets", tmp_path, content)
    advisories = list(load_advisories(content, tmp_path / "locales", Selection("freedonia")))
    write_packable(tmp_path / "site", advisories, dict(formats))
    done = CliRunner().invoke(main, ["package", "usb", "freedonia"])
    assert done.exit_code == 0, done.output
    assert "packages/freedonia-usb.zip" in done.stdout
    (code,) = re.findall(r"SG-en-\d{6}-[0-9a-f]{4}", done.stdout)
    done = CliRunner().invoke(main, ["editions", "record", "--requested"])
    assert f"{code}: packages/freedonia-usb.zip (made on request)" in done.stdout
    done = CliRunner().invoke(main, ["withdraw", "flood.take-photos", "--why", "Untrue."])
    assert done.exit_code == 0, done.output
    assert f"- {code}: packages/freedonia-usb.zip (made on request)" in done.stdout
    content, _problems = load_content(tmp_path / "content")
    (today,) = load_advisories(content, tmp_path / "locales", Selection("freedonia"))
    (judged,) = [one for one in verdicts(today).items() if one[0] == code]
    assert judged[1].kind == "replace"
    assert judged[1].changed == ("hazards.flood.take-photos",)
    for words, exit_code in each(((["ruritania"], 2), (["freedonia", "-o", "content/x.zip"], 2))):
        assert CliRunner().invoke(main, ["package", "usb", *words]).exit_code == exit_code


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_it_opens_in_chromium_without_a_network(
    site: Site, tmp_path: Path, browser: Browser, *, scripts: bool
) -> None:
    stick = unpacked(packed(site), tmp_path / "stick")
    context = browser.new_context(
        offline=True, java_script_enabled=scripts, viewport={"width": 360, "height": 640}
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto((stick / "index.html").as_uri())
    page.get_by_text("မြန်မာ").click()
    page.locator("main a").first.click()
    assert page.url.endswith("/my/freedonia/pocket.html")
    assert page.locator("a[href^='tel:']").first.is_visible()
    assert not faults
    context.close()


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.skipif(FIREFOX is None, reason="NOT TRIED IN FIREFOX: install firefox-esr")
@pytest.mark.parametrize("scripts", [True, False])
def test_it_opens_in_firefox_without_a_network(
    site: Site, tmp_path: Path, *, scripts: bool
) -> None:
    stick = unpacked(packed(site), tmp_path / "stick")
    pages = [stick / "index.html", *(stick / tag / "index.html" for tag in LOCALES)]
    seen = opened_in_firefox([page.as_uri() for page in pages], scripts=scripts)
    assert [row["to"].removeprefix(stick.as_uri()) for row in seen] == [
        "/en/index.html", "/en/freedonia/pocket.html", "/my/freedonia/pocket.html", "/ar/freedonia/pocket.html",
    ]  # fmt: skip
    assert all(name in seen[0]["shown"] for name in ("English", "မြန်မာ", "العربية"))
    assert all("995" in row["next"] for row in seen[1:])
