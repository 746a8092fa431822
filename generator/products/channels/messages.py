"""Step 4, channels: short texts → files to copy messages from: JSON, CSV for sheets, plain text.

A chat text may leave as a draft that says so; a text message is there if it is signed, or as an
exercise where drafts are asked for. Where there is none, the files say why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ...cache.digests import code_digest
from ...localise.advisory import Advisory
from ...sheets.csv_file import csv_bytes
from ..sending.short_texts import ShortText, short_texts
from ..target import Files, Target

NOT_SIGNED = "not signed"
TOO_LONG = "too long"
_COLUMNS = (
    "id",
    "kind",
    "title",
    "chat",
    "chat_code",
    "post",
    "card",
    "sms",
    "sms_plain",
    "segments",
    "encoding",
    "code",
    "plain_segments",
    "plain_code",
    "release",
    "no_sms",
    "status",
    "as_of",
)
"""Of the CSV file, and the keys of a message in JSON."""


def plan(advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
    """Return a target for each advisory: ``messages/H.L.json``, with ``.csv`` and ``.txt``."""
    return [_target(advisory, allow_draft=allow_draft) for advisory in advisories]


def _target(advisory: Advisory, *, allow_draft: bool) -> Target:
    rows = [_row(short, allow_draft=allow_draft) for short in short_texts(advisory)]
    head = {
        "host": advisory.host,
        "origin": advisory.origin,
        "locale": advisory.locale,
        "as_of": min((row["as_of"] for row in rows), default=None),
    }
    base = f"messages/{advisory.host}.{advisory.locale}"
    target = Target.of(
        f"{base}.json",
        "messages",
        partial(_make, base, head, rows),
        data=[head, rows],
        code=code_digest(),
    )
    return replace(target, beside=(f"{base}.csv", f"{base}.txt"))


def _row(short: ShortText, *, allow_draft: bool) -> dict[str, Any]:
    """Return a message as JSON has it; what there is not is null."""
    sms = short.message(allow_draft=allow_draft)
    plain = short.message_plain(allow_draft=allow_draft)
    either = sms or plain
    why = f"{TOO_LONG}: {short.too_long}" if short.too_long else NOT_SIGNED
    values = (
        short.id,
        short.kind,
        str(short.piece.title),
        short.chat,
        short.code,
        short.post,
        short.card,
        sms and sms.words,
        plain and plain.words,
        sms and sms.segments.count,
        sms and sms.segments.encoding,
        sms and sms.code,
        plain and plain.segments.count,
        plain and plain.code,
        ("signed" if either in (short.sms, short.sms_plain) else "exercise") if either else None,
        None if either else why,
        f"signed {short.signed}",
        str(short.read_on),
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _make(base: str, head: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Files:
    whole = json.dumps({**head, "messages": rows}, ensure_ascii=False, indent=1)
    cells = [["" if row[key] is None else str(row[key]) for key in _COLUMNS] for row in rows]
    lines = "\n".join(_lines(head, rows))
    return {
        f"{base}.json": f"{whole}\n".encode(),
        f"{base}.csv": csv_bytes([_COLUMNS, *cells]),
        f"{base}.txt": f"{lines}\n".encode(),
    }


def _lines(head: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines from which a person copies: ids between hyphens, below them what to send."""
    yield f"{head['host']} {head['locale']} {head['as_of'] or ''}".strip()
    for row in rows:
        yield from ("", f"--- {row['id']} --- {row['status']} --- {row['as_of']}", "", row["chat"])
        for key, count in (("sms", "segments"), ("sms_plain", "plain_segments")):
            if row[key]:
                yield from ("", f"--- {row['id']} --- {key} --- {row[count]}", "", row[key])
        if row["no_sms"]:
            yield from ("", f"--- {row['id']} --- no sms: {row['no_sms']}")
