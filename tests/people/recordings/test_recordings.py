"""Human voices: what is asked for, what comes back and from whom, who hears it, and what is taken back."""

from __future__ import annotations

import io
import json
import math
import re
import shutil
import struct
import subprocess
import zipfile
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.example import EXAMPLE, EXAMPLE_LOCALES, ROOT
from support.recordings import ogg

from generator.cli.main import main
from generator.load import Content, load_content
from generator.model import limits
from generator.people.recordings import sounds, store
from generator.people.recordings.lines import NUMBER, make_script
from generator.people.recordings.sheet import paper_sheet, recorder
from generator.people.recordings.sounds import RATE, UnfitSoundError, measure, refuse_unfit
from generator.people.recordings.zip_in import UnreadableZipError, read_zip

HELP = "phrases/phrases.help.text"


def data_of(page: bytes) -> Any:
    found = re.search(r'id="data">(.*?)</script>', page.decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def handed_in(
    rows: list[dict[str, str]], sound: bytes = b"OggS", language: str = "shn", **changed: Any
) -> bytes:
    """A ZIP as the recorder writes it, for *rows* of its data."""
    lines = [
        {"key": row["key"], "digest": row["digest"], "file": f"{n:03}.ogg"}
        for n, row in enumerate(rows, 1)
    ]
    manifest = {
        "advisory_recordings": 1, "language": language, "speaker": "teller", "consent": "2026-11-20", "adult": True,
        "agreed": True, "lines": lines,
    } | changed  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for line in lines:
            archive.writestr(line["file"], sound)
    return out.getvalue()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """A command on a copy of the made-up country; sounds are taken without ffmpeg."""
    made = ogg(2)
    monkeypatch.setattr("generator.cli.recordings.take_in", _taking(made))

    def command(*words: str) -> Result:
        options = ["--content", str(place)]
        if words[0] in ("sheet", "import", "page"):
            options += ["--locales", str(EXAMPLE_LOCALES)]
        done = CliRunner().invoke(main, ["recordings", *words, *options], catch_exceptions=False)
        assert "Traceback" not in done.output
        return done

    return command


def _taking(made: bytes) -> Callable[..., Any]:
    whole = store.take_in
    return lambda handed, script: whole(handed, script, lambda _data, _letters: made)


# --- what is asked for ---------------------------------------------------------------------------


def test_each_line_of_the_core_is_asked_for_and_no_draft(example_content: Content) -> None:
    script = make_script(example_content, EXAMPLE_LOCALES, "shn", "my")
    keys = [line.key for line in script.lines]
    assert HELP in keys
    assert not [line for line in script.lines if line.words], "nobody has written Shan"
    assert script.drafts == 0
    assert {line.beside for line in script.lines} == {""}, "a Burmese draft would be spoken as well"
    spanish = make_script(example_content, EXAMPLE_LOCALES, "es")
    assert spanish.drafts > 0
    assert len(spanish.lines) + spanish.drafts == len(script.lines)
    english = make_script(example_content, EXAMPLE_LOCALES, "en")
    assert all(line.words for line in english.lines)


def test_a_number_is_never_spoken(example_content: Content) -> None:
    script = make_script(example_content, EXAMPLE_LOCALES, "shn")
    shown = [line.source for line in script.lines]
    assert not [text for text in shown if "%(" in text]
    assert [text for text in shown if NUMBER in text]


def test_the_recorder_asks_nothing_of_a_network_and_consent_says_what_stays(
    example_content: Content,
) -> None:
    script = make_script(example_content, EXAMPLE_LOCALES, "shn")
    for page in (recorder(script), paper_sheet(script, example_day())):
        text = page.decode()
        assert "&gt;" not in text.partition("</style>")[0], (
            "the style is what its hash in the policy says"
        )
        assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
        assert not re.findall(r"https?://(?!www\.w3\.org)", text)
        for words in ("cannot be called back", "government may know your voice", "Only adults"):
            assert words in text


def example_day() -> Any:
    from support.example import BUILD_DAY

    return BUILD_DAY


# --- what comes back -----------------------------------------------------------------------------


def test_the_zip_of_the_recorder_is_one_that_python_reads(tmp_path: Path) -> None:
    """Written by the script itself, in Node: names, bytes, sums, and what other programs need of the end."""
    script = ROOT / "generator/assets/recorder/zip.js"
    code = (
        "globalThis.self = globalThis; require(process.argv[1]);"
        "const files = [['manifest.json', 0], ['001.webm', 1], ['002.webm', 70000]].map(([name, length]) =>"
        " ({ name, data: Uint8Array.from({ length }, (_, i) => i * 7 & 255) }));"
        "storedZip(files).arrayBuffer().then(all => require('fs').writeFileSync(process.argv[2], Buffer.from(all)))"
    )
    path = tmp_path / "made.zip"
    subprocess.run(["node", "-e", code, str(script), str(path)], check=True)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", "001.webm", "002.webm"]
        assert archive.read("002.webm") == bytes(i * 7 & 255 for i in range(70000))
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


ROW = {"key": HELP, "digest": "0" * 12}


def zipped(*files: tuple[str, bytes], **options: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def damaged(data: bytes) -> bytes:
    """One byte of a sound turned over."""
    at = data.index(b"OggS")
    return data[:at] + b"X" + data[at + 1 :]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no ZIP file"),
        (b"PK\x03\x04" + b"\0" * 40, "no ZIP file"),
        (handed_in([ROW])[:-30], "no ZIP file"),
        (damaged(handed_in([ROW])), "damaged on its way"),
        (zipped(("001.ogg", b"x")), '"manifest.json" is missing'),
        (zipped(("../../etc/passwd", b"x")), "no recorder of ours writes"),
        (zipped(("/001.ogg", b"x")), "no recorder of ours writes"),
        (zipped(("a/001.ogg", b"x")), "no recorder of ours writes"),
        (zipped(("001.ogg\n", b"x")), "no recorder of ours writes"),
        (zipped(*[(f"{n:03}.ogg", b"") for n in range(300)]), "more than 200 sounds"),
        (zipped(("manifest.json", b"[" * 100_000)), "cannot be read"),
        (zipped(("manifest.json", b"0" * 300_000), compression=zipfile.ZIP_DEFLATED), "more than 200 KB"),
        (zipped(("manifest.json", b"{}")), "not from a recorder"),
        (handed_in([ROW], b"\0" * (limits.RAW_SOUND.most + 1)), "more than 4,000 KB"),
        (handed_in([ROW], speaker="Daw Khin"), "has no handle"),
        (handed_in([ROW], speaker=""), "has no handle"),
        (handed_in([ROW], adult=False), "adult and agrees"),
        (handed_in([ROW], agreed="yes"), "adult and agrees"),
        (handed_in([ROW], consent="yesterday"), "agreed is missing"),
        (handed_in([ROW], lines=[1]), "cannot be read"),
        (handed_in([ROW], lines=[{**ROW, "file": "../x.ogg"}]), "cannot be read"),
        (handed_in([ROW, ROW]), "cannot be read"),
        (handed_in([ROW], lines=[{**ROW, "file": "009.ogg"}]), '"009.ogg" is missing'),
    ],
)  # fmt: skip
def test_a_zip_that_no_recorder_wrote_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableZipError, match=re.escape(words)):
        read_zip(data)


def test_a_bomb_is_not_unpacked() -> None:
    """A sound of 2 GB that has 2 MB in the ZIP and says of itself that it has ten bytes."""
    data = zipped(
        ("manifest.json", b'{"advisory_recordings":1}'), ("001.ogg", b"\0" * 8_000_000), compression=zipfile.ZIP_DEFLATED
    )  # fmt: skip
    data = handed_in([ROW], b"\0" * 8_000_000)
    small = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    lying = small.getvalue().replace(struct.pack("<I", 8_000_000), struct.pack("<I", 10))
    assert len(lying) < 20_000
    for bomb in (small.getvalue(), lying):
        with pytest.raises(UnreadableZipError):
            read_zip(bomb)


# --- how it sounds -------------------------------------------------------------------------------


def tone(seconds: float, level: float = 0.3) -> list[int]:
    return [round(32767 * level * math.sin(n / 20)) for n in range(int(seconds * RATE))]


def hush(seconds: float) -> list[int]:
    return [n % 3 - 1 for n in range(int(seconds * RATE))]


@pytest.mark.parametrize(
    ("samples", "letters", "words"),
    [
        (hush(0.5) + tone(2) + hush(0.5), 30, None),
        (hush(0.2) + tone(1) + hush(0.6) + tone(1) + hush(0.2), 30, None),
        ([], 30, "is silent"),
        ([0] * RATE, 30, "is silent"),
        (hush(2), 30, "is silent"),
        (hush(1) + tone(2, 0.006), 30, "too faint"),
        (hush(0.5) + [max(-32768, min(32767, 4 * x)) for x in tone(2, 0.9)], 30, "cut off"),
        (hush(0.5) + tone(0.4), 60, "a part is missing"),
        (hush(0.5) + tone(9) + hush(1), 8, "more than its text"),
        (hush(0.5) + tone(1) + hush(4) + tone(1), 60, "silent for 4 seconds"),
        (tone(3), 30, "as much noise as words"),
    ],
)  # fmt: skip
def test_a_sound_that_nobody_should_hear_is_refused(
    samples: list[int], letters: int, words: str | None
) -> None:
    measured = measure(array("h", samples))
    if words is None:
        refuse_unfit(measured, letters)
    else:
        with pytest.raises(UnfitSoundError, match=words):
            refuse_unfit(measured, letters)


def test_what_is_silent_at_the_ends_is_cut() -> None:
    found = measure(array("h", hush(2) + tone(1) + hush(3)))
    assert found.seconds == pytest.approx(1, abs=0.05)
    assert (found.end - found.start) / RATE == pytest.approx(1 + 2 / 6, abs=0.05)


def test_what_is_no_sound_never_reaches_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "_ffmpeg", lambda *_words, **_data: pytest.fail("asked"))
    for data in (b"", b"#EXTM3U\nhttp://x/", b"ffconcat version 1.0\nfile /etc/passwd", b"MZ" * 40):
        with pytest.raises(UnfitSoundError, match="no sound file that we know"):
            sounds.samples_of(data)


def test_without_ffmpeg_the_editor_is_told_what_to_install(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example_content: Content
) -> None:  # fmt: skip
    monkeypatch.undo()
    rows = data_of(recorder(make_script(example_content, EXAMPLE_LOCALES, "shn")))["rows"]
    (tmp_path / "in.zip").write_bytes(handed_in(rows[:1], ogg(2)))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    done = run("import", str(tmp_path / "in.zip"))
    assert done.exit_code == 1
    assert "apt-get install ffmpeg" in done.output


# --- the whole way, without a sound --------------------------------------------------------------


def all_taken(run: Callable[..., Result], folder: Path) -> tuple[list[dict[str, str]], Path]:
    """Take every line of the core in; return the rows of the recorder, and the ZIP."""
    run("sheet", "shn", "-o", str(folder / "out"))
    rows = data_of((folder / "out/recorder.html").read_bytes())["rows"]
    back = folder / "in.zip"
    back.write_bytes(handed_in(rows))
    assert run("import", str(back)).exit_code == 0
    return rows, back


def test_from_the_sheet_to_what_is_played_and_back(
    run: Callable[..., Result], place: Path, tmp_path: Path
) -> None:
    done = run("sheet", "shn", "-o", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    rows = data_of((tmp_path / "out/recorder.html").read_bytes())["rows"]
    back = tmp_path / "in.zip"
    old = {**rows[1], "digest": "0" * 12}
    gone = {"key": "phrases/phrases.gone.text", "digest": "0" * 12}
    back.write_bytes(handed_in([rows[0], old, gone]))
    done = run("import", str(back), "--dry-run")
    assert "1 would be taken" in done.output
    assert not (place / "recordings.yaml").exists()
    done = run("import", str(back))
    assert done.exit_code == 1
    assert "recorded for another text" in done.output
    assert "no line that is asked for" in done.output
    assert "1 taken (0 KB), 2 refused" in done.output
    back.write_bytes(handed_in(rows, consent="2031-01-01"))
    assert "the clock of the device is wrong" in run("import", str(back)).output
    back.write_bytes(handed_in(rows))
    assert run("import", str(back)).exit_code == 0
    loaded, problems = load_content(place)
    assert not problems
    assert len(loaded.recordings.recordings) == len(rows) == len(loaded.sounds)
    assert {row.back for row in loaded.recordings.recordings.values()} == {None}


def test_who_hears_sees_no_text_and_the_editor_compares(
    run: Callable[..., Result], place: Path, tmp_path: Path
) -> None:
    rows, back = all_taken(run, tmp_path)
    # Neither text nor picture nor who spoke.
    page = tmp_path / "hear.html"
    assert run("page", "shn", "--without-text", "-o", str(page)).exit_code == 0
    text = page.read_text()
    assert "teller" not in text
    assert not [row for row in rows if row["source"] in text]
    answer = data_of(page.read_bytes())
    ids = [row["id"] for row in answer["rows"]]
    for row in answer["rows"]:
        del row["sound"]
        row["back"] = f"It says {row['id']}."
    answer["by"] = "listener"
    told = tmp_path / "heard.json"
    told.write_text(json.dumps(answer))
    done = run("heard", str(told))
    assert "Nothing was written" in done.output
    assert f"heard: It says {ids[0]}." in done.output
    done = run("heard", str(told), "--same", f"{ids[0]},{ids[1]}")
    assert f"2 written, {len(ids) - 2} left" in done.output
    loaded, problems = load_content(place)
    assert not problems
    assert [key for key, row in loaded.recordings.recordings.items() if row.is_heard] == sorted(
        ids[:2], key=list(loaded.recordings.recordings).index
    )
    assert run("heard", str(told), "--same", "nobody").exit_code == 2

    # Recorded again: nobody has heard the new sound.
    known = loaded.recordings.recordings[ids[0]]
    again = next(row for row in rows if row["key"] == f"{known.domain}/{known.text}")
    back.write_bytes(handed_in([again]))
    assert run("import", str(back)).exit_code == 0
    assert not load_content(place)[0].recordings.recordings[ids[0]].is_heard


def test_all_is_shown_to_the_editor_and_all_is_taken_back(
    run: Callable[..., Result], place: Path, tmp_path: Path
) -> None:
    rows, _back = all_taken(run, tmp_path)
    page = tmp_path / "all.html"
    assert run("page", "shn", "-o", str(page)).exit_code == 0
    assert "No second person has heard it" in page.read_text()

    done = run("withdraw", "teller")
    assert f"{len(rows)} recordings deleted" in done.output
    assert "cannot be called back" in done.output
    assert not (place / "recordings.yaml").exists()
    assert list((place / "recordings").iterdir()) == []
    assert run("withdraw", "teller").exit_code == 2


def test_only_the_voice_that_is_taken_back_goes(
    run: Callable[..., Result], place: Path, tmp_path: Path
) -> None:
    run("sheet", "shn", "-o", str(tmp_path / "out"))
    rows = data_of((tmp_path / "out/recorder.html").read_bytes())["rows"]
    for speaker in ("teller", "other"):
        (tmp_path / "in.zip").write_bytes(handed_in(rows[:2], speaker=speaker))
        assert run("import", str(tmp_path / "in.zip")).exit_code == 0
    assert run("withdraw", "teller").exit_code == 0
    loaded, problems = load_content(place)
    assert not problems
    assert {row.speaker for row in loaded.recordings.recordings.values()} == {"other"}
    assert len(list((place / "recordings").iterdir())) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"advisory_heard": 2}, "no answer of our page"),
        ({"by": "teller"}, "its speaker cannot be the one"),
        ({"mark": "0" * 12}, "recorded again since"),
        ({"id": "gone"}, "no such recording"),
        ({"by": "Daw Khin"}, "no handle"),
    ],
)
def test_what_was_heard_by_nobody_or_of_another_sound_is_refused(
    run: Callable[..., Result], tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    run("sheet", "shn", "-o", str(tmp_path / "out"))
    rows = data_of((tmp_path / "out/recorder.html").read_bytes())["rows"]
    (tmp_path / "in.zip").write_bytes(handed_in(rows[:1]))
    run("import", str(tmp_path / "in.zip"))
    run("page", "shn", "--without-text", "-o", str(tmp_path / "hear.html"))
    (row,) = data_of((tmp_path / "hear.html").read_bytes())["rows"]
    one = {"id": row["id"], "mark": row["mark"], "back": "So."}
    answer = {"advisory_heard": 1, "by": "listener", "rows": [one]}
    for name, value in changes.items():
        (answer if name in answer else one)[name] = value
    (tmp_path / "heard.json").write_text(json.dumps(answer))
    done = run("heard", str(tmp_path / "heard.json"), "--same", "all")
    assert words in done.output
    assert done.exit_code != 0


def test_a_language_that_the_table_lacks_is_told(run: Callable[..., Result]) -> None:
    for tag in ("xx", "../es", "ES"):
        done = run("sheet", tag)
        assert done.exit_code == 2
        assert "languages.yaml has no language" in done.output
