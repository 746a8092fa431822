"""Step 4: sentences of an advisory → HTML of one paper, and its record: words, numbers, sources.

All that a paper says goes through here, so that its code, its dates and its record follow only from
what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from markupsafe import Markup

from ....localise.advisory import Advisory
from ....localise.guarding import called_in, cautions_for_helpers
from ....localise.number_plates import NumberPlate, number_plates
from ....localise.proof_words import proof_text
from ....localise.records.contacts import ContactRecord, Proof
from ....localise.records.staff import StepRecord
from ....localise.records.staff_plan import StaffRecord
from ....localise.records.twins import AgencyRecord, SourceRecord
from ....localise.texts import Run, Text, plain
from ....text.fonts import has_own_font
from ....text.markup import paper_html
from ...exercise import mark_word, sentences
from ...html import paper
from ...paper.content.picker import Fact
from ...paper.editions.carried import Carried
from ...paper.editions.fact_record import carried
from ...paper.editions.staff_facts import OWNER, staff_carried
from ..consent import shown

Phases = list[tuple[str | None, list[StepRecord]]]


@dataclass
class PaperWords:
    """Renders what one paper says and remembers it."""

    advisory: Advisory
    staff: StaffRecord
    printed: list[Text] = field(default_factory=list)
    """Content, in order."""
    said: list[Text] = field(default_factory=list)
    """Words of the interface."""
    contacts: dict[str, ContactRecord] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    """Ids of sources, each with its number on this paper."""
    parts: set[str] = field(default_factory=set)
    """Names of the parts that it prints, as records have them."""

    # --- sentences -------------------------------------------------------------------------------

    def t(self, text: Text | None) -> Markup:
        """Return a text of the content."""
        if text is None:
            return Markup()
        self.printed.append(text)
        self._note_numbers(text)
        return paper(text, self.advisory.locale)

    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """Return words of the interface; named as extraction looks for it."""
        return self.interface(self.advisory.ui(context, message, **values))

    def label(self, group: str, key: str) -> Markup:
        """Return the label of a closed choice."""
        return self.interface(self.advisory.ui.label(group, key))

    def interface(self, text: Text) -> Markup:
        """Return a text of the interface."""
        self.said.append(text)
        return paper(text, self.advisory.locale)

    def own(self, name: str, lang: str) -> Markup:
        """Return the name of a language in its own letters."""
        return self.interface(plain(name, lang))

    def exercise(self, text: Text | None) -> Markup:
        """Return a text of an exercise: each sentence is marked in the card's and host's language.

        Whom to call is there by name: nobody dials a real number because of an exercise.
        """
        if text is None:
            return Markup()
        self.printed.append(text)
        marked = [
            Markup("{} {}").format(self.mark(text.lang), self._words(sentence, text.lang))
            for sentence in sentences(self._without_numbers(text))
        ]
        return Markup(" ").join(marked)

    def _without_numbers(self, text: Text) -> str:
        said = ""
        for run in text.runs:
            if run.kind != "tel":
                said += run.text
                continue
            contact = self.advisory.contacts.get(run.contact or "")
            name = str(contact.label) if contact else "–"
            said = said.rstrip() if said.rstrip().endswith(name) else said + name
        return said

    def mark(self, lang: str) -> Markup:
        """Return the mark of an exercise, with the words of a language and of the host country."""
        host = self.advisory.country.language
        if not has_own_font(host):
            host = "en"
        words = [(one, mark_word(one)) for one in dict.fromkeys([lang, host])]
        if len({word for _, word in words}) == 1:
            words = words[:1]
        shown = Markup(" · ").join(self._words(word, one) for one, word in words)
        self.said += [plain(word, one) for one, word in words]
        return Markup('<b class="exercise">{}:</b>').format(shown)

    def _words(self, words: str, lang: str) -> Markup:
        inner = Markup(paper_html(words, lang, ()))  # noqa: S704 - it escapes
        if lang == self.advisory.locale:
            return inner
        return Markup('<span lang="{}">{}</span>').format(lang, inner)

    @staticmethod
    def numbered(phases: Phases) -> list[tuple[str | None, list[tuple[int, StepRecord]]]]:
        """Return steps by phase with their numbers, which go on from one phase to the next."""
        number = count(1)
        return [(phase, [(next(number), one) for one in steps]) for phase, steps in phases]

    @property
    def unsigned(self) -> int:
        """How many texts of consent may not be shown."""
        consents = self.staff.words.consents.values()
        return sum(not shown(one, self.advisory) for one in consents)

    # --- numbers ---------------------------------------------------------------------------------

    @property
    def plates(self) -> list[NumberPlate]:
        """The country's large plates that are there, one for each number."""
        country, contacts = self.advisory.country, self.advisory.contacts
        named = (contacts[key] for key in country.plates if key in contacts)
        return number_plates(named, country.roles)

    def number(self, contact: ContactRecord | NumberPlate) -> Markup:
        """Return the number of a contact or plate, noted as printed; "" where it has none."""
        for one in _whom(contact):
            self._note(one)
        if contact.tel is None:
            return Markup()
        return Markup('<span class="n" dir="ltr">{}</span>').format(contact.tel.text)

    def proof(self, contact: ContactRecord | NumberPlate) -> Markup:
        """Return how far the number of a contact or plate is proved."""
        return self.proof_of(contact.proof)

    def proof_of(self, proof: Proof) -> Markup:
        """Return the wording of a proof."""
        return self.interface(proof_text(proof, self.advisory.ui))

    def cautions(
        self, contact: ContactRecord | NumberPlate, agency: AgencyRecord | None = None
    ) -> list[Text]:
        """What a number must not be parted from (CARE 48), on the card of *agency* too."""
        whom = _whom(contact)
        found = (t for one in whom for t in cautions_for_helpers(self.advisory, one, agency))
        return list({str(text): text for text in found}.values())

    def called_in(self, *values: object) -> list[ContactRecord]:
        """Contacts whose numbers stand inside the sentences of *values*."""
        return called_in(self.advisory, *values)

    def _note_numbers(self, text: Text) -> None:
        for contact in self.called_in(text):
            self._note(contact)

    def _note(self, contact: ContactRecord) -> None:
        if contact.number:
            self.contacts[contact.id] = contact
        for source in contact.sources:
            self.source_number(source)

    # --- sources ---------------------------------------------------------------------------------

    @property
    def sources(self) -> Mapping[str, SourceRecord]:
        """All that may be cited."""
        return {**self.advisory.sources, **self.staff.sources}

    def source_number(self, key: str) -> int | None:
        """Return the number of a source on this paper; None for one that is not there."""
        if key not in self.staff.sources and key not in self.advisory.sources:
            return None
        return self.cited.setdefault(key, len(self.cited) + 1)

    def cite(self, keys: Iterable[str]) -> Markup:
        """Return the numbers of sources, to find them in the list at the end."""
        numbers = sorted(n for key in keys if (n := self.source_number(key)))
        if not numbers:
            return Markup()
        return Markup('<span class="cite">[{}]</span>').format(", ".join(map(str, numbers)))

    def source_list(self) -> list[tuple[int, SourceRecord]]:
        """Sources that were cited so far, by number."""
        sources = self.sources
        return [(number, sources[key]) for key, number in self.cited.items()]

    # --- what the record of the paper says --------------------------------------------------------

    def part(self, group: str, key: str) -> str:
        """Note that a part is printed; prints nothing itself."""
        self.parts.add(f"{OWNER}.{group}.{key}")
        return ""

    @property
    def facts(self) -> set[Fact]:
        """What has a day: numbers and cited sources."""
        sources = self.sources
        facts = {Fact("rules", key, sources[key].read_on) for key in self.cited}
        for key, contact in self.contacts.items():
            days = [sources[name].read_on for name in contact.sources if name in sources]
            days += [contact.called_on] if contact.called_on else []
            if days:
                facts.add(Fact("contacts", f"contacts.{key}", max(days)))
        return facts

    @property
    def carried(self) -> dict[str, Carried]:
        """What it says of each fact."""
        rows = {f"contacts.{key}": one for key, one in self.contacts.items()}
        said = {name: carried(name, contact) for name, contact in rows.items()}
        return dict(sorted({**said, **staff_carried(self.advisory, self.parts)}.items()))

    @property
    def langs(self) -> tuple[str, ...]:
        """Languages with a word on it, that of the document first."""
        found = {run.lang for text in (*self.printed, *self.said) for run in text.runs}
        return tuple(dict.fromkeys([self.advisory.locale, *sorted(found)]))


def shown_date(text: str, lang: str) -> Text:
    """Return a day as a text that is never broken."""
    return Text((Run(text, "date", lang),), lang, "source", text)


def _whom(one: ContactRecord | NumberPlate) -> tuple[ContactRecord, ...]:
    """Whom a number reaches."""
    return one.contacts if isinstance(one, NumberPlate) else (one,)
