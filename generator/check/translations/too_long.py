"""Step 2: steps of a hazard and their translations → problems: too long for a text message.

Rule ``too-long-to-send``. A message of at most two segments says the gravest step whole, beside one
number, or there is no message (docs/adr/0048-channels.md). A caution before the number takes more
room, and is not counted here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...load import Content, Host, LoadedFile
from ...load.kinds import domain_of
from ...model import Message
from ...model.fields import PHASES
from ...model.walk import SourceText
from ...po.catalog import Catalog, UnreadablePoError, load_translations, po_path
from ...problems import Level, Problem, shown_path
from ...text.plain import PLACEHOLDER
from ...text.sms import has_room, plain_marks, plain_spanish

_DATA = "0" * 8
"""In the place of a number or a name in a sentence."""
_APART = " / "


@dataclass(frozen=True)
class _Step:
    """A step that may be sent, and where it is."""

    file: LoadedFile
    text: SourceText

    @property
    def hazard(self) -> str:
        return self.text.path[self.text.path.index("messages") - 1]


def check_too_long(content: Content, slug: str, locales: Path, base: Path) -> Iterator[Problem]:
    """Each hazard of the host *slug* has a life-safety step that fits into a text message."""
    host = content.hosts.get(slug)
    if (
        host is None
        or not content.has("site.yaml")
        or not host.has("country", "hazards", "assistance")
    ):
        return  # told elsewhere
    by_hazard: dict[str, list[_Step]] = defaultdict(list)
    for step in _steps(content, host):
        by_hazard[step.hazard].append(step)
    for locale in content.site.locales:
        try:
            words = _Words(content, host, locale, locales)
        except UnreadablePoError:
            continue  # told elsewhere
        # A language into which nothing of the country is translated is read by nobody there.
        for hazard, steps in by_hazard.items() if words.are_read else ():
            yield from _of_hazard(hazard, steps, words, base)


def _steps(content: Content, host: Host) -> Iterator[_Step]:
    """Yield what to do while it happens and a life hangs on it, in the order of doing."""
    for file in content.files.values():
        for text in file.texts:
            message = text.visit.model
            if (
                text.field != "text"
                or not isinstance(message, Message)
                or "messages" not in text.path
            ):
                continue
            step = _Step(file, text)
            is_sent = message.carry != "page" and not message.inferred and not message.scenario
            key = text.path[text.path.index("messages") + 1]
            if (
                is_sent
                and message.life_safety
                and not message.who
                and message.stage in PHASES["during"]
                and step.hazard in host.hazards.hazards
                and (step.hazard, key) not in host.replaced
            ):
                yield step


class _Words:
    """The words of a message in one locale, in a host country."""

    def __init__(self, content: Content, host: Host, locale: str, locales: Path) -> None:
        self._content, self._host, self.locale, self._locales = content, host, locale, locales
        self._is_source = locale == content.site.source_locale
        self._catalogs: dict[str, Catalog] = {}
        if not self._is_source:
            for domain in (host.slug, "hazards"):
                path = po_path(locales, locale, domain)
                try:
                    self._catalogs[domain] = load_translations(path, locale)
                except (UnreadablePoError, OSError):
                    self._catalogs.clear()  # Told elsewhere.
                if not self.are_read:
                    break

    @property
    def are_read(self) -> bool:
        """Whether something of the country is translated into this locale."""
        own = self._catalogs.get(self._host.slug)
        return self._is_source or (
            own is not None and any(entry.msgstr for entry in own.entries.values())
        )

    def said(self, domain: str, context: str, source: str) -> tuple[str, int]:
        """Return what readers get, and the line of its translation; 0 when there is none."""
        catalog = self._catalogs.get(domain)
        entry = catalog.entries.get(context) if catalog else None
        if entry is None or entry.state(source) not in ("draft", "reviewed"):
            return PLACEHOLDER.sub(_DATA, source), 0
        return PLACEHOLDER.sub(_DATA, entry.msgstr), entry.line or 1

    def path_of(self, domain: str) -> Path:
        return po_path(self._locales, self.locale, domain)

    def have_room(self, hazard: str, step: str) -> bool:
        """Return whether a message has room for *step* beside title, number and code."""
        country = self._host.country
        key = country.bar.get(hazard) or country.bar.get("now") or ""
        contact = self._host.assistance.contacts.get(key)
        name = self._content.hazards[hazard].name if hazard in self._content.hazards else hazard
        title, _line = self.said("hazards", f"{hazard}.name", name)
        parts = [f"{title}: 00000", step]
        if contact is not None:
            context = f"assistance.contacts.{key}.label"
            parts.append(
                f"{self.said(self._host.slug, context, contact.label)[0]} {contact.number}"
            )
        words = _APART.join([*parts, f"{country.code}-{self.locale}-0000"])
        return has_room(plain_spanish(words) if self.locale == "es" else plain_marks(words))


def _of_hazard(hazard: str, steps: list[_Step], words: _Words, base: Path) -> Iterator[Problem]:
    told = []
    for step in steps:
        domain = domain_of(step.file.name)
        said, line = words.said(domain, step.text.context, step.text.text)
        told.append((step, domain, said, line, words.have_room(hazard, said)))
    none_has_room = not any(has_room for *_others, has_room in told)
    if not told or told[0][4]:
        return
    step, domain, said, line, _has_room = (
        min(told, key=lambda one: len(one[2])) if none_has_room else told[0]
    )
    message = f"no text message has room for this step in {words.locale}, beside its number" + (
        f'; none about "{hazard}" can be sent' if none_has_room else ""
    )
    remedy = "Shorten it: two segments have 306 letters in English, 134 in most other languages."
    level: Level = "error" if none_has_room else "warning"
    if line:
        shown = shown_path(words.path_of(domain), base)
        yield Problem(shown, line, 1, level, "too-long-to-send", step.text.context, message, remedy)
    else:
        yield step.file.problem(step.text.path, "too-long-to-send", message, remedy, level=level)
