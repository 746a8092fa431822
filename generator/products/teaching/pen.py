"""Step 4, teaching: an advisory → lines that slides have in common: cautions, proofs, consent.

What must stay together is put together here: a number with its caution and its proof, a proposal
with the word for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...localise.advisory import Advisory
from ...localise.guarding import called_in, cautions_for_helpers
from ...localise.proof_words import proof_text
from ...localise.records.contacts import ContactRecord
from ...localise.records.staff_plan import StaffRecord
from ...localise.records.twins import ConsentRecord, StaffLineRecord
from ...localise.staff_interface import SLIDES
from ...localise.texts import Run, Text, joined, plain
from ...model.staff import Basis
from ..staff.consent import shown
from ..staff.docx.document import Line, line, strong


@dataclass(frozen=True)
class Pen:
    """Writes lines in the words of one advisory."""

    advisory: Advisory
    staff: StaffRecord

    def say(self, name: str, **values: object) -> Text:
        """Return words of the program by their short name."""
        context, message = SLIDES[name]
        return self.advisory.ui(context, message, **values)

    def basis(self, one: StaffLineRecord) -> Text | None:
        """Return what a line rests on, in brackets."""
        return self.rests_on(one.sources, one.basis)

    def rests_on(self, sources: Iterable[str], basis: Basis | None = None) -> Text:
        """Return basis and sources in brackets; what has neither is our proposal, and says so."""
        ids = [plain(key.rpartition(".")[2].upper(), "en") for key in sources]
        if basis is None and not ids:
            basis = "proposal"
        label = [self.advisory.ui.label("basis", basis)] if basis else []
        return _bracketed(joined([*label, *ids], ", "))

    def cautions(self, *values: object) -> Iterator[Line]:
        """Yield the caution of each number in *values*: it stands before the number (CARE 48)."""
        for contact in called_in(self.advisory, *values):
            yield from self._cautions_of(contact)

    def _cautions_of(self, contact: ContactRecord) -> Iterator[Line]:
        for text in cautions_for_helpers(self.advisory, contact):
            yield self._lead("caution", text)

    def proofs(self, *values: object) -> Iterator[Line]:
        """Yield how far each number in *values* is proved."""
        for contact in called_in(self.advisory, *values):
            yield self._proved(contact)

    def _proved(self, contact: ContactRecord) -> Line:
        """Return name, number and proof of a contact."""
        tel = contact.tel
        number = None if tel is None else Text((tel,), tel.lang, "source")
        return line(contact.label, number, _bracketed(proof_text(contact.proof, self.advisory.ui)))

    def conduct(self) -> Iterator[Line]:
        """Yield whom to call outside the office when a helper does harm."""
        contact = self.advisory.contacts.get(self.staff.complaint_contact or "")
        yield line(self.say("conduct"))
        if contact is None or contact.tel is None:
            yield line(self.say("conduct-unknown"))
            return
        if not self.staff.complaint_read:
            yield line(self.say("conduct-unread"))
        yield from self._cautions_of(contact)
        yield (*line(self.say("outside")), *self._proved(contact))

    def consent(self, consent: ConsentRecord | None) -> Iterator[Line]:
        """Yield the words of a signed consent; else what must be said without one (CARE 37)."""
        if consent is None or not shown(consent, self.advisory):
            yield self._lead("consent", self.say("not-signed"), self.say("must-be-said"))
            return
        yield self._lead("consent", consent.title)
        for said in consent.says.values():
            yield line(said)
        yield self._lead("take-back", consent.take_back)

    def _lead(self, name: str, *parts: Text) -> Line:
        """Return a line that begins with words of the program in bold."""
        return (strong(self.say(name)), *line(*parts))


def _bracketed(text: Text) -> Text:
    opening, closing = Run("(", "words", text.lang), Run(")", "words", text.lang)
    return Text((opening, *text.runs, closing), text.lang, text.state, f"({text.source})")
