"""Beside the steps: ``Problem``, one finding with place, message and remedy, and its printed forms.

Used by every step; imports nothing of ours. A problem says where, what and what to do, in words
for somebody who knows the country and not the program.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Level = Literal["error", "warning"]
"""error: the build stops. warning: it goes on, and says so."""

Form = Literal["text", "json", "github"]

RuleName = Literal[
    # 1 load: the file, then its shape
    "encoding",
    "too-large",
    "too-deep",
    "yaml-syntax",
    "yaml-tab",
    "yaml-anchor",
    "yaml-tag",
    "duplicate-key",
    "invisible-character",
    "missing-file",
    "unknown-file",
    "not-a-file",
    "shared-library",
    "unknown-key",
    "missing-key",
    "not-in-list",
    "wrong-kind",
    "wrong-form",
    "smart-quotes",
    # 2 check: ids
    "dangling-reference",
    "message-stage",
    "message-count",
    "map-tile",
    "paper-region",
    "unknown-language",
    # facts
    "no-source",
    "source-says",
    "absolute-word",
    "unused-source",
    "unconfirmed-fact",
    "future-date",
    "stale",
    "publisher-undecided",
    "phone-number",
    "short-code",
    "emergency-code",
    "number-not-in-source",
    "source-year",
    "number-shared",
    "call-without-caller",
    "safe-unsaid",
    "gap-in-words",
    "todo",
    # notices
    "notice-sentence",
    "notice-name",
    "notice-slot",
    "notice-digits",
    "notice-hours",
    "notice-second",
    "notice-fighting",
    "notice-line",
    "notice-against",
    "notice-unsigned",
    "signed-words",
    # words
    "msgid-number",
    "msgid-money",
    "msgid-date",
    "msgid-url",
    "placeholder-syntax",
    "placeholder-unknown",
    "long-sentence",
    "long-label",
    "zawgyi",
    "dotted-circle",
    "digit-as-letter",
    "mark-order",
    "reading-grade",
    "one-action",
    "verb-first",
    # translations
    "po-syntax",
    "message-unknown",
    "placeholder-mismatch",
    "number-changed",
    "percent-sign",
    "coverage",
    "unreviewed",
    "remarked",
    "too-long-to-send",
    "misread",
    "unit-changed",
    "markup-changed",
    "negation-lost",
    "glossary",
    "untranslated",
    "end-punctuation",
    "length-ratio",
    "long-run",
    "parted-negation",
    "wide-piece",
    "unused-exception",
    # answers
    "answer-mark",
    "answer-verb",
    "depends-on-what",
    "one-verdict",
    "life-line-twice",
    "need-unanswered",
    "unofficial-deadline",
    # safety
    "unguarded-post",
    "carry",
    "core-limit",
    "life-safety-limit",
    "first-aid",
    "first-aid-limit",
    "harmful-word",
    "no-silent-way",
    "safe-contact",
    "reveals-status",
    "places-of-people",
    "made-up",
    "call-bar",
    "referral-length",
    "state-line",
    "campaign-post",
    # what was taken out, and what is on paper
    "withdrawn-named",
    "withdrawn-number",
    "withdrawn-life-line",
    "edition-changed",
    "two-partners",
    "fit-record",
    "fit-stale",
    # what changed since it was published
    "change-note",
    "second-reader",
    # what ends on a day
    "ends-soon",
    "ended",
    "ended-open",
    "until-past",
    "until-silent",
    "until-named",
    "day-ahead",
    "change-ahead",
    "broken-picture",
    "unsafe-picture",
    "picture-entry",
    "picture-meaning",
    "picture-state",
    "picture-slash",
    "picture-twice",
    "wordless-order",
    "wordless-foot",
    "wordless-number",
    "missing-glyph",
    "no-letters",
    "qr-target",
    # those who assist
    "fear-first",
    "consent-before-contact",
    "staff-asks-who",
    "what-to-answer",
    "refuge-address",
    "origin-office",
    "not-agreed",
    "exercise-unmarked",
    "drill-off-step",
    "recognisable",
    "contact-verdict",
    "staff-unused",
    "source-twice",
    # courses
    "course-answers",
    "right-longest",
    "course-number",
    "course-minutes",
    "stale-question",
    "to-write",
    # what people type, and what voices speak
    "synonym-twice",
    "synonym-dead",
    "recording-file",
    "recording-stale",
    "recording-unheard",
    "reading",
    "reading-behind",
    "say-line",
]
"""Every rule. Each has a paragraph in docs/reference/checks.md and a file in tests/bad/."""


MOST_QUOTED = 80
"""Most letters of a text that a message quotes: a wrong file is not printed as a whole."""
_MOST_OF_A_WORD = 100
_MOST_OF_A_MESSAGE = 1000
# A quotation begins at the start or behind a space; the quote at its end is behind a letter.
_QUOTED = re.compile(rf'((?:^|(?<=[\s(\[]))"[^"]{{{MOST_QUOTED}}})[^"]+')
_WORD = re.compile(rf'([^\s"]{{{_MOST_OF_A_WORD}}})[^\s"]+')
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What would begin a line that looks like a finding of its own, or turn round what is behind it."""


def brief(text: str) -> str:
    r"""Shorten what a message quotes, and write control characters as their codes.

    >>> brief('"a\nb" is not a word')
    '"a\\u000ab" is not a word'
    """
    if len(text) <= MOST_QUOTED and text.isprintable():
        return text
    text = _WORD.sub(r"\1…", _QUOTED.sub(r"\1…", seen(text)))
    return text if len(text) <= _MOST_OF_A_MESSAGE else text[:_MOST_OF_A_MESSAGE] + "…"


def seen(text: str) -> str:
    """Return *text*, a name that anybody chose, with codes for invisible letters and line ends."""
    return _UNSEEN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text)


def quoted(text: str) -> str:
    """Put *text* in quotes, cut where a message has quoted enough of it.

    >>> quoted("x" * 81) == '"' + "x" * 80 + '…"'
    True
    """
    return f'"{text}"' if len(text) <= MOST_QUOTED else f'"{text[:MOST_QUOTED]}…"'


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. Lines and columns count from 1."""

    file: str
    """``/``-separated, from the root of the repository."""
    line: int
    column: int
    level: Level
    rule: RuleName
    where: str
    """Keys that lead to the value, joined by dots; empty when the file itself is meant."""
    message: str
    """What is wrong, without the full stop."""
    remedy: str
    """What to do: a whole sentence."""

    def __post_init__(self) -> None:
        """Shorten what is quoted, in every problem."""
        object.__setattr__(self, "file", seen(self.file))
        for name in ("where", "message", "remedy"):
            object.__setattr__(self, name, brief(getattr(self, name)))

    def __str__(self) -> str:
        """Write it as ``file:line:column: level [rule] where: what is wrong. What to do.``."""
        where = f"{self.where}: " if self.where else ""
        return (
            f"{self.file}:{self.line}:{self.column}: {self.level} [{self.rule}] "
            f"{where}{self.message}. {self.remedy}"
        )


def not_a_file(file: str, kind: str) -> Problem:
    """Return the problem that another *kind* is in the place of a file: "a link", "a pipe"."""
    remedy = "Put an ordinary file in its place, or delete it: only files are read."
    return Problem(file, 1, 1, "error", "not-a-file", "", f"this is {kind}, not a file", remedy)


def shown_path(path: Path, base: Path | None = None) -> str:
    """Write *path* with ``/``, from *base* (the repository's root) when it lies below it.

    A link has its own name, and not that of what it leads to.
    """
    if base is not None:
        # Elsewhere, or in a loop of links, it is shown as it was given.
        with contextlib.suppress(ValueError, OSError):
            path = (path.parent.resolve() / path.name).relative_to(base.resolve())
    return path.as_posix()


def base_of(content: Path) -> Path:
    """Return the folder that names of files count from: where the program runs, if above *content*.

    Else the folder that *content* lies in.
    """
    folder = Path.cwd()
    return folder if content.resolve().is_relative_to(folder) else content.parent


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Put errors first, each level by file, line and column; a problem found twice stays once."""
    return sorted(
        set(problems),
        key=lambda p: (p.level == "warning", p.file, p.line, p.column, p.rule, p.where, p.message),
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether one of them is an error. Warnings do not stop a build."""
    return any(problem.level == "error" for problem in problems)


def format_problems(problems: Iterable[Problem], form: Form = "text") -> str:
    """Print all problems, errors first, in one of the three forms; ends with a line feed.

    The text form ends with a line of totals. The GitHub form is what its runners turn into notes
    beside the lines of a pull request.
    """
    in_order = sort_problems(problems)
    if form == "json":
        text = _format_json(in_order)
    else:
        lines = [_format_github(p) if form == "github" else str(p) for p in in_order]
        text = "\n".join([*lines, format_totals(in_order)]) + "\n"
    # A file's name that is no UTF-8 can be shown in part only.
    return text.encode("utf-8", "replace").decode()


def format_totals(problems: Sequence[Problem]) -> str:
    """Return in one line how many errors and warnings there are, in how many files."""
    if not problems:
        return "No problems found."
    errors, warnings = _count(problems)
    files = len({problem.file for problem in problems})
    counts = f"{counted(errors, 'error')} and {counted(warnings, 'warning')}"
    return f"{counts} in {counted(files, 'file')}.".capitalize()


def _count(problems: Sequence[Problem]) -> tuple[int, int]:
    errors = sum(problem.level == "error" for problem in problems)
    return errors, len(problems) - errors


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: ``1 error``, ``no errors``."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _format_json(problems: Sequence[Problem]) -> str:
    errors, warnings = _count(problems)
    report = {
        "problems": [asdict(problem) for problem in problems],
        "errors": errors,
        "warnings": warnings,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _format_github(problem: Problem) -> str:
    where = f"{problem.where}: " if problem.where else ""
    text = _escape(f"{where}{problem.message}. {problem.remedy}")
    return (
        f"::{problem.level} file={_escape_property(problem.file)},line={problem.line},"
        f"col={problem.column},title={_escape_property(problem.rule)}::{text}"
    )


def _escape(text: str) -> str:
    # Source: github.com/actions/toolkit, packages/core/src/command.ts, escapeData.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
