"""Step 2: problems and exceptions.yaml → the problems that are left, and unused exceptions.

Rule ``unused-exception``. A rule may be excepted only where a person can judge better than
a program (``RuleException.rule`` lists them); never a number, an encoding or a source.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from ..load import Content, LoadedFile, domain_of
from ..load.layers import is_of_library, name_of
from ..model import Exceptions, RuleException
from ..problems import Problem
from ..text.languages import locale_tag


def without_excepted(content: Content, problems: Iterable[Problem], today: date) -> list[Problem]:
    """Leave out problems with an exception; report exceptions that match no problem."""
    registered = [
        (file, slug, row)
        for file, exceptions in content.of_kind(Exceptions)
        for slug, row in exceptions.exceptions.items()
    ]
    used_slugs: set[str] = set()
    reported = []
    for problem in problems:
        covering = [
            slug
            for _, slug, row in registered
            if row.rule == problem.rule and _holds(row, today) and _covers(row, content, problem)
        ]
        used_slugs.update(covering)
        if not covering:
            reported.append(problem)
    unused = (
        _unused(file, slug, row, today) for file, slug, row in registered if slug not in used_slugs
    )
    # Those of the shared library are for all its countries, of which a site may have none.
    return [*reported, *(problem for problem in unused if not is_of_library(problem.file))]


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
    """Return the domain of a problem, and the locale when it is in a translation."""
    path = PurePosixPath(problem.file)
    if path.suffix == ".po":
        return path.stem, locale_tag(path.parent.parent.name)
    return domain_of(name_of(problem.file, content.shown_root)), None


def _unused(file: LoadedFile, slug: str, row: RuleException, today: date) -> Problem:
    message = (
        "this exception no longer matches any problem"
        if _holds(row, today)
        else f"this exception ended on {row.until}"
    )
    return file.problem(
        ("exceptions", slug),
        "unused-exception",
        message,
        "Remove it, or correct its ids.",
        level="warning",
        key=True,
    )
