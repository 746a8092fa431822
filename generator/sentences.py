"""Step 3, one sentence: picked in the reader's words, with data where it has placeholders.

In: the sentence as its author wrote it and where it stands. Out: a ``Text`` of runs. A number is never
part of a translation: it comes from the contact that is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .languages import Language, format_date, format_money
from .load import Content
from .model import Contact, Value, standing_in
from .places import Places
from .telephone import tel_href
from .translator import Translator, Ui, split_placeholders
from .view import Run, Text


@dataclass(frozen=True)
class Scope:
    """What surrounds a text: where it stands and what its placeholders may name."""

    domain: str
    path: tuple[str, ...]
    namespace: str
    values: tuple[Mapping[str, Value], ...] = ()
    topic: str = "general"

    def child(self, key: str) -> Scope:
        """Return the scope of what stands at *key* in it."""
        # Not dataclasses.replace: this is called for each text of each locale.
        path = (*self.path, key)
        return Scope(self.domain, path, self.namespace, self.values, self.topic)


class Sentences:
    """Says the sentences of one corridor, origin and host country, in one locale."""

    def __init__(
        self,
        content: Content,
        corridor: tuple[str, str],
        translator: Translator,
        languages: Mapping[str, Language],
    ) -> None:
        self._content, self._pair = content, corridor
        origin, self._host_slug = corridor
        self._host = content.hosts[self._host_slug]
        self._corridor = content.origins[origin].corridors[self._host_slug]
        self._translator = translator
        self._languages = languages
        self.ui = Ui(translator, languages)
        self.places = Places(content, self._host, origin, translator)

    def in_host_language(self) -> Sentences:
        """Speak the host's language, as helpers do."""
        chain = (self._host.country.language, self._translator.source_locale)
        translator = replace(self._translator, chain=chain)
        return Sentences(self._content, self._pair, translator, self._languages)

    def words(self, sentence: str, scope: Scope) -> Text:
        """Pick the translation of *sentence* at *scope* and fill its placeholders."""
        context = ".".join(scope.path)
        if (code := self.places.code_at(scope.domain, scope.path)) is not None:
            return self.places.name(code, scope.domain, context, sentence)
        picked, lang, state = self._translator.pick(scope.domain, context, sentence)
        runs: list[Run] = []
        for name, piece in split_placeholders(picked):
            runs += [Run(piece, "words", lang)] if name is None else self.fill(name, lang, scope)
        return Text(tuple(runs), lang, state, self._in_source(sentence, scope))

    def _in_source(self, sentence: str, scope: Scope) -> str:
        """Give *sentence* as its author's readers see it, as plain text."""
        if "%(" not in sentence:
            return sentence
        source = self._translator.source_locale
        return "".join(
            piece if name is None else "".join(run.text for run in self.fill(name, source, scope))
            for name, piece in split_placeholders(sentence)
        )

    def fill(self, name: str, lang: str, scope: Scope) -> list[Run]:
        """Runs that stand for ``%(name)s`` in a sentence of *lang*."""
        for values in reversed(scope.values):
            if name in values:
                return [self._value(values[name], lang)]
        if name == "safe_contact":
            safe = self._corridor.safe_contacts
            return self._name_and_number(safe.get(scope.topic, safe["general"]), lang)  # type: ignore[call-overload]
        kind, _, key = name.partition(".")
        if kind == "contact" and key:
            return [self.number(self._contact(key), lang)]
        if kind == "name" and key:
            return list(self._label(key, lang).runs)
        return [self.number(self._contact(self._host.country.roles[name]), lang)]  # type: ignore[index]

    def standing(self, key: str) -> str:
        """Id of the contact that answers where *key* is named; checks refuse what has none."""
        return standing_in(self._host.assistance.contacts, key) or key

    def _contact(self, key: str) -> Contact:
        return self._host.assistance.contacts[self.standing(key)]

    def _label(self, key: str, lang: str) -> Text:
        chain = self.ui.in_locale(lang).translator
        key = self.standing(key)
        contact = self._contact(key)
        context = f"assistance.contacts.{key}.label"
        label, found, state = chain.pick(self._host_slug, context, contact.label)
        return Text((Run(label, "name", found),), found, state, contact.label)

    def number(self, contact: Contact, lang: str) -> Run:
        """Return the number of *contact*; empty when it has none."""
        return self.tel(contact.number or "", lang)

    def tel(self, number: str, lang: str) -> Run:
        """Return *number*, to be dialled in the host country."""
        return Run(number, "tel", lang, tel_href(number, self._host.country.code))

    def _name_and_number(self, key: str, lang: str) -> list[Run]:
        label, contact = list(self._label(key, lang).runs), self._contact(key)
        # Of some groups no number is known; their cards say where they are.
        if contact.number is None:
            return label
        return [*label, Run(" ", "words", lang), self.number(contact, lang)]

    def _value(self, value: Value, lang: str) -> Run:
        language = self._languages[lang]
        if value.amount is not None:
            currency = str(value.currency)
            name = self.ui.in_locale(lang).label("currency", currency)
            shown = format_money(value.amount, currency, language)
            return Run(f"{shown} {name}", "money", lang)
        if value.day is not None:
            return Run(format_date(value.day, language), "date", lang)
        if value.url is not None:
            shown = re.sub(r"^https?://(www\.)?|/$", "", value.url)
            return Run(shown, "url", "en", value.url)
        if value.phone is not None:
            return self.tel(value.phone, lang)
        return Run(value.text or "", "name", value.lang or lang)
