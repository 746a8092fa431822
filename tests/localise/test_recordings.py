"""Human voices: played where they fit the text, silent when it has changed, and whose they are is not told."""

from __future__ import annotations

import shutil
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from support.each import each
from support.example import BUILD_DAY, EXAMPLE, EXAMPLE_LOCALES
from support.pages import Element, parse
from support.recordings import SENTENCE, ogg, row

from generator.check import run
from generator.load import Content, load_content
from generator.load.sound import seconds_of
from generator.localise.advisory import Advisory
from generator.localise.core_lines import core_is_reviewed, core_texts
from generator.localise.corridors import Selection, load_advisories
from generator.localise.translator import Translator
from generator.model import Recording, Recordings
from generator.po.catalog import review_digest
from generator.products import data, pages

pytestmark = pytest.mark.thorough


def mp4(seconds: float) -> bytes:
    """The boxes of an MPEG-4 file that tell its length."""
    mvhd = b"mvhd" + bytes(4) + struct.pack(">IIII", 0, 0, 1000, int(seconds * 1000))
    return struct.pack(">I", 16) + b"ftypM4A " + bytes(4) + struct.pack(">I", 4 + len(mvhd)) + mvhd


def content_with(folder: Path, row: str, sound: bytes | None) -> Path:
    content = Path(shutil.copytree(EXAMPLE, folder / "content"))
    (content / "recordings.yaml").write_text(row)
    (content / "recordings").mkdir()
    if sound is not None:
        (content / "recordings" / "help.ogg").write_bytes(sound)
    return content


def advisory_of(content: Path, locale: str = "en") -> Advisory:
    loaded, problems = load_content(content)
    assert not [p for p in problems if p.level == "error"], problems
    return next(load_advisories(loaded, EXAMPLE_LOCALES, Selection("freedonia", locale)))


def signs(advisory: Advisory) -> dict[str, Element]:
    built = {t.path: t for t in pages.plan([advisory])}
    page = parse(
        built[f"{advisory.locale}/freedonia/"].make()[
            f"{advisory.locale}/freedonia/show/index.html"
        ]
    )
    return {e.attributes["id"]: e for e in page.find("section", class_="full")}


@pytest.mark.parametrize("seconds", [1, 3.5, 60])
def test_length_of_a_sound(seconds: float) -> None:
    assert seconds_of(ogg(seconds)) == pytest.approx(seconds)
    assert seconds_of(mp4(seconds)) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"OggS",
        b"ID3" + bytes(90),
        b"OggS" + bytes(40),
        b"....ftypM4A ",
        b"RIFF",
        b"\0\0\0\0ftyp" + b"mvhd" * 8,
        # One bit turned over: it counts samples below nothing.
        b"OggS\0\4" + struct.pack("<q14x", -44100) + b"\1vorbis" + struct.pack("<5xI", 44100),
    ],
)
def test_what_is_no_sound_has_no_length(bad: bytes) -> None:
    found = seconds_of(bad)
    assert found is None or found >= 0


def test_a_voice_that_fits_can_be_played_without_scripts_and_loads_nothing_before(
    tmp_path: Path,
) -> None:
    advisory = advisory_of(content_with(tmp_path, row(), ogg(3)))
    found = signs(advisory)
    (audio,) = found["p-help"].find("audio")
    assert audio.attributes["preload"] == "none"
    assert "controls" in audio.attributes
    assert audio.attributes["aria-label"]
    path = audio.attributes["src"].removeprefix("../../../")
    assert advisory.recordings[path] == ogg(3)
    assert path in {target.path for target in pages.plan([advisory])}
    assert [e for e in found["p-help"].find("data", class_="kb") if e.attributes["value"] == path]
    assert not found["p-place"].find("audio")


def test_a_voice_is_silent_once_the_text_has_changed(tmp_path: Path) -> None:
    content = content_with(tmp_path, row(), ogg(3))
    phrases = content / "phrases.yaml"
    phrases.write_text(phrases.read_text().replace(SENTENCE, "Please help us."))
    advisory = advisory_of(content)
    assert advisory.recordings == {}
    assert not signs(advisory)["p-help"].find("audio")
    _content, problems = run(content, EXAMPLE_LOCALES, today=BUILD_DAY)
    assert [p.rule for p in problems if "recording" in p.rule] == ["recording-stale"]


@pytest.mark.parametrize(
    "row",
    [
        row().replace('    back: "Help me, please."\n', ""),
        row().replace("    heard_by: a-listener\n", ""),
        # Who has read the text hears it in her own words, whatever they say.
        row().replace("a-listener", "a-speaker"),
    ],
)
def test_a_voice_that_nobody_else_has_heard_is_silent(tmp_path: Path, row: str) -> None:
    content = content_with(tmp_path, row, ogg(3))
    assert advisory_of(content).recordings == {}
    _content, problems = run(content, EXAMPLE_LOCALES, today=BUILD_DAY)
    assert [(p.rule, p.level) for p in problems if "recording" in p.rule] == [
        ("recording-unheard", "warning")
    ]


def test_who_speaks_is_told_to_nobody(tmp_path: Path) -> None:
    advisory = advisory_of(content_with(tmp_path, row(), ogg(3)))
    for target in [*pages.plan([advisory]), *data.plan([advisory])]:
        for name, made in each(target.make().items()):
            assert "a-speaker" not in name
            assert b"a-speaker" not in made, name
            assert b"a-listener" not in made, name


@pytest.mark.parametrize(
    ("text", "sound", "rule", "words"),
    [
        (row(), None, "recording-file", "is missing in content/recordings/"),
        (row(seconds=9), ogg(3), "recording-file", "is 3.0 seconds long, not 9"),
        (row(), b"MZ\x90" * 50, "recording-file", "not a sound that the program can read"),
        (row(consent="2027-01-01"), ogg(3), "future-date", "is in the future"),
        (row(digest="0" * 12), ogg(3), "recording-stale", "has changed since it was recorded"),
        (row().replace("phrases.help.text", "phrases.halp.text"), ogg(3), "dangling-reference", "halp"),
        (row().replace('    consent: "2026-11-01"\n', ""), ogg(3), "missing-key", "consent"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_recording_is_told(
    tmp_path: Path, text: str, sound: bytes | None, rule: str, words: str
) -> None:
    content = content_with(tmp_path, text, sound)
    _content, problems = run(content, EXAMPLE_LOCALES, today=BUILD_DAY)
    found = [p for p in problems if p.rule == rule and p.file.endswith("recordings.yaml")]
    assert any(words in str(p) for p in found), problems


def spoken(content: Content, locale: str, translator: Translator) -> Content:
    """The same content with a voice for each line of its core."""
    rows = {
        f"line-{number}": Recording(
            domain=domain, text=text.context, language=locale, file="a.ogg", seconds=3, speaker="one",
            consent=BUILD_DAY, digest=review_digest(text.text, ""), back="So.", heard_by="two",
        )
        for number, (domain, text) in enumerate(core_texts(content))
    }  # fmt: skip
    file = replace(
        content.files["phrases.yaml"], name="recordings.yaml", model=Recordings(recordings=rows)
    )
    return replace(
        content, files={**content.files, "recordings.yaml": file}, sounds={"a.ogg": ogg(3)}
    )


def test_a_core_that_is_spoken_counts_as_one_that_is_reviewed(example_content: Content) -> None:
    content, translator = example_content, Translator(("shn", "en"), {})
    if not list(core_texts(content)):
        pytest.skip("the made-up country has no core")
    assert not core_is_reviewed(content, translator)
    voiced = spoken(content, "shn", translator)
    assert core_is_reviewed(voiced, translator)
    assert not core_is_reviewed(replace(voiced, sounds={}), translator)
    assert not core_is_reviewed(spoken(content, "mnw", translator), translator)
