"""Beside step 4: a sound as a phone recorded it → the sound that is published, or what is wrong.

Only samples pass through: what else the file says of place, device, day and author is dropped.
``ffmpeg`` reads and writes; levels and lengths are measured here.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
from array import array
from dataclasses import dataclass
from itertools import pairwise
from operator import mul
from pathlib import Path

from ...system.whole_file import write_whole

RATE = 48_000
"""Samples in a second: what Opus works with."""
MOST_SECONDS = 60
_FRAME = RATE // 50
_FULL = 32_768
_QUIET = 1e-6
_PAD = RATE // 6
"""Left before the first and after the last word: a sixth of a second."""
_TIMEOUT_SECONDS = 60

# The first bytes say the kind. ffmpeg must not guess it: some kinds it reads open other files.
_KINDS = (
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (0, b"OggS", "ogg"),
    (4, b"ftyp", "mov"),
    (0, b"RIFF", "wav"),
    (0, b"#!AMR", "amr"),
    (0, b"ID3", "mp3"),
)


class NoFfmpegError(Exception):
    """ffmpeg is not on this machine."""

    def __init__(self) -> None:
        super().__init__("ffmpeg is missing. Install it (Debian: apt-get install ffmpeg).")


class UnfitSoundError(ValueError):
    """A sound that nobody should be made to listen to: what is wrong, and what the speaker does."""


@dataclass(frozen=True)
class Measured:
    """A sound in figures; decibels below the loudest there can be."""

    seconds: float
    """From the first word to the last."""
    level: float
    """Of the louder parts, those with words."""
    noise: float
    """Of the quietest parts."""
    clipped: float
    """Share of samples that the microphone cut off."""
    gap: float
    """Seconds of the longest silence between words."""
    start: int
    """First sample to keep."""
    end: int
    """The one after the last."""


def published_sound(data: bytes, letters: int) -> bytes:
    """Return the sound *data* as published: mono, Opus of 24 kbit/s, without silence at its ends.

    *letters* of its text tell how long it may be. Raises UnfitSoundError, NoFfmpegError.
    """
    samples = samples_of(data)
    measured = measure(samples)
    refuse_unfit(measured, letters)
    # One loudness for all: nobody is startled or misses one. It is limited: no peak is cut.
    peak = (max(map(abs, (max(samples), min(samples)))) or 1) / _FULL
    gain = min(-20 - measured.level, -1 - 20 * math.log10(peak))
    return _encoded(samples[measured.start : measured.end], gain)


def samples_of(data: bytes) -> array[int]:
    """Return the samples of *data*, 48,000 a second, one channel."""
    kind = next((kind for at, mark, kind in _KINDS if data[at : at + len(mark)] == mark), None)
    if kind is None:
        raise UnfitSoundError("is no sound file that we know. Record it again.")
    with tempfile.TemporaryDirectory() as folder:
        # Some kinds tell at their end where the sound is: no pipe can go back.
        path = Path(folder) / "sound"
        write_whole(path, data)
        raw = _ffmpeg(
            "-protocol_whitelist",
            "file,pipe",
            "-f",
            kind,
            "-i",
            str(path),
            "-map",
            "0:a:0",
            "-t",
            str(MOST_SECONDS + 30),
            "-ac",
            "1",
            "-ar",
            str(RATE),
            "-f",
            "s16le",
            "pipe:1",
        )
    samples = array("h", raw[: len(raw) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def measure(samples: array[int]) -> Measured:
    """Measure *samples*; silence has no words and no length."""
    levels = [
        _level(samples[at : at + _FRAME]) for at in range(0, len(samples) - _FRAME + 1, _FRAME)
    ]
    if not levels:
        return Measured(0, -120, -120, 0, 0, 0, 0)
    by_level = sorted(levels)
    loud, noise = by_level[len(levels) * 9 // 10], by_level[len(levels) // 10]
    # A word is within 30 dB of the loud parts, and above what the room says by itself.
    threshold = max(loud - 30, -55, min(noise + 6, loud - 6))
    words = [at for at, level in enumerate(levels) if level >= threshold]
    if not words:
        return Measured(0, loud, noise, 0, 0, 0, 0)
    gap = max((b - a - 1 for a, b in pairwise(words)), default=0) / 50
    clipped = (samples.count(_FULL - 1) + samples.count(-_FULL)) / len(samples)
    start, end = words[0] * _FRAME, (words[-1] + 1) * _FRAME
    return Measured(
        (end - start) / RATE,
        loud,
        noise,
        clipped,
        gap,
        max(0, start - _PAD),
        min(len(samples), end + _PAD),
    )


def _level(frame: array[int]) -> float:
    return 10 * math.log10(sum(map(mul, frame, frame)) / len(frame) / _FULL**2 + _QUIET**2)


def refuse_unfit(measured: Measured, letters: int) -> None:
    """Raise UnfitSoundError for a silent, faint, cut off, noisy, too short or too long sound.

    Nobody speaks faster than 30 letters a second. Who finds her own words may need at most a second
    for 3 letters, and 6 seconds more.
    """
    if measured.level < -50 or not measured.seconds:
        raise UnfitSoundError("is silent. Is the microphone covered? Record it again.")
    if measured.level < -40:
        raise UnfitSoundError(
            f"is too faint ({measured.level:.0f} dB). Hold the phone a hand's breadth from the "
            "mouth."
        )
    if measured.clipped > 0.0005:
        raise UnfitSoundError("is cut off where it is loud. Hold the phone further away.")
    if measured.level - measured.noise < 10 and measured.seconds > 1:
        raise UnfitSoundError("has as much noise as words. Record it in a quiet room.")
    if measured.gap > 3:
        raise UnfitSoundError(
            f"is silent for {measured.gap:.0f} seconds in the middle. Record it again in one go."
        )
    if measured.seconds < letters / 30:
        raise UnfitSoundError(
            f"has {measured.seconds:.1f} seconds for {letters} letters: a part is missing. Record "
            "it again."
        )
    if measured.seconds > min(letters / 3 + 6, MOST_SECONDS):
        raise UnfitSoundError(
            f"has {measured.seconds:.0f} seconds for {letters} letters: it says more than its text."
        )


def _encoded(samples: array[int], gain: float) -> bytes:
    raw = array("h", samples)
    if sys.byteorder == "big":
        raw.byteswap()
    return _ffmpeg(
        "-f",
        "s16le",
        "-ar",
        str(RATE),
        "-ac",
        "1",
        "-i",
        "pipe:0",
        "-af",
        f"volume={gain:.2f}dB",
        "-map_metadata",
        "-1",
        "-fflags",
        "+bitexact",
        "-flags:a",
        "+bitexact",
        "-c:a",
        "libopus",
        "-b:a",
        "24k",
        "-application",
        "voip",
        "-f",
        "ogg",
        "pipe:1",
        data=raw.tobytes(),
    )


def _ffmpeg(*words: str, data: bytes = b"") -> bytes:
    program = shutil.which("ffmpeg")
    if program is None:
        raise NoFfmpegError
    command = [program, "-nostdin", "-hide_banner", "-v", "error", *words]
    try:
        done = subprocess.run(  # noqa: S603 - our words; the file is one we wrote
            command, input=data, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnfitSoundError("takes too long to read. Record it again.") from error
    if done.returncode or not done.stdout:
        raise UnfitSoundError("cannot be read as a sound. Record it again.")
    return done.stdout
