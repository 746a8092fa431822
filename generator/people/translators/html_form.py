"""Beside step 4: a sheet of passages → one HTML file for a phone, and its answer → rows.

The file works from where it lies, without a network. What a translator writes comes back as JSON,
saved, shared or pasted as text.
"""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from ...cache.digests import digest
from ...model import limits
from ...paths import TEMPLATES
from ...products.html import template_environment
from ...sheets.faults import Fault, UnreadableFormError
from ...text.languages import find_language
from .one_file import font_css, known_picture, sprite
from .rows import PassageRow, ReturnedFile, ReturnedRow, Sheet, VoiceConsent

_TEMPLATES = TEMPLATES / "translators"
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
_VERSION = 1


def render_form(sheet: Sheet) -> bytes:
    """Write *sheet* as a form."""
    language = find_language(sheet.locale)
    name = language.english if language else sheet.locale
    data = {
        "advisory_translations": _VERSION,
        "locale": sheet.locale,
        "language": language.endonym if language else sheet.locale,
        "direction": language.direction if language else "ltr",
        "rows": [_row(row) for row in sheet.rows],
        "core": sheet.core,
    }
    other = find_language(sheet.beside) if sheet.beside else None
    if other is not None:
        names = {"locale": other.tag, "language": other.endonym, "direction": other.direction}
        data["beside"] = names
    # What the phone keeps belongs to exactly these passages.
    data["id"] = digest(data)[:12]
    page = (
        template_environment(_TEMPLATES)
        .get_template("form.html")
        .render(
            title=f"Translate into {name}",
            line_height=language.line_height.body if language else 1.5,
            sprite=sprite(known_picture(row.picture) for row in sheet.rows),
            fonts=Markup("\n").join(font_css(tag) for tag in (sheet.locale, sheet.beside) if tag),
            consent=_consent() if sheet.core else "",
            data=Markup(_json(data)),  # noqa: S704  (every < is escaped below)
        )
    )
    return page.encode()


def _consent() -> Markup:
    """Return what a speaker is told before she agrees, as the recorder says it."""
    page = template_environment(TEMPLATES / "recordings").get_template("consent.html").render()
    return Markup(page)  # noqa: S704  (our own template, which gets nothing)


def _row(row: PassageRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "state": row.state,
        "source": row.source,
        "translation": row.translation,
        "was": row.was,
        "previous": row.previous,
        "note": row.note,
        "terms": list(row.terms),
        "used": ", ".join(row.used),
        "max_letters": row.max_letters,
        "life_safety": row.life_safety,
        "picture": known_picture(row.picture),
        "dont": row.dont,
        "remarks": list(row.remarks),
        "beside": row.beside,
    }


def _json(data: object) -> str:
    """Write JSON that may be inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def parse_form(data: bytes) -> ReturnedFile:
    """Read the JSON that a form sent back, or a form nobody has filled in.

    Raises UnreadableFormError, with what to do, when it is neither.
    """
    try:
        text = data.decode("utf-8-sig").strip()
        if text.startswith("<"):
            script = _DATA.search(text)
            if script is None:
                raise UnreadableFormError(
                    "this web page is not one of our forms. Export the form again."
                )
            text = script[1]
        # Each becomes an object of 60 to 200 bytes.
        if text.count("[") + text.count("{") > limits.ELEMENTS.most:
            raise UnreadableFormError(
                f"the file has more than {limits.ELEMENTS.most:,} parts. Ask for it again."
            )
        answer = json.loads(text)
    except UnicodeDecodeError as error:
        raise UnreadableFormError(
            "the file is not UTF-8. Save the answer exactly as you received it."
        ) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableFormError):
            raise
        raise UnreadableFormError(
            f"the file is incomplete or was changed on its way ({error}). Ask for it again, or for "
            "the whole text."
        ) from error
    if not isinstance(answer, dict) or answer.get("advisory_translations") != _VERSION:
        raise UnreadableFormError(
            "this is not an answer from one of our forms. Export the form again."
        )
    return _read(answer)


def _read(answer: dict[str, Any]) -> ReturnedFile:
    voice = _voice(answer.get("voice"))
    reading = ReturnedFile(locale=_text(answer, "locale"), by=_text(answer, "by"), voice=voice)
    rows = answer.get("rows")
    rows = rows if isinstance(rows, list) else []
    if len(rows) > limits.ROWS.most:
        raise UnreadableFormError(f"the file has more than {limits.ROWS}. Ask for it again.")
    for number, row in enumerate(rows, start=1):
        place = f"passage {number}"
        if not isinstance(row, dict):
            reading.faults.append(
                Fault(place, "this entry is not a passage", "Ask for the file again.")
            )
            continue
        text = _text(row, "translation")
        if len(text) > limits.CELL.most:
            message = f"the translation holds {len(text):,} characters"
            remedy = (
                f"Paste the sentence again: at most {limits.CELL.most:,} characters are allowed."
            )
            reading.faults.append(Fault(place, message, remedy, _text(row, "key")))
            continue
        reading.rows.append(
            ReturnedRow(
                place,
                _text(row, "key"),
                _text(row, "source"),
                text,
                was=_text(row, "was"),
                confirmed=row.get("confirmed") is True,
                doubt=_text(row, "doubt")[: limits.CELL.most],
                sound=_text(row, "sound")[: limits.CELL.most],
            )
        )
    return reading


def _voice(said: object) -> VoiceConsent | None:
    if not isinstance(said, dict):
        return None
    return VoiceConsent(said.get("adult") is True, said.get("agreed") is True, _text(said, "day"))


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""
