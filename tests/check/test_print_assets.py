"""Hostile and broken pictures, letters without a font, addresses for QR codes."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from support.example import BUILD_DAY, EXAMPLE, EXAMPLE_LOCALES, ROOT
from support.leaflets import press_for

import generator.check
from generator.check.content.print_assets import check_pictures, glyph_faults
from generator.check.walk import Options
from generator.cli.main import main
from generator.load import Content
from generator.products.paper.errors import LeafletError
from generator.products.paper.pdf.engine import Press

pytestmark = pytest.mark.thorough

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'


def test_our_own_pictures_only_draw() -> None:
    options = Options(today=BUILD_DAY, pictures=ROOT / "generator/assets/icons")
    nothing: Content = None  # type: ignore[assignment]  # pictures belong to no country
    assert list(check_pictures(nothing, options)) == []


def _png(folder: Path, name: str, *, cut: int | None = None) -> None:
    file = io.BytesIO()
    Image.new("L", (40, 40)).save(file, "PNG")
    (folder / name).write_bytes(file.getvalue()[:cut])


def test_other_kinds_of_files_are_named_whatever_they_are_called(tmp_path: Path) -> None:
    _png(tmp_path, "a.svg")
    _png(tmp_path, "b.png", cut=30)
    (tmp_path / "c.svg").write_bytes(b"\xff\xd8\xff\xe0JFIF")
    (tmp_path / "d.txt").write_text("flood")
    (tmp_path / "e.svg").write_text(f"{OPEN}<!--{'x' * 100_000}--></svg>")
    (tmp_path / "f.svg").symlink_to(tmp_path / "gone")
    (tmp_path / "README.md").write_text("# Pictures")
    found = list(check_pictures(None, Options(today=BUILD_DAY, pictures=tmp_path)))  # type: ignore[arg-type]
    said = {Path(problem.file).name: problem.message for problem in found}
    assert said["a.svg"].startswith("the file is a PNG, not an SVG")
    assert said["b.png"].startswith("the file is a PNG")
    assert said["c.svg"].startswith("the file is a JPEG")
    assert said["d.txt"] == "the file is not an SVG"
    assert said["e.svg"].startswith("the picture is larger than 100 KB")
    assert said["f.svg"].startswith("the file cannot be read")
    assert {problem.rule for problem in found} == {"broken-picture"}
    assert len(said) == 6


@pytest.mark.parametrize(
    ("text", "lang", "letters"),
    [
        ("Café · 5 °C → “ok”", "en", ""),
        ("救急 %(救)s", "en", "救急"),
        ("မြန်မာ Thai", "my", ""),
        ("ไทย", "my", "ไทย"),
        ("ไทย", "th", ""),
        ("မြန်မာ 🚑", "my", "🚑"),
    ],
)
def test_a_letter_without_a_font_is_named(text: str, lang: str, letters: str) -> None:
    found = [message for message, _remedy in glyph_faults(text, lang)]
    assert len(found) == len(letters)
    assert all(f'"{letter}"' in message for letter, message in zip(letters, found, strict=True))


def test_a_letter_without_a_font_in_a_translation_has_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "content")
    folder = tmp_path / "locales/my/LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "locales/languages.yaml", tmp_path / "locales")
    shutil.copy(ROOT / "locales/countries.yaml", tmp_path / "locales")
    (folder / "hazards.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "fire.messages.no-return.text"\nmsgid "Do not go back in."\n'
        'msgstr "အထဲကို မဝင်ပါနဲ့ 🔥။"\n', "utf-8",
    )  # fmt: skip
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "locales/my/LC_MESSAGES/hazards.po:5:1: error [missing-glyph]" in result.stdout
    assert "U+1F525, fire" in result.stdout


def test_a_hostile_picture_stops_the_build_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(EXAMPLE_LOCALES, tmp_path / "locales")
    icons = tmp_path / "icons"
    icons.mkdir()
    (icons / "flood.svg").write_text(f"{OPEN}\n<script/></svg>")
    monkeypatch.setattr(generator.check, "ICONS", icons)
    for words in (["build"], ["leaflet", "freedonia", "en", "-o", "it.pdf"]):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 1
        assert "icons/flood.svg:2:1: error [unsafe-picture]" in result.stdout
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "it.pdf").exists()


# --- and if one came through: WeasyPrint fetches nothing for a picture either ------------------


@pytest.mark.parametrize(
    "inside",
    [
        '<image width="9" height="9" href="file:///etc/hostname"/>',
        '<image width="9" height="9" href="http://127.0.0.1:9/x.png"/>',
        '<style>@import "http://127.0.0.1:9/x.css";</style>',
    ],
)
def test_a_picture_loads_nothing_on_paper(inside: str) -> None:
    made = {"x.svg": f"{OPEN}{inside}</svg>".encode()}
    html = '<!doctype html><html lang=en><title>x</title><body><img alt=x src="asset:made/x.svg">'
    with pytest.raises(LeafletError, match="WeasyPrint said"):
        Press("", made).lay_out(html, "en").write()


def test_no_socket_is_opened_for_a_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever says otherwise, the way out is shut: no connection is even tried."""
    tried: list[object] = []
    monkeypatch.setattr("socket.create_connection", lambda *words, **_more: tried.append(words))
    monkeypatch.setattr("socket.socket.connect", lambda _self, *words: tried.append(words))
    html = "<!doctype html><html lang=en><title>x</title><body>{}"
    for reference in (
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<link rel="stylesheet" href="https://example.org/x.css"><p>x</p>',
        '<object data="http://127.0.0.1:9/x.svg">x</object>',
    ):
        with pytest.raises(LeafletError):
            press_for().lay_out(html.format(reference), "en")
    assert tried == []


def test_the_command_line_names_a_hostile_picture_of_this_repository(tmp_path: Path) -> None:
    """End to end, with a copy of the program whose picture was spoilt."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator",
                    ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    shutil.copytree(EXAMPLE, tmp_path / "content")
    (tmp_path / "locales").mkdir()
    shutil.copy(ROOT / "locales/languages.yaml", tmp_path / "locales")
    shutil.copy(ROOT / "locales/countries.yaml", tmp_path / "locales")
    (tmp_path / "generator/assets/icons/flood.svg").write_text(f'{OPEN}<g onload="x"/></svg>')
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "generator/assets/icons/flood.svg:1:" in done.stdout
    assert '"onload" runs a script' in done.stdout


def test_a_format_that_names_an_unknown_block_has_its_line_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(EXAMPLE_LOCALES, tmp_path / "locales")
    shutil.copytree(ROOT / "tests/data/leaflets", tmp_path / "content/leaflets")
    file = tmp_path / "content/leaflets/trifold.yaml"
    lines = file.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if "- block: plates" in line)
    lines[number] = lines[number].replace("plates", "plaets")
    file.write_text("\n".join(lines), "utf-8")
    for words in (["check"], ["leaflet", "freedonia", "en", "-o", "it.pdf"]):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 1
        assert f"content/leaflets/trifold.yaml:{number + 1}:" in result.stdout
        assert '"plaets"' in result.stdout
        assert 'Did you mean "plates"?' in result.stdout
    assert not (tmp_path / "it.pdf").exists()
