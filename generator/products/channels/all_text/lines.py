"""Step 4, all as text: texts of an advisory → whole lines, each number behind its cautions.

One text is one line. An untranslated text is behind a double bar, as on pages; a draft on which a
life depends has its source beside it; in right-to-left scripts, numbers stay together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ....localise.advisory import Advisory
from ....localise.guarding import cautions_before, with_cautions
from ....localise.number_plates import NumberPlate
from ....localise.proof_words import proof_text
from ....localise.records.contacts import ContactRecord, Proof
from ....localise.records.twins import HoursRecord, MessageRecord, PointRecord
from ....localise.texts import Run, Text
from ....text.plain import STEERS, flat, one_blank
from ...pages import queries
from .words import WORDS

FALLBACK = "‖"
"""Stands before what is not translated yet."""
_ISOLATE, _END = "\u2066", "\u2069"
_HELD = ("tel", "money", "date", "url")
Step = PointRecord | MessageRecord


class Lines:
    """What a page says so far, line after line."""

    def __init__(self, advisory: Advisory) -> None:
        self.advisory = advisory
        self._rows: list[str] = []
        self.cited: dict[str, None] = {}
        """Ids of the sources of what was said."""

    def __str__(self) -> str:
        return "".join(f"{row}\n" for row in self._rows)

    # --- words --------------------------------------------------------------------------

    def ui(self, context: str, **values: object) -> Text:
        """Say words of the interface."""
        return self.advisory.ui(context, WORDS[context], **values)

    def plain(self, text: Text | str) -> str:
        """Return *text* on one line, without what would steer a screen."""
        if isinstance(text, str):
            return flat(text)
        held = self.advisory.language.direction == "rtl"
        return one_blank("".join(_run(run, held=held) for run in text.runs))

    def guarded(self, text: Text) -> str:
        """Return *text* behind the cautions of the numbers in it."""
        return " ".join(map(self.plain, with_cautions(self.advisory, text)))

    # --- lines --------------------------------------------------------------------------

    def heading(self, level: int, title: Text | str) -> None:
        """Begin a part. Level 1 is that of a page."""
        self._rows += ["", f"{'#' * level} {self.plain(title)}"]

    def row(self, *parts: str) -> None:
        """Say *parts* on one line; those that are empty are left out."""
        line = " ".join(part for part in parts if part)
        if line:
            self._rows.append(line)

    def say(self, text: Text | None, before: str = "", *, whole: bool = False) -> None:
        """Say *text* on a line of its own; *whole*: with its source, while nobody has signed it."""
        if not text:
            return
        bar = FALLBACK if text.lang != self.advisory.locale and text.state != "source" else ""
        source = self.advisory.ui.translator.source_locale
        doubted = whole and text.state in ("draft", "behind") and text.lang != source
        self.row(before, bar, self.guarded(text), f"[{flat(text.source)}]" if doubted else "")

    def steps(self, items: Iterable[Step], *, numbered: bool = False) -> None:
        """Say what is to be done or known, each with what follows it."""
        for number, item in enumerate(items, start=1):
            self.cite(item.sources)
            mark = f"{number}." if numbered else "-"
            never = self.plain(self.ui("step.dont")) if item.dont else ""
            own = f"({self.plain(self.ui('inferred'))})" if item.inferred else ""
            self.say(item.text, " ".join(filter(None, (mark, never))), whole=item.life_safety)
            self.say(item.more, " ", whole=item.life_safety)
            self.row("  " + own if own else "")

    def points(self, items: Mapping[str, PointRecord]) -> None:
        """Say the points of a mapping."""
        self.steps(items.values())

    def digits(self, run: Run) -> str:
        """Return a number, held together where the script runs from the right."""
        return _run(run, held=self.advisory.language.direction == "rtl")

    # --- numbers ------------------------------------------------------------------------

    def number(self, contact: ContactRecord, run: Run | None, proof: Proof | None = None) -> str:
        """Return one number of *contact* on a line, behind its cautions, with its proof."""
        return self._line([contact], contact.label, run, proof)

    def plate(self, plate: NumberPlate) -> str:
        """Return the number of a plate on a line, behind the cautions of all whom it reaches."""
        return self._line(plate.contacts, plate.label, plate.tel, plate.proof)

    def _line(
        self, contacts: Iterable[ContactRecord], label: Text, run: Run | None, proof: Proof | None
    ) -> str:
        proved = f"({self.plain(proof_text(proof, self.advisory.ui))})" if proof and run else ""
        shown = self.digits(run) if run else ""
        return " ".join(filter(None, (self._cautions(*contacts), self.plain(label), shown, proved)))

    def _cautions(self, *contacts: ContactRecord) -> str:
        # A caution names whom to ask instead: that number has one of its own, perhaps.
        before = (text for one in contacts for text in cautions_before(self.advisory, one))
        return " ".join(dict.fromkeys(map(self.plain, before)))

    def numbers(self, keys: Iterable[str]) -> None:
        """Name contacts with their numbers, without the rest of their cards."""
        for contact in queries.contacts_of(self.advisory, keys):
            self.row("-", self.number(contact, contact.tel))

    def card(self, contact: ContactRecord) -> None:
        """Say all that is known of a contact."""
        self.cite(contact.sources)
        self.row("*", self.number(contact, contact.tel, contact.proof))
        self.say(contact.what_for, " ")
        self.say(contact.more, " ")
        if contact.ended:
            return
        for run, proof in zip(contact.other_tel, contact.other_proof, strict=True):
            self.row(" ", self.number(contact, run, proof))
        if contact.abroad and (contact.tel is None or contact.abroad.text != contact.tel.text):
            self.row(" ", self.number(contact, contact.abroad))
        for fact in self._facts(contact):
            self.row(" ", fact)

    def _facts(self, contact: ContactRecord) -> Iterable[str]:
        a, ui = self.advisory, self.advisory.ui
        if contact.official_name and a.country.language != a.locale:
            yield flat(contact.official_name)
        if contact.answered_in:
            language = ui.label("language", contact.answered_in)
            yield self.plain(self.ui("fact.answered-in", language=language))
        claimed = queries.claimed_languages(a, contact)
        if claimed:
            names = queries.language_names(a, claimed)
            yield self.plain(self.ui("fact.says-it-answers", languages=names))
        if contact.hours:
            yield self.hours(contact.hours)
        yield self.plain(
            ui.label("cost", contact.cost) if contact.cost else self.ui("cost.not-known")
        )
        yield self._yes_no("fact.asks-id", contact.asked_id or contact.asks_id)
        more = self.guarded(contact.without_papers_words) if contact.without_papers_words else ""
        yield self._yes_no("fact.without-papers", contact.without_papers, more)
        ways = [self.plain(ui.label("reach", way)) for way in contact.reach if way != "voice"]
        if ways:
            yield f"{self.plain(self.ui('reach.title'))} {' · '.join(ways)}"
        yield from self._ways(contact)

    def _yes_no(self, asked: str, answer: str, more: str = "") -> str:
        known = self.plain(self.advisory.ui.label("answer", answer))
        return " ".join(filter(None, (self.plain(self.ui(asked)), known, more)))

    def hours(self, hours: HoursRecord | str) -> str:
        """Say opening hours."""
        if isinstance(hours, str):
            return self.plain(self.ui("hours.always"))
        days = self.plain(self.advisory.ui.label("days", hours.days))
        return f"{days} {hours.opens}-{hours.closes}"

    def _ways(self, contact: ContactRecord) -> Iterable[str]:
        ways = contact.channels
        if ways:
            named = {"LINE": ways.line, "Viber": ways.viber, "Facebook": ways.facebook}
            # An address of a service may be a number: it travels as the others do.
            cautions = self._cautions(contact)
            for name, address in named.items():
                if address:
                    yield " ".join(filter(None, (cautions, name, flat(address))))
            for address in (ways.email, ways.web):
                if address:
                    yield flat(address)
            if ways.app:
                yield f"{self.plain(self.ui('channel.app'))} {flat(ways.app)}"
        if contact.address:
            yield flat(contact.address)
        if contact.area:
            yield self.plain(queries.areas(self.advisory, contact.area) or "")

    def cite(self, keys: Iterable[str]) -> None:
        """Note the sources of what was said."""
        self.cited |= dict.fromkeys(keys)


def _run(run: Run, *, held: bool) -> str:
    words = STEERS.sub(" ", run.text)
    # Digits with blanks between them would be read in another order.
    return f"{_ISOLATE}{words.strip()}{_END}" if held and run.kind in _HELD else words
