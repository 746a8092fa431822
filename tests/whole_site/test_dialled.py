"""What is dialled is what is shown, and whose number it is, on everything made of the real content."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from pathlib import Path

import phonenumbers
import pytest
from support.each import each
from support.hosts import real_advisory
from support.pages import parse
from support.real import real_content

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Run, texts
from generator.products.html import web
from generator.products.pages.queries import numbers_as_text
from generator.products.paper.content.picker import Picker

pytestmark = pytest.mark.thorough

HOSTS = [*real_content().hosts]
Link = tuple[str, str, str]
"""Where it stands, what it shows, where it leads."""


Made = Callable[[str], dict[str, bytes]]
"""Pages, pocket file and data of a host country in English."""


@pytest.fixture(scope="module")
def made(real_site: Path) -> Made:
    @cache
    def files_of(host: str) -> dict[str, bytes]:
        data = [real_site / "data" / f"{host}.en.json", real_site / "data" / f"{host}.json"]
        pages = each(sorted((real_site / "en" / host).rglob("*.html")), at_least=30)
        return {
            path.relative_to(real_site).as_posix(): path.read_bytes() for path in (*pages, *data)
        }

    return files_of


def links(files: Mapping[str, bytes]) -> Iterator[Link]:
    """Every link to a telephone number in *files*."""
    for path, raw in files.items():
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
def test_what_is_dialled_is_what_is_shown(host: str, made: Made) -> None:
    region, count = real_advisory(host).country.code, 0
    for path, text, href in links(made(host)):
        count += 1
        assert re.fullmatch(r"tel:\+?[0-9]+", href), (path, href)
        dialled = href.removeprefix("tel:")
        assert line(text, region) == line(dialled, region), (path, text, href)
        if text.startswith("+"):
            assert dialled == re.sub(r"[^0-9+]", "", text), (path, text, href)
    assert count > 200


@pytest.mark.parametrize("host", HOSTS)
def test_a_number_for_messages_is_no_link_to_call(host: str, made: Made) -> None:
    content = real_content()
    own = [content.hosts[host].files[name].model for name in content.hosts[host].files]
    corridors = [o.corridors[host] for o in content.origins.values() if host in o.corridors]
    messages = {number for model in (*own, *corridors) for number in _message_numbers(model)}
    dialled = {href for _path, _text, href in links(made(host))}
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
            # A line of referrals.yaml names a message of the content by its id.
            if name == "message" and isinstance(child, str) and ".messages." not in child:
                yield child
            elif name == "message_numbers":
                yield from child
            else:
                yield from _message_numbers(child)
    elif isinstance(value, dict | tuple):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _message_numbers(child)


def test_some_numbers_are_for_messages() -> None:
    hosts = real_content().hosts.values()
    each(number for host in hosts for number in _message_numbers(host.assistance))


@pytest.mark.parametrize("host", HOSTS)
def test_family_abroad_is_given_numbers_with_the_country_code_or_told_that_we_know_none(
    host: str, made: Made
) -> None:
    family = parse(made(host)[f"en/{host}/family/index.html"])
    (heading,) = family.find("h2", id="abroad")
    after = heading.parent.children[heading.parent.children.index(heading) + 1 :]
    elements = (e for e in after if not isinstance(e, str))
    below = list(takewhile(lambda e: e.tag not in ("h2", "div"), elements))
    said = " ".join(e.text() for e in below)
    links = [link for e in below for link in (e, *e.walk()) if "href" in link.attributes]
    dialled = [link.attributes["href"] for link in links if "tel:" in link.attributes["href"]]
    code = real_content().hosts[host].country.calling_code
    assert [href for href in dialled if not href.startswith(f"tel:+{code}")] == []
    assert ("We know no line for calls from another country" in said) is not bool(dialled)


def test_the_message_to_pass_on_shows_the_numbers_of_the_plates() -> None:
    for host in each(HOSTS):
        advisory = real_advisory(host)
        plates = [advisory.contacts[key] for key in advisory.country.plates]
        # One behind a caution is not passed on without it.
        numbers = [str(one.number) for one in plates if not cautions_before(advisory, one)]
        once = dict.fromkeys(numbers)
        assert numbers_as_text(advisory) == f"{advisory.country.name}: {' '.join(once)}"


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
        # What is written to, not dialled, was proved by no call: its source stands in its own channel.
        if run.text == contact.number and run.href is not None and run.href.startswith("tel:"):
            assert run.grade == contact.proof.grade, run


def shared(advisory: Advisory) -> dict[str, set[str]]:
    """Contacts by their number, where several have it."""
    by_number: dict[str, set[str]] = defaultdict(set)
    for key, contact in advisory.contacts.items():
        if contact.number:
            by_number[contact.number].add(key)
    return {number: keys for number, keys in by_number.items() if len(keys) > 1}


def test_a_shared_number_is_dashed_where_its_own_office_is_not_proved() -> None:
    looked_at = []
    for host in each(HOSTS):
        advisory = real_advisory(host)
        told = [advisory.hazards, advisory.guides, advisory.insurance, advisory.rules]
        for number, keys in shared(advisory).items():
            grades = {key: advisory.contacts[key].proof.grade for key in keys}
            doubtful = {key for key, grade in grades.items() if grade == "c"}
            for text in texts(told) if doubtful and doubtful != keys else ():
                named_here = {run.contact for run in text.runs if run.text == number}
                if named_here and named_here <= doubtful:
                    edges = re.findall(
                        rf'class="([a-z ]+)"[^>]*>{re.escape(number)}<', web(text, "en")
                    )
                    assert set(each(edges)) == {"tel gc"}, (host, number, text)
                    looked_at.append(text)
    each(looked_at)


@pytest.mark.parametrize("host", HOSTS)
def test_paper_records_the_contact_that_a_sentence_names(host: str) -> None:
    advisory = real_advisory(host)
    several = {key for keys in shared(advisory).values() for key in keys}
    sentences = [
        text for text in texts([advisory.hazards, advisory.rules, advisory.guides])
        if any(run.contact in several for run in text.runs)
    ]  # fmt: skip
    for text in each(sentences) if several else ():
        picker = Picker(advisory)
        picker.numbers_in(text)
        # A name leads to its card; only a number is dialled from paper.
        own = {f"contacts.{run.contact}" for run in text.runs if run.kind == "tel" and run.contact}
        assert set(picker.carried) == own
        assert {fact.id for fact in picker.facts} == own
    for key, contact in advisory.contacts.items():
        assert contact.tel is None or contact.tel.contact == key


def test_some_numbers_are_shared() -> None:
    assert any(shared(real_advisory(host)) for host in HOSTS)


def test_a_second_number_has_the_year_of_the_page_it_was_read_in(made: Made) -> None:
    where = parse(made("thailand")["en/thailand/where/index.html"])
    (at,) = where.find("*", id="c-navy-andaman")
    card = at.parent
    assert card is not None
    assert "source 2023 · not called yet" in card.text()
    assert "076-391590 source 2013 · not called yet" in card.text()
    # Where it was read in the same page it is not said twice.
    (at,) = where.find("*", id="c-raks-thai-samut-sakhon")
    card = at.parent
    assert card is not None
    assert card.text().count("source") == 1


def test_the_numbers_of_a_post_say_how_far_they_are_proved(made: Made) -> None:
    office = parse(made("malaysia")["en/malaysia/office/index.html"])
    (post,) = office.find("article", id="post-kuala-lumpur")
    (numbers,) = post.find("ul", class_="many")
    (cap,) = [p for p in post.find("p", class_="cap") if "called" in p.text()]
    assert cap.text() == "source undated, read 2026 · not called yet"
    assert numbers.text().endswith("+60 11-2510 5774 source 2024")
