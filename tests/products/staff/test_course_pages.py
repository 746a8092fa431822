"""Pages of courses and of sessions with migrants: whole without a script, in the order of the flow, nothing stored."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.pages import Element, ids, parse, target

from generator.build.page_weight import compressed, page_kind, page_limit
from generator.load import load_content
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.courses import CourseRecord
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.texts import plain
from generator.products import pages, staff
from generator.products.courses.flow import Look, fixed_draw, looks_of
from generator.products.staff.pages import facts
from generator.products.staff.pages.files import course_script, course_script_path

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
BASE = "en/staff/freedonia/"
LISTENING = f"{BASE}courses/listening/index.html"


def record(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def with_staff(advisory: Advisory, **changes: Any) -> Advisory:
    return replace(advisory, staff=replace(record(advisory), **changes))


def made_of(advisory: Advisory) -> dict[str, bytes]:
    return {name: data for one in staff.plan([advisory]) for name, data in one.make().items()}


@pytest.fixture
def advisory(example_advisory: Make) -> Advisory:
    return example_advisory("en")


@pytest.fixture
def course(advisory: Advisory) -> CourseRecord:
    return record(advisory).courses["listening"]


@pytest.fixture
def made(advisory: Advisory) -> dict[str, bytes]:
    return made_of(advisory)


@pytest.fixture
def page(made: Mapping[str, bytes]) -> Element:
    return parse(made[LISTENING])


def section(page: Element, look: Look) -> Element:
    (found,) = page.find("section", id=look.anchor)
    return found


def of_kind(page: Element, course: CourseRecord, kind: str) -> list[tuple[Look, Element]]:
    """The looks of one kind, each with what the page shows of it."""
    return each([(look, section(page, look)) for look in looks_of(course) if look.kind == kind])


def links(element: Element) -> list[str]:
    return [a.attributes["href"] for a in element.find("a")]


# --- where they stand, and where not ------------------------------------------------------------------


def test_the_overview_leads_to_the_list_and_the_list_to_each_course(
    made: Mapping[str, bytes],
) -> None:
    path = f"{BASE}index.html"
    for wanted in (f"{BASE}courses/index.html", LISTENING):
        assert wanted in {target(path, href)[0] for href in links(parse(made[path]))}
        path = wanted
    leads = links(parse(made[f"{BASE}courses/index.html"]))
    assert f"{BASE}courses/sessions/index.html" in {
        target(f"{BASE}courses/index.html", href)[0] for href in leads
    }


def test_a_country_without_courses_has_no_such_page(advisory: Advisory) -> None:
    bare = made_of(with_staff(advisory, courses={}, sessions=None))
    assert not [path for path in bare if "/courses/" in path or "assets/course" in path]
    assert b"courses" not in bare[f"{BASE}index.html"]


def test_a_course_for_staff_of_a_state_is_not_offered_where_it_is_feared(
    made: Mapping[str, bytes], tmp_path: Path
) -> None:
    assert not [path for path in made if "office" in path]
    assert b"At the consulate" not in b"".join(made.values())
    folder = shutil.copytree(EXAMPLE, tmp_path / "content")
    origin = folder / "origins" / "sylvania.yaml"
    origin.write_text(f"{origin.read_text('utf-8')}state: by-case\n", "utf-8")
    content, _ = load_content(folder)
    by_case = next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))
    there = made_of(by_case)
    assert b"At the consulate" in there[f"{BASE}courses/office/index.html"]
    assert b"At the consulate" in there[f"{BASE}courses/index.html"]


def test_the_list_says_for_whom_how_long_and_which_modules(
    made: Mapping[str, bytes], course: CourseRecord
) -> None:
    (row,) = parse(made[f"{BASE}courses/index.html"]).find("ul", class_="listed")[0].find("li")
    minutes = facts.course_minutes(course)
    for words in ("Listening first", "For: Everybody at the desk.", "A quiet room · Passing it on",
                  f"about {minutes} minutes, by our estimate"):  # fmt: skip
        assert words in row.text()


# --- the looks of a course ----------------------------------------------------------------------------


def test_each_look_has_the_number_of_the_flow(page: Element, course: CourseRecord) -> None:
    shown = [one.attributes["id"] for one in page.find("section", class_="look")]
    assert shown == [look.anchor for look in looks_of(course)]
    assert len(ids(page)) == len(set(ids(page)))
    for look in each(looks_of(course)):
        assert f"{look.number} of {len(shown)}" in section(page, look).text()


def test_next_leads_through_every_look_and_back_the_same_way(
    page: Element, course: CourseRecord
) -> None:
    looks = looks_of(course)
    (contents,) = page.find("section", id="contents")
    assert links(contents)[0] == "#p1"
    for look in each(looks):
        onward = section(page, look).find("p", class_="onward")[0]
        before = [f"#p{look.number - 1}"] if look.number > 1 else []
        after = [f"#p{look.number + 1}"] if look.number < len(looks) else []
        assert links(onward) == [*before, "#contents", *after]


def test_the_contents_come_after_all_looks_so_that_old_browsers_can_hide_them(
    page: Element,
) -> None:
    (contents,) = page.find("section", id="contents")
    assert contents.parent is not None
    there = [one for one in contents.parent.children if isinstance(one, Element)]
    assert [one.attributes.get("id") for one in there if one.tag == "section"][-1] == "contents"
    assert contents.parent.tag == "main"
    style = (facts.__file__ or "").replace("products/staff/pages/facts.py", "assets/css-staff/")
    rule = ".look:not(:target), .look:target ~ .contents { display: none; }"
    assert rule in Path(style, "courses.css").read_text("utf-8")


def test_the_contents_lead_to_rules_modules_and_test(page: Element, course: CourseRecord) -> None:
    (chapters,) = page.find("ol", class_="chapters")
    modules = [look.anchor for look in looks_of(course) if look.kind == "module"]
    assert links(chapters) == ["#p1", *(f"#{anchor}" for anchor in modules), "#p17"]
    assert "4 questions" in chapters.text()


def test_each_look_begins_with_a_heading_of_the_second_rank(page: Element) -> None:
    for one in each(page.find("section", class_="look")):
        ranks = [e.tag for e in one.walk() if re.fullmatch("h[1-6]", e.tag)]
        assert ranks[0] == "h2", one.attributes["id"]
        assert set(ranks) <= {"h2", "h3"}


def test_it_opens_with_the_rules_and_whom_to_tell_of_a_helper(
    page: Element, course: CourseRecord, advisory: Advisory
) -> None:
    assert looks_of(course)[0].kind == "rules"
    ((_, first),) = of_kind(page, course, "rules")
    for rule in each(record(advisory).words.rules.values()):
        assert str(rule.text) in first.text()
    assert "If a helper asks for money, work or sex" in first.text()
    assert first.find("a", class_="plate")[0].attributes["href"].startswith("tel:")


def test_each_case_says_that_it_is_made_from_several(page: Element, course: CourseRecord) -> None:
    for look, one in of_kind(page, course, "turn"):
        assert look.case is not None
        assert "Made from several" in one.text()
        assert (str(look.case.start) in one.text()) == look.is_first
        assert (str(look.case.end) in one.text()) == look.is_last


def test_how_a_case_ends_is_told_only_to_whoever_opens_it(
    page: Element, course: CourseRecord
) -> None:
    for look, one in of_kind(page, course, "turn"):
        if look.is_last:
            assert look.case is not None
            assert one.find("details", class_="ends")[0].find("p")[0].text() == str(look.case.end)


def test_an_answer_says_in_words_whether_it_is_right_and_why(
    page: Element, course: CourseRecord
) -> None:
    asked = [look.question or look.turn for look in looks_of(course)]
    for look, question in each(zip(looks_of(course), asked, strict=True)):
        if question is None:
            continue
        answers = section(page, look).find("ul", class_="answers")[0].find("details")
        for answer, choice in zip(answers, question.choices.values(), strict=True):
            (summary,) = answer.find("summary")
            assert summary.text() == str(choice.text)
            word = "Right." if choice.right else "Not right."
            assert answer.find("p")[0].text() == f"{word} {choice.why}"
            mark = answer.find("p")[0].find("use")[0].attributes["href"]
            assert mark == ("#i-yes" if choice.right else "#i-no")
            assert "open" not in answer.attributes


def test_a_screen_shows_its_lines_their_basis_and_its_picture_in_words(
    page: Element, course: CourseRecord
) -> None:
    (_, first), *_ = of_kind(page, course, "screen")
    assert "Close the door. Ask whether the person can talk now. rule" in first.text()
    assert "A child who is being hurt is such a thing. our proposal" in first.text()
    assert first.find("sup")
    assert first.find("span", class_="vh")[0].text() == "Two people sit side by side and talk."


def test_what_is_so_in_the_country_has_a_look_of_its_own(
    page: Element, course: CourseRecord
) -> None:
    ((_, one),) = of_kind(page, course, "here")
    assert one.find("h2")[0].text() == "In Freedonia"
    assert "In Freedonia a death is told to the registry." in one.text()


def test_the_card_to_remember_holds_the_short_lines(page: Element, course: CourseRecord) -> None:
    for look, one in of_kind(page, course, "summary"):
        assert look.module is not None
        for line in each(look.module.summary.values()):
            assert str(line) in one.find("div", class_="card")[0].text()


def test_words_of_consent_stand_there_only_when_they_are_signed(
    made: Mapping[str, bytes], advisory: Advisory
) -> None:
    said = b"I would tell the other office what you need."
    assert said in made[LISTENING]
    words = record(advisory).words
    consents = {key: replace(one, signed=None) for key, one in words.consents.items()}
    without = made_of(with_staff(advisory, words=replace(words, consents=consents)))[LISTENING]
    assert said not in without
    assert b"These words are not signed yet." in without


# --- the final test, and what no script may be needed for -------------------------------------------------


def test_without_a_script_the_test_asks_a_fixed_draw(page: Element, course: CourseRecord) -> None:
    ((_, one),) = of_kind(page, course, "test")
    (drawn,) = one.find("ol", class_="picked")
    wanted = fixed_draw(course)
    assert [h3.text() for h3 in drawn.find("h3")] == [str(q.asks) for q in wanted.values()]
    assert len(drawn.find("ul", class_="answers")) == len(wanted) == course.drawn
    assert "Pass mark: 3 of 4 right answers. Our own choice: most of the questions" in one.text()


def test_the_pass_mark_is_rounded_up(course: CourseRecord) -> None:
    needed = [
        facts.right_answers_needed(replace(course, drawn=drawn, pass_mark=mark))
        for drawn, mark in ((12, 75), (12, 70), (10, 100), (1, 1))
    ]
    assert needed == [9, 9, 10, 1]


def test_nothing_but_the_score_waits_for_a_script(page: Element) -> None:
    main = page.find("main")[0]
    hidden = [one for one in main.walk() if "hidden" in one.attributes]
    assert {one.tag for one in hidden} == {"p", "span", "button"}
    for one in hidden:
        assert any(name.startswith("data-") for name in one.attributes) or one.inside("div")
    assert not main.find("form") + main.find("input") + main.find("script")


def test_the_script_stores_nothing_and_sends_nothing(made: Mapping[str, bytes]) -> None:
    assert made[course_script_path()] == course_script()
    assert f"{course_script_path()}".encode() in made[LISTENING]
    assert course_script_path().encode() not in made[f"{BASE}words/index.html"]
    words = rb"Storage|cookie|fetch|XMLHttp|Beacon|indexedDB|caches|postMessage|history|import|=>"
    assert not re.search(words, course_script())


# --- what a society has changed ----------------------------------------------------------------------------


def test_a_changed_module_says_by_whom_and_when(page: Element, course: CourseRecord) -> None:
    for look, one in of_kind(page, course, "module"):
        assert look.module is not None
        assert look.module.adapted
        assert "Changed by Firefly Society, 2 October 2026" in one.text()
    assert "Somebody has died. Who may be told" not in page.text()
    assert "On the boat, go to the bow to talk." in page.text()


def test_the_list_says_what_was_changed_and_why(advisory: Advisory) -> None:
    path = f"{BASE}courses/index.html"
    one = parse(made_of(advisory)[path])
    assert "Changed by Firefly Society, 2 October 2026 Our desk is a boat." in one.text()
    ((changed,),) = [dl.find("div") for dl in one.find("dl", class_="follow")]
    assert changed.find("dt")[0].text() == "Listening first"
    assert changed.find("dd")[0].text() == "A quiet room · Passing it on"
    own = record(advisory)
    ours = {
        key: replace(
            course,
            modules={k: replace(one, adapted=False) for k, one in course.modules.items()},
        )
        for key, course in own.courses.items()
    }
    assert own.adapted is not None
    without = replace(own.adapted.courses["listening"], left_out=("passing-on",), parts={})
    adapted = replace(own.adapted, courses={"listening": without})
    shorter = made_of(with_staff(advisory, courses=ours, adapted=adapted))
    assert "Modules left out: 1." in parse(shorter[path]).text()
    assert b"Changed by" not in shorter[LISTENING]
    alone = made_of(with_staff(advisory, courses=ours, adapted=None))
    assert b"Changed by" not in b"".join(alone.values())


# --- a title that tells nothing, sessions, weight --------------------------------------------------------------


def test_a_course_on_trafficking_tells_nothing_in_its_title(advisory: Advisory) -> None:
    course = replace(record(advisory).courses["listening"], title=plain("Sold", "en"))
    telling = with_staff(advisory, courses={"trafficking": replace(course, id="trafficking")})
    one = parse(made_of(telling)[f"{BASE}courses/trafficking/index.html"])
    assert one.find("title")[0].text() == "Freedonia"
    assert one.find("meta", name="robots")
    assert one.find("p", class_="hide")
    assert "Sold" in one.find("h1")[0].text()
    (front,) = pages.fronts([telling])
    assert f"{BASE}courses/" in front.staff_folders
    assert f"{BASE}courses/trafficking/" not in front.staff_folders


def test_other_courses_have_their_own_title(page: Element) -> None:
    assert page.find("title")[0].text() == "Listening first · Freedonia"
    assert not page.find("meta", name="robots")
    assert not page.find("p", class_="hide")


def test_a_session_has_its_rules_steps_and_hand_outs(made: Mapping[str, bytes]) -> None:
    path = f"{BASE}courses/sessions/index.html"
    one = parse(made[path])
    for words in ("No list of names, no photo. our proposal", "One bag, packed", "10 minutes · Unpack the bag together.",
                  "What would you miss on the first night?", "Each person takes home: The card."):  # fmt: skip
        assert words in one.text()
    (own, paper) = [a for a in one.find("a") if a.attributes["href"].endswith(".pdf")]
    assert own.text().startswith("Sessions with migrants")
    assert (
        target(path, paper.attributes["href"])[0] == "leaflets/freedonia/freedonia.en.trifold.pdf"
    )
    assert paper.text().startswith("Leaflet to fold")


def test_a_hand_out_that_is_not_printed_in_a_language_leads_nowhere(advisory: Advisory) -> None:
    formats = {name: one for name, one in own_formats().items() if name != "trifold"}
    targets = staff.plan([advisory], formats)
    made = {name: data for one in targets for name, data in one.make().items()}
    page = parse(made[f"{BASE}courses/sessions/index.html"])
    assert ": not printed in this language" in page.text()
    assert not [href for href in links(page) if "leaflets/" in href]


def test_trainers_and_platforms_find_their_files(made: Mapping[str, bytes]) -> None:
    path = f"{BASE}courses/index.html"
    led = {target(path, href)[0] for href in links(parse(made[path]))}
    for name in (
        "staff-papers/freedonia/freedonia.en.course-listening.pdf",
        "courses/freedonia.en.listening.pptx", "courses/freedonia.en.listening.slides.pdf",
        "courses/freedonia.en.listening.slides.zip", "courses/freedonia.en.listening.scorm.zip",
        "courses/freedonia.en.listening.gift", "courses/freedonia.en.listening.xml",
    ):  # fmt: skip
        assert name in led


def test_a_course_may_weigh_more_than_other_pages_and_its_list_not(
    made: Mapping[str, bytes],
) -> None:
    assert page_limit(LISTENING, page_kind(LISTENING) or "") == 49_152
    path = f"{BASE}courses/index.html"
    assert page_limit(path, page_kind(path) or "") == 12_288
    assert compressed(made[path]) <= 12_288


def test_a_phone_keeps_a_course_and_its_script_when_asked(made: Mapping[str, bytes]) -> None:
    kept = made[f"{BASE}keep.json"].decode()
    assert f'"{BASE}courses/listening/"' in kept
    assert course_script_path() in kept
