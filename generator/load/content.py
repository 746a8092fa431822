"""Step 1: ``Content``, all validated models with the place of each value, for steps 2 to 4.

``load_content`` makes it; checks, translations and products read it. A file that could not
be read is left out: asking for it raises ``ContentIncompleteError``, so that a step which must have
everything fails with a clear word, and a check can look first (``has``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, TypeVar

from ..model import (
    AidTopic,
    Assistance,
    Change,
    Changes,
    Country,
    Editions,
    Glossary,
    Guides,
    Hazard,
    HostHazards,
    HostSources,
    Insurance,
    Model,
    Names,
    Origin,
    Partners,
    Phrases,
    PictureEntry,
    Pictures,
    Prepare,
    Recordings,
    Referral,
    Referrals,
    Site,
    Synonyms,
    TileMap,
)
from ..model.campaigns import Campaign
from ..model.fits import Fits, PaperFit
from ..model.notices import Notice, NoticeSentence, NoticeSentences
from ..model.pronunciation import Readings, SoundTable
from ..model.signed import SignedSentences
from ..model.spoken import Spoken
from ..model.walk import SourceText
from ..model.wordless import Wordless
from .kinds import FITS, domain_of, is_for_staff
from .loaded_file import LoadedFile

ModelT = TypeVar("ModelT", bound=Model)
T = TypeVar("T")


class ContentIncompleteError(LookupError):
    """A step asked for a file that could not be read. Run ``advisory check`` first."""


@dataclass(frozen=True)
class Host:
    """A host country's files."""

    slug: str
    files: Mapping[str, LoadedFile]
    """By stem: country, hazards, insurance, assistance, guides, sources, …; and "staff/plan", …."""

    def has(self, *stems: str) -> bool:
        """Return whether all these files were read."""
        return all(stem in self.files for stem in stems)

    @property
    def country(self) -> Country:
        """country.yaml."""
        return self._get("country", Country)

    @property
    def hazards(self) -> HostHazards:
        """hazards.yaml."""
        return self._get("hazards", HostHazards)

    @property
    def insurance(self) -> Insurance:
        """insurance.yaml."""
        return self._get("insurance", Insurance)

    @property
    def assistance(self) -> Assistance:
        """assistance.yaml."""
        return self._get("assistance", Assistance)

    @property
    def guides(self) -> Guides:
        """guides.yaml."""
        return self._get("guides", Guides)

    @property
    def sources(self) -> HostSources:
        """sources.yaml."""
        return self._get("sources", HostSources)

    @property
    def map(self) -> TileMap | None:
        """map.yaml; None when there is none."""
        return _model(self.files.get("map"), TileMap)

    @property
    def referrals(self) -> Mapping[str, Referral]:
        """Lines of referrals.yaml; empty when there is none."""
        found = _model(self.files.get("referrals"), Referrals)
        return found.referrals if found else {}

    @property
    def signed(self) -> frozenset[str]:
        """Sentences of signed.yaml, as readers of the source locale see them."""
        found = _model(self.files.get("signed"), SignedSentences)
        return frozenset(row.says for row in found.signed) if found else frozenset()

    @property
    def replaced(self) -> frozenset[tuple[str, str]]:
        """Library messages whose place its own messages take: hazard and id."""
        return frozenset(
            (slug, message.replaces)
            for slug, hazard in self.hazards.hazards.items()
            for message in hazard.messages.values()
            if message.replaces
        )

    def _get(self, stem: str, kind: type[ModelT]) -> ModelT:
        return _expect(self.files.get(stem), kind, f"hosts/{self.slug}/{stem}.yaml")


@dataclass(frozen=True)
class Content:
    """Everything we say, in the source locale."""

    files: Mapping[str, LoadedFile]
    """By name, in order: every file that was read without an error."""
    hosts: Mapping[str, Host]
    """By slug. A host is here when any of its files was read; ``has`` says which."""
    shown_root: str
    """Name of the content folder in problems."""
    unread: frozenset[str] = frozenset()
    """Names of the files that are there and could not be read."""
    beside: frozenset[str] = frozenset()
    """Slugs of host countries that are in the folder and left out here (see ``for_host``)."""
    sounds: Mapping[str, bytes] = field(default_factory=dict)
    """Files of content/recordings/ by name."""
    _walks: dict[Callable[..., Any], list[Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, walk: Callable[[Content], Iterable[T]]) -> list[T]:
        """Return all that *walk* yields for this content; it is walked once."""
        # By the function itself: a check is the same object each time, and a lambda would miss.
        if walk not in self._walks:
            self._walks[walk] = list(walk(self))
        return self._walks[walk]

    def has(self, *names: str) -> bool:
        """Return whether all these files were read."""
        return all(name in self.files for name in names)

    def slugs(self, folder: str) -> frozenset[str]:
        """Return the names of the files of *folder* that are there, read or not."""
        return self._slugs.get(folder, frozenset())

    @cached_property
    def _slugs(self) -> Mapping[str, frozenset[str]]:
        # Also files that could not be read: they have their own problem; their names are valid.
        stems: dict[str, set[str]] = {}
        for path in map(PurePosixPath, (*self.files, *self.unread)):
            stems.setdefault(path.parent.as_posix(), set()).add(path.stem)
        return {folder: frozenset(names) for folder, names in stems.items()}

    @property
    def known_hosts(self) -> frozenset[str]:
        """Slugs of all host countries of the folder, whether they are here or left out."""
        return self.beside | self.hosts.keys()

    def for_host(self, slug: str) -> Content:
        """Leave the other host countries out: what steps 2 to 4 need at once."""
        if self.hosts.keys() <= {slug}:
            return self
        # With the slash: a country whose slug begins as another one does must not go with it.
        others = {f"hosts/{host}/" for host in self.hosts if host != slug}
        others |= {f"{FITS}/{host}." for host in self.hosts if host != slug}
        files = {n: f for n, f in self.files.items() if not n.startswith(tuple(others))}
        hosts = {host: country for host, country in self.hosts.items() if host == slug}
        return replace(self, files=files, hosts=hosts, beside=self.known_hosts)

    def library_for(self, hazards: Iterable[str]) -> list[str]:
        """Names of the library's files that readers meet in a country with these *hazards*.

        The one list of them: what is met, what is counted, and which roles a country must fill.
        """
        names = ["prepare.yaml", "phrases.yaml", *(f"hazards/{slug}.yaml" for slug in hazards)]
        return [*names, *(f"first-aid/{slug}.yaml" for slug in self.first_aid)]

    def met_in(self, host: str, origins: Collection[str]) -> Iterator[tuple[str, SourceText]]:
        """Yield each text that readers from *origins* meet in *host*, with its domain, once.

        A library message that the host country replaces is not met there, nor a phrase for people
        from elsewhere, nor what an origin country says for other host countries. Raises
        ContentIncompleteError.
        """
        country = self.hosts[host]
        names = self.library_for(country.hazards.hazards)
        names += [f"origins/{slug}.yaml" for slug in origins]
        shown = self.changes_shown_in(host, origins)
        names += ["changes.yaml"] if shown else []
        own = [file.name for file in country.files.values()]
        names += [name for name in own if not is_for_staff(domain_of(name))]
        replaced = {(slug, "messages", key) for slug, key in country.replaced}
        phrases = {key for origin in origins for key in self.phrases.said_by(origin)}
        for name in names:
            if name not in self.files:
                raise ContentIncompleteError(_not_read(name))
            file, domain = self.files[name], domain_of(name)
            # What is left out below is met by nobody there, and must not count as missing.
            for text in file.texts:
                if domain == "phrases" and text.path[1] not in phrases:
                    continue
                if domain == "hazards" and text.path[:3] in replaced:
                    continue
                if name == "changes.yaml" and text.path[1] not in shown:
                    continue
                if domain in origins and text.path[0] == "corridors" and text.path[1] != host:
                    continue
                yield domain, text

    @property
    def site(self) -> Site:
        """site.yaml."""
        return _expect(self.files.get("site.yaml"), Site, "site.yaml")

    @property
    def prepare(self) -> Prepare:
        """prepare.yaml."""
        return _expect(self.files.get("prepare.yaml"), Prepare, "prepare.yaml")

    @property
    def phrases(self) -> Phrases:
        """phrases.yaml."""
        return _expect(self.files.get("phrases.yaml"), Phrases, "phrases.yaml")

    @property
    def notices(self) -> dict[str, Notice]:
        """Notices of all host countries by the name of their file, the newest last."""
        return self._by_stem(Notice)

    @property
    def notice_sentences(self) -> Mapping[str, NoticeSentence]:
        """Sentences of notices by id; nothing when there are none."""
        found = self._there("notices/sentences.yaml", NoticeSentences)
        return found.sentences if found else {}

    @property
    def partners(self) -> Partners:
        """partners.yaml; nothing when there is none."""
        return self._there("partners.yaml", Partners) or Partners()

    @property
    def synonyms(self) -> Synonyms:
        """synonyms.yaml; nothing when there is none."""
        return self._there("synonyms.yaml", Synonyms) or Synonyms()

    @property
    def names(self) -> Names:
        """names.yaml; nothing when there is none."""
        return self._there("names.yaml", Names) or Names()

    @property
    def pictures(self) -> Mapping[str, PictureEntry]:
        """Return what each picture means, by the name of its file; empty without pictures.yaml."""
        found = self._there("pictures.yaml", Pictures)
        return found.pictures if found else {}

    @property
    def spoken(self) -> Spoken:
        """spoken.yaml; nothing when there is none."""
        return self._there("spoken.yaml", Spoken) or Spoken()

    @property
    def wordless(self) -> Wordless | None:
        """wordless.yaml; None when there is none."""
        return self._there("wordless.yaml", Wordless)

    @property
    def readings(self) -> Mapping[str, Readings]:
        """Return how sentences of host languages are read aloud, by language; may be empty."""
        return {model.language: model for _file, model in self.of_kind(Readings)}

    @property
    def sound_tables(self) -> Mapping[tuple[str, str], SoundTable]:
        """Return tables of sounds by language said and language of the readers; may be empty."""
        return {(model.language, model.readers): model for _file, model in self.of_kind(SoundTable)}

    @property
    def fits(self) -> Mapping[str, PaperFit]:
        """Return how papers fit, by host, language and name: ``thailand.my.trifold``."""
        return {
            f"{PurePosixPath(file.name).stem}.{name}": fit
            for file, fits in self.of_kind(Fits)
            for name, fit in fits.fits.items()
        }

    @property
    def recordings(self) -> Recordings:
        """recordings.yaml; nothing when there is none."""
        return self._there("recordings.yaml", Recordings) or Recordings()

    @property
    def shared_changes(self) -> Mapping[str, Change]:
        """Notes of changes.yaml; nothing when there is none."""
        found = self._there("changes.yaml", Changes)
        return found.changes if found else {}

    def changes_shown_in(self, host: str, origins: Collection[str]) -> Mapping[str, Change]:
        """Return the notes of changes.yaml that readers from *origins* in *host* need."""
        met = self.hosts[host].hazards.hazards

        def concerns(name: str) -> bool:
            first, _, rest = name.partition(".")
            if first == "hazards":
                return rest.partition(".")[0] in {"", *met}
            return first not in self.slugs("origins") or first in origins

        return {
            key: change
            for key, change in self.shared_changes.items()
            if not change.minor and (not change.of or any(map(concerns, change.of)))
        }

    @property
    def editions(self) -> Editions:
        """editions.yaml; nothing when there is none."""
        return self._there("editions.yaml", Editions) or Editions()

    @property
    def glossary(self) -> Glossary:
        """glossary.yaml; empty when there is none."""
        file = self.files.get("glossary.yaml")
        return Glossary() if file is None else _expect(file, Glossary, "glossary.yaml")

    @property
    def hazards(self) -> dict[str, Hazard]:
        """The library, by slug."""
        return self._by_stem(Hazard)

    @property
    def first_aid(self) -> dict[str, AidTopic]:
        """Topics of first aid by slug, what kills soonest first; nothing when there are none."""
        topics = self._by_stem(AidTopic)
        return dict(sorted(topics.items(), key=lambda item: (item[1].order, item[0])))

    @property
    def campaigns(self) -> dict[str, Campaign]:
        """Campaigns by id; nothing when there are none."""
        return self._by_stem(Campaign)

    # Checks ask for it at each line of those who assist.
    @cached_property
    def origins(self) -> dict[str, Origin]:
        """Origin countries, by slug."""
        return self._by_stem(Origin)

    def _there(self, name: str, kind: type[ModelT]) -> ModelT | None:
        """Return a file that need not be there; None when it is not, or could not be read."""
        return _model(self.files.get(name), kind)

    def _by_stem(self, kind: type[ModelT]) -> dict[str, ModelT]:
        return {PurePosixPath(file.name).stem: model for file, model in self.of_kind(kind)}

    def of_kind(self, kind: type[ModelT]) -> Iterator[tuple[LoadedFile, ModelT]]:
        """Yield the files of one kind with their models."""
        for file in self.files.values():
            if isinstance(file.model, kind):
                yield file, file.model


def _expect(file: LoadedFile | None, kind: type[ModelT], name: str) -> ModelT:
    model = _model(file, kind)
    if model is None:
        raise ContentIncompleteError(_not_read(name))
    return model


def _model(file: LoadedFile | None, kind: type[ModelT]) -> ModelT | None:
    return file.model if file is not None and isinstance(file.model, kind) else None


def _not_read(name: str) -> str:
    return f"{name} could not be read. Run: advisory check"
