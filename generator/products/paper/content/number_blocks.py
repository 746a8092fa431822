"""Step 4, leaflets: blocks that print telephone numbers, and how far they are proved.

In: a block of content/leaflets/*.yaml and the facts. Out: its record (``block_records.py``), or
None.
"""

from __future__ import annotations

from collections.abc import Sequence

from ....localise.advisory import Advisory
from ....localise.host_terms import ROLE_TERMS
from ....localise.number_plates import NumberPlate, number_plates, proofs_once
from ....localise.proof import speaks
from ....localise.records.contacts import ContactRecord
from ....localise.texts import Run, Text
from ....model.leaflet import Block
from ..names import shows_host_words
from . import block_records
from .picker import Picker

_SHORT_NAME = 18
"""Letters of an official name that a plate has room for."""


def band(_block: Block, picker: Picker) -> block_records.Band:
    """The country, the region, the work. Never the nationality: police and boss read it too."""
    advisory, paper = picker.advisory, picker.paper
    region = paper.region if paper else None
    profile = picker.profile
    return block_records.Band(
        name=advisory.country.name,
        region=advisory.country.regions[region].name if region else None,
        profile=advisory.ui.label("profile", profile) if profile else None,
        uncalled=_uncalled(picker),
    )


def _uncalled(picker: Picker) -> bool:
    """Return whether nobody has called any of the large plates: one line above them says so."""
    return not any(plate.proof.called_on for plate in _emergency(picker))


def plates(_block: Block, picker: Picker) -> block_records.Plates:
    """The country's plates, and the years in which one line can say that they were read."""
    numbers = _emergency(picker)
    plates = [large_plate_of(plate, picker.advisory) for plate in numbers]
    first, last = _shared_years(plates)
    return block_records.Plates(
        plates=tuple(plates),
        shared=first is not None,
        first=first,
        last=last,
        proofs=proofs_once(numbers, picker.advisory.ui),
    )


def _host_word(plate: NumberPlate, advisory: Advisory) -> Text | None:
    """Return a plate's owner in the host country's language, from the glossary or its own name.

    None where the reader reads that language, where no source and no glossary has a word, or where
    we have no letters for it.
    """
    lang = advisory.country.language
    words = [word for one in plate.contacts for word in _names_there(one, advisory)]
    if lang == advisory.locale or not words or not shows_host_words(advisory):
        return None
    named = " · ".join(dict.fromkeys(words))
    return Text((Run(named, "name", lang),), lang, "source", named)


def _names_there(contact: ContactRecord, advisory: Advisory) -> list[str]:
    terms, roles = advisory.host_terms, advisory.country.roles
    called = [ROLE_TERMS[role] for role in ROLE_TERMS if roles.get(role) == contact.id]
    called = called or [contact.label.source.casefold()]
    own = contact.official_name or ""
    return [terms[one] for one in called if one in terms] or (
        [own] if 0 < len(own) <= _SHORT_NAME else []
    )


def _emergency(picker: Picker) -> list[NumberPlate]:
    """Return the country's plates, one per number; at sea, say, its own first, the last left out.

    The picker notes each contact, also where several share a plate.
    """
    advisory, keys = picker.advisory, list(picker.advisory.country.plates)
    number_of_work = advisory.country.bar.get(f"work-{picker.profile}")
    own: list[ContactRecord] = []
    if (
        number_of_work
        and number_of_work not in keys
        and number_of_work != advisory.corridor.reader_line
    ):
        # None where paper may not carry it: then nothing gives way to it.
        own = picker.contacts([number_of_work])
    # The first plate is the ambulance: it stays, also where it is the only one.
    contacts = [*own, *picker.contacts(keys[:-1] or keys if own else keys)]
    return number_plates(contacts, advisory.country.roles)


def _shared_years(
    plates: Sequence[block_records.Plate | NumberPlate],
) -> tuple[str, str] | tuple[None, None]:
    """Return the years that one line can name for all plates; none where no line can do so for all.

    It can where each was read in one dated source within its limit, and all have the same grade.
    """
    proofs = [plate.proof for plate in plates]
    years = sorted(p.year for p in proofs if p.basis == "source" and p.year and not p.called_on)
    shared = len(years) == len(proofs) and not any(p.overdue for p in proofs)
    if not years or not shared or len({p.grade for p in proofs}) > 1:
        return None, None
    return str(years[0]), str(years[-1])


def large_plate_of(plate: NumberPlate, advisory: Advisory) -> block_records.LargePlate:
    """A number, and all whom it reaches."""
    return block_records.LargePlate(
        **_plate_fields(plate),
        more_icons=plate.icons[1:],
        host_word=_host_word(plate, advisory),
    )


def plate_of(contact: ContactRecord) -> block_records.Plate:
    """The number of a contact, and how far it is proved."""
    return block_records.Plate(**_plate_fields(contact))


def _plate_fields(contact: ContactRecord | NumberPlate) -> block_records.PlateFields:
    return {
        "label": contact.label,
        "icon": contact.icon,
        "number": Text((contact.plate_tel,), contact.plate_tel.lang, "source"),
        "proof": contact.proof,
        "cost": contact.cost,
        "languages": contact.languages,
        "answered_in": contact.answered_in,
    }


def languages(_block: Block, picker: Picker) -> block_records.Languages | None:
    """Return what the plates answer in; None where all are proved in the readers' language."""
    advisory = picker.advisory
    plates = _emergency(picker)
    language = picker.readers_language
    if all(plate.answered_in == language for plate in plates):
        return None
    # Where the readers' language is the country's own, nobody need doubt that they answer in it.
    doubted = language != advisory.country.language
    if not doubted and advisory.locale == language:
        return None
    return block_records.Languages(
        language=advisory.ui.label("language", language) if doubted else None,
        host_language=picker.host_language,
    )


def reader_line(_block: Block, picker: Picker) -> block_records.ReaderLine | None:
    """Return the line for readers of this origin, and if it is proved to speak their language."""
    advisory = picker.advisory
    contacts = picker.contacts([advisory.corridor.reader_line])
    if not contacts:
        return None
    contact, language = contacts[0], picker.readers_language
    own = language == advisory.country.language == advisory.locale
    return block_records.ReaderLine(
        **_plate_fields(contact),
        language=None if own else advisory.ui.label("language", language),
        proved=contact.answered_in == language,
        says=speaks(contact, language),
        uncalled=_uncalled(picker),
    )


def language_lines(block: Block, picker: Picker) -> block_records.LanguageLines | None:
    """More lines that say they answer in the readers' language; those of the region first.

    The readers' line itself has its plate on the cover, as the country's plates have.
    """
    advisory, language = picker.advisory, picker.readers_language
    by_distance = [
        (picker.near(contact) is None, key)
        for key, contact in advisory.contacts.items()
        if picker.near(contact) is not False
        if speaks(contact, language)
        if key != advisory.corridor.reader_line and key not in advisory.country.plates
    ]
    # By distance alone: within it the order stays that of the file, which is the editors' choice.
    keys = [key for _, key in sorted(by_distance, key=lambda item: item[0])]
    rows = tuple(plate_of(contact) for contact in picker.contacts(keys, block.most))
    if not rows:
        return None
    proved = all(row.answered_in == language for row in rows)
    called = any(row.proof.called_on for row in rows)
    name = advisory.ui.label("language", language)
    return block_records.LanguageLines(rows=rows, language=name, proved=proved, called=called)


def contacts(block: Block, picker: Picker) -> block_records.NumberList | None:
    """All numbers for paper, those of the whole country first; for a region, its own before them.

    Those of other regions are left out there.
    """
    plates = set(picker.advisory.country.plates)
    regional = bool(picker.areas)
    by_distance = [
        (picker.near(contact) is None, key)
        for key, contact in picker.advisory.contacts.items()
        if key not in plates and not (regional and picker.near(contact) is False)
    ]
    keys = [key for _, key in sorted(by_distance, key=lambda item: item[0] == regional)]
    rows = tuple(
        block_records.PlateWithUse(
            **_plate_fields(contact),
            what_for=contact.what_for,
        )
        for contact in picker.contacts(keys, block.most)
    )
    if not rows:
        return None
    return block_records.NumberList(rows=rows, called=any(row.proof.called_on for row in rows))


def partner(_block: Block, picker: Picker) -> block_records.PartnerField:
    """The plate of a helper near the reader: printed for a partner, otherwise to be filled in."""
    return block_records.PartnerField(partner=partner_plate(picker))


def partner_plate(picker: Picker) -> block_records.PartnerPlate | None:
    """The partner that is on every paper, as a plate; None where there is none."""
    partner = picker.partner()
    if partner is None:
        return None
    number = Text((partner.tel,), partner.tel.lang, "source")
    return block_records.PartnerPlate(name=partner.name, shown=number)
