"""Beside the steps: bytes of a sound file → its length in seconds, or nothing.

Two kinds: Ogg (Opus, Vorbis) and MPEG-4 (.m4a, AAC). The last page of an Ogg file counts its
samples, the ``mvhd`` box of an MPEG-4 file its units of time. Sources: RFC 3533, RFC 7845, ISO/IEC
14496-12.
"""

from __future__ import annotations

import struct

_OGG = b"OggS"
_OPUS_RATE = 48_000


def seconds_of(data: bytes) -> float | None:
    """Return how many seconds *data* plays; None when it is no sound file that we know."""
    try:
        seconds = _seconds(data)
    except (struct.error, ZeroDivisionError, IndexError):
        return None
    # A damaged file may count its samples below nothing.
    return seconds if seconds is not None and seconds >= 0 else None


def _seconds(data: bytes) -> float | None:
    if data.startswith(_OGG):
        return _ogg_seconds(data)
    return _mp4_seconds(data) if data[4:8] == b"ftyp" else None


def _ogg_seconds(data: bytes) -> float | None:
    opus, vorbis = data.find(b"OpusHead"), data.find(b"\x01vorbis")
    samples: int = struct.unpack_from("<q", data, data.rfind(_OGG) + 6)[0]
    if opus >= 0:
        skipped: int = struct.unpack_from("<H", data, opus + 10)[0]
        return max(0, samples - skipped) / _OPUS_RATE
    if vorbis >= 0:
        rate: int = struct.unpack_from("<I", data, vorbis + 12)[0]
        return samples / rate
    return None


def _mp4_seconds(data: bytes) -> float | None:
    at = data.find(b"mvhd")
    if at < 0:
        return None
    wide = data[at + 4] == 1
    scale, length = struct.unpack_from(">IQ" if wide else ">II", data, at + (24 if wide else 16))
    return float(length / scale)
