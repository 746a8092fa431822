"""Step 3: content and some of its facts → advisories in which their words and numbers are marked.

In: the texts, contacts or number in question. Out: the maker of a ``Localiser`` for
``load_advisories``. Whatever a product shows of them has the mark in it, on whichever way it came
there: a mark means that it is shown. Nothing else changes, neither a state nor a grade nor what is
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..load import Content
from ..load.ids import is_same_number
from ..model import Contact, Model, Source, Value
from ..text.languages import Language
from .advisory import Advisory
from .localiser import Localiser
from .records.base import BaseRecord
from .records.contacts import PostRecord
from .records.wordless import WordlessEdition
from .sentences import Scope, Sentences
from .texts import Run, TextState
from .translator import Translator

WORDS, NUMBER = "\ufdd0", "\ufdd1"
"""The marks after words and after numbers: code points that Unicode reserves for programs."""


@dataclass(frozen=True)
class MarkedFacts:
    """What is marked."""

    texts: frozenset[tuple[str, str]] = frozenset()
    """Domain and msgctxt of texts."""
    models: tuple[Model, ...] = ()
    """Contacts and posts all of whose numbers are marked, as the content has them."""
    number: str = ""
    """A number that is marked wherever it stands, however it is written; empty = none."""

    def is_number(self, number: str) -> bool:
        """Return whether *number* is the one that is marked."""
        one, two = self.number, number
        return bool(one) and (is_same_number(one, two) or is_same_number(two, one))

    def has(self, model: Model) -> bool:
        """Return whether all numbers of *model* are marked."""
        return any(model is one for one in self.models)


def marking(facts: MarkedFacts) -> Callable[..., Localiser]:
    """Return what makes a localiser that marks *facts*, from what ``Localiser`` is made of."""

    def localiser_of(
        content: Content,
        corridor: tuple[str, str],
        translator: Translator,
        languages: Mapping[str, Language],
        now: datetime,
    ) -> Localiser:
        marked = _MarkedTranslator(
            translator.chain, translator.catalogs, whole=translator.whole, facts=facts
        )
        return _MarkedLocaliser(content, corridor, marked, languages, now)

    return localiser_of


def with_site_marked(advisory: Advisory, facts: MarkedFacts) -> Advisory:
    """Return *advisory* with site.yaml's line for mistakes marked, if that is the number asked."""
    line = advisory.site.feedback
    if line is None or not facts.is_number(line):
        return advisory
    return replace(
        advisory,
        site=advisory.site.model_copy(update={"feedback": line + NUMBER}),
        wordless=_foot_marked(advisory.wordless, line),
    )


def _foot_marked(edition: WordlessEdition | None, line: str) -> WordlessEdition | None:
    """Return *edition* with the *line* for mistakes in its foot marked, where it is plain text."""
    if edition is None:
        return None
    runs = (
        replace(run, text=run.text + NUMBER) if run.text == line else run
        for run in edition.foot.runs
    )
    return replace(edition, foot=replace(edition.foot, runs=tuple(runs)))


@dataclass(frozen=True)
class _MarkedTranslator(Translator):
    facts: MarkedFacts = field(default_factory=MarkedFacts, kw_only=True)

    def pick(self, domain: str, context: str, msgid: str) -> tuple[str, str, TextState]:
        words, lang, state = super().pick(domain, context, msgid)
        return self._marked(words, domain, context), lang, state

    def pick_name(
        self, domain: str, context: str, msgid: str, names: Mapping[str, str]
    ) -> tuple[str, str, TextState, bool]:
        words, lang, state, known = super().pick_name(domain, context, msgid, names)
        return self._marked(words, domain, context), lang, state, known

    def _marked(self, words: str, domain: str, context: str) -> str:
        is_marked = (domain, context) in self.facts.texts and not words.endswith(WORDS)
        return words + WORDS if is_marked else words


class _MarkedSentences(Sentences):
    def number_of(
        self, contact: Contact, number: str | None, sources: Mapping[str, Source], lang: str
    ) -> Run | None:
        return self._of(contact, super().number_of(contact, number, sources, lang))

    def abroad_of(self, contact: Contact, sources: Mapping[str, Source], lang: str) -> Run | None:
        return self._of(contact, super().abroad_of(contact, sources, lang))

    def tel(self, number: str, lang: str) -> Run:
        run = super().tel(number, lang)
        return _marked(run) if facts_of(self).is_number(number) else run

    def _of(self, contact: Contact, run: Run | None) -> Run | None:
        return _marked(run) if run and facts_of(self).has(contact) else run

    def _value(self, value: Value, lang: str) -> Run:
        run = super()._value(value, lang)
        # A number for messages only, which nobody dials.
        sent_to = value.message or value.sms
        return _marked(run) if sent_to and facts_of(self).is_number(sent_to) else run


class _MarkedLocaliser(Localiser):
    speaks_by = _MarkedSentences

    def _record(
        self, model: Model, scope: Scope, key: str = "", stands_for: tuple[str, ...] = ()
    ) -> BaseRecord:
        record = super()._record(model, scope, key, stands_for)
        if not isinstance(record, PostRecord):
            return record
        facts = facts_of(self.sentences)

        # A post keeps its numbers as they are written.
        def marked(numbers: tuple[str, ...]) -> tuple[str, ...]:
            whole = facts.has(model)
            return tuple(n + NUMBER if whole or facts.is_number(n) else n for n in numbers)

        return replace(
            record, numbers=marked(record.numbers), message_numbers=marked(record.message_numbers)
        )


def facts_of(sentences: Sentences) -> MarkedFacts:
    """Return what *sentences* mark."""
    translator = sentences.ui.translator
    return translator.facts if isinstance(translator, _MarkedTranslator) else MarkedFacts()


def _marked(run: Run) -> Run:
    return run if run.text.endswith(NUMBER) else replace(run, text=run.text + NUMBER)
