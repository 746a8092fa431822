"""A course in a real browser: one look at a time without a script, all of it on paper, a test that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.each import each
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COURSE = "en/staff/freedonia/courses/listening/"
LOOKS = 17


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    with served(example_site("en", "my", "ar")) as base:
        yield base


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A small phone, with scripts and without."""
    size = {"width": 360, "height": 740}
    context = browser.new_context(
        viewport=size, java_script_enabled=request.param, service_workers="block"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    yield context.new_page()
    context.close()


def shown(page: Page) -> list[str]:
    """Which looks are seen, or the contents."""
    return [
        one.get_attribute("id") or ""
        for one in page.locator("main > section").all()
        if one.is_visible()
    ]


def test_one_look_is_seen_at_a_time_and_next_leads_through_all(phone: Page, address: str) -> None:
    phone.goto(f"{address}{COURSE}")
    assert shown(phone) == ["contents"]
    phone.get_by_role("link", name="Begin").click()
    for number in range(1, LOOKS + 1):
        assert shown(phone) == [f"p{number}"]
        assert phone.locator(f"#p{number} h2").first.is_visible()
        if number < LOOKS:
            phone.locator(f"#p{number} .onward a", has_text="Next").click()
    phone.locator(f"#p{LOOKS} .onward a", has_text="Contents").click()
    assert shown(phone) == ["contents"]


def test_the_address_is_the_bookmark(phone: Page, address: str) -> None:
    phone.goto(f"{address}{COURSE}#p9")
    assert shown(phone) == ["p9"]
    box = phone.locator("#p9").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 740


def test_an_answer_opens_without_a_script(phone: Page, address: str) -> None:
    phone.goto(f"{address}{COURSE}#p8")
    phone.get_by_text("I look for somebody who is free.").locator("visible=true").click()
    assert phone.locator("#p8").get_by_text("Only somebody free of both sides").is_visible()
    assert not phone.locator("#p8").get_by_text("In front of the boss").is_visible()


def test_on_paper_all_of_it_stands_in_order(phone: Page, address: str) -> None:
    phone.goto(f"{address}{COURSE}#p3")
    phone.emulate_media(media="print")
    assert shown(phone) == [*(f"p{n}" for n in range(1, LOOKS + 1)), "contents"]
    assert not phone.locator(".onward").first.is_visible()
    # What is folded is printed open.
    assert phone.locator("#p8").get_by_text("In front of the boss").is_visible()


def test_the_keyboard_goes_on_from_the_look_and_the_jump_stays_in_it(
    view: Page, address: str
) -> None:
    view.goto(f"{address}{COURSE}#p8")
    view.wait_for_load_state()
    for wanted in ("SUMMARY", "SUMMARY", "A"):
        view.keyboard.press("Tab")
        assert view.evaluate("document.activeElement.tagName") == wanted
        assert view.evaluate("document.activeElement.closest('section').id") == "p8"
    view.locator(".skip").focus()
    view.keyboard.press("Enter")
    assert view.evaluate("[location.hash, document.activeElement.id]") == ["#p8", "p8"]


def test_another_language_opens_at_the_same_look(view: Page, address: str) -> None:
    view.goto(f"{address}{COURSE}#p8")
    view.locator("#p8 .onward a", has_text="Next").click()
    links = view.locator(".langs a").all()
    for link in each(links):
        assert (link.get_attribute("href") or "").endswith("#p9")


def test_where_a_page_can_be_hidden_no_look_stays_in_the_history(view: Page, address: str) -> None:
    def entries(look: int) -> int:
        view.locator(f"#p{look} .onward a", has_text="Next").click()
        assert shown(view) == [f"p{look + 1}"]
        return int(view.evaluate("history.length"))

    view.goto(f"{address}{COURSE}#p1")
    first, second = entries(1), entries(2)
    assert second == first + 1
    view.evaluate(
        "document.querySelector('main').insertAdjacentHTML('afterbegin', '<p class=hide>')"
    )
    assert [entries(look) for look in (3, 4, 5)] == [second] * 3


def test_the_test_draws_counts_the_first_tap_and_begins_anew(view: Page, address: str) -> None:
    view.goto(f"{address}{COURSE}#p{LOOKS}")
    questions = view.locator(".picked > li")
    assert questions.count() == 4
    bank = view.locator(".look.question h2").all_text_contents()
    drawn = view.locator(".picked h3").all_text_contents()
    assert len(set(drawn)) == 4
    assert set(drawn) <= set(bank)
    score = view.locator("[data-score]")
    for number in range(4):
        right = questions.nth(number).locator("details.right summary")
        wrong = questions.nth(number).locator("details:not(.right) summary").first
        assert score.inner_text() == ""
        # A second look at the others is free, and does not count.
        (wrong if number == 0 else right).click()
        (right if number == 0 else wrong).click()
    expect(score).to_have_text(
        "Right answers: 3 / 4 You have reached the pass mark.", use_inner_text=True
    )
    view.get_by_role("button", name="Other questions").click()
    assert score.inner_text() == ""
    assert view.locator(".picked details[open]").count() == 0
    for number in range(4):
        questions.nth(number).locator("details:not(.right) summary").first.click()
    expect(score).to_contain_text("Right answers: 0 / 4 This is below", use_inner_text=True)


def test_each_question_of_the_course_may_be_drawn(view: Page, address: str) -> None:
    view.goto(f"{address}{COURSE}")
    bank = view.locator(".look.question h2").all_text_contents()
    view.evaluate("Math.random = () => 0")
    view.evaluate("document.querySelector('[data-again]').click()")
    assert view.locator(".picked h3").all_text_contents() == bank[:4]
    view.evaluate("Math.random = () => 0.999")
    view.evaluate("document.querySelector('[data-again]').click()")
    assert view.locator(".picked h3").all_text_contents() == bank[::-1][:4]


def test_nothing_is_stored_and_nothing_sent(view: Page, address: str) -> None:
    view.goto(f"{address}{COURSE}#p{LOOKS}")
    view.wait_for_timeout(600)
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    for number in range(4):
        view.locator(".picked > li").nth(number).locator("summary").first.click()
    view.locator("[data-again]").click()
    view.wait_for_timeout(200)
    assert asked == []
    assert view.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0, 0, "",
    ]  # fmt: skip
