"""The bar at the foot of each page: the page's own number first, then the ambulance. Source: CARE 11."""

from __future__ import annotations

from functools import cache

import pytest
from support.check import TODAY, rules, swap
from support.each import each
from support.hosts import digits, real_advisory
from support.pages import Element, parse
from support.real import real_content

from generator.check import run_checks
from generator.localise.advisory import Advisory
from generator.products import pages
from generator.products.pages import queries
from generator.products.pages.render import render_page
from generator.products.pages.sets import PageSpec

pytestmark = pytest.mark.thorough

HOSTS = sorted(real_content().hosts)
SETS = [(host, tag) for host in HOSTS for tag in ("en", "es" if host == "mexico" else "my")]


@cache
def bars(host: str, tag: str) -> dict[str, Element]:
    """The frame below each page that has a bar, by the page's key."""
    page_set = pages.page_set_of(real_advisory(host, tag), ("en", tag))
    found = {}
    for page in page_set.pages:
        if page.spec.bar:
            below = parse(str(render_page(page_set, page.spec).after).encode())
            (found[page.spec.key],) = below.find("nav", class_="bar")
    return found


def numbers(bar: Element) -> list[Element]:
    return [link for link in bar.find("a") if link.attributes["href"].startswith("tel:")]


def icons(element: Element) -> list[str]:
    return [use.attributes["href"] for use in element.find("use")]


def own_key(host: str, tag: str, key: str) -> str:
    return queries.bar(real_advisory(host, tag), key).own.id


@pytest.mark.parametrize(("host", "tag"), SETS)
def test_every_bar_says_ambulance(host: str, tag: str) -> None:
    advisory = real_advisory(host, tag)
    ambulance = advisory.contacts[advisory.country.roles["ambulance"]]
    silent = {}
    for key, bar in bars(host, tag).items():
        last = numbers(bar)[-1]
        said = (
            last.attributes["href"] == ambulance.tel.href,
            str(ambulance.label) in last.text(),
            "#i-ambulance" in icons(last),
        )
        if not all(said):
            silent[key] = said
    assert silent == {}


@pytest.mark.parametrize(("host", "tag"), SETS)
def test_no_number_stands_twice_and_police_never(host: str, tag: str) -> None:
    advisory = real_advisory(host, tag)
    ambulance = advisory.contacts[advisory.country.roles["ambulance"]]
    police = advisory.contacts[advisory.country.roles["police"]]
    for key, bar in each(bars(host, tag).items()):
        hrefs = [link.attributes["href"] for link in numbers(bar)]
        assert len(hrefs) == len(set(hrefs)), key
        if police.number != ambulance.number:
            assert police.tel.href not in hrefs, key


@pytest.mark.parametrize("host", HOSTS)
def test_the_page_of_a_scheme_has_a_number_of_that_scheme(host: str) -> None:
    advisory = real_advisory(host)
    lines = {
        scheme.id: [
            contact.tel.href
            for contact in queries.contacts_of(advisory, scheme.contacts)
            if contact.tel and not contact.area
        ]
        for scheme in advisory.insurance.schemes.values()
    }
    for name, own in each((name, own) for name, own in lines.items() if own):
        first = numbers(bars(host, "en")[f"insurance/{name}"])[0]
        assert first.attributes["href"] in own, name


def test_pages_below_a_page_have_its_number() -> None:
    assert own_key("thailand", "en", "assistance/other") == "issara"
    assert own_key("thailand", "en", "guides/birth") == own_key("thailand", "en", "assistance")
    assert own_key("thailand", "en", "guides/rumours") == own_key("thailand", "en", "now")
    assert own_key("thailand", "en", "insurance/social-security") == "social-security"
    assert own_key("thailand", "en", "find") == own_key("thailand", "en", "now")
    # Neither an office without a telephone nor one that serves a part of the country.
    assert own_key("mexico", "en", "insurance/wages") == "cndh"
    # Nor an office that inspects work: who has no papers calls others first.
    assert own_key("thailand", "en", "insurance/wages") == "issara"
    assert own_key("malaysia", "en", "insurance/wages") == "legal-aid"


@pytest.mark.parametrize("host", HOSTS)
def test_a_page_without_a_bar_shows_the_plates_or_nothing_at_all(host: str) -> None:
    advisory = real_advisory(host)
    page_set = pages.page_set_of(advisory, ("en",))
    for page in each(page for page in page_set.pages if not page.spec.bar):
        assert _calls(advisory, render_page(page_set, page.spec).main, page.spec)


def _calls(advisory: Advisory, main: str, spec: PageSpec) -> bool:
    ambulance = advisory.contacts[advisory.country.roles["ambulance"]]
    there = f'href="{ambulance.tel.href}"' in main
    return there is not (spec.key == "hide")


COUNTRY = "hosts/freedonia/country.yaml"


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("  ambulance: ambulance\n", "", "country.roles", 'the role "ambulance" is missing'),
        ("  ambulance: ambulance\n", "  ambulance: hill-clinic\n", "country.roles.ambulance", "not an emergency"),
        ("  now: flood-office\n", "", "country.bar", 'the page "now" has no number'),
        ("  talk: open-door\n", "  talk: police\n", "country.bar.talk", '"police" is the police'),
        ("plates: [ambulance, fire-service, flood-office,", "plates: [flood-office, fire-service, ambulance,", "country.plates.0", 'the first plate is "flood-office", not the ambulance'),
        ("flood-office, police]", "police, flood-office]", "country.plates.2", "not the last plate"),
    ],
)  # fmt: skip
def test_what_a_country_may_not_say_of_its_bars(old: str, new: str, where: str, said: str) -> None:
    problems = run_checks(swap(COUNTRY, old, new), publish=False, today=TODAY)
    found = [problem for problem in problems if problem.rule == "call-bar"]
    assert [
        problem.message for problem in found if problem.where == where and said in problem.message
    ]


def test_a_number_of_some_provinces_stands_in_no_bar() -> None:
    contact = "  open-door:\n"
    content = swap("hosts/freedonia/assistance.yaml", contact, f"{contact}    area: [SG-01]\n")
    found = [p for p in run_checks(content, publish=False, today=TODAY) if p.rule == "call-bar"]
    assert [problem.where for problem in found] == ["country.bar.talk"]


def test_the_coast_guard_stands_in_the_bar_of_pages_about_the_sea_alone() -> None:
    content = swap(
        "hosts/freedonia/assistance.yaml",
        'kind: social\n    what_for: "Advice',
        'kind: sea\n    what_for: "Advice',
    )
    found = [p for p in run_checks(content, publish=False, today=TODAY) if p.rule == "call-bar"]
    assert [problem.where for problem in found] == ["country.bar.talk"]
    assert "at sea" in found[0].message


def test_the_bar_of_a_scheme_names_a_scheme_that_is_there() -> None:
    for scheme, found in (("hurt-at-work", []), ("hurt-at-home", ["dangling-reference"])):
        content = swap(COUNTRY, "  talk:", f"  insurance-{scheme}: open-door\n  talk:")
        assert rules(content) == found


def test_what_is_shown_is_what_is_dialled() -> None:
    for host, tag in each(SETS):
        for bar in each(bars(host, tag).values()):
            for link in each(numbers(bar)):
                (shown,) = link.find("b", class_="n")
                assert digits(shown.text()).lstrip("0") in digits(link.attributes["href"])
