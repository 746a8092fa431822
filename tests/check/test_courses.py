"""Courses and sessions with migrants: ids, answers, stories, minutes, what is tested and when it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.check import CONTENT, OPTIONS, TODAY, rules, swap, with_file
from support.each import each

from generator.check import run_checks
from generator.check.content.ids import check_ids
from generator.check.content.staff import course_ids, courses, exercises, tested, used
from generator.check.walk import Options
from generator.load import Content
from generator.load.docs_pages import digest_of_pages, pages_beside
from generator.problems import Problem

pytestmark = pytest.mark.thorough

COURSE, OFFICE = "staff/courses/listening.yaml", "staff/courses/office.yaml"
HERE, ADAPTED = "hosts/freedonia/staff/courses.yaml", "staff/adapted.yaml"
Check = Callable[[Content, Options], Iterator[Problem]]
DOCS = replace(
    OPTIONS, pages={"docs/how-to/x.md": frozenset({"first", "second"})}, formats=frozenset({"card"})
)


def every_id(content: Content, options: Options) -> Iterator[Problem]:
    """What a mark names, and what only a rule can tell."""
    yield from check_ids(content, options)
    yield from course_ids.check_course_ids(content, options)


def messages(content: Content, check: Check, options: Options = OPTIONS) -> list[str]:
    return [problem.message for problem in check(content, options)]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (COURSE, "procedure: hotline", "procedure: hotlin", 'there is no procedure "hotlin"'),
        (COURSE, "step: greet", "step: great", 'there is no step in "hotline" with the id "great"'),
        (COURSE, "rule: no-price", "rule: price", 'there is no rule of conduct "price"'),
        (COURSE, "          consent: passing-on", "          consent: passing", 'there is no consent "passing"'),
        (COURSE, "        consent: passing-on\n        lines", "        consent: passing\n        lines", 'there is no consent "passing"'),
        (COURSE, "case: somebody-died", "case: died", 'there is no case "died"'),
        (OFFICE, "source: desk-rules", "source: desk", 'there is no source "desk"'),
        (COURSE, "module: passing-on\n  one_day", "module: passing\n  one_day", 'there is no module "passing"'),
        (COURSE, "passing-on.no]", "passing-on.nope]", 'there is no question "passing-on.nope"'),
        (HERE, "  listening:", "  listen:", 'there is no course "listen"'),
        (HERE, "      passing-on:", "      passing:", 'there is no module of this course "passing"'),
        (HERE, "step: call-registry", "step: registry", 'there is no step in "death" with the id "registry"'),
        (ADAPTED, "  listening:", "  listen:", 'there is no course "listen"'),
        (ADAPTED, "      quiet-room:", "      loud-room:", 'there is no module of this course "loud-room"'),
        (ADAPTED, "[passing-on.died]", "[passing.died]", 'there is no module of this course "passing"'),
        (ADAPTED, "[passing-on.died]", "[passing-on.dead]", 'no course asks the question "passing-on.dead", so nothing is left out'),
        (COURSE, "rule: no-price", "doc: docs/how-to/y.md#first", 'there is no page "docs/how-to/y.md"'),
        (COURSE, "rule: no-price", "doc: docs/how-to/x.md#third", 'there is no heading in docs/how-to/x.md "third"'),
        ("staff/sessions.yaml", "papers: [trifold]", "papers: [card, slip]", 'there is no format of a leaflet "slip"'),
    ],
)  # fmt: skip
def test_an_id_that_names_nothing_is_found(name: str, old: str, new: str, message: str) -> None:
    options = replace(DOCS, formats=frozenset({"card", "trifold"}))
    assert messages(swap(name, old, new), every_id, options) == [message]


def test_ids_that_name_something_are_left_alone() -> None:
    options = replace(DOCS, formats=frozenset({"trifold"}))
    for name, old, new in each(
        [
            (COURSE, "title: Listening first", "title: Listening"),
            (COURSE, "rule: no-price", "doc: docs/how-to/x.md#second"),
            (COURSE, "rule: no-price", "doc: docs/how-to/x.md"),
            # What a host country asks can be left out too.
            (ADAPTED, "[passing-on.died]", "[passing-on.registry, passing-on]"),
        ]
    ):
        assert messages(swap(name, old, new), every_id, options) == []


def test_a_site_without_docs_and_leaflets_is_asked_for_neither() -> None:
    content = swap(COURSE, "rule: no-price", "doc: docs/how-to/y.md#first")
    assert messages(content, every_id) == []


def test_what_could_not_be_read_is_not_called_missing() -> None:
    for name in each(
        ["staff/words.yaml", "staff/refer.yaml", "staff/procedures/hotline.yaml", COURSE]
    ):
        files = {key: file for key, file in CONTENT.files.items() if key != name}
        unread = Content(files, CONTENT.hosts, CONTENT.shown_root, frozenset({name}))
        found = messages(unread, every_id)
        # A source is looked up in the files that were read: its own check says so, too.
        assert [one for one in found if "source" not in one] == []


def test_a_case_that_nobody_brings_is_no_problem() -> None:
    bare = with_file(
        HERE,
        lambda text: text[: text.index("        case:")] + text[text.index("        questions:") :],
    )
    assert rules(bare) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("              right: true\n              why: She sits", "              why: She sits", "no answer is marked right"),
        ("text: Nothing.", "text: a small gift,  when the person wants to give it to US.", 'the answers "little" and "nothing" say the same'),
    ],
)  # fmt: skip
def test_one_answer_is_right_and_none_is_there_twice(old: str, new: str, message: str) -> None:
    assert messages(swap(COURSE, old, new), courses.check_course_answers) == [message]


def test_the_right_answer_may_be_as_long_as_another() -> None:
    def answer(text: str) -> list[str]:
        return messages(
            swap(COURSE, "text: Nothing.", f"text: {text}"), courses.check_right_longest
        )

    other = "A small gift, when the person wants to give it to us."
    assert answer("x" * len(other)) == []
    assert len(answer("x" * (len(other) + 1))) == 1


@pytest.mark.parametrize(
    ("asks", "is_found"),
    [
        ("Which number do you call?", True),
        ("What is the number of the hotline?", True),
        ("What phone number is on the card?", True),
        ("How many days does the law give?", True),
        ("In which year was the law made?", True),
        ("A man asks how many days it takes. What do you say?", False),
        ("He gives a number. What do you do?", False),
        ("Which day do you write beside the source?", False),
    ],
)
def test_no_question_asks_for_a_number(asks: str, is_found: bool) -> None:
    content = swap(COURSE, "asks: What may help cost?", f"asks: {asks}")
    assert bool(messages(content, courses.check_course_number)) is is_found


LONG = """long:
            text: {text}
            more: {text}
            basis: proposal
          """
COUNTED = [(COURSE, "door:\n"), (HERE, "registry:\n"), (ADAPTED, "boat:\n")]


def longer(name: str, before: str, words: int) -> Content:
    """Give the example with a line of so many *words* more in its module."""
    text = " ".join(["a"] * (words // 2))
    return swap(name, before, LONG.format(text=text) + before)


def test_a_module_is_measured_with_what_the_country_and_the_society_add() -> None:
    # Its own words and decisions take 4 minutes; 120 words more are a minute.
    assert messages(CONTENT, courses.check_course_minutes) == []
    for name, before in each(COUNTED):
        assert messages(longer(name, before, 1200), courses.check_course_minutes) == []
        assert len(messages(longer(name, before, 1600), courses.check_course_minutes)) == 1


def test_what_makes_a_module_too_long_is_named() -> None:
    content = longer(COURSE, "door:\n", 900)
    files = {**content.files, HERE: longer(HERE, "registry:\n", 900).files[HERE]}
    both = Content(files, content.hosts, content.shown_root)
    (problem,) = courses.check_course_minutes(both, OPTIONS)
    assert problem.where == "courses.courses.listening.modules.quiet-room"
    assert problem.message.startswith("the module takes 19 minutes")


def test_the_questions_of_the_country_are_counted_too() -> None:
    why = " ".join(["a"] * 900)
    content = with_file(
        HERE,
        lambda text: text.replace("why: The law says so.", f"why: {why}").replace(
            "why: The law names one office.", f"why: {why}"
        ),
    )
    (problem,) = courses.check_course_minutes(content, OPTIONS)
    assert problem.where == "courses.courses.listening.modules.passing-on"


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("She holds a wet bag.", False),
        ("She holds 2 bags.", True),
        ("She comes from Calle Norte.", True),
        ("It was a night in May.", True),
        ("She may march to the hills.", False),
        ("They work on Sundays.", True),
        ("She works for the Sunrise factory.", True),
        ("She works in a factory.", False),
    ],
)
def test_a_story_is_nobodys_own(said: str, is_found: bool) -> None:
    content = swap(COURSE, "She holds a wet bag and looks at the door.", said)
    assert bool(messages(content, exercises.check_recognisable)) is is_found


def test_a_digit_is_found_in_each_text_of_a_story_and_not_in_questions() -> None:
    assert messages(swap(COURSE, "title: A knock", "title: 2 knocks"), exercises.check_recognisable)
    assert messages(
        swap(COURSE, "Papers help nobody", "1 paper helps nobody"), exercises.check_recognisable
    )
    assert not messages(
        swap(COURSE, "A gift is a price", "1 gift is a price"), exercises.check_recognisable
    )


def test_a_wrong_answer_may_quote_what_is_wrong() -> None:
    wrong, right, why = "I ask for her papers,", "I offer tea, and ask", "She may leave. Papers"
    for bad in each(["Pretend to be an illegal worker,", "Answer no,"]):
        assert not {"harmful-word", "what-to-answer"} & {*rules(swap(COURSE, wrong, bad))}
        for ours in (right, why):
            assert {"harmful-word", "what-to-answer"} & {*rules(swap(COURSE, ours, bad))}


def test_who_learns_speaks_for_herself() -> None:
    said = "Say that you can pass on a message."
    assert "what-to-answer" not in rules(
        swap(COURSE, "We can pass on a message. She decides.", said)
    )
    assert "what-to-answer" in rules(swap(COURSE, "Close the door.", said))


def stale(content: Content, today: date = TODAY) -> list[str]:
    options = replace(OPTIONS, today=today)
    return [problem.where for problem in tested.check_tested(content, options)]


def test_a_question_grows_old_with_what_it_tests() -> None:
    assert stale(CONTENT) == []
    old = swap("staff/words.yaml", 'read_on: "2026-11-01"', 'read_on: "2025-11-24"')
    place = "listening.modules.{}.questions.{}.tests.{}"
    # The greeting is our own proposal, so nothing was read for it.
    assert stale(old) == [
        place.format("quiet-room", "price", "rule"),
        place.format("passing-on", "no", "consent"),
        place.format("passing-on", "died", "case"),
        "office.modules.counter.questions.list.tests.source",
    ]
    whole = swap(COURSE, "procedure: hotline\n          step: greet", "procedure: hotline")
    assert place.format("quiet-room", "boss", "procedure") in stale(whole, date(2028, 1, 1))
    step = swap(COURSE, "step: greet", "step: write")
    assert place.format("quiet-room", "boss", "step") in stale(step, date(2028, 1, 1))


def test_a_step_of_the_country_grows_old_there() -> None:
    assert any(where.startswith("courses.") for where in stale(CONTENT, date(2029, 1, 1)))


def test_a_stale_question_stops_only_what_is_published() -> None:
    for publish, level in ((False, "warning"), (True, "error")):
        found = run_checks(CONTENT, publish=publish, today=date(2027, 12, 1))
        assert {p.level for p in found if p.rule == "stale-question"} == {level}


def test_a_source_that_only_a_question_tests_is_used() -> None:
    source = """sources:
  old-rules:
    publisher: Freedonia Migrant Desk
    where: Rules of the desk, page 9
    published: "2019"
    read_on: "2026-11-01"
    confidence: official
"""
    idle = with_file(OFFICE, lambda text: text + source)
    assert messages(idle, used.check_staff_sources) == [
        'no text for those who assist cites the source "old-rules"'
    ]
    asked = with_file(
        OFFICE, lambda text: text.replace("source: desk-rules", "source: old-rules") + source
    )
    assert messages(asked, used.check_staff_sources) == []


def test_a_source_of_the_country_that_only_a_question_tests_is_used() -> None:
    def unused(content: Content) -> list[str]:
        return [
            p.where
            for p in run_checks(content, publish=False, today=TODAY)
            if p.rule == "unused-source"
        ]

    book = '  old-book: {publisher: P, where: "Page 3", published: "1999", read_on: "2026-11-01", confidence: secondary}\n'
    name = "hosts/freedonia/sources.yaml"
    with_book = with_file(name, lambda text: text + book)
    assert unused(with_book) == ["sources.sources.old-book"]
    asks = swap(HERE, "procedure: death\n              step: call-registry", "source: old-book")
    files = {**with_book.files, HERE: asks.files[HERE]}
    host = with_book.hosts["freedonia"]
    own = {stem: files[file.name] for stem, file in host.files.items()}
    assert unused(Content(files, {"freedonia": replace(host, files=own)}, CONTENT.shown_root)) == []


def test_what_is_still_to_be_written_is_found_anywhere() -> None:
    content = swap(
        "staff/words.yaml",
        "text: Help is free.",
        'text: "WRITE: the rule"\n    more: Help is free.',
    )
    assert "to-write" in rules(content)


def test_headings_of_pages_are_read_and_their_change_counts(tmp_path: Path) -> None:
    content = tmp_path / "content"
    assert pages_beside(content) is None
    before = digest_of_pages(content)
    page = tmp_path / "docs" / "how-to" / "x.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Add `x`\n\n```\n# no heading\n```\n\n## 1. Say what, and why\n", "utf-8")
    assert pages_beside(content) == {"docs/how-to/x.md": frozenset({"add-x", "1-say-what-and-why"})}
    assert digest_of_pages(content) != before
