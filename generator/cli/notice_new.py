"""Command line: ``notice new``, questions at night → a notice that waits to be published. Thin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from ..check.content.notices import FIGHTING, why_second
from ..load import Content, Host
from ..load.shapes import SLUG
from ..model.notices import UNCONFIRMED_HOURS, NoticeSentence
from ..model.until import Until
from ..people.notices.files import NoticeFileError, write_notice
from ..people.notices.typed import (
    contact_of,
    day_after,
    moment_after,
    moment_before,
    province_of,
    provinces_near,
)
from ..people.report.pairs import language_name
from ..text import gazetteer
from .console import content_option, locales_option, moment
from .loaded import load_whole

AnswerT = TypeVar("AnswerT")

_GRADES = {
    "danger": "lives are in danger now, people must do something",
    "warning": "it may become dangerous, people should get ready",
    "information": "nobody is in danger by it: a line is full, water is given out",
}


@click.command("new")
@click.argument("host")
@content_option
@locales_option
def new_notice(host: str, *, content: Path, locales: Path) -> None:
    """Ask what is so in HOST, and write a notice that waits to be published.

    A question that says "Enter" can be left out. Nothing is published by this command.

    How grave: "danger", lives are in danger now and people must do something; "warning", it may
    become dangerous and people should get ready; "information", nobody is in danger by it: a line
    is full, water is given out.

    A sentence by which people move or stay, that gives a date or is about money needs a second
    person, who has asked the office herself. The list of sentences says of each whether it does.
    """
    loaded = load_whole(content)
    if host not in loaded.hosts:
        known = ", ".join(sorted(loaded.hosts))
        raise click.UsageError(f'There is no host country "{host}". There are: {known}.')
    if not loaded.notice_sentences:
        raise click.UsageError(
            "There are no sentences for notices: content/notices/sentences.yaml."
        )
    fields, word = _Dialog(loaded, loaded.hosts[host], locales).fields()
    name = f"{fields['begins'][:10]}-{host}-{word}"
    try:
        path = write_notice(content, name, fields)
    except NoticeFileError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Written: {path.as_posix()}")
    second = (
        ""
        if len(fields["handles"]) > 1
        else " (with --confirm HANDLE when a second person has confirmed it)"
    )
    click.echo(f"Next: advisory notice publish {name}{second}")


class _Dialog:
    """Asks one question after the other; what cannot be right is asked again."""

    def __init__(self, content: Content, host: Host, locales: Path) -> None:
        self._content, self._host, self._locales = content, host, locales
        self._now: datetime = moment().astimezone(ZoneInfo(host.country.time_zone))
        self._places: dict[str, dict[str, Any]] = {}

    def fields(self) -> tuple[dict[str, Any], str]:
        """Return the fields of the notice, and a word for the name of its file."""
        click.echo(f"It is {self._now:%Y-%m-%d %H:%M} in {self._host.country.name}.")
        hazard = self._choose("What is happening", list(self._host.hazards.hazards))
        level = self._choose("How grave", list(_GRADES), _GRADES)
        areas = self._areas()
        said = self._sentences(hazard)
        office = self._contact("Who said it (an office of ours: id, number or name)")
        by_telephone = self._called_back(office)
        heard = self._ask(
            "When did they say it (an hour, like 18:30)",
            lambda typed: moment_before(typed, self._now),
        )
        until = self._said_until(said) or self._ask(
            "Until when is this our word (an hour, like 18:30)",
            lambda typed: moment_after(typed, self._now),
        )
        source = self._content.site.source_locale
        free = click.prompt(
            f"One more sentence, in {language_name(source)} (Enter: none)",
            default="",
            show_default=False,
        )
        handles = [self._handle("Your handle")]
        self._tell_of_second(said)
        if second := self._handle(
            "Handle of a second person who confirmed it (Enter: nobody)", empty=True
        ):
            handles.append(second)
        return {
            "host": self._host.slug,
            "hazard": hazard,
            "level": level,
            "areas": areas,
            "begins": f"{self._now:%Y-%m-%dT%H:%M}",
            "until": str(until),
            "places": self._places,
            "said": said,
            "free": {source: free} if free.strip() else {},
            "source": {"office": office, "at": str(heard), **by_telephone},
            "handles": handles,
        }, said[0]["say"]

    def _ask(
        self, question: str, read: Callable[[str], AnswerT], *, empty: AnswerT | None = None
    ) -> AnswerT:
        """Ask until *read* takes what was typed; Enter gives *empty*, if that is not None."""
        while True:
            typed = click.prompt(question, default="", show_default=False)
            if not typed.strip() and empty is not None:
                return empty
            if not typed.strip():
                click.echo('  This question cannot be left out: only one that says "Enter" can be.')
                continue
            try:
                return read(typed)
            except ValueError as error:
                click.echo(f"  {error}")

    def _said_until(self, said: list[dict[str, Any]]) -> Until | None:
        """The last hour that a sentence gives, if any: nobody is asked for it twice."""
        hours = [
            Until.parse(one["slots"][slot])
            for one in said
            for slot, kind in self._content.notice_sentences[one["say"]].slots.items()
            if kind == "moment" and slot == "until"
        ]
        if not hours:
            return None
        last = max(hours, key=lambda one: one.local())
        click.echo(f"Our word ends when the sentence does: {last}. Sooner: advisory notice end.")
        return last

    def _tell_of_second(self, said: list[dict[str, Any]]) -> None:
        library = self._content.notice_sentences
        needs = {one["say"]: why_second(library[one["say"]]) for one in said}
        for key, why in needs.items():
            if why:
                click.echo(
                    f"  {key} needs a second person: {why}. Without her it cannot be published."
                )
        if not any(needs.values()):
            click.echo(
                '  Nobody else is needed. Without a second person it says "one person, not '
                f'confirmed" and ends after {UNCONFIRMED_HOURS} hours.'
            )

    def _choose(
        self, question: str, names: list[str], words: Mapping[str, str] | None = None
    ) -> str:
        for number, name in enumerate(names, 1):
            click.echo(f"  {number} {name}{f': {words[name]}' if words else ''}")
        return self._ask(f"{question} (number or word)", lambda typed: _one_of(typed, names))

    def _areas(self) -> list[str]:
        def read(typed: str) -> list[str]:
            return [
                self._province(one) for one in typed.replace("၊", ",").split(",") if one.strip()
            ]

        return self._ask(
            "Provinces, with commas between them (Enter: the whole country)", read, empty=[]
        )

    def _province(self, typed: str) -> str:
        if code := self._known_province(typed):
            return code
        hint = self._near(typed) or f"Type its name or its code, as {self._example[0]}."
        raise ValueError(f'There is no province "{typed.strip()}". {hint}')

    def _known_province(self, typed: str) -> str | None:
        return province_of(typed, self._host, self._names)

    @cached_property
    def _names(self) -> Mapping[str, Iterable[str]]:
        return {
            code: list(gazetteer.names_of(code).values()) for code in self._host.country.provinces
        }

    @cached_property
    def _example(self) -> tuple[str, str]:
        """Code of a province of the country, and its name in the letters of the signs there."""
        country = self._host.country
        code = next(iter(country.provinces), f"{country.code}-1")
        province = country.provinces.get(code)
        name = gazetteer.names_of(code).get(country.language) or (province.name if province else "")
        return code, name

    def _near(self, typed: str) -> str:
        """Which provinces of ours *typed* may be in or mean, in words; "" when nobody knows."""
        codes = provinces_near(typed, self._host, self._names)
        listed = " or ".join(
            f"{self._host.country.provinces[code].name} ({code})" for code in codes
        )
        return f"Do you mean {listed}?" if codes else ""

    def _sentences(self, hazard: str) -> list[dict[str, Any]]:
        library = {
            key: one
            for key, one in self._content.notice_sentences.items()
            if not (hazard == FIGHTING and one.tells_way)
        }
        for number, (key, sentence) in enumerate(library.items(), 1):
            second = " [needs a second person]" if why_second(sentence) else ""
            click.echo(f"  {number:2} {key}{second}: {sentence.text}")
        said: list[dict[str, Any]] = []
        while True:
            empty = "" if said else None
            key = self._ask(
                "Which sentence (number or word)"
                if not said
                else "One more sentence, or the same for another place (Enter: no more)",
                lambda typed: _one_of(typed, list(library)),
                empty=empty,
            )
            if not key:
                return said
            said.append({"say": key, "slots": self._slots(library[key])})

    def _slots(self, sentence: NoticeSentence) -> dict[str, str]:
        return {slot: self._slot(slot, kind) for slot, kind in sentence.slots.items()}

    def _slot(self, slot: str, kind: str) -> str:
        match kind:
            case "place":
                return self._ask(
                    f"  {slot}: a province, or the place in the letters of its sign, as "
                    f"{self._example[1]}",
                    self._place,
                )
            case "moment":
                return str(
                    self._ask(
                        f"  {slot}: an hour, like 18:30",
                        lambda typed: moment_after(typed, self._now),
                    )
                )
            case "day":
                return str(
                    self._ask(
                        f"  {slot}: a day, like {self._now:%Y-%m-%d}",
                        lambda typed: day_after(typed, self._now),
                    )
                )
            case "link":
                return self._ask(f"  {slot}: id of a source", self._source)
            case _:
                return self._contact(f"  {slot}: id, number or name of a contact")

    def _place(self, typed: str) -> str:
        if code := self._known_province(typed):
            return code
        if not typed.strip():
            raise ValueError("Type the name of a place.")
        typed = self._as_on_sign(typed)
        if code := self._known_province(typed):
            return code
        here = self._host.country.language
        names: dict[str, str] = {}
        for tag in self._content.site.locales:
            if tag != here and not self._content.site.locales[tag].minority:
                name = click.prompt(
                    f"    its name in {tag} (Enter: none)", default="", show_default=False
                )
                names |= {tag: name.strip()} if name.strip() else {}
        lang = self._ask(f"    language of the sign (Enter: {here})", str.strip, empty=here)
        key = f"place-{len(self._places) + 1}"
        self._places[key] = {
            "sign": typed.strip(),
            "lang": lang,
            **({"names": names} if names else {}),
        }
        return key

    def _as_on_sign(self, typed: str) -> str:
        """Ask again where *typed* may be a province, or is not in the letters of signs there."""
        near, example = self._near(typed), self._example[1]
        if typed.isascii() and not example.isascii():
            near = (
                f"{near} Signs there have other letters, as {example}: readers look for those."
            ).strip()
        if not near:
            return typed
        click.echo(f"    {near}")
        again: str = click.prompt(
            f"    Type it again (Enter: {typed.strip()}, as you typed it)",
            default="",
            show_default=False,
        )
        return again.strip() or typed

    def _source(self, typed: str) -> str:
        return _one_of(typed, [key for key, one in self._host.sources.sources.items() if one.url])

    def _contact(self, question: str) -> str:
        return self._ask(question, lambda typed: contact_of(typed, self._host.assistance.contacts))

    def _called_back(self, office: str) -> dict[str, Any]:
        """Return the fields of a call back on our own number, for words by telephone (CARE 43)."""
        if not click.confirm("Were you told by telephone?", default=False):
            return {}
        number = self._host.assistance.contacts[office].number or "which we do not have"
        while not click.confirm(f"Did you call back on our number of it, {number}?", default=False):
            click.echo(
                f"    Call back first, on {number}: anybody can telephone as an office, and a "
                "colleague may be mistaken. What you typed waits here. Ctrl-C ends, and writes "
                "nothing."
            )
        return {"heard": "telephone", "called_back": "true"}

    def _handle(self, question: str, *, empty: bool = False) -> str:
        def read(typed: str) -> str:
            if SLUG.search(typed.strip()) is None:
                raise ValueError(
                    "A handle has lower-case letters, digits and hyphens: no name of a person."
                )
            return typed.strip()

        return self._ask(question, read, empty="" if empty else None)


def _one_of(typed: str, names: list[str]) -> str:
    words = typed.strip()
    if words.isdecimal() and 1 <= int(words) <= len(names):
        return names[int(words) - 1]
    if words in names:
        return words
    raise ValueError("Type one of the numbers or words.")
