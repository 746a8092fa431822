"""The form as a translator uses it: on a phone, from a file, without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.translations import run, workplace

from generator.people.translators.html_form import parse_form, render_form
from generator.people.translators.rows import PassageRow, Sheet

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROWS = (
    PassageRow("hazards:a", "draft", "Call %(fire)s.", "ခေါ်ပါ", life_safety=True, picture="fire",
        terms=("fire: မီး",), max_letters=12),
    PassageRow("hazards:b", "behind", "Leave now.", "ထွက်ပါ", previous="Leave."),
    *(PassageRow(f"hazards:c{n}", "missing", f"Sentence {n}.", "") for n in range(40)),
)  # fmt: skip


@pytest.fixture
def form(browser: Browser, tmp_path: Path):
    path = tmp_path / "my.html"
    path.write_bytes(render_form(Sheet("my", ROWS)))
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    view = context.new_page()
    faults: list[str] = []
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(path.as_uri())
    yield view
    assert faults == []
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
    context.close()


def areas(view: Page):
    return view.locator("textarea.words")


def test_twenty_passages_a_sitting_life_safety_first(form: Page) -> None:
    assert areas(form).count() == 20
    assert "A life can hang on this" in form.locator("article").first.inner_text()
    assert form.locator("article").first.locator("svg use").get_attribute("href") == "#p-fire"
    assert form.locator("#sitting option").count() == 3
    form.click("#next")
    assert areas(form).count() == 20
    form.select_option("#sitting", "2")
    assert areas(form).count() == 2
    assert not form.locator("#next").is_visible()
    width = form.evaluate("document.documentElement.scrollWidth")
    assert width <= 360


def test_everything_a_finger_taps_is_large_enough(form: Page) -> None:
    for box in each(form.locator("button:visible, select, input[type=text]").all()):
        size = box.bounding_box()
        assert size is not None
        assert size["height"] >= 44, box.inner_text()


def test_a_placeholder_is_inserted_by_a_tap_and_missed_aloud(form: Page) -> None:
    first = form.locator("article").first
    areas(form).first.fill("မီး ")
    assert "Still missing: %(fire)s" in first.inner_text()
    first.get_by_role("button", name="Insert %(fire)s").click()
    assert areas(form).first.input_value() == "မီး %(fire)s"
    assert "Still missing" not in first.inner_text()
    areas(form).first.fill("%(fire)s ကို ချက်ချင်း ဖုန်းခေါ်ပါ")
    assert "Longer than the paper has room for" in first.inner_text()


def test_what_was_written_is_there_after_the_page_was_closed(form: Page) -> None:
    form.fill("#by", "lin")
    areas(form).nth(2).fill("စာ")
    # A browser writes down what a page keeps a moment later; whoever closes it takes longer than that.
    form.wait_for_timeout(500)
    form.reload()
    assert form.input_value("#by") == "lin"
    assert areas(form).nth(2).input_value() == "စာ"
    assert "1 of 20 here, 1 of 42 in all" in form.inner_text("#done")


def test_what_is_saved_is_what_was_written_and_nothing_else(form: Page, tmp_path: Path) -> None:
    form.fill("#by", "lin")
    areas(form).nth(2).fill("စာ")
    form.get_by_label("The translation still fits the new English").check()
    form.click("#send")
    with form.expect_download() as download:
        form.click("#save")
    path = tmp_path / "back.json"
    download.value.save_as(path)
    reading = parse_form(path.read_bytes())
    assert (reading.locale, reading.by) == ("my", "lin")
    assert [(r.key, r.translation, r.confirmed) for r in reading.rows] == [
        ("hazards:b", "ထွက်ပါ", True), ("hazards:c0", "စာ", False),
    ]  # fmt: skip
    # Where saving fails, the same text can be copied.
    assert form.input_value("#text") == path.read_text("utf-8")


def test_the_form_of_the_core_takes_doubts_sounds_and_consent_and_forgets_them(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "core.html"
    path.write_bytes(render_form(Sheet("my", ROWS[:3], core=True)))
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    view = context.new_page()
    view.on("dialog", lambda dialog: dialog.accept())
    view.goto(path.as_uri())
    view.fill("#by", "noi")
    view.click("#voice summary")
    view.check("#adult")
    view.check("#agreed")
    # A line of which nothing is written but the doubt, and one that is only spoken.
    view.get_by_label("Not sure? Write why").first.fill("no word")
    view.get_by_label("Name of the file").nth(2).fill("rec 3")
    view.click("#send")
    with view.expect_download() as download:
        view.click("#save")
    back = tmp_path / "back.json"
    download.value.save_as(back)
    reading = parse_form(back.read_bytes())
    assert [(row.key, row.doubt, row.sound) for row in reading.rows] == [
        ("hazards:a", "no word", ""),
        ("hazards:c0", "", "rec 3"),
    ]
    assert reading.voice is not None
    assert (reading.voice.adult, reading.voice.agreed) == (True, True)
    view.click("#forget")
    view.wait_for_function("document.getElementById('by').value === ''")
    assert view.evaluate("localStorage.length") == 1  # an empty one
    assert not view.is_checked("#agreed")
    context.close()


def test_nobody_sends_without_a_handle(form: Page) -> None:
    told: list[str] = []
    form.on("dialog", lambda dialog: (told.append(dialog.message), dialog.accept()))
    form.fill("#by", "Maria Lopez")
    form.click("#send")
    assert "Write a handle first" in told[0]
    assert not form.locator("#dialog").is_visible()


def test_from_export_to_import(browser: Browser, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path)
    run("translations", "update", "es")
    run("translations", "export", "es", "--to", "html", "--only", "missing")
    view = browser.new_context(accept_downloads=True).new_page()
    view.goto((tmp_path / "es.html").as_uri())
    view.fill("#by", "ana")
    view.locator("textarea.words").first.fill("¡Salga!")
    view.click("#send")
    with view.expect_download() as download:
        view.click("#save")
    download.value.save_as(tmp_path / "WhatsApp file (3).txt")
    result = run("translations", "import", "WhatsApp file (3).txt")
    assert result.exit_code == 0, result.output
    assert "1 translations imported" in result.output
    assert "¡Salga!" in (tmp_path / "locales/es/LC_MESSAGES/hazards.po").read_text("utf-8")
