"""Translations that readers are offered: enough of them, and read by a second person.

Step 2, rules ``coverage`` and ``unreviewed``. Warnings while a site is a preview, errors before it
is public: everything short of it builds, marked as a draft on page and paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ..catalog import UnreadablePoError, load_catalog, po_path
from ..load import Content
from ..memo import Memo
from ..passages import Passage, passages
from ..problems import Problem, shown_path
from ..target import tree_digest
from .scope import Options

_PACKAGE = Path(__file__).resolve().parent.parent


def check_reviewed(
    content: Content, locales: Path, base: Path, options: Options, memo: Memo | None = None
) -> Iterator[Problem]:
    """Each locale that has translations is complete enough, and its life-safety lines are signed.

    A locale without any translation is not offered, and nothing is said about it. One for a
    minority is offered by its core alone.
    """
    if not content.has("site.yaml") or content.unread:
        return
    memo = Memo(None) if memo is None else memo
    domains: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages(content, interface={}):
        domains[passage.domain].append(passage)
    site = content.site
    for tag, locale in site.locales.items():
        if tag == site.source_locale or locale.minority:
            continue
        counts = {
            domain: _count(po_path(locales, tag, domain), tag, own, memo)
            for domain, own in domains.items()
        }
        total = sum(len(own) for own in domains.values())
        translated = sum(row["translated"] for row in counts.values())
        if not translated:
            continue
        if 100 * translated < site.offer_from * total:
            yield Problem(
                shown_path(_emptiest(counts, domains, locales, tag), base), 1, 1, options.level,
                "coverage", "",
                f'{translated} of {total} passages have a current translation into "{tag}" '
                f"({100 * translated // total} %); readers are offered a language from "
                f"{site.offer_from} %",
                "Translate the rest, or take the language out of site.yaml until it is there.",
            )  # fmt: skip
        else:
            yield from _unsigned(counts, domains, locales, tag, base=base, options=options)


def _emptiest(
    counts: Mapping[str, dict[str, Any]], domains: Mapping[str, list[Passage]],
    locales: Path, tag: str,
) -> Path:  # fmt: skip
    """Give the file of *tag*, of those that are there, in which most is not translated."""
    paths = {domain: po_path(locales, tag, domain) for domain in domains}
    there = [domain for domain in domains if paths[domain].is_file()]
    return paths[max(there, key=lambda d: len(domains[d]) - counts[d]["translated"])]


def _unsigned(
    counts: Mapping[str, dict[str, Any]], domains: Mapping[str, list[Passage]],
    locales: Path, tag: str, *, base: Path, options: Options,
) -> Iterator[Problem]:  # fmt: skip
    total = sum(passage.life_safety for own in domains.values() for passage in own)
    unsigned = sum(len(row["unsigned"]) for row in counts.values())
    for domain, row in counts.items():
        if row["unsigned"]:
            context, line = row["unsigned"][0]
            yield Problem(
                shown_path(po_path(locales, tag, domain), base), line, 1, options.level,
                "unreviewed", context,
                f"{unsigned} of {total} life-safety passages are not signed by a second person",
                f"Run: advisory translations review {tag} --by HANDLE --life-safety",
            )  # fmt: skip
            return  # One line for a locale; the command lists the passages.


def _count(path: Path, tag: str, own: list[Passage], memo: Memo) -> dict[str, Any]:
    """Count what is translated in a file, and list what is to be signed, with its line."""
    data = path.read_bytes() if path.is_file() else b""
    wanted = {passage.context: [passage.source, passage.life_safety] for passage in own}
    found: dict[str, Any] = memo.answer(
        "reviewed", data, wanted, _reader(), ask=lambda: _counted(path, tag, own)
    )
    return found


@cache
def _reader() -> list[str]:
    names = ("catalog.py", "po_syntax.py", "check/review.py")
    return [tree_digest(_PACKAGE, name) for name in names]


def _counted(path: Path, tag: str, own: list[Passage]) -> dict[str, Any]:
    try:
        entries = load_catalog(path, tag).entries
    except (UnreadablePoError, OSError):
        return {"translated": 0, "unsigned": []}  # told by rule po-syntax
    translated, unsigned = 0, []
    for passage in own:
        entry = entries.get(passage.context)
        state = "missing" if entry is None else entry.state(passage.source)
        translated += state in ("draft", "reviewed")
        if passage.life_safety and state != "reviewed":
            unsigned.append([passage.context, entry.line if entry and entry.line else 1])
    return {"translated": translated, "unsigned": unsigned}
