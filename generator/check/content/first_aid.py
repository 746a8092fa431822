"""Step 2: topics of first aid → problems: too long, a dose, our own inference, nobody to call.

Rule ``first-aid``. That each step cites a source, and whose it may be, is in the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...load import Content
from ...model import AidStep, AidTopic
from ...problems import Problem
from ..every import check
from ..walk import Options, places, texts, top

FEWEST, MOST = 3, 6
"""Steps of a topic, without what never to do: somebody reads them aloud to somebody who kneels."""
_DOSE = re.compile(
    r"\b\d[\d.,]* ?"
    r"(?:mg|mcg|µg|g|ml|milligrams?|grams?|millilit(?:re|er)s?|tablets?|pills?|drops?)\b"
    r"|\b(?:paracetamol|acetaminophen|ibuprofen|aspirin|antibiotics?|antivenom|adrenaline)\b",
    re.IGNORECASE,
)


@check
def check_first_aid(content: Content, _options: Options) -> Iterator[Problem]:
    """A topic has few steps and no medicine, cites sources, and says whom to call."""
    for file, topic in content.of_kind(AidTopic):
        place = top(content, file)
        count = sum(not step.dont for step in topic.steps.values())
        if not FEWEST <= count <= MOST:
            yield place.problem(
                ("steps",),
                "first-aid",
                f"the topic has {count} steps besides what never to do; {FEWEST} to {MOST} are "
                "allowed",
                "Join steps, or leave out what somebody without training cannot do.",
                key=True,
            )
        if "%(ambulance)s" not in topic.call.text:
            yield place.problem(
                ("call", "text"),
                "first-aid",
                "the sentence does not say whom to call",
                'Write "%(ambulance)s": each country has its own number.',
            )
    for place in places(content):
        step = place.visit.model
        if isinstance(step, AidStep) and step.inferred:
            yield place.problem(
                ("inferred",),
                "first-aid",
                "a step of first aid is our own inference",
                "Cite a source that says it, or leave the step out.",
            )
    for place, text in texts(content):
        dose = _DOSE.search(text.text) if isinstance(text.visit.model, AidStep) else None
        if dose:
            yield place.file.problem(
                text.path,
                "first-aid",
                f'"{dose[0]}" names a medicine or how much of it',
                "Leave it out: only somebody who examines the person can say that.",
            )
