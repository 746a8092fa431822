"""Step 4, staff: an advisory → the contingency plan to adapt: counts, roles, and empty cells.

What is local and secret is a cell that somebody fills in by hand. No cell is for a name, a number
of a person or an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ....localise.records.library import HazardRecord
from ....localise.records.twins import PlanSectionRecord, StaffLineRecord
from ....localise.texts import Text, plain
from .document import Block, Contents, Heading, Line, Table, cell, joined, strong
from .manual import agencies
from .pen import Pen

Part = Callable[[Pen], Iterator[Block]]


def contingency(pen: Pen) -> Iterator[Block]:
    """Yield the blocks of the plan."""
    plan = pen.staff.plan
    assert plan is not None  # noqa: S101 - who calls it has looked
    yield from pen.box()
    feared = pen.staff.origin_state == "feared"
    yield from pen.paragraph(pen.say("for-feared" if feared else "for-by-case"), style="Action")
    yield from pen.paragraph(pen.say("counts-only"), style="Action")
    yield from pen.imprint()
    yield Contents(pen.say("contents"))
    for section in sorted(plan.sections.values(), key=lambda one: one.order):
        yield Heading(section.title, 1)
        yield from pen.lines(section.lines)
        yield from _filled(pen, section)
        yield from pen.ruled(section.ruled)
    yield from _left_over(pen)
    yield from pen.sources()


def _filled(pen: Pen, section: PlanSectionRecord) -> Iterator[Block]:
    """Yield what the program knows of this country under a heading of the plan."""
    for part in _PARTS.get(section.id, ()):
        yield from part(pen)


def _left_over(pen: Pen) -> Iterator[Block]:
    """Yield the parts whose heading the plan has not got, so that nothing is lost."""
    assert pen.staff.plan is not None  # noqa: S101
    for key, parts in _PARTS.items():
        if key not in pen.staff.plan.sections:
            for part in parts:
                yield from part(pen)
    host = pen.staff.host_plan
    if host is not None and host.not_known:
        yield Heading(pen.say("not-known"), 1)
        yield from pen.not_known(host.not_known)


def _calendar(pen: Pen) -> Iterator[Block]:
    rows = tuple(row for hazard in pen.advisory.hazards.values() for row in _seasons(pen, hazard))
    head = tuple(pen.say(name) for name in ("danger", "where", "months"))
    yield Table(pen.say("calendar"), head, rows, (2, 3, 3))


def _seasons(pen: Pen, hazard: HazardRecord) -> Iterator[tuple[tuple[Line, ...], ...]]:
    regions = pen.advisory.country.regions
    name = cell(strong(hazard.name))
    whole = pen.say("whole-country")
    comma = pen.advisory.language.comma
    for season in hazard.seasons.values():
        where = joined([regions[key].name for key in season.regions if key in regions], comma)
        yield name, cell(where or whole), cell(_months(pen, season.months))
        name = ()
    if not hazard.seasons:
        where = joined([regions[key].name for key in hazard.regions if key in regions], comma)
        yield name, cell(where or whole), cell(pen.say("any-month"))


def _months(pen: Pen, numbers: tuple[int, ...]) -> Text:
    language = pen.advisory.language
    names = language.dates.months if language.dates else tuple(str(n) for n in range(1, 13))
    return plain(language.comma.join(names[number - 1] for number in numbers), language.tag)


def _scenarios(pen: Pen) -> Iterator[Block]:
    host = pen.staff.host_plan
    for scenario in host.scenarios.values() if host else ():
        yield Heading(scenario.title, 2)
        yield from pen.lines(scenario.lines)


def _levels(pen: Pen) -> Iterator[Block]:
    plan, host = pen.staff.plan, pen.staff.host_plan
    assert plan is not None  # noqa: S101
    for key, level in plan.levels.items():
        yield Heading(pen.say("level", level=level.title), 2)
        yield Heading(pen.say("triggers"), 3)
        yield from pen.lines(level.triggers)
        if host and key in host.levels:
            yield from pen.lines(host.levels[key].triggers)
        yield Heading(pen.say("actions"), 3)
        yield from pen.steps(level.actions)


def _team(pen: Pen) -> Iterator[Block]:
    plan = pen.staff.plan
    assert plan is not None  # noqa: S101
    rows = tuple(
        (cell(strong(pen.role(key))), cell(one.does), cell(pen.role(one.deputy)))
        for key, one in plan.team.items()
    )
    head = tuple(pen.say(name) for name in ("role", "does", "deputy"))
    yield Table(pen.say("team"), head, rows, (3, 6, 3))


def _warnings(pen: Pen) -> Iterator[Block]:
    if not pen.advisory.warnings:
        return
    yield Heading(pen.say("warnings"), 2)
    for warning in pen.advisory.warnings.values():
        yield from pen.cautions(warning.text, warning.more)
        yield from pen.paragraph(warning.text, warning.more, style="List Bullet")
        yield from pen.proofs(warning.text, warning.more)


def _of_host(name: str) -> Part:
    def part(pen: Pen) -> Iterator[Block]:
        host = pen.staff.host_plan
        lines: Mapping[str, StaffLineRecord] = getattr(host, name) if host else {}
        if lines:
            yield Heading(pen.say("here"), 2)
            yield from pen.lines(lines)

    return part


_PARTS: dict[str, tuple[Part, ...]] = {
    "risk": (_calendar,),
    "scenarios": (_scenarios,),
    "levels-and-actions": (_levels,),
    "roles": (_team,),
    "sites": (_of_host("sites"),),
    "communication": (_of_host("communication"), _warnings),
    "papers": (_of_host("papers"),),
    "cooperation": (_of_host("cooperation"), agencies),
}
"""What is added below a heading of the plan, by its id."""
