"""Beside step 4, where: a contact or rule → what in the content names it: sentences, roles, lists.

In: whole content and a fact. Out: one ``Naming`` for each place. A sentence of the library that
says ``%(ambulance)s`` names the contact that has this role; one that says ``%(safe_contact)s``, the
contact of its topic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ...load import Content, Host, LoadedFile
from ...load.ids import Standing
from ...model import Contact, Corridor, Country, Model, Rule
from ...model.marks import ids_named
from ...model.safe_contacts import asked_or_may_know
from ...model.walk import SourceText, Visit, walk_models
from ...text.plain import PLACEHOLDER


@dataclass(frozen=True)
class Naming:
    """A place of the content that names a fact."""

    file: str
    line: int
    where: str
    """Its keys, joined by dots."""
    by: str
    """What names it: a placeholder as it stands in the sentence, or the key of a list."""
    words: str = ""
    """The sentence, in the source locale."""

    def as_json(self) -> dict[str, Any]:
        """All of it."""
        return asdict(self)


def namings(content: Content, fact: Standing) -> list[Naming]:
    """Return what names *fact*, in the order of the files; nothing if it is no contact or rule."""
    host = content.hosts.get(fact.owner)
    if host is None or fact.path[:2] not in (("assistance", "contacts"), ("assistance", "rules")):
        return []
    naming = _Names(content, host, fact.path[-1], fact.model)
    return [one for file in content.files.values() for one in naming.in_file(file)]


@dataclass(frozen=True)
class _Names:
    content: Content
    host: Host
    key: str
    model: Model

    def in_file(self, file: LoadedFile) -> Iterator[Naming]:
        parts = file.name.split("/")
        if parts[0] == "hosts" and parts[1] != self.host.slug:
            return
        if parts[0] == "origins" and not self._reads(file.model):
            return
        if isinstance(self.model, Contact):
            for text in file.texts:
                if parts[0] != "origins" or self._is_here(text.path):
                    yield from self._in_text(file, text)
        # What all host countries share names nobody by an id.
        if parts[0] in ("hosts", "origins"):
            for visit in walk_models(file.model, file.context):
                if not visit.is_withdrawn and (parts[0] == "hosts" or self._is_here(visit.path)):
                    yield from self._in_lists(file, visit)

    def _reads(self, origin: Model) -> bool:
        return self.host.slug in getattr(origin, "corridors", {})

    def _is_here(self, path: tuple[str, ...]) -> bool:
        """Return whether the text at *path* of an origin country is for this host country."""
        return path[:1] != ("corridors",) or path[1:2] == (self.host.slug,)

    def _in_text(self, file: LoadedFile, text: SourceText) -> Iterator[Naming]:
        own = text.visit.values()
        for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
            # A value of the text itself comes before a contact, as when the sentence is filled.
            if name not in own and self._means(file, name, text.visit):
                yield Naming(file.shown, text.line, text.context, f"%({name})s", text.text)

    def _means(self, file: LoadedFile, name: str, visit: Visit) -> bool:
        if name == "safe_contact":
            topics: list[Any] = [getattr(one, "topic", None) for one in visit.owners]
            topic: Any = next(filter(None, reversed(topics)), "general")
            return any(
                self.key in asked_or_may_know(one, topic)
                for slug, one in self._corridors()
                if not file.name.startswith("origins/") or file.name == f"origins/{slug}.yaml"
            )
        kind, _, key = name.partition(".")
        if kind in ("contact", "name", "abroad", "text") and key:
            return key == self.key
        return dict(self.host.country.roles).get(name) == self.key  # type: ignore[call-overload,no-any-return]

    def _corridors(self) -> Iterator[tuple[str, Corridor]]:
        for slug, origin in self.content.origins.items():
            if self.host.slug in origin.corridors:
                yield slug, origin.corridors[self.host.slug]

    def _in_lists(self, file: LoadedFile, visit: Visit) -> Iterator[Naming]:
        for named in ids_named(visit.model, "rule" if isinstance(self.model, Rule) else "contact"):
            if named.id == self.key:
                path = (*visit.path, *named.keys)
                said = self._role(visit.model, named.keys)
                yield Naming(file.shown, file.line_of(path), ".".join(path), said)

    @staticmethod
    def _role(model: Model, keys: tuple[str, ...]) -> str:
        if isinstance(model, Country | Corridor) and len(keys) > 1 and not keys[1].isdigit():
            return f"{keys[0]}: {keys[1]}"
        return keys[0]
