"""Step 4: an advisory → the rights that close on a day, for every product in the same order.

What closes is told in each language and on each medium, and nothing cuts it for space (CARE 59).
"""

from __future__ import annotations

from ..localise.advisory import Advisory
from ..localise.records.facts import RuleRecord
from ..model import Until


def closing(advisory: Advisory) -> list[RuleRecord]:
    """Return the questions whose right closes, or has closed a short time ago, by their day."""
    return sorted((rule for rule in advisory.rules.values() if rule.closes), key=_day_of)


def closing_now(advisory: Advisory) -> list[RuleRecord]:
    """Return at most one right: the last that closed a short time ago, else the next to close."""
    rules = closing(advisory)
    return [one for one in rules if one.ended][-1:] or rules[:1]


def last_day(rule: RuleRecord) -> Until:
    """Return the day, and the minute, on which a right closes or has closed."""
    return Until.parse(rule.ended or rule.until or "")


def _day_of(rule: RuleRecord) -> str:
    # As they are written, days sort before their minutes.
    return rule.ended or rule.until or ""
