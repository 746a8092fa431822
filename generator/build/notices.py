"""Step 5: finished pages and notices of their country → the same pages with the notices.

In: a page that leaves room (``<section class="nt" data-nt="KEY">``), and the file of notices of its
country and language. Out: the page with the gravest of them, each within the bytes of
``budgets.yaml``. The version of a page that a telephone keeps is that without notices, so that a
notice makes no new version. Why: docs/adr/0047-notices.md.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname, relpath
from typing import Any

from markupsafe import escape

from ..products.site_paths import FEEDS, NOTICES_FILE, PAGE_FILE
from .page_weight import budgets

_MARK = b"data-nt="
_SECTION = re.compile(
    rb'(?P<open><section class="nt[a-z ]*" data-nt="(?P<key>[a-z-]*)">)'
    rb"(?P<inner>.*?)(?P<close></section>)",
    re.DOTALL,
)
_ENTRIES = b"<!--notices-->"
_UPDATED = re.compile(rb"<updated>[^<]*</updated>")
ALL, LISTED, ALONE = "all", "listed", "file"
"""Keys besides hazards.

The gravest of all; every notice, on the page of notices; the gravest, in a file that is sent on.
"""
_WINDOW = 32_000
"""Bytes before it that deflate can refer to, about."""

Notices = Mapping[str, Any]
"""What ``products.notices.told`` returned."""


def is_notices(name: str) -> bool:
    """Return whether the file *name* holds the notices of a country."""
    # Not that for programs of others, below api/.
    return name.count("/") == 2 and name.endswith(f"/{NOTICES_FILE}")


def has_room(data: bytes) -> bool:
    """Return whether a page leaves room for notices."""
    return _MARK in data


def notices_in(data: bytes | None) -> Notices:
    """Read a file of notices; without one there are none."""
    return {} if data is None else json.loads(data)


def without_notices(page: bytes) -> bytes:
    """Return *page* as it is when there is no notice."""
    return _SECTION.sub(rb"\g<open>\g<close>", page)


def with_notices(name: str, page: bytes, notices: Notices) -> bytes:
    """Return the page *name* with those of *notices* that belong on it."""
    if not notices.get("list"):
        return without_notices(page)

    def filled(room: re.Match[bytes]) -> bytes:
        before = page[max(0, room.start() - _WINDOW) : room.start()]
        inner = "".join(_inner(name, room["key"].decode(), notices, before))
        return room["open"] + inner.encode() + room["close"]

    return _SECTION.sub(filled, page)


def is_feed(name: str) -> bool:
    """Return whether the file *name* is a feed, which tells notices besides what changed."""
    return name.startswith(f"{FEEDS}/") and name.endswith(".atom")


def with_entries(feed: bytes, notices: Notices) -> bytes:
    """Return *feed* with the entries of *notices*, and the moment of the newest of all entries."""
    rows = [row for row in notices.get("list", ()) if row.get("entry")]
    entries = "\n  ".join(row["entry"] for row in rows).encode()
    # All are in UTC, so that their order is that of their letters.
    newest = max([*_UPDATED.findall(feed), *_UPDATED.findall(entries)], default=b"")
    # The first is that of the feed itself.
    return _UPDATED.sub(lambda _old: newest, feed, count=1).replace(_ENTRIES, entries, 1)


def finished(name: str, data: bytes, notices: Notices) -> bytes:
    """Return the page or feed *name*, as it was made, with what *notices* add to it."""
    if is_feed(name):
        return with_entries(data, notices)
    return with_notices(name, data, notices) if has_room(data) else data


def for_phones(notices: Notices) -> dict[str, Any]:
    """Return the notices that telephones put into pages they have kept: each whole, and short."""
    rows = notices.get("list", ())
    return {
        "title": notices.get("title", ""),
        "most": budgets()["notices"]["most"],
        "list": [
            {
                "hazard": row["hazard"],
                "html": row["cuts"][0],
                "brief": _fitting(row, b""),
                "over": row["over"],
            }
            for row in rows
        ],
    }


def _inner(name: str, key: str, notices: Notices, before: bytes) -> Iterator[str]:
    rows = [row for row in notices["list"] if key in (ALL, LISTED, ALONE, row["hazard"])]
    if key == LISTED:
        for row in rows:
            yield from _shown(row, row["cuts"][0])
        return
    shown = rows[: budgets()["notices"]["most"]]
    is_cut = len(shown) < len(rows)
    for row in shown:
        html = row["cuts"][0] if key == ALONE else _fitting(row, before)
        is_cut = is_cut or html != row["cuts"][0]
        yield from _shown(row, html)
    if shown and is_cut and key != ALONE:
        folder = "/".join(name.split("/")[:2])
        address = relpath(f"{folder}/notices/{PAGE_FILE}", dirname(name))
        yield f'<p><a class="more" href="{escape(address)}">{escape(notices["title"])}</a></p>'


def _shown(row: Mapping[str, Any], html: str) -> Iterator[str]:
    yield html
    # Only what still stands can end while a telephone shows it.
    if row["over"]:
        yield f"<template>{row['over']}</template>"


def _fitting(row: Mapping[str, Any], before: bytes) -> str:
    """Return the longest cut of a notice within its bytes, or else its first sentence."""
    cuts: Sequence[str] = row["cuts"]
    most = budgets()["notices"]["bytes"]
    return next(
        (html for html in cuts if cost("".join(_shown(row, html)).encode(), before) <= most),
        cuts[-1],
    )


def cost(html: bytes, before: bytes) -> int:
    """Return the bytes that *html* adds to a page, compressed, that has *before* in front of it."""
    packer = (
        zlib.compressobj(6, wbits=-15, zdict=before) if before else zlib.compressobj(6, wbits=-15)
    )
    return len(packer.compress(html)) + len(packer.flush())
