"""Step 2: PO files of all locales → problems: too few translations, unsigned life-safety lines.

Rules ``coverage`` and ``unreviewed``. Warnings while a site is a preview, errors before it
is public: everything short of it builds, marked as a draft on page and paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from ...load import Content, ContentIncompleteError
from ...load.kinds import is_for_staff
from ...model import Site
from ...po.catalog import UnreadablePoError, load_catalog, po_path
from ...po.passages import Passage, of_host, passages
from ...problems import Problem, shown_path
from ..walk import Options


@dataclass
class _Signed:
    """How many life-safety passages of one language a second person has signed."""

    life_safety: int = 0
    unsigned: int = 0
    first: tuple[str, str, int] | None = None
    """File, msgctxt and line of the first that nobody signed."""

    def add(
        self, passages: Sequence[Passage], unsigned: Sequence[tuple[str, int]], path: Path
    ) -> None:
        """Count the passages of one domain; *unsigned* are msgctxt and line of unsigned ones."""
        self.life_safety += sum(passage.life_safety for passage in passages)
        self.unsigned += len(unsigned)
        if unsigned and self.first is None:
            self.first = str(path), *unsigned[0]

    def join(self, other: _Signed) -> None:
        """Add what was counted elsewhere."""
        self.life_safety += other.life_safety
        self.unsigned += other.unsigned
        self.first = self.first or other.first


@dataclass
class _Share:
    """How much of what readers of one host country meet is translated into one language."""

    translated: int = 0
    total: int = 0
    begun: bool = False
    """Is any sentence of the country itself translated?"""
    emptiest: tuple[int, str] | None = None
    """How many passages are missing in which existing file."""

    def add(
        self, met: Sequence[str], lacking: Collection[str], path: Path, *, of_country: bool
    ) -> None:
        """Count the passages *met* of one domain; *of_country*: it is that of the country."""
        lacks = sum(context in lacking for context in met)
        self.total += len(met)
        self.translated += len(met) - lacks
        self.begun |= of_country and lacks < len(met)
        if path.is_file() and (self.emptiest is None or lacks > self.emptiest[0]):
            self.emptiest = lacks, str(path)


@dataclass(frozen=True)
class _Looked:
    """What a PO file says of the passages of its domain."""

    lacking: frozenset[str]
    """The msgctxt of those without a current translation."""
    unsigned: tuple[tuple[str, int], ...]
    """Msgctxt and line of life safety that nobody signed."""


Counted = dict[str, Any]
"""What was counted in a host country, as JSON has it."""


class Signatures:
    """Counts, host country after host country, what is translated and what is signed."""

    def __init__(self, locales: Path, base: Path) -> None:
        self._locales, self._base = locales, base
        self._shared: dict[tuple[str, str], _Looked] = {}
        """What was looked up of the domains that all countries share, by language and domain."""
        self._signed: dict[str, _Signed] = defaultdict(_Signed)
        self._shares: dict[tuple[str, str], _Share] = {}
        """By language and host country."""
        self._unsure = False

    def count(self, content: Content) -> Counted:
        """Count the passages of *content*: all that is shared, or all of its host countries."""
        # What was not read would be taken for signed.
        if not content.has("site.yaml") or content.unread:
            return {"unsure": True}
        try:
            return self._count(content)
        except ContentIncompleteError:
            return {"unsure": True}  # a file or a name is missing: reported elsewhere

    def _count(self, content: Content) -> Counted:
        site = content.site
        every = passages(content, interface={})
        domains: dict[str, list[Passage]] = defaultdict(list)
        for passage in every:
            # No output shows unsigned words of consent, and no migrant waits for the others.
            if not is_for_staff(passage.domain):
                domains[passage.domain].append(passage)
        met: dict[tuple[str, str], list[str]] = defaultdict(list)
        for host in content.hosts:
            for passage in of_host(content, host, every):
                met[host, passage.domain].append(passage.context)
        all_signed: dict[str, _Signed] = defaultdict(_Signed)
        shares: dict[tuple[str, str], _Share] = defaultdict(_Share)
        for tag, locale in site.locales.items():
            # A language for a minority is offered by its core, and only when that is signed.
            if tag == site.source_locale or locale.minority:
                continue
            for domain, passages_of_domain in domains.items():
                path = po_path(self._locales, tag, domain)
                states = self._look(
                    tag, domain, passages_of_domain, shared=domain not in content.hosts
                )
                # What all share is counted once.
                if domain in content.hosts or not content.hosts:
                    all_signed[tag].add(passages_of_domain, states.unsigned, path)
                for host in content.hosts:
                    if contexts := met.get((host, domain)):
                        shares[tag, host].add(
                            contexts, states.lacking, path, of_country=domain == host
                        )
        return {
            "signed": {tag: astuple(signed) for tag, signed in all_signed.items()},
            "shares": [(*key, *astuple(share)) for key, share in shares.items()],
        }

    def _look(self, tag: str, domain: str, passages: list[Passage], *, shared: bool) -> _Looked:
        key, path = (tag, domain), po_path(self._locales, tag, domain)
        if not shared:
            return _looked_up(path, tag, passages)
        if key not in self._shared:
            self._shared[key] = _looked_up(path, tag, passages)
        return self._shared[key]

    def add(self, counted: Counted) -> None:
        """Add what was counted in one host country."""
        self._unsure = self._unsure or "unsure" in counted
        for tag, row in counted.get("signed", {}).items():
            self._signed[tag].join(_Signed(*row))
        for tag, host, *row in counted.get("shares", ()):
            self._shares[tag, host] = _Share(*row)

    def problems(self, site: Site | None, options: Options) -> Iterator[Problem]:
        """Each language that is begun is complete enough, and its life safety is signed.

        A language of which a country has nothing of its own is not offered there; that is told only
        when it is offered nowhere, once.
        """
        if site is None or self._unsure:
            return
        limit = site.offer_from
        for tag, signed in self._signed.items():
            shares = [
                (share, host)
                for (other, host), share in self._shares.items()
                if other == tag and share.translated
            ]
            low = [row for row in shares if 100 * row[0].translated < limit * row[0].total]
            shown = [row for row in low if row[0].begun]
            if low == shares and not shown:
                shown = sorted(low, key=lambda row: -row[0].translated / row[0].total)[:1]
            for share, host in shown:
                yield self._too_little(tag, host, share, limit, options)
            if low != shares and signed.first is not None:
                path, context, line = signed.first
                yield Problem(
                    shown_path(Path(path), self._base),
                    line,
                    1,
                    options.level,
                    "unreviewed",
                    context,
                    f"{signed.unsigned} of {signed.life_safety} life-safety passages are not "
                    "signed by a second person",
                    f"Run: advisory translations review {tag} --by HANDLE --life-safety",
                )

    def _too_little(
        self, tag: str, host: str, share: _Share, offer_from: int, options: Options
    ) -> Problem:
        path = Path(share.emptiest[1]) if share.emptiest else po_path(self._locales, tag, host)
        return Problem(
            shown_path(path, self._base),
            1,
            1,
            options.level,
            "coverage",
            "",
            f"{share.translated} of {share.total} passages for readers in {host} have a current "
            f'translation into "{tag}" ({100 * share.translated // share.total} %); a language is '
            f"offered from {offer_from} %",
            "Translate the rest. Until then this language is not offered there.",
        )


def _looked_up(path: Path, tag: str, passages: list[Passage]) -> _Looked:
    try:
        entries = load_catalog(path, tag).entries
    except (UnreadablePoError, OSError):
        # Reported by rule po-syntax.
        return _Looked(frozenset(passage.context for passage in passages), ())
    lacking, unsigned = [], []
    for passage in passages:
        entry = entries.get(passage.context)
        state = "missing" if entry is None else entry.state(passage.source)
        if state not in ("draft", "reviewed"):
            lacking.append(passage.context)
        if passage.life_safety and state != "reviewed":
            unsigned.append((passage.context, entry.line if entry and entry.line else 1))
    return _Looked(frozenset(lacking), tuple(unsigned))
