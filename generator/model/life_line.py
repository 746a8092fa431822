"""Which answers open with the life line, "Save your life first. Ask about papers after.".

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
    """Tell whether the answer to a question *about* this opens with the line.

    >>> rule_opens("shelter", "depends"), rule_opens("shelter", "yes"), rule_opens("work", "depends")
    (True, False, False)
    """
    return about in _ABOUT and answer in _UNSURE


def answer_opens(name: str, known: str) -> bool:
    """Tell whether one of the seven crisis answers opens with the line.

    >>> answer_opens("aid", "partly"), answer_opens("aid", "known"), answer_opens("hotlines", "partly")
    (True, False, False)
    """
    return name in _ANSWERS and known in _UNSURE
