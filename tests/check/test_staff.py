"""What those who assist read: ids, consent, offices, what is asked, exercises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.check import CONTENT, OPTIONS, rules, swap, with_file
from support.each import each
from support.example import ROOT

from generator.check.content.ids import check_ids, ids_of
from generator.check.content.plain import check_grade
from generator.check.content.staff import ids, offices, used
from generator.check.walk import Options, top
from generator.load import Content, load_content
from generator.load.staff import is_staff_file, shared
from generator.model import Model
from generator.model.marks import IdOf, _marks_in
from generator.model.staff_words import Guidelines
from generator.problems import Problem

pytestmark = pytest.mark.thorough

HERE = "hosts/freedonia/staff"
DEATH, HOTLINE = "staff/procedures/death.yaml", "staff/procedures/hotline.yaml"


def messages(content: Content, check) -> list[str]:
    return [problem.message for problem in check(content, OPTIONS)]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (HOTLINE, "may_start: [caseworker,", "may_start: [porter,", 'there is no role "porter"'),
        (DEATH, "  team-leader:\n    does: Calls", "  porter:\n    does: Calls", 'there is no role "porter"'),
        (DEATH, "    form: call-log", "    form: diary", 'there is no form "diary"'),
        (DEATH, "    consent: passing-on", "    consent: passing", 'there is no consent "passing"'),
        (DEATH, "guidelines: [12]", "guidelines: [13]", 'there is no entry in guidelines.yaml for guideline "13"'),
        ("staff/guidelines.yaml", '"5":', '"5": {title: a, phase: after, answered_by: {a: b}}\n  "16":', 'there is no guideline of MICIC "16"'),
        ("staff/plan.yaml", "deputy: caseworker", "deputy: porter", 'there is no role "porter"'),
        ("staff/plan.yaml", "team:\n  team-leader:", "team:\n  porter:", 'there is no role "porter"'),
        ("staff/plan.yaml", "        who: team-leader", "        who: porter", 'there is no role "porter"'),
        ("staff/refer.yaml", "procedure: death", "procedure: deth", 'there is no procedure "deth"'),
        ("staff/refer.yaml", "consent: passing-on", "consent: passing", 'there is no consent "passing"'),
        (f"{HERE}/agencies.yaml", "services: [shelter]", "services: [beds]", 'there is no service "beds"'),
        (f"{HERE}/agencies.yaml", "    languages: [es]", "    origin: slyvania", 'there is no origin country "slyvania"'),
        (f"{HERE}/refer.yaml", "  somebody-died:", "  somebody-dead:", 'there is no case "somebody-dead"'),
        (f"{HERE}/procedures.yaml", "procedures:\n  death:", "procedures:\n  deth:", 'there is no procedure "deth"'),
        (f"{HERE}/procedures.yaml", "offices: [flood-desk]", "offices: [desk]", 'there is no agency "desk"'),
        (f"{HERE}/procedures.yaml", "after: call-hospital", "replaces: nobody", 'there is no step before it with the id "nobody"'),
        (f"{HERE}/plan.yaml", "  precaution:", "  must-leave:", 'there is no level in the plan for every country "must-leave"'),
        (f"{HERE}/plan.yaml", "hazard: flood", "hazard: tsunami", 'there is no hazard of freedonia "tsunami"'),
        (f"{HERE}/drills.yaml", "to: caseworker", "to: porter", 'there is no role "porter"'),
        (f"{HERE}/drills.yaml", "procedure: death", "procedure: deth", 'there is no procedure "deth"'),
        (f"{HERE}/drills.yaml", "[sit-down,", "[lie-down,", 'there is no step in "death" with the id "lie-down"'),
    ],
)  # fmt: skip
def test_an_id_that_names_nothing_is_found(name, old, new, message) -> None:
    assert messages(swap(name, old, new), every_id) == [message]


def every_id(content: Content, options: Options) -> Iterator[Problem]:
    """What a mark names, and what only a rule can tell."""
    yield from check_ids(content, options)
    yield from ids.check_staff_ids(content, options)


def test_whatever_a_mark_may_name_is_looked_up() -> None:
    """A mark without a list is a fault of the program, found here and not in a crisis."""
    kinds = list(subclasses(Model))
    whats = {mark.what for kind in kinds for mark in marks_of(kind)}
    assert {"contact", "role", "source", "rule of conduct"} < whats
    place = top(CONTENT, CONTENT.hosts["freedonia"].files["assistance"])
    assert {what for what in whats if not ids_of(CONTENT, place, what)} == set()


def subclasses(kind: type[Model]) -> Iterator[type[Model]]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def marks_of(kind: type[Model]) -> Iterator[IdOf]:
    for field in kind.model_fields.values():
        marks = (*field.metadata, *_marks_in(field.annotation))
        yield from (mark for mark in marks if isinstance(mark, IdOf))


def test_contacts_of_agencies_cases_and_complaints_are_looked_up() -> None:
    for name, old, new in each(
        [
            (f"{HERE}/agencies.yaml", "[quiet-line]", "[quiet-lin]"),
            (f"{HERE}/refer.yaml", "contact: open-door", "contact: open-dor"),
            (
                f"{HERE}/procedures.yaml",
                "complaint_contact: quiet-line",
                "complaint_contact: quiet",
            ),
        ]
    ):
        assert "dangling-reference" in rules(swap(name, old, new))


def test_what_could_not_be_read_is_not_called_missing() -> None:
    for stem in each(
        ["roles", "words", "forms", "services", "refer", "plan", "guidelines", "drill"]
    ):
        name = f"staff/{stem}.yaml"
        files = {key: file for key, file in CONTENT.files.items() if key != name}
        unread = Content(files, CONTENT.hosts, CONTENT.shown_root, frozenset({name}))
        # A source is looked up in the files that were read.
        found = [one for one in messages(unread, every_id) if "source" not in one]
        assert found == []


def test_a_drill_may_name_the_steps_of_its_country_and_none_that_were_replaced() -> None:
    content = swap(f"{HERE}/drills.yaml", "[sit-down, ask-consent]", "[call-registry]")
    assert messages(content, every_id) == []
    content = swap(f"{HERE}/procedures.yaml", "after: call-hospital", "replaces: sit-down")
    assert messages(content, every_id) == ['there is no step in "death" with the id "sit-down"']


@pytest.mark.parametrize("tag", ["papers", "return", "evacuation", "detained", "child", "death"])
def test_each_tag_that_may_lead_home_asks_about_fear(tag: str) -> None:
    assert rules(swap(HOTLINE, "tags: [hotline]", f"tags: [{tag}]")) == ["fear-first"]


def test_consent_stands_above_the_call() -> None:
    def below(text: str) -> str:
        start, end = text.index("  ask-consent:"), text.index("  call-hospital:")
        after = text.index("  decide-burial:")
        return text[:start] + text[end:after] + text[start:end] + text[after:]

    # The step of the country stands behind the call, so it is asked for by then, or not at all.
    assert rules(with_file(DEATH, below)) == ["consent-before-contact"] * 2


def test_consent_of_people_from_one_country_is_not_that_of_others() -> None:
    content = swap(
        DEATH, "    consent: passing-on", "    consent: passing-on\n    origin: sylvania"
    )
    assert rules(content).count("consent-before-contact") == 2
    both = with_file(
        DEATH,
        lambda text: text.replace(
            "    consent: passing-on", "    consent: passing-on\n    origin: sylvania"
        ).replace("    contact: true", "    contact: true\n    origin: sylvania"),
    )
    # That of the country is for everybody.
    assert rules(both) == ["consent-before-contact"]


ROWS = """      - contact: open-door
        areas: [{areas}]
        may_follow: {{good: a, bad: b, not_known: c}}
      - contact: police
        areas: [{police}]
        may_follow: {{good: a, bad: b, not_known: c}}
"""


@pytest.mark.parametrize(
    ("areas", "police", "where"),
    [
        ("", "", None),
        ("SG-01", "SG-01", None),
        ("SG-01", "", " in SG-02, SG-03"),
        ("SG-01", "SG-03", ""),
    ],
)
def test_no_line_of_the_state_is_first_in_any_province(areas, police, where) -> None:
    rows = ROWS.format(areas=areas, police=police)
    content = with_file(
        f"{HERE}/refer.yaml", lambda text: text[: text.index("      - contact:")] + rows
    )
    said = messages(content, offices.check_case_contacts)
    if where is None:
        assert said == []
    else:
        assert len(said) == 1
        assert said[0].startswith(f'"Police" may check papers and is called first{where}')


def test_an_office_of_a_feared_state_is_not_called_first() -> None:
    def origin(text: str) -> str:
        return text.replace("side: independent", "side: origin").replace(
            "contacts: [quiet-line]",
            "contacts: [open-door]\n    unsafe_for: {text: All., basis: proposal}",
        )

    content = with_file(f"{HERE}/agencies.yaml", origin)
    assert messages(content, offices.check_case_contacts) == [
        '"Open Door" is an office of a state that its people fear and is called first',
        # Who stood above it is no safe way any more.
        '"Police" may check papers and is called first',
    ]


def test_where_people_may_ask_their_state_its_office_may_stand_first() -> None:
    content = swap(f"{HERE}/agencies.yaml", "side: host", "side: origin")
    assert rules(content) == ["origin-office"]
    origin = CONTENT.origins["sylvania"]
    by_case = origin.model_copy(update={"state": "by-case"})
    file = content.files["origins/sylvania.yaml"]
    files = {**content.files, file.name: type(file)(file.name, file.shown, by_case, file.tree)}
    kinder = Content(files, content.hosts, content.shown_root)
    assert messages(kinder, offices.check_origin_offices) == []


def test_complaints_go_to_somebody_who_can_be_called() -> None:
    content = swap("hosts/freedonia/assistance.yaml", '    number: "1800 234 5678"\n', "")
    assert '"quiet-line" has no number' in "".join(messages(content, offices.check_case_contacts))


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("It takes in people who were hurt.", True),
        ("It opened in 2021 and keeps people for 12 days.", True),
        ("Its gate is at 12/3, behind the river.", False),
        ("Ask for No. 12.", False),
        ("Write to 63110.", False),
        ("It is in the next village.", False),
    ],
)
def test_a_refuge_is_not_found_by_its_texts(said: str, hidden: bool) -> None:
    content = swap(
        f"{HERE}/agencies.yaml", "It takes in people who were hurt.", said + " It is quiet."
    )
    assert (rules(content) == []) is hidden


@pytest.mark.parametrize(
    ("name", "hidden"), [("Quiet house, Pinky Hills", True), ("Quiet house, Zenda", False)]
)
def test_a_refuge_is_not_named_by_its_town(name: str, hidden: bool) -> None:
    content = swap(f"{HERE}/agencies.yaml", "name: Quiet house", f'name: "{name}"')
    assert (rules(content) == []) is hidden
    content = swap("hosts/freedonia/assistance.yaml", "label: Quiet line", f'label: "{name}"')
    assert ("refuge-address" not in rules(content)) is hidden


@pytest.mark.parametrize(
    ("name", "old", "new", "is_found"),
    [
        ("staff/forms.yaml", "What was agreed", "Full name", True),
        ("staff/forms.yaml", "What was agreed", "Papers", True),
        ("staff/forms.yaml", "What was agreed", "Address or photo", True),
        ("staff/forms.yaml", "What was agreed", "Role that agreed (never the name)", False),
        ("staff/forms.yaml", "What was agreed", "Which paper they showed", False),
        ("staff/forms.yaml", "bed: A bed", "bed: Papers", False),
        ("staff/forms.yaml", "bed: A bed", "bed: From Sylvania", True),
        (HOTLINE, "One line on the form.", "The nationality of the caller.", True),
        (HOTLINE, "One line on the form.", "The day. No name, no phone.", False),
        (HOTLINE, "One line on the form.", "Names only if a law asks for them.", False),
        (DEATH, "Is there somebody with you?", "What is your phone number?", True),
        (DEATH, "Is there somebody with you?", "Which kind of paper is lost, a passport?", False),
        ("staff/refer.yaml", "The day and the province.", "The address.", True),
        ("staff/refer.yaml", "Whether you have papers.", "Your name and address.", False),
        ("staff/plan.yaml", "site: First place", "site: Names of who sleeps there", True),
        ("staff/plan.yaml", "Choose a place above", "Write down each name and go above", True),
        (f"{HERE}/plan.yaml", "The school on the hill", "The name of the school is old and it", False),
    ],
)  # fmt: skip
def test_nobody_is_asked_who_she_is(name, old, new, is_found) -> None:
    assert ("staff-asks-who" in rules(swap(name, old, new))) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Tell them you are a tourist.", True),
        ("Answer no to all of it.", True),
        ("Pretend to sleep.", True),
        ("Never pretend.", False),
        ("Nobody tells you to say that you agree.", False),
        ("If somebody comes, say it is a wrong number.", False),
    ],
)
def test_nobody_is_told_what_to_answer(text: str, is_found: bool) -> None:
    content = swap("staff/refer.yaml", "Whether you have papers.", text)
    assert ("what-to-answer" in rules(content)) is is_found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("EXERCISE: The river is rising.", "The river is rising."),
        ("EXERCISE: A family says", "EXERCISE A family says"),
        ("EXERCISE: What comes first?", "EXERCISE: Look. What comes first?"),
        ("EXERCISE: At night", "At night"),
    ],
)
def test_each_sentence_of_an_exercise_says_so(old: str, new: str) -> None:
    assert rules(swap(f"{HERE}/drills.yaml", old, new)) == ["exercise-unmarked"]


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("The road to the hills is shut.", False),
        ("A forest burns in the district.", False),
        ("Another village waits.", False),
        ("Water stands in Soi 4.", True),
        ("Somebody calls from Calle Norte.", True),
        ("The gate of the Sunrise factory is shut.", True),
        ("It is in Chicolini district.", True),
    ],
)
def test_an_exercise_is_nobodys_own_place(said: str, is_found: bool) -> None:
    content = swap(f"{HERE}/drills.yaml", "The river is rising.", said)
    assert ("recognisable" in rules(content)) is is_found


@pytest.mark.parametrize(
    ("old", "new", "is_found"),
    [
        ("title: Somebody has died", "title: Two of 7 have died", True),
        ("The day and the province.", "The 3rd day.", True),
        ("Sit down together.", "Sit down for 10 minutes.", False),
    ],
)
def test_a_case_is_nobodys_own(old: str, new: str, is_found: bool) -> None:
    assert ("recognisable" in rules(swap("staff/refer.yaml", old, new))) is is_found


def test_a_role_is_used_by_a_procedure_or_the_plan() -> None:
    idle = "roles:\n  driver:\n    title: Driver\n    does: Drives.\n"
    content = swap("staff/roles.yaml", "roles:\n", idle)
    assert messages(content, used.check_staff_used) == [
        'no procedure and no plan uses the role "driver"'
    ]


SOURCE = (
    "sources:\n  {key}:\n    publisher: Open Door\n    {place}\n    published: '2026'\n"
    "    read_on: '2026-11-01'\n    confidence: official\n    says: What we need of it.\n"
)


@pytest.mark.parametrize(
    ("place", "is_found"),
    [
        ("url: ['https://opendoor.test/leaflet', 'https://opendoor.test/new']", False),
        ("url: ['https://opendoor.test/other']", True),
        ("where: On the wall", True),
    ],
)
def test_one_id_means_one_source(place: str, is_found: bool) -> None:
    added = SOURCE.format(key="open-door-leaflet", place=place)
    content = with_file(f"{HERE}/plan.yaml", lambda text: text + added)
    said = messages(content, used.check_source_twice)
    assert (
        [text.partition(" means ")[0] for text in said] == ['the id "open-door-leaflet"']
    ) is is_found


def test_a_source_of_the_country_may_be_cited_by_those_who_assist_alone() -> None:
    def only_staff(text: str) -> str:
        return text + SOURCE.format(key="wall", place="where: On the wall").removeprefix(
            "sources:\n"
        )

    content = with_file("hosts/freedonia/sources.yaml", only_staff)
    assert rules(content) == ["unused-source"]
    content = Content({**content.files, **swap(
        f"{HERE}/plan.yaml", "        sources: [disaster-act]\nsites", "        sources: [wall]\nsites"
    ).files, "hosts/freedonia/sources.yaml": content.files["hosts/freedonia/sources.yaml"]},
        content.hosts, content.shown_root)  # fmt: skip
    assert "unused-source" not in rules(content)


# --- the real content ---------------------------------------------------------------------------

REAL = ROOT / "content"


@pytest.fixture(scope="module")
def real() -> Content:
    return load_content(Path(REAL))[0]


@pytest.mark.slow
def test_each_of_the_fifteen_guidelines_is_answered(real: Content) -> None:
    file = shared(real, Guidelines)
    assert file is not None
    assert sorted(file.guidelines, key=int) == list(ids.GUIDELINES)
    assert all(entry.answered_by for entry in file.guidelines.values())
    # What has come is not told as missing.
    told = " ".join(
        text for entry in file.guidelines.values() for text in entry.answered_by.values()
    )
    assert "not here yet" not in told


@pytest.mark.slow
def test_what_those_who_assist_read_is_plain(real: Content) -> None:
    def of_staff(problem: Problem) -> bool:
        return "whole file" in problem.message and is_staff_file(
            problem.file.removeprefix(f"{real.shown_root}/")
        )

    assert [str(p) for p in check_grade(real, OPTIONS) if of_staff(p)] == []
