"""Step 3: content models and catalogs in, one ``Advisory`` per host country and locale out.

Every text is picked along the fallback chain and carries its own language and state; every
placeholder becomes a run of data. Nothing is read from disk here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from .advisory import Advisory
from .endings import NOT_SHOWN, Endings, mark_ended, note_ends
from .languages import Language
from .load import Content, Host
from .model import (
    PHASES,
    Contact,
    Corridor,
    Dated,
    HostHazard,
    Model,
    Origin,
    Post,
    Source,
    Withdrawable,
    standing_in,
)
from .model.walk import text_fields
from .proof import proof_of_post
from .sentences import Scope, Sentences
from .translator import Translator
from .view import Run, Text, View
from .voices import is_fresh, recordings_of, sound_path

_NAMES_CONTACTS = frozenset(
    {"contacts", "alternatives", "plates", "roles", "bar", "reader_line", "safe_contacts"}
)
"""Fields that hold ids of contacts (in one file, the contacts themselves)."""
_FOR_COLLEAGUES = frozenset({"called_by", "says", "safe_quote"})
"""Notes and handles: no output shows them. What a source says may hold a number that was withdrawn."""
_NAMES_RULES = frozenset({"rules"})


class Localiser:
    """Turns content models into views, in one locale, for one corridor."""

    def __init__(
        self,
        content: Content,
        corridor: tuple[str, str],
        translator: Translator,
        languages: Mapping[str, Language],
        now: datetime,
    ) -> None:
        self.content = content
        self.origin_slug, self.host_slug = corridor
        self.host: Host = content.hosts[self.host_slug]
        self.origin: Origin = content.origins[self.origin_slug]
        self.corridor: Corridor = self.origin.corridors[self.host_slug]
        self.translator = translator
        self.languages = languages
        self.endings = Endings.of(self.host, self.corridor, now)
        self.today = self.endings.clock.today
        self.sentences = Sentences(content, corridor, translator, languages, self.endings)
        self.sounds: dict[str, bytes] = {}
        """What is spoken on the pages, noted on the way."""

    # Trees

    def tree(self, value: Any, scope: Scope) -> Any:
        """Localise a model, a mapping or a plain value."""
        if isinstance(value, Model):
            return self._model(value, scope)
        if isinstance(value, dict):
            return self._mapping(value, scope)
        if isinstance(value, tuple):
            return tuple(self.tree(child, scope) for child in value)
        return value

    def _mapping(self, value: dict[str, Any], scope: Scope) -> dict[str, Any]:
        """Localise a mapping, without what was withdrawn, or has ended without a word to tell."""
        gone = [key for key, child in value.items() if _is_withdrawn(child)]
        views = {
            key: self._item(key, child, scope)
            for key, child in value.items()
            if key not in gone and not self.endings.is_gone(child)
        }
        for key in gone:
            successor = standing_in(value, key)
            if successor is not None and successor in views:
                # Formats of leaflets name it by its old id. The underscore keeps it out of data/.
                view = views[successor]
                view._stands_for = (*getattr(view, "_stands_for", ()), key)  # noqa: SLF001
        return views

    def _item(self, key: str, child: Any, scope: Scope) -> Any:
        view = self.tree(child, scope.child(str(key)))
        if isinstance(view, View):
            view.id = key
        return view

    def _model(self, model: Model, scope: Scope) -> View:
        scope = _scope_of(model, scope)
        if isinstance(model, Dated) and self.endings.is_over(model):
            return self._ended(model, scope)
        view = self._standing(model, scope)
        self._speak(view, model, scope)
        note_ends(view, model, self.endings, scope.values)
        return view

    def _standing(self, model: Model, scope: Scope) -> View:
        translatable = text_fields(type(model))
        fields: dict[str, Any] = {}
        for name in type(model).model_fields:
            child, at = getattr(model, name), scope.child(name)
            if name == "sources" and isinstance(child, tuple):
                fields[name] = tuple(f"{scope.namespace}.{key}" for key in child)
            elif name in NOT_SHOWN or name in _FOR_COLLEAGUES:
                continue
            elif name in _NAMES_CONTACTS or name in _NAMES_RULES:
                fields[name] = self._names(name, child, at)
            elif name not in translatable or child is None:
                fields[name] = self.tree(child, at)
            elif isinstance(child, dict):
                fields[name] = {
                    key: self.sentences.words(text, at.child(key)) for key, text in child.items()
                }
            else:
                fields[name] = self.sentences.words(child, at)
        view = View(**fields)
        if isinstance(model, Contact):
            self._complete_contact(view, model, scope)
        elif isinstance(model, Post):
            self._complete_post(view, model, scope)
        return view

    def _ended(self, model: Dated, scope: Scope) -> View:
        """Localise what is left of a statement that has ended: that it has, and what to do now."""
        view, until = self._standing(model.ended(), scope), self.endings.of_statement(model)
        assert until is not None  # noqa: S101 - or it would not be over
        words = model.afterwards
        now = None if words is None else self.sentences.words(words, scope.child("afterwards"))
        setattr(view, model.told_in, self.sentences.ended(until, scope, now))
        mark_ended(view, until)
        if hasattr(view, "answer"):
            view.answer = None  # what was the answer is none any more
        return view

    def _speak(self, view: View, model: Model, scope: Scope) -> None:
        """Give a text its recordings, in the reader's language and that of the host, while they fit it."""
        if not self.content.recordings.recordings:
            return
        spoken = (self.translator.locale, self.host.country.language)
        found = [
            recording
            for name in ("text", "more")
            if (sentence := getattr(model, name, None)) is not None
            if not self.endings.clock.is_over(self.endings.of_sentence(sentence, scope.values))
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

    def _names(self, field: str, value: Any, scope: Scope) -> Any:
        """Ids of contacts or rules, without those that were withdrawn or ended, or with stand-ins."""
        if isinstance(value, str):
            return self.sentences.standing(value)
        contacts = self.host.assistance.contacts
        if isinstance(value, dict) and all(isinstance(key, str) for key in value.values()):
            standing_ids = {name: self.sentences.standing(key) for name, key in value.items()}
            return {
                name: key
                for name, key in standing_ids.items()
                if not self.endings.is_over(contacts.get(key))
            }
        if not isinstance(value, tuple):
            return self.tree(value, scope)
        assistance = self.host.assistance
        known: Mapping[str, Withdrawable] = assistance.rules if field in _NAMES_RULES else contacts
        standing = (standing_in(known, key) for key in value)
        return tuple(
            dict.fromkeys(
                key
                for key in standing
                # A question still says that it has ended; nobody can be asked there any more.
                if key is not None
                and (known is not contacts or not self.endings.is_over(known[key]))
            )
        )

    def _complete_contact(self, view: View, contact: Contact, scope: Scope) -> None:
        sources, lang = self._sources_of(scope.namespace), self.translator.locale
        view.proof = self.sentences.proof(contact, sources, contact.number)
        view.other_proof = tuple(
            self.sentences.proof(contact, sources, number) for number in contact.other_numbers
        )
        # A line of the origin country is no contact of the host: no sentence names it by an id.
        own = scope.path[-1] if scope.namespace == self.host_slug else None
        view.tel, view.abroad, *others = (
            run and replace(run, contact=own)
            for run in (
                self.sentences.number_of(contact, contact.number, sources, lang),
                self.sentences.abroad_of(contact, sources, lang),
                *(
                    self.sentences.number_of(contact, n, sources, lang)
                    for n in contact.other_numbers
                ),
            )
        )
        view.other_tel = tuple(others)

    def _complete_post(self, view: View, post: Post, scope: Scope) -> None:
        sources, days = self._sources_of(scope.namespace), self.content.site.freshness.posts
        # Of each number, in the order in which pages show them.
        view.proofs = tuple(
            proof_of_post(post, sources, number, max_age_days=days, today=self.today)
            for number in (*post.numbers, *post.message_numbers)
        )

    def _sources_of(self, namespace: str) -> Mapping[str, Source]:
        if namespace == self.origin_slug:
            return self.origin.sources
        return self.host.sources.sources

    # The whole

    def advisory(self) -> Advisory:
        """Build the advisory of this corridor in this locale."""
        host, domain = self.host, self.host_slug
        at = {
            name: Scope(domain, (name,), domain)
            for name in ("country", "hazards", "insurance", "assistance", "guides")
        }
        assistance = self.tree(host.assistance, at["assistance"])
        origin_scope = Scope(self.origin_slug, (), self.origin_slug)
        # Its other corridors name contacts of other hosts.
        origin = self.origin.model_copy(update={"corridors": {self.host_slug: self.corridor}})
        people = self.tree(origin, origin_scope)
        corridor = people.corridors[self.host_slug]
        del people.corridors
        country = self.tree(host.country, at["country"])
        spoken = self.sentences.in_host_language()
        self._name_on_signs(country, spoken)
        return Advisory(
            host=self.host_slug,
            origin=self.origin_slug,
            locale=self.translator.locale,
            language=self.languages[self.translator.locale],
            languages=self.languages,
            ui=self.sentences.ui,
            today=self.today,
            site=self.tree(self.content.site, Scope("site", (), "site")),
            country=country,
            hazards=self._hazards(at["hazards"]),
            warnings=self.tree(host.hazards.warnings, at["hazards"].child("warnings")),
            prepare=self.tree(self.content.prepare, Scope("prepare", (), "prepare")),
            phrases=self._phrases(spoken),
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
            called=self.sentences.places.called(host.country),
            origin_called=self.sentences.places.called(self.origin),
            tiles={code: (x, y) for code, x, y in host.map.tiles()} if host.map else {},
            withdrawn=self._withdrawn(),
            editions=self.content.editions.by_place.get(
                (self.host_slug, self.translator.locale), {}
            ),
        )

    def _name_on_signs(self, country: View, spoken: Sentences) -> None:
        """Give each province its name in the host's language, where that is another one.

        It is what signs, tickets and alerts say; a reader compares it letter by letter.
        """
        for code, province in self.host.country.provinces.items():
            at = Scope(self.host_slug, ("country", "provinces", code, "name"), self.host_slug)
            found, view = spoken.words(province.name, at), country.provinces[code]
            told = found.lang == self.host.country.language and str(found) != str(view.name)
            view.on_signs = found if told else None

    def _hazards(self, scope: Scope) -> dict[str, View]:
        hazards: dict[str, View] = {}
        for slug, local in self.host.hazards.hazards.items():
            library = self.content.hazards[slug]
            at = Scope("hazards", (slug,), f"hazards.{slug}")
            view = self.tree(library, at)
            own = self.tree(local, scope.child("hazards").child(slug))
            messages = _joined(view.messages, own.messages, self._gone(local))
            for phase, stages in PHASES.items():
                setattr(view, phase, [m for m in messages if m.stage in stages])
            del view.messages, own.messages
            view.library_sources = tuple(f"hazards.{slug}.{key}" for key in view.sources)
            for name, value in vars(own).items():
                setattr(view, name, value)
            view.id = slug
            hazards[slug] = view
        return hazards

    def _gone(self, hazard: HostHazard) -> frozenset[str]:
        """Messages of the library that a host country had its own for, which is gone."""
        return frozenset(
            message.replaces
            for message in hazard.messages.values()
            if message.replaces and (_is_withdrawn(message) or self.endings.is_gone(message))
        )

    def _phrases(self, spoken: Sentences) -> dict[str, View]:
        scope = Scope("phrases", ("phrases",), "phrases")
        phrases = self.content.phrases.said_by(self.origin_slug)
        views: dict[str, View] = self.tree(phrases, scope)
        for key, phrase in phrases.items():
            views[key].shown = spoken.words(phrase.text, scope.child(key).child("text"))
        return views

    def _withdrawn(self) -> tuple[tuple[str, str | None], ...]:
        contacts = self.host.assistance.contacts
        return tuple(
            (number, standing_in(contacts, key) if contact.withdrawn is not None else None)
            for key, contact in contacts.items()
            if contact.withdrawn is not None or self.endings.is_over(contact)
            for number in (contact.number, *contact.other_numbers)
            if number
        )

    def _partners(self) -> dict[str, View]:
        return {
            key: View(
                id=key,
                name=Text((Run(partner.name, "name", partner.lang),), partner.lang, "source"),
                number=partner.number,
                tel=self.sentences.tel(partner.number, self.translator.locale),
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
            f"{space}.{key}": self.tree(source, Scope(space, (), space))
            for space, sources in spaces.items()
            for key, source in sources.items()
        }


def _joined(
    library: Mapping[str, View], local: Mapping[str, View], gone: frozenset[str]
) -> list[View]:
    """Library messages with the host's own in place of, or after, them.

    *gone* are messages of the library for which the host had its own, withdrawn or ended since: what
    the library says does not hold there, and does not come back.
    """
    replaced = {view.replaces: view for view in local.values() if view.replaces in library}
    added = [view for view in local.values() if view.replaces not in library]
    kept = (key for key in library if key in replaced or key not in gone)
    return [replaced.get(key, library[key]) for key in kept] + added


def _scope_of(model: Model, scope: Scope) -> Scope:
    """Add what the texts of *model* may name, and whom they mean by the safe contact."""
    if values := getattr(model, "values", None):
        scope = replace(scope, values=(*scope.values, values))
    if topic := getattr(model, "topic", None):
        scope = replace(scope, topic=topic)
    return scope


def _is_withdrawn(value: object) -> bool:
    return isinstance(value, Withdrawable) and value.withdrawn is not None


def fallback_chain(content: Content, locale: str) -> tuple[str, ...]:
    """The locale, its fallbacks in order, the source locale last, each once."""
    known = content.site.locales.get(locale)
    chain = (locale, *(known.fallback if known else ()), content.site.source_locale)
    return tuple(dict.fromkeys(chain))
