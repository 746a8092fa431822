"""Step 4, pocket: an advisory → ``PocketPiece`` values, the most needed first.

The one place of this choice. In: an advisory. Out: ``PocketPiece`` values, the most needed first.
The page keeps as many from the front as fit, and says how many it left out. Documented for editors
in docs/explanation/offline.md.

The file is a page and not a paper, so sentences need no ``carry: paper``; but it stays on a phone
that others look into. So it has nothing that the site has behind "Hide page", nothing inferred, no
phrase that reveals who somebody is, and of the helpers only those for paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from ...localise.advisory import Advisory
from ...localise.records.contacts import ContactRecord
from ...localise.records.facts import RuleRecord
from ...localise.records.library import HazardRecord
from ...localise.records.twins import AnswerRecord, MessageRecord, PointRecord, ReferralRecord
from ...localise.texts import Text, texts
from ..closing import closing, closing_now
from ..pages import queries
from ..paper.content import referral_blocks

LIFE_RULES = ("hospital", "shelter", "leaving")
"""Rules about these come before the others (CARE 2)."""
OTHER_RULES = ("papers", "family", "money", "work", "children", "information", "return")

(
    ALWAYS,
    CORE,
    LIFE,
    NAMED,
    ANSWER,
    LIFE_RULE,
    DURING,
    PAPER_RULE,
    MORE,
    RULE,
    LATER,
    REST,
    AID,
) = range(13)
"""Ranks: what is left out last has the lowest. First aid is the same everywhere: what only this
country has comes before it.

NAMED is what has a number or an end. It must fit in each language: a right that closes, or somebody
to call, must not be in the file of one language only. tests/products/test_same_in_every_language.py
compares them.
"""


PocketItem = (
    MessageRecord | AnswerRecord | ContactRecord | RuleRecord | PointRecord | ReferralRecord
)


@dataclass(frozen=True)
class PocketPiece:
    """One sentence, or the one that follows it, of one item."""

    rank: int
    section: str
    """now, hazards.flood.during, referrals, answers, rules, helpers, first-aid.burns."""
    id: str
    item: PocketItem
    more: bool = False
    """The second sentence, where the item has one."""

    @property
    def key(self) -> tuple[str, str, bool]:
        """Its name, for templates."""
        return self.section, self.id, self.more


def pieces(advisory: Advisory) -> list[PocketPiece]:
    """Everything that may be on the pocket page, the most needed first."""
    unordered = [
        *_now(advisory),
        *_closing(advisory),
        *_hazards(advisory),
        *_referrals(advisory),
        *_answers(advisory),
        *_helpers(advisory),
        *_rules(advisory),
        *_first_aid(advisory),
    ]
    # The order within a rank is that of the page: hazards gravest first.
    return sorted(_named_first(unordered, advisory), key=attrgetter("rank"))


def _named_first(pieces: Sequence[PocketPiece], advisory: Advisory) -> Iterator[PocketPiece]:
    """Yield pieces; those with an end, or numbers not yet named, have at most the rank NAMED."""
    plates = [*queries.plate_contacts(advisory), queries.reader_line(advisory)]
    known = {contact.tel.text for contact in plates if contact.tel}
    named = set()
    for piece in sorted(pieces, key=attrgetter("rank")):
        numbers = set(_numbers_in(piece, advisory))
        if _ends(piece) or not numbers <= known:
            named.add(piece.key)
        known |= numbers
    for piece in pieces:
        # With a second sentence goes the first, which it follows.
        with_second = (piece.section, piece.id, True) in named
        is_named = piece.key in named or with_second
        yield replace(piece, rank=min(piece.rank, NAMED)) if is_named else piece


def _ends(piece: PocketPiece) -> bool:
    return (piece.item.until or piece.item.ended) is not None


def _numbers_in(piece: PocketPiece, advisory: Advisory) -> Iterator[str]:
    """Yield the telephone numbers that a piece shows."""
    item = piece.item
    contacts = [item] if isinstance(item, ContactRecord) else []
    if isinstance(item, ReferralRecord):
        contacts = referral_blocks.contacts_of(item, advisory)
    yield from (contact.tel.text for contact in contacts if contact.tel)
    for text in texts(sentences_of(piece)):
        yield from (run.text for run in text.runs if run.kind == "tel")


def sentences_of(piece: PocketPiece) -> list[Text]:
    """Return what a piece says: the second sentence of its item, or what stands before it."""
    item = piece.item
    if isinstance(item, ReferralRecord):
        return [item.text]
    if piece.more and not isinstance(item, ContactRecord):
        return [item.more] if item.more else []
    match item:
        case ContactRecord():
            return [item.label]
        case RuleRecord():
            return [*([item.closes] if item.closes else []), item.words, item.question]
        case AnswerRecord():
            return [item.words]
        case _:
            return [item.text]


def hazards(advisory: Advisory) -> list[HazardRecord]:
    """The hazards that are on no page with "Hide page", gravest first."""
    return [hazard for hazard in advisory.hazards.values() if not hazard.sensitive]


def helpers(advisory: Advisory) -> list[ContactRecord]:
    """Return numbers besides the plates: in the reader's language, then nationwide, then local."""
    first = {contact.id for contact in queries.plate_contacts(advisory)}
    first.add(queries.reader_line(advisory).id)
    language = queries.reader_language(advisory)
    contacts = [
        contact
        for contact in advisory.contacts.values()
        if contact.tel and contact.carry == "paper" and not contact.sensitive
        if contact.id not in first
    ]
    return sorted(contacts, key=lambda c: (not queries.speaks(c, language), bool(c.area)))


def rules(advisory: Advisory) -> list[RuleRecord]:
    """The rules: those a life may hang on first. What closes on a day stands open, above them."""
    order = {about: at for at, about in enumerate((*LIFE_RULES, *OTHER_RULES))}
    folded = [rule for rule in advisory.rules.values() if not rule.closes]
    return sorted(folded, key=lambda rule: order.get(rule.about, len(order)))


def _now(advisory: Advisory) -> Iterator[PocketPiece]:
    for key, step in advisory.prepare.now.items():
        yield PocketPiece(ALWAYS, "now", key, step)
        if step.more:
            yield PocketPiece(LIFE, "now", key, step, more=True)


def _closing(advisory: Advisory) -> Iterator[PocketPiece]:
    now = closing_now(advisory)
    for rule in closing(advisory):
        yield PocketPiece(ALWAYS, "closing", rule.id, rule)
        if rule.more and rule in now:
            yield PocketPiece(NAMED, "closing", rule.id, rule, more=True)


def _hazards(advisory: Advisory) -> Iterator[PocketPiece]:
    for hazard in hazards(advisory):
        for phase in ("during", "after", "before"):
            section = f"hazards.{hazard.id}.{phase}"
            for message in hazard.phase(phase):
                # Our own inference, which a page marks as one: nothing that is carried has it.
                if message.inferred:
                    continue
                rank = _urgency(message, during=phase == "during")
                yield PocketPiece(rank, section, message.id, message)
                if message.more:
                    rank = LIFE if rank == CORE else MORE if rank < MORE else REST
                    yield PocketPiece(rank, section, message.id, message, more=True)


def _urgency(message: MessageRecord, *, during: bool) -> int:
    if message.core:
        return CORE
    if message.life_safety:
        return LIFE
    return DURING if during else LATER


def _referrals(advisory: Advisory) -> Iterator[PocketPiece]:
    for referral in advisory.referrals.values():
        yield PocketPiece(NAMED, "referrals", referral.id, referral)


def _answers(advisory: Advisory) -> Iterator[PocketPiece]:
    answers = advisory.answers.named()
    for name in queries.ANSWERS:
        answer = answers[name]
        yield PocketPiece(ANSWER, "answers", name, answer)
        if answer.more:
            yield PocketPiece(MORE, "answers", name, answer, more=True)


def _helpers(advisory: Advisory) -> Iterator[PocketPiece]:
    for contact in helpers(advisory):
        yield PocketPiece(NAMED, "helpers", contact.id, contact)


def _rules(advisory: Advisory) -> Iterator[PocketPiece]:
    for rule in rules(advisory):
        rank = RULE
        if rule.life_safety or rule.about in LIFE_RULES:
            rank = LIFE_RULE
        elif rule.about == "papers":
            rank = PAPER_RULE
        yield PocketPiece(rank, "rules", rule.id, rule)
        if rule.more:
            yield PocketPiece(REST, "rules", rule.id, rule, more=True)


def _first_aid(advisory: Advisory) -> Iterator[PocketPiece]:
    for topic in advisory.first_aid.values():
        for step in topic.steps.values():
            yield PocketPiece(AID, f"first-aid.{topic.id}", step.id, step)
            if step.more:
                yield PocketPiece(AID, f"first-aid.{topic.id}", step.id, step, more=True)
