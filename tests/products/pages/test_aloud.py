"""Steps read aloud in a real browser: by a voice of this language that is on the phone, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOCAL = {"lang": "en-US", "localService": True, "name": "here"}
ANDROID = {"lang": "en_GB", "localService": True, "name": "android"}
NETWORK = {"lang": "en-US", "localService": False, "name": "network"}
OTHER = {"lang": "es-ES", "localService": True, "name": "spanish"}
# What a phone has of speech, told by a list; with ``late`` it tells none before ``tell()``. Each utterance ends after 5 ms,
# unless the test holds it.
STUB = """voices => {
  let told = voices.late ? [] : voices.list, heard = [], listeners = [], held = voices.hold, current = null;
  const speech = {
    getVoices: () => told,
    addEventListener: (_name, act) => listeners.push(act),
    speak: one => { heard.push([one.voice.name, one.lang, one.text]); current = one; if (!held) setTimeout(() => current === one && one.onend(), 5); },
    cancel: () => { heard.push('stop'); const was = current; current = null; if (was && was.onerror) was.onerror({ error: 'canceled' }); },
  };
  Object.defineProperty(self, 'speechSynthesis', { value: speech, configurable: true });
  self.SpeechSynthesisUtterance = function (text) { this.text = text; };
  self.heard = heard;
  self.tell = () => { told = voices.list; listeners.forEach(act => act()); };
}"""


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    with served(example_site("en", "my", "ar")) as base:
        yield base


@contextmanager
def opened(
    browser: Browser, address: str, path: str, *voices: dict[str, Any], **more: Any
) -> Iterator[Page]:
    """A page on a phone that has these voices, once both scripts are there."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.add_init_script(f"({STUB})({json.dumps({'list': voices, **more})})")
    view = context.new_page()
    view.goto(address + path)
    view.wait_for_selector('head > script[src*="/site."]', state="attached")
    yield view
    context.close()


def test_a_step_is_read_to_its_end_and_its_numbers_digit_by_digit(
    browser: Browser, address: str
) -> None:
    with opened(browser, address, "en/freedonia/now/", NETWORK, OTHER, LOCAL) as view:
        buttons = view.locator(".steps .aloud")
        assert buttons.count() == view.locator(".steps > li").count()
        assert buttons.first.get_attribute("aria-label") == "Listen"
        assert view.evaluate("heard") == [], "it never begins by itself"
        view.locator("#step-call .aloud").click()
        view.wait_for_selector('#step-call .aloud[aria-pressed="false"]')
        spoken = view.evaluate("heard.filter(each => each !== 'stop')")
        assert {(name, language) for name, language, _text in spoken} == {("here", "en-US")}
        words = [text for _name, _language, text in spoken]
        assert words[0] == "In an emergency, call"
        assert words[1] == "Ambulance · Fire service 9, 9, 5"
        assert words[2] == "Flood office 1, 2, 3, 4"
        assert not [text for text in words if "[1]" in text], "marks of sources are not read"
        assert view.locator(".said-now").count() == 0


def test_what_is_read_is_marked_and_one_tap_stops_it(browser: Browser, address: str) -> None:
    with opened(browser, address, "en/freedonia/hazards/flood/", ANDROID, hold=True) as view:
        button = view.locator("#now .aloud")
        button.click()
        assert view.locator(".said-now").inner_text() == "Now"
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert view.locator(".said-now").count() == 0
        assert view.evaluate("heard.slice(-1)") == ["stop"]
        assert button.get_attribute("aria-pressed") == "false"
        # Another page comes to the front: silence.
        button.click()
        view.evaluate(
            "() => { Object.defineProperty(document, 'hidden', { value: true });"
            " document.dispatchEvent(new Event('visibilitychange')) }"
        )
        assert view.evaluate("heard.slice(-1)") == ["stop"]
        assert view.locator('[aria-pressed="true"]').count() == 0
        # What opens from a bar has a button of its own, outside of the bar.
        view.locator("#after").evaluate("each => { each.closest('details').open = true }")
        view.locator("#after + .aloud, .stage.after .said > .aloud").first.click()
        assert view.locator(".stage.after .said-now").count() == 1


@pytest.mark.parametrize(
    "voices",
    [[], [NETWORK], [OTHER], [{**LOCAL, "lang": "enm"}], [{**LOCAL, "localService": None}]],
)
def test_without_a_voice_of_this_language_on_the_phone_there_is_no_button(
    browser: Browser, address: str, voices: list[dict[str, Any]]
) -> None:
    with opened(browser, address, "en/freedonia/now/", *voices) as view:
        view.evaluate("tell()")
        assert view.locator(".aloud").count() == 0


def test_voices_that_are_told_late_are_found_once(browser: Browser, address: str) -> None:
    with opened(browser, address, "en/freedonia/now/", LOCAL, late=True) as view:
        assert view.locator(".aloud").count() == 0
        view.evaluate("tell()")
        view.evaluate("tell()")
        assert view.locator("#step-call .aloud").count() == 1


def test_no_step_is_read_in_part(browser: Browser, address: str) -> None:
    """Steps of this page stand in English in part: a Burmese voice alone would leave those out."""
    burmese = {"lang": "my-MM", "localService": True, "name": "burmese"}
    with opened(browser, address, "my/freedonia/hazards/flood/", burmese) as view:
        assert view.locator("#now [lang=en]").count() > 0
        assert view.locator("#now .aloud").count() == 0
    with opened(browser, address, "my/freedonia/hazards/flood/", burmese, LOCAL) as view:
        view.locator("#now .aloud").click()
        view.wait_for_selector('#now .aloud[aria-pressed="false"]')
        names = {one[0] for one in view.evaluate("heard.filter(each => each !== 'stop')")}
        assert names == {"burmese", "here"}


def test_a_number_that_was_struck_out_is_not_read(browser: Browser, address: str) -> None:
    with opened(browser, address, "en/freedonia/now/", LOCAL) as view:
        view.locator(".plate").first.evaluate("each => each.classList.add('gone')")
        view.locator("#step-call .aloud").click()
        view.wait_for_selector('#step-call .aloud[aria-pressed="false"]')
        assert "Ambulance" not in " ".join(
            one[2] for one in view.evaluate("heard.filter(each => each !== 'stop')")
        )


def test_a_page_that_can_be_hidden_has_no_voice(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(f"({STUB})({json.dumps({'list': [LOCAL]})})")
    view = context.new_page()
    view.route(
        "**/now/",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('<h1 id="now"', '<p class="hide"></p><h1 id="now"'),
            content_type="text/html",
        ),
    )
    view.goto(address + "en/freedonia/now/")
    view.wait_for_selector('head > script[src*="/site."]', state="attached")
    assert view.locator(".aloud").count() == 0
    context.close()


@pytest.mark.parametrize("path", ["en/freedonia/now/", "en/freedonia/hazards/flood/", "ar/freedonia/now/"])  # fmt: skip
def test_the_button_is_large_and_moves_nothing_sideways(
    browser: Browser, address: str, path: str
) -> None:
    arabic = {"lang": "ar-EG", "localService": True, "name": "arabic"}
    with opened(browser, address, path, LOCAL, arabic) as view:
        for button in view.locator(".aloud:visible").all():
            box = button.bounding_box()
            assert box is not None
            assert (box["width"], box["height"]) == (48, 48)
        assert view.locator(".aloud").count() > 1
        assert view.evaluate("document.documentElement.scrollWidth") == 320
