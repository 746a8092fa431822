"""Step 1, model: an answer → whether it opens with "Save your life first" (CARE 2).

Source: CARE 2. In 2011 people stayed in the water for want of papers. The pages and the pocket
file open an answer by this; the check finds an answer that says the line a second time.
"""

from __future__ import annotations

LIFE_LINE = "Save your life first."
"""How the line begins, in the source locale."""

_ABOUT = frozenset({"shelter", "hospital", "leaving"})
_UNSURE = frozenset({"depends", "partly", "not-known"})
_ANSWERS = frozenset({"aid", "eligible", "id_shown", "moving"})


def rule_opens(about: str, answer: str) -> bool:
    """Return whether the answer to a question *about* this opens with the line.

    >>> rule_opens("shelter", "depends"), rule_opens("shelter", "yes")
    (True, False)
    >>> rule_opens("work", "depends")
    False
    """
    return about in _ABOUT and answer in _UNSURE


def answer_opens(name: str, certainty: str) -> bool:
    """Return whether one of the seven crisis answers opens with the line.

    >>> answer_opens("aid", "partly"), answer_opens("aid", "known")
    (True, False)
    >>> answer_opens("hotlines", "partly")
    False
    """
    return name in _ANSWERS and certainty in _UNSURE
