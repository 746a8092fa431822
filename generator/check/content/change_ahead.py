"""Step 2: sentences on what is going to change → problems: they have no day on which they end.

Rule ``change-ahead``. In: content. Out: problems. Source: CARE 27. ``day-ahead`` finds days and
years; this rule finds the words of a plan, "is to rise" or "from April", which nobody corrects
after the change.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date

from ...load import Content
from ...problems import Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..walk import Options, texts
from .until import has_end, is_gone, read_on

_MONTHS = "|".join(month_name[1:])
_FROM = re.compile(
    rf"\b[Ff]rom (?:[0-9]{{1,2}} )?({_MONTHS})\b(?: (20[0-9]{{2}})\b)?(?! (?:to|until|on|or)\b)"
)
"""The month of a start. "From May to October" and "from June on" are seasons, and come back."""
_CHANGES = (
    "be (?:as|more|less|higher|lower|raised|free|closed|open|opened|ended|introduced|replaced"
    "|needed)|"
    "cost|rise|fall|change|end|close|open|start|begin|apply|get|follow"
)
_COMING = re.compile(rf"\b(?:will|(?:is|are) (?:to|going to)) (?:{_CHANGES})\b")
_AFTERWARDS = frozenset({"afterwards", "at_last"})


@check
def check_changes_ahead(content: Content, _options: Options) -> Iterator[Problem]:
    """A sentence that says what is going to be has a day on which it ends."""
    for place, text in texts(content):
        if text.field in _AFTERWARDS or is_gone(place) or has_end(text):
            continue
        newest = read_on(place)
        if newest is None:
            continue  # Nobody reads there of plans: an exercise, a case, our own advice.
        bare = PLACEHOLDER.sub(" ", text.text)
        named = _COMING.search(bare) or _from_month(bare, newest)
        if named:
            yield place.file.problem(
                text.path,
                "change-ahead",
                f'"{named[0]}" tells of a change to come, and the text has no end',
                'Add "until", the last day before the change, and in "afterwards" what is true '
                "then; or say what holds today.",
                level="warning",
            )


def _from_month(text: str, read: date) -> re.Match[str] | None:
    """Return the first "from MONTH" that was ahead on *read*; one without a year may be ahead."""
    months = list(month_name)
    for found in _FROM.finditer(text):
        month, year = months.index(found[1]), int(found[2] or 0)
        if not year or (year, month) > (read.year, read.month):
            return found
    return None
