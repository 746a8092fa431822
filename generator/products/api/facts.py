"""Step 4, api: records of an advisory → shapes of the API, with cautions and sources.

In: an advisory. Out: the contents of ``contacts.json`` and the others. No address of anybody goes
through here, so no file can have that of a refuge (CARE 38); texts are guarded one by one, so no
file has a number without its caution (CARE 48).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from typing import Any, TypeVar

from ...cache.digests import digest
from ...localise.advisory import Advisory
from ...localise.guarding import cautions_before, is_state_line, safe_to_ask, with_cautions
from ...localise.proof_words import BETWEEN, proof_text
from ...localise.records.base import SentenceRecord
from ...localise.records.contacts import ContactRecord, Proof
from ...localise.records.facts import RuleRecord
from ...localise.records.library import HazardRecord, LocalMessageRecord
from ...localise.records.twins import (
    HoursRecord,
    MessageRecord,
    PointRecord,
    SchemeRecord,
    SourceRecord,
    WarningRecord,
)
from ...localise.texts import Run, jsonable
from ...localise.texts import Text as Words
from ...localise.translator import Ui
from ...text.telephone import stands_in
from . import shapes
from .shapes import as_data

FactT = TypeVar("FactT", bound=shapes.Fact)


class Teller:
    """Makes the shapes of one advisory."""

    def __init__(self, advisory: Advisory) -> None:
        self.advisory = advisory
        self.host = advisory.host

    # --- texts and numbers -----------------------------------------------------------------------

    def text(self, words: Words) -> shapes.Text:
        """Return *words* behind the cautions of the numbers in them, as one text."""
        return _shape(_line(with_cautions(self.advisory, words)))

    def line(self, texts: Sequence[Words]) -> shapes.Text:
        """Return *texts*, at least one, as one."""
        return _shape(_line(texts))

    def maybe(self, words: Words | None) -> shapes.Text | None:
        """Return the same, or None where nothing is said."""
        return self.text(words) if words else None

    def number(
        self, contact: ContactRecord, tel: Run, proof: Proof, abroad: Run | None
    ) -> shapes.Number:
        """Return a number of *contact* with all that it must not be parted from."""
        cautions = cautions_before(self.advisory, contact)
        label, proved = contact.label, self.proof(proof)
        blank = Run(" ", "words", label.lang)
        named = replace(label, runs=(*label.runs, blank, tel), source=f"{label.source} {tel.text}")
        line = _line((*cautions, _joined((named, proved), BETWEEN)))
        return shapes.Number(
            line=_shape(line),
            caution=_shape(_line(cautions)) if cautions else None,
            number=tel.text,
            dial=tel.href,
            from_abroad=abroad.text if abroad else None,
            proof=shapes.ProofOfNumber(
                words=_shape(proved),
                **{
                    name: getattr(proof, name)
                    for name in shapes.ProofOfNumber.model_fields
                    if name != "words"
                },
            ),
        )

    def proof(self, proof: Proof) -> Words:
        """Return how far a number is proved, in words."""
        ui = self.advisory.ui
        return _filled(proof_text(proof, ui), proof_text(proof, self._in_source))

    def label(self, context: str, message: str, **values: object) -> shapes.Text:
        """Return a sentence of the interface, filled in, beside its draft in English too."""
        said, meant = (ui(context, message, **values) for ui in (self.advisory.ui, self._in_source))
        return _shape(_filled(said, meant))

    @property
    def _in_source(self) -> Ui:
        ui = self.advisory.ui
        return ui.in_locale(ui.translator.source_locale)

    @property
    def caution(self) -> shapes.Text:
        """Return what stands before anything that leads to an office of the state."""
        return self.text(self.advisory.corridor.caution)

    def contact_ids(self, keys: Iterable[str]) -> list[str]:
        """Return the ids of contacts."""
        return [f"{self.host}.contacts.{key}" for key in keys]

    # --- facts -----------------------------------------------------------------------------------

    def contacts(self) -> list[shapes.Contact]:
        """Return all contacts: national emergency codes as on plates, lines of the state last."""
        a = self.advisory
        in_order = dict.fromkeys([*(k for k in a.country.plates if k in a.contacts), *a.contacts])
        records = [a.contacts[key] for key in in_order]
        return [self._contact(one) for one in sorted(records, key=self._rank)]

    def _is_guarded(self, contact: ContactRecord) -> bool:
        """Return whether whoever answers may check papers, and *contact* is not safe to ask.

        People who are safe to ask have a caution of their own.
        """
        return is_state_line(self.advisory, contact) and contact.id not in safe_to_ask(
            self.advisory
        )

    def _rank(self, contact: ContactRecord) -> tuple[bool, bool]:
        return not contact.national_emergency, self._is_guarded(contact)

    def _contact(self, one: ContactRecord) -> shapes.Contact:
        rows = [(one.tel, one.proof, one.abroad)] if one.tel else []
        rows += [
            (run, proof, None) for run, proof in zip(one.other_tel, one.other_proof, strict=True)
        ]
        # A line that ended must not be dialled any more.
        numbers = [] if one.ended else [self.number(one, *row) for row in rows]
        guarded = self._is_guarded(one)
        # In front of a national emergency code stands nothing: hesitation kills.
        before = safe_to_ask(self.advisory) if guarded and not one.national_emergency else ()
        hours: Any = one.hours
        if isinstance(one.hours, HoursRecord):
            hours = shapes.Hours(
                days=one.hours.days, opens=one.hours.opens, closes=one.hours.closes
            )
        return self._fact(
            shapes.Contact,
            one,
            f"{self.host}.contacts.{one.id}",
            label=self.text(one.label),
            what_for=self.text(one.what_for),
            more=self.maybe(one.more),
            numbers=numbers,
            press=one.press,
            kind=one.kind,
            national_emergency=one.national_emergency,
            state_line=guarded,
            ask_first=self.contact_ids(before),
            hidden=one.sensitive,
            carry=one.carry,
            languages=None if one.languages is None else list(one.languages),
            hours=hours,
            cost=one.cost,
            asks_id=one.asks_id,
            without_papers=one.without_papers,
            without_papers_words=self.maybe(one.without_papers_words),
            reach=list(one.reach),
            area=None if one.area is None else list(one.area),
            who=list(one.who),
        )

    def hazards(self) -> list[shapes.Hazard]:
        """Return all hazards, the gravest first."""
        return [self._hazard(one) for one in self.advisory.hazards.values()]

    def _hazard(self, one: HazardRecord) -> shapes.Hazard:
        here, anywhere = f"{self.host}.hazards.{one.id}", f"hazards.{one.id}"
        messages = [
            self._message(message, phase, here, anywhere)
            for phase in ("before", "during", "after")
            for message in one.phase(phase)
        ]
        return self._fact(
            shapes.Hazard,
            one,
            here,
            (*one.sources, *one.library_sources),
            library_id=anywhere,
            name=self.text(one.name),
            hidden=one.sensitive,
            severity=one.severity,
            reason=self.text(one.reason),
            codes=shapes.Codes(
                undrr=list(one.codes.undrr), glide=list(one.codes.glide), cap=list(one.codes.cap)
            ),
            regions=list(one.regions),
            areas=list(one.areas),
            seasons=[
                shapes.Season(
                    id=key,
                    regions=list(s.regions),
                    months=list(s.months),
                    fewer=list(s.fewer),
                    inferred=s.inferred,
                    sources=list(s.sources),
                )
                for key, s in one.seasons.items()
            ],
            signs=[self.text(sign) for sign in one.signs.values()],
            messages=messages,
            points=self._points(one.points, f"{anywhere}.points"),
            exposed=self._points(one.exposed, f"{here}.exposed"),
            notes=self._points(one.notes, f"{here}.notes"),
            warnings=[
                self._warning(w, f"{here}.warnings.{key}") for key, w in one.warnings.items()
            ],
            contacts=self.contact_ids(one.contacts),
        )

    def _message(self, one: MessageRecord, phase: str, here: str, anywhere: str) -> shapes.Message:
        owner = here if isinstance(one, LocalMessageRecord) else anywhere
        return self._fact(
            shapes.Message,
            one,
            f"{owner}.{one.id}",
            **self._said(one),
            stage=one.stage,
            phase=phase,
            core=one.core,
            scenario=one.scenario,
        )

    def _warning(self, one: WarningRecord, name: str) -> shapes.Warn:
        return self._fact(
            shapes.Warn,
            one,
            name,
            text=self.text(one.text),
            more=self.maybe(one.more),
            languages=None if one.languages is None else list(one.languages),
            contacts=self.contact_ids(one.contacts),
        )

    def _points(self, points: Mapping[str, PointRecord], owner: str) -> list[shapes.Point]:
        return [
            self._fact(shapes.Point, one, f"{owner}.{key}", **self._said(one))
            for key, one in points.items()
        ]

    def _said(self, one: PointRecord | MessageRecord) -> dict[str, Any]:
        return {
            "text": self.text(one.text),
            "more": self.maybe(one.more),
            "dont": one.dont,
            "inferred": one.inferred,
            "life_safety": one.life_safety,
            "carry": one.carry,
            "topic": one.topic,
            "who": list(one.who),
        }

    def schemes(self) -> list[shapes.Scheme]:
        """Return what can be claimed."""
        return [self._scheme(one) for one in self.advisory.insurance.schemes.values()]

    def insurance_points(self) -> list[shapes.Point]:
        """Return what holds for all schemes."""
        return self._points(self.advisory.insurance.points, f"{self.host}.insurance")

    def _scheme(self, one: SchemeRecord) -> shapes.Scheme:
        name = f"{self.host}.schemes.{one.id}"
        deadline = one.deadline and shapes.Deadline(
            words=self.text(one.deadline.words),
            days=one.deadline.days,
            official=one.deadline.official,
            sources=list(one.deadline.sources),
        )
        return self._fact(
            shapes.Scheme,
            one,
            name,
            caution=self.caution if one.caution else None,
            title=self.text(one.title),
            name=self.text(one.name),
            official_name=one.official_name,
            summary=self.text(one.summary),
            covered={
                status: shapes.Cover(
                    answer=row.answer, words=self.maybe(row.words), sources=list(row.sources)
                )
                for status, row in one.covered.items()
            },
            benefits=self._points(one.benefits, f"{name}.benefits"),
            pays=self.text(one.pays),
            cost=self.text(one.cost),
            proofs=self._points(one.proofs, f"{name}.proofs"),
            deadline=deadline,
            claim=self._points(one.claim, f"{name}.claim"),
            family_abroad=self.text(one.family_abroad),
            contacts=self.contact_ids(one.contacts),
            carry=one.carry,
            who=list(one.who),
        )

    def answers(self) -> list[shapes.Answer]:
        """Return the seven answers."""
        return [
            self._fact(
                shapes.Answer,
                one,
                f"{self.host}.answers.{name}",
                known=one.known,
                text=self.text(one.words),
                more=self.maybe(one.more),
                contacts=self.contact_ids(one.contacts),
                questions=[f"{self.host}.rules.{key}" for key in one.rules],
            )
            for name, one in self.advisory.answers.named().items()
        ]

    def questions(self) -> list[shapes.Question]:
        """Return what migrants ask."""
        return [self._question(one) for one in self.advisory.rules.values()]

    def _question(self, one: RuleRecord) -> shapes.Question:
        return self._fact(
            shapes.Question,
            one,
            f"{self.host}.rules.{one.id}",
            caution=self.caution if one.caution else None,
            question=self.text(one.question),
            answer=one.answer,
            asks=one.asks,
            about=one.about,
            text=self.text(one.words),
            more=self.maybe(one.more),
            contacts=self.contact_ids(one.contacts),
            topic=one.topic,
            life_safety=one.life_safety,
            carry=one.carry,
            who=list(one.who),
        )

    def _fact(
        self,
        shape: type[FactT],
        record: Any,
        fact_id: str,
        cites: Iterable[str] | None = None,
        /,
        **said: Any,
    ) -> FactT:
        cited = list(dict.fromkeys(record.sources if cites is None else cites))
        ends: dict[str, str] = {}
        if isinstance(record, SentenceRecord):
            ends = {k: v for k in ("until", "ended") if (v := getattr(record, k)) is not None}
        days = [s.read_on for key in cited if (s := self.advisory.sources.get(key))]
        fact = shape(
            id=fact_id, version="", sources=cited, read_on=min(days, default=None), **said, **ends
        )
        # Of what the file says of it, so that a program sees whether it must read it again.
        return fact.model_copy(update={"version": digest(as_data(fact))[:12]})

    # --- sources ---------------------------------------------------------------------------------

    def sources(self, cited: Iterable[str]) -> dict[str, shapes.Source]:
        """Return the sources *cited*, by id."""
        known = self.advisory.sources
        names = [name for name in shapes.Source.model_fields if name not in ("url", "where")]
        return {
            key: shapes.Source(
                url=list(known[key].url),
                where=self._where(known[key]),
                **{name: getattr(known[key], name) for name in names},
            )
            for key in dict.fromkeys(cited)
            if key in known
        }

    def _where(self, source: SourceRecord) -> str | None:
        """Return where in a source it was read; None if our note names a number with a caution."""
        numbers = (n for n in self._cautioned if source.where and stands_in(n, source.where))
        return source.where if next(numbers, None) is None else None

    @cached_property
    def _cautioned(self) -> list[str]:
        """All numbers that have a caution."""
        return [
            run.text
            for one in self.advisory.contacts.values()
            if cautions_before(self.advisory, one)
            for run in (one.tel, one.abroad, *one.other_tel)
            if run
        ]


def _line(texts: Iterable[Words]) -> Words:
    """Join *texts* to one line, in the language of the last: what is before it guards it."""
    return _joined(tuple(texts), " ")


def _joined(texts: tuple[Words, ...], between: str) -> Words:
    last = texts[-1]
    mark = Words((Run(between, "words", last.lang),), last.lang, "source", between)
    whole = reduce(lambda one, two: one + mark + two, texts)
    return replace(whole, lang=last.lang, taken_from=last.taken_from)


def _filled(words: Words, in_english: Words) -> Words:
    """Return *words* whose source is filled in: labels have theirs with what was to be put in."""
    return replace(words, source=str(in_english))


def _shape(words: Words) -> shapes.Text:
    return shapes.Text(**jsonable(words, sources=True))
