"""Step 3: one sentence of content → a ``Text`` of runs in the reader's words, with its data.

In: the sentence as its author wrote it and where it is. Out: a ``Text`` of runs. A number is never
part of a translation: it comes from the contact that is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..load import Content
from ..load.endings import Endings, dialled_from_abroad
from ..load.kinds import STAFF
from ..model import Contact, Source, Until, Value, standing_in
from ..text.languages import Language, format_days, format_money
from ..text.telephone import tel_href
from . import safe_contact
from .interface import ENDED_ASK, ENDED_AT, ENDED_ON, Label
from .place_names import Places
from .proof import proof_of
from .records.contacts import Proof
from .texts import Run, Text, plain
from .translator import Translator, Ui, split_placeholders

_JOINERS = frozenset(
    {",", "or", ", or", "and", "or to", "၊", "ဒါမှမဟုတ်", "သို့မဟုတ်", "နဲ့", "หรือ", "และ", "o", "y", "o al"}
)
"""What stands between numbers that follow one another: "119, 119 or 112"."""


def said_once(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return *runs* without a number just said: ambulance, fire and police often share one."""
    said: list[Run] = []
    for run in runs:
        again = (
            len(said) > 1
            and run.kind == said[-2].kind == "tel"
            and run.text == said[-2].text
            and said[-1].text.strip() in _JOINERS
        )
        if again:
            said.pop()
        else:
            said.append(run)
    return tuple(said)


@dataclass(frozen=True)
class Scope:
    """What surrounds a text: where it is and what its placeholders may name."""

    domain: str
    path: tuple[str, ...]
    namespace: str
    values: tuple[Mapping[str, Value], ...] = ()
    topic: str = "general"

    @property
    def is_for_staff(self) -> bool:
        """Whether those who assist read it."""
        return self.namespace == STAFF

    def child(self, key: str) -> Scope:
        """Return the scope of what is at *key* in it."""
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
        endings: Endings,
    ) -> None:
        self._content, self._pair, self._today = content, corridor, endings.clock.today
        origin, self._host_slug = corridor
        self.host = content.hosts[self._host_slug]
        self.corridor = content.origins[origin].corridors[self._host_slug]
        self._translator = translator
        self._languages = languages
        self.endings = endings
        self.ui = Ui(translator, languages)
        self.places = Places(content, self.host, origin, translator)

    def in_host_language(self) -> Sentences:
        """Speak the host's language, as helpers do."""
        chain = (self.host.country.language, self._translator.source_locale)
        translator = replace(self._translator, chain=chain)
        return type(self)(self._content, self._pair, translator, self._languages, self.endings)

    def words(self, sentence: str, scope: Scope) -> Text:
        """Pick the translation of *sentence* at *scope* and fill its placeholders.

        For a sentence that names something that has ended, say that instead.
        """
        # A withdrawn contact whose stand-in lacks the number that is needed: say whom to ask.
        if self.endings.lacks(sentence, scope.values):
            return self.ask(scope)
        # What has ended must not be offered by any sentence that names it (docs/adr/0031).
        until = self.endings.of_sentence(sentence, scope.values)
        if until is not None and self.endings.clock.is_over(until):
            return self.ended(until, scope)
        context = ".".join(scope.path)
        if (code := self.places.code_at(scope.domain, scope.path)) is not None:
            return self.places.name(code, scope.domain, context, sentence)
        # Placeholders are filled in the picked language: numbers and dates look as they do there.
        picked, lang, state = self._translator.pick(scope.domain, context, sentence)
        runs: list[Run] = []
        for name, piece in split_placeholders(picked):
            if name is None:
                runs.append(self._translator.run(piece, lang))
            else:
                runs += self.fill(name, lang, scope)
        doubtful = self._translator.is_doubtful(lang, scope.domain, context)
        source = self._in_source(sentence, scope)
        return Text(said_once(runs), lang, state, source, doubtful=doubtful)

    def ended(self, until: Until, scope: Scope, afterwards: Text | None = None) -> Text:
        """Tell that something ended, and what to do now: *afterwards*, or whom to ask."""
        first = self.ended_on(until, scope)
        last = afterwards or self._say(ENDED_ASK, scope)
        return first + plain(" ", first.lang) + last

    def ask(self, scope: Scope) -> Text:
        """Say whom to ask, in the place of a sentence that can no longer be said."""
        return self._say(ENDED_ASK, scope)

    def ended_on(self, until: Until, scope: Scope) -> Text:
        """Tell that something ended, and nothing else."""
        if until.at is None:
            return self._say(ENDED_ON, scope, day=until.day)
        # As clocks show it, in every language.
        hour = Run(f"{until.at:%H:%M}", "date", "en")
        return self._say(ENDED_AT, scope, day=until.day, time=hour)

    def _say(self, words: Label, scope: Scope, **values: date | Run) -> Text:
        """Return interface *words* with whom to ask in them; the source as readers see it."""

        def sentence(ui: Ui) -> Text:
            safe = safe_contact.named(self, scope, ui.translator.locale)
            whom = Text(tuple(safe), ui.translator.locale, "source")
            context, message = words
            return ui(context, message, safe_contact=whom, **values)

        text = sentence(self.ui)
        return replace(
            text, source=str(sentence(self.ui.in_locale(self._translator.source_locale)))
        )

    def _in_source(self, sentence: str, scope: Scope) -> str:
        """Return *sentence* as its author's readers see it, as plain text."""
        if "%(" not in sentence:
            return sentence
        source = self._translator.source_locale
        runs: list[Run] = []
        for name, piece in split_placeholders(sentence):
            runs += [Run(piece)] if name is None else self.fill(name, source, scope)
        return "".join(run.text for run in said_once(runs))

    def fill(self, name: str, lang: str, scope: Scope) -> list[Run]:
        """Runs that stand for ``%(name)s`` in a sentence of *lang*."""
        # The nearest first: a mapping may give a name another value than the one around it.
        for values in reversed(scope.values):
            if name in values:
                return [self._value(values[name], lang)]
        if name in ("safe_contact", "safe_text"):
            say = safe_contact.named if name == "safe_contact" else safe_contact.to_write_to
            return say(self, scope, lang)
        kind, _, key = name.partition(".")
        if kind == "name" and key:
            return list(self.label(key, lang).runs)
        numbers = {
            "contact": self.number,
            "text": self._text_number,
            "abroad": self.number_from_abroad,
        }
        if kind in numbers and key:
            return [numbers[kind](key, lang)]
        return [self.number(self.host.country.roles[name], lang)]  # type: ignore[index]

    def standing(self, key: str) -> str:
        """Id of the contact that answers where *key* is named; checks refuse what has none."""
        return standing_in(self.host.assistance.contacts, key) or key

    def contact(self, key: str) -> Contact:
        """Return the contact that answers where *key* is named."""
        return self.host.assistance.contacts[self.standing(key)]

    def label(self, key: str, lang: str) -> Text:
        """Return the name of the contact that answers where *key* is named."""
        key = self.standing(key)
        said = self.said_of_contact(key, "label", self.contact(key).label, lang)
        (run,) = said.runs
        return replace(said, runs=(replace(run, kind="name", contact=key),))

    def said_of_contact(self, key: str, field: str, words: str, lang: str) -> Text:
        """Return the *words* of a contact's *field* for a sentence of *lang*; no placeholders."""
        chain = self.ui.in_locale(lang).translator
        context = f"assistance.contacts.{key}.{field}"
        picked, lang_of_it, state = chain.pick(self._host_slug, context, words)
        return Text((chain.run(picked, lang_of_it),), lang_of_it, state, words)

    def number(self, key: str, lang: str) -> Run:
        """Return the number that answers where *key* is named; empty when the contact has none."""
        contact, sources = self.contact(key), self.host.sources.sources
        run = self.number_of(contact, contact.number, sources, lang)
        return replace(run, contact=self.standing(key)) if run else Run("", "tel", lang)

    def _text_number(self, key: str, lang: str) -> Run:
        channels = self.contact(key).channels
        number = channels.sms if channels is not None else None
        # Checks refuse a sentence that writes to whoever takes no messages.
        return (
            safe_contact.text_number(number, lang, self.standing(key))
            if number
            else Run("", "tel", lang)
        )

    def number_from_abroad(self, key: str, lang: str) -> Run:
        """Return how a contact is dialled from another country; empty when that is not known."""
        run = self.abroad_of(self.contact(key), self.host.sources.sources, lang)
        return replace(run, contact=self.standing(key)) if run else Run("", "tel", lang)

    def number_of(
        self, contact: Contact, number: str | None, sources: Mapping[str, Source], lang: str
    ) -> Run | None:
        """Return *number* of *contact* with how far it is proved; None when there is none."""
        if not number:
            return None
        return replace(self.tel(number, lang), grade=self.proof(contact, sources, number).grade)

    def abroad_of(self, contact: Contact, sources: Mapping[str, Source], lang: str) -> Run | None:
        """Return the number that reaches *contact* from another country; None when unknown."""
        shown = dialled_from_abroad(contact, self.host.country.code)
        if shown is None:
            return None
        number = contact.from_abroad or contact.number
        return replace(self.tel(shown, lang), grade=self.proof(contact, sources, number).grade)

    def proof(self, contact: Contact, sources: Mapping[str, Source], number: str | None) -> Proof:
        """Return how far *number* of *contact* is proved on the day of the build."""
        days = self._content.site.freshness.contacts
        return proof_of(contact, sources, number, max_age_days=days, today=self._today)

    def tel(self, number: str, lang: str) -> Run:
        """Return *number*, to be dialled as it is shown."""
        return Run(number, "tel", lang, tel_href(number, self.host.country.code))

    def name_and_number(self, key: str, lang: str) -> list[Run]:
        """Return how a sentence names a contact."""
        label = list(self.label(key, lang).runs)
        # Of some groups no number is known; their cards say where they are.
        if self.contact(key).number is None:
            return label
        return [*label, Run(" ", "words", lang), self.number(key, lang)]

    def _value(self, value: Value, lang: str) -> Run:
        language = self._languages[lang]
        if value.amount is not None:
            currency = str(value.currency)
            name = self.ui.in_locale(lang).label("currency", currency)
            shown = format_money(value.amount, currency, language)
            return Run(f"{shown} {name}", "money", lang)
        if days := value.days or (value.day and (value.day,)):
            left = [day for day in days if day >= self._today] if value.days else days
            return Run(format_days(left or days[-1:], language), "date", lang)
        if value.url is not None:
            # Nobody types "https://www."; the link behind it stays whole.
            shown = re.sub(r"^https?://(www\.)?|/$", "", value.url)
            return Run(shown, "url", "en", value.url)
        if value.phone is not None:
            return self.tel(value.phone, lang)
        if written_to := value.sms or value.message:
            return (
                safe_contact.text_number(written_to, lang)
                if value.sms
                else Run(written_to, "tel", lang)
            )
        return Run(value.text or "", "name", value.lang or lang)
