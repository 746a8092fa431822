"""Step 2: what carries a verdict → problems where two places answer one question differently.

Rule ``one-verdict``. In: questions, the seven answers and rows of schemes that have the same
``subject``. Somebody who read "No" on one page does not go on to the page that says "It depends".
Source: CARE 30.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...load import Content
from ...model import Answer, Cover, Rule
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places

_SCALES = (frozenset({"yes", "no", "depends"}), frozenset({"known", "partly"}))
"""Two marks of one scale contradict each other; "known" says nothing about yes or no."""


@dataclass(frozen=True)
class _Verdict:
    """What one place says about a subject."""

    place: ContentPlace
    field: str
    mark: str

    def contradicts(self, other: _Verdict) -> bool:
        """Return whether a reader of both would not know which to believe."""
        marks = {self.mark, other.mark}
        return len(marks) > 1 and ("not-known" in marks or any(marks <= one for one in _SCALES))

    @property
    def shown(self) -> str:
        """Where it stands and what it says."""
        return f'{".".join(self.place.visit.path)} says "{self.mark}"'


@check
def check_verdicts(content: Content, _options: Options) -> Iterator[Problem]:
    """All that has one subject in a host country gives one verdict."""
    first: dict[tuple[str, str], _Verdict] = {}
    for place in places(content):
        verdict, subject = _verdict_at(place)
        if verdict is None or subject is None or place.host is None or place.visit.is_withdrawn:
            continue
        earlier = first.setdefault((place.host.slug, subject), verdict)
        if verdict.contradicts(earlier):
            yield place.problem(
                (verdict.field,),
                "one-verdict",
                f'two answers about "{subject}": {verdict.shown}, but {earlier.shown}',
                "Read the sources of both, and let both say the same; or give them different "
                "subjects when they answer different questions.",
            )


def _verdict_at(place: ContentPlace) -> tuple[_Verdict | None, str | None]:
    match place.visit.model:
        case Rule(answer=mark, subject=subject) | Cover(answer=mark, subject=subject):
            return _Verdict(place, "answer", mark), subject
        case Answer(known=mark, subject=subject):
            return _Verdict(place, "known", mark), subject
        case _:
            return None, None
