"""Old phones and phones without scripts: nothing is lost but comfort."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.each import each
from support.example import ROOT
from support.phone import HOST, KINDS, LOCALES, MAIN, Phone

pytestmark = pytest.mark.thorough

CSS = sorted((ROOT / "generator/assets/css").glob("*.css"))
JS = sorted(
    path for name in ("js", "js-aloud") for path in (ROOT / "generator/assets" / name).rglob("*.js")
)


def tool(name: str, *words: str | Path, text: str | None = None) -> str:
    """Run a program of npm, on *text* if given; what it says of faults, empty when there are none."""
    command = [ROOT / "node_modules" / ".bin" / name, *words]
    found = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, input=text
    )
    return found.stdout + found.stderr if found.returncode else ""


def lint_script(*words: str | Path, text: str | None = None) -> str:
    return tool("eslint", "--config", ROOT / "tools/eslint.config.mjs", *words, text=text)


def lint_sheet(*files: Path) -> str:
    return tool("stylelint", "--config", ROOT / "tools/stylelint.config.mjs", *files)


def test_scripts_are_such_as_a_phone_of_2017_reads() -> None:
    assert JS
    assert lint_script(*JS) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("const a = { ...b };", "rest/spread"),
        ("document.body?.remove();", "Unexpected token"),
        ("[[1]].flat();", "flat"),
        ("Object.fromEntries([]);", "fromEntries"),
        ("document.cookie = 'a';", "Nothing is stored"),
        ("localStorage.setItem('a', 'b');", "Nothing is stored"),
        ("document.body.innerHTML = location.hash;", "textContent"),
        ("navigator.sendBeacon('/');", "Nothing is sent"),
    ],
)
def test_what_such_a_phone_lacks_or_we_never_do_is_found(code: str, rule: str) -> None:
    # By the name of a file of the repository: the tool looks at nothing else.
    found = lint_script("--stdin", "--stdin-filename", JS[0], text=code)
    assert "error" in found, code


def test_stylesheets_are_such_as_chrome_61_reads() -> None:
    assert lint_sheet(*CSS) == ""


@pytest.mark.slow
def test_a_property_that_chrome_61_lacks_is_found(tmp_path: Path) -> None:
    file = tmp_path / "new.css"
    file.write_text("a { inset: 0 }\nb { display: flex; gap: 4px }\nc { colour: red }\n")
    found = lint_sheet(file)
    assert "flexbox-gap" in found
    assert "property-no-unknown" in found


@pytest.fixture(scope="module")
def sheets(phone: Phone) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in phone.folder.glob("assets/*.css")}


@pytest.mark.slow
def test_what_the_linter_lets_pass_has_its_fall_back(sheets: dict[str, str]) -> None:
    assert sheets
    for name, css in sheets.items():
        for block in re.findall(r"\{([^{}]*)\}", css):
            rules = [row.split(":", 1) for row in block.split(";") if ":" in row]
            for at, (property_, value) in enumerate(rules):
                before = [name for name, _ in rules[:at]]
                if match := re.fullmatch(r"(margin|padding|border)-inline-(start|end)", property_):
                    assert before[-1] == f"-webkit-{match[1]}-{match[2]}", (name, block)
                if re.search(r"(?<![a-z])(min|max|clamp)\(", value):
                    assert property_ in before, (name, block)
                if property_ == "inset-inline-start":
                    assert "left" in {name for name, _ in rules}, (name, block)
        for found in re.finditer(r"(?<=[{}])([^{}@]*:has\([^{}]*)\{", css):
            around = blocks_around(css, found.start())
            assert any(each.startswith("@supports selector(") for each in around), (name, found[1])


def blocks_around(css: str, at: int) -> list[str]:
    """What stands before the braces that are open at *at*, the outermost first."""
    opened: list[str] = []
    for found in re.finditer(r"([^{}]*)([{}])", css[:at]):
        if found[2] == "{":
            opened.append(found[1])
        else:
            opened.pop()
    return opened


def test_a_rule_inside_a_condition_is_told_from_one_outside() -> None:
    css = "a{b:c}@supports selector(:has(a)){@media print{d{e:f}g:has(h){i:j}}}k:has(l){m:n}"
    assert blocks_around(css, css.index("g:has")) == ["@supports selector(:has(a))", "@media print"]
    assert blocks_around(css, css.index("k:has")) == []


# --- without scripts ------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "kinds"),
    [
        ("my", KINDS),
        # The scripts are the same in each language: of the others the pages that are read most.
        *((locale, MAIN) for locale in LOCALES if locale != "my"),
        *(
            pytest.param(locale, KINDS, marks=pytest.mark.long)
            for locale in LOCALES
            if locale != "my"
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-kinds",
)
def test_without_scripts_every_page_reads_the_same(
    browser: Browser, phone: Phone, locale: str, kinds: tuple[str, ...]
) -> None:
    """The words, and each number to tap, to read and to copy."""
    texts: dict[bool, dict[str, object]] = {}
    for scripts in (True, False):
        # The tests' own questions are scripts too; they are asked beside the page's.
        context = browser.new_context(viewport={"width": 360, "height": 740})
        view = context.new_page()
        if not scripts:
            view.route("**/*.js", lambda route: route.abort())
            view.add_init_script("Object.defineProperty(document, 'currentScript', {value: null})")
        texts[scripts] = {}
        for kind in kinds:
            view.goto(phone.page(kind, locale))
            texts[scripts][kind] = view.evaluate(
                "[document.querySelector('main').textContent.replace(/\\s+/g, ' '),"
                " [...document.querySelectorAll('a[href^=\"tel:\"]')].map(each => ["
                "   each.href, each.textContent.replace(/\\D/g, '').length,"
                "   getComputedStyle(each).userSelect])]"
            )
        context.close()
    assert texts[True].keys() == texts[False].keys()
    for kind, (words, numbers) in texts[False].items():  # type: ignore[misc]
        assert texts[True][kind][1] == numbers, kind  # type: ignore[index]
        assert len(words) > 100, kind
        for href, digits, selectable in numbers:
            # In the browsers inside chat programs a link may do nothing: the digits stand in it.
            assert digits >= 3, (kind, href)
            assert selectable != "none", (kind, href)


@pytest.mark.slow
@pytest.mark.browser
def test_with_scripts_off_nothing_waits_for_one(browser: Browser, phone: Phone) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    view = context.new_page()
    view.goto(phone.page(""))
    assert view.locator(".plates .plate:visible").count() == 4
    view.click("main a[href*='hazards/flood/']")
    assert view.locator("#now .acts li:visible").count() > 3
    view.locator("#sources summary").click()
    assert view.locator("#sources li:visible").count() > 3
    assert f"/{HOST}/hazards/flood/" in view.url
    context.close()


def test_the_linters_run_on_the_node_that_debian_has() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    newer = re.compile(r"^(?:>=|\^)\s*2[2-9][\d.]*$")
    for name, entry in each(lock.items()):
        wanted = entry.get("engines", {})
        node = wanted.get("node", "") if isinstance(wanted, dict) else ""
        assert not newer.match(node), (name, node)
