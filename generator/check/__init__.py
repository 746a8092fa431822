"""Step 2, check: content and translations → every problem, sorted.

A check is a function that takes ``Content`` and ``Options`` and yields problems; it never raises
for bad content and passes over what could not be read. To add one: write it, put it into
``CHECKS``, describe its rule in docs/reference/checks.md, and show it a file in tests/bad/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypedDict

from ..at_hand import at_hand
from ..inputs import HostMemo
from ..load import Content, ContentFolder
from ..ordinary_file import other_entries
from ..po_files import po_paths
from ..problems import (
    Problem,
    Rule,
    base_of,
    has_errors,
    not_a_file,
    shown_path,
    sort_problems,
)
from . import (
    answers,
    bars,
    deadlines,
    editions,
    facts,
    found,
    gaps,
    made_up,
    names,
    numbers,
    paper,
    phones,
    plain,
    references,
    safety,
    scripts,
    tiles,
    until,
    withdrawn,
    words,
)
from .exceptions import without_excepted
from .review import Counted, Signatures
from .scope import ICONS, Options, known_icons
from .translations import check_each_file, check_translations

Check = Callable[[Content, Options], Iterable[Problem]]

ENOUGH_IN_ONE = frozenset({"synonym-dead", "paper-region"})
"""Rules that one host country is enough to satisfy for all."""
NOTHING_USES_IT: frozenset[Rule] = frozenset({"unused-exception", "unused-source", "synonym-dead"})
"""Rules that are sure only when everything was read: what uses a thing may be in the broken file."""
CHECKS: tuple[Check, ...] = (
    references.check_sources,
    references.check_contacts,
    references.check_called,
    references.check_corridor,
    references.check_areas,
    tiles.check_tiles,
    references.check_icons,
    names.check_hazards,
    names.check_now,
    names.check_message_count,
    names.check_corridors,
    names.check_speakers,
    names.check_languages,
    names.check_locales,
    names.check_domains,
    names.check_papers,
    names.check_regions,
    names.check_source_script,
    facts.check_sourced,
    facts.check_confirmed,
    facts.check_used,
    facts.check_not_in_future,
    facts.check_fresh,
    facts.check_decided,
    phones.check_phones,
    numbers.check_read,
    numbers.check_year,
    numbers.check_shared,
    numbers.check_named,
    numbers.check_called,
    numbers.check_safe,
    gaps.check_gaps,
    words.check_data_in_texts,
    words.check_placeholders,
    words.check_roles,
    words.check_length,
    plain.check_grade,
    plain.check_actions,
    plain.check_harm,
    plain.check_status,
    plain.check_places,
    deadlines.check_deadlines,
    answers.check_marks,
    answers.check_life_line,
    safety.check_posts,
    safety.check_offices,
    safety.check_carry,
    safety.check_core,
    safety.check_life_safety,
    bars.check_bars,
    scripts.check_script,
    paper.check_pictures,
    paper.check_glyphs,
    paper.check_address,
    withdrawn.check_withdrawn_named,
    withdrawn.check_withdrawn_number,
    withdrawn.check_withdrawn_life_line,
    until.check_ends,
    until.check_ended_open,
    until.check_until,
    until.check_until_named,
    until.check_day_ahead,
    editions.check_editions,
    editions.check_partners,
    found.check_synonyms,
    found.check_names,
    found.check_recordings,
)


def run(
    content_dir: Path,
    locales_dir: Path | None,
    *,
    publish: bool = False,
    today: date,
    now: datetime | None = None,
    base: Path | None = None,
    kept: HostMemo | None = None,
) -> tuple[ContentFolder, list[Problem]]:
    """Load and check everything, one host country after the other; problems are sorted.

    *base* is the folder that names in problems count from (default: where the program runs, or
    the folder that content lies in when that is elsewhere). *kept* keeps what was found in host
    countries, and in PO files. *publish* asks for all that a public site needs. *now* decides what has ended (default: the beginning of *today*). The content comes
    without the files that could not be read: build nothing from it when there is an error.
    """
    base = base_of(content_dir) if base is None else base
    folder, kept = ContentFolder(content_dir, base), kept or HostMemo("check", None)
    # What all countries share is checked with each of them: each fault is told once.
    problems = {*folder.problems, *_folder_problems(locales_dir, base)}
    missed: list[set[Problem]] = []
    asked = publish, shown_path(content_dir, base)
    for slug in folder.slugs or ("",):
        row = kept.answer(
            slug, *asked,
            ask=partial(_of_host, folder, slug, locales_dir, publish=publish, today=today, now=now),
        )  # fmt: skip
        here = _problems(row)
        missed.append({problem for problem in here if problem.rule in ENOUGH_IN_ONE})
        problems |= here - missed[-1]
    problems |= set.intersection(*missed)
    if locales_dir is not None:
        translations = _Translations(folder, locales_dir, kept)
        shown = shown_path(locales_dir, base)
        for slug in ("", *folder.slugs):
            counted = kept.answer(
                slug, "translations", *asked, shown, ask=partial(translations.check, slug)
            )
            problems |= _problems(counted["problems"])
            translations.signatures.add(counted["counted"])
        site = folder.site if folder.shared.has("site.yaml") else None
        options = Options(today=today, publish=publish)
        problems |= set(translations.signatures.problems(site, options))
    left = without_excepted(folder.shared, problems, today)
    if has_errors(left):
        left = [problem for problem in left if problem.rule not in NOTHING_USES_IT]
    return folder, sort_problems(left)


def _folder_problems(locales: Path | None, base: Path) -> Iterator[Problem]:
    """Yield what is wrong with the folder of translations itself.

    Without it every language but the source would silently be gone.
    """
    if locales is None:
        return
    shown = shown_path(locales, base)
    if not locales.is_dir():
        message, remedy = "this folder is needed and not there", "Name it with --locales."
        yield Problem(shown, 1, 1, "error", "missing-file", "", message, remedy)
    for path, kind in other_entries(locales):
        yield not_a_file(shown_path(path, base), kind)


def _of_host(
    folder: ContentFolder, slug: str, locales: Path | None, *, publish: bool, today: date,
    now: datetime | None,
) -> _Rows:  # fmt: skip
    """Check one host country, with all that countries share."""
    content, problems = folder.read_host(slug)
    shown = shown_path(folder.root / "hosts" / slug if slug else folder.root, folder.base)
    with at_hand(shown):
        problems = [*problems, *run_checks(content, publish=publish, today=today, now=now)]
    problems += found.check_spoken(content, locales)
    if not made_up.is_allowed(folder.root):
        problems += made_up.check_made_up(content)
    return _rows(problems)


class _Counted(TypedDict):
    """What was found and counted in the translations of a host country, as JSON has it."""

    problems: _Rows
    counted: Counted


class _Translations:
    """The translations: those of each host country, and those of what all share."""

    def __init__(self, folder: ContentFolder, locales: Path, kept: HostMemo) -> None:
        self.signatures = Signatures(locales, folder.base)
        self._folder, self._kept = folder, kept
        self._paths: dict[str, list[Path]] = defaultdict(list)
        """By host country, "" for what all share."""
        for path in po_paths(locales):
            self._paths[path.stem if path.stem in folder.slugs else ""].append(path)

    def check(self, slug: str) -> _Counted:
        """Check the translations of one host country; without *slug*, of what all share."""
        content, _told_by_others = self._folder.read_host(slug)
        problems = check_translations(content, self._paths[slug], self._folder.base, self._kept)
        return {"problems": _rows(problems), "counted": self.signatures.count(content)}


_Rows = list[dict[str, Any]]
"""Problems, as JSON has them."""


def _rows(problems: Iterable[Problem]) -> _Rows:
    return [asdict(problem) for problem in dict.fromkeys(problems)]


def _problems(rows: _Rows) -> set[Problem]:
    return {Problem(**row) for row in rows}


def find_errors(
    folder: ContentFolder, slug: str, locales: Path, *, today: date, now: datetime, kept: HostMemo
) -> Iterator[list[Problem]]:
    """Yield, check after check, the errors in one host country and in what all countries share.

    For whoever cannot wait for ``run``. Left out is what only all countries together can tell.
    """
    content, problems = folder.read_host(slug)
    options = Options(today=today, icons=known_icons(), pictures=ICONS, now=now)
    left_out = ENOUGH_IN_ONE | NOTHING_USES_IT

    def errors(problems: Iterable[Problem]) -> list[Problem]:
        left = without_excepted(folder.shared, problems, today)
        return [one for one in left if one.level == "error" and one.rule not in left_out]

    yield errors([*folder.problems, *_folder_problems(locales, folder.base), *problems])
    for check in CHECKS:
        yield errors(check(content, options))
    yield errors(found.check_spoken(content, locales))
    if not made_up.is_allowed(folder.root):
        yield errors(made_up.check_made_up(content))
    paths = [path for path in po_paths(locales) if path.stem not in content.beside]
    for some in check_each_file(content, paths, folder.base, kept):
        yield errors(some)


def run_checks(
    content: Content, *, publish: bool, today: date, now: datetime | None = None
) -> list[Problem]:
    """Run every check on content that was loaded."""
    options = Options(today=today, publish=publish, icons=known_icons(), pictures=ICONS, now=now)
    return sort_problems(problem for check in CHECKS for problem in check(content, options))
