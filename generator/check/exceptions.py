"""Places where a rule is wrong: data of content/exceptions.yaml, each with a reason.

Step 2, rule ``unused-exception``. A rule may be excepted only where a person can judge better than
a program (``RuleException.rule`` lists them); never a number, an encoding or a source.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from ..languages import locale_tag
from ..load import Content, LoadedFile, domain_of
from ..model import Exceptions, RuleException
from ..problems import Problem


def without_excepted(content: Content, problems: Iterable[Problem], today: date) -> list[Problem]:
    """Leave out what an exception covers; name the exceptions that cover nothing any more."""
    known = [
        (file, slug, row)
        for file, exceptions in content.of_kind(Exceptions)
        for slug, row in exceptions.exceptions.items()
    ]
    used: set[str] = set()
    kept = []
    for problem in problems:
        covering = [
            slug
            for _, slug, row in known
            if row.rule == problem.rule and _holds(row, today) and _covers(row, content, problem)
        ]
        used.update(covering)
        if not covering:
            kept.append(problem)
    kept += [_unused(file, slug, row, today) for file, slug, row in known if slug not in used]
    return kept


def _holds(row: RuleException, today: date) -> bool:
    return row.until is None or today <= row.until


def _covers(row: RuleException, content: Content, problem: Problem) -> bool:
    domain, locale = _place_of(content, problem)
    return (
        (locale in row.locales if row.locales else locale is None)
        and row.domain in (None, domain)
        and (not row.where or any(fnmatchcase(problem.where, name) for name in row.where))
        and (row.about is None or f'"{row.about}"' in problem.message)
    )


def _place_of(content: Content, problem: Problem) -> tuple[str, str | None]:
    """Give the domain of a problem, and the locale when it stands in a translation."""
    path = PurePosixPath(problem.file)
    if path.suffix == ".po":
        return path.stem, locale_tag(path.parent.parent.name)
    return domain_of(problem.file.removeprefix(f"{content.shown_root}/")), None


def _unused(file: LoadedFile, slug: str, row: RuleException, today: date) -> Problem:
    message = (
        "this exception covers nothing any more" if _holds(row, today)
        else f"this exception ended on {row.until}"
    )  # fmt: skip
    return file.problem(
        ("exceptions", slug), "unused-exception", message,
        "Remove it, or correct the ids it names.", level="warning", key=True,
    )  # fmt: skip
