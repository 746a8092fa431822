"""Beside the steps: the bytes of an alert in CAP 1.2 → what an office says in it, as plain values.

The bytes are a stranger's: no entity is resolved, nothing is fetched for them, and what would move
the cursor of a terminal is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

_CAP = "urn:oasis:names:tc:emergency:cap:1.2"
_MOST_LINKS = 6


class NotAnAlertError(Exception):
    """What was read is no alert in CAP 1.2; the message says what it is, and what to do."""


@dataclass(frozen=True)
class Area:
    """A place that an alert is about."""

    words: str
    codes: tuple[tuple[str, str], ...]
    """Name of a list, and a code of it."""


@dataclass(frozen=True)
class Info:
    """What an alert says in one language."""

    language: str
    event: str
    categories: tuple[str, ...]
    responses: tuple[str, ...]
    urgency: str
    severity: str
    certainty: str
    codes: tuple[tuple[str, str], ...]
    begins: datetime | None
    expires: datetime | None
    sender_name: str
    headline: str
    description: str
    instruction: str
    web: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class OfficeAlert:
    """An alert as its office sent it."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    kind: str
    """Alert, Update, Cancel, Ack or Error."""
    scope: str
    infos: tuple[Info, ...]


def read_alert(data: bytes) -> OfficeAlert:
    """Read an alert. Raises NotAnAlertError."""
    root = _root(data)
    kind = etree.QName(root)
    if kind.localname in ("feed", "rss", "RDF"):
        links = ", ".join(list(dict.fromkeys(_links(root)))[:_MOST_LINKS])
        leads = f" It leads to: {links}" if links else ""
        raise NotAnAlertError(f"This is a feed of alerts, no alert. Name one of its alerts.{leads}")
    if kind.localname != "alert" or kind.namespace != _CAP:
        raise NotAnAlertError("This is no alert in CAP 1.2: its first element is another one.")
    sent = _moment(_text(root, "sent"))
    if sent is None:
        raise NotAnAlertError("It does not say when it was sent, with the offset of its clock.")
    infos = tuple(map(_info, root.findall(f"{{{_CAP}}}info")))
    return OfficeAlert(
        _text(root, "identifier"),
        _text(root, "sender"),
        sent,
        _text(root, "status"),
        _text(root, "msgType"),
        _text(root, "scope"),
        infos,
    )


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnAlertError(f"It is no XML ({plain(str(error))}).") from error
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise NotAnAlertError(
            "It defines words of its own (DOCTYPE), which no alert does. Do not trust it."
        )
    return root


def _links(root: etree._Element) -> Iterator[str]:
    for one in root.iter():
        if isinstance(one.tag, str) and etree.QName(one).localname == "link":
            address = plain(one.get("href") or one.text or "")
            if address.startswith("https://"):
                yield address


def _info(info: etree._Element) -> Info:
    return Info(
        language=_text(info, "language") or "en-US",
        event=_text(info, "event"),
        categories=_texts(info, "category"),
        responses=_texts(info, "responseType"),
        urgency=_text(info, "urgency"),
        severity=_text(info, "severity"),
        certainty=_text(info, "certainty"),
        codes=_named(info, "eventCode"),
        begins=_moment(_text(info, "onset") or _text(info, "effective")),
        expires=_moment(_text(info, "expires")),
        sender_name=_text(info, "senderName"),
        headline=_text(info, "headline"),
        description=_text(info, "description"),
        instruction=_text(info, "instruction"),
        web=_text(info, "web"),
        areas=tuple(
            Area(_text(area, "areaDesc"), _named(area, "geocode"))
            for area in info.findall(f"{{{_CAP}}}area")
        ),
    )


def _named(parent: etree._Element, name: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_text(one, "valueName"), _text(one, "value"))
        for one in parent.findall(f"{{{_CAP}}}{name}")
    )


def _texts(parent: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(plain(one.text or "") for one in parent.findall(f"{{{_CAP}}}{name}"))


def _text(parent: etree._Element, name: str) -> str:
    return next(iter(_texts(parent, name)), "")


def _moment(text: str) -> datetime | None:
    """Read a time; None where it has no offset: nobody knows then by which clock it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def plain(text: str) -> str:
    r"""Return *text* as one line that moves nothing on a terminal.

    >>> plain("a\x1b[2J\n b\u202ec")
    'a[2J bc'
    """
    words = " ".join(text.split())
    return "".join(letter for letter in words if letter.isprintable())
