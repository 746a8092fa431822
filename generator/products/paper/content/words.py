"""Step 4, leaflets: sentences of one or two advisories → words for templates.

In two languages a template says a sentence once: the same sentence of the second advisory is known
by where it is, and follows the first in a line of its own, smaller, with its own ``lang``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from ....load.leaflet_formats import template_of
from ....localise.advisory import Advisory
from ....localise.proof_words import BETWEEN, proof_phrases
from ....localise.records.base import BaseRecord, values_of
from ....localise.records.contacts import Proof
from ....localise.texts import Run, Text
from ....model.leaflet import Block, Leaflet
from ....text.languages import format_date, format_month_year
from ...html import paper as paper_html
from ...sign import sign_of
from ..names import Paper, shows_host_words
from .block_records import BlockContent
from .imprint import Edition
from .render import render_template

Filled = Mapping[tuple[str, int], tuple[Block, BlockContent]]
"""What the blocks of a leaflet print, by panel and number."""


class PaperMarkup(Markup):
    """Words of the interface for paper."""

    plain: str = ""
    """Without markup and break marks, for attributes."""
    first: Markup = Markup()
    """In the reader's language only."""
    under: Text | None = None
    """The same in the second language."""
    host: Markup = Markup()
    """The same in the host country's language; empty when that is the reader's, or missing."""
    other: Markup = Markup()
    """For fields to write in: in the second language, or else the host country's."""


@dataclass
class BlockWords:
    """Renders blocks and remembers what the interface said."""

    advisory: Advisory
    leaflet: Leaflet
    paper: Paper
    edition: Edition | None = None
    printed: list[Text] = field(default_factory=list)
    below: list[Text] = field(default_factory=list)
    """What was said in the second language."""
    chapters: frozenset[str] = frozenset()
    """Panels with something on them: an index names no other."""
    second: Advisory | None = None
    _under: dict[int, Text | Run] = field(default_factory=dict)
    """By ``id`` of a value of the first advisory: the same value of the second."""
    _paired: list[Text | Run] = field(default_factory=list)
    """So that no ``id`` is used twice."""

    def add(self, second: Advisory, under: Filled, over: Filled) -> None:
        """Put the words of a second advisory below those of the first, block by block."""
        self.second = second
        for place, (_, content) in over.items():
            if place in under:
                self._pair(content, under[place][1])
        for one, two in (
            (self.advisory.country, second.country),
            (self.advisory.people, second.people),
            (self.advisory.guides, second.guides),
        ):
            self._pair(one, two)

    def _pair(self, one: object, two: object) -> None:
        if isinstance(one, Text) and isinstance(two, Text):
            self._know(one, two)
        elif isinstance(one, BaseRecord) and type(one) is type(two):
            for left, right in zip(values_of(one), values_of(two), strict=True):
                self._pair(left, right)
        elif isinstance(one, dict) and isinstance(two, dict):
            for key, child in one.items():
                self._pair(child, two.get(key))
        elif isinstance(one, list | tuple) and isinstance(two, list | tuple):
            for left, right in zip(one, two, strict=False):
                self._pair(left, right)

    def _know(self, one: Text | Run, two: Text | Run) -> None:
        self._under[id(one)] = two
        self._paired.append(one)

    def render(self, block: Block, content: BlockContent) -> Markup:
        """Return the HTML of one block."""
        name = block.template if block.block == "words" else block.block
        return self.render_file(template_of(self.paper.format, str(name)), b=content)

    def render_file(self, template: str, **values: object) -> Markup:
        """Return a template with all that templates of leaflets may say."""
        return render_template(
            template,
            edition=self.edition,
            chapters=self.chapters,
            site=self.advisory.site,
            a=self.advisory,
            paper=self.paper,
            t=self.text,
            one=self.one,
            two=self.two,
            act=self.act,
            pgettext=self.pgettext,
            label=self.label,
            ui=self.advisory.ui,
            proof_words=self.proof,
            sign=sign_of,
            good_until=self.good_until,
            **values,
        )

    def text(self, text: Text | None) -> Markup:
        """Return a text of the content as HTML; below it the second language, if all is doubled."""
        return self.two(text) if self.leaflet.second == "all" else self.one(text)

    def one(self, text: PaperMarkup | Text | None) -> Markup:
        """Return a text, or words of the interface, in the reader's language only."""
        if isinstance(text, PaperMarkup):
            return text.first
        return paper_html(text, self.advisory.locale)

    def two(self, text: PaperMarkup | Text | None) -> Markup:
        """Return a text, or words of the interface, and below it the second language, if any."""
        under = text.under if isinstance(text, PaperMarkup) else self._other(text)
        return self.one(text) + self._below([("", under)])

    def act(self, bold: Text, more: Text | None = None) -> Markup:
        """Return what to do in bold and the rest, then both in the second language."""
        shown = Markup("<b>{}</b>").format(self.one(bold))
        if more:
            shown += " " + self.one(more)
        if self.leaflet.second != "all":
            return shown
        return shown + self._below([("b", self._other(bold)), ("", self._other(more))])

    def _other(self, text: Text | None) -> Text | None:
        other = self._under.get(id(text))
        # A number or a name says it already; a sentence that is missing there says nothing new.
        if (
            not isinstance(other, Text)
            or str(other) == str(text)
            or other.lang == self.advisory.locale
        ):
            return None
        return other

    def _below(self, texts: list[tuple[str, Text | None]]) -> Markup:
        lang = self.second.locale if self.second else ""
        shown = []
        for tag, text in texts:
            if text:
                html = paper_html(text, lang)
                shown.append(Markup("<b>{}</b>").format(html) if tag else html)
                self.below.append(text)
        if not shown:
            return Markup()
        return Markup('<span class="l2" lang="{}">{}</span>').format(lang, Markup(" ").join(shown))

    def label(self, group: str, key: str) -> PaperMarkup:
        """Return the label of a closed choice."""
        under = self.second.ui.label(group, key) if self.second else None
        return self._say(self.advisory.ui.label(group, key), under)

    def pgettext(self, context: str, message: str, **values: object) -> PaperMarkup:
        """Return words of the interface; named as extraction looks for it."""
        under = None
        if self.second:
            theirs = {name: self._under.get(id(value), value) for name, value in values.items()}
            under = self.second.ui(context, message, **theirs)
        words = self._say(self.advisory.ui(context, message, **values), under)
        host = self.advisory.country.language
        in_host_language = self.advisory.ui.in_locale(host)(context, message, **values)
        printable = host != self.advisory.locale and shows_host_words(self.advisory)
        if printable and in_host_language.lang == host:
            words.host = self.one(in_host_language)
        if not words.other:
            words.other = words.host
        return words

    def proof(self, proof: Proof, *, apart: bool = False) -> Markup:
        """Return how far a number is proved, in the reader's language only."""
        phrases = proof_phrases(proof, self.advisory.ui, apart=apart)
        phrases_in_words = (
            self.pgettext(one.context, one.message, **one.values) for one in phrases
        )
        return escape(BETWEEN).join(self.one(words) for words in phrases_in_words)

    def _say(self, text: Text, under: Text | None) -> PaperMarkup:
        self.printed.append(text)
        if under and (str(under) == str(text) or under.lang == self.advisory.locale):
            under = None
        first = self.one(text)
        twice = self.leaflet.second == "all"
        words = PaperMarkup(first + self._below([("", under)]) if twice else first)
        words.plain, words.first, words.under = str(text), first, under
        if under:
            words.other = paper_html(under, self.advisory.locale)
            if not twice:
                self.below.append(under)
        return words

    def good_until(self) -> Run:
        """Return the month until which the paper is good, or the day when something on it ends."""
        shown = self._last_day(self.advisory)
        if self.second:
            self._know(shown, self._last_day(self.second))
        return shown

    def _last_day(self, advisory: Advisory) -> Run:
        assert self.edition is not None  # noqa: S101 - blocks that show it are printed last
        form = format_date if self.edition.ends_by_day else format_month_year
        return Run(form(self.edition.valid_until, advisory.language), "date", advisory.locale)

    def title(self) -> str:
        """Return the title of the document, for readers' programs."""
        edition = self.advisory.wordless
        if self.paper.is_wordless and edition:
            # A card and a slip are called by their first number, which tells nobody anything.
            return str(edition.numbers[0].plate.tel.text if self.leaflet.neutral else edition.title)
        if self.leaflet.neutral:
            line = self.advisory.contacts.get(self.advisory.corridor.reader_line)
            first = line or self.advisory.contacts[self.advisory.country.plates[0]]
            return str(first.number)
        pieces = [str(self.advisory.country.name)]
        if self.paper.region:
            pieces.append(str(self.advisory.country.regions[self.paper.region].name))
        if self.paper.profile:
            pieces.append(str(self.advisory.ui.label("profile", self.paper.profile)))
        else:
            # Not whom it is for: titles are in lists of files, where others see them.
            pieces.append(str(self.advisory.ui("leaflet.for", "what to do in danger")))
        return " · ".join(pieces)
