"""Step 3: content models and catalogs in, one ``Advisory`` per host country and locale out.

Every text is picked along the fallback chain and carries its own language and state; every
placeholder becomes a run of data. Nothing is read from disk here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .advisory import Advisory
from .languages import Language, format_date, format_money
from .load import Content, Host
from .model import (
    PHASES,
    Contact,
    Corridor,
    HostHazard,
    Model,
    Origin,
    Source,
    Value,
    Withdrawable,
    standing_in,
)
from .model.walk import text_fields
from .places import Places
from .proof import proof_of
from .telephone import international, tel_href
from .translator import Translator, Ui, split_placeholders
from .view import Run, Text, View
from .voices import is_fresh, recordings_of, sound_path

_NAMES_CONTACTS = frozenset(
    {"contacts", "alternatives", "plates", "roles", "bar", "reader_line", "safe_contacts"}
)
"""Fields that hold ids of contacts (in one file, the contacts themselves)."""
_NAMES_RULES = frozenset({"rules"})


# --- the walk -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scope:
    """What surrounds a text: where it stands and what its placeholders may name."""

    domain: str
    path: tuple[str, ...]
    namespace: str
    values: tuple[Mapping[str, Value], ...] = ()
    topic: str = "general"

    def child(self, key: str) -> _Scope:
        # Not dataclasses.replace: this is called for each text of each locale.
        path = (*self.path, key)
        return _Scope(self.domain, path, self.namespace, self.values, self.topic)


class Localiser:
    """Turns content models into views, in one locale, for one corridor."""

    def __init__(
        self,
        content: Content,
        corridor: tuple[str, str],
        translator: Translator,
        languages: Mapping[str, Language],
        today: date,
    ) -> None:
        self.content = content
        self.origin_slug, self.host_slug = corridor
        self.host: Host = content.hosts[self.host_slug]
        self.origin: Origin = content.origins[self.origin_slug]
        self.corridor: Corridor = self.origin.corridors[self.host_slug]
        self.translator = translator
        self.languages = languages
        self.today = today
        self.ui = Ui(translator, languages)
        self.places = Places(content, self.host, self.origin_slug, translator)
        self.sounds: dict[str, bytes] = {}
        """What is spoken on the pages, noted on the way."""

    # Texts

    def words(self, sentence: str, scope: _Scope) -> Text:
        """Pick the translation of *sentence* at *scope* and fill its placeholders."""
        context = ".".join(scope.path)
        if (code := self.places.code_at(scope.domain, scope.path)) is not None:
            return self.places.name(code, scope.domain, context, sentence)
        picked, lang, state = self.translator.pick(scope.domain, context, sentence)
        runs: list[Run] = []
        for name, piece in split_placeholders(picked):
            runs += [Run(piece, "words", lang)] if name is None else self.fill(name, lang, scope)
        return Text(tuple(runs), lang, state, self._in_source(sentence, scope))

    def _name_on_signs(self, country: View) -> None:
        """Give each province its name in the host's language, where that is another one.

        It is what signs, tickets and alerts say; a reader compares it letter by letter.
        """
        spoken = self._spoken()
        for code, province in self.host.country.provinces.items():
            at = _Scope(self.host_slug, ("country", "provinces", code, "name"), self.host_slug)
            found, view = spoken.words(province.name, at), country.provinces[code]
            told = found.lang == self.host.country.language and str(found) != str(view.name)
            view.on_signs = found if told else None

    def _spoken(self) -> Localiser:
        """Speak the host's language, as helpers do."""
        chain = (self.host.country.language, self.translator.source_locale)
        translator = replace(self.translator, chain=chain)
        pair = (self.origin_slug, self.host_slug)
        return Localiser(self.content, pair, translator, self.languages, self.today)

    def _in_source(self, sentence: str, scope: _Scope) -> str:
        """Give *sentence* as its author's readers see it, as plain text."""
        if "%(" not in sentence:
            return sentence
        source = self.translator.source_locale
        return "".join(
            piece if name is None else "".join(run.text for run in self.fill(name, source, scope))
            for name, piece in split_placeholders(sentence)
        )

    def fill(self, name: str, lang: str, scope: _Scope) -> list[Run]:
        """Runs that stand for ``%(name)s`` in a sentence of *lang*."""
        for values in reversed(scope.values):
            if name in values:
                return [self._value(values[name], lang)]
        if name == "safe_contact":
            safe = self.corridor.safe_contacts
            return self._name_and_number(safe.get(scope.topic, safe["general"]), lang)  # type: ignore[call-overload]
        kind, _, key = name.partition(".")
        if kind == "contact" and key:
            return [self._number(self._contact(key), lang)]
        if kind == "name" and key:
            return list(self._label(key, lang).runs)
        return [self._number(self._contact(self.host.country.roles[name]), lang)]  # type: ignore[index]

    def _standing(self, key: str) -> str:
        """Id of the contact that answers where *key* is named; checks refuse what has none."""
        return standing_in(self.host.assistance.contacts, key) or key

    def _contact(self, key: str) -> Contact:
        return self.host.assistance.contacts[self._standing(key)]

    def _label(self, key: str, lang: str) -> Text:
        chain = self.ui.in_locale(lang).translator
        key = self._standing(key)
        contact = self._contact(key)
        context = f"assistance.contacts.{key}.label"
        label, found, state = chain.pick(self.host_slug, context, contact.label)
        return Text((Run(label, "name", found),), found, state, contact.label)

    def _number(self, contact: Contact, lang: str) -> Run:
        number = contact.number or ""
        return Run(number, "tel", lang, tel_href(number, self.host.country.code))

    def _name_and_number(self, key: str, lang: str) -> list[Run]:
        label = list(self._label(key, lang).runs)
        return [*label, Run(" ", "words", lang), self._number(self._contact(key), lang)]

    def _value(self, value: Value, lang: str) -> Run:
        language = self.languages[lang]
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
            return Run(value.phone, "tel", lang, tel_href(value.phone, self.host.country.code))
        return Run(value.text or "", "name", value.lang or lang)

    # Trees

    def tree(self, value: Any, scope: _Scope) -> Any:
        """Localise a model, a mapping or a plain value."""
        if isinstance(value, Model):
            return self._model(value, scope)
        if isinstance(value, dict):
            return self._mapping(value, scope)
        if isinstance(value, tuple):
            return tuple(self.tree(child, scope) for child in value)
        return value

    def _mapping(self, value: dict[str, Any], scope: _Scope) -> dict[str, Any]:
        """Localise a mapping, without what was withdrawn."""
        gone = [key for key, child in value.items() if _is_withdrawn(child)]
        views = {key: self._item(key, value[key], scope) for key in value if key not in gone}
        for key in gone:
            if (successor := standing_in(value, key)) is not None:
                # Formats of leaflets name it by its old id. The underscore keeps it out of data/.
                view = views[successor]
                view._stands_for = (*getattr(view, "_stands_for", ()), key)  # noqa: SLF001
        return views

    def _item(self, key: str, child: Any, scope: _Scope) -> Any:
        view = self.tree(child, scope.child(str(key)))
        if isinstance(view, View):
            view.id = key
        return view

    def _model(self, model: Model, scope: _Scope) -> View:
        values = getattr(model, "values", None)
        if values:
            scope = replace(scope, values=(*scope.values, values))
        if topic := getattr(model, "topic", None):
            scope = replace(scope, topic=topic)
        translatable = text_fields(type(model))
        fields: dict[str, Any] = {}
        for name in type(model).model_fields:
            child, at = getattr(model, name), scope.child(name)
            if name == "sources" and isinstance(child, tuple):
                fields[name] = tuple(f"{scope.namespace}.{key}" for key in child)
            elif name == "withdrawn":
                continue  # a note for colleagues
            elif name in _NAMES_CONTACTS or name in _NAMES_RULES:
                fields[name] = self._names(name, child, at)
            elif name not in translatable or child is None:
                fields[name] = self.tree(child, at)
            elif isinstance(child, dict):
                fields[name] = {key: self.words(text, at.child(key)) for key, text in child.items()}
            else:
                fields[name] = self.words(child, at)
        view = View(**fields)
        self._speak(view, model, scope)
        if isinstance(model, Contact):
            self._complete_contact(view, model, scope)
        return view

    def _speak(self, view: View, model: Model, scope: _Scope) -> None:
        """Give a text its recordings, in the reader's language and that of the host, while they fit it."""
        if not self.content.recordings.recordings:
            return
        spoken = (self.translator.locale, self.host.country.language)
        found = [
            recording
            for name in ("text", "more")
            if (sentence := getattr(model, name, None)) is not None
            for _key, recording in recordings_of(
                self.content, scope.domain, ".".join((*scope.path, name))
            )
            if recording.language in spoken and is_fresh(recording, sentence, self.translator)
        ]
        if not found:
            return
        # The speaker's handle is for colleagues: no output shows it.
        view.recordings = tuple(
            View(path=sound_path(self.content, one), language=one.language, seconds=one.seconds)
            for one in found
        )
        self.sounds |= {
            sound_path(self.content, one): self.content.sounds[one.file] for one in found
        }

    def _names(self, field: str, value: Any, scope: _Scope) -> Any:
        """Ids of contacts or rules, without those that were withdrawn, or with their stand-ins."""
        if isinstance(value, str):
            return self._standing(value)
        if isinstance(value, dict) and all(isinstance(key, str) for key in value.values()):
            return {name: self._standing(key) for name, key in value.items()}
        if not isinstance(value, tuple):
            return self.tree(value, scope)
        assistance = self.host.assistance
        known: Mapping[str, Withdrawable] = (
            assistance.rules if field in _NAMES_RULES else assistance.contacts
        )
        standing = (standing_in(known, key) for key in value)
        return tuple(dict.fromkeys(key for key in standing if key is not None))

    def _complete_contact(self, view: View, contact: Contact, scope: _Scope) -> None:
        region = self.host.country.code
        sources = self._sources_of(scope.namespace)
        days = self.content.site.freshness.contacts
        view.proof = proof_of(contact, sources, max_age_days=days, today=self.today)
        view.tel = self._number(contact, self.translator.locale) if contact.number else None
        view.other_tel = tuple(
            Run(number, "tel", self.translator.locale, tel_href(number, region))
            for number in contact.other_numbers
        )
        view.abroad = international(contact.number, region) if contact.number else None
        del view.called_by  # a handle is for colleagues: no output shows it

    def _sources_of(self, namespace: str) -> Mapping[str, Source]:
        if namespace == self.origin_slug:
            return self.origin.sources
        return self.host.sources.sources

    # The whole

    def advisory(self) -> Advisory:
        """Build the advisory of this corridor in this locale."""
        host, domain = self.host, self.host_slug
        at = {
            name: _Scope(domain, (name,), domain)
            for name in ("country", "hazards", "insurance", "assistance", "guides")
        }
        assistance = self.tree(host.assistance, at["assistance"])
        origin_scope = _Scope(self.origin_slug, (), self.origin_slug)
        # Its other corridors name contacts of other hosts.
        origin = self.origin.model_copy(update={"corridors": {self.host_slug: self.corridor}})
        people = self.tree(origin, origin_scope)
        corridor = people.corridors[self.host_slug]
        del people.corridors
        country = self.tree(host.country, at["country"])
        self._name_on_signs(country)
        return Advisory(
            host=self.host_slug,
            origin=self.origin_slug,
            locale=self.translator.locale,
            language=self.languages[self.translator.locale],
            languages=self.languages,
            ui=self.ui,
            today=self.today,
            site=self.tree(self.content.site, _Scope("site", (), "site")),
            country=country,
            hazards=self._hazards(at["hazards"]),
            warnings=self.tree(host.hazards.warnings, at["hazards"].child("warnings")),
            prepare=self.tree(self.content.prepare, _Scope("prepare", (), "prepare")),
            phrases=self._phrases(),
            insurance=self.tree(host.insurance, at["insurance"]),
            contacts=assistance.contacts,
            rules=assistance.rules,
            answers=assistance.answers,
            guides=self.tree(host.guides, at["guides"]),
            people=people,
            corridor=corridor,
            sources=self._sources(),
            changes=country.changes,
            partners=self._partners(),
            recordings=self.sounds,
            synonyms=self.content.synonyms.of(self.translator.locale),
            called=self.places.called(host.country),
            origin_called=self.places.called(self.origin),
            tiles={code: (x, y) for code, x, y in host.map.tiles()} if host.map else {},
            withdrawn=self._withdrawn(),
            editions=self.content.editions.by_place.get(
                (self.host_slug, self.translator.locale), {}
            ),
        )

    def _hazards(self, scope: _Scope) -> dict[str, View]:
        hazards: dict[str, View] = {}
        for slug, local in self.host.hazards.hazards.items():
            library = self.content.hazards[slug]
            at = _Scope("hazards", (slug,), f"hazards.{slug}")
            view = self.tree(library, at)
            own = self.tree(local, scope.child("hazards").child(slug))
            messages = _joined(view.messages, own.messages, _gone(local))
            for phase, stages in PHASES.items():
                setattr(view, phase, [m for m in messages if m.stage in stages])
            del view.messages, own.messages
            view.library_sources = tuple(f"hazards.{slug}.{key}" for key in view.sources)
            for name, value in vars(own).items():
                setattr(view, name, value)
            view.id = slug
            hazards[slug] = view
        return hazards

    def _phrases(self) -> dict[str, View]:
        scope = _Scope("phrases", ("phrases",), "phrases")
        phrases = self.content.phrases.said_by(self.origin_slug)
        views: dict[str, View] = self.tree(phrases, scope)
        spoken = self._spoken()
        for key, phrase in phrases.items():
            views[key].shown = spoken.words(phrase.text, scope.child(key).child("text"))
        return views

    def _withdrawn(self) -> tuple[tuple[str, str | None], ...]:
        contacts = self.host.assistance.contacts
        return tuple(
            (number, standing_in(contacts, key))
            for key, contact in contacts.items()
            if contact.withdrawn is not None
            for number in (contact.number, *contact.other_numbers)
            if number
        )

    def _partners(self) -> dict[str, View]:
        return {
            key: View(
                id=key,
                name=Text((Run(partner.name, "name", partner.lang),), partner.lang, "source"),
                number=partner.number,
                tel=Run(
                    partner.number,
                    "tel",
                    self.translator.locale,
                    tel_href(partner.number, self.host.country.code),
                ),
                area=partner.area,
                agreed_on=partner.agreed_on,
                printed=partner.printed,
            )
            for key, partner in self.content.partners.partners.items()
            if partner.host == self.host_slug
        }

    def _sources(self) -> dict[str, View]:
        spaces: dict[str, Mapping[str, Source]] = {
            self.host_slug: self.host.sources.sources,
            self.origin_slug: self.origin.sources,
            "prepare": self.content.prepare.sources,
        }
        for slug in self.host.hazards.hazards:
            spaces[f"hazards.{slug}"] = self.content.hazards[slug].sources
        return {
            f"{space}.{key}": self.tree(source, _Scope(space, (), space))
            for space, sources in spaces.items()
            for key, source in sources.items()
        }


def _joined(
    library: Mapping[str, View], local: Mapping[str, View], gone: frozenset[str]
) -> list[View]:
    """Library messages with the host's own in place of, or after, them.

    *gone* are messages of the library for which the host had its own, withdrawn since: what the
    library says does not hold there, and does not come back.
    """
    replaced = {view.replaces: view for view in local.values() if view.replaces in library}
    added = [view for view in local.values() if view.replaces not in library]
    kept = (key for key in library if key in replaced or key not in gone)
    return [replaced.get(key, library[key]) for key in kept] + added


def _gone(hazard: HostHazard) -> frozenset[str]:
    messages = hazard.messages.values()
    return frozenset(m.replaces for m in messages if m.withdrawn is not None and m.replaces)


def _is_withdrawn(value: object) -> bool:
    return isinstance(value, Withdrawable) and value.withdrawn is not None


def fallback_chain(content: Content, locale: str) -> tuple[str, ...]:
    """The locale, its fallbacks in order, the source locale last, each once."""
    known = content.site.locales.get(locale)
    chain = (locale, *(known.fallback if known else ()), content.site.source_locale)
    return tuple(dict.fromkeys(chain))
