"""Step 4: advisories → targets, from one module per kind of hand-out.

Each product has the same small face: ``plan(advisories)`` takes the advisories of one host country
and returns its targets. What is above the countries is planned from their fronts, in the end. To
add a hand-out, write its module, add its plan here, and give it a template and a test file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from .shelves import ALL, DEFAULT, Shelf, teach_if_quick

# A build with nothing to do comes by here, and ends before the model would be read.
if TYPE_CHECKING:
    from ..localise.advisory import Advisory
    from ..model.fits import PaperFit
    from ..model.leaflet import Leaflet
    from .target import Target

Plan = Callable[[Sequence["Advisory"]], list["Target"]]

__all__ = ["Plan", "products", "without_staff"]


def products(
    formats: Mapping[str, Leaflet],
    shelves: frozenset[Shelf] = ALL,
    *,
    fits: Mapping[str, PaperFit] = MappingProxyType({}),
) -> Sequence[Plan]:
    """Return the plans of all products; *formats* are the leaflets of content/leaflets/.

    Targets of the press and of courses are planned only where *shelves* has their shelf. *fits*
    says how papers fit, by name of the paper: from content/fits/.
    """
    # Who makes one paper does not wait for what makes pages.
    from . import (  # noqa: PLC0415
        api,
        cards,
        channels,
        data,
        offline,
        pages,
        paper,
        pocket,
        staff,
        teaching,
        wordless,
    )
    from .courses import packages as course_packages  # noqa: PLC0415
    from .staff import consent  # noqa: PLC0415
    from .staff import docx as staff_docx  # noqa: PLC0415
    from .staff import papers as staff_papers  # noqa: PLC0415
    from .tables import plan as plan_tables  # noqa: PLC0415

    press = Shelf.PRESS in shelves
    sets = pages.PageSets(formats, press=press)
    for_migrants: Sequence[Plan] = (
        partial(pages.plan, sets=sets),
        cards.plan,
        partial(paper.plan, formats=formats, fits=fits, press=press),
        partial(pocket.plan, sets=sets),
        partial(offline.plan, sets=sets),
        data.plan,
        plan_tables,
        api.plan,
        channels.plan,
        wordless.plan,
    )
    bare = _WithoutStaff()

    def of_courses(advisory: Advisory) -> list[Target]:
        if Shelf.TEACH not in shelves:
            return []
        packages = partial(
            course_packages.plan, may_show=consent.shown, code_of=teaching.course_code
        )
        # What takes longest comes first, so that little is planned in vain.
        plans: Sequence[Callable[[Sequence[Advisory]], Iterable[Target]]]
        plans = teaching.plan_courses, packages
        targets = (target for plan in plans for target in plan([advisory]))
        to_make = (target for target in targets if press or target.shelf != Shelf.PRESS)
        return teach_if_quick(to_make) if shelves == DEFAULT else list(to_make)

    def of_staff(advisories: Sequence[Advisory]) -> list[Target]:
        # Drafted once for both: the .docx names the code of the PDF.
        rows = list(staff_papers.papers(advisories))
        targets = [target for _, target, _ in rows if press or target.shelf != Shelf.PRESS]
        targets += staff_docx.plan(advisories, rows)
        targets += [*teaching.plan_sessions(advisories)]
        targets += [target for advisory in advisories for target in of_courses(advisory)]
        there = frozenset(name for one in targets for name in (one.path, *one.beside))
        # Pages link what there is: which papers are translated is known only from their drafts.
        return [*staff.plan(advisories, formats, there), *targets]

    return [*(partial(_plan_bare, plan, bare) for plan in for_migrants), of_staff]


def without_staff(advisory: Advisory) -> Advisory:
    """Return *advisory* as the products for readers get it: without what those who assist read."""
    from .paper.editions.staff_facts import said_of_recorded  # noqa: PLC0415

    # Whoever types the code of a paper for those who assist learns whether it is still good.
    said = said_of_recorded(advisory)
    return replace(advisory, staff=None, in_host_words=None, staff_said=said)


class _WithoutStaff:
    """Advisories without what those who assist read: it is in no other product and changes none."""

    def __init__(self) -> None:
        # The same objects for each product: page sets are made once for an advisory.
        self._bare: dict[tuple[str, str], tuple[Advisory, Advisory]] = {}

    def of(self, advisory: Advisory) -> Advisory:
        key = advisory.host, advisory.locale
        if key not in self._bare or self._bare[key][0] is not advisory:
            self._bare[key] = advisory, without_staff(advisory)
        return self._bare[key][1]


def _plan_bare(plan: Plan, bare: _WithoutStaff, advisories: Sequence[Advisory]) -> list[Target]:
    return plan([bare.of(advisory) for advisory in advisories])
