"""Beside the steps: an alert of an office, and our content → the fields of a notice to complete.

Only what can be compared becomes a field: codes, provinces, hours. Sentences are ours, chosen by
the messages they rest on; what they name is ``___``. A note says of each guess that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cap_oet import OASIS_EVENT_TERMS_BY_CODE  # type: ignore[import-untyped]

from ...load import Content, Host
from ...model.fields import PHASES
from ...model.notices import NoticeSentence
from ...problems import quoted
from ...products.channels.event_codes import EVENT_CODES, code_name, hazard_of_code
from ...text import gazetteer
from ..notices.typed import province_of
from .reading import Info, OfficeAlert

OPEN = "___"
"""What a person fills in."""
_LEVELS = {"Extreme": "danger", "Severe": "danger", "Moderate": "warning"}
_PHASES = {"Immediate": "during", "Expected": "before", "Future": "before", "Past": "after"}
_MOST_SENTENCES = 3
_BETWEEN = re.compile(r"\s*[,;/·•|、၊]\s*|\s+(?:and|y|และ)\s+")


@dataclass
class Draft:
    """A notice that is not complete."""

    fields: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    """What was guessed or not known, and what stands for ``___``; one line each."""


def why_not(alert: OfficeAlert, now: datetime) -> list[str]:
    """Return why no notice should be made of *alert*; nothing when one may."""
    reasons = []
    if alert.status != "Actual":
        reasons.append(f'Its status is "{alert.status}": it does not tell what is so.')
    if alert.kind == "Cancel":
        reasons.append(
            "It takes back an earlier alert. Withdraw the notice that was made of that one."
        )
    elif alert.kind not in ("Alert", "Update"):
        reasons.append(f'It is of the kind "{alert.kind}", which passes nothing on.')
    if alert.scope != "Public":
        reasons.append(f'Its scope is "{alert.scope}": it is not for the public.')
    if not alert.infos:
        reasons.append("It says nothing: it has no info.")
    ends = [one.expires for one in alert.infos if one.expires]
    if ends and max(ends) <= now:
        reasons.append(f"It has expired: {max(ends):%Y-%m-%d %H:%M %z}.")
    return reasons


def drafted(
    alert: OfficeAlert,
    content: Content,
    host: Host,
    office: str | None,
    names: Mapping[str, Iterable[str]],
) -> Draft:
    """Return a notice of *alert* for *host*; *names* are names of hazards by slug."""
    info, zone = _chosen(alert, content.site.source_locale), ZoneInfo(host.country.time_zone)
    draft = Draft({})
    hazard = _hazard(info, host, content, names, draft.notes)
    areas = _areas(info, host, draft.notes)
    begins = _hour(info.begins or alert.sent, zone)
    said, open_slots = _said(info, hazard, areas, office or OPEN, content)
    draft.fields = {
        "host": host.slug,
        "hazard": hazard,
        "level": _LEVELS.get(info.severity, "information"),
        "areas": areas,
        "begins": begins,
        "until": _hour(info.expires, zone) if info.expires else OPEN,
        "said": said,
        "source": {"office": office or OPEN, "at": _hour(alert.sent, zone)},
        "handles": [OPEN],
        "draft": True,
    }
    draft.notes += open_slots
    if info.expires is None:
        draft.notes.append(f"until {OPEN}: the alert does not say; day and hour of our last word")
    if office is None:
        draft.notes.append(f"office {OPEN}: id of one of our contacts, the office that wrote it")
    draft.notes.append(
        f'handles {OPEN}: yours; source: add "link" with the id of the source where its text stands'
    )
    return draft


def _chosen(alert: OfficeAlert, source_locale: str) -> Info:
    """Return the info in the authors' language, else the first: codes and hours are the same."""
    found = (one for one in alert.infos if one.language.partition("-")[0].lower() == source_locale)
    return next(found, alert.infos[0])


def _hour(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}"


def _hazard(
    info: Info, host: Host, content: Content, names: Mapping[str, Iterable[str]], notes: list[str]
) -> str:
    here: list[str] = [slug for slug in host.hazards.hazards if not content.hazards[slug].sensitive]
    coded = [hazard_of_code(value) for name, value in info.codes if name.upper().startswith("OET")]
    if found := next((one for one in coded if one in here), None):
        return found
    if found := _by_words(info.event, here, names):
        notes.append(f"hazard {found}: a guess from the words {quoted(info.event)}; compare")
        return found
    alike = [slug for slug in here if set(content.hazards[slug].codes.cap) & set(info.categories)]
    if len(alike) == 1:
        notes.append(f"hazard {alike[0]}: a guess from its category; compare")
        return alike[0]
    notes.append(
        f"hazard {OPEN}: {quoted(info.event)} is none that we know; one of "
        f"{', '.join(alike or here)}"
    )
    return OPEN


def _by_words(event: str, here: list[str], names: Mapping[str, Iterable[str]]) -> str | None:
    """The hazard with the longest of its names in *event*: a flash flood is no flood."""
    words = event.casefold()
    rows = [
        (name.casefold(), slug)
        for slug in here
        for name in (*names.get(slug, ()), *_terms(slug))
        if name
    ]
    found = [(len(name), slug) for name, slug in rows if name in words]
    return max(found)[1] if found else None


def _terms(slug: str) -> Iterator[str]:
    for code in EVENT_CODES.get(slug, ()):
        yield OASIS_EVENT_TERMS_BY_CODE[code_name(code)]["term"]


def _areas(info: Info, host: Host, notes: list[str]) -> list[str]:
    """Codes of provinces: by their codes, else by their names in any language."""
    provinces = host.country.provinces
    names = {code: list(_names_of(code)) for code in provinces}
    found: dict[str, None] = {}
    for area in info.areas:
        codes = [value for name, value in area.codes if "3166" in name and value in provinces]
        if codes:
            found |= dict.fromkeys(codes)
            continue
        for piece in _BETWEEN.split(area.words):
            code = province_of(piece, host, names) if piece else None
            if code is not None:
                found[code] = None
            elif piece:
                notes.append(f"areas: {quoted(piece)} is no province that we know; add its code")
    if not found:
        notes.append(
            "areas: none was found, and without any it is about the whole country; add codes"
        )
        return [OPEN]
    return list(found)


def _names_of(code: str) -> Iterator[str]:
    for name in gazetteer.names_of(code).values():
        yield name
        yield from (name.removeprefix(word).strip() for word in _PROVINCE if name.startswith(word))


_PROVINCE = ("จังหวัด",)
"""Words for a province that offices leave out of its name."""


def _said(
    info: Info, hazard: str, areas: list[str], office: str, content: Content
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return sentences on the same hazard and time, and notes on what a person fills in."""
    library = content.notice_sentences
    keys = list(_fitting(info, hazard, content))[:_MOST_SENTENCES]
    if not keys:
        return [{"say": OPEN}], [f"say {OPEN}: no sentence fits; one of sentences.yaml"]
    notes = ["said: sentences of ours that may fit; take out what the office does not say"]
    said = []
    for key in keys:
        kinds = library[key].slots
        slots = {slot: _slot(kind, areas, office) for slot, kind in kinds.items()}
        open_slots = [slot for slot, value in slots.items() if value == OPEN]
        notes += [f"{key}, {slot} {OPEN}: {_KINDS[kinds[slot]]}" for slot in open_slots]
        said.append({"say": key, "slots": slots})
    return said, notes


_KINDS = {
    "place": "code of a province, or id of a place that you add below places",
    "moment": "day and hour as 2026-11-28T18:30",
    "day": "a day as 2026-11-28",
    "line": "id of a contact with its number",
    "office": "id of a contact",
    "link": "id of a source of the country",
}


def _slot(kind: str, areas: list[str], office: str) -> str:
    if kind == "place" and len(areas) == 1:
        return areas[0]
    return office if kind == "office" else OPEN


def _fitting(info: Info, hazard: str, content: Content) -> Iterator[str]:
    """Yield ids of sentences: of the same time, else the same hazard, else links to the office."""
    library = content.notice_sentences
    # No code of an alert says which road or shelter: a person takes such a sentence herself.
    usable = {
        key: one
        for key, one in library.items()
        if not (one.denies or one.takes_back or one.tells_way)
    }
    phase = "after" if "AllClear" in info.responses else _PHASES.get(info.urgency, "during")
    of_hazard = {key: one for key, one in usable.items() if _stages(one, hazard, content)}
    at_time = [
        key for key, one in of_hazard.items() if _stages(one, hazard, content) & set(PHASES[phase])
    ]
    links = [key for key, one in usable.items() if set(one.slots.values()) == {"link"}]
    yield from at_time or of_hazard or links


def _stages(sentence: NoticeSentence, hazard: str, content: Content) -> set[str]:
    """Stages of the messages about *hazard* that a sentence rests on."""
    if hazard not in content.hazards:
        return set()
    messages = content.hazards[hazard].messages
    rests = (name.partition(".") for name in sentence.rests_on)
    return {messages[key].stage for slug, _, key in rests if slug == hazard and key in messages}
