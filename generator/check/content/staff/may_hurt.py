"""Step 2: harm that contacts may do → problems: two verdicts on one, comfort without a source.

Rule ``contact-verdict``. Source: CARE 30 and 64.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....load import Content
from ....load import staff as loaded
from ....model.referral_paths import CaseContact
from ....model.staff import MayFollow
from ....problems import Problem
from ...every import check
from ...tables import words_pattern
from ...walk import ContentPlace, Options, places
from ..safety import word_lists


@check
def check_may_hurt(content: Content, _options: Options) -> Iterator[Problem]:
    """A contact's possible harm is said once; no page gives comfort where nothing was read."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, MayFollow):
            yield from _comforts(place, model)
        elif isinstance(model, CaseContact) and model.may_follow.bad is not None:
            yield from _said_elsewhere(place, model, model.may_follow.bad)


def _comforts(place: ContentPlace, model: MayFollow) -> Iterator[Problem]:
    match = words_pattern(word_lists()["no-bad-news"]).search(model.bad or "")
    if match:
        yield place.problem(
            ("bad",),
            "contact-verdict",
            f'"{match[0]}" comforts, and only says that nobody has read of it',
            'Leave "bad" out: "not known" is printed then.',
        )


def _said_elsewhere(place: ContentPlace, model: CaseContact, bad: str) -> Iterator[Problem]:
    if place.host is None:
        return
    everywhere = loaded.may_hurt(place.host).get(model.contact)
    if everywhere is None:
        yield place.problem(
            ("may_follow", "bad"),
            "contact-verdict",
            f'this path alone says what "{model.contact}" may do; another may say that nothing is '
            "known",
            'Say it in "may_hurt" of this file, which each path and step reads.',
        )
    elif _plain(everywhere.text) in _plain(bad):
        yield place.problem(
            ("may_follow", "bad"),
            "contact-verdict",
            f'it says again what "may_hurt" says of "{model.contact}"',
            "Keep here only what this path adds, or leave it out.",
        )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
