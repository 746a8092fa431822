"""Step 3: a sentence and its catalogs → its words along the fallback chain, and their state.

``Translator`` computes the state of a translation, never reads one; ``Ui`` gives templates the
interface's own words. Nothing is read from disk here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ..model.tables import currencies
from ..po.catalog import INTERFACE, Catalog
from ..text.fonts import has_own_font
from ..text.languages import Language, format_date, format_number
from ..text.plain import PLACEHOLDER
from . import interface
from .texts import Run, RunKind, Text, TextState, plain


@dataclass(frozen=True)
class Translator:
    """Picks a translation along a fallback chain.

    *chain* starts with the wanted locale and ends with the source locale.
    """

    chain: tuple[str, ...]
    catalogs: Mapping[tuple[str, str], Catalog]
    whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict, kw_only=True)
    """The words of the glossary, by language, that no line end cuts."""

    @property
    def locale(self) -> str:
        """The wanted locale."""
        return self.chain[0]

    @property
    def source_locale(self) -> str:
        """The locale authors write in."""
        return self.chain[-1]

    def run(self, words: str, lang: str, kind: RunKind = "words") -> Run:
        """Return *words* as a run that knows which of them no line end cuts."""
        names = self.whole.get(lang, ())
        return Run(words, kind, lang, whole=tuple(word for word in names if word in words))

    def pick(self, domain: str, context: str, msgid: str) -> tuple[str, str, TextState]:
        """Return sentence, its locale, and the state of the wanted locale's translation."""
        # Of the wanted locale, whichever is used: the page says what is missing in the reader's.
        state = self.state(self.locale, domain, context, msgid)
        for locale in self.chain:
            if locale == self.source_locale:
                break
            if self.state(locale, domain, context, msgid) in ("draft", "reviewed"):
                entry = self.catalogs[locale, domain].entries[context]
                return entry.msgstr, locale, state
        return msgid, self.source_locale, state

    def is_doubtful(self, locale: str, domain: str, context: str) -> bool:
        """Return whether readers of the translation in *locale* disagreed on what it asks to do."""
        catalog = self.catalogs.get((locale, domain))
        entry = catalog.entries.get(context) if catalog else None
        return entry is not None and bool(entry.doubtful)

    def pick_name(
        self, domain: str, context: str, msgid: str, names: Mapping[str, str]
    ) -> tuple[str, str, TextState, bool]:
        """The same for the name of a place, whose *names* some locales have without us.

        A translation of ours is before the known name of the same locale, and that before all
        of the next locale: no reader gets another script while her own is known. The last value
        says whether the name is known; in the wanted locale it is a draft, as we have not read it.
        """
        picked, lang, state = self.pick(domain, context, msgid)
        # Only before the locale of our own translation, which is never overruled (docs/adr/0019).
        for locale in self.chain[: self.chain.index(lang)]:
            if locale in names:
                return names[locale], locale, "draft" if locale == self.locale else state, True
        return picked, lang, state, False

    def state(self, locale: str, domain: str, context: str, msgid: str) -> TextState:
        """State of one message in one locale: never typed, always computed."""
        if locale == self.source_locale:
            return "source"
        catalog = self.catalogs.get((locale, domain))
        entry = catalog.entries.get(context) if catalog else None
        return "missing" if entry is None else entry.state(msgid)


@dataclass(frozen=True)
class Ui:
    """The interface's own words, for templates: ``ui("plates.title", "In an emergency, call")``."""

    translator: Translator
    languages: Mapping[str, Language]
    _texts: dict[tuple[object, ...], Text] = field(default_factory=dict, compare=False, repr=False)
    """Sentences that are on page after page: those without a placeholder, and with days in them."""

    def __call__(self, context: str, message: str, **values: object) -> Text:
        """Pick the translation of *message* and fill its ``%(name)s`` from *values*."""
        if not all(isinstance(value, date) for value in values.values()):
            return self._filled(context, message, values)
        key = (context, message, *values.items())
        if key not in self._texts:
            self._texts[key] = self._filled(context, message, values)
        return self._texts[key]

    def _filled(self, context: str, message: str, values: Mapping[str, object]) -> Text:
        sentence, lang, state = self.translator.pick(INTERFACE, context, message)
        return Text(tuple(self._runs(sentence, lang, values)), lang, state, message)

    def label(self, group: str, key: str) -> Text:
        """Label of a closed choice, from ``interface.LABELS``; a language without one says its own.

        One whose letters are in no font of ours says its English name.
        Languages are the one group that grows with ``locales/languages.yaml``.
        """
        if group == "language" and key not in interface.LABELS[group]:
            row = self.languages.get(key)
            if row and not has_own_font(key):
                # In the middle of a sentence in other letters, which no paper of ours could print.
                return plain(row.english, self.translator.source_locale)
            return plain(row.endonym if row else key, key)
        if group == "currency" and key not in interface.LABELS[group]:
            # Of a site of one's own, whose table is read after ours.
            return self(f"currency.{key}", currencies()[key])
        context, message = interface.LABELS[group][key]
        return self(context, message)

    def anew(self) -> Ui:
        """The same words, without what was picked so far: for callers that keep them long."""
        return Ui(self.translator, self.languages)

    def in_locale(self, locale: str) -> Ui:
        """The same words for a sentence that fell back to *locale*."""
        chain = self.translator.chain
        locales = chain[chain.index(locale) :] if locale in chain else (locale, chain[-1])
        return Ui(replace(self.translator, chain=locales), self.languages)

    def _runs(self, sentence: str, lang: str, values: Mapping[str, object]) -> Iterator[Run]:
        for name, piece in split_placeholders(sentence):
            if name is None:
                yield self.translator.run(piece, lang)
                continue
            value = values[name]
            if isinstance(value, Text):
                yield from value.runs
            elif isinstance(value, Run):
                yield value
            elif isinstance(value, date):
                yield Run(format_date(value, self.languages[lang]), "date", lang)
            elif isinstance(value, int):
                yield Run(format_number(value, self.languages[lang]), "words", lang)
            else:
                yield Run(str(value), "words", lang)


def split_placeholders(sentence: str) -> Iterator[tuple[str | None, str]]:
    """Yield ``(None, words)`` and ``(name, "")`` pieces of *sentence* in order."""
    start = 0
    for placeholder in PLACEHOLDER.finditer(sentence):
        if placeholder.start() > start:
            yield None, sentence[start : placeholder.start()]
        yield placeholder["name"], ""
        start = placeholder.end()
    if start < len(sentence):
        yield None, sentence[start:]
