"""What is dialled is what is shown, and whose number it is, on everything made of the real content."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import phonenumbers
import pytest
from host_tools import real_advisory
from leaflet_tools import real_content
from pages_tools import parse

from generator.advisory import Advisory
from generator.products import data, pocket
from generator.products.html import web
from generator.products.leaflets.facts import Picker
from generator.products.pages import page_set_of
from generator.products.pages.run import run_mkdocs
from generator.products.passed_on import numbers_as_text
from generator.view import Run, texts

HOSTS = [*real_content().hosts]
Link = tuple[str, str, str]
"""Where it stands, what it shows, where it leads."""


@cache
def made(host: str) -> dict[str, bytes]:
    """Pages, pocket file and data of a host country in English."""
    advisory = replace(real_advisory(host), offered=())
    files = dict(run_mkdocs(page_set_of(advisory, ("en",))))
    for target in [*pocket.plan([advisory]), *data.plan([advisory])]:
        files |= target.make()
    return files


def links(host: str) -> Iterator[Link]:
    """Every link to a telephone number in what is made of *host*."""
    for path, raw in made(host).items():
        if path.endswith(".html"):
            for link in parse(raw).find("a"):
                href = link.attributes.get("href", "")
                if href.startswith("tel:"):
                    (number,) = [
                        e for e in (link, *link.walk()) if e.attributes.get("dir") == "ltr"
                    ]
                    yield path, number.text(), href
        elif path.endswith(".json"):
            yield from ((path, text, href) for text, href in _in_data(json.loads(raw)))


def _in_data(value: object) -> Iterator[tuple[str, str]]:
    match value:
        case {"text": str(text), "link": str(link)} if link.startswith("tel:"):
            yield text, link
        case dict():
            rows = value["links"] if "text" in value and "links" in value else {}
            yield from ((text, link) for text, link in rows.items() if link.startswith("tel:"))
            for child in value.values():
                yield from _in_data(child)
        case list():
            for child in value:
                yield from _in_data(child)


def line(number: str, region: str) -> str:
    """The line that *number* reaches, however it is written."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return re.sub(r"[^0-9]", "", number)
    if not phonenumbers.is_valid_number(parsed):
        return re.sub(r"[^0-9]", "", number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_dialled_is_what_is_shown(host: str) -> None:
    region, count = real_advisory(host).country.code, 0
    for path, text, href in links(host):
        count += 1
        assert re.fullmatch(r"tel:\+?[0-9]+", href), (path, href)
        dialled = href.removeprefix("tel:")
        assert line(text, region) == line(dialled, region), (path, text, href)
        if text.startswith("+"):
            assert dialled == re.sub(r"[^0-9+]", "", text), (path, text, href)
    assert count > 200


@pytest.mark.parametrize("host", HOSTS)
def test_a_number_for_messages_is_no_link_to_call(host: str) -> None:
    content = real_content()
    own = [content.hosts[host].files[name].model for name in content.hosts[host].files]
    corridors = [o.corridors[host] for o in content.origins.values() if host in o.corridors]
    messages = {number for model in (*own, *corridors) for number in _message_numbers(model)}
    dialled = {href for _path, _text, href in links(host)}
    region = real_advisory(host).country.code
    lines = {line(href.removeprefix("tel:"), region) for href in dialled}
    assert not {line(number, region) for number in messages} & lines
    shown_on_pages = " ".join(
        parse(raw).text() for path, raw in made(host).items() if path.endswith(".html")
    )
    assert all(number in shown_on_pages for number in messages)


def _message_numbers(value: object) -> Iterator[str]:
    if hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            child = getattr(value, name)
            if name == "message" and isinstance(child, str):
                yield child
            elif name == "message_numbers":
                yield from child
            else:
                yield from _message_numbers(child)
    elif isinstance(value, dict | tuple):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _message_numbers(child)


def test_some_numbers_are_for_messages() -> None:
    host = real_content().hosts["malaysia"]
    assert "018-988 8058" in set(_message_numbers(host.assistance))


def test_family_abroad_is_given_the_number_that_the_source_names_for_it() -> None:
    shown_abroad = real_advisory("japan").contacts["immigration-info"].abroad
    assert (shown_abroad.text, shown_abroad.href) == ("+81 3-5796-7112", "tel:+81357967112")
    family = parse(made("japan")["en/japan/family/index.html"]).text()
    assert "+81 3-5796-7112" in family
    assert "570" not in family


def test_a_page_without_a_line_from_abroad_says_so() -> None:
    family = parse(made("malaysia")["en/malaysia/family/index.html"])
    (heading,) = family.find("h2", id="abroad")
    below = heading.parent.children[heading.parent.children.index(heading) :]
    said = " ".join(e if isinstance(e, str) else e.text() for e in below)
    assert "We know no line for calls from another country" in said


def test_the_message_to_pass_on_shows_the_numbers_of_the_plates() -> None:
    for host in HOSTS:
        advisory = real_advisory(host)
        plates = [advisory.contacts[key].number for key in advisory.country.plates]
        assert numbers_as_text(advisory) == f"{advisory.country.name}: {' '.join(plates)}"


# --- whose it is ------------------------------------------------------------------------------


def named(advisory: Advisory) -> Iterator[Run]:
    """Every number that stands in a sentence as that of a contact."""
    told = (advisory.hazards, advisory.rules, advisory.answers, advisory.guides, advisory.insurance)
    for text in texts([*told, advisory.contacts, advisory.corridor, advisory.warnings]):
        yield from (run for run in text.runs if run.contact is not None)


@pytest.mark.parametrize("host", HOSTS)
def test_a_number_in_a_sentence_is_proved_as_its_own_contact_is(host: str) -> None:
    advisory = real_advisory(host)
    runs = list(named(advisory))
    assert len(runs) > 30
    for run in runs:
        contact = advisory.contacts[run.contact]
        if run.text == contact.number:
            assert run.grade == contact.proof.grade, run


@pytest.mark.parametrize(
    ("host", "number", "doubtful", "proved"),
    [
        ("thailand", "1506", "labour-protection", "social-security"),
        ("malaysia", "03-8000 8000", "mapo", "labour-department"),
    ],
)
def test_a_shared_number_is_dashed_where_its_own_office_is_not_proved(
    host: str, number: str, doubtful: str, proved: str
) -> None:
    advisory = real_advisory(host)
    assert advisory.contacts[doubtful].proof.grade == "c"
    assert advisory.contacts[proved].proof.grade == "b"
    sentences = [
        text
        for text in texts([advisory.hazards, advisory.guides, advisory.insurance, advisory.rules])
        if any(run.contact == doubtful for run in text.runs)
    ]
    assert sentences
    for text in sentences:
        (edge,) = re.findall(rf'class="([a-z ]+)"[^>]*>{re.escape(number)}<', web(text, "en"))
        assert edge == "tel gc"


def test_paper_records_the_contact_that_a_sentence_names() -> None:
    advisory = real_advisory("japan")
    shared = [key for key, c in advisory.contacts.items() if c.number == "119"]
    assert len(shared) == 7
    for text in texts(advisory.hazards):
        for run in text.runs:
            if run.contact in shared:
                picker = Picker(advisory)
                picker.numbers_in(text)
                own = {f"contacts.{r.contact}" for r in text.runs if r.contact}
                assert set(picker.carried) == own
                assert {fact.id for fact in picker.facts} == own
    fire = advisory.contacts["fire"].tel
    assert fire.contact == "fire"


def test_a_second_number_has_the_year_of_the_page_it_was_read_in() -> None:
    where = parse(made("thailand")["en/thailand/where/index.html"])
    (card,) = where.find("article", id="c-navy-andaman")
    assert "source 2023 · not called yet" in card.text()
    assert "076-391590 source 2013 · not called yet" in card.text()
    # Where it was read in the same page it is not said twice.
    (card,) = where.find("article", id="c-raks-thai-samut-sakhon")
    assert card.text().count("source") == 1


def test_the_numbers_of_a_post_say_how_far_they_are_proved() -> None:
    office = parse(made("malaysia")["en/malaysia/office/index.html"])
    (post,) = office.find("article", id="post-kuala-lumpur")
    (numbers,) = post.find("ul", class_="many")
    (cap,) = [p for p in post.find("p", class_="cap") if "called" in p.text()]
    assert cap.text() == "source undated, read 2026 · not called yet"
    assert numbers.text().endswith("+60 11-2510 5774 source 2024")
