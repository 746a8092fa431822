"""Sounds that come with a workbook: found by the names its rows give, taken with consent, silent until their text is signed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from support.example import BUILD_DAY
from support.recordings import ogg
from support.translations import run, workplace

from generator.load import load_content
from generator.localise.core_lines import core_texts
from generator.localise.corridors import fallback_chain, load_catalogs
from generator.localise.recordings import may_be_played
from generator.localise.translator import Translator
from generator.people.recordings.named import handed_of
from generator.people.recordings.store import take_in
from generator.people.recordings.zip_in import UnreadableZipError
from generator.people.translators.rows import ReturnedFile, ReturnedRow, VoiceConsent
from generator.po.catalog import po_path, review_digest

YES = VoiceConsent(adult=True, agreed=True, day="2026-11-20")


def row(text: str, sound: str, translation: str = "") -> ReturnedRow:
    return ReturnedRow("row 2", f"phrases:phrases.{text}.text", "Help.", translation, sound=sound)


def reading(*rows: ReturnedRow, voice: VoiceConsent | None = YES) -> ReturnedFile:
    return ReturnedFile(list(rows), locale="shn", by="noi", voice=voice)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_file_is_found_in_a_folder_with_or_without_its_ending() -> None:
    data = zipped(**{"Voice 001.m4a": b"one", "sounds/Two.OGG": b"two", "__MACOSX/x": b""})
    rows = row("a", "voice 001"), row("b", "two.ogg", "ၸွႆႈ"), row("c", "three")
    handed, refused = handed_of(reading(*rows), "shn", "noi", data)
    assert [(one.key, one.data) for one in handed.sounds] == [
        ("phrases/phrases.a.text", b"one"),
        ("phrases/phrases.b.text", b"two"),
    ]
    # A sound belongs to the words of its row.
    assert handed.sounds[1].digest == review_digest("Help.", "ၸွႆႈ")
    assert [one.key for one in refused] == ["phrases/phrases.c.text"]
    assert "is not in the ZIP" in refused[0].why


def test_of_two_files_with_one_name_none_is_taken() -> None:
    data = zipped(**{"a/1.ogg": b"one", "b/1.ogg": b"two"})
    handed, refused = handed_of(reading(row("a", "1.ogg")), "shn", "noi", data)
    assert not handed.sounds
    assert "is there twice" in refused[0].why


@pytest.mark.parametrize(
    ("voice", "says"),
    [
        (None, "adult and agrees"),
        (VoiceConsent(adult=True, agreed=False, day="2026-11-20"), "adult and agrees"),
        (VoiceConsent(adult=True, agreed=True, day="yesterday"), "the day on which"),
    ],
)
def test_nothing_is_taken_from_whom_has_not_agreed(voice: VoiceConsent | None, says: str) -> None:
    with pytest.raises(UnreadableZipError, match=says):
        handed_of(reading(row("a", "1"), voice=voice), "shn", "noi", zipped(**{"1.ogg": b"x"}))


def test_a_name_in_place_of_a_handle_and_no_zip_are_refused() -> None:
    with pytest.raises(UnreadableZipError, match="no handle"):
        handed_of(reading(row("a", "1")), "shn", "Nang Noi", zipped(**{"1.ogg": b"x"}))
    with pytest.raises(UnreadableZipError, match="no ZIP"):
        handed_of(reading(row("a", "1")), "shn", "noi", b"PK\x03\x04 and no more")


def test_a_draft_and_its_sound_come_in_together_and_are_silent_until_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path, staff=False)
    monkeypatch.setattr(
        "generator.cli.named_sounds.take_in",
        lambda handed, script: take_in(handed, script, lambda *_: ogg(2)),
    )
    assert run("new", "locale", "shn", "--fallback", "my,en", "--minority").exit_code == 0
    domain, text = next(
        one for one in core_texts(load_content(Path("content"))[0]) if "%(" not in one[1].text
    )
    answer = {
        "advisory_translations": 1, "locale": "shn", "by": "noi",
        "voice": {"adult": True, "agreed": True, "day": "2026-11-20"},
        "rows": [{
            "key": f"{domain}:{text.context}", "source": text.text, "was": "",
            "translation": "ဢွၵ်ႇပႆတၢင်းၼွၵ်ႈ", "sound": "rec 1",
        }],
    }  # fmt: skip
    Path("shn-noi.json").write_text(json.dumps(answer), "utf-8")
    Path("voice.zip").write_bytes(zipped(**{"rec 1.m4a": b"sound"}))
    assert (
        "To take them in: --sounds"
        in run("translations", "import", "shn-noi.json", "--dry-run").output
    )
    tried = run("translations", "import", "shn-noi.json", "--sounds", "voice.zip", "--dry-run")
    assert "1 sounds are in the ZIP, 0 are not" in tried.output
    assert not Path("content/recordings.yaml").exists()
    result = run("translations", "import", "shn-noi.json", "--sounds", "voice.zip")
    assert result.exit_code == 0, result.output
    assert "1 sounds taken, 0 refused" in result.output

    def plays(*, heard: bool) -> bool:
        content, _problems = load_content(Path("content"))
        (one,) = content.recordings.recordings.values()
        one = one.model_copy(update={"heard_by": "hseng", "back": text.text} if heard else {})
        chain = fallback_chain(content, "shn")
        translator = Translator(chain, load_catalogs(content, Path("locales"), ["shn"]))
        return may_be_played(one, text.text, translator)

    assert not plays(heard=True), "a draft speaks"
    path = po_path(Path("locales"), "shn", domain)
    digest = review_digest(text.text, "ဢွၵ်ႇပႆတၢင်းၼွၵ်ႈ")
    signed = f"# translated-by: noi, {BUILD_DAY}"
    path.write_text(
        path.read_text("utf-8").replace(
            signed, f"{signed}\n# reviewed-by: hseng, {BUILD_DAY}, {digest}"
        ),
        "utf-8",
    )
    assert not plays(heard=False), "nobody has heard it"
    assert plays(heard=True)
