"""Step 4, leaflets: an advisory and ids → facts for paper, and a list of what was printed.

In: an advisory. Out: records, and a list of the facts that a leaflet prints, from which follow its
date, the end of its validity and the copies to recall. What this host does not have, or
did not judge fit for paper, is left out whatever a format says; ``advisory check`` names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, TypeVar

from ....localise.advisory import Advisory
from ....localise.records.base import SentenceRecord
from ....localise.records.contacts import ContactRecord, PartnerRecord
from ....localise.records.facts import RuleRecord
from ....localise.records.library import HazardRecord, LocalMessageRecord, PhraseRecord
from ....localise.records.spoken import TongueRecord
from ....localise.records.twins import MessageRecord, PointRecord
from ....localise.texts import Text, texts
from ....model import Until
from ....model.site import Freshness
from ..editions.carried import Carried
from ..editions.fact_record import PaperFact, SourcedFact, carried
from ..errors import LeafletError
from ..names import Paper, shows_host_words

FactKind = Literal["contacts", "schemes", "rules", "hazards"]
StatementT = TypeVar("StatementT", bound=PointRecord | MessageRecord | RuleRecord)
SourcedT = TypeVar("SourcedT", bound=SourcedFact)
_JudgedT = TypeVar(
    "_JudgedT", bound=ContactRecord | PointRecord | MessageRecord | RuleRecord | PhraseRecord
)
"""What is judged fit for paper or not."""


@dataclass(frozen=True)
class Fact:
    """One fact on paper: what kind, and the day somebody last read its source or called."""

    kind: FactKind
    id: str
    day: date

    def overdue_from(self, limits: Freshness) -> date:
        """First day on which it is past its limit in site.yaml."""
        days: int = getattr(limits, self.kind)
        return self.day + timedelta(days=days + 1)


@dataclass(frozen=True)
class PosterPlace:
    """Where one poster hangs, in the words of the person who hangs it."""

    address: str
    """In the host country's script, as an ambulance would want it."""
    way_out: str = ""
    shelter: str = ""
    helper: str = ""


@dataclass
class Picker:
    """Picks what a leaflet prints and remembers it."""

    advisory: Advisory
    paper: Paper | None = None
    place: PosterPlace | None = None
    """Where one poster hangs: local data, for this copy alone."""
    facts: set[Fact] = field(default_factory=set)
    carried: dict[str, Carried] = field(default_factory=dict)
    """What is printed, by its id: with a source or not, to be found again when it is withdrawn."""
    ends: set[date] = field(default_factory=set)
    """Days on which something that is printed ends."""
    pictures: set[str] = field(default_factory=set)
    """Those of phrases that are printed."""

    @property
    def profile(self) -> str | None:
        """The work profile of the paper."""
        return self.paper.profile if self.paper else None

    @property
    def readers_language(self) -> str:
        """The language in which the readers speak, which need not be that of the paper."""
        return self.advisory.people.locales[0]

    @property
    def host_language(self) -> Text:
        """What the host country's language is called, in the words of the paper."""
        return self.advisory.ui.label("language", self.advisory.country.language)

    @property
    def host_letters(self) -> bool:
        """Return whether we have that language's letters; else the paper says that it has none."""
        return shows_host_words(self.advisory)

    @property
    def areas(self) -> frozenset[str]:
        """The provinces of the region of the paper; none = the whole host country."""
        region = self.paper.region if self.paper else None
        return frozenset(self.advisory.country.regions[region].areas if region else ())

    def near(self, contact: ContactRecord) -> bool | None:
        """Return whether *contact* serves the region of the paper; None = the whole country."""
        return None if contact.area is None else not self.areas.isdisjoint(contact.area)

    def hazards(self) -> list[HazardRecord]:
        """Return the hazards of the host, gravest first; before all, those of the region."""
        region = self.paper.region if self.paper else None
        hazards = self.advisory.hazards.values()
        return sorted(hazards, key=lambda hazard: bool(region and region not in hazard.regions))

    def contacts(self, keys: Iterable[str], most: int | None = None) -> list[ContactRecord]:
        """Return the contacts *keys* that have a number, *most* at most."""
        picked = [one for one in _for_paper(self.advisory.contacts, keys) if one.number][:most]
        for contact in picked:
            self._note("contacts", f"contacts.{contact.id}", contact)
        return picked

    def messages(self, slug: str, ids: tuple[str, ...]) -> list[MessageRecord]:
        """Return the messages *ids* of the hazard *slug*, or what the host put in their place."""
        hazard = self.advisory.hazards.get(slug)
        if hazard is None:
            return []
        messages = {one.id: one for one in (*hazard.before, *hazard.during, *hazard.after)}
        local = [one for one in messages.values() if isinstance(one, LocalMessageRecord)]
        messages |= {one.replaces: one for one in local if one.replaces}
        return self.points("hazards", f"hazards.{slug}", messages, ids)

    def pictured(self, slug: str, ids: Collection[str]) -> frozenset[str]:
        """Note the messages *ids* of *slug* that are only a picture; return those for paper.

        *slug* is a hazard. Neither the numbers in their sentences nor their words are printed:
        another translation is the same picture.
        """
        hazard = self.advisory.hazards[slug]
        messages = {one.id: one for one in (*hazard.before, *hazard.during, *hazard.after)}
        picked = [
            messages[key] for key in ids if key in messages and messages[key].carry == "paper"
        ]
        for message in picked:
            key = f"hazards.{slug}.{message.id}"
            self._note("hazards", key, message)
            self.carried[key] = replace(
                self.carried[key], said=self.carried[key].said.split(" ")[0]
            )
        return frozenset(message.id for message in picked)

    def packed(self, pictures: Iterable[str]) -> None:
        """Note the lines of the go-bag that stand as one of *pictures*; they state no fact."""
        shown = set(pictures)
        for key, item in self.advisory.prepare.go_bag.items.items():
            if item.picture in shown:
                name = f"prepare.go_bag.{key}"
                self._carry(name, item)
                self.carried[name] = replace(
                    self.carried[name], said=self.carried[name].said.split(" ")[0]
                )

    def phrases(self, ids: tuple[str, ...]) -> list[PhraseRecord]:
        """Return the phrases *ids*; they state no fact."""
        picked = _for_paper(self.advisory.phrases, ids)
        for phrase in picked:
            self._carry(f"phrases.{phrase.id}", phrase)
        self.numbers_in(picked)
        return picked

    def spelling(self, language: TongueRecord) -> None:
        """Note the sources of a language's name; a spelling changes as slowly as a hazard does."""
        days = [self.advisory.sources[name].read_on for name in language.sources]
        self.facts.add(Fact("hazards", f"spoken.{language.id}", max(days)))

    def wishes(self) -> list[PhraseRecord]:
        """Return what one may wish of an interpreter, and how to help deaf people; no facts."""
        spoken = self.advisory.spoken
        wished = spoken.points if spoken else {}
        picked = [*_for_paper(wished, wished), *self.phrases(("deaf",))]
        self.numbers_in(picked)
        return picked

    def picture_once(self, name: str | None) -> str | None:
        """Return the picture *name* only the first time: one picture means one phrase."""
        if name is None or name in self.pictures:
            return None
        self.pictures.add(name)
        return name

    def points(
        self, kind: FactKind, owner: str, statements: Mapping[str, StatementT], ids: tuple[str, ...]
    ) -> list[StatementT]:
        """Return the statements *ids* out of *statements*, each a fact of *kind*."""
        picked = _for_paper(statements, ids)
        for statement in picked:
            self._note(kind, f"{owner}.{statement.id}", statement)
        self.numbers_in(picked)
        return picked

    def other(self, kind: FactKind, key: str, fact: SourcedT) -> SourcedT:
        """Note a fact that carries no mark for paper."""
        self._note(kind, key, fact)
        self.numbers_in(fact)
        return fact

    def partner(self) -> PartnerRecord | None:
        """Return the partner that is on every paper of its area, if there is one.

        On the paper of a region, one that serves all of it comes before one of the whole country.
        """
        always = [
            (key, partner)
            for key, partner in self.advisory.partners.items()
            if partner.printed == "always" and self._serves(partner)
        ]
        if not always:
            return None
        key, partner = min(always, key=lambda one: one[1].area is None)
        self._carry(f"partners.{key}", partner)
        # Its word that the number may be printed grows old as a reading does.
        self.facts.add(Fact("contacts", f"partners.{key}", partner.agreed_on))
        return partner

    def _serves(self, partner: PartnerRecord) -> bool:
        """Return whether whoever has the paper may call: nobody is sent where they are refused."""
        return partner.area is None or (bool(self.areas) and self.areas <= set(partner.area))

    def numbers_in(self, *values: object) -> None:
        """Note the contacts whose numbers are inside sentences."""
        contacts = self.advisory.contacts
        for text in (text for value in values for text in texts(value)):
            for run in text.runs:
                if run.kind == "tel" and run.contact is not None:
                    self._note("contacts", f"contacts.{run.contact}", contacts[run.contact])

    def _note(self, kind: FactKind, key: str, fact: SourcedFact) -> None:
        self._carry(key, fact)
        sources = self.advisory.sources
        days = [sources[name].read_on for name in fact.sources if name in sources]
        if isinstance(fact, ContactRecord) and fact.called_on is not None:
            days.append(fact.called_on)
        if days:
            self.facts.add(Fact(kind, key, max(days)))

    def _carry(self, key: str, fact: PaperFact) -> None:
        self.carried[key] = carried(key, fact)
        if isinstance(fact, SentenceRecord) and fact.until is not None:
            self.ends.add(Until.parse(fact.until).day)


def _for_paper(items: Mapping[str, _JudgedT], ids: Iterable[str]) -> list[_JudgedT]:
    instead = {old: one for one in items.values() for old in one.stands_for}
    picked = (items.get(key) or instead.get(key) for key in ids)
    # By identity: two ids lead to one fact when the one took the other's place. It is printed once.
    return list({id(one): one for one in picked if one and _is_fit(one)}.values())


def _is_fit(one: _JudgedT) -> bool:
    """Return whether *one* may be carried, and no reader doubts its words on what to do."""
    return one.carry == "paper" and not any(text.doubtful for text in texts(one))


def has_ended(record: SentenceRecord) -> bool:
    """Return whether a record tells of something that has ended: new paper leaves it out."""
    return record.ended is not None


def unsure_translation(values: object) -> bool:
    """Return whether any text below *values* was not read by a second person, or is missing."""
    return any(text.state in ("draft", "behind", "missing") for text in texts(values))


def newest(facts: set[Fact]) -> date:
    """Day of the newest fact. Raises LeafletError when there is none."""
    if not facts:
        raise LeafletError("The leaflet prints no fact with a source. Add blocks that do.")
    return max(fact.day for fact in facts)


def valid_until(facts: set[Fact], limits: Freshness, ends: Collection[date] = ()) -> date:
    """First day on which one of *facts* is past its limit in site.yaml, or that is one of *ends*.

    Paper does not know the hour: it is old from the beginning of the day on which something ends.
    """
    return min(*(fact.overdue_from(limits) for fact in facts), *ends, date.max)
