"""The page of a package in a browser, below a learning platform that others wrote, and without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.example import ROOT
from support.real import real_content
from support.scorm import (
    ADDRESS,
    kept_of,
    made,
    names_of,
    played,
    staff_of,
    targets_of,
    unpacked,
    with_course,
)

from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products.courses.flow import looks_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Make = Callable[[str], Advisory]
ALL_THAT_IS_TOLD = {
    "cmi.core.exit", "cmi.core.lesson_location", "cmi.core.lesson_status", "cmi.core.score.max",
    "cmi.core.score.min", "cmi.core.score.raw", "cmi.core.session_time", "cmi.suspend_data",
}  # fmt: skip
HOSTS = sorted(path.name for path in (ROOT / "content" / "hosts").iterdir())
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
RUN_AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(fault => `${fault.id}: ${fault.nodes[0].html.slice(0, 160)}`))"""


@pytest.fixture
def package(example_advisory: Make) -> bytes:
    return made(example_advisory("en"), "scorm.zip")


@pytest.fixture
def count(example_advisory: Make) -> int:
    """How many looks the course has."""
    return len(looks_of(staff_of(example_advisory("en")).courses["listening"]))


# --- below a platform -----------------------------------------------------------------------------


def test_who_answers_all_right_has_passed_with_a_hundred(browser: Browser, package: bytes) -> None:
    with played(browser, package) as play:
        play.go_to_the_end()
        play.answer("right")
        assert play.sco.get_by_text("Passed. This is no certificate.").is_visible()
        play.leave()
        assert play.told["cmi.core.lesson_status"] == "passed"
        score = [play.told[f"cmi.core.score.{name}"] for name in ("min", "raw", "max")]
        assert score == ["0", "100", "100"]
        assert (play.errors, play.faults) == ([], [])


def test_who_answers_all_wrong_has_failed_with_nothing_and_may_try_again(
    browser: Browser, package: bytes
) -> None:
    with played(browser, package) as play:
        play.go_to_the_end()
        play.answer("wrong")
        assert play.sco.get_by_text("Not passed yet.").is_visible()
        assert play.told["cmi.core.lesson_status"] == "failed"
        assert play.told["cmi.core.score.raw"] == "0"
        # What follows is told for the answer that was chosen, and the right one is shown.
        assert play.sco.locator("fieldset:visible .why:visible").count() == 8
        play.sco.locator("#again").click()
        play.answer("right")
        play.leave()
        assert play.told["cmi.core.lesson_status"] == "passed"
        assert play.told["cmi.core.score.raw"] == "100"
        assert (play.errors, play.faults) == ([], [])


def test_who_leaves_in_the_middle_is_incomplete_and_comes_back_there(
    browser: Browser, package: bytes
) -> None:
    with played(browser, package) as play:
        for _ in range(6):
            play.sco.locator("#next").click()
        play.leave()
        told = play.told
        assert told["cmi.core.lesson_status"] == "incomplete"
        assert told["cmi.core.lesson_location"] == told["cmi.suspend_data"] == "7"
        assert told["cmi.core.exit"] == "suspend"
        assert "cmi.core.score.raw" not in told
        assert play.errors == []
    with played(browser, package, kept_of(told)) as play:
        assert play.page == 7
        assert play.sco.locator("#at").inner_text().startswith("7 / ")
        play.leave()
        assert (play.errors, play.faults) == ([], [])


def test_a_bookmark_that_is_no_page_opens_the_first(browser: Browser, package: bytes) -> None:
    for bookmark in ("9999", "0", "<b>", "-3"):
        told = {
            "cmi.core.lesson_location": bookmark,
            "cmi.suspend_data": bookmark,
            "cmi.core.lesson_status": "incomplete",
        }
        with played(browser, package, kept_of(told)) as play:
            assert play.page == 1, bookmark


def test_a_platform_is_told_page_points_status_and_time_and_nothing_else(
    browser: Browser, package: bytes, count: int
) -> None:
    with played(browser, package) as play:
        for _ in range(count - 1):
            for button in play.sco.locator(".look:visible .choices button").all():
                button.click()
            play.sco.locator("#next").click()
        play.answer("wrong")
        play.leave()
        told = [call for call in play.calls if call[0] == "SetValue"]
        assert {call[1] for call in told} == ALL_THAT_IS_TOLD
        pages = [call[2] for call in told if call[1] == "cmi.suspend_data"]
        assert pages == [str(number) for number in range(1, count + 1)]
        for call in each(call for call in told if call[1] == "cmi.core.session_time"):
            assert re.fullmatch(r"\d{4}:\d\d:\d\d", call[2]), call
        asked = {call[1] for call in play.calls if call[0] == "GetValue"}
        assert asked == {"cmi.core.lesson_status", "cmi.core.lesson_location", "cmi.suspend_data"}
        assert play.errors == []
        state = play.context.storage_state()
        assert (state["cookies"], state["origins"]) == ([], [])


def test_each_look_is_kept_at_once_and_good_bye_is_said_once(
    browser: Browser, package: bytes
) -> None:
    with played(browser, package) as play:
        assert names_of(play.calls)[0] == "Initialize"
        commits = names_of(play.calls).count("Commit")
        assert commits == 1
        play.sco.locator("#next").click()
        assert names_of(play.calls).count("Commit") == 2
        play.sco.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
        play.leave()
        names = names_of(play.calls)
        assert names.count("Initialize") == names.count("Finish") == 1
        assert names[-2:] == ["Commit", "Finish"]


def test_time_is_told_in_hours_minutes_and_seconds(browser: Browser, package: bytes) -> None:
    with played(browser, package) as play:
        play.sco.evaluate("{ const real = Date.now; Date.now = () => real() + 3723000; }")
        play.sco.locator("#next").click()
        assert re.fullmatch(r"0001:02:0\d", play.told["cmi.core.session_time"])
        assert play.errors == []


def test_who_has_passed_loses_nothing_by_playing_again(browser: Browser, package: bytes) -> None:
    told = {
        "cmi.core.lesson_location": "2",
        "cmi.suspend_data": "2",
        "cmi.core.lesson_status": "passed",
    }
    with played(browser, package, kept_of(told)) as play:
        play.go_to_the_end()
        play.answer("wrong")
        play.leave()
        assert "cmi.core.lesson_status" not in play.told
        assert "cmi.core.score.raw" not in play.told


def test_it_draws_as_many_questions_as_it_says_and_not_always_the_same(
    browser: Browser, example_advisory: Make
) -> None:
    advisory = example_advisory("en")
    course = replace(staff_of(advisory).courses["listening"], drawn=2)
    with played(browser, made(with_course(advisory, course), "scorm.zip")) as play:
        play.go_to_the_end()
        drawn = set()
        # By chance the same two of four, in the same order, twenty times: once in 12 to the 19th.
        for _ in range(20):
            names = play.sco.locator("fieldset:visible").evaluate_all(
                "all => all.map(one => one.dataset.question)"
            )
            assert len(names) == len(set(names)) == 2
            drawn.add(tuple(names))
            play.answer("wrong")
            play.sco.locator("#again").click()
        assert len(drawn) > 1
        assert {name for names in drawn for name in names} <= course.questions.keys()


def test_nobody_hands_in_before_each_question_has_an_answer(
    browser: Browser, package: bytes
) -> None:
    with played(browser, package) as play:
        play.go_to_the_end()
        play.sco.locator("#hand-in").click()
        assert play.sco.get_by_text("Answer each question first.").is_visible()
        assert play.told["cmi.core.lesson_status"] == "incomplete"


def test_what_follows_is_told_when_somebody_has_chosen(browser: Browser, package: bytes) -> None:
    with played(browser, package) as play:
        while not play.sco.locator(".look:visible .end").count():
            play.sco.locator("#next").click()
        look = play.sco.locator(".look:visible")
        assert look.get_by_text("Made from several").is_visible()
        assert look.locator(".why:visible, .end:visible").count() == 0
        look.get_by_text("She is here and safe").click()
        assert look.get_by_text("Now he knows where she is.").is_visible()
        assert look.get_by_text("Who asks where somebody is").is_visible()
        assert look.locator(".why:visible").count() == 1


def test_a_platform_that_opens_a_window_is_found_too(browser: Browser, package: bytes) -> None:
    with played(browser, package) as play:
        play.sco.evaluate("location.href = 'about:blank'")
        play.platform.evaluate("window.calls = []; window.start(null)")
        with play.context.expect_page() as opened:
            play.platform.evaluate(f"void window.open('{ADDRESS}sco/index.html', 'course')")
        opened.value.wait_for_load_state()
        opened.value.locator("#next").click()
        assert play.told["cmi.suspend_data"] == "2"
        opened.value.close(run_before_unload=True)
        play.platform.wait_for_function("window.calls.some(call => call[0] === 'Finish')")
        assert play.errors == []


@pytest.mark.parametrize("fault", ["LMSInitialize", "LMSSetValue", "LMSGetValue", "LMSCommit"])
def test_a_platform_that_fails_does_not_stop_a_reader(
    browser: Browser, package: bytes, fault: str
) -> None:
    broken = f"window.API.{fault} = () => {{ throw new Error('out of order'); }}"
    with played(browser, package, before=broken) as play:
        play.go_to_the_end()
        play.answer("right")
        assert play.sco.get_by_text("Passed. This is no certificate.").is_visible()
        assert play.faults == []


# --- without a platform ---------------------------------------------------------------------------


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=False)
    yield context.new_page()
    context.close()


def on_disk(folder: Path, package: bytes) -> str:
    for name, data in unpacked(package).items():
        (folder / name).write_bytes(data)
    return (folder / "index.html").as_uri()


def test_a_double_click_opens_it_without_a_platform(
    view: Page, tmp_path: Path, package: bytes, count: int
) -> None:
    faults: list[str] = []
    view.on("console", lambda said: faults.append(said.text))
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.goto(on_disk(tmp_path, package))
    assert view.locator(".look:visible").count() == 1
    view.locator("#next").click()
    assert view.locator("#p2").is_visible()
    view.reload()
    assert view.locator("#p2").is_visible()
    for _ in range(count - 2):
        view.locator("#next").click()
    for question in view.locator("fieldset:visible").all():
        question.locator("input[data-right]").check()
    view.locator("#hand-in").click()
    assert view.get_by_text("Passed. This is no certificate.").is_visible()
    assert view.get_by_text("Not a paper of any state, IOM or MICIC.").is_visible()
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults == []


def test_without_a_script_everything_is_read(
    browser: Browser, tmp_path: Path, package: bytes, count: int
) -> None:
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(on_disk(tmp_path, package))
    assert view.locator(".look:visible").count() == count
    assert view.get_by_text("Now he knows where she is.").is_visible()
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, package: bytes, colours: str) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=colours)  # type: ignore[arg-type]
    view = context.new_page()
    view.goto(on_disk(tmp_path, package))
    view.evaluate(AXE)
    faults = {}
    while True:
        for button in view.locator(".look:visible .choices button").all():
            button.click()
        if found := view.evaluate(RUN_AXE):
            faults[view.locator("#at").inner_text()] = found
        if not view.locator("#next").is_enabled():
            break
        view.locator("#next").click()
    assert faults == {}
    context.close()


# --- the real ones --------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("host", HOSTS)
def test_each_package_of_our_content_is_played_to_the_end(browser: Browser, host: str) -> None:
    advisories = list(load_advisories(real_content(), ROOT / "locales", Selection(host)))
    targets = targets_of(*advisories)
    if not targets:
        pytest.skip(f"{host} has no course")
    for path in each(path for path in targets if path.endswith(".scorm.zip")):
        with played(browser, targets[path].make()[path]) as play:
            play.go_to_the_end()
            play.answer("wrong")
            assert play.told["cmi.core.lesson_status"] == "failed", path
            assert play.told["cmi.core.score.raw"] == "0", path
            play.sco.locator("#again").click()
            play.answer("right")
            play.leave()
            assert play.told["cmi.core.lesson_status"] == "passed", path
            assert play.told["cmi.core.score.raw"] == "100", path
            assert set(play.told) == ALL_THAT_IS_TOLD, path
            assert (play.errors, play.faults) == ([], []), path
