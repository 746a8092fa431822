"""Step 3: a notice, its sentences and the clock → a ``NoticeText`` in one locale.

In: a ``Localiser``, which has contacts and places. Out: what readers are told, or were told: a
notice that was withdrawn or has ended is shown as such for 72 hours. Why: docs/adr/0047-notices.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from ..check.content.notices import why_no_line
from ..load.endings import Clock
from ..model.notices import LAST_WORD_HOURS, Notice, NoticePlace, NoticeSentence, Said
from ..model.until import Until
from ..text.languages import format_date
from .localiser import Localiser
from .sentences import Scope
from .texts import Run, Text, listed, plain
from .translator import split_placeholders

NoticeState = Literal["standing", "ended", "withdrawn"]
_RANK = {"danger": 0, "warning": 2, "information": 3}
_RANK_OF_WITHDRAWN, _RANK_OF_ENDED = 1, 4


@dataclass(frozen=True)
class NoticeText:
    """A notice in the reader's words."""

    id: str
    hazard: str
    """Slug of the hazard, on whose page it stands."""
    name: Text
    """Name of the hazard."""
    level: str
    areas: Text | None
    """Names of its provinces; None = the whole country."""
    sentences: tuple[Text, ...]
    free: Text | None
    office: Text
    said_at: Text
    begins: Text | None
    """Day and hour from which it holds; None when that has come."""
    until: Text
    """Day and hour of our last word."""
    ends_at: int
    """The same in seconds since 1970."""
    newest: int
    """Seconds since 1970 of the last change of it: a telephone with an earlier clock is wrong."""
    confirmed: bool
    unsigned: bool
    """Whether a sentence of it is shown that nobody has signed in this language."""
    state: NoticeState
    withdrawn_at: Text | None
    ask: Text
    """Whom to ask now, with the number."""

    @property
    def rank(self) -> tuple[int, int]:
        """Order on a page: danger first, then what was wrong, and the newest before older ones."""
        if self.state == "standing":
            first = _RANK[self.level]
        else:
            first = _RANK_OF_WITHDRAWN if self.state == "withdrawn" else _RANK_OF_ENDED
        return first, -self.newest


def state_of(notice: Notice, clock: Clock) -> NoticeState | None:
    """Return how a notice is told at the moment of *clock*; None = it is told no longer.

    One that begins later is told at once: it says from when.
    """
    forgotten = timedelta(hours=LAST_WORD_HOURS)
    if notice.withdrawn is not None:
        return None if clock.is_over(notice.withdrawn.at.plus(forgotten)) else "withdrawn"
    if clock.is_over(notice.ends.plus(forgotten)):
        return None
    return "ended" if clock.is_over(notice.ends) else "standing"


def notices_of(localiser: Localiser) -> list[NoticeText]:
    """Return the notices of the localiser's country that are told now, the gravest first."""
    texts = [
        _Teller(localiser, notice, state).told(key)
        for key, notice in localiser.content.notices.items()
        if notice.host == localiser.host_slug
        and (state := state_of(notice, localiser.endings.clock)) is not None
    ]
    return sorted(texts, key=lambda text: (*text.rank, text.id))


@dataclass(frozen=True)
class _Teller:
    """Tells one notice."""

    localiser: Localiser
    notice: Notice
    state: NoticeState

    def told(self, key: str) -> NoticeText:
        notice, localiser = self.notice, self.localiser
        library = localiser.content.notice_sentences
        rows = [(library[one.say], self._sentence(library[one.say], one)) for one in notice.said]
        withdrawn = notice.withdrawn.at if notice.withdrawn else None
        return NoticeText(
            id=key,
            hazard=notice.hazard,
            name=self._hazard(),
            level=notice.level,
            areas=self._areas(),
            sentences=tuple(text for _sentence, text in rows),
            free=self._free(),
            office=self._text(
                localiser.sentences.fill(f"name.{notice.source.office}", self._locale, self._scope)
            ),
            said_at=self._moment(notice.source.at),
            begins=None if self._has_begun else self._moment(notice.begins),
            until=self._moment(notice.ends),
            ends_at=self._seconds(notice.ends),
            newest=max(self._seconds(at) for at in (notice.source.at, withdrawn) if at),
            confirmed=notice.confirmed or all(sentence.takes_back for sentence, _text in rows),
            unsigned=any(not _is_signed(sentence, text) for sentence, text in rows),
            state=self.state,
            withdrawn_at=self._moment(withdrawn) if withdrawn else None,
            ask=self._text(localiser.sentences.fill("safe_contact", self._locale, self._scope)),
        )

    @property
    def _has_begun(self) -> bool:
        return self.localiser.endings.clock.is_over(self.notice.begins)

    @property
    def _locale(self) -> str:
        return self.localiser.translator.locale

    @property
    def _scope(self) -> Scope:
        return Scope("notices", (), self.localiser.host_slug)

    def _hazard(self) -> Text:
        slug = self.notice.hazard
        name = self.localiser.content.hazards[slug].name
        return self.localiser.sentences.words(name, Scope("hazards", (slug, "name"), "hazards"))

    def _areas(self) -> Text | None:
        names = [self._province(code) for code in self.notice.areas]
        return listed(names, self.localiser.languages[self._locale]) if names else None

    def _province(self, code: str) -> Text:
        province = self.localiser.host.country.provinces[code]
        path = ("country", "provinces", code, "name")
        host = self.localiser.host_slug
        return self.localiser.sentences.words(province.name, Scope(host, path, host))

    def _sentence(self, sentence: NoticeSentence, said: Said) -> Text:
        context = f"sentences.{said.say}.text"
        if any(
            kind == "line" and self._is_no_line(said.slots.get(name, ""))
            for name, kind in sentence.slots.items()
        ):
            return self.localiser.sentences.ask(self._scope)
        picked, lang, state = self.localiser.translator.pick("notices", context, sentence.text)
        runs: list[Run] = []
        for name, piece in split_placeholders(picked):
            runs += (
                [self.localiser.translator.run(piece, lang)]
                if name is None
                else self._slot(name, sentence, said, lang)
            )
        return Text(tuple(runs), lang, state, sentence.text)

    def _is_no_line(self, key: str) -> bool:
        """Whether *key* was withdrawn, and what stands in for it must not stand in a notice."""
        contacts = self.localiser.host.assistance.contacts
        if contacts[key].withdrawn is None:
            return False
        return why_no_line(contacts[self.localiser.sentences.standing(key)]) is not None

    def _slot(self, name: str, sentence: NoticeSentence, said: Said, lang: str) -> Sequence[Run]:
        """Runs of what stands in a slot; the checks have refused what cannot stand there."""
        fill, scope = self.localiser.sentences.fill, self._scope
        kind, value = sentence.slots.get(name), said.slots.get(name, "")
        runs: Sequence[Run]
        match kind:
            case None:
                runs = fill(name, lang, scope)
            case "place":
                runs = self._place(value, lang)
            case "moment" | "day":
                runs = self._moment(Until.parse(value), lang).runs
            case "line":
                number = fill(f"contact.{value}", lang, scope)
                runs = [*fill(f"name.{value}", lang, scope), Run(" ", "words", lang), *number]
            case "office":
                runs = fill(f"name.{value}", lang, scope)
            case "link":
                url = self.localiser.host.sources.sources[value].url[0]
                runs = [Run(url.split("//", 1)[1].rstrip("/"), "url", "en", url)]
        return runs

    def _place(self, value: str, lang: str) -> list[Run]:
        if value in self.notice.places:
            return _named(self.notice.places[value], lang)
        return list(self._province(value).runs)

    def _moment(self, until: Until, lang: str | None = None) -> Text:
        lang = lang or self._locale
        hour = f" {until.at:%H:%M}" if until.at else ""
        # Hours as clocks show them, in every language.
        shown = f"{format_date(until.day, self.localiser.languages[lang])}{hour}"
        return Text((Run(shown, "date", lang),), lang, "source", shown)

    def _seconds(self, until: Until) -> int:
        return int(until.moment(self.localiser.endings.clock.zone).timestamp())

    def _text(self, runs: list[Run]) -> Text:
        return Text(tuple(runs), self._locale, "source")

    def _free(self) -> Text | None:
        """Return the free text in the chain's first language with one; "missing" if not ours."""
        free: Mapping[str, str] = self.notice.free
        for lang in self.localiser.translator.chain:
            if lang in free:
                text = plain(free[lang], lang)
                return text if lang == self._locale else replace(text, state="missing")
        return None


def _named(place: NoticePlace, lang: str) -> list[Run]:
    """Return a place's name in *lang*, if any, and what its sign says: readers look for that."""
    sign = Run(place.sign, "name", place.lang)
    if lang == place.lang or lang not in place.names:
        return [sign]
    return [Run(place.names[lang], "name", lang), Run(" (", lang=lang), sign, Run(")", lang=lang)]


def _is_signed(sentence: NoticeSentence, text: Text) -> bool:
    """Return whether its words in this language are signed, by author and by a second reader."""
    return sentence.signed is not None and text.state in ("source", "reviewed")
