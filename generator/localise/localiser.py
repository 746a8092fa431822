"""Step 3: content models and catalogs → their records, in one locale, for one corridor.

Every text is picked along the fallback chain and carries its own language and state; every
placeholder becomes a run of data. Nothing is read from disk here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

from ..load import Content, Host
from ..load.endings import Endings, ends_of, marks_of_end, sentences_of
from ..load.staff import unnamed_contacts
from ..model import (
    Contact,
    Corridor,
    Dated,
    Model,
    Origin,
    Phrase,
    Post,
    Rule,
    Source,
    Withdrawable,
    standing_in,
)
from ..model.host import Province
from ..model.marks import OnlyForOrigin, marked
from ..model.walk import is_unshown, text_fields
from ..text.languages import Language
from .proof import proof_of_post
from .recordings import may_be_played, recordings_of, sound_path
from .records.base import BaseRecord, SentenceRecord, Voice
from .records.contacts import Proof
from .records.registry import RECORDS, Way, ways_of
from .safe_contact import who_takes_texts
from .said import said_of
from .sentences import Scope, Sentences
from .texts import Text
from .translator import Translator

RecordT = TypeVar("RecordT", bound=BaseRecord)


class Localiser:
    """Turns content models into records, in one locale, for one corridor."""

    speaks_by: type[Sentences] = Sentences
    """What says its sentences."""

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
        self.unnamed = unnamed_contacts(self.host)
        self.today = self.endings.clock.today
        self.sentences = self.speaks_by(content, corridor, translator, languages, self.endings)
        self.spoken = self.sentences.in_host_language()
        self.sounds: dict[str, bytes] = {}
        """What is spoken on the pages, noted on the way."""

    def record(self, model: Model, scope: Scope, kind: type[RecordT], key: str = "") -> RecordT:
        """Localise *model*, whose record is a *kind*; *key* is that of the mapping it stands in."""
        record = self._record(model, scope, key)
        assert isinstance(record, kind)  # noqa: S101 - what the registry says
        return record

    def optional(self, model: Model | None, scope: Scope, kind: type[RecordT]) -> RecordT | None:
        """Localise *model* where there is one."""
        return None if model is None else self.record(model, scope, kind)

    def mapping(
        self, models: Mapping[Any, Model], scope: Scope, kind: type[RecordT]
    ) -> dict[str, RecordT]:
        """Localise a mapping, without what nobody here is told.

        That is: what was withdrawn, is for people of another origin, or has ended without a word on
        it; or a contact that did not agree to be named.
        """
        stand_ins: dict[str, tuple[str, ...]] = {}
        withdrawn = [key for key, model in models.items() if is_withdrawn(model)]
        for key in withdrawn:
            # Formats of leaflets name it by its old id.
            successor = standing_in(cast("Mapping[str, Withdrawable]", models), key)
            if successor is not None:
                stand_ins[successor] = (*stand_ins.get(successor, ()), key)
        records: dict[str, RecordT] = {}
        for key, model in models.items():
            if key in withdrawn or not self._is_shown(model, key):
                continue
            if self._writes_to_nobody(model, scope):
                continue
            record = self._record(model, scope.child(str(key)), key, stand_ins.get(key, ()))
            assert isinstance(record, kind)  # noqa: S101 - what the registry says
            records[key] = record
        return records

    def _is_shown(self, model: Model, key: str) -> bool:
        if isinstance(model, Contact) and key in self.unnamed:
            return False
        return not (self.is_of_others(model) or is_unshown(model) or self.endings.is_gone(model))

    def is_of_others(self, model: Model) -> bool:
        """Return whether *model* is only for another origin: then in no product (CARE 34, 61)."""
        wanted = (getattr(model, name) for name in marked(type(model), OnlyForOrigin))
        return any(origin not in (None, self.origin_slug) for origin in wanted)

    def _writes_to_nobody(self, model: Model, scope: Scope) -> bool:
        """Return whether *model* asks to write, but nobody takes messages on it here (CARE 60)."""
        if not any("%(safe_text)s" in sentence for _name, sentence in sentences_of(model)):
            return False
        return who_takes_texts(self.sentences, scope_of(model, scope).topic) is None

    def _record(
        self, model: Model, scope: Scope, key: str = "", stands_for: tuple[str, ...] = ()
    ) -> BaseRecord:
        kind: Callable[..., BaseRecord] = RECORDS[type(model)]
        place = {"id": key} if key else {}
        instead = {"stands_for": stands_for} if stands_for else {}
        return kind(**self.fields(model, scope_of(model, scope)), **place, **instead)

    def fields(self, model: Model, scope: Scope) -> dict[str, Any]:
        """Return the fields of the record of *model*, whose own values *scope* knows."""
        if isinstance(model, Dated) and self.endings.is_over(model):
            return self._fields_of_ended(model, scope)
        fields = self._standing(model, scope)
        if issubclass(RECORDS[type(model)], SentenceRecord):
            fields |= self._voices(model, scope)
            fields |= ends_of(model, self.endings, scope.values)
        return fields

    def _standing(self, model: Model, scope: Scope) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, way in ways_of(type(model)):
            child = getattr(model, name)
            if (
                name == "more"
                and isinstance(child, str)
                and self.endings.lacks(child, scope.values)
            ):
                child = None  # the second sentence goes, and the first stands
            fields[name] = child if way == "data" else self._field(way, child, scope.child(name))
        match model:
            case Contact():
                fields |= self._numbers_of(model, scope)
            case Post():
                fields["proofs"] = self._proofs_of(model, scope)
            case Province():
                fields["on_signs"] = self._on_signs(model, scope, fields["name"])
            case Phrase():
                fields["shown"] = self.spoken.words(model.text, scope.child("text"))
                fields["said"] = said_of(self, model, scope)
        return fields

    def _field(self, way: Way, child: Any, at: Scope) -> Any:
        """Localise a field that is more than data; None stays None."""
        if child is None:
            return None
        match way:
            case "sources":
                return tuple(f"{at.namespace}.{key}" for key in child)
            case "contacts":
                return self._contacts_named(child)
            case "rules":
                rules = self.host.assistance.rules
                one = isinstance(child, str)
                return standing_in(rules, child) if one else self._standing_ids(child, rules)
            case "words":
                return self._words(child, at)
            case _:
                return self._records(child, at)

    def _words(self, child: str | dict[str, str], at: Scope) -> Text | dict[str, Text]:
        if isinstance(child, dict):
            return {key: self.sentences.words(text, at.child(key)) for key, text in child.items()}
        return self.sentences.words(child, at)

    def _records(self, child: Any, at: Scope) -> Any:
        if isinstance(child, dict):
            return self.mapping(child, at, BaseRecord)
        if isinstance(child, tuple):
            # By their place, as the walk names them: so are their translations.
            return tuple(
                self._record(one, at.child(str(n)))
                for n, one in enumerate(child)
                if not self.is_of_others(one)
            )
        if not isinstance(child, Model):
            return child
        return None if self.is_of_others(child) else self._record(child, at)

    def _fields_of_ended(self, model: Dated, scope: Scope) -> dict[str, Any]:
        """Localise what is left of a statement that has ended: that it has, and what to do now."""
        fields, until = self._standing(model.ended(), scope), self.endings.of_statement(model)
        assert until is not None  # noqa: S101 - or it would not be over
        name = "at_last" if self.endings.clock.is_over(model.afterwards_until) else "afterwards"
        words = getattr(model, name)
        now = None if words is None else self.sentences.words(words, scope.child(name))
        fields[model.told_in] = self.sentences.ended(until, scope, now)
        # What was the answer is none any more.
        answer: dict[str, Any] = {}
        if isinstance(model, Rule):
            told = model.closes is not None and self.endings.is_told(until)
            # A reader who looks for the line reads that it is over; the answer says what to do now.
            closes = self.sentences.ended_on(until, scope) if told else None
            answer = {"answer": None, "closes": closes}
        return fields | answer | marks_of_end(model, until)

    def _voices(self, model: Model, scope: Scope) -> dict[str, Any]:
        """Return the recordings that fit a text, in the reader's language and the host's."""
        # Asked of every sentence in every locale, and often there is none at all.
        if not self.content.recordings.recordings:
            return {}
        languages = (self.translator.locale, self.host.country.language)
        recordings = [
            recording
            for name in text_fields(type(model))
            if name in ("text", "more")
            if (sentence := getattr(model, name)) is not None
            if not self.endings.clock.is_over(self.endings.of_sentence(sentence, scope.values))
            for _key, recording in recordings_of(
                self.content, scope.domain, ".".join((*scope.path, name))
            )
            if recording.language in languages
            and may_be_played(recording, sentence, self.translator)
        ]
        if not recordings:
            return {}
        paths = {one.file: sound_path(self.content, one) for one in recordings}
        self.sounds |= {path: self.content.sounds[file] for file, path in paths.items()}
        voices = tuple(
            Voice(path=paths[one.file], language=one.language, seconds=one.seconds)
            for one in recordings
        )
        return {"recordings": voices}

    def _contacts_named(self, value: Any) -> Any:
        """Return ids of contacts, or of stand-ins; withdrawn, ended, unnamed ones are left out."""
        contacts = self.host.assistance.contacts
        if isinstance(value, str):
            return None if value in self.unnamed else self.sentences.standing(value)
        if isinstance(value, dict):
            ids = {name: self.sentences.standing(key) for name, key in value.items()}
            return {
                name: key
                for name, key in ids.items()
                if not self.endings.is_over(contacts.get(key))
            }
        return tuple(
            # Nobody can be asked there any more.
            key
            for key in self._standing_ids(value, contacts)
            if key not in self.unnamed and not self.endings.is_over(contacts[key])
        )

    @staticmethod
    def _standing_ids(ids: Iterable[str], items: Mapping[str, Withdrawable]) -> tuple[str, ...]:
        """Return *ids* without those that were withdrawn, or with stand-ins, each once."""
        standing = (standing_in(items, key) for key in ids)
        return tuple(dict.fromkeys(key for key in standing if key is not None))

    def _numbers_of(self, contact: Contact, scope: Scope) -> dict[str, Any]:
        sources, lang = self._sources_of(scope.namespace), self.translator.locale
        # A line of the origin country is no contact of the host: no sentence names it by an id.
        name_in_texts = scope.path[-1] if scope.namespace == self.host_slug else None
        tel, abroad, *others = (
            run and replace(run, contact=name_in_texts)
            for run in (
                self.sentences.number_of(contact, contact.number, sources, lang),
                self.sentences.abroad_of(contact, sources, lang),
                *(
                    self.sentences.number_of(contact, n, sources, lang)
                    for n in contact.other_numbers
                ),
            )
        )
        return {
            "proof": self.sentences.proof(contact, sources, contact.number),
            "other_proof": tuple(
                self.sentences.proof(contact, sources, n) for n in contact.other_numbers
            ),
            "tel": tel,
            "abroad": abroad,
            "other_tel": tuple(others),
        }

    def _proofs_of(self, post: Post, scope: Scope) -> tuple[Proof, ...]:
        sources, days = self._sources_of(scope.namespace), self.content.site.freshness.posts
        return tuple(
            proof_of_post(post, sources, number, max_age_days=days, today=self.today)
            for number in (*post.numbers, *post.message_numbers)
        )

    def _on_signs(self, province: Province, scope: Scope, name: Text) -> Text | None:
        shown = self.spoken.words(province.name, scope.child("name"))
        # Where both names are the same, the sign says what the page says.
        other = shown.lang == self.host.country.language and str(shown) != str(name)
        return shown if other else None

    def _sources_of(self, namespace: str) -> Mapping[str, Source]:
        if namespace == self.origin_slug:
            return self.origin.sources
        return self.host.sources.sources


def scope_of(model: Model, scope: Scope) -> Scope:
    """Add what the texts of *model* may name, and whom they mean by the safe contact."""
    if values := getattr(model, "values", None):
        scope = replace(scope, values=(*scope.values, values))
    if topic := getattr(model, "topic", None):
        scope = replace(scope, topic=topic)
    return scope


def is_withdrawn(value: object) -> bool:
    """Return whether *value* was taken out: then nothing is localised of it."""
    return isinstance(value, Withdrawable) and value.withdrawn is not None
