"""Step 3: what a host country says in its own language → its edition without words.

In: a ``Localiser`` of that language and its hazards. Out: a ``WordlessEdition``, or None where
there is no wordless.yaml. Nothing is a second list of truths: pictures, their order and what they
say are those of messages, numbers are the project's own plates. What may be without words at all is
decided in ``model/wordless.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.pictures import PictureEntry
from ..model.wordless import (
    MOST_DO,
    MOST_DONT,
    NAMELESS,
    Wordless,
    WordlessOrder,
    is_cautioned,
    may_be_derived,
    may_be_wordless,
)
from .localiser import Localiser
from .number_plates import NumberPlate, number_plates
from .records.contacts import ContactRecord
from .records.library import HazardRecord
from .records.twins import MessageRecord, PointRecord
from .records.wordless import WordlessEdition, WordlessHazard, WordlessNumber, WordlessStep
from .sentences import Scope
from .texts import Text, joined, plain

_CALLED = ("ambulance", "fire", "disaster")
"""Roles whose numbers stand in it, in this order; police is none of them."""
_KINDS = ("emergency", "disaster", "sea")
_AT_SEA = frozenset({"storm", "tsunami"})
_POLICE = "police"
_SEASONS: Mapping[str, str] = {
    **dict.fromkeys(("flood", "flash-flood", "landslide"), "season-rain"),
    "storm": "season-wind",
    **dict.fromkeys(("heat", "drought", "haze"), "season-sun"),
}
"""Which season says when a hazard is likely; the others have none that a picture shows."""
_TAKE: Mapping[str, tuple[str, ...]] = {
    "take-papers": ("take-papers", "papers-dry"),
    "take-water": ("take-water",),
    "take-medicine": ("take-medicine",),
}
"""What is put into a bag, and the pictures that the lines of the go-bag on it may have."""
_DISASTER = "disaster-office"
_AT_SEA_PICTURE = {"sea": "boat-sinking"}
"""A boat alone means work at sea: the number is for one that sinks."""
_BY_SIGN = ("flood", "flash-flood", "storm", "landslide", "earthquake", "tsunami")
"""Dangers that stand for an office whose own picture nobody knows."""
MOST_PICTURES = 3
SHELTER, HAND_PHONE = "shelter-blank", "hand-phone"


def wordless_of(
    localiser: Localiser, hazards: Mapping[str, HazardRecord]
) -> WordlessEdition | None:
    """Return the edition of the host country; *hazards* are in the language of *localiser*."""
    wordless, entries = localiser.content.wordless, localiser.content.pictures
    if wordless is None:
        return None
    scope = Scope("phrases", ("words",), "wordless")
    words = {
        name: localiser.sentences.words(text, scope.child(name))
        for name, text in wordless.words.model_dump().items()
    }
    numbers = tuple(_numbers(localiser, hazards))
    edition = WordlessEdition(
        host=localiser.host_slug,
        host_locale=localiser.translator.locale,
        title=words["title"],
        foot=_foot(localiser, words, numbers),
        untested=None,
        numbers=numbers,
        hazards=tuple(_hazards(localiser, wordless, hazards, numbers)),
        take=tuple(_take(localiser)),
        shelter=WordlessStep(picture=SHELTER, alt=words["shelter"]),
        hand_phone=WordlessStep(picture=HAND_PHONE, alt=words["hand_phone"]),
    )
    understood = sum(_state(entries, name) == "understood" for name in edition.pictures)
    untested = words["untested"] if understood < len(edition.pictures) else None
    return replace(edition, understood=understood, untested=untested)


def _state(entries: Mapping[str, PictureEntry], name: str) -> str:
    return entries[name].state if name in entries else "untested"


# --- the foot line --------------------------------------------------------------------------------


def _foot(
    localiser: Localiser, words: Mapping[str, Text], numbers: Iterable[WordlessNumber]
) -> Text:
    """Return the foot line: help is free, numbers not called, publisher, address for mistakes."""
    parts = [words["free"]]
    if any(one.plate.called_on is None for one in numbers):
        parts.append(words["not_called"])
    site, locale = localiser.content.site, localiser.translator.locale
    parts += [plain(one, locale) for one in (site.publisher, site.feedback) if one]
    return joined(parts, " · ")


# --- numbers --------------------------------------------------------------------------------------


def _numbers(localiser: Localiser, hazards: Mapping[str, HazardRecord]) -> Iterator[WordlessNumber]:
    """Yield ambulance, fire and disaster, then disaster and sea numbers that hazards name."""
    roles = _roles(localiser)
    contacts = _contacts(localiser, roles)
    named = [roles[role] for role in _CALLED if role in roles]
    named += [
        key
        for hazard in hazards.values()
        for key in hazard.contacts
        if key in contacts and contacts[key].kind == "disaster"
    ]
    if _AT_SEA & hazards.keys() and "sea" in roles:
        named.append(roles["sea"])
    shown = [contacts[key] for key in dict.fromkeys(named) if key in contacts]
    for plate in number_plates(shown, roles):
        pictures = _pictures(plate, hazards)
        if pictures:
            yield WordlessNumber(pictures=pictures, alt=plate.label, plate=plate)


def _pictures(plate: NumberPlate, hazards: Mapping[str, HazardRecord]) -> tuple[str, ...]:
    """Return what a number is for; a disaster office by the hazards that name it."""
    shown = [_AT_SEA_PICTURE.get(icon, icon) for icon in plate.icons if icon not in NAMELESS]
    signs = [
        hazards[slug].icon
        for slug in _BY_SIGN
        if slug in hazards and set(plate.ids) & set(hazards[slug].contacts)
    ]
    if _DISASTER in shown and signs:
        shown = [*(icon for icon in shown if icon != _DISASTER), *signs]
    return tuple(dict.fromkeys(shown))[:MOST_PICTURES]


def _roles(localiser: Localiser) -> dict[str, str]:
    """Return who answers for what, by the id of who answers there today."""
    roles = localiser.host.country.roles
    return {str(role): localiser.sentences.standing(key) for role, key in roles.items()}


def _contacts(localiser: Localiser, roles: Mapping[str, str]) -> dict[str, ContactRecord]:
    """Return the contacts that need no words, of those whose kind or role may stand here."""
    models = localiser.host.assistance.contacts
    records = localiser.mapping(
        {k: one for k, one in models.items() if one.kind in _KINDS or k in roles.values()},
        Scope(localiser.host_slug, ("assistance", "contacts"), localiser.host_slug),
        ContactRecord,
    )
    called = {roles[role] for role in _CALLED if role in roles}
    only_police = {roles[_POLICE]} - called if _POLICE in roles else set()
    return {
        key: one
        for key, one in records.items()
        if key not in only_police and _needs_no_words(one) and not is_cautioned(models[key])
    }


def _needs_no_words(contact: ContactRecord) -> bool:
    """Return whether one number reaches it from the whole country, and anybody may see it."""
    dialled = contact.tel is not None and contact.tel.href is not None and contact.press is None
    known = contact.carry == "paper" and not contact.sensitive and contact.ended is None
    return dialled and known and contact.area is None


def _call(
    hazard: HazardRecord, numbers: Sequence[WordlessNumber], roles: Mapping[str, str]
) -> WordlessNumber | None:
    """Return the first number that the country names for the hazard and that needs no words."""
    wanted = [
        *hazard.contacts,
        *(roles[role] for role in ("disaster", "ambulance") if role in roles),
    ]
    return next((one for key in wanted for one in numbers if key in one.plate.ids), None)


# --- hazards --------------------------------------------------------------------------------------


def _hazards(
    localiser: Localiser,
    wordless: Wordless,
    hazards: Mapping[str, HazardRecord],
    numbers: Sequence[WordlessNumber],
) -> Iterator[WordlessHazard]:
    orders: Mapping[str, WordlessOrder] = {str(k): one for k, one in wordless.hazards.items()}
    entries, roles = localiser.content.pictures, _roles(localiser)
    for slug, hazard in hazards.items():
        order = orders.get(slug, WordlessOrder())
        do = tuple(_steps(hazard, order.do, entries, dont=False))
        dont = tuple(_steps(hazard, order.dont, entries, dont=True))
        # Never the same picture with and without the slash.
        shown = {step.picture for step in do}
        dont = tuple(step for step in dont if step.picture not in shown)
        if do or dont:
            # No row has the same picture twice.
            same = next((step for step in do if step.picture == hazard.icon), None)
            yield WordlessHazard(
                hazard=slug,
                icon=hazard.icon,
                alt=_named(hazard.name, same),
                see=tuple(_signs(hazard, order.see, entries)),
                do=tuple(step for step in do if step is not same),
                dont=dont,
                call=_call(hazard, numbers, roles),
                months=_months(hazard),
            )


def _named(name: Text, step: WordlessStep | None) -> Text:
    if step is None:
        return name
    return joined([name, step.alt], ": ") if name.lang == step.alt.lang else step.alt


def _signs(
    hazard: HazardRecord, names: Iterable[str], entries: Mapping[str, PictureEntry]
) -> Iterator[WordlessStep]:
    """Yield what one sees of it, by the words of the message that has the picture."""
    messages = [one for phase in ("before", "during", "after") for one in hazard.phase(phase)]
    words = {one.picture: one.text for one in reversed(messages)}
    for name in names:
        if _state(entries, name) != "misunderstood":
            yield WordlessStep(picture=name, alt=words.get(name, hazard.name))


def _steps(
    hazard: HazardRecord,
    chosen: tuple[str, ...] | None,
    entries: Mapping[str, PictureEntry],
    *,
    dont: bool,
) -> Iterator[WordlessStep]:
    """Yield pictures of its messages: *chosen*, else the first that need no look; each once."""
    messages = {
        one.id: one for phase in ("before", "during", "after") for one in hazard.phase(phase)
    }
    if chosen is None:
        found = [one for one in messages.values() if may_be_derived(one, _source(one.text))]
    else:
        found = [one for key in chosen if (one := _by_id(messages, key)) is not None]
    right = [one for one in found if one.dont == dont and _may_stand(one, entries)]
    first_of = {one.picture: one for one in reversed(right)}
    most = len(right) if chosen is not None else MOST_DONT if dont else MOST_DO
    shown = [one for one in right if first_of[one.picture] is one][:most]
    for one in shown:
        yield WordlessStep(picture=one.picture or "", dont=dont, alt=one.text, message=one.id)


def _by_id(messages: Mapping[str, MessageRecord], key: str) -> MessageRecord | None:
    """Return the message of that id, or the one that the country has in its place."""
    replacing = (one for one in messages.values() if getattr(one, "replaces", None) == key)
    return messages.get(key) or next(replacing, None)


def _may_stand(message: MessageRecord, entries: Mapping[str, PictureEntry]) -> bool:
    more = _source(message.more) if message.more else None
    return (
        message.ended is None
        and may_be_wordless(message, _source(message.text), more)
        and _state(entries, message.picture or "") != "misunderstood"
    )


def _source(text: Text) -> str:
    return text.source or str(text)


def _months(hazard: HazardRecord) -> tuple[str | None, ...]:
    """Return the picture of each month, where sources give the months of all its regions."""
    seasons, mark = hazard.seasons.values(), _SEASONS.get(hazard.id)
    if mark is None or not seasons or any(season.inferred for season in seasons):
        return ()
    told = {region for season in seasons for region in season.regions}
    everywhere = any(not season.regions for season in seasons)
    if not everywhere and (not hazard.regions or set(hazard.regions) - told):
        return ()
    likely = {month for season in seasons for month in (*season.months, *season.fewer)}
    return tuple(mark if month in likely else None for month in range(1, 13))


# --- what to take ---------------------------------------------------------------------------------


def _take(localiser: Localiser) -> Iterator[WordlessStep]:
    """Yield papers, water and medicine of the go-bag, as far as its lines have pictures."""
    entries = localiser.content.pictures
    scope = Scope("prepare", ("go_bag", "items"), "prepare")
    items = localiser.mapping(localiser.content.prepare.go_bag.items, scope, PointRecord)
    on_paper = [item for item in items.values() if item.carry == "paper"]
    for name, pictures in _TAKE.items():
        item = next((one for one in on_paper if one.picture in pictures), None)
        if item is not None and _state(entries, name) != "misunderstood":
            yield WordlessStep(picture=name, alt=item.text)
