"""Beside step 4: a line that somebody typed → a value for a new file, or ``ValueError`` in words.

In: one line. Out: a name, code, tag, number or source. What no content file may have is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from pydantic import TypeAdapter, ValidationError

from ...check.content.made_up import invented_address
from ...check.content.phones import verdict
from ...load.decode import NOT_ALLOWED
from ...load.shapes import SLUG, suggest
from ...load.tree import tree_of
from ...load.validate import validate
from ...model import Source
from ...model.fields import PhoneText
from ...model.limits import ID
from ...model.until import TimeZone
from ...po.territories import Territory, territory_of
from ...text.languages import known_languages
from ...text.plain import PLACEHOLDER
from ..facts.sources import Cited, id_from

SEVERITIES = ("grave", "serious", "lower")
_PROVINCE = re.compile(r"([A-Z]{2}-[A-Z0-9]{1,3})[\s:=]+(\S.*)")
_LONGEST_NAME = 60
_LONGEST_LABEL = 30
_SOURCE = ("publisher", "address", "published", "read on", "official or secondary")
_NUMBER: TypeAdapter[str] = TypeAdapter(PhoneText)
_ZONE: TypeAdapter[str] = TypeAdapter(TimeZone)


def plain_text(typed: str, most: int = 500) -> str:
    """Return a line without spaces at its ends and double ones; refuse what no file may have."""
    text = " ".join(typed.split())
    if odd := NOT_ALLOWED.search(typed):
        raise ValueError(f"An invisible character (U+{ord(odd[0]):04X}) is in it. Type it again.")
    if len(text) > most:
        raise ValueError(f"It has {len(text)} characters; at most {most} are possible.")
    return text


def name_of(typed: str) -> str:
    """Return the name of a country or service: words, with a letter in it."""
    text = plain_text(typed, _LONGEST_NAME)
    if not any(letter.isalpha() for letter in text):
        raise ValueError("Type its name, in letters.")
    if "%" in text:
        raise ValueError("A name has no percent sign. Write the word for it.")
    return text


def slug_of(typed: str, taken: Collection[str]) -> str:
    """Return the id of a new folder or file: it can lead nowhere else, and is not *taken*."""
    text = typed.strip()
    if not SLUG.search(text) or len(text) > (ID.most or 0):
        raise ValueError(
            f'"{plain_text(text)[:40]}" is no id. Write small Latin letters, digits and single '
            'hyphens: "south-korea".'
        )
    if text in taken:
        raise ValueError(f'There is a "{text}" already; nothing is overwritten. Choose another id.')
    return text


def slug_from(name: str) -> str:
    """Propose an id for *name*; nothing where it has no Latin letters."""
    proposed = id_from(name, ())
    return "" if proposed == "source" else proposed


def territory_from(typed: str) -> Territory:
    """Return the country of an ISO 3166-1 code."""
    code = plain_text(typed).upper()
    territory = territory_of(code)
    if territory is None:
        raise ValueError(
            f'"{code[:20]}" is not the ISO 3166-1 code of a country. It has two letters: Nepal is '
            "NP."
        )
    return territory


def language_from(typed: str) -> str:
    """Return a language of our table, by its tag or English name."""
    text, table = plain_text(typed), known_languages()
    by_name = {row.english.casefold(): tag for tag, row in table.items()}
    tag = text if text in table else by_name.get(text.casefold())
    if tag is None:
        raise ValueError(
            f'locales/languages.yaml has no language "{text[:40]}". '
            f'{suggest(text, [*by_name], ())} Write "en" until it has a row there: then phrases '
            "for helpers are in English."
        )
    return tag


def languages_from(typed: str) -> list[str]:
    """Return several languages, with commas between them."""
    return [language_from(part) for part in typed.replace(";", ",").split(",") if part.strip()]


def some_languages_from(typed: str) -> list[str]:
    """Return several languages, at least one."""
    tags = languages_from(typed)
    if not tags:
        raise ValueError("Write at least one language.")
    return tags


def zone_from(typed: str) -> str:
    """Return a time zone of the IANA list."""
    text = plain_text(typed)
    try:
        return str(_ZONE.validate_python(text))
    except ValidationError:
        raise ValueError(
            f'"{text[:40]}" is no time zone. Write one of the IANA list: Asia/Bangkok.'
        ) from None


def provinces_from(typed: str, code: str) -> dict[str, str]:
    """Return provinces by code, from "NP-P1 Koshi, NP-P2 Madhesh"; none from an empty line."""
    provinces: dict[str, str] = {}
    for part in re.split(r"[,;]", plain_text(typed, 4000)):
        if not part.strip():
            continue
        match = _PROVINCE.fullmatch(part.strip())
        if match is None or not match[1].startswith(f"{code}-"):
            raise ValueError(
                f'"{part.strip()[:40]}" is no province. Write its ISO 3166-2 code and its name: '
                f'"{code}-01 North", with commas between provinces.'
            )
        if match[1] in provinces:
            raise ValueError(f"{match[1]} is there twice. Each province has a code of its own.")
        provinces[match[1]] = name_of(match[2])
    return provinces


def phone_from(typed: str, code: str) -> str:
    """Return a number that can be dialled in the country *code*, as it is printed there."""
    text = plain_text(typed)
    try:
        _NUMBER.validate_python(text)
    except ValidationError:
        raise ValueError(
            f'"{text[:40]}" is not a number. Write digits as they are printed on the spot: "1669", '
            '"0 3443 4726".'
        ) from None
    if verdict(text, code) == "wrong":
        raise ValueError(
            f'"{text[:40]}" cannot be dialled in {code}. Compare it with the source and write it '
            "as printed there."
        )
    return text


def phone_or_nothing(typed: str, code: str, *, needed: bool) -> str:
    """Return a number; nothing from an empty line unless it is *needed*."""
    return phone_from(typed, code) if typed.strip() or needed else ""


def day_from(typed: str, today: date) -> date:
    """Return a day that is not in the future."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise ValueError(
            f'"{typed.strip()[:20]}" is no day. Write year-month-day: {today}.'
        ) from None
    if day > today:
        raise ValueError(f"{day} is in the future. Write the day on which you read it.")
    return day


def confidence_from(typed: str) -> str:
    """Return whether a source is the office itself."""
    text = typed.strip().casefold()
    if text not in ("official", "secondary"):
        raise ValueError('Write "official" for the office itself, else "secondary".')
    return text


def currency_from(typed: str) -> str:
    """Return an ISO 4217 code; it may be missing from the table of currencies."""
    code = plain_text(typed).upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError(f'"{code[:20]}" is no ISO 4217 code. It has three letters: NPR.')
    return code


def caution_from(typed: str) -> str:
    """Return a sentence of caution that names nobody but the safe contact."""
    text = sentence_from(typed)
    if PLACEHOLDER.findall(text) != ["safe_contact"] or "%" in PLACEHOLDER.sub("", text):
        raise ValueError(
            "Write one sentence with %(safe_contact)s once, and no other percent sign."
        )
    return text


def sentence_from(typed: str) -> str:
    """Return a sentence for readers; nothing from an empty line."""
    text = plain_text(typed)
    if "%" in PLACEHOLDER.sub("", text):
        raise ValueError('Write "percent" in words: the sign begins a placeholder.')
    return text


def one_of(typed: str, names: Collection[str]) -> str:
    """Return one of *names*."""
    text = plain_text(typed)
    if text not in names:
        raise ValueError(f'"{text[:40]}" is not there. {suggest(text, [*names], [*names])}')
    return text


def name_or_nothing(typed: str) -> str:
    """Return a name; nothing from an empty line."""
    return name_of(typed) if typed.strip() else ""


def label_or_nothing(typed: str) -> str:
    """Return a name that fits beside a number; nothing from an empty line."""
    text = name_or_nothing(typed)
    if len(text) > _LONGEST_LABEL:
        raise ValueError(
            f"At most {_LONGEST_LABEL} letters fit beside a number. Write a short form."
        )
    return text


def hazards_from(typed: str, library: Collection[str]) -> list[tuple[str, str]]:
    """Return hazards and severities; by default the first is grave, the others are serious."""
    rows: list[tuple[str, str]] = []
    for part in re.split(r"[,;]", plain_text(typed)):
        words = part.replace(":", " ").split()
        if not words:
            continue
        slug = one_of(words[0], library)
        severity = words[1] if len(words) > 1 else ("serious" if rows else "grave")
        if severity not in SEVERITIES or len(words) > 2:
            raise ValueError(
                f'"{part.strip()[:40]}" is no hazard and how grave it is. Write for example '
                f'"flood grave"; how grave: {", ".join(SEVERITIES)}.'
            )
        if slug in [one for one, _severity in rows]:
            raise ValueError(f'"{slug}" is there twice. Write it once.')
        rows.append((slug, severity))
    if not rows:
        raise ValueError("Write at least one hazard: the page is about what may happen.")
    return rows


def address_from(typed: str) -> str:
    """Return where a source can be found again."""
    text = plain_text(typed)
    if not text:
        raise ValueError("Write its web address, or where a colleague can find it.")
    if wrong := invented_address(text):
        raise ValueError(". ".join(wrong))
    return text


def source_from(typed: str, today: date) -> Cited:
    """Return a source from one line, its five parts with | between them."""
    parts = [part.strip() for part in plain_text(typed, 2000).split("|")]
    if len(parts) != len(_SOURCE):
        raise ValueError(
            f"A source has {len(_SOURCE)} parts with | between them: {' | '.join(_SOURCE)}."
        )
    publisher, address, published, day, confidence = parts
    return source_of(
        [
            name_of(publisher),
            address_from(address),
            published or "undated",
            str(day_from(day or str(today), today)),
            confidence_from(confidence or "secondary"),
        ]
    )


def source_of(parts: Sequence[str]) -> Cited:
    """Return a source from its five parts; its form is that of any source."""
    publisher, address, published, day, confidence = parts
    cited = Cited(date.fromisoformat(day), "", publisher, address, published, confidence)
    _model, problems = validate(tree_of(cited.fields()), Source, "")
    if problems:
        raise ValueError(
            f"{problems[0].message[0].upper()}{problems[0].message[1:]}. {problems[0].remedy}"
        )
    return cited
