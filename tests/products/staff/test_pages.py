"""Pages for those who assist: what stands before what, what is never shown, and what makes which pages again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from support.each import each
from support.pages import Element, ids, parse, plan_site, target

from generator.build.page_weight import compressed, page_kind, page_limit
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.records.staff import ProcedureRecord
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.records.twins import AgencyRecord, CaseContactRecord
from generator.localise.texts import Text, plain
from generator.products import pages, products, staff, teaching, wordless
from generator.products.courses import packages
from generator.products.paper.names import papers_of
from generator.products.staff.consent import shown
from generator.products.staff.pages import facts
from generator.products.staff.papers.names import staff_papers_of
from generator.products.staff_pages import staff_pages

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
BASE = "en/staff/freedonia/"


def record(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def with_staff(advisory: Advisory, **changes: Any) -> Advisory:
    return replace(advisory, staff=replace(record(advisory), **changes))


def with_procedure(advisory: Advisory, key: str, **changes: Any) -> Advisory:
    procedures = record(advisory).procedures
    return with_staff(advisory, procedures={**procedures, key: replace(procedures[key], **changes)})


def files(*advisories: Advisory) -> dict[str, bytes]:
    """Everything that is planned for those who assist."""
    targets = [*staff.plan(advisories), *staff.plan_above(pages.fronts(advisories))]
    return {name: data for one in targets for name, data in one.make().items()}


def page(advisory: Advisory, key: str) -> Element:
    return parse(files(advisory)[f"{BASE}{key}/index.html".replace("//", "/")])


@pytest.fixture
def advisory(example_advisory: Make) -> Advisory:
    return example_advisory("en")


@pytest.fixture
def made(advisory: Advisory) -> dict[str, bytes]:
    return files(advisory)


def before(text: str, first: str, *later: str) -> None:
    """*first* stands before each of *later*, and all stand somewhere."""
    at = text.index(first)
    for one in later:
        assert at < text.index(one), one


# --- where they stand ------------------------------------------------------------------------------


def test_every_page_has_its_address(made: Mapping[str, bytes]) -> None:
    wanted = (
        "", "procedures/", "procedures/death/", "procedures/death/more/", "agencies/", "agencies/host/",
        "refer/", "refer/1/", "plan/", "plan/levels/", "plan/chapters/", "drill/", "drill/flood/",
        "words/", "words/consent/", "words/district/", "forms/", "guidelines/",
        "courses/", "courses/listening/", "courses/sessions/",
    )  # fmt: skip
    assert {f"{BASE}{key}index.html" for key in wanted} | {"en/staff/index.html"} <= set(made)


def test_a_country_of_which_nobody_wrote_anything_has_none(advisory: Advisory) -> None:
    own = record(advisory)
    procedures = {key: replace(one, here=None) for key, one in own.procedures.items()}
    cases = {key: replace(one, here=None) for key, one in own.cases.items()}
    bare = with_staff(advisory, agencies={}, procedures=procedures, cases=cases)
    assert staff_pages(bare) == ()
    assert files(bare) == {}
    assert files(replace(advisory, staff=None)) == {}


def test_every_link_leads_somewhere(advisory: Advisory) -> None:
    planned = [*plan_site([advisory]), *wordless.plan([advisory])]
    every = {name: data for one in planned for name, data in one.make().items()}
    parsed = {name: parse(data) for name, data in every.items() if name.endswith(".html")}
    printed = {paper.path for paper in papers_of(advisory, own_formats(), ["en"])}
    taught = [
        *teaching.plan([advisory]),
        *packages.plan([advisory], may_show=shown, code_of=teaching.course_code),
    ]
    printed |= {path for paper in staff_papers_of(advisory) for path in paper.paths}
    printed |= {name for one in taught for name in (one.path, *one.beside)}
    for path, one in each(parsed.items()):
        if "/staff/" not in path:
            continue
        for link in one.find("a"):
            href = link.attributes["href"]
            if href.startswith(("tel:", "mailto:", "https:")):
                continue
            name, inside = target(path, href)
            assert name in every or name in printed, (path, href)
            assert not inside or inside in ids(parsed[name]), (path, href)
        assert len(ids(one)) == len(set(ids(one))), path


def test_three_taps_lead_from_home_to_the_right_step(advisory: Advisory) -> None:
    """As from a call about a missing person: home, country, procedure."""
    every = {name: data for one in plan_site([advisory]) for name, data in one.make().items()}
    path = "en/index.html"
    for wanted in (
        "en/staff/index.html",
        f"{BASE}index.html",
        f"{BASE}procedures/death/index.html",
    ):
        links = [target(path, a.attributes["href"])[0] for a in parse(every[path]).find("a")]
        assert wanted in links, path
        path = wanted
    assert "s-sit-down" in ids(parse(every[path]))


def test_the_overview_leads_there_and_only_where_there_are_any(advisory: Advisory) -> None:
    def leads(one: Advisory) -> bool:
        made = next(t for t in pages.plan([one]) if t.path == "en/freedonia/").make()
        return b"staff/freedonia" in made["en/freedonia/index.html"]

    assert leads(advisory)
    assert not leads(replace(advisory, assists=False, staff=None))


# --- what stands before what ------------------------------------------------------------------------


def test_fear_is_asked_by_the_clock(advisory: Advisory) -> None:
    """First whether the person can talk, then whether somebody is in danger, then fear, then the steps (CARE 63)."""
    text = page(advisory, "procedures/death").text()
    assert "Ask Open Door" in text
    order = (
        "Can you talk now?",
        "Ask first",
        "If you are afraid to go back, you can tell me.",
        "Steps",
    )
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    before(text, "We send nothing and check nothing.", "Steps")
    before(text, "What may happen to the helper", "Steps")
    assert "afraid to go back" not in page(advisory, "procedures/hotline").text()


def test_what_may_follow_stands_before_each_step_that_calls_somebody(advisory: Advisory) -> None:
    one = page(advisory, "procedures/death")
    (step,) = one.find("li", id="s-call-registry")
    before(step.text(), "It writes down who asked.", "Call 6123 4567")
    (step,) = one.find("li", id="s-call-hospital")
    before(step.text(), "We cannot stop this.", "Call the hospital")
    before(step.text(), "The hospital may tell the consulate.", "Call the hospital")
    before(one.text(), "Ask whether we may call", "Call the hospital")


def test_what_may_follow_stands_before_each_number_of_a_case(advisory: Advisory) -> None:
    one = page(advisory, "refer/1")
    text = one.text()
    order = ("Can you talk now?", "Sit down together.", "Ask whether it happened in the mill.",
             "Before we pass anything on", "Shall we call?",
             "Whom to call here", "What you may keep to yourself", "What to write down. No name.")  # fmt: skip
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    cards = one.find("article", class_="card")
    assert len(cards) == 2
    for card in each(cards):
        (plate,) = card.find("a", class_="plate")
        before(card.text(), "What may hurt:", plate.find("b")[0].text())


def test_a_line_of_the_state_is_never_first(advisory: Advisory) -> None:
    ((key, case),) = record(advisory).cases.items()
    assert case.here is not None
    turned = replace(case, here=replace(case.here, contacts=case.here.contacts[::-1]))
    assert turned.here is not None
    assert turned.here.contacts[0].contact == "police"
    found = facts.case_contacts(with_staff(advisory, cases={key: turned}), turned)
    assert [contact.id for _row, contact in found] == ["open-door", "police"]


def test_where_only_the_state_is_known_somebody_safe_is_named_before(advisory: Advisory) -> None:
    (case,) = record(advisory).cases.values()
    assert case.here is not None
    alone = replace(case, here=replace(case.here, contacts=case.here.contacts[1:]))
    text = page(with_staff(advisory, cases={case.id: alone}), "refer/1").text()
    before(text, "Ask one of these first:", "For the paper of death.")
    assert "Ask one of these first:" not in page(advisory, "refer/1").text()


def test_helpers_of_one_province_are_found_by_it(advisory: Advisory) -> None:
    code = next(iter(advisory.country.provinces))
    (case,) = record(advisory).cases.values()
    assert case.here is not None
    rows = facts.case_contacts(advisory, case)
    local: list[tuple[CaseContactRecord, Any]] = [
        (replace(rows[0][0], areas=(code,)), rows[0][1]), rows[1],
    ]  # fmt: skip
    ((province, helpers),) = facts.helpers_by_province(advisory, local)
    assert str(province.name) == str(advisory.country.provinces[code].name)
    assert [contact.id for contact in helpers] == ["open-door"]


def test_it_says_whom_to_tell_of_a_helper_and_whose_paper_it_is_not(
    made: Mapping[str, bytes],
) -> None:
    ends = re.compile("procedures/|refer/1|words/index")
    for path, data in each({p: d for p, d in made.items() if p.endswith(".html")}.items()):
        text = parse(data).text()
        assert "Not a paper of any state, IOM or MICIC." in text, path
        assert "Draft until signed." in text, path
        if ends.search(path):
            assert "If a helper asks for money, work or sex" in text, path
            assert "555 0142" in text or "tel:" in data.decode(), path


def test_nobody_who_asks_is_told_where_a_person_is(advisory: Advisory) -> None:
    words = "Nobody who asks is told where a person is, or whether we know her"
    assert words in page(advisory, "procedures/hotline").text()
    assert words not in page(advisory, "procedures/death").text()


# --- what is not shown -------------------------------------------------------------------------------


def test_of_a_consent_that_is_not_signed_no_word_is_in_any_file(advisory: Advisory) -> None:
    signed = b"I would tell the other office what you need."
    unsigned = record(advisory).words.consents["family-message"]
    every = b"".join(files(advisory).values())
    assert signed in every
    assert b"These words are not signed yet." in every
    for text in (unsigned.title, *unsigned.says.values(), unsigned.take_back):
        assert str(text).encode() not in every
    # A translation that nobody has read is none, and the source does not stand in for it.
    other = b"".join(files(replace(advisory, locale="my")).values())
    assert signed not in other


def test_a_step_that_houses_people_is_off_until_a_lawyer_has_read_it(advisory: Advisory) -> None:
    words = b"Give the family a room for the night."
    assert words not in b"".join(files(advisory).values())
    off = page(advisory, "procedures/death").find("li", id="s-house-family")[0]
    assert "Off until a lawyer of this country has read it: a room for the family." in off.text()
    assert "In danger of life, save lives first." in off.text()
    steps = record(advisory).procedures["death"].steps
    on = {**steps, "house-family": replace(steps["house-family"], off=False)}
    assert words in b"".join(files(with_procedure(advisory, "death", steps=on)).values())


def test_a_refuge_has_no_address_in_any_file(advisory: Advisory) -> None:
    line = advisory.contacts["quiet-line"]
    street = "12 Hidden Lane"
    shown = replace(
        advisory,
        contacts={**advisory.contacts, "quiet-line": replace(line, address=street, seat=None)},
    )
    every = b"".join(files(shown).values())
    assert b"Quiet house" in every
    assert b"We never give its address." in every
    assert street.encode() not in every


def test_a_group_that_did_not_agree_is_counted_and_not_named(made: Mapping[str, bytes]) -> None:
    assert b"River Friends" not in b"".join(made.values())
    assert "did not agree to be named: 1" in parse(made[f"{BASE}agencies/index.html"]).text()


def test_many_agencies_stand_on_several_pages(advisory: Advisory) -> None:
    one = record(advisory).agencies["flood-desk"]
    many = {f"desk-{n}": replace(one, id=f"desk-{n}") for n in range(14)}
    made = files(with_staff(advisory, agencies=many))
    path = f"{BASE}agencies/index.html"
    links = {target(path, a.attributes["href"]) for a in parse(made[path]).find("a", class_="inl")}
    for key in many:
        (page_of_it,) = [name for name, inside in links if inside == f"g-{key}"]
        assert f"g-{key}" in ids(parse(made[page_of_it])), key
    second = parse(made[f"{BASE}agencies/host-2/index.html"])
    assert len(second.find("article")) == 2
    assert any(
        "agencies" in a.attributes["href"] or "host" in a.attributes["href"]
        for a in second.find("a")
    )


def test_a_service_that_nobody_offers_is_shown_as_a_gap(advisory: Advisory) -> None:
    services = record(advisory).services
    boats = replace(next(iter(services.values())), id="boats", title=plain("Boats", "en"))
    one = page(with_staff(advisory, services={**services, "boats": boats}), "agencies")
    (row,) = [tr for tr in one.find("tr", class_="gap") if "Boats" in tr.text()]
    assert "Nobody known" in row.text()


def test_what_no_source_says_is_called_our_proposal(advisory: Advisory) -> None:
    one = page(advisory, "procedures/death")
    (step,) = one.find("li", id="s-sit-down")
    assert step.find("small", class_="basis")[0].text() == "our proposal"
    (step,) = one.find("li", id="s-call-hospital")
    assert "within one day our proposal" in step.text()


def test_what_may_happen_to_the_helper_is_told_or_not_known(advisory: Advisory) -> None:
    assert "Not known: ask a lawyer." in page(advisory, "procedures/death").text()
    assert "Not known: ask a lawyer." not in page(advisory, "procedures/hotline").text()


def test_cases_tell_nothing_in_title_or_address(
    made: Mapping[str, bytes], advisory: Advisory
) -> None:
    cases = {path: parse(data) for path, data in made.items() if "/refer/" in path}
    assert len(cases) == 2
    for path, one in each(cases.items()):
        assert re.fullmatch(r"en/staff/freedonia/refer/(\d+/)?index\.html", path)
        assert one.find("title")[0].text() == str(advisory.country.name)
        assert one.find("meta", name="robots")
        (hide,) = one.find("p", class_="hide")
        assert (
            target(path, hide.find("a")[0].attributes["href"])[0] == "en/freedonia/hide/index.html"
        )
        assert not one.find("form") + one.find("input")


def test_what_was_done_to_somebody_stands_in_no_title(advisory: Advisory) -> None:
    told = with_procedure(advisory, "death", tags=("violence",), title=plain("Rape", "en"))
    assert page(told, "procedures/death").find("title")[0].text() == "Procedures · Freedonia"


def test_the_sitemap_lists_them_but_for_the_cases(advisory: Advisory) -> None:
    (front,) = pages.fronts([advisory])
    every = next(t for t in pages.plan_above([front]) if t.path == "sitemap.xml").make()
    text = every["sitemap.xml"].decode()
    assert "/en/staff/</loc>" in text
    assert f"/{BASE}procedures/death/</loc>" in text
    assert "/refer/" not in text


# --- honest figures -----------------------------------------------------------------------------------


def test_figures_say_what_nobody_has_done(advisory: Advisory) -> None:
    count = facts.coverage(advisory, record(advisory))
    assert (count.with_content, count.of) == (2, 15)
    assert (count.signed, count.tried, count.tested, count.dialled) == (1, 0, 0, 0)
    called = replace(advisory.contacts["open-door"], called_on=advisory.today)
    rung = replace(advisory, contacts={**advisory.contacts, "open-door": called})
    assert facts.coverage(rung, record(rung)).dialled == 1
    assert "2 of 15 guidelines have content." in page(advisory, "guidelines").text()


# --- what makes which pages again, and what they weigh -------------------------------------------------


def digests(advisory: Advisory) -> dict[str, str]:
    targets = [one for plan in products({}) for one in plan([advisory])]
    return {one.path: one.digest for one in targets}


def test_a_change_for_staff_makes_no_page_of_migrants_again(advisory: Advisory) -> None:
    now = digests(advisory)
    title = replace(record(advisory).procedures["death"].title, runs=plain("A death", "en").runs)
    then = digests(with_procedure(advisory, "death", title=title))
    changed = {path for path in now if now[path] != then.get(path)}
    assert BASE in changed
    papers = {path for path in changed if path.startswith("staff-papers/")}
    assert {path.split(".")[2] for path in papers} == {"manual", "cards", "drill-flood"}
    assert changed == {BASE, *papers}


def test_a_change_for_migrants_makes_no_page_for_staff_again(advisory: Advisory) -> None:
    tip: Text = plain("Speak slowly.", "en")
    hazard = next(iter(advisory.hazards.values()))
    other = replace(advisory, hazards={**advisory.hazards, hazard.id: replace(hazard, reason=tip)})
    now, then = digests(advisory), digests(other)
    assert now["en/freedonia/"] != then["en/freedonia/"]
    assert now[BASE] == then[BASE]


def test_pages_weigh_no_more_than_others(made: Mapping[str, bytes]) -> None:
    assert page_kind(f"{BASE}index.html") == page_kind("en/staff/index.html") == "staff"
    assert page_limit(f"{BASE}index.html", "staff") == 12_288
    assert page_kind("staff/index.html") is None
    for path, data in made.items():
        if path.endswith(".html"):
            assert compressed(data) <= 12_288, path


def test_a_phone_keeps_nothing_of_it_unasked(made: Mapping[str, bytes]) -> None:
    kept = made[f"{BASE}keep.json"].decode()
    assert '"pages":[]' in kept
    assert f'"{BASE}procedures/death/"' in kept


@pytest.mark.slow
def test_they_stand_in_each_language_that_is_offered(example_advisory: Make) -> None:
    every = [replace(example_advisory(tag), offered=("en", "my")) for tag in ("en", "my")]
    made = files(*every)
    path = "my/staff/freedonia/procedures/death/index.html"
    one = parse(made[path])
    (other,) = [
        a for a in one.find("nav", class_="langs")[0].find("a") if a.attributes["lang"] == "en"
    ]
    assert target(path, other.attributes["href"])[0] == f"{BASE}procedures/death/index.html"
    # Its translations are not there: the source stands in, and says in which language.
    assert one.find("span", class_="fb", lang="en")
    assert {p.removeprefix("en/") for p in made if p.startswith("en/")} == {
        p.removeprefix("my/") for p in made if p.startswith("my/")
    }


def test_a_step_of_a_record_that_names_what_is_not_there_renders(advisory: Advisory) -> None:
    death: ProcedureRecord = record(advisory).procedures["death"]
    lost = {
        key: replace(step, who="nobody", form="none", consent="none")
        for key, step in death.steps.items()
    }
    assert (
        "Sit down" in page(with_procedure(advisory, "death", steps=lost), "procedures/death").text()
    )
    agency: AgencyRecord = record(advisory).agencies["flood-desk"]
    bare = replace(agency, contacts=(), languages=None)
    one = page(with_staff(advisory, agencies={"flood-desk": bare}), "agencies/host")
    assert "Its number is not known." in one.text()
