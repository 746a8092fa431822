"""Steps 1 and 2 once for each state of the content: every problem, kept until something changes.

Beside the numbered steps, above the checks. In: a content folder, the translations, the day. Out:
problems, those of the formats of leaflets among them. Most commands come after ``advisory check``
and find nothing changed; checking anew would take longer than what they do.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from .load import ContentFolder
from .memo import Memo, cache_folder
from .problems import Problem, has_errors, shown_path, sort_problems
from .target import digest_of_tree, library_versions, tree_digest

_PACKAGE = Path(__file__).resolve().parent
_CHECKER = ("**/*.py", "**/*.yaml", "templates/**/*", "assets/icons/*", "assets/fonts/**/*")
_LIBRARIES = ("babel", "icu4py", "myanmartools", "phonenumbers", "pydantic", "pyphen", "uharfbuzz")


def load_and_check(
    content: Path, locales: Path, *, publish: bool, today: date, base: Path
) -> tuple[ContentFolder, list[Problem]]:
    """Return the content, and every problem in it, in translations and formats, sorted.

    *base* is the folder that names in problems count from. What was found is kept in the cache,
    by the bytes of all files it follows from.
    """
    memo = Memo(cache_folder() / ("found-publish.json" if publish else "found.json"))
    fresh: list[ContentFolder] = []

    def ask() -> list[dict[str, Any]]:
        folder, found = _find(content, locales, publish=publish, today=today, base=base)
        fresh.append(folder)
        return [asdict(problem) for problem in found]

    try:
        question = (
            digest_of_tree(content), digest_of_tree(locales), _checker(), today.isoformat(),
            shown_path(content, base), shown_path(locales, base),
        )  # fmt: skip
    except OSError:
        # A file that cannot be read is a finding of its own.
        return _find(content, locales, publish=publish, today=today, base=base)
    found = [Problem(**row) for row in memo.answer(*question, ask=ask)]
    memo.save()
    return (fresh[0] if fresh else ContentFolder(content, base)), found


def _checker() -> list[str]:
    return [*(tree_digest(_PACKAGE, part) for part in _CHECKER), str(library_versions(*_LIBRARIES))]


def _find(
    content: Path, locales: Path, *, publish: bool, today: date, base: Path
) -> tuple[ContentFolder, list[Problem]]:
    # All the checkers are loaded only by whom they have something to say.
    from .check import run  # noqa: PLC0415
    from .products.leaflets.formats import load_formats  # noqa: PLC0415

    memo = Memo(cache_folder() / "checked.json")
    loaded, problems = run(content, locales, publish=publish, today=today, base=base, memo=memo)
    memo.save()
    found = load_formats(content / "leaflets", base, None if has_errors(problems) else loaded)[1]
    return loaded, sort_problems(problems + found)
