"""Step 2, check: content and translations → every problem, sorted.

A check is a function that takes ``Content`` and ``Options`` and yields problems; it never raises
for bad content and ignores what could not be read. To add one: write it below ``@check`` in a
module of ``content/``, describe its rule in docs/reference/checks.md, and show it a file in
tests/bad/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypedDict

from ..cache.inputs import HostMemo
from ..load import Content, ContentFolder
from ..load.docs_pages import digest_of_pages, pages_beside
from ..load.kinds import FITS, host_of_domain
from ..load.layers import is_of_library
from ..load.leaflet_formats import load_formats
from ..load.needs import digest_of_needs, needs_folder
from ..po.files import po_paths
from ..problems import (
    Problem,
    RuleName,
    base_of,
    has_errors,
    not_a_file,
    shown_path,
    sort_problems,
)
from ..system.at_hand import at_hand
from ..system.ordinary_file import ordinary_files, other_entries
from .content import made_up, notices, vocabulary, wordless
from .every import CHECKS
from .exceptions import without_excepted
from .translations.catalogs import check_each_file, check_translations
from .translations.notices import check_notices_signed
from .translations.say_lines import check_say
from .translations.signatures import Counted, Signatures
from .translations.too_long import check_too_long
from .walk import ICONS, Options, known_icons, midnight

ENOUGH_IN_ONE = frozenset({"synonym-dead", "paper-region", "staff-unused"})
"""Rules that one host country is enough to satisfy for all."""
NOTHING_USES_IT: frozenset[RuleName] = frozenset(
    {"unused-exception", "unused-source", "synonym-dead", "staff-unused"}
)
"""Rules that need everything to be read: what uses a thing may be in the broken file."""
_LEFT_OVER = ENOUGH_IN_ONE | NOTHING_USES_IT


def run(
    content_dir: Path,
    locales_dir: Path | None,
    *,
    publish: bool = False,
    today: date,
    now: datetime | None = None,
    base: Path | None = None,
    answers: HostMemo | None = None,
) -> tuple[ContentFolder, list[Problem]]:
    """Load and check everything, one host country after the other; problems are sorted.

    *base* is the folder that names in problems count from (default: where the program runs, or
    the folder that content lies in when that is elsewhere). *answers* keeps what was found in host
    countries, and in PO files. *publish* asks for all that a public site needs. *now* decides what
    has ended (default: the beginning of *today*). The content comes without the files that could
    not be read: build nothing from it when there is an error.
    """
    base = base_of(content_dir) if base is None else base
    folder, answers = ContentFolder(content_dir, base), answers or HostMemo("check", None)
    # What all countries share is checked with each of them: each fault is reported once.
    problems = {*folder.problems, *_folder_problems(locales_dir, base)}
    lacks_by_host: list[set[Problem]] = []
    # What problems follow from, beside content: pages that questions of courses name.
    question = publish, shown_path(content_dir, base), digest_of_pages(content_dir)
    for slug in folder.slugs or ("",):
        row = answers.answer(
            slug,
            *question,
            digest_of_needs(needs_folder(content_dir), slug),
            ask=partial(_of_host, folder, slug, locales_dir, publish=publish, today=today, now=now),
        )
        of_host = _problems(row)
        lacks_by_host.append({problem for problem in of_host if problem.rule in ENOUGH_IN_ONE})
        problems |= of_host - lacks_by_host[-1]
    problems |= set.intersection(*lacks_by_host)
    problems -= _told_as_errors(problems)
    if folder.notices:
        problems |= set(_of_notices(folder, locales_dir, answers, now or midnight(today)))
    if locales_dir is not None:
        translations = _Translations(folder, locales_dir, answers)
        shown = shown_path(locales_dir, base)
        for slug in ("", *folder.slugs):
            counted = answers.answer(
                slug, "translations", *question, shown, ask=partial(translations.check, slug)
            )
            problems |= _problems(counted["problems"])
            translations.signatures.add(counted["counted"])
        site = folder.site if folder.shared.has("site.yaml") else None
        options = Options(today=today, publish=publish)
        problems |= set(translations.signatures.problems(site, options))
    # What the shared library has for other countries is used there.
    problems = {one for one in problems if not (one.rule in _LEFT_OVER and is_of_library(one.file))}
    remaining = without_excepted(folder.shared, problems, today)
    if publish:
        # What is wrong with their form is a warning until then.
        fits = f"{shown_path(content_dir, base)}/{FITS}/"
        remaining = [replace(p, level="error") if p.file.startswith(fits) else p for p in remaining]
    if has_errors(remaining):
        remaining = [problem for problem in remaining if problem.rule not in NOTHING_USES_IT]
    return folder, sort_problems(remaining)


def _told_as_errors(problems: Collection[Problem]) -> set[Problem]:
    """Return the warnings that another country reports as errors: there the hazard is no draft."""
    errors = {(p.file, p.line, p.column, p.rule) for p in problems if p.level == "error"}
    return {
        p for p in problems if p.level == "warning" and (p.file, p.line, p.column, p.rule) in errors
    }


def _folder_problems(locales: Path | None, base: Path) -> Iterator[Problem]:
    """Yield what is wrong with the folder of translations itself.

    Without it every language but the source would silently be gone.
    """
    if locales is None:
        return
    shown = shown_path(locales, base)
    if not locales.is_dir():
        message, remedy = (
            "this required folder is missing",
            "Add it, or name another with --locales.",
        )
        yield Problem(shown, 1, 1, "error", "missing-file", "", message, remedy)
    for path, kind in other_entries(locales):
        yield not_a_file(shown_path(path, base), kind)


def _of_host(
    folder: ContentFolder,
    slug: str,
    locales: Path | None,
    *,
    publish: bool,
    today: date,
    now: datetime | None,
) -> _Rows:
    """Check one host country, with all that countries share."""
    content, problems = folder.read_host(slug)
    shown = shown_path(folder.root / "hosts" / slug if slug else folder.root, folder.base)
    with at_hand(shown):
        problems += run_checks(content, publish=publish, today=today, now=now, root=folder.root)
    problems += vocabulary.check_spoken(content, locales)
    problems += wordless.check_foot(content, locales)
    if not made_up.is_allowed(folder.root):
        problems += made_up.check_made_up(content)
    return _rows(problems)


def _of_notices(
    folder: ContentFolder, locales: Path | None, answers: HostMemo, now: datetime
) -> Iterator[Problem]:
    """Check the notices of each country that has some; nothing else of it is looked at again."""
    yield from notices.check_names(folder.shared, frozenset(folder.slugs))
    digest = answers.inputs.notices if answers.inputs else ""

    def problems_of(slug: str) -> _Rows:
        content, _told_by_others = folder.read_host(slug)
        found = [*notices.check_notices(content, content.hosts[slug], now)]
        if locales is not None:
            found += check_notices_signed(content, slug, locales)
        return _rows(found)

    for slug in sorted({notice.host for notice in folder.notices.values()} & set(folder.slugs)):
        yield from _problems(
            answers.answer(slug, "notices", digest, ask=partial(problems_of, slug))
        )


class _Counted(TypedDict):
    """What was found and counted in the translations of a host country, as JSON has it."""

    problems: _Rows
    counted: Counted


class _Translations:
    """The translations: those of each host country, and those of what all share."""

    def __init__(self, folder: ContentFolder, locales: Path, answers: HostMemo) -> None:
        self.signatures = Signatures(locales, folder.base)
        self._folder, self._answers, self._locales = folder, answers, locales
        self._paths: dict[str, list[Path]] = defaultdict(list)
        """By host country, "" for what all share."""
        for path in po_paths(locales):
            slug = host_of_domain(path.stem)
            self._paths[slug if slug in folder.slugs else ""].append(path)

    def check(self, slug: str) -> _Counted:
        """Check the translations of one host country; without *slug*, of what all share."""
        content, _told_by_others = self._folder.read_host(slug)
        problems = check_translations(content, self._paths[slug], self._folder.base, self._answers)
        problems += check_too_long(content, slug, self._locales, self._folder.base)
        if not slug:
            problems += check_say(content, self._locales, self._folder.base)
        return {"problems": _rows(problems), "counted": self.signatures.count(content)}


_Rows = list[dict[str, Any]]
"""Problems, as JSON has them."""


def _rows(problems: Iterable[Problem]) -> _Rows:
    return [asdict(problem) for problem in dict.fromkeys(problems)]


def _problems(rows: _Rows) -> set[Problem]:
    return {Problem(**row) for row in rows}


def find_errors(
    folder: ContentFolder,
    slug: str,
    locales: Path,
    *,
    today: date,
    now: datetime,
    answers: HostMemo,
) -> Iterator[list[Problem]]:
    """Yield, check after check, the errors in one host country and in what all countries share.

    For callers that cannot wait for ``run``. Rules that need all countries together are left out.
    """
    content, problems = folder.read_host(slug)
    options = Options(
        today=today,
        icons=known_icons(),
        pictures=ICONS,
        now=now,
        pages=pages_beside(folder.root),
        formats=_formats_in(folder.root),
    )
    left_out = ENOUGH_IN_ONE | NOTHING_USES_IT

    def errors(problems: Iterable[Problem]) -> list[Problem]:
        remaining = without_excepted(folder.shared, problems, today)
        return [one for one in remaining if one.level == "error" and one.rule not in left_out]

    yield errors([*folder.problems, *_folder_problems(locales, folder.base), *problems])
    for check in CHECKS:
        yield errors(check(content, options))
    yield errors(vocabulary.check_spoken(content, locales))
    yield errors(wordless.check_foot(content, locales))
    if not made_up.is_allowed(folder.root):
        yield errors(made_up.check_made_up(content))
    yield errors(notices.check_names(content, frozenset(folder.slugs)))
    if slug in content.hosts:
        yield errors(notices.check_notices(content, content.hosts[slug], now))
        yield errors(check_notices_signed(content, slug, locales))
    yield errors(check_too_long(content, slug, locales, folder.base))
    yield errors(check_say(content, locales, folder.base))
    paths = [p for p in po_paths(locales) if host_of_domain(p.stem) not in content.beside]
    for some in check_each_file(content, paths, folder.base, answers):
        yield errors(some)


def run_checks(
    content: Content,
    *,
    publish: bool,
    today: date,
    now: datetime | None = None,
    root: Path | None = None,
) -> list[Problem]:
    """Run every check on content that was loaded from *root*; without it, on the content alone."""
    options = Options(
        today=today,
        publish=publish,
        icons=known_icons(),
        pictures=ICONS,
        now=now,
        needs=needs_folder(root) if root else None,
        pages=pages_beside(root) if root else None,
        formats=_formats_in(root) if root else None,
        leaflets=load_formats(root / "leaflets")[0] if root and content.fits else None,
    )
    return sort_problems(problem for check in CHECKS for problem in check(content, options))


def _formats_in(root: Path) -> frozenset[str] | None:
    """Return the names of the leaflet formats, readable or not; None without a folder of them."""
    folder = root / "leaflets"
    if not folder.is_dir():
        return None
    return frozenset(path.stem for path in ordinary_files(folder, ".yaml"))
