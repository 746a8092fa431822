"""Step 4, staff: an advisory → blocks of several papers to adapt: box, lines, steps, numbers.

What must stay together is put together here: a number with its caution and its proof, a call with
what may follow, a proposal with the word for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ....localise.advisory import Advisory
from ....localise.guarding import called_in, cautions_for_helpers
from ....localise.proof_words import proof_text
from ....localise.records.contacts import ContactRecord
from ....localise.records.staff import ProcedureRecord, StepRecord
from ....localise.records.staff_plan import StaffRecord
from ....localise.records.twins import (
    AgencyRecord,
    ConsentRecord,
    DecisionRecord,
    FearFirstRecord,
    MayFollowRecord,
    StaffLineRecord,
    TimeLimitRecord,
)
from ....localise.staff_interface import DOCX
from ....localise.texts import Run, Text, plain, texts
from ....model.staff import Basis
from ..consent import shown
from ..pages.facts import told_to_nobody
from .document import Block, Heading, Line, Paragraph, Style, Table, cell, joined, line, strong

SEPARATOR = " · "
TICK_BOX = "☐"


@dataclass
class Pen:
    """Writes blocks in the words of one advisory, and remembers which sources they rest on."""

    advisory: Advisory
    staff: StaffRecord
    cited: dict[str, None] = field(default_factory=dict)
    """Qualified ids of sources, in the order in which they are first named."""

    def say(self, name: str, **values: object) -> Text:
        """Return words of the program by their short name."""
        context, message = DOCX[name]
        return self.advisory.ui(context, message, **values)

    def label(self, group: str, key: str) -> Text:
        """Return the label of a closed choice."""
        return self.advisory.ui.label(group, key)

    # --- texts ------------------------------------------------------------------------------------

    def paragraph(
        self, *parts: Text | None, style: Style = "Normal", first: bool = False
    ) -> Iterator[Block]:
        """Yield one paragraph; none when it says nothing."""
        if said := line(*parts):
            yield Paragraph(said, style, first)

    def lead(self, name: str, *parts: Text | None, style: Style = "Normal") -> Iterator[Block]:
        """Yield a paragraph that begins with words of the program in bold."""
        if said := line(*parts):
            yield Paragraph((strong(self.say(name)), *said), style)

    def lines(
        self, lines: Mapping[str, StaffLineRecord], style: Style = "List Bullet"
    ) -> Iterator[Block]:
        """Yield lines, each with its caution before it and its basis and proofs below."""
        for one in lines.values():
            yield from self.cautions(one.text, one.more)
            yield Paragraph(line(one.text, one.more, self.basis(one)), style)
            yield from self.proofs(one.text, one.more)

    def basis(self, one: StaffLineRecord) -> Text | None:
        """Return what a line rests on, in brackets."""
        return self.rests_on(one.sources, one.basis)

    def rests_on(self, sources: Iterable[str], basis: Basis | None = None) -> Text | None:
        """Return basis and sources in brackets; what has neither is our proposal, and says so."""
        keys = list(sources)
        self.cited |= dict.fromkeys(keys)
        ids = [plain(key.rpartition(".")[2].upper(), "en") for key in keys]
        if basis is None and not keys:
            basis = "proposal"
        said = joined([*([self.label("basis", basis)] if basis else []), *ids], ", ")
        return None if said is None else _bracketed(said)

    # --- numbers ----------------------------------------------------------------------------------

    def contacts_in(self, *values: object) -> list[ContactRecord]:
        """Return the contacts whose numbers stand in texts below *values*, each once."""
        return called_in(self.advisory, *values)

    def cautions(self, *values: object, style: Style = "Caution") -> Iterator[Block]:
        """Yield the caution of each number in *values*: it stands before the number (CARE 48)."""
        for contact in self.contacts_in(*values):
            yield from self.caution(contact, style)

    def caution(
        self, contact: ContactRecord, style: Style = "Caution", agency: AgencyRecord | None = None
    ) -> Iterator[Block]:
        """Yield the caution of a contact, if any; *agency* says for whom it is unsafe."""
        for text in cautions_for_helpers(self.advisory, contact, agency):
            yield from self.lead("caution", text, style=style)

    def proofs(self, *values: object, style: Style = "Note") -> Iterator[Block]:
        """Yield how far each number in *values* is proved."""
        for contact in self.contacts_in(*values):
            yield Paragraph(self.proved(contact), style)

    def number(self, contact: ContactRecord) -> Text | None:
        """Return the number of a contact, where there is one."""
        return None if contact.tel is None else Text((contact.tel,), contact.tel.lang, "source")

    def proved(self, contact: ContactRecord) -> Line:
        """Return name, number and proof of a contact, as one line."""
        proof = _bracketed(proof_text(contact.proof, self.advisory.ui))
        return line(contact.label, self.number(contact), proof)

    def number_cell(self, agency: AgencyRecord) -> tuple[Line, ...]:
        """Return a cell with the numbers of *agency*: caution, name, number, proof of each."""
        contacts = self.advisory.contacts
        rows: list[Line] = []
        for contact in (contacts[key] for key in agency.contacts if key in contacts):
            if contact.tel is None:
                rows += cell(contact.label, self.say("number-unknown"))
                continue
            said = self.caution(contact, agency=agency)
            rows += [block.line for block in said if isinstance(block, Paragraph)]
            rows.append(self.proved(contact))
        return tuple(rows) or cell(self.say("number-unknown"))

    # --- what is said first -----------------------------------------------------------------------

    def box(self) -> Iterator[Block]:
        """Yield what nobody who adapts the paper may take out."""
        yield from self.paragraph(self.say("never-out"), style="Box Title")
        for name in ("never-out-consent", "never-out-asked", "never-out-told"):
            yield from self.paragraph(self.say(name), style="Box")

    def imprint(self) -> Iterator[Block]:
        """Yield what every paper says of itself."""
        yield from self.paragraph(self.say("draft"), self.say("adapt"), self.say("no-paper-of"))
        states = {text.state for text in texts(self.staff)}
        if not states.isdisjoint(("draft", "behind")):
            yield from self.paragraph(self.say("draft-translation"), style="Action")
        if not states.isdisjoint(("missing", "behind")):
            source = self.advisory.ui.translator.source_locale
            language = self.advisory.ui.label("language", source)
            yield from self.paragraph(self.say("not-translated", language=language), style="Action")

    def opening(self, procedure: ProcedureRecord) -> Iterator[Block]:
        """Yield what is urgent: can the person talk, who is in danger, then fear (CARE 63)."""
        if procedure.fear_first is not None:
            yield from self.paragraph(self.say("can-you-talk"), style="Action")
        if procedure.asks_first:
            yield from self.paragraph(self.say("asks-first"), style="Action")
            yield from self.lines(procedure.asks_first)
        yield from self.fear(procedure.fear_first)

    def helper_risk(self, procedure: ProcedureRecord) -> Iterator[Block]:
        """Yield what may happen to the helper: before the steps, below "lives first" (CARE 63)."""
        yield from self.paragraph(self.say("off-life"), style="Action")
        here = procedure.here
        risk = (here.helper_risk if here else None) or procedure.helper_risk
        yield from self.paragraph(self.say("helper-risk"), style="Action")
        if risk is None:
            yield from self.paragraph(self.say("ask-lawyer"))
        else:
            yield from self.lines({"risk": risk}, "Normal")

    def fear(self, fear: FearFirstRecord | None) -> Iterator[Block]:
        """Yield the question whether the person is afraid to go back, and the other way."""
        if fear is not None:
            yield from self.paragraph(self.say("fear-first"), style="Box Title")
            yield from self.paragraph(self.say("fear-question"), style="Box")
            yield from self.cautions(fear.other_way, style="Box")
            yield from self.lead("fear-yes", fear.other_way, style="Box")
            yield from self.proofs(fear.other_way, style="Box")

    def nobody_told(self, procedure: ProcedureRecord) -> Iterator[Block]:
        """Yield, if the procedure asks for it, that nobody is told where a person is (CARE 35)."""
        if told_to_nobody(procedure):
            yield from self.paragraph(self.say("nobody-told"), style="Action")

    def conduct(self) -> Iterator[Block]:
        """Yield whom to call outside the office when a helper does harm: ends each procedure."""
        contact = self.advisory.contacts.get(self.staff.complaint_contact or "")
        yield from self.paragraph(self.say("conduct"), style="Action")
        if contact is None or contact.tel is None:
            yield from self.paragraph(self.say("conduct-unknown"))
            return
        if not self.staff.complaint_read:
            yield from self.paragraph(self.say("conduct-unread"))
        yield from self.caution(contact)
        yield Paragraph((*line(self.say("outside")), *self.proved(contact)))

    # --- consent ----------------------------------------------------------------------------------

    def consent(
        self, consent: ConsentRecord | None, style: Style = "List Continue"
    ) -> Iterator[Block]:
        """Yield the words of a signed consent; else what must be said without one (CARE 37)."""
        if consent is None or not shown(consent, self.advisory):
            yield from self.lead(
                "consent", self.say("not-signed"), self.say("must-be-said"), style=style
            )
            return
        yield from self.lead("consent", consent.title, style=style)
        for said in consent.says.values():
            yield from self.paragraph(said, style=style)
        yield from self.lead("take-back", consent.take_back, style=style)

    # --- steps ------------------------------------------------------------------------------------

    def may_follow(
        self, told: MayFollowRecord | None, style: Style = "List Continue"
    ) -> Iterator[Block]:
        """Yield what may follow, said before anybody is called (CARE 36)."""
        if told is None:
            return
        yield Paragraph((strong(self.say("may-follow")),), style)
        yield from self.lead("good", told.good, style=style)
        yield from self.lead("bad", told.bad or self.say("bad-not-known"), style=style)
        yield from self.lead("unknown", told.not_known, self.rests_on(told.sources), style=style)
        yield Paragraph((strong(self.say("shall-we")),), style)

    def off(self, step: StepRecord) -> tuple[Text, Text]:
        """Return that a step is off, what it is about, and that lives come first (CARE 62)."""
        return self.say("houses-off", step=step.about), self.say("off-life")

    def steps(self, steps: Mapping[str, StepRecord]) -> Iterator[Block]:
        """Yield numbered steps, each with what is said before it above what is done."""
        first = True
        phase = None
        for step in steps.values():
            if step.phase not in (None, phase):
                phase = step.phase
                yield from self.paragraph(self.label("step-phase", str(phase)), style="Action")
            yield Paragraph(line(strong(self.role(step.who))), "List Number", first)
            first = False
            yield from self._step(step)

    def short_steps(self, steps: Mapping[str, StepRecord]) -> Iterator[Block]:
        """Yield numbered steps for a card: action, limits, what must be said before (CARE 58)."""
        first = True
        for step in steps.values():
            ahead = step.told_anyway or step.may_follow or list(self.cautions(step.text, step.more))
            ours = self.rests_on((), "proposal") if step.basis == "proposal" else None
            done = self.off(step) if step.off else () if ahead else (step.text, step.more, ours)
            yield Paragraph(line(strong(self.role(step.who)), *done), "List Number", first)
            first = False
            if step.off:
                continue
            if ahead:
                yield from self._said_before(step)
                yield Paragraph(line(strong(step.text), step.more, ours), "List Continue")
            yield from self.proofs(step.text, step.more)
            if step.consent:
                yield from self.consent(self.staff.words.consents.get(step.consent))
            yield from self._decision(step.decision)
            yield from self.paragraph(self.limit(step.by), style="List Continue")

    def _said_before(self, step: StepRecord) -> Iterator[Block]:
        if step.told_anyway:
            said = "may-refuse" if step.told_anyway == "may-refuse" else "cannot-stop"
            yield Paragraph((strong(self.say(said)),), "List Continue")
        yield from self.may_follow(step.may_follow)
        yield from self.cautions(step.text, step.more)

    def _step(self, step: StepRecord) -> Iterator[Block]:
        style: Style = "List Continue"
        if step.off:
            yield from self.paragraph(*self.off(step), style=style)
            return
        yield from self._said_before(step)
        yield Paragraph((strong(step.text), *line(step.more)), style)
        yield from self.proofs(step.text, step.more)
        if step.consent:
            yield from self.consent(self.staff.words.consents.get(step.consent))
        yield from self._decision(step.decision)
        yield from self.paragraph(
            self.limit(step.by), *self.form_named(step.form), self.basis(step), style=style
        )

    def _decision(self, asked: DecisionRecord | None) -> Iterator[Block]:
        if asked is None:
            return
        style: Style = "List Continue"
        yield from self.cautions(asked)
        yield Paragraph((strong(asked.question),), style)
        for answer, then in (("yes", asked.yes), ("no", asked.no)):
            yield Paragraph((strong(self.label("answer", answer)), *line(then)), style)
        yield from self.proofs(asked)

    def limit(self, by: TimeLimitRecord | None) -> Text | None:
        """Return by when something is done; a limit of ours says so."""
        if by is None:
            return None
        self.cited |= dict.fromkeys(by.sources)
        return self.say("by-ours" if by.proposal else "by", limit=by.text)

    def form_named(self, key: str | None) -> tuple[Text, ...]:
        """Return which form a step uses."""
        form = self.staff.forms.get(key or "")
        return () if form is None else (self.say("form"), form.title)

    def role(self, key: str) -> Text:
        """Return what a role is called, in a drill too."""
        guide = self.staff.drill_guide
        role = self.staff.roles.get(key) or (guide.roles.get(key) if guide else None)
        return plain(key, "en") if role is None else role.title

    def roles(self, keys: Iterable[str]) -> Text | None:
        """Return what roles are called, as one text."""
        return joined([self.role(key) for key in keys], self.advisory.language.comma)

    def provinces(self, codes: Iterable[str]) -> Text | None:
        """Return the names of provinces as one text."""
        provinces = self.advisory.country.provinces
        names = [provinces[code].name for code in codes if code in provinces]
        return joined(names, self.advisory.language.comma)

    # --- fields and sources -----------------------------------------------------------------------

    def ruled(self, labels: Mapping[str, Text]) -> Iterator[Block]:
        """Yield a table whose right column is empty: for what is local and secret."""
        if labels:
            yield Table(
                self.say("fill-in"),
                (self.say("field"), self.say("write-here")),
                tuple((cell(label), ()) for label in labels.values()),
                (2, 3),
                tall=True,
            )

    def to_tick(self, choice: Text) -> Line:
        """Return a choice with a box before it."""
        return line(plain(TICK_BOX, choice.lang), choice)

    def not_known(self, gaps: Mapping[str, Text]) -> Iterator[Block]:
        """Yield what nobody could tell us."""
        for gap in gaps.values():
            yield from self.lead("unknown", gap, style="List Bullet")

    def sources(self) -> Iterator[Block]:
        """Yield the sources that were named, with the day each was read."""
        if self.cited:
            yield Heading(self.say("sources"), 1, new_page=True)
        for key in self.cited:
            source = self.staff.sources.get(key) or self.advisory.sources.get(key)
            if source is None:
                continue
            name = plain(key.rpartition(".")[2].upper(), "en")
            told = joined(
                [
                    plain(source.publisher, "en"),
                    *([plain(source.where, "en")] if source.where else []),
                    plain(source.published, "en"),
                    self.say("read-on", day=source.read_on),
                    *(plain(url, "en") for url in source.url),
                ],
                SEPARATOR,
            )
            yield Paragraph((strong(name), *line(told)), "Note")


def _bracketed(text: Text) -> Text:
    opening, closing = Run("(", "words", text.lang), Run(")", "words", text.lang)
    return Text((opening, *text.runs, closing), text.lang, text.state, f"({text.source})")
