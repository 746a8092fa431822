"""What each block of a leaflet prints: data for its template, picked from the advisory.

In: a block of content/leaflets/*.yaml and the facts. Out: a ``View`` for
``templates/leaflets/blocks/<block>.html``, or None when this host has nothing to print there.
A new block is a function here, a template, and its name in ``model/leaflet.py``.
"""

from __future__ import annotations

from collections.abc import Callable

from ...model.leaflet import Block
from ...proof import speaks
from ...view import Run, Text, View
from .facts import Picker, has_ended

EDITION_BLOCKS = frozenset({"draft-and-date", "after-date", "find-again", "words"})
"""Printed from the edition, which is known when all other blocks are."""


def fill(block: Block, picker: Picker) -> View | None:
    """Return what *block* prints, or None for nothing."""
    view = _FILLERS[block.block](block, picker)
    if view is not None:
        view.heading = block.heading
    return view


def _band(_block: Block, picker: Picker) -> View:
    """The country, the region, the work. Never the nationality: police and boss read it too."""
    advisory, paper = picker.advisory, picker.paper
    region = paper.region if paper else None
    profile = picker.profile
    return View(
        name=advisory.country.name,
        region=advisory.country.regions[region].name if region else None,
        profile=advisory.ui.label("profile", profile) if profile else None,
        uncalled=_uncalled(picker),
    )


def _uncalled(picker: Picker) -> bool:
    """Tell whether nobody has called any of the large plates: then one line above them says so."""
    return not any(contact.proof.called_on for contact in _emergency(picker))


def _plates(_block: Block, picker: Picker) -> View:
    plates = [_plate(contact) for contact in _emergency(picker)]
    return View(plates=plates, **_shared_proof(plates))


def _emergency(picker: Picker) -> list[View]:
    """The country's plates; at sea, say, the profile's own number before them, and one less."""
    advisory, keys = picker.advisory, list(picker.advisory.country.plates)
    own = advisory.country.bar.get(f"work-{picker.profile}")
    if own and own not in keys and own != advisory.corridor.reader_line:
        keys = [own, *keys[:-1]]
    return picker.contacts(keys)


def _shared_proof(plates: list[View]) -> dict[str, object]:
    """Tell whether one line can say how far all plates are proved, and the years that it names.

    It can where each was read in one dated source within its limit, and all have the same grade.
    """
    proofs = [plate.proof for plate in plates]
    dated = all(p.basis == "source" and p.year and not p.called_on for p in proofs)
    shared = dated and not any(p.overdue for p in proofs) and len({p.grade for p in proofs}) == 1
    years = sorted(p.year for p in proofs) if shared else []
    if not years:
        return {"shared": False}
    return {"shared": True, "first": str(years[0]), "last": str(years[-1])}


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
    plates = [_plate(contact) for contact in _emergency(picker)]
    language = _readers_language(picker)
    if all(plate.answered_in == language for plate in plates):
        return None
    # Where the readers' language is the country's own, nobody need doubt that they answer in it.
    doubted = language != advisory.country.language
    return View(
        language=advisory.ui.label("language", language) if doubted else None,
        host_language=advisory.ui.label("language", advisory.country.language),
        **_shared_proof(plates),
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
    plate.says = speaks(contacts[0], _readers_language(picker))
    plate.uncalled = _uncalled(picker)
    return plate


def _phrases(block: Block, picker: Picker) -> View | None:
    advisory = picker.advisory
    rows = [
        View(shown=p.shown, text=p.text, fill=p.fill, picture=p.picture, group=p.group)
        for p in picker.phrases(block.ids)
    ]
    if not rows:
        return None
    same = advisory.locale == advisory.country.language
    title = advisory.ui.label("group", block.title) if block.title else None
    return View(rows=rows, same=same, language=_language_name(picker), title=title,
        title_first=block.title == "emergency",
    )  # fmt: skip


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
        if key in advisory.warnings and not has_ended(advisory.warnings[key])
    ]
    if not rows:
        return None
    language = _readers_language(picker)
    own = language == advisory.country.language
    speaks = own or all(row.languages is not None and language in row.languages for row in rows)
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


def _answer(block: Block, picker: Picker) -> View | None:
    answer = getattr(picker.advisory.answers, str(block.answer))
    if has_ended(answer):
        return None
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
        if deadline is not None and has_ended(deadline):
            deadline = None
        if deadline is not None:
            picker.other("schemes", f"schemes.{scheme.id}.deadline", deadline)
        more = None if block.short else point.more
        rows.append(View(text=point.text, more=more, deadline=deadline))
    return View(rows=rows) if rows else None


def _language_lines(block: Block, picker: Picker) -> View | None:
    """More lines that say they answer in the readers' language; those of the region first.

    The readers' line itself has its plate on the cover, as the country's plates have.
    """
    advisory, language = picker.advisory, _readers_language(picker)
    wanted = [
        (picker.near(contact) is None, key)
        for key, contact in advisory.contacts.items()
        if picker.near(contact) is not False
        if speaks(contact, language)
        if key != advisory.corridor.reader_line and key not in advisory.country.plates
    ]
    keys = [key for _, key in sorted(wanted, key=lambda item: item[0])]
    rows = [_plate(contact) for contact in picker.contacts(keys, block.most)]
    if not rows:
        return None
    proved = all(row.answered_in == language for row in rows)
    called = any(row.proof.called_on for row in rows)
    name = advisory.ui.label("language", language)
    return View(rows=rows, language=name, proved=proved, called=called)


def _checklist(block: Block, picker: Picker) -> View | None:
    section = getattr(picker.advisory.prepare, str(block.section))
    ids = block.ids or tuple(section.items)
    rows = picker.points("hazards", f"prepare.{block.section}", section.items, ids)
    if not rows:
        return None
    return View(title=section.title, icon=section.icon, rows=_rows_of(rows, block))


def _hazards(block: Block, picker: Picker) -> View | None:
    """All hazards, each with all that is for paper: now, before, after."""
    found = []
    for hazard in picker.hazards():
        phases = []
        for phase in ("during", "before", "after"):
            known = {message.id: message for message in getattr(hazard, phase)}
            rows = picker.points("hazards", f"hazards.{hazard.id}", known, tuple(known))
            if rows:
                name = picker.advisory.ui.label("phase", phase)
                phases.append(View(name=name, rows=_rows_of(rows, block)))
        if phases:
            found.append(View(name=hazard.name, icon=hazard.icon, phases=phases))
    return View(hazards=found[: block.most]) if found else None


def _work(block: Block, picker: Picker) -> View | None:
    """What to do, in pictures: what concerns the people of the profile first, then by id."""
    known: dict[str, tuple[str, View]] = {}
    for hazard in picker.hazards():
        for message in (*hazard.during, *hazard.before, *hazard.after):
            known.setdefault(message.id, (f"hazards.{hazard.id}", message))
    known |= {key: ("now", step) for key, step in picker.advisory.prepare.now.items()}
    own = _messages_of_work(picker)
    rest = [key for key in block.ids if key not in own]
    known |= own
    pictured = [key for key in (*own, *rest) if key in known and _picture_of(known[key][1])]
    # The last of the ids, "nobody answers", has its place whatever comes before.
    keep = [key for key in rest[-1:] if key in pictured]
    shown = [key for key in pictured if key not in keep]
    shown = shown[: (block.most or len(shown)) - len(keep)] + keep
    rows = [
        row
        for key in shown
        for row in picker.points("hazards", known[key][0], {key: known[key][1]}, (key,))
    ]
    return View(rows=[_row(row, short=True) for row in rows]) if rows else None


def _picture_of(message: View) -> str | None:
    if message.carry != "paper":
        return None
    picture: str | None = _row(message, short=True).picture
    return picture


def _messages_of_work(picker: Picker) -> dict[str, tuple[str, View]]:
    """Messages for the people of the profile, those that save lives first, and whose they are."""
    if not picker.profile:
        return {}
    hazards = picker.advisory.hazards
    work = picker.advisory.guides.work[picker.profile]
    found = [
        (f"hazards.{slug}", message)
        for slug in work.hazards
        if slug in hazards
        for message in (*hazards[slug].during, *hazards[slug].before)
        if picker.profile in message.who and message.carry == "paper"
    ]
    found.sort(key=lambda item: not item[1].life_safety)
    return {message.id: (owner, message) for owner, message in found}


def _contacts(block: Block, picker: Picker) -> View | None:
    """All numbers for paper, those of the whole country first; for a region, its own before them.

    Those of other regions are left out there.
    """
    plates = set(picker.advisory.country.plates)
    regional = bool(picker.areas)
    wanted = [
        (picker.near(contact) is None, key)
        for key, contact in picker.advisory.contacts.items()
        if key not in plates and not (regional and picker.near(contact) is False)
    ]
    keys = [key for _, key in sorted(wanted, key=lambda item: item[0] == regional)]
    rows = [
        View(**(vars(_plate(contact)) | {"what_for": contact.what_for}))
        for contact in picker.contacts(keys, block.most)
    ]
    if not rows:
        return None
    return View(rows=rows, called=any(row.proof.called_on for row in rows))


def _place(_block: Block, picker: Picker) -> View:
    """Lines for where this paper hangs; a poster for one place has them filled in."""
    if picker.place is None:
        return View(filled=None)
    host = picker.advisory.country.language
    filled = {
        name: Text((Run(value, "words", host),), host, "source", value) if value else None
        for name, value in vars(picker.place).items()
    }
    return View(filled=View(**filled))


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
    "words": _partner,
    "checklist": _checklist,
    "hazards": _hazards,
    "work": _work,
    "contacts": _contacts,
    "place": _place,
}
