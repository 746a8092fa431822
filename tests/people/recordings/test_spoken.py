"""The whole way with a sound: a machine speaks, a browser records it, ffmpeg makes it what pages play.

The voice is a synthetic one (espeak-ng) in a made-up language: none of it is published, or kept beyond the test.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Page, sync_playwright
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.pages import parse, write_site
from support.phone import CHROMIUM

from generator.cli.main import main
from generator.load import load_content
from generator.load.sound import seconds_of
from generator.paths import LANGUAGES_FILE
from generator.serve.recorder import serve_recorder
from generator.text import languages

MISSING = [name for name in ("ffmpeg", "ffprobe", "espeak-ng") if shutil.which(name) is None]
pytestmark = [
    pytest.mark.browser, pytest.mark.slow, pytest.mark.long,
    pytest.mark.skipif(bool(MISSING), reason=f"NOT TESTED: {', '.join(MISSING)} missing (apt-get install ffmpeg espeak-ng)"),
]  # fmt: skip
TAG = "qaa-Zxxx"
"""A language for private use (ISO 639-2), spoken and not written (ISO 15924)."""


def run(*words: str) -> str:
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def say(text: str, path: Path) -> None:
    subprocess.run(["espeak-ng", "-v", "en", "-s", "140", "-w", str(path), text], check=True)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The made-up country, whose readers also speak a language that is not written."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "content"))
    site = folder / "site.yaml"
    site.write_text(
        site.read_text().replace(
            "  ar:\n", f"  {TAG}:\n    fallback: [en]\n    minority: true\n  ar:\n"
        )
    )
    origin = folder / "origins/sylvania.yaml"
    origin.write_text(re.sub(r"(?m)^(locales: \[)", rf"\1{TAG}, ", origin.read_text()))
    table = tmp_path / "languages.yaml"
    row = {"english": "Made-up", "endonym": "Made-up", "script": "Zxxx"}
    text = LANGUAGES_FILE.read_text()
    table.write_text(text + f"  {TAG}: {json.dumps(row)}\n")
    assert TAG in yaml.safe_load(table.read_text())["languages"]
    monkeypatch.setattr(languages.load_languages, "__defaults__", (table,))
    for kept in (languages.known_languages, languages.find_language):
        kept.cache_clear()
    yield folder
    monkeypatch.undo()
    for kept in (languages.known_languages, languages.find_language):
        kept.cache_clear()


def record(view: Page, seconds: float) -> None:
    view.click("#record")
    view.wait_for_selector("#record.on")
    time.sleep(seconds)
    view.click("#record")
    view.wait_for_selector("#record:not(.on)")
    view.wait_for_selector("#hear:not([hidden])")


def begin(view: Page) -> None:
    view.fill("#handle", "machine")
    view.check("#adult")
    assert view.is_disabled("#begin"), "both must be said"
    view.check("#agreed")
    view.click("#begin")


def opened(playwright: Any, profile: Path, sound: Path) -> BrowserContext:
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path="/usr/bin/chromium", accept_downloads=True,
        viewport={"width": 360, "height": 740},
        args=[*CHROMIUM, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
              f"--use-file-for-fake-audio-capture={sound}%noloop"],
    )  # fmt: skip
    # The tests build on a day of their own: nobody agrees after it.
    context.clock.set_fixed_time("2026-11-20T10:00:00Z")
    return context


def test_what_a_machine_says_is_recorded_heard_and_played(place: Path, tmp_path: Path) -> None:
    options = ["--content", str(place), "--locales", str(EXAMPLE_LOCALES)]
    run("recordings", "sheet", TAG, "-o", str(tmp_path / "out"), *options)
    recorder = (tmp_path / "out/recorder.html").read_bytes()
    data = json.loads(re.search(r'id="data">(.*?)</script>', recorder.decode(), re.DOTALL)[1])  # type: ignore[index]
    spoken = tmp_path / "spoken.wav"
    say(data["rows"][0]["source"], spoken)
    server, address = serve_recorder(recorder)
    asked: list[str] = []
    with sync_playwright() as playwright:
        context = opened(playwright, tmp_path / "profile", spoken)
        context.on("request", lambda request: asked.append(request.url))
        view = context.new_page()
        view.goto(address)
        begin(view)
        record(view, 3.5)
        assert view.inner_text("#counted") == f"1 of {len(data['rows'])} lines recorded"
        # The phone's own recorder gives a file, with what it knows of place and device.
        for number, row in enumerate(data["rows"][1:], 1):
            view.click(f"#list > li:nth-child({number + 1}) button")
            say(row["source"], tmp_path / "one.wav")
            told = tmp_path / f"{number}.m4a"
            subprocess.run(
                ["ffmpeg", "-v", "error", "-i", str(tmp_path / "one.wav"), "-metadata", "location=+13.7+100.5/",
                 "-metadata", "artist=Daw Khin", "-metadata", "com.android.model=Phone", str(told)],
                check=True,
            )  # fmt: skip
            view.set_input_files("#other", str(told))
            view.wait_for_selector("#hear:not([hidden])")
        context.close()
        # Closed and opened again: nothing is lost.
        context = opened(playwright, tmp_path / "profile", spoken)
        view = context.new_page()
        view.goto(address)
        view.wait_for_selector("#begin:not([disabled])")
        view.click("#begin")
        every = len(data["rows"])
        assert view.inner_text("#counted") == f"{every} of {every} lines recorded"
        with view.expect_download() as download:
            view.click("#give")
        back = tmp_path / "back.zip"
        download.value.save_as(back)
        context.close()
    server.shutdown()
    server.server_close()
    assert {url.split(":")[0] for url in asked if not url.startswith(address)} <= {"blob"}

    said = run("recordings", "import", str(back), *options)
    assert f"{every} taken" in said
    sounds_alone(place / "recordings")
    heard_and_played(place, tmp_path, every)


def sounds_alone(folder: Path) -> None:
    """Each file is mono Opus of 24 kbit/s, and says nothing of who made it, where, or with what."""
    for path in folder.iterdir():
        sound = path.read_bytes()
        for secret in (b"Khin", b"location", b"+13.7", b"Phone", b"android"):
            assert secret not in sound
        probe = subprocess.run(
            ["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)],
            check=True, capture_output=True,
        )  # fmt: skip
        found = json.loads(probe.stdout)
        (stream,) = found["streams"]
        assert (stream["codec_name"], stream["channels"]) == ("opus", 1)
        assert float(found["format"]["duration"]) == pytest.approx(seconds_of(sound), abs=0.05)
        assert len(sound) * 8 / float(found["format"]["duration"]) < 34_000


def heard_and_played(place: Path, tmp_path: Path, every: int) -> None:
    """Nothing is played before a second person has heard it; then the language is offered, and played."""
    options = ["--content", str(place), "--locales", str(EXAMPLE_LOCALES)]
    loaded, _problems = load_content(place)
    assert not list(sounds_on_pages(loaded, tmp_path / "before"))
    hear = tmp_path / "hear.html"
    run("recordings", "page", TAG, "--without-text", "-o", str(hear), *options)
    answer = json.loads(re.search(r'id="data">(.*?)</script>', hear.read_text(), re.DOTALL)[1])  # type: ignore[index]
    answer = answer | {"by": "listener"}
    answer["rows"] = [
        {"id": row["id"], "mark": row["mark"], "back": "What was heard."} for row in answer["rows"]
    ]
    (tmp_path / "heard.json").write_text(json.dumps(answer))
    run("recordings", "heard", str(tmp_path / "heard.json"), "--same", "all", *options[:2])
    loaded, problems = load_content(place)
    assert not [problem for problem in problems if problem.level == "error"]
    assert f"voices {TAG}: {every} of {every} lines of the core can be heard" in run(
        "status", *options
    )
    played = set(sounds_on_pages(loaded, tmp_path / "after"))
    assert len(played) > 5


def sounds_on_pages(loaded: Any, site: Path) -> Iterator[str]:
    write_site(loaded, site, (TAG,))
    for path in site.rglob("index.html"):
        for audio in parse(path.read_bytes()).find("audio"):
            name = audio.attributes["src"].lstrip("./")
            assert (site / name).is_file()
            yield name
