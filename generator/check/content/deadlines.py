"""Step 2: sentences with a deadline → problems where no official source gives it (CARE 8).

Rule ``unofficial-deadline``. A reader who trusts a wrong last day comes too late, and one who
thinks that it has passed does not go at all. The plates of schemes say it by ``deadline.official``;
here are the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...load import Content
from ...model import Contact, Guide, Model, Point, Rule, Scheme
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, texts

_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen)"
_LAST_DAY = re.compile(
    rf"\bwithin {_COUNT} (?:working )?(?:hour|day|week|month|year)s?\b", re.IGNORECASE
)
_HEDGE = re.compile(r"\bwe read\b|\bnot official\b", re.IGNORECASE)


@check
def check_deadlines(content: Content, _options: Options) -> Iterator[Problem]:
    """A text with a deadline that no official source gives says "we read"."""
    for place, text in texts(content):
        model = text.visit.model
        if not isinstance(model, Contact | Guide | Point | Rule | Scheme):
            continue
        deadline = _LAST_DAY.search(text.text)
        if deadline is None or _is_official(place, text.visit.owners):
            continue
        if not any(_HEDGE.search(str(words)) for words in vars(model).values()):
            yield place.file.problem(
                text.path,
                "unofficial-deadline",
                f'the deadline "{deadline[0]}" has no official source, and the text does not say '
                "so",
                'Write "we read", for example "Go soon: we read within 15 days.", or cite an '
                "official source.",
            )


def _is_official(place: ContentPlace, owners: tuple[Model, ...]) -> bool:
    """Return whether a text here has an official source; a text without sources is our own."""
    for owner in reversed(owners):
        cited = getattr(owner, "sources", ())
        if isinstance(cited, tuple) and cited:
            sources = place.sources or {}
            return any(name in sources and sources[name].confidence == "official" for name in cited)
    return True
