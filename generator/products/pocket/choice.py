"""What stands on a pocket page, and in which order it is left out where there is no room.

The one place of this choice. In: an advisory. Out: ``Piece`` values, the most needed first. The page
keeps as many from the front as fit, and tells how many it left out. Documented for editors in
docs/explanation/offline.md.

The file is a page and not a paper, so sentences need no ``carry: paper``; but it stays on a phone
that others look into. So nothing stands on it that the site has behind "Hide page", nothing
inferred, no phrase that tells who somebody is, and of the helpers only those judged fit to be carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ...advisory import Advisory
from ...view import View
from ..pages import facts

LIFE_RULES = ("hospital", "shelter", "leaving")
"""Rules about these come before the others (CARE 2)."""
OTHER_RULES = ("papers", "family", "money", "work", "children", "information", "return")

ALWAYS, CORE, LIFE, ANSWER, HELPER, LIFE_RULE, DURING, PAPER_RULE, MORE, RULE, LATER, REST = range(
    12
)
"""Ranks: what is left out last has the lowest."""


@dataclass(frozen=True)
class Piece:
    """One sentence, or the one that follows it, of one item."""

    rank: int
    section: str
    """now, hazards.flood.during, answers, rules, helpers."""
    id: str
    view: View
    more: bool = False
    """The second sentence, where the item has one."""

    @property
    def key(self) -> tuple[str, str, bool]:
        """Its name, for templates."""
        return self.section, self.id, self.more


def pieces(advisory: Advisory) -> list[Piece]:
    """Everything that may stand on the pocket page, the most needed first."""
    found = [
        *_now(advisory), *_hazards(advisory), *_answers(advisory), *_helpers(advisory),
        *_rules(advisory),
    ]  # fmt: skip
    # The order within a rank is that of the page: hazards gravest first.
    return sorted(found, key=attrgetter("rank"))


def hazards(advisory: Advisory) -> list[View]:
    """The hazards that are on no page with "Hide page", gravest first."""
    return [h for h in advisory.hazards.values() if f"hazards/{h.id}" not in facts.HIDDEN]


def helpers(advisory: Advisory) -> list[View]:
    """Numbers besides the plates: those in the reader's language, then of the whole host, then local."""
    first = {contact.id for contact in facts.plates(advisory)}
    first.add(facts.reader_line(advisory).id)
    language = facts.reader_language(advisory)
    found = [
        contact
        for contact in advisory.contacts.values()
        if contact.tel and contact.carry == "paper" and not contact.sensitive
        if contact.id not in first
    ]
    return sorted(found, key=lambda c: (not facts.speaks(c, language), bool(c.area)))


def rules(advisory: Advisory) -> list[View]:
    """The rules: those a life may hang on first."""
    order = {about: at for at, about in enumerate((*LIFE_RULES, *OTHER_RULES))}
    known = [rule for rule in advisory.rules.values() if not _inferred(rule)]
    return sorted(known, key=lambda rule: order.get(rule.about, len(order)))


def _now(advisory: Advisory) -> Iterator[Piece]:
    for key, step in advisory.prepare.now.items():
        yield Piece(ALWAYS, "now", key, step)
        if step.more:
            yield Piece(LIFE, "now", key, step, more=True)


def _hazards(advisory: Advisory) -> Iterator[Piece]:
    for hazard in hazards(advisory):
        for phase in ("during", "after", "before"):
            section = f"hazards.{hazard.id}.{phase}"
            for message in _certain(getattr(hazard, phase)):
                rank = _urgency(message, during=phase == "during")
                yield Piece(rank, section, message.id, message)
                if message.more:
                    rank = LIFE if rank == CORE else MORE if rank < MORE else REST
                    yield Piece(rank, section, message.id, message, more=True)


def _urgency(message: View, *, during: bool) -> int:
    if message.core:
        return CORE
    if message.life_safety:
        return LIFE
    return DURING if during else LATER


def _answers(advisory: Advisory) -> Iterator[Piece]:
    for name in facts.ANSWERS:
        answer = getattr(advisory.answers, name)
        yield Piece(ANSWER, "answers", name, answer)
        if answer.more:
            yield Piece(MORE, "answers", name, answer, more=True)


def _helpers(advisory: Advisory) -> Iterator[Piece]:
    for contact in helpers(advisory):
        yield Piece(HELPER, "helpers", contact.id, contact)


def _rules(advisory: Advisory) -> Iterator[Piece]:
    for rule in rules(advisory):
        rank = RULE
        if rule.life_safety or rule.about in LIFE_RULES:
            rank = LIFE_RULE
        elif rule.about == "papers":
            rank = PAPER_RULE
        yield Piece(rank, "rules", rule.id, rule)
        if rule.more:
            yield Piece(REST, "rules", rule.id, rule, more=True)


def _certain(messages: Iterable[View]) -> Sequence[View]:
    return [message for message in messages if not _inferred(message)]


def _inferred(view: View) -> bool:
    return bool(getattr(view, "inferred", False))
