"""Step 2: our words and their sources → problems: no note, an unrelated note, a word too strong.

Rules ``source-says`` and ``absolute-word``. A note (``says``) tells what we read; it is what a
sentence can be compared with. A sentence that leaves no exception must have that from a source: a
wrong "nobody" sends somebody home. Not checked: orders ("Never touch it"), questions, and what we
say of our own reading. The words are in absolute.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ...load import Content
from ...load.staff import is_staff_file
from ...model import Answer, Model, Rule, Source
from ...model.courses import Choice, Question
from ...model.facts import Cover
from ...model.referrals import Referral
from ...model.walk import SourceText
from ...problems import Level, Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..tables import table, words_pattern
from ..walk import ContentPlace, Options, places, texts
from .plain import SENTENCE_END, order_of
from .safety import word_lists

_NAMES = frozenset({"title", "label", "name", "question", "claim", "not_known"})
"""Fields that name or ask, and state nothing."""
_ANSWERS = (Rule, Answer, Cover)
_OURS = re.compile(
    r"^(?:we|our|only (?:if|with|after|when|who))\b|^(?:everybody|nobody) (?:\w+s|out|should)\b"
    r"|\bonly (?:she|he) decides|\b(?:is (?:not )?known|(?:was|were) (?:not )?(?:read|seen|found)"
    r"|we (?:read|found|know|did)|nobody has)\b",
    re.IGNORECASE,
)
"""What we have read. "Only if the person asks" limits an order; "Nobody stands below" is one."""
_LOOSE = re.compile(
    r"\b(?:all (?:the same|year|day|night)|at all|(?:in|of|after|above) all|nearly all"
    r"|not (?:in )?(?:all|every\w*|always|only)|some do not|(?:do|does) not (?:agree|say)|or never"
    r"|(?:may be|there (?:is|are)|say|tell|give|take|ask|call|write) only|tells? nobody"
    r"|(?:when|while|where|so that|for) (?:nobody|all)|none of (?:your|our)"
    r"|(?:who|that|which) (?:do|does) not|if nobody|can never"
    r"|(?:if|when|whether|where)\b[^,.;:]*\b(?:do(?:es)? not|all|must|every\w*)"
    r"|never (?:\w+ed|had|paid|heals))\b",
    re.IGNORECASE,
)
"""Such a word here has an exception, describes who is meant, or reports what has been."""
_LIMIT = r"within (?:\d+|\w+) (?:hours?|days?|working days?|months?|years?)"
_PART = re.compile(r"(?<=[.;])\s+")
_WORD = re.compile(r"[a-z]{3,}")
_ROOT = 4
"""Letters of a word compared: "rescuers" are "rescue"; a shorter word begins a longer one."""


class _Absolute(NamedTuple):
    found: re.Pattern[str]
    borne: re.Pattern[str]
    """The same, and what says it otherwise."""
    apart: bool
    """Whether it must be in the note's part on the same thing; a law is named for all parts."""


@check
def check_says(content: Content, _options: Options) -> Iterator[Problem]:
    """Each source has a note, and that on which a life hangs speaks of what its note tells."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Source) and not model.says:
            yield place.problem(
                (),
                "source-says",
                "the source does not say what we read there",
                'Add "says": in your own words what the page tells. If nobody can read it again, '
                "cite another.",
            )
        elif _is_unborne(place):
            yield place.problem(
                ("sources",),
                "source-says",
                "no source cited here says anything of this life-safety line",
                'Read the source again and note in its "says" what it tells of this; a heading is '
                "not enough.",
                level="warning",
            )


def _is_unborne(place: ContentPlace) -> bool:
    model = place.visit.model
    if not getattr(model, "life_safety", False) or getattr(model, "inferred", False):
        return False
    line = " ".join(str(getattr(model, name, None) or "") for name in ("text", "words", "more"))
    notes = _notes(place, model)
    return bool(notes and _content_words(line)) and not _share(line, notes)


def _share(one: str, other: str) -> bool:
    theirs = _content_words(other)
    return any(a.startswith(b) or b.startswith(a) for a in _content_words(one) for b in theirs)


def _content_words(text: str) -> set[str]:
    empty = word_lists()["empty"]
    words = _WORD.findall(PLACEHOLDER.sub(" ", text).lower())
    return {word[:_ROOT] for word in words if word not in empty}


@check
def check_absolute(content: Content, _options: Options) -> Iterator[Problem]:
    """A statement without exception has it from a source that it cites, or is marked as our own."""
    verbs = frozenset(word_lists()["verbs"])
    for place, text in texts(content):
        notes = _notes(place, text.visit.model) if _states(place, text) else ""
        if not notes:
            continue
        for sentence in SENTENCE_END.split(PLACEHOLDER.sub("it", text.text)):
            if (
                sentence.rstrip('"').endswith("?")
                or _OURS.search(sentence)
                or order_of(sentence, verbs)
            ):
                continue
            for absolute in _absolutes():
                found = absolute.found.search(_LOOSE.sub(" ", sentence))
                if found and not _borne(absolute, text.text, notes):
                    yield place.file.problem(
                        text.path,
                        "absolute-word",
                        f'no source cited here says "{found[0].lower()}"',
                        "Say what the source says, or cite one that says so. If we conclude it, "
                        'mark it "inferred: true" or, for those who assist, "basis: proposal".',
                        level=_level(text.visit.model),
                    )


def _borne(absolute: _Absolute, text: str, notes: str) -> bool:
    """Return whether a part of *notes* says the same word, and of something in *text*."""
    parts = _PART.split(notes) if absolute.apart else [notes]
    return any(absolute.borne.search(part) and _share(text, part) for part in parts)


def _states(place: ContentPlace, text: SourceText) -> bool:
    """Return whether *text* states what is so, by its own sources, and is not marked as ours."""
    model = text.visit.model
    if text.field in _NAMES or isinstance(model, Choice | Question | Referral):
        return False
    if getattr(model, "inferred", False) or getattr(model, "basis", None) == "proposal":
        return False
    # For those who assist, what is valid everywhere are rules for the helper: orders, also where
    # they say "nobody".
    of_a_host = place.file.name.startswith("hosts/")
    return not is_staff_file(place.file.name) or of_a_host or getattr(model, "basis", None) == "law"


def _notes(place: ContentPlace, model: Model) -> str:
    """Join the notes on the sources that *model* cites itself."""
    keys = getattr(model, "sources", ())
    known = place.sources or {}
    if not isinstance(keys, tuple):
        return ""
    return " ".join(known[key].says or "" for key in keys if key in known)


def _level(model: Model) -> Level:
    grave = getattr(model, "life_safety", False) or getattr(model, "basis", None) == "law"
    return "error" if grave or isinstance(model, _ANSWERS) else "warning"


@cache
def _absolutes() -> tuple[_Absolute, ...]:
    return tuple(
        _Absolute(
            words_pattern(row["words"]), _pattern([*row["words"], *row["same"]]), name != "must"
        )
        for name, row in table("absolute.yaml").items()
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    plain = [word for word in words if word != "within-a-time"]
    limit = f"|{_LIMIT}" if len(plain) < len(words) else ""
    return re.compile(words_pattern(plain).pattern + limit, re.IGNORECASE)
