"""A sentence that somebody has spoken: its row, and a file that plays as long as it should."""

from __future__ import annotations

import struct

from generator.po.catalog import review_digest

SENTENCE = "Please help me."
ROW = """\
recordings:
  help:
    domain: phrases
    text: phrases.help.text
    language: en
    file: help.ogg
    seconds: {seconds}
    speaker: a-speaker
    consent: "{consent}"
    digest: "{digest}"
    back: "Help me, please."
    heard_by: a-listener
"""


def ogg(seconds: float) -> bytes:
    """The frame of an Ogg Opus file that plays *seconds*; nobody listens to it."""

    def page(samples: int, body: bytes) -> bytes:
        return b"OggS\0\0" + struct.pack("<qIII", samples, 1, 0, 0) + bytes([1, len(body)]) + body

    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48000, 0, 0)
    return page(0, head) + page(int(seconds * 48000) + 312, b"\xfc")


def row(seconds: int = 3, consent: str = "2026-11-01", digest: str | None = None) -> str:
    digest = review_digest(SENTENCE, "") if digest is None else digest
    return ROW.format(seconds=seconds, consent=consent, digest=digest)
