"""Step 4, leaflets: the block that prints who helps with what.

In: a block of content/leaflets/*.yaml and the facts. Out: its record (``block_records.py``), or
None. The pocket file uses it, too: what a line says first, whom it names and by when.
"""

from __future__ import annotations

from ....localise.advisory import Advisory
from ....localise.records.contacts import ContactRecord
from ....localise.records.library import LocalMessageRecord
from ....localise.records.twins import DeadlineRecord, MessageRecord, ReferralRecord
from ....localise.texts import Text
from ....model.leaflet import Block
from . import block_records
from .number_blocks import plate_of
from .picker import Picker, has_ended


def referrals(block: Block, picker: Picker) -> block_records.ReferralList | None:
    """The lines of the host country, most needed first, each number once with all it helps with.

    A line with nobody to call on this paper is left out, unless it says what to do.
    """
    start = block.after or 0
    end = start + block.most if block.most else None
    printable = [one for one in picker.advisory.referrals.values() if _helps_here(one, picker)]
    by_contacts: dict[tuple[str, ...], list[block_records.ReferralRow]] = {}
    for referral in printable[start:end]:
        keys = tuple(one.id for one in _near_contacts(referral, picker))
        by_contacts.setdefault(keys, []).append(_row(referral, picker))
    if not by_contacts:
        return None
    groups = tuple(
        block_records.ReferralGroup(
            plates=tuple(plate_of(contact) for contact in picker.contacts(keys)), rows=tuple(rows)
        )
        for keys, rows in by_contacts.items()
    )
    called = any(plate.proof.called_on for group in groups for plate in group.plates)
    return block_records.ReferralList(groups=groups, called=called)


def contacts_of(referral: ReferralRecord, advisory: Advisory) -> list[ContactRecord]:
    """Return whom to call, the safest first: those with a number that paper may carry."""
    named = (advisory.contacts.get(key) for key in referral.contacts)
    return [one for one in named if one and one.number and one.carry == "paper"]


def message_of(referral: ReferralRecord, advisory: Advisory) -> tuple[str, MessageRecord] | None:
    """Return the message that *referral* says first, and its hazard; None if this host has none."""
    slug, _, key = (referral.message or "").partition(".messages.")
    hazard = advisory.hazards.get(slug)
    messages = (*hazard.before, *hazard.during, *hazard.after) if hazard else ()
    return next(((slug, one) for one in messages if key in _names_of(one)), None)


def _names_of(message: MessageRecord) -> set[str | None]:
    """Ids by which *message* is named: its own, and that of what it took the place of."""
    replaced = message.replaces if isinstance(message, LocalMessageRecord) else None
    return {message.id, *message.stands_for, replaced}


def first_of(referral: ReferralRecord, advisory: Advisory) -> Text | None:
    """Return what to do first: its own words, or those of a message."""
    said = message_of(referral, advisory)
    return said[1].text if said else referral.first


def deadline_of(referral: ReferralRecord, advisory: Advisory) -> DeadlineRecord | None:
    """Return by when: the deadline of its scheme, if that is known and holds."""
    scheme = advisory.insurance.schemes.get(referral.scheme or "")
    deadline = scheme.deadline if scheme else None
    # The claim may hold without its day (docs/adr/0031).
    return None if deadline is None or has_ended(deadline) else deadline


def note(referral: ReferralRecord, picker: Picker) -> None:
    """Note what *referral* says besides its numbers: each is a fact in the record of the paper."""
    picker.other("rules", f"referrals.{referral.id}", referral)
    deadline = deadline_of(referral, picker.advisory)
    if deadline is not None:
        picker.other("schemes", f"schemes.{referral.scheme}.deadline", deadline)


def _helps_here(referral: ReferralRecord, picker: Picker) -> bool:
    """Tell whether the line leaves somebody with something to do on this paper."""
    return not has_ended(referral) and bool(
        first_of(referral, picker.advisory) or _near_contacts(referral, picker)
    )


def _near_contacts(referral: ReferralRecord, picker: Picker) -> list[ContactRecord]:
    """On a paper for a region those that serve it, or the whole country."""
    contacts = contacts_of(referral, picker.advisory)
    return [one for one in contacts if not (picker.areas and picker.near(one) is False)]


def _row(referral: ReferralRecord, picker: Picker) -> block_records.ReferralRow:
    note(referral, picker)
    return block_records.ReferralRow(
        icon=referral.icon,
        text=referral.text,
        first=_first(referral, picker),
        deadline=deadline_of(referral, picker.advisory),
    )


def _first(referral: ReferralRecord, picker: Picker) -> Text | None:
    said = message_of(referral, picker.advisory)
    if said is None:
        return referral.first
    slug, message = said
    printed = picker.messages(slug, (message.id,))
    return printed[0].text if printed else None
