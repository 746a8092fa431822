"""Step 4, channels: a notice → an alert in CAP 1.2, ``alerts/H/ID.cap.xml`` (CARE 44, 46, 47).

We speak as ourselves. An alert is Actual only when an office's own words can be read at an address,
two people have confirmed it, every sentence is signed in every language, and the authority has
agreed. Any other is made only on request, as Exercise, or as Draft while nobody publishes the site.
Nothing is sent: others read the file. Why the fields are as they are: docs/how-to/warn-with-cap.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ...localise.advisory import Advisory
from ...localise.interface import CAP_LAST_WORD, CAP_WROTE
from ...localise.localiser import Localiser
from ...localise.notices import NoticeText, notices_of
from ...localise.sentences import Scope
from ...localise.texts import Text, plain
from ...localise.translator import Ui
from ...model.notices import LAST_WORD_HOURS, Notice
from ...model.until import Until
from ..pages.render import absolute_root
from ..sending.signed import exercise_mark, is_signed
from .event_codes import VALUE_NAME, code_of_hazard
from .feed import page_address
from .notice_words import Guard, guard_of, over_words, shown, wrong_words
from .xml_tree import Element, as_xml, element

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
Status = Literal["Actual", "Exercise", "Draft"]
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._-]+")
_LATER = timedelta(hours=1)
"""What begins later is no reason to act within the hour."""


@dataclass(frozen=True)
class Alert:
    """A notice as an alert."""

    notice: str
    """Its id."""
    path: str
    """Below site/."""
    status: Status
    lacks: tuple[str, ...]
    """Why it is not Actual, for colleagues."""
    xml: str


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield what alerts say besides the sentences of notices, which are signed where they stand."""
    nothing, ui = plain("", advisory.locale), advisory.ui
    yield from (_wrote(nothing, nothing, ui), _last_word(nothing, nothing, ui))
    yield from (wrong_words(nothing, ui), over_words(nothing, nothing, ui))


def alerts_of(localisers: Sequence[Localiser], *, allow_draft: bool = False) -> list[Alert]:
    """Return the notices that are told now as alerts, each in all languages of *localisers*.

    With *allow_draft* also those that may not leave: each of their texts begins with the mark of an
    exercise.
    """
    told = [{one.id: one for one in notices_of(localiser)} for localiser in localisers]
    if not any(told):
        return []
    guards = {localiser: guard_of(localiser) for localiser in localisers}
    rows = list(zip(localisers, told, strict=True))
    made = [
        _Maker([(localiser, texts[key]) for localiser, texts in rows], guards) for key in told[0]
    ]
    alerts = [maker.alert() for maker in made if maker.is_public]
    return [one for one in alerts if allow_draft or one.status == "Actual"]


@dataclass(frozen=True)
class _Signer:
    """What tells whether the words of the interface are signed."""

    locale: str
    ui: Ui
    signed: frozenset[str]


class _Maker:
    """Makes the alert of one notice from what it says in each language."""

    def __init__(
        self,
        rows: Sequence[tuple[Localiser, NoticeText]],
        guards: Mapping[Localiser, Guard],
    ) -> None:
        self._rows = rows
        self._localiser, self._one = rows[0]
        self._site, self._host = self._localiser.content.site, self._localiser.host
        self._notice: Notice = self._localiser.content.notices[self._one.id]
        self._zone = ZoneInfo(self._host.country.time_zone)
        self._guards = guards
        self._id = _NOT_IN_ID.sub("-", self._one.id)
        self._code = code_of_hazard(self._one.hazard)

    @property
    def is_public(self) -> bool:
        """Whether there are alerts of its hazard at all."""
        return self._code is not None

    def alert(self) -> Alert:
        lacks = tuple(dict.fromkeys(self._lacks()))
        status: Status = "Draft" if self._site.publisher is None else "Exercise"
        if not lacks:
            status = "Actual"
        path = f"alerts/{self._localiser.host_slug}/{self._id}.cap.xml"
        return Alert(self._one.id, path, status, lacks, as_xml(self._xml(status), NAMESPACE))

    def _lacks(self) -> Iterator[str]:
        notice, site, host = self._notice, self._site, self._localiser.host_slug
        agreed = site.alerting.get(host)
        if site.publisher is None or absolute_root(site.site_url) is None:
            yield "site.yaml does not say who publishes the site (publisher), and where (site_url)"
        if agreed is None or agreed.agreed_on > self._localiser.today:
            yield f"no authority has agreed to alerts of ours in {host} (alerting in site.yaml)"
        if self._own_text is None or notice.source.heard != "read":
            yield (
                "nobody can read the office's own text: "
                "source.link and an hour, not told by telephone"
            )
        if not notice.confirmed:
            yield "one person alone says it: a second handle"
        if notice.draft:
            yield "it was published as a draft"
        if notice.free:
            yield "it has a free text, which nobody has signed"
        if self._ends().local() <= self._sent().local():
            yield "it ends before the office wrote"
        for localiser, one in self._rows:
            if not self._is_signed(localiser, one):
                yield f"its words are not all signed in {localiser.translator.locale}"

    @property
    def _own_text(self) -> str | None:
        """Address of the office's own words."""
        source = self._host.sources.sources.get(self._notice.source.link or "")
        return source.url[0] if source is not None and source.url else None

    def _is_signed(self, localiser: Localiser, one: NoticeText) -> bool:
        """Return whether the words of *one* are signed, so that it may leave.

        A notice that is withdrawn or over must not wait: its sentences need no signature, only
        names and labels do.
        """
        ui = localiser.sentences.ui
        signer = _Signer(localiser.translator.locale, ui, localiser.host.signed)
        names = all(text.state in ("source", "reviewed") for text in (one.name, one.office))
        said = [text for texts in _three(one, ui, self._guards[localiser]) for text in texts]
        labels = [text for text in said if text not in (*one.sentences, one.name)]
        sentences = one.state != "standing" or not one.unsigned
        return names and sentences and all(is_signed(text, signer) for text in labels)

    # Moments, by the clock of the country. None follows from the clock of the build.

    def _sent(self) -> Until:
        """When it was sent first: the hour of the office's words, which never changes."""
        return self._notice.source.at

    def _ends(self) -> Until:
        return self._notice.ends

    def _moment(self, until: Until) -> str:
        moment = until.moment(self._zone).astimezone(self._zone)
        # CAP has no Z, and writes UTC as minus nothing.
        return re.sub(r"\+00:00$", "-00:00", moment.isoformat(timespec="seconds"))

    def _messages(self) -> list[tuple[str, Until]]:
        """Identifier and moment of each message about the notice so far, the present one last."""
        messages = [(self._id, self._sent())]
        withdrawn = self._notice.withdrawn
        is_over = self._one.state == "ended" or (
            withdrawn is not None and self._ends().local() <= withdrawn.at.local()
        )
        if is_over:
            messages.append((f"{self._id}.ended", self._ends()))
        if withdrawn is not None:
            messages.append((f"{self._id}.withdrawn", withdrawn.at))
        return messages

    def _xml(self, status: Status) -> Element:
        *before, (identifier, sent) = self._messages()
        kind = {"standing": "Alert", "ended": "Update", "withdrawn": "Cancel"}[self._one.state]
        sender = self._sender()
        # A draft has no earlier messages that anybody has seen, but shows what they would be.
        referred = [f"{sender},{name},{self._moment(at)}" for name, at in before]
        return element(
            "alert",
            [
                element("identifier", identifier),
                element("sender", sender),
                element("sent", self._moment(sent)),
                element("status", status),
                element("msgType", kind),
                element("scope", "Public"),
                *([element("references", " ".join(referred))] if referred else []),
                *self._infos(status),
            ],
        )

    def _sender(self) -> str:
        host = urlsplit(self._site.site_url).hostname
        return host if host and absolute_root(self._site.site_url) else "not-decided"

    def _infos(self, status: Status) -> Iterator[Element]:
        for localiser, one in self._rows:
            # What has no words in a language yet is no text in it.
            is_there = all(text.lang == localiser.translator.locale for text in one.sentences)
            if is_there or localiser is self._localiser:
                yield element("info", list(self._info(localiser, one, status)))

    def _info(self, localiser: Localiser, one: NoticeText, status: Status) -> Iterator[Element]:
        ui, locale = localiser.sentences.ui, localiser.translator.locale
        mark = "" if status == "Actual" else exercise_mark(locale)
        hazard = localiser.content.hazards[one.hazard]
        urgency, severity, certainty = rated(self._notice, one)
        guard = self._guards[localiser]
        headline, description, instruction = _three(one, ui, guard)
        yield element("language", locale)
        yield from (element("category", code) for code in hazard.codes.cap)
        yield element("event", mark + shown([one.name], ui))
        yield element("urgency", urgency)
        yield element("severity", severity)
        yield element("certainty", certainty)
        yield _named("eventCode", VALUE_NAME, self._code or "")
        yield element("onset", self._moment(self._notice.begins))
        yield element("expires", self._moment(self._expires()))
        yield element("senderName", self._site.publisher or "not decided")
        yield element("headline", mark + shown(headline, ui))
        yield element("description", mark + shown(description, ui))
        if instruction:
            yield element("instruction", mark + shown(instruction, ui))
        if absolute_root(self._site.site_url):
            yield element("web", page_address(self._site, localiser.host_slug, locale))
        yield element("contact", shown(guard(one.ask), ui))
        if self._own_text:
            said = [
                ("resourceDesc", shown([one.office], ui)),
                ("mimeType", "text/html"),
                ("uri", self._own_text),
            ]
            yield element("resource", [element(name, text) for name, text in said])
        yield self._area(localiser, one)

    def _expires(self) -> Until:
        withdrawn = self._notice.withdrawn
        if self._one.state == "standing":
            return self._ends()
        last = withdrawn.at if withdrawn else self._ends()
        return last.plus(timedelta(hours=LAST_WORD_HOURS))

    def _area(self, localiser: Localiser, one: NoticeText) -> Element:
        """Its provinces by ISO 3166-2; all of them when it is about the whole country."""
        country, ui = localiser.host.country, localiser.sentences.ui
        name = shown([one.areas], ui) if one.areas else shown([_country(localiser)], ui)
        codes: Iterable[str] = self._notice.areas or country.provinces
        coded = [_named("geocode", "ISO3166-2", code) for code in codes]
        return element("area", [element("areaDesc", name), *coded])


def _country(localiser: Localiser) -> Text:
    host = localiser.host_slug
    return localiser.sentences.words(
        localiser.host.country.name, Scope(host, ("country", "name"), host)
    )


def rated(notice: Notice, one: NoticeText) -> tuple[str, str, str]:
    """Return urgency, severity and certainty, by rule: nobody guesses at night.

    Danger: Immediate, Severe. Be ready: Expected, Moderate. Good to know: Future, Minor. What
    begins more than an hour after the office wrote is Future. Two people: Likely, one: Possible;
    never Observed, since we saw nothing, and never Extreme, which only experts may say. Over or
    withdrawn: Past, Unknown, Unknown.
    """
    if one.state != "standing":
        return "Past", "Unknown", "Unknown"
    urgency, severity = {
        "danger": ("Immediate", "Severe"),
        "warning": ("Expected", "Moderate"),
        "information": ("Future", "Minor"),
    }[notice.level]
    if notice.begins.local() - notice.source.at.local() > _LATER:
        urgency = "Future"
    return urgency, severity, "Likely" if notice.confirmed else "Possible"


def _three(one: NoticeText, ui: Ui, guard: Guard) -> tuple[Sequence[Text], ...]:
    """Headline, description and instruction, their numbers behind their cautions."""
    if one.state == "withdrawn" and one.withdrawn_at:
        wrong = [wrong_words(one.withdrawn_at, ui)]
        return wrong, wrong, []
    if one.state == "ended":
        over = guard(over_words(one.until, one.ask, ui))
        return over, over, []
    wrote = _wrote(one.office, one.said_at, ui)
    said = [text for sentence in one.sentences for text in guard(sentence)]
    return [wrote, one.name], [wrote, *said], guard(_last_word(one.until, one.ask, ui))


def _wrote(office: Text, moment: Text, ui: Ui) -> Text:
    return ui(*CAP_WROTE, office=office, moment=moment)


def _last_word(moment: Text, ask: Text, ui: Ui) -> Text:
    return ui(*CAP_LAST_WORD, moment=moment, safe_contact=ask)


def _named(name: str, value_name: str, value: str) -> Element:
    return element(name, [element("valueName", value_name), element("value", value)])
