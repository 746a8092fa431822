"""Templates: each names what it gets, and renders the smallest and the fullest country."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from jinja2 import Environment, StrictUndefined, Template, meta, nodes
from support.leaflets import ROOT
from support.pages import plan_site
from support.papers import CODE, edition_of
from support.records import fits, hints, is_mapping, records_in
from support.template_types import Checker

import generator.localise.advisory
import generator.localise.records.contacts
import generator.localise.records.courses
import generator.localise.records.facts
import generator.localise.records.library
import generator.localise.records.staff
import generator.localise.records.staff_plan
import generator.localise.records.twins
import generator.model.leaflet
import generator.model.site
import generator.products.cards
import generator.products.courses.flow
import generator.products.pages.lands
import generator.products.pages.print_page
import generator.products.pages.queries.send
import generator.products.pages.render
import generator.products.paper.content.block_records
import generator.products.paper.content.book_records
import generator.products.paper.content.imprint
import generator.products.paper.content.wordless_records
import generator.products.paper.stickers
import generator.products.pocket.page
import generator.products.staff.pages.lessons
import generator.products.staff.papers.district
import generator.products.staff.papers.document
import generator.products.teaching.kit
import generator.products.teaching.slides
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.notices import NoticeText
from generator.localise.records.base import BaseRecord, Voice, field_names
from generator.localise.records.contacts import PartnerRecord
from generator.localise.records.facts import RuleRecord
from generator.localise.records.registry import RECORDS
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.texts import Run, Text, plain
from generator.localise.translator import Ui
from generator.model.leaflet import Leaflet, Panel
from generator.products import cards
from generator.products.courses.sco import draft_sco
from generator.products.html import template_environment
from generator.products.notices import cuts
from generator.products.notices.sheet import sheet_html
from generator.products.pages import queries
from generator.products.pages.context import PageContext
from generator.products.pages.environment import environment, render_file
from generator.products.pages.place import PagePlace
from generator.products.paper.content.picker import PosterPlace
from generator.products.paper.editions.verdicts import Correction
from generator.products.paper.layout.sheet import draft
from generator.products.paper.names import Paper, is_wordless
from generator.products.paper.stickers import make_stickers
from generator.products.pocket import choice
from generator.products.pocket.page import make_page
from generator.products.staff import papers as staff_papers
from generator.products.staff.pages import facts as assist
from generator.products.staff.papers.words import PaperWords
from generator.products.teaching.deck import deck_of
from generator.products.teaching.kit import draft_taught
from generator.products.teaching.slides import html_of
from generator.products.teaching.words import course_words, session_words

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
TEMPLATES = ROOT / "generator" / "templates"
GIVEN = {
    "pages": {"page", "ui"},
    "staff": {"page", "ui"},
    "staff-papers": {
        "a", "staff", "assist", "w", "t", "pgettext", "label", "cite", "consent_shown", "coverage",
        "translated", "index", "same_follow",
    },
    "pocket": {"page", "ui"},
    "notices": {"page", "ui"},
    "scorm": {"page", "ui"},
    "cards": set(),
    "leaflets": {
        "t", "one", "two", "act", "pgettext", "label", "ui", "proof_words", "good_until", "sign",
    },
}  # fmt: skip
"""What all templates of a folder get: how words are shown."""
OWN_ROOT = ("leaflets", "staff-papers")
"""Folders whose templates name each other without it."""
FILES = sorted(path for folder in GIVEN for path in (TEMPLATES / folder).rglob("*.html"))

# --- what a template gets -------------------------------------------------------------------------


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@cache
def gets(path: Path) -> dict[str, str]:
    """What the head of a template says that it gets: names with their types."""
    head = re.match(r"{# Gets (.*)\. #}\n", path.read_text("utf-8"))
    pairs = (one.partition(": ") for one in head[1].split("; ")) if head else ()
    return {name: kind for name, _, kind in pairs}


@cache
def types_known() -> dict[str, Any]:
    """What a type at the head of a template may be called."""
    modules = (
        generator.localise.advisory, generator.model.leaflet, generator.model.site,
        generator.products.cards, generator.products.courses.flow, generator.localise.notices,
        generator.localise.records.contacts, generator.localise.records.courses,
        generator.products.paper.content.block_records, generator.products.paper.content.imprint,
        generator.products.paper.content.book_records, generator.products.paper.content.wordless_records,
        generator.products.paper.stickers, generator.products.pages.print_page,
        generator.products.pages.lands, generator.products.pages.render,
        generator.products.pocket.page, generator.localise.records.facts, generator.localise.records.library,
        generator.localise.records.staff, generator.localise.records.staff_plan,
        generator.localise.records.twins, generator.products.courses.flow,
        generator.products.staff.papers.district, generator.products.staff.papers.document, types,
        generator.products.teaching.kit, generator.products.teaching.slides,
        generator.products.pages.queries.send, generator.products.staff.pages.lessons,
    )  # fmt: skip
    return {name: value for module in modules for name, value in vars(module).items()}


def type_of(kind: str) -> Any:
    return eval(kind, types_known())


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_template_names_at_its_head_all_that_it_gets(path: Path) -> None:
    folder = path.relative_to(TEMPLATES).parts[0]
    env = template_environment(TEMPLATES / folder) if folder in OWN_ROOT else environment()
    tree = env.parse(path.read_text("utf-8"))
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    used = meta.find_undeclared_variables(tree) - set(env.globals) - GIVEN[folder] - own
    assert set(gets(path)) == used
    for kind in gets(path).values():
        type_of(kind)


# --- the smallest and the fullest country ---------------------------------------------------------


def smallest(advisory: Advisory) -> Advisory:
    """*advisory* without anything that it may be without."""
    needed = {*advisory.country.plates, *advisory.country.bar.values()}
    needed |= {*advisory.country.roles.values()}
    bare = each_record(advisory, emptied)
    return replace(
        bare,
        contacts={
            key: replace(one, number=full.number, tel=full.tel) if key in needed else one
            for (key, one), full in zip(
                bare.contacts.items(), advisory.contacts.values(), strict=True
            )
        },
        changes={}, partners={}, tiles={}, editions={},
    )  # fmt: skip


def emptied(record: BaseRecord) -> BaseRecord:
    return replace(record, **dict(gaps(record)))


def gaps(record: BaseRecord) -> Iterator[tuple[str, object]]:
    optional = may_be_empty(type(record))
    for field in fields(record):
        hint = hints(type(record))[field.name]
        if types.NoneType in get_args(hint):
            yield field.name, None
        elif field.name in optional:
            if get_origin(hint) is tuple:
                yield field.name, ()
            elif is_mapping(hint):
                yield field.name, {}
            elif hint is bool:
                yield field.name, False


@cache
def may_be_empty(kind: type[BaseRecord]) -> frozenset[str]:
    """Fields that content may leave out, and those that follow from such fields."""
    required = {
        name
        for model, record in RECORDS.items()
        if record is kind
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    return frozenset(field_names(kind)) - required - {"id", "before", "during", "after"}


def fullest(advisory: Advisory) -> Advisory:
    """*advisory* with something in every field that takes something."""
    full = each_record(advisory, filled)
    rule = next(iter(full.rules.values()))
    about = get_args(hints(RuleRecord)["about"])
    more = {f"about-{one}": replace(rule, id=f"about-{one}", about=one) for one in about}
    called = replace(full, rules={**full.rules, **more}, partners={"help-group": PARTNER})
    # A paper of it with two wrong numbers.
    wrong = {"contacts.open-door": "6123 0000", "partners.help-group": "6123 0001"}
    edition = edition_of(called, own_formats()["trifold"])
    past = edition.model_copy(update={"facts": {**edition.facts, **wrong}})
    return replace(called, editions={CODE: past})


PARTNER = PartnerRecord(
    id="help-group",
    name=plain("Help Group", "en"),
    number="6789 0123",
    tel=Run("6789 0123", "tel", "en", "tel:+6567890123"),
    area=None,
    agreed_on=date(2026, 11, 20),
    printed="always",
)


def filled(record: BaseRecord) -> BaseRecord:
    new: dict[str, object] = {"carry": "paper"} if "carry" in field_names(type(record)) else {}
    for field in fields(record):
        if field.name in KEPT or getattr(record, field.name) not in (None, False, "", ()):
            continue
        hint = hints(type(record))[field.name]
        kinds = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
        values = [FILLING[kind] for kind in kinds if kind in FILLING]
        values += [get_args(kind)[0] for kind in kinds if get_origin(kind) is Literal]
        if field.name in NAMED or values:
            new[field.name] = NAMED.get(field.name) or values[0]
    return replace(record, **new)


KEPT = frozenset({"id", "ended", "stands_for", "currency", "year"})
"""What ended shows less, not more."""
NAMED: Mapping[str, object] = {
    "answered_in": "my",
    "languages": ("my", "en"),
    "recordings": (Voice(path="assets/recordings/x.my.m4a", language="my", seconds=3),),
    "who": ("sea", "home"),
    "until": "2027-01-29",
    "answer": "depends",
}
FILLING: Mapping[Any, object] = {
    Text: plain("More", "en"),
    Run: Run("6123 4567", "tel", "en", "tel:+6561234567"),
    str: "word",
    date: date(2026, 11, 20),
    int: 5,
    bool: True,
}


def each_record(advisory: Advisory, change: Callable[[BaseRecord], BaseRecord]) -> Advisory:
    return replace(
        advisory,
        **{
            name: changed(value, change)
            for name, value in vars(advisory).items()
            if next(records_in(value), None) is not None
        },
    )


def changed(value: Any, change: Callable[[BaseRecord], BaseRecord]) -> Any:
    if isinstance(value, BaseRecord):
        children = {
            name: changed(getattr(value, name), change) for name in field_names(type(value))
        }
        return change(replace(value, **children))
    if isinstance(value, dict):
        return {key: changed(child, change) for key, child in value.items()}
    return tuple(changed(child, change) for child in value) if isinstance(value, tuple) else value


def formats_for(advisory: Advisory) -> dict[str, Leaflet]:
    """Our formats of leaflets, with ids that *advisory* has."""
    flood, guides = advisory.hazards["flood"], advisory.guides.guides
    groups = (
        advisory.prepare.now, advisory.phrases, advisory.warnings, advisory.rules,
        advisory.insurance.points, *(guide.steps for guide in guides.values()),
        *(section.items for section in advisory.prepare.sections().values()),
        {message.id: message for message in (*flood.before, *flood.during, *flood.after)},
    )  # fmt: skip
    ids = {"ids": tuple(key for group in groups for key in group)}
    there = {"hazard": "flood", "guide": next(iter(guides), None)}

    def fitted(panel: Panel) -> Panel:
        blocks = tuple(
            block.model_copy(update=ids | {k: v for k, v in there.items() if getattr(block, k)})
            for block in panel.blocks
        )
        return panel.model_copy(update={"blocks": blocks})

    return {
        name: leaflet.model_copy(
            update={"panels": {key: fitted(panel) for key, panel in leaflet.panels.items()}}
        )
        for name, leaflet in own_formats().items()
    }


def notices() -> Iterator[NoticeText]:
    """A notice without all that it may be without, and with it, in each state."""
    words = plain("More", "en")
    least = NoticeText(
        id="2026-11-28-freedonia-x", hazard="flood", name=words, level="danger", areas=None,
        sentences=(words,), free=None, office=words, said_at=words, begins=None, until=words, ends_at=1,
        newest=1, confirmed=True, unsigned=False, state="standing", withdrawn_at=None, ask=words,
    )  # fmt: skip
    yield least
    most = replace(least, areas=words, free=words, begins=words, confirmed=False, unsigned=True)
    yield from (
        most,
        replace(most, state="ended"),
        replace(most, state="withdrawn", withdrawn_at=words),
    )


def render_all(advisory: Advisory, second: Advisory) -> None:
    """Render everything that templates make of *advisory*; only pages are put together by MkDocs."""
    for target in plan_site([advisory]):
        target.make()
    make_page(advisory, "")
    cards.cards_of(advisory)
    if advisory.staff:
        for course in advisory.staff.courses.values():
            draft_sco(advisory, advisory.staff, course, {}, "code").files("x.scorm.zip")
    # Their words need no translation here: which papers a locale has, ``products/staff`` tests.
    for name in staff_papers.staff_papers_of(advisory):
        staff_papers.draft_of(advisory, name, [advisory])
    courses = advisory.staff.courses.values() if advisory.staff.is_local else ()
    for course in courses:
        words = course_words(advisory, course)
        draft_taught(advisory, words)
        html_of(deck_of(advisory, course, words, "x", plain("today", "en")))
    if advisory.staff.is_local and advisory.staff.sessions:
        draft_taught(advisory, session_words(advisory))
    page = PageContext(PagePlace("en/freedonia/"), "en/freedonia/", advisory.ui, {})
    for notice in notices():
        assert cuts(notice, page)
        render_file("notices/over.html", page, one=notice)
        sheet_html(notice, advisory.ui, 20)
    place = PosterPlace("12 Firefly Street", "North stairs", "School", "Chicolini")
    for name, leaflet in formats_for(advisory).items():
        if is_wordless(leaflet) and not (advisory.wordless and advisory.wordless.numbers):
            continue  # Such a country has no paper without words.
        paper = Paper(advisory.host, advisory.locale, name)
        draft(advisory, leaflet, paper, hangs_at=place).sheet_html(
            size_pt=leaflet.largest_pt, without=frozenset()
        )
        draft(advisory, leaflet, replace(paper, second=second.locale), second)
    fixes = [Correction("1", advisory.contacts["open-door"]), Correction("2", None)]
    make_stickers(advisory, fixes, "261128")


def wrong_values(path: Path, values: Mapping[str, object]) -> dict[str, str]:
    """Names at the head of a template whose value is missing, or is of another type."""
    return {
        name: type(values.get(name)).__name__
        for name, kind in gets(path).items()
        if name not in values or not fits(values[name], type_of(kind))
    }


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Paths of the templates that are asked for, below templates/."""
    names: set[str] = set()
    load = Environment._load_template

    def noting(self: Environment, name: str, *more: Any) -> Template:
        folder = Path(self.loader.searchpath[0])
        names.add((folder / name).relative_to(TEMPLATES).as_posix())
        return load(self, name, *more)

    render = Template.render

    def checking(self: Template, *given: Any, **more: Any) -> str:
        path = Path(self.filename)
        assert wrong_values(path, dict(*given, **more)) == {}, name_of(path)
        return render(self, *given, **more)

    monkeypatch.setattr(Environment, "_load_template", noting)
    monkeypatch.setattr(Template, "render", checking)
    return names


@pytest.mark.slow
def test_every_template_renders_the_smallest_and_the_fullest_country(
    example_advisory: Make, rendered: set[str]
) -> None:
    assert environment().undefined is StrictUndefined
    for country in (smallest, fullest):
        render_all(country(example_advisory("my")), country(example_advisory("es")))
    assert set(map(name_of, FILES)) - rendered == set()


# --- whether its attributes are there -------------------------------------------------------------


def checker(folder: str, path: Path) -> Checker:
    own_root = folder in OWN_ROOT
    env = template_environment(TEMPLATES / folder) if own_root else environment()
    root = TEMPLATES / folder if own_root else TEMPLATES
    modules = {} if own_root else {"facts": queries}
    modules |= {"choice": choice} if folder == "pocket" else {}
    modules |= {"assist": assist} if folder in ("staff", "staff-papers") else {}
    found = Checker(env, root, typed, modules)
    found.check(path)
    return found


def typed(path: Path) -> dict[str, Any]:
    folder = path.relative_to(TEMPLATES).parts[0] if path.is_relative_to(TEMPLATES) else "pages"
    return GIVEN_TYPES.get(folder, {}) | {name: type_of(kind) for name, kind in gets(path).items()}


GIVEN_TYPES: dict[str, dict[str, Any]] = {
    **{name: {"page": PageContext, "ui": Ui} for name in ("pages", "pocket", "scorm", "staff")},
    "staff-papers": {"a": Advisory, "staff": StaffRecord, "w": PaperWords},
}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_attribute_that_a_template_asks_for_is_there(path: Path) -> None:
    assert checker(path.relative_to(TEMPLATES).parts[0], path).faults == []


def test_most_of_what_templates_ask_for_has_a_type_that_is_known() -> None:
    folders = {path: path.relative_to(TEMPLATES).parts[0] for path in FILES}
    asked = sum(checker(folder, path).asked for path, folder in folders.items())
    assert asked > 2000


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("{{ hazard.nmae|t }}", "HazardRecord has no nmae"),
        ("{% for m in hazard.during %}{{ m.txt|t }}{% endfor %}", "MessageRecord has no txt"),
        ("{{ facts.plates(a)[0].proof.yaer }}", "Proof has no yaer"),
        (
            "{% for key, one in a.rules.items() %}{{ one.answr }}{% endfor %}",
            "RuleRecord has no answr",
        ),
        ("{% if a.guides.family.missing.stesp %}x{% endif %}", "GuideRecord has no stesp"),
        ("{{ hazard.contacts.x }}", None),
        (
            '{% import "pages/parts/plates.html" as plates with context %}{{ plates.one(hazard) }}',
            "HazardRecord has no tel",
        ),
    ],
)
def test_an_attribute_that_is_not_there_is_found(
    tmp_path: Path, words: str, fault: str | None
) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"{{# Gets a: Advisory; hazard: HazardRecord. #}}\n{words}", "utf-8")
    faults = checker("pages", path).faults
    assert any(one.endswith(fault) for one in faults) if fault else not faults
