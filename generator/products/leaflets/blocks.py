"""What each block of a leaflet prints: data for its template, picked from the advisory.

In: a block of content/leaflets/*.yaml and the facts. Out: a ``View`` for
``templates/leaflets/blocks/<block>.html``, or None when this host has nothing to print there.
A new block is a function here, a template, and its name in ``model/leaflet.py``.
"""

from __future__ import annotations

from collections.abc import Callable

from ...model.leaflet import Block
from ...proof import speaks
from ...view import Text, View
from .facts import Picker

EDITION_BLOCKS = frozenset({"draft-and-date", "after-date", "find-again"})
"""Printed from the edition, which is known when all other blocks are."""


def fill(block: Block, picker: Picker) -> View | None:
    """Return what *block* prints, or None for nothing."""
    view = _FILLERS[block.block](block, picker)
    if view is not None:
        view.heading = block.heading
    return view


def _band(_block: Block, picker: Picker) -> View:
    advisory = picker.advisory
    return View(name=advisory.country.name, people=advisory.people.people)


def _plates(_block: Block, picker: Picker) -> View:
    plates = [_plate(contact) for contact in picker.contacts(picker.advisory.country.plates)]
    return View(plates=plates, shared=_share_grade(plates))


def _share_grade(plates: list[View]) -> bool:
    """Tell whether one line below them can say how far all are proved."""
    called = any(plate.proof.called_on for plate in plates)
    return not called and len({(p.proof.grade, p.proof.overdue) for p in plates}) == 1


def _plate(contact: View) -> View:
    return View(
        label=contact.label,
        icon=contact.icon,
        number=Text((contact.tel,), contact.tel.lang, "source"),
        proof=contact.proof,
        cost=contact.cost,
        languages=contact.languages,
        answered_in=contact.answered_in,
    )


def _languages(_block: Block, picker: Picker) -> View | None:
    advisory = picker.advisory
    plates = [_plate(contact) for contact in picker.contacts(advisory.country.plates)]
    language = _readers_language(picker)
    if all(plate.answered_in == language for plate in plates):
        return None
    years = sorted({plate.proof.year for plate in plates if plate.proof.year})
    return View(
        language=advisory.ui.label("language", language),
        host_language=advisory.ui.label("language", advisory.country.language),
        shared=_share_grade(plates),
        overdue=any(plate.proof.overdue for plate in plates),
        first=str(years[0]) if years else None,
        last=str(years[-1]) if years else None,
    )


def _readers_language(picker: Picker) -> str:
    language: str = picker.advisory.people.locales[0]
    return language


def _reader_line(_block: Block, picker: Picker) -> View | None:
    advisory = picker.advisory
    contacts = picker.contacts([advisory.corridor.reader_line])
    if not contacts:
        return None
    plate = _plate(contacts[0])
    plate.language = advisory.ui.label("language", _readers_language(picker))
    plate.proved = plate.answered_in == _readers_language(picker)
    return plate


def _phrases(block: Block, picker: Picker) -> View | None:
    advisory = picker.advisory
    rows = [View(shown=p.shown, text=p.text, fill=p.fill) for p in picker.phrases(block.ids)]
    if not rows:
        return None
    same = advisory.locale == advisory.country.language
    return View(rows=rows, same=same, language=_language_name(picker))


def _language_name(picker: Picker) -> Text:
    return picker.advisory.ui.label("language", picker.advisory.country.language)


def _hazard(block: Block, picker: Picker) -> View | None:
    rows = picker.messages(str(block.hazard), block.ids)
    if not rows:
        return None
    hazard = picker.advisory.hazards[str(block.hazard)]
    return View(name=hazard.name, icon=hazard.icon, rows=_rows_of(rows, block))


def _rows_of(items: list[View], block: Block) -> list[View]:
    return [_row(item, short=block.short) for item in items]


def _row(message: View, *, short: bool) -> View:
    """One line of what to do. A picture is only ever the message's own."""
    picture = message.picture
    if picture is None and getattr(message, "scenario", None) == "locked-in":
        picture = "locked-door"
    more = None if short else message.more
    return View(text=message.text, more=more, dont=message.dont, picture=picture)


def _now(block: Block, picker: Picker) -> View | None:
    rows = picker.points("hazards", "now", picker.advisory.prepare.now, block.ids)
    return View(rows=_rows_of(rows, block)) if rows else None


def _warning(block: Block, picker: Picker) -> View | None:
    advisory = picker.advisory
    rows = [
        picker.other("hazards", f"warnings.{key}", advisory.warnings[key])
        for key in block.ids
        if key in advisory.warnings
    ]
    if not rows:
        return None
    language = _readers_language(picker)
    speaks = all(row.languages is not None and language in row.languages for row in rows)
    return View(
        speaks=speaks,
        language=advisory.ui.label("language", language),
        host_language=_language_name(picker),
    )


def _rules(block: Block, picker: Picker) -> View | None:
    rows = picker.points("rules", "rules", picker.advisory.rules, block.ids)
    if not rows:
        return None
    return View(rows=[View(question=r.question, answer=r.answer, words=r.words) for r in rows])


def _steps(block: Block, picker: Picker) -> View | None:
    guide = picker.advisory.guides.guides.get(block.guide)
    if guide is None:
        return None
    rows = picker.points("rules", f"guides.{block.guide}", guide.steps, block.ids)
    return View(icon=guide.icon, rows=_rows_of(rows, block)) if rows else None


def _answer(block: Block, picker: Picker) -> View:
    answer = getattr(picker.advisory.answers, str(block.answer))
    picker.other("rules", f"answers.{block.answer}", answer)
    return View(known=answer.known, words=answer.words)


def _caution(_block: Block, picker: Picker) -> View:
    caution = picker.advisory.corridor.caution
    picker.numbers_in(caution)
    return View(text=caution)


def _claims(block: Block, picker: Picker) -> View | None:
    insurance = picker.advisory.insurance
    points = picker.points("schemes", "insurance", insurance.points, block.ids)
    rows = []
    for point in points:
        scheme = insurance.schemes.get(block.deadlines.get(point.id))
        deadline = scheme.deadline if scheme else None
        if deadline is not None:
            picker.other("schemes", f"schemes.{scheme.id}.deadline", deadline)
        more = None if block.short else point.more
        rows.append(View(text=point.text, more=more, deadline=deadline))
    return View(rows=rows) if rows else None


def _language_lines(block: Block, picker: Picker) -> View | None:
    """More lines for the whole country that say they answer in the readers' language.

    The readers' line itself has its plate on the cover.
    """
    advisory, language = picker.advisory, _readers_language(picker)
    keys = [
        key
        for key, contact in advisory.contacts.items()
        if contact.area is None
        if speaks(contact, language)
        if key != advisory.corridor.reader_line
    ]
    rows = [_plate(contact) for contact in picker.contacts(keys, block.most)]
    if not rows:
        return None
    proved = all(row.answered_in == language for row in rows)
    called = any(row.proof.called_on for row in rows)
    name = advisory.ui.label("language", language)
    return View(rows=rows, language=name, proved=proved, called=called)


def _partner(_block: Block, picker: Picker) -> View:
    """The plate of a helper near the reader: printed for a partner, otherwise to be filled in."""
    partner = picker.partner()
    if partner is None:
        return View()
    number = Text((partner.tel,), partner.tel.lang, "source")
    return View(partner=View(name=partner.name, shown=number))


def _nothing(_block: Block, _picker: Picker) -> View:
    return View()


_FILLERS: dict[str, Callable[[Block, Picker], View | None]] = {
    "band": _band,
    "plates": _plates,
    "languages": _languages,
    "reader-line": _reader_line,
    "draft-and-date": _nothing,
    "phrases": _phrases,
    "now": _now,
    "on-the-phone": _now,
    "write-in": _nothing,
    "partner": _partner,
    "free-help": _nothing,
    "after-date": _nothing,
    "find-again": _nothing,
    "hazard": _hazard,
    "warning": _warning,
    "life-line": _nothing,
    "rules": _rules,
    "steps": _steps,
    "answer": _answer,
    "caution": _caution,
    "claims": _claims,
    "language-lines": _language_lines,
}
