"""Step 4, pages: an advisory → languages of its readers that the site does not speak yet.

Always several together: no page, file or address has one of them alone (CARE 55).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.core_lines import CoreCount
from ....localise.records.spoken import TongueRecord
from ....localise.texts import Text

_FEW = 3
"""Names that a row has room for on a small phone."""


class Wanted(NamedTuple):
    """A language whose speakers are asked to help, and how much of its core is there."""

    tongue: TongueRecord
    core: CoreCount


def wanted_languages(advisory: Advisory) -> Sequence[Wanted]:
    """Return the languages whose core is unfinished, begun ones first; none if it is only one."""
    if advisory.spoken is None:
        return ()
    wanted = [
        Wanted(tongue, core)
        for key, tongue in advisory.spoken.languages.items()
        if (core := advisory.cores.get(key)) and core.signed < core.lines
    ]
    begun = [one for one in wanted if one.tongue.id in advisory.site.locales]
    return (*begun, *(one for one in wanted if one not in begun)) if len(wanted) > 1 else ()


def names_to_point_at(advisory: Advisory) -> Sequence[Text]:
    """Return a few languages' names as their speakers write them; first those with a begun site."""
    if advisory.spoken is None:
        return ()
    whole = {tag for tag, row in advisory.site.locales.items() if not row.minority}
    tongues = [one for one in advisory.spoken.languages.values() if one.id not in whole]
    tongues.sort(key=lambda one: one.id not in advisory.site.locales)
    return [one.own[0] for one in tongues[:_FEW]] if len(tongues) > 1 else ()
