"""Step 4, staff: an advisory and one exercise of it → a table-top exercise to adapt.

Every sentence that is played says EXERCISE, in the words of the paper and of the country; days have
numbers and no dates, and nobody plays a survivor (CARE 41).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ....localise.records.twins import DrillRecord, InjectRecord, StaffLineRecord
from ....localise.texts import Run, Text, plain
from ...exercise import mark_word, sentences
from .document import Block, Heading, Line, Paragraph, Table, cell, joined, line, strong
from .pen import Pen


def exercise(pen: Pen, drill: DrillRecord, seed: int | None = None) -> Iterator[Block]:
    """Yield the blocks of *drill*, whose variants are picked already."""
    guide = pen.staff.drill_guide
    yield Paragraph((strong(warning(pen)),), "Exercise")
    yield from pen.box()
    count = pen.say("minutes", count=drill.minutes)
    yield from pen.paragraph(count, None if seed is None else pen.say("seed", seed=str(seed)))
    yield from pen.imprint()
    yield Heading(pen.say("aims"), 1)
    yield from pen.lines(drill.aims)
    if guide is not None:
        yield Heading(pen.say("drill-rules"), 1)
        yield from pen.lines(guide.rules)
        head = (pen.say("role"), pen.say("does"))
        rows = tuple((cell(strong(one.title)), cell(one.does)) for one in guide.roles.values())
        yield Table(pen.say("players"), head, rows, (1, 2))
    yield Heading(pen.say("start"), 1)
    yield Paragraph(said(pen, drill.start))
    yield Heading(pen.say("timeline"), 1, new_page=True)
    yield _timeline(pen, drill)
    yield Heading(pen.say("player-cards"), 1, new_page=True)
    for number, inject in enumerate(drill.injects.values(), 1):
        yield from _card(pen, inject, number)
    if guide is not None:
        yield Heading(pen.say("observer"), 1, new_page=True)
        yield _to_fill(pen, "observer", guide.observer)
        yield Heading(pen.say("hot-wash"), 1)
        yield from pen.lines(guide.hot_wash)
        yield Heading(pen.say("improve"), 1)
        yield from pen.lines(guide.improve)
        columns = tuple(pen.say(name) for name in ("point", "who-does", "until"))
        yield Table(pen.say("improve"), columns, (((), (), ()),) * 6, (4, 2, 2), tall=True)
    yield from pen.sources()


def warning(pen: Pen) -> Text:
    """Return EXERCISE in the language of the paper, and in that of the country for bystanders."""
    tags = dict.fromkeys([pen.advisory.locale, pen.advisory.country.language])
    marks = {mark_word(tag): tag for tag in reversed(tags)}
    said = joined([plain(word, tag) for word, tag in reversed(marks.items())], " · ")
    assert said is not None  # noqa: S101 - every language has a word
    return said


def said(pen: Pen, text: Text) -> Line:
    """Return a text of the exercise, EXERCISE before each sentence, so that it misleads nobody."""
    mark = strong(warning(pen) + plain(":", pen.advisory.locale))
    bare = (plain(one, text.lang) for one in sentences(str(text)))
    return line(*(part for one in bare for part in (mark, one)))


def _when(pen: Pen, inject: InjectRecord) -> Text:
    return pen.say("day", day=str(inject.day), time=inject.at)


def _timeline(pen: Pen, drill: DrillRecord) -> Table:
    rows = tuple(
        (
            cell(plain(str(number), "en")),
            cell(_when(pen, inject)),
            cell(pen.role(inject.to)),
            (said(pen, inject.text), *((said(pen, inject.asks),) if inject.asks else ())),
            _expected(pen, inject),
        )
        for number, inject in enumerate(drill.injects.values(), 1)
    )
    head = tuple(pen.say(name) for name in ("card", "when", "to", "happens", "expected"))
    return Table(pen.say("timeline"), head, rows, (2, 3, 4, 9, 9))


def _expected(pen: Pen, inject: InjectRecord) -> tuple[Line, ...]:
    """Return the steps that players should think of; of one that is off, only that."""
    procedure = pen.staff.procedures.get(inject.expected.procedure)
    if procedure is None:
        return ()
    steps = [procedure.steps[key] for key in inject.expected.steps if key in procedure.steps]
    rows: list[Line] = [*cell(strong(procedure.title))]
    for step in steps:
        rows += cell(*pen.off(step)) if step.off else cell(_without_numbers(pen, step.text))
    return tuple(rows)


def _without_numbers(pen: Pen, text: Text) -> Text:
    """Return a text with names instead of telephone numbers: in an exercise nobody is called."""
    runs: list[Run] = []
    for run in text.runs:
        contact = pen.advisory.contacts.get(run.contact or "")
        if run.kind != "tel":
            runs.append(run)
        elif contact and not any(one.contact == run.contact for one in runs):
            runs += contact.label.runs
    return replace(text, runs=tuple(runs))


def _card(pen: Pen, inject: InjectRecord, number: int) -> Iterator[Block]:
    rows = [cell(strong(warning(pen))), (said(pen, inject.text),)]
    if inject.asks:
        rows.append((said(pen, inject.asks),))
    head = joined([plain(str(number), "en"), _when(pen, inject), pen.role(inject.to)], " · ")
    assert head is not None  # noqa: S101 - three texts
    yield Table(head, (head,), tuple((row,) for row in rows), (1,), whole=True)


def _to_fill(pen: Pen, name: str, lines: Mapping[str, StaffLineRecord]) -> Table:
    rows = tuple((cell(one.text, one.more, pen.basis(one)), ()) for one in lines.values())
    return Table(pen.say(name), (pen.say("point"), pen.say("seen")), rows, (1, 1), tall=True)
