"""Step 4, pages: what a template shows → notes for the frame of its page, and HTML.

Each text, icon and source that a template shows passes through here: the strip above the page says
how far its words are translated, and the footer lists only the sources that stand behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from ...localise.interface import LABELS
from ...localise.proof_words import BETWEEN, proof_phrases
from ...localise.records.contacts import Proof
from ...localise.records.library import Advice
from ...localise.records.twins import SourceRecord
from ...localise.texts import Run, Text
from ...localise.translator import Ui
from ..html import web
from ..icons import icon_names
from .picture_sheet import drawn
from .place import PagePlace


class PageContext:
    """Renders the small things of one page and remembers what it rendered."""

    def __init__(
        self,
        place: PagePlace,
        base: str,
        ui: Ui,
        sources: Mapping[str, SourceRecord],
    ) -> None:
        self.place = place
        self.base = base
        """Folder of the page set: ``my/thailand/``."""
        self.ui = ui
        self.locale = ui.translator.locale
        self.states: Counter[str] = Counter()
        self.fallbacks: Counter[str] = Counter()
        """Languages of sentences that stand in for missing ones."""
        self.inferred = False
        """Does the page show anything that no source says in these words?"""
        self.originals: list[str] = []
        """Source sentences that open from the strip above the page: see ``beside``."""
        self._seen: set[tuple[str, str, str]] = set()
        self._known_sources = sources
        self._cited: dict[str, int] = {}

    # Words

    def text(self, text: Text | None) -> Markup:
        """Show a text of the content; one that is not in the page's language is marked."""
        if text is None:
            return Markup("")
        stands_in = text.state in ("missing", "behind") and text.lang != self.locale
        self._note(text, stands_in=stands_in)
        if stands_in:
            return self._stand_in(text.lang, web(text, text.lang))
        return web(text, self.locale)

    def note_texts(self, texts: Iterable[Text]) -> str:
        """Note passages that the page shows as they are sent, without markup."""
        for text in texts:
            self.text(text)
        return ""

    def _note(self, text: Text, *, stands_in: bool) -> None:
        """Count a passage; one that the page shows again (a label, a helper) counts once."""
        seen = (text.state, text.lang, text.source)
        if seen in self._seen:
            return
        self._seen.add(seen)
        self.states[text.state] += 1
        if stands_in:
            self.fallbacks[text.lang] += 1

    def _stand_in(self, lang: str, inner: Markup) -> Markup:
        """Mark a sentence of *lang* that stands in for a missing one."""
        return Markup('<span class="fb"{}>{}</span>').format(self._lang(lang), inner)

    def words(self, text: Text | None) -> Markup:
        """Show a text without links, for inside of a link or a summary."""
        return self.text(_unlinked(text)) if text else Markup("")

    def host_text(self, text: Text) -> Markup:
        """Show a sentence in the host's language; its page says how far it is reviewed."""
        inner = web(_unlinked(text), text.lang)
        if text.lang == self.locale:
            return inner
        return Markup("<span{}>{}</span>").format(self._lang(text.lang), inner)

    def _lang(self, tag: str) -> Markup:
        """Return attributes for another language: its tag, and its direction if it differs."""
        languages = self.ui.languages
        attributes = Markup(' lang="{}"').format(tag)
        if tag in languages and languages[tag].direction != languages[self.locale].direction:
            attributes += Markup(' dir="{}"').format(languages[tag].direction)
        return attributes

    def interface(self, context: str, message: str, values: Mapping[str, Any]) -> Markup:
        """Show a sentence of the interface."""
        text = self.ui(context, message, **values)
        self._note(text, stands_in=text.lang != self.locale)
        if text.lang == self.locale:
            return web(text, self.locale)
        return self._stand_in(text.lang, web(text, text.lang))

    def beside(self, item: Advice, *texts: Text | None, above: bool = False) -> Markup:
        """Show the source sentences beside unsigned *texts* in a passage on which a life depends.

        Folded below it, without a script; *above*: in one list that opens from the strip above the
        page (``originals``), where a button after each step would push the next off the screen.
        Other passages have the same page in the source locale, one tap away: both here would double
        what a reader pays for.
        """
        if not item.life_safety:
            return Markup("")
        source = self.ui.translator.source_locale
        sentences = [text for text in texts if text]
        unsure = [
            t for t in sentences if t.state in ("draft", "behind", "missing") and t.lang != source
        ]
        if not unsure:
            return Markup("")
        words = " ".join(text.source for text in sentences)
        if above:
            self.originals.append(words)
            return Markup("")
        return Markup(
            '<details class="src"{lang}><summary>{name}</summary><p>{words}</p></details>'
        ).format(lang=self._lang(source), name=self.source_name, words=words)

    @property
    def source_name(self) -> str:
        """The source language in its own words."""
        return self.ui.languages[self.ui.translator.source_locale].endonym

    def proof(self, proof: Proof, *, apart: bool = False) -> Markup:
        """Show how far a number is proved."""
        phrases = proof_phrases(proof, self.ui, apart=apart)
        return escape(BETWEEN).join(
            self.interface(one.context, one.message, one.values) for one in phrases
        )

    @property
    def source_lang(self) -> Markup:
        """Attributes of an element in the source language."""
        return self._lang(self.ui.translator.source_locale)

    @property
    def translated(self) -> int:
        """Passages of the page that came out in its language, read by a second person or not."""
        return self.states["draft"] + self.states["reviewed"]

    @property
    def mostly_fallback(self) -> bool:
        """Whether most of the page is in another language: the strip then says so once."""
        return self.fallbacks.total() > self.states.total() / 2

    def label(self, group: str, key: str) -> Markup:
        """Show the label of a closed choice; a language without one by its own name."""
        if key not in LABELS[group] and group == "language":
            return Markup("<span{}>{}</span>").format(self._lang(key), self.ui.label(group, key))
        if key not in LABELS[group] and group == "format":
            return escape(key)  # a format of one's own needs no label here to be listed
        context, message = LABELS[group][key]
        return self.interface(context, message, {})

    # Pictures

    def icon(self, name: str, size: str = "") -> Markup:
        """Show an icon beside words that say the same; an unknown name shows nothing."""
        return _icon(name, size)

    def picture(self, name: str, *, dont: bool = False) -> Markup:
        """Show the picture of a line, on white in the dark too; a slash over it means "do not"."""
        return drawn(name, dont=dont)

    # Sources

    def note_inferred(self) -> str:
        """Note that something on the page is our own reading."""
        self.inferred = True
        return ""

    def cite(self, keys: Iterable[str]) -> Markup:
        """Note the sources behind what was just shown; their numbers appear with the list."""
        numbers = sorted(self._numbers(keys))
        if not numbers:
            return Markup("")
        # In brackets and apart, since who copies "1669" must not get "16693". Safe: numbers alone.
        return Markup(f'<sup class="r">&nbsp;[{" ".join(map(str, numbers))}]</sup>')  # noqa: S704

    def _numbers(self, keys: Iterable[str]) -> set[int]:
        ids = [key for key in keys if key in self._known_sources]
        return {self._cited.setdefault(key, len(self._cited) + 1) for key in ids}

    def note_sources(self, keys: Iterable[str]) -> str:
        """Note sources without a number in the text (a plate shows its own)."""
        self._numbers(keys)
        return ""

    @property
    def cited(self) -> list[SourceRecord]:
        """The sources noted so far, in order."""
        return [self._known_sources[key] for key in self._cited]

    # Links

    def url(self, key: str = "", locale: str | None = None) -> str:
        """Return the address of page *key* ("" = overview) of this host."""
        base = self.base if locale is None else self._base_in(locale)
        return self.place.link(f"{base}{key}/" if key else base)

    def base_in(self, locale: str, path: str) -> str:
        """Return *path* (from the root) as it is in another locale."""
        return self._base_in(locale) + path.removeprefix(self.base)

    def link(self, target: str) -> str:
        """Return the address of anything else on the site, by its path from the root."""
        return self.place.link(target)

    def _base_in(self, locale: str) -> str:
        _own, _, below = self.base.partition("/")
        return f"{locale}/{below}"


# The same few are on a page a hundred times.
@cache
def _icon(name: str, size: str) -> Markup:
    if name not in icon_names():
        return Markup("")
    classes = f"i {size}".strip()
    return Markup('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>').format(
        classes, name
    )


def _unlinked(text: Text) -> Text:
    if not any(run.href for run in text.runs):
        return text  # Most have no link.
    return replace(text, runs=tuple(replace(run, href=None) for run in text.runs))


def telephone(run: Run, classes: str = "n") -> Markup:
    """Show a telephone number as data; the link is around it."""
    return Markup('<b class="{}" dir="ltr">{}</b>').format(classes, escape(run.text))
