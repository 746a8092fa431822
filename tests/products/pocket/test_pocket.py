"""The pocket page: small, alone, honest about what it leaves out; the same style and script on each."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import pytest
from playwright.sync_api import Browser
from support.each import each
from support.example import ROOT
from support.pages import Element, parse
from support.real import real_content
from support.records import one_changed

from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.twins import MessageRecord
from generator.model.fields import AnswerMark
from generator.products import pocket
from generator.products.pages import queries
from generator.products.pocket import choice, page, style

pytestmark = pytest.mark.thorough

LOADING = {"src", "srcset", "data", "poster", "action", "background", "style"}


def made(advisory: Advisory) -> bytes:
    [target] = pocket.plan([advisory])
    [(path, data)] = target.make().items()
    assert path == f"{advisory.locale}/{advisory.host}/pocket.html" == target.path
    return data


@pytest.fixture(scope="module")
def real() -> dict[str, Advisory]:
    """The country we publish, in each locale that is offered."""
    content = real_content()
    found = load_advisories(content, ROOT / "locales", Selection("thailand"))
    return {advisory.locale: advisory for advisory in found}


@pytest.fixture(scope="module")
def real_pages(real: dict[str, Advisory]) -> dict[str, bytes]:
    return {locale: made(advisory) for locale, advisory in real.items()}


def inside(page: bytes, tag: str) -> list[str]:
    return re.findall(rf"<{tag}>(.*?)</{tag}>", page.decode(), re.DOTALL)


@pytest.mark.slow
def test_the_real_pages_fit_into_one_round_trip(real_pages: dict[str, bytes]) -> None:
    assert {"en", "my", "th"} <= set(real_pages)
    for data in real_pages.values():
        for level in (5, 6, 9):
            assert len(gzip.compress(data, level)) <= pocket.BUDGET == 14_000


@pytest.mark.parametrize("locale", ["en", "my", "ar", "es"])
def test_every_locale_fits_and_tells_its_language(
    example_advisory: Callable[[str], Advisory], locale: str
) -> None:
    data = made(example_advisory(locale))
    assert pocket.gzipped(data) <= pocket.BUDGET
    found = parse(data.replace(b"<!doctype html>", b""))
    [html] = found.find("html")
    assert html.attributes["lang"] == locale
    assert html.attributes["dir"] == ("rtl" if locale == "ar" else "ltr")
    [title] = found.find("title")
    assert title.text() == str(example_advisory(locale).country.name)


def test_it_loads_nothing(real_pages: dict[str, bytes]) -> None:
    for data in each(real_pages.values()):
        found = parse(data.replace(b"<!doctype html>", b""))
        for element in found.walk():
            assert not LOADING & set(element.attributes), element
            href = element.attributes.get("href", "")
            if element.tag == "link":
                assert href == "data:,"
            elif element.tag == "use":
                assert href.startswith("#i-")
            elif href:
                assert href.startswith(("tel:", "https://", "mailto:"))
        assert not re.search(r"url\(|@import", data.decode())
        drawn = {use.attributes["href"][1:] for use in found.find("use")}
        assert drawn == {symbol.attributes["id"] for symbol in found.find("symbol")}


def test_style_and_script_are_the_same_bytes_everywhere_and_their_digests_are_told(
    real_pages: dict[str, bytes], example_advisory: Callable[[str], Advisory]
) -> None:
    pages = [*real_pages.values(), *(made(example_advisory(tag)) for tag in ("en", "my", "ar"))]
    hashes = pocket.inline_hashes()
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        [text] = {text for data in pages for text in inside(data, tag)}
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert hashes[name] == f"'sha256-{digest}'"
        assert all(f"{name} {hashes[name]}" in data.decode() for data in pages)


def text_of(data: bytes) -> str:
    return parse(data.replace(b"<!doctype html>", b"")).text()


def test_numbers_answers_dangers_rules_and_help_stand_on_it(
    real: dict[str, Advisory], real_pages: dict[str, bytes]
) -> None:
    for locale, advisory in each(real.items()):
        found = parse(real_pages[locale].replace(b"<!doctype html>", b""))
        links = [a.attributes["href"] for a in found.find("a")]
        first = [contact.tel.href for contact in queries.plates(advisory)]
        assert [link for link in links if link in first][: len(first)] == first
        words = squeezed(found)
        for hazard in choice.hazards(advisory):
            assert squeezed_text(str(hazard.name)) in words
        for message in every_message(advisory):
            if message.core or message.life_safety:
                assert squeezed_text(str(message.text)) in words, message.id
        for name in queries.ANSWERS:
            assert squeezed_text(str(advisory.answers.named()[name].words)) in words
        for rule in advisory.rules.values():
            if rule.about in choice.LIFE_RULES:
                assert squeezed_text(str(rule.question)) in words
        assert {c.tel.href for c in choice.helpers(advisory)} <= set(links)


def every_message(advisory: Advisory) -> list[MessageRecord]:
    return [
        message
        for hazard in choice.hazards(advisory)
        for message in (*hazard.before, *hazard.during, *hazard.after)
        if not message.inferred
    ]


def squeezed(found: Element) -> str:
    return squeezed_text(found.raw())


def squeezed_text(text: str) -> str:
    return "".join(text.split())


def test_nothing_from_behind_hide_page_stands_on_it(
    real: dict[str, Advisory], real_pages: dict[str, bytes]
) -> None:
    advisory, words = real["en"], text_of(real_pages["en"])
    rows = re.findall(r'class="plate row[^>]*><b>(.*?)</b>', real_pages["en"].decode())
    of_needs = sum(len(one.contacts) for one in advisory.referrals.values())
    assert len(rows) == of_needs + len(choice.helpers(advisory))
    for contact in advisory.contacts.values():
        if contact.sensitive or contact.carry != "paper":
            assert str(contact.label) not in rows
    for message in (m for m in advisory.hazards["work-trouble"].during):
        assert str(message.text) not in words
    for post in advisory.corridor.posts.values():
        assert str(post.label) not in words
    for phrase in advisory.phrases.values():
        if phrase.reveals or phrase.sensitive:
            assert str(phrase.text) not in words


def test_proof_of_numbers_shows_as_on_pages(
    real: dict[str, Advisory], real_pages: dict[str, bytes]
) -> None:
    found = parse(real_pages["en"].replace(b"<!doctype html>", b""))
    contacts = [c for c in real["en"].contacts.values() if c.tel]
    grades = {(c.tel.href, str(c.label)): c.proof.grade for c in contacts}
    plates = [a for a in found.find("a") if "plate" in a.attributes["class"].split()]
    assert len(plates) > 10
    for plate in plates:
        dashed = "gc" in plate.attributes["class"].split()
        words, href = plate.text(), plate.attributes["href"]
        [grade] = {g for (tel, label), g in grades.items() if tel == href and label in words}
        assert dashed == (grade == "c"), words


def test_what_is_left_out_is_told_and_is_the_least_needed(
    real: dict[str, Advisory], monkeypatch: pytest.MonkeyPatch
) -> None:
    advisory = real["en"]
    monkeypatch.setattr(page, "BUDGET", 7000)
    small = made(advisory)
    assert len(gzip.compress(small, 6)) <= 7000
    words = text_of(small)
    [count] = re.findall(r"stays small, (\d+) sentences are not in it", words)
    found = choice.pieces(advisory)
    kept = found[: len(found) - int(count)]
    assert [piece.rank for piece in kept] == sorted(piece.rank for piece in kept)
    squeezed_words = squeezed_text(words)
    for piece in kept:
        if not piece.more and piece.section != "helpers":
            item = piece.item
            # What closes on a day stands open, without its question.
            names = ("closes", "question", "text", "words")
            said = next(text for name in names if (text := getattr(item, name, None)))
            assert squeezed_text(str(said)) in squeezed_words, piece.key
    monkeypatch.setattr(page, "BUDGET", 100_000)
    assert "stays small" not in text_of(made(advisory))


def test_a_page_that_cannot_fit_stops_the_build(
    real: dict[str, Advisory], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "BUDGET", 2000)
    with pytest.raises(pocket.PocketTooLargeError, match=r"my/thailand/pocket\.html has \d+ bytes"):
        made(real["my"])


def test_draft_and_foreign_sentences_are_marked(
    example_advisory: Callable[[str], Advisory],
) -> None:
    found = parse(made(example_advisory("my")).replace(b"<!doctype html>", b""))
    assert found.find("p", class_="d")
    foreign = found.find("span", class_="fb")
    assert foreign
    assert all(span.attributes["lang"] == "en" for span in foreign)


def test_it_changes_with_a_number_and_has_the_same_bytes_twice(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    [before], again = pocket.plan([advisory]), pocket.plan([example_advisory("en")])[0]
    assert before.digest == again.digest
    assert before.make() == again.make()
    contacts = one_changed(advisory.contacts, "police", number="998")
    [changed] = pocket.plan([replace(advisory, contacts=contacts)])
    assert changed.digest != before.digest


# --- in a browser, from the phone's own storage ---------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_it_opens_from_a_file(
    browser: Browser, real_pages: dict[str, bytes], tmp_path: Path, *, scripts: bool
) -> None:
    file = tmp_path / "thailand.my.html"
    file.write_bytes(real_pages["my"])
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=scripts
    )
    view = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.on("console", lambda message: faults.append(message.text))
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.goto(file.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert faults == []
    assert view.evaluate("document.documentElement.scrollWidth") <= 320
    # A style sheet that the policy refused would leave plates without their yellow.
    colour = "getComputedStyle(document.querySelector('.plate')).backgroundColor"
    assert view.evaluate(colour) == "rgb(255, 210, 31)"
    assert view.locator(".plate").first.bounding_box()["height"] >= 96  # type: ignore[index]
    view.locator("summary").first.click()
    assert view.locator("details[open] li").first.is_visible()
    small = view.evaluate(
        "[...document.querySelectorAll('summary, a.plate')].filter(e => e.offsetHeight < 48).length"
    )
    assert small == 0
    assert view.locator("#old").is_visible() is False
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("day", "old"), [(-1, False), (0, True), (400, True)])
def test_the_phones_clock_tells_when_it_is_old(
    browser: Browser, real_pages: dict[str, bytes], tmp_path: Path, *, day: int, old: bool
) -> None:
    file = tmp_path / "pocket.html"
    file.write_bytes(real_pages["en"])
    [until] = re.findall(rb'data-until="([0-9-]+)"', real_pages["en"])
    limit = date.fromisoformat(until.decode()).toordinal()
    context = browser.new_context()
    view = context.new_page()
    view.clock.set_fixed_time(f"{date.fromordinal(limit + day)}T12:00:00")
    view.goto(file.as_uri() + "#<img src=x onerror=alert(1)>")
    assert view.locator("#old").is_visible() is old
    assert view.locator("img").count() == 0
    if old:
        assert "still try these numbers" in view.locator("#old").inner_text()
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, real_pages: dict[str, bytes], tmp_path: Path, scheme: Literal["light", "dark"]
) -> None:
    file = tmp_path / "pocket.html"
    file.write_bytes(real_pages["my"])
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True
    )
    view = context.new_page()
    view.clock.set_fixed_time("2031-01-01T12:00:00")
    view.goto(file.as_uri())
    view.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    view.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = view.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
    )
    assert found == []
    context.close()


def test_who_helps_with_what_comes_after_all_that_saves_a_life(real: dict[str, Advisory]) -> None:
    for advisory in real.values():
        pieces = choice.pieces(advisory)
        first = next(at for at, piece in enumerate(pieces) if piece.section == "referrals")
        life = [at for at, piece in enumerate(pieces) if getattr(piece.item, "life_safety", False)
                and isinstance(piece.item, MessageRecord) and not piece.more]  # fmt: skip
        answers = [at for at, piece in enumerate(pieces) if piece.section == "answers"]
        assert max(life) < first < min(answers)


def test_each_line_of_who_helps_has_its_number_below_the_caution(
    real: dict[str, Advisory], real_pages: dict[str, bytes]
) -> None:
    for locale, advisory in each(real.items()):
        body = parse(real_pages[locale].replace(b"<!doctype html>", b""))
        [caution, *_] = [p for p in body.find("p") if p.attributes.get("class") == "u"
                         and squeezed(p) == squeezed_text(str(advisory.corridor.caution))]  # fmt: skip
        assert caution
        lines = [
            li
            for li in body.find("li")
            if [a for a in li.find("a") if "plate" in a.attributes.get("class", "")]
        ]
        assert len(lines) == sum(bool(one.contacts) for one in advisory.referrals.values())


def test_each_answer_has_a_mark_of_its_own() -> None:
    """As on pages and papers: nobody shall take a frame for "yes"."""
    css = style.stylesheet()
    known = {
        name: found.group(1)
        for name in get_args(AnswerMark)
        if (found := re.search(rf"\.m-{name}::before[^{{]*{{([^}}]*)}}", css))
    }
    assert set(known) == set(get_args(AnswerMark))
    # Those of how much is known are round ones of the same three.
    assert len({known[name] for name in ("yes", "no", "depends", "not-known")}) == 4
