"""Steps 1 and 2 once for each state of the content: every problem, kept until something changes.

Beside the numbered steps, above the checks. In: a content folder, the translations, the day. Out:
problems, those of the formats of leaflets among them. Most commands come after ``advisory check``
and find nothing changed; checking anew would take longer than what they do.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from .inputs import HostMemo, Inputs
from .load import ContentFolder
from .memo import Memo, cache_folder
from .problems import Problem, has_errors, shown_path, sort_problems


def load_and_check(
    content: Path, locales: Path, *, publish: bool, now: datetime, base: Path,
    inputs: Inputs | None = None,
) -> tuple[ContentFolder, list[Problem]]:  # fmt: skip
    """Return the content, and every problem in it, in translations and formats, sorted.

    *base* is the folder that names in problems count from. What was found is kept in the cache,
    by the bytes of all files it follows from: *inputs*, when they have been looked at already.
    """
    inputs = Inputs(content, locales, now) if inputs is None else inputs
    memo = Memo(cache_folder() / ("found-publish.json" if publish else "found.json"))
    kept = HostMemo("check-publish" if publish else "check", inputs)
    fresh: list[ContentFolder] = []

    def ask() -> list[dict[str, Any]]:
        folder, found = _find(content, locales, publish=publish, now=now, base=base, kept=kept)
        fresh.append(folder)
        return [asdict(problem) for problem in found]

    question = inputs.whole, shown_path(content, base), shown_path(locales, base)
    found = [Problem(**row) for row in memo.answer(*question, ask=ask)]
    if fresh and inputs.hold():
        memo.save()
        kept.save()
    return (fresh[0] if fresh else ContentFolder(content, base)), found


def _find(
    content: Path, locales: Path, *, publish: bool, now: datetime, base: Path, kept: HostMemo
) -> tuple[ContentFolder, list[Problem]]:  # fmt: skip
    # All the checkers are loaded only by whom they have something to say.
    from .check import run  # noqa: PLC0415
    from .products.leaflets.formats import load_formats  # noqa: PLC0415

    memo = Memo(cache_folder() / "checked.json")
    loaded, problems = run(
        content,
        locales,
        publish=publish,
        today=now.date(),
        now=now,
        base=base,
        memo=memo,
        kept=kept,
    )
    memo.save()
    whole = None if has_errors(problems) else loaded
    found = load_formats(content / "leaflets", base, whole, kept)[1]
    return loaded, sort_problems(problems + found)
