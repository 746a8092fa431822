"""Step 3: ``Advisory``, everything that one host country's readers get in one locale, for step 4.

Templates read it. ``localise/assembly.py`` makes it; everything after knows this form alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..model import PaperEdition, Site
from ..text.languages import Language
from .core_lines import CoreCount
from .records.contacts import ContactRecord, PartnerRecord
from .records.facts import AnswersRecord, RuleRecord
from .records.library import AidTopicRecord, HazardRecord, PhraseRecord, PrepareRecord
from .records.spoken import TonguesRecord
from .records.staff_plan import StaffRecord
from .records.twins import (
    CampaignRecord,
    ChangeRecord,
    CorridorRecord,
    CountryRecord,
    GuidesRecord,
    InsuranceRecord,
    OriginRecord,
    ReferralRecord,
    SourceRecord,
    WarningRecord,
)
from .records.wordless import WordlessEdition
from .since import Since
from .translator import Ui


@dataclass(frozen=True)
class Advisory:
    """Everything that readers from one origin country get in one host country and locale."""

    host: str
    origin: str
    locale: str
    language: Language
    languages: Mapping[str, Language]
    ui: Ui
    today: date
    site: Site
    country: CountryRecord
    hazards: Mapping[str, HazardRecord]
    """By slug, gravest first: library and host facts joined."""
    warnings: Mapping[str, WarningRecord]
    first_aid: Mapping[str, AidTopicRecord]
    """By slug, what kills soonest first; the same in every host country."""
    prepare: PrepareRecord
    phrases: Mapping[str, PhraseRecord]
    """Each with ``text`` (reader's words) and ``shown`` (the host's language)."""
    insurance: InsuranceRecord
    contacts: Mapping[str, ContactRecord]
    rules: Mapping[str, RuleRecord]
    answers: AnswersRecord
    guides: GuidesRecord
    people: OriginRecord
    """The origin country: name, people, hotlines."""
    corridor: CorridorRecord
    sources: Mapping[str, SourceRecord]
    """By qualified id, for example ``thailand.r3-25`` or ``hazards.flood.ifrc-flood``."""
    referrals: Mapping[str, ReferralRecord] = field(default_factory=dict)
    """Who helps with what, most needed first: for paper and the pocket file."""
    changes: Mapping[str, ChangeRecord] = field(default_factory=dict)
    partners: Mapping[str, PartnerRecord] = field(default_factory=dict)
    """Organisations that agreed to appear on the papers of this host country."""
    spoken: TonguesRecord | None = None
    """Languages of the origin country to point at; None where there are not at least two."""
    wordless: WordlessEdition | None = None
    """What its host country shows without words: the same in every locale."""
    cores: Mapping[str, CoreCount] = field(default_factory=dict)
    """How much of the core each language to point at has, by key; none for a whole site's."""
    pictures: Mapping[str, int] = field(default_factory=dict)
    """Pictures by what readers made of them: untested, understood, misunderstood."""
    withdrawn: tuple[tuple[str, str | None], ...] = ()
    """Numbers of contacts that were withdrawn, with the id of the contact that took their place."""
    withdrawn_on: Mapping[str, date] = field(default_factory=dict)
    """The day on which each of these was withdrawn, or ended."""
    since: Since = field(default_factory=Since)
    """What differs from what was published last, and what was withdrawn."""
    editions: Mapping[str, PaperEdition] = field(default_factory=dict)
    """Papers in this locale, and those without words, once published, by the code on them."""
    offered: tuple[str, ...] = ()
    """Locales that readers are offered, in the order of site.yaml."""
    recordings: Mapping[str, bytes] = field(default_factory=dict)
    """Sounds that its pages play, by their path below site/."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words of its locale that find the same texts, in groups."""
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else the country is called, by language: what somebody may type on the home page."""
    origin_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The same for the origin country."""
    campaigns: Mapping[str, CampaignRecord] = field(default_factory=dict)
    """Posts that outreach workers send on, of the campaigns for this corridor."""
    signed: frozenset[str] = frozenset()
    """Sentences of the source locale that two people have signed."""
    host_terms: Mapping[str, str] = field(default_factory=dict)
    """A few glossary words in the host country's language, by our English: for helpers."""
    tiles: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The country as tiles: column and row of each province; empty where no map is drawn."""
    assists: bool = False
    """Whether there are pages for those who assist: the others link there and show no more."""
    staff: StaffRecord | None = None
    """For those who assist. Only their products get it: ``products.products`` removes it."""
    in_host_words: Advisory | None = None
    """The same in the language of the host country.

    Only where no reader is offered it and words for those who assist are translated: for the sheet
    that a local officer gets. Only their products get it, as ``staff``.
    """
    staff_said: Mapping[str, str] = field(default_factory=dict)
    """What recorded papers for those who assist say today; only where ``staff`` was removed."""

    @property
    def is_unfinished(self) -> bool:
        """Return whether its host country is a draft: no reader is led there or gets its paper."""
        return any(
            row.draft and (row.origin, row.host) == (self.origin, self.host)
            for row in self.site.corridors
        )
