"""Step 2: telephone numbers and their sources → problems: not in the source, shared, not called.

Rules ``number-not-in-source``, ``source-year``, ``number-shared``, ``call-without-caller`` and
``safe-unsaid``.
A number with swapped digits can be dialled and reaches a stranger: only its source reveals it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...load import Content
from ...model import Contact, Model, Partner, Post, Source, Value, Withdrawable
from ...problems import Problem
from ...text.telephone import stands_in
from ..every import check
from ..walk import ContentPlace, Options, places

Numbers = Iterator[tuple[tuple[str, ...], str]]
"""Keys below the mapping, and the number there."""


def numbers_of(model: Model) -> Numbers:
    """Yield every telephone number of *model* itself."""
    match model:
        case Contact():
            if model.number:
                yield ("number",), model.number
            yield from _listed("other_numbers", model.other_numbers)
            if model.from_abroad:
                yield ("from_abroad",), model.from_abroad
            for way in ("sms", "whatsapp") if model.channels else ():
                if number := getattr(model.channels, way):
                    yield ("channels", way), number
        case Post():
            yield from _listed("numbers", model.numbers)
            yield from _listed("message_numbers", model.message_numbers)
        case Value():
            for kind in ("phone", "message", "sms"):
                if number := getattr(model, kind):
                    yield (kind,), number
        case Partner():
            yield ("number",), model.number


def _listed(field: str, numbers: tuple[str, ...]) -> Numbers:
    yield from (((field, str(place)), number) for place, number in enumerate(numbers))


@check
def check_read(content: Content, _options: Options) -> Iterator[Problem]:
    """Each number is in our note on a source that it cites."""
    for place in places(content):
        model = place.visit.model
        if place.sources is None or _is_withdrawn(model):
            continue
        cited = [place.sources[key] for key in _sources_of(model) if key in place.sources]
        for keys, number in numbers_of(model) if cited else ():
            if not any(_holds(source, number) for source in cited):
                yield place.problem(
                    keys,
                    "number-not-in-source",
                    f'no source cited here contains the number "{number}"',
                    "Compare each digit with the source and correct the number. If the source has "
                    'this number, add it to the "says" of that source, digit for digit.',
                )


@check
def check_year(content: Content, _options: Options) -> Iterator[Problem]:
    """A number never looks newer than it is: of a source with several dates the oldest is shown."""
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Contact) or place.sources is None or _is_withdrawn(model):
            continue
        keys = [key for key in model.sources if key in place.sources]
        read_in = {
            next((key for key in keys if _holds(place.sources[key], number)), None)
            for _, number in numbers_of(model)
        }
        for key in sorted(read_in - {None}, key=str):
            years = [int(year) for year in _YEAR.findall(place.sources[str(key)].published)]
            # It is not certain which page has the number, so the oldest is shown (docs/adr/0023).
            if len(set(years)) > 1 and place.sources[str(key)].year != min(years):
                yield place.problem(
                    ("sources", str(model.sources.index(str(key)))),
                    "source-year",
                    f'the source "{key}" has several dates, and its "year" is not the oldest of '
                    "them",
                    f'Set "year" to {min(years)}, since it is not known which page has the '
                    "number. Or add that page as a source of its own.",
                )


_YEAR = re.compile(r"\b((?:19|20)[0-9]{2})\b")


@check
def check_shared(content: Content, _options: Options) -> Iterator[Problem]:
    """The same number is at two contacts only where one line answers for both."""
    withdrawn = {
        (place.file.name, place.visit.path[-1])
        for place in places(content)
        if isinstance(place.visit.model, Contact) and _is_withdrawn(place.visit.model)
    }
    for owners in _contacts_by_file(content).values():
        contacts = {key: model for key, (_place, model) in owners.items()}
        lines: dict[str, list[str]] = {}
        for key, (place, contact) in owners.items():
            # Its number stays in the file: that it is used here too is told by withdrawn-number.
            if (place.file.name, contact.same_number_as) not in withdrawn:
                yield from _says_the_same(place, contact, contacts)
            for line in dict.fromkeys(_line(number) for _, number in numbers_of(contact)):
                lines.setdefault(line, []).append(key)
        for line, keys in lines.items():
            first = keys[0]
            for key in keys[1:]:
                place, contact = owners[key]
                if _root(key, contacts) != _root(first, contacts):
                    field = next(path for path, n in numbers_of(contact) if _line(n) == line)
                    yield place.problem(
                        field,
                        "number-shared",
                        f'the contact "{first}" has the same number',
                        "Compare both with their sources. If one line answers for both, add "
                        f'"same_number_as: {first}".',
                        level="warning",
                    )


def _contacts_by_file(content: Content) -> dict[str, dict[str, tuple[ContentPlace, Contact]]]:
    """Return the contacts that were not withdrawn, by file and by id."""
    by_file: dict[str, dict[str, tuple[ContentPlace, Contact]]] = {}
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Contact) and not _is_withdrawn(model):
            by_file.setdefault(place.file.name, {})[place.visit.path[-1]] = place, model
    return by_file


def _says_the_same(
    place: ContentPlace, contact: Contact, contacts: Mapping[str, Contact]
) -> Iterator[Problem]:
    """What is declared to be one number is one: a correction of one card reaches the other."""
    other = contact.same_number_as
    if other is None:
        return
    lines = (
        {_line(number) for _, number in numbers_of(contacts[other])} if other in contacts else ()
    )
    if not lines:
        yield place.problem(
            ("same_number_as",),
            "dangling-reference",
            f'there is no contact "{other}" with a number in this list',
            "Use a contact from the same list, or remove this line.",
        )
    elif not any(_line(number) in lines for _, number in numbers_of(contact)):
        yield place.problem(
            ("same_number_as",),
            "number-shared",
            f'the contact "{other}" has a different number',
            "Compare both with their sources, then correct one of them, or remove this line.",
        )


def _root(key: str, contacts: Mapping[str, Contact]) -> str:
    """Follow ``same_number_as`` to the contact that names no other."""
    seen: set[str] = set()
    # Two that name each other must not keep us here for ever.
    while key in contacts and key not in seen and (other := contacts[key].same_number_as):
        seen.add(key)
        key = other
    return key


def _line(number: str) -> str:
    """Return the digits of a number without what only separates them."""
    # The plus stays: a country code follows it; the same digits without it are another number.
    return re.sub(r"[^0-9+]", "", number)


@check
def check_named(content: Content, _options: Options) -> Iterator[Problem]:
    """The number of a contact enters a sentence by its id, so that proof and caution go with it."""
    contacts: dict[str, dict[str, str]] = {}
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Contact) and place.host and model.number and not _is_withdrawn(model):
            contacts.setdefault(place.host.slug, {})[place.visit.path[-1]] = model.number
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Value) or model.phone is None or place.host is None:
            continue
        numbers = contacts.get(place.host.slug, {})
        owner = next((key for key in numbers if stands_in(numbers[key], model.phone)), None)
        if owner is not None:
            name = f"{'abroad' if model.phone.startswith('+') else 'contact'}.{owner}"
            yield place.problem(
                ("phone",),
                "number-shared",
                f'this value repeats the number of the contact "{owner}"',
                f'Write "%({name})s" in the sentence and remove this value.',
                level="warning",
            )


@check
def check_called(content: Content, _options: Options) -> Iterator[Problem]:
    """The results of a call come with its day and its caller."""
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Contact):
            continue
        results = [name for name in _RESULTS_OF_A_CALL if getattr(model, name) is not None]
        missing = [name for name in ("called_on", "called_by") if getattr(model, name) is None]
        if results and missing:
            yield place.problem(
                (results[0],),
                "call-without-caller",
                f'the key "{missing[0]}" is missing',
                "Add the day of the call and the handle of the caller. If nobody called, remove "
                f'"{results[0]}".',
            )


_RESULTS_OF_A_CALL = ("called_on", "called_by", "answered_in", "asked_id")


@check
def check_safe(content: Content, _options: Options) -> Iterator[Problem]:
    """A contact is called safe without papers only where a quoted source says "safe"."""
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Contact) or place.sources is None:
            continue
        quote = _plain(model.safe_quote or "")
        # Being served there without papers is not being safe there: only the word itself counts.
        says = [_plain(s.says or "") for k in model.sources if (s := place.sources.get(k))]
        if quote and not any(quote in text for text in says):
            yield place.problem(
                ("safe_quote",),
                "safe-unsaid",
                "no source cited here contains these words",
                'Copy the words from the "says" of the source, or remove this line.',
            )
        elif model.without_papers == "yes" and not _SAFE.search(quote):
            yield place.problem(
                ("without_papers",),
                "safe-unsaid",
                'no quoted source says "safe"',
                'Write "not-known", and put what the source says into "without_papers_words": '
                "being served there is not being safe. Or quote the words that say safe as "
                '"safe_quote".',
            )


# From the beginning of the word: "unsafe" says the opposite.
_SAFE = re.compile(r"\bsafe(?:ly|ty)?\b")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _holds(source: Source, number: str) -> bool:
    return source.says is not None and stands_in(number, source.says)


def _sources_of(model: Model) -> tuple[str, ...]:
    cited = getattr(model, "sources", ())
    return cited if isinstance(cited, tuple) else ()


def _is_withdrawn(model: Model) -> bool:
    return isinstance(model, Withdrawable) and model.withdrawn is not None
