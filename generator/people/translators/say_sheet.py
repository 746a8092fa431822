"""Beside step 4: words to say and their table → a sheet to print, to hear and correct the table.

It takes two people: one reads the letters aloud and has never seen the sentence, one speaks the
language and hears. The sheet is not for readers: it is a draft, and says so first (CARE 47).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from ...model.pronunciation import Sound, SoundTable
from ...paths import TEMPLATES
from ...po.passages import Catalogs
from ...po.say import SayLine
from ...products.html import template_environment
from ...products.sending.signed import exercise_mark
from ...text.by_sound import NO_ONSET, rows_of
from ...text.languages import find_language
from ...text.markup import web_html
from ...text.plain import PLACEHOLDER
from .one_file import font_css
from .review import TranslatedPassage

_TEMPLATES = TEMPLATES / "translators"
_NUMBER = "( … )"
"""In place of a number: its digits are lines of their own."""


def render_say_sheet(
    lines: Sequence[SayLine], catalogs: Catalogs, table: SoundTable, today: date
) -> bytes:
    """Return a page for A4 in HTML: *lines* in one language with codes, and their *table*."""
    readers, language = find_language(table.readers), find_language(table.language)
    page = (
        template_environment(_TEMPLATES)
        .get_template("say.html")
        .render(
            mark=exercise_mark(table.readers).strip(": "),
            said=language.english if language else table.language,
            readers=readers.english if readers else table.readers,
            said_tag=table.language,
            locale=table.readers,
            line_height=readers.line_height.paper if readers else 1.5,
            day=today.isoformat(),
            lines=[_line(line, catalogs, table) for line in lines if line.made],
            lost=table.lost,
            tables={"begin": _rows(table.onsets, table), "end": _rows(table.rimes, table)},
            sources=table.sources,
            fonts=font_css(table.readers),
        )
    )
    return page.encode()


def _line(line: SayLine, catalogs: Catalogs, table: SoundTable) -> dict[str, object]:
    entry = line.passage.entry(catalogs, table.readers)
    current = entry is not None and entry.state(line.passage.source) in ("draft", "reviewed")
    return {
        "key": line.key,
        "sentence": PLACEHOLDER.sub(_NUMBER, line.sentence),
        "reading": PLACEHOLDER.sub(_NUMBER, line.reading),
        # Safe: web_html escapes.
        "words": Markup(web_html(PLACEHOLDER.sub(_NUMBER, line.made), table.readers)),  # noqa: S704
        "rows": [
            (syllable, "" if onset == NO_ONSET else onset, rime)
            for syllable, onset, rime in rows_of(line.reading, table)
        ],
        "code": TranslatedPassage(line.passage, entry).code if entry and current else "",
        "signed": len(entry.signatures) if entry and current else 0,
    }


def _rows(rows: dict[str, Sound], table: SoundTable) -> list[dict[str, object]]:
    return [
        {
            "sound": "(none)" if name == NO_ONSET else name,
            "letters": Markup(web_html(row.write, table.readers)),  # noqa: S704 - web_html escapes
            "heard": row.heard or "",
            "source": ", ".join(row.sources) or "our own choice",
        }
        for name, row in rows.items()
    ]
