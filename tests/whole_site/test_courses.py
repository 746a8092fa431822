"""Our courses as they stand: how long they are, what their questions ask, and what no case may tell."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from support.hosts import real_advisory
from support.real import real_content

from generator.load import staff
from generator.localise.records.courses import CourseRecord
from generator.localise.texts import texts
from generator.model.course_minutes import MOST_MINUTES
from generator.model.courses import Sessions
from generator.products.courses.flow import asked, module_minutes

HOSTS = sorted(real_content().hosts)
FOR_ALL = ["helping-migrants", "keeping", "talking", "trafficking"]


def courses(host: str) -> dict[str, CourseRecord]:
    record = real_advisory(host).staff
    assert record is not None
    return dict(record.courses)


def every() -> list[tuple[str, CourseRecord]]:
    return [(host, course) for host in HOSTS for course in courses(host).values()]


def test_the_course_for_consulates_is_offered_only_where_the_state_is_not_feared() -> None:
    for host in HOSTS:
        offered = sorted(courses(host))
        if host == "mexico":
            assert offered == sorted([*FOR_ALL, "helping-nationals"])
        else:
            assert offered == FOR_ALL


@pytest.mark.parametrize("host", HOSTS)
def test_modules_are_short_enough_for_a_break(host: str) -> None:
    for course in courses(host).values():
        assert 5 <= len(course.modules) <= 8, course.id
        for module in course.modules.values():
            assert 3 <= len(module.screens) <= 5, (course.id, module.id)
            assert 9 <= module_minutes(module) < MOST_MINUTES, (course.id, module.id)
            assert module.case is not None, (course.id, module.id)
            assert len(asked(module)) >= 3


def test_at_least_half_of_the_questions_are_decisions() -> None:
    for host, course in every():
        bank = course.questions.values()
        assert 2 * sum(one.kind == "decision" for one in bank) >= len(bank), (host, course.id)
        assert course.drawn <= len(bank) / 2, "whoever tries again should meet others"


def test_no_place_in_the_row_gives_the_right_answer_away() -> None:
    """Whoever always takes the second answer must not pass."""
    for host, course in every():
        places: Counter[int] = Counter()
        for question in course.questions.values():
            right = [choice.right for choice in question.choices.values()].index(True)
            places[right] += 1
        share = max(places.values()) / sum(places.values())
        assert share < course.pass_mark / 100, (host, course.id, places)


def test_no_length_gives_the_right_answer_away() -> None:
    """Whoever always takes the shortest answer, or the one in the middle, must not pass. The longest is never right."""
    for host, course in every():
        shortest = middle = 0
        for question in course.questions.values():
            lengths = {len(str(one.text)): one.right for one in question.choices.values()}
            first, *between = sorted(lengths)
            shortest += lengths[first]
            middle += any(lengths[one] for one in between[:-1])
        for share in (shortest, middle):
            assert share / len(course.questions) < course.pass_mark / 100, (host, course.id)


def test_no_case_tells_a_day_a_number_or_a_name_of_an_employer() -> None:
    told = re.compile(
        r"\d|\b(?:street|road|village|district|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|january|february|april|june|july|august|september|october|november|december"
        r"|ltd|company limited|co\.)\b",
        re.IGNORECASE,
    )
    for host, course in every():
        for module in course.modules.values():
            for text in texts(module.case):
                assert not told.search(str(text)), (host, course.id, module.id, str(text))


def test_no_question_is_about_the_learners_own_conduct() -> None:
    own = re.compile(r"\bhave you (?:ever|yourself)\b|\bdid you ever\b", re.IGNORECASE)
    for host, course in every():
        for question in course.questions.values():
            assert not own.search(str(question.asks)), (host, course.id, question.id)


def test_the_case_that_must_stay_out_stays_out() -> None:
    """A row that CARE 41 keeps out of courses."""
    cited = {
        source
        for host in HOSTS
        for course in courses(host).values()
        for source in re.findall(r"'staff\.(s-128)'", repr(course))
    }
    assert not cited


def test_five_sessions_with_migrants_hand_out_papers_that_there_are() -> None:
    sessions = staff.shared(real_content(), Sessions)
    assert sessions is not None
    assert len(sessions.sessions) == 5
    assert {"card", "plan"} <= {paper for one in sessions.sessions.values() for paper in one.papers}
    for one in sessions.sessions.values():
        assert 20 <= sum(step.minutes for step in one.steps.values()) <= 35
