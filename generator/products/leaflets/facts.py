"""Facts for paper: picked from the advisory by id, each with the day it was last read.

In: an advisory. Out: views, and a list of the facts that a leaflet prints, from which follow its
date, the end of its validity and the copies to recall. What this host does not have, or
did not judge fit for paper, is left out whatever a format says; ``advisory check`` names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from ...advisory import Advisory
from ...model import Until
from ...view import View, texts
from ..carried import Carried, carried
from ..printed import Paper
from .errors import LeafletError

FactKind = Literal["contacts", "schemes", "rules", "hazards"]


@dataclass(frozen=True)
class Fact:
    """One fact on paper: what kind, and the day somebody last read its source or called."""

    kind: FactKind
    id: str
    day: date

    def overdue_from(self, limits: View) -> date:
        """First day on which it is past its limit in site.yaml."""
        days: int = getattr(limits, self.kind)
        return self.day + timedelta(days=days + 1)


@dataclass(frozen=True)
class Place:
    """Where one poster hangs, in the words of whoever hangs it."""

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
    place: Place | None = None
    """Where one poster hangs: local data, for this copy alone."""
    facts: set[Fact] = field(default_factory=set)
    carried: dict[str, Carried] = field(default_factory=dict)
    """What is printed, by its id: with a source or not, to be found again when it is withdrawn."""
    ends: set[date] = field(default_factory=set)
    """Days on which something that is printed ends."""

    @property
    def profile(self) -> str | None:
        """The work profile of the paper."""
        return self.paper.profile if self.paper else None

    @property
    def areas(self) -> frozenset[str]:
        """The provinces of the region of the paper; none = the whole host country."""
        region = self.paper.region if self.paper else None
        return frozenset(self.advisory.country.regions[region].areas if region else ())

    def near(self, view: View) -> bool | None:
        """Tell whether a contact serves the region of the paper; None = the whole country."""
        return None if view.area is None else not self.areas.isdisjoint(view.area)

    def hazards(self) -> list[View]:
        """Give the hazards of the host, gravest first; before all, those of the region."""
        region = self.paper.region if self.paper else None
        found = list(self.advisory.hazards.values())
        return sorted(found, key=lambda view: bool(region and region not in view.regions))

    def contacts(self, keys: Iterable[str], most: int | None = None) -> list[View]:
        """Give the contacts *keys* that have a number, *most* at most."""
        picked = [view for view in _for_paper(self.advisory.contacts, keys) if view.number][:most]
        for view in picked:
            self._note("contacts", f"contacts.{view.id}", view)
        return picked

    def messages(self, hazard: str, ids: tuple[str, ...]) -> list[View]:
        """Give the messages *ids* of *hazard*, or what the host put in their place."""
        view = self.advisory.hazards.get(hazard)
        if view is None:
            return []
        known = {message.id: message for message in (*view.before, *view.during, *view.after)}
        known |= {m.replaces: m for m in known.values() if getattr(m, "replaces", None)}
        return self.points("hazards", f"hazards.{hazard}", known, ids)

    def phrases(self, ids: tuple[str, ...]) -> list[View]:
        """Give the phrases *ids*; they state no fact."""
        picked = _for_paper(self.advisory.phrases, ids)
        for view in picked:
            self._carry(f"phrases.{view.id}", view)
        self.numbers_in(picked)
        return picked

    def points(
        self, kind: FactKind, owner: str, known: Mapping[str, View], ids: tuple[str, ...]
    ) -> list[View]:
        """Give the points *ids* out of *known*, each a fact of *kind*."""
        picked = _for_paper(known, ids)
        for view in picked:
            self._note(kind, f"{owner}.{view.id}", view)
        self.numbers_in(picked)
        return picked

    def other(self, kind: FactKind, key: str, view: View) -> View:
        """Note a fact that carries no mark for paper."""
        self._note(kind, key, view)
        self.numbers_in(view)
        return view

    def partner(self) -> View | None:
        """Give the partner that stands on every paper of the whole host country, if there is one."""
        for key, view in self.advisory.partners.items():
            if view.printed == "always" and view.area is None:
                self._carry(f"partners.{key}", view)
                # Its word that the number may be printed grows old as a reading does.
                self.facts.add(Fact("contacts", f"partners.{key}", view.agreed_on))
                return view
        return None

    def numbers_in(self, *values: Any) -> None:
        """Note the contacts whose numbers stand inside sentences."""
        contacts = self.advisory.contacts
        for text in (text for value in values for text in texts(value)):
            for run in text.runs:
                if run.contact is not None:
                    self._note("contacts", f"contacts.{run.contact}", contacts[run.contact])

    def _note(self, kind: FactKind, key: str, view: View) -> None:
        self._carry(key, view)
        known = self.advisory.sources
        days: list[date] = [known[name].read_on for name in view.sources if name in known]
        if (called_on := getattr(view, "called_on", None)) is not None:
            days.append(called_on)
        if days:
            self.facts.add(Fact(kind, key, max(days)))

    def _carry(self, key: str, view: View) -> None:
        self.carried[key] = carried(key, view)
        if until := getattr(view, "until", None):
            self.ends.add(Until.parse(until).day)


def _for_paper(known: Mapping[str, View], ids: Iterable[str]) -> list[View]:
    instead = {old: view for view in known.values() for old in getattr(view, "_stands_for", ())}
    picked = (known.get(key) or instead.get(key) for key in ids)
    return list({id(view): view for view in picked if view and view.carry == "paper"}.values())


def has_ended(view: View) -> bool:
    """Tell whether a view tells of something that has ended: new paper leaves it out."""
    return hasattr(view, "ended")


def unsure_translation(values: list[Any]) -> bool:
    """Tell whether any text below *values* was not read by a second person, or is missing."""
    return any(text.state in ("draft", "behind", "missing") for text in texts(values))


def newest(facts: set[Fact]) -> date:
    """Day of the newest fact. Raises LeafletError when there is none."""
    if not facts:
        raise LeafletError("The leaflet prints no fact with a source; name some blocks that do.")
    return max(fact.day for fact in facts)


def valid_until(facts: set[Fact], limits: View, ends: Collection[date] = ()) -> date:
    """First day on which one of *facts* is past its limit in site.yaml, or that is one of *ends*.

    Paper does not know the hour: it is old from the beginning of the day on which something ends.
    """
    return min(*(fact.overdue_from(limits) for fact in facts), *ends, date.max)
