"""The ZIM archive: what is in it, the same bytes twice, and that zimcheck, Kiwix and our own search take it."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser
from support.each import each
from support.packed import Site, write_packable
from support.pages import parse

from generator.build.errors import BuildError
from generator.build.sums import read_sums
from generator.build.zim import language_code, zim_package
from generator.cli.main import main
from generator.localise.advisory import Advisory
from generator.text.languages import load_languages

pytest.importorskip("libzim", reason="NO ZIM WAS MADE: install libzim==3.6.0")
from libzim.reader import Archive  # type: ignore[import-untyped]

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
_PACKAGES = "install Debian's zim-tools and kiwix-tools"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    from support.example import EXAMPLE, EXAMPLE_LOCALES

    from generator.load import load_content
    from generator.localise.corridors import Selection, load_advisories

    content, _problems = load_content(EXAMPLE)
    advisories = [
        next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", tag)))
        for tag in ("en", "my")
    ]
    return write_packable(tmp_path_factory.mktemp("zim") / "site", advisories, {}, pages=True)


@pytest.fixture(scope="module")
def path(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "freedonia.zim"
    path.write_bytes(zim_package(site.folder, site.advisories).data)
    return path


def files_in(path: Path) -> dict[str, bytes]:
    archive = Archive(path)
    entries = (archive._get_entry_by_id(number) for number in range(archive.all_entry_count))
    return {
        entry.path: bytes(entry.get_item().content)
        for entry in entries
        if not entry.is_redirect and archive.has_entry_by_path(entry.path)
    }


def test_metadata_are_those_of_the_specification(path: Path) -> None:
    archive = Archive(path)
    found = {
        key: archive.get_metadata(key).decode()
        for key in archive.metadata_keys
        if "Illus" not in key
    }
    assert {
        "Name",
        "Title",
        "Creator",
        "Publisher",
        "Date",
        "Description",
        "Language",
    } <= found.keys()
    assert found["Language"] == "mul"
    assert found["Title"] == "Freedonia"
    assert found["Date"] == "2026-11-25"
    assert len(found["Description"]) <= 80
    assert "SG-en-" in found["Description"]
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.get_illustration_sizes() == {48}
    assert archive.has_fulltext_index
    assert archive.check()


def test_no_address_leads_out_of_it(path: Path) -> None:
    files = files_in(path)
    assert {
        "index.html",
        "en/freedonia/index.html",
        "my/freedonia/now/index.html",
        "SHA256SUMS",
    } <= files.keys()
    assert not [
        name for name in files if "/staff/" in name or name.endswith(("sw.js", ".webmanifest"))
    ]
    pages = {name: data for name, data in files.items() if name.endswith(".html")}
    for name, data in each(pages.items()):
        for element in parse(data.replace(b"<!doctype html>", b"")).walk():
            for attribute in (
                "href",
                "src",
                "srcset",
                "action",
                "data-next",
                "data-seek",
                "data-code",
            ):
                address = element.attributes.get(attribute, "").partition("#")[0]
                if address and not address.startswith(("tel:", "data:")):
                    assert re.match(r"[a-z]+:|/", address) is None, (name, address)
                    folder = Path("/", name).parent
                    assert str((folder / address).resolve()).lstrip("/") in files, (name, address)


def test_its_list_of_sums_tells_a_changed_file(path: Path) -> None:
    files = files_in(path)
    listed = read_sums(files.pop("SHA256SUMS"))
    assert listed.digests == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }


def test_the_same_site_gives_the_same_archive(tmp_path: Path, example_advisory: Make) -> None:
    site = write_packable(tmp_path / "site", [example_advisory("en")], {})
    first, second = (zim_package(site.folder, site.advisories) for _ in range(2))
    assert first == second
    path = tmp_path / "en.zim"
    path.write_bytes(first.data)
    assert Archive(path).get_metadata("Language") == b"eng"
    assert first.editions[0].path == "packages/freedonia.en.zim"
    assert "hazards.flood.pack-bag" in first.editions[0].carried


def test_each_language_of_ours_has_a_code() -> None:
    codes = {tag: language_code(tag) for tag in load_languages()}
    assert all(re.fullmatch("[a-z]{3}", code) for code in each(codes.values()))
    with pytest.raises(BuildError, match='"xx" is not known here'):
        language_code("xx")


def test_who_has_no_libzim_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    monkeypatch.setitem(sys.modules, "libzim.writer", None)
    with pytest.raises(BuildError, match=re.escape("[zim]")):
        zim_package(site.folder, site.advisories)
    monkeypatch.chdir(tmp_path)
    assert (
        CliRunner().invoke(main, ["package", "zim", "freedonia"]).exit_code == 2
    )  # no content here


@pytest.mark.long
@pytest.mark.skipif(
    shutil.which("zimcheck") is None, reason=f"NOT LOOKED AT BY ZIMCHECK: {_PACKAGES}"
)
def test_zimcheck_passes_it(path: Path) -> None:
    done = subprocess.run(
        ["zimcheck", "-A", str(path)], capture_output=True, text=True, check=False
    )
    assert "Overall Test Status: Pass" in done.stdout
    assert "WARNING" not in done.stdout
    assert done.returncode == 0
    damaged = path.with_name("damaged.zim")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    done = subprocess.run(
        ["zimcheck", "-A", str(damaged)], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0


@contextlib.contextmanager
def kiwix(path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["kiwix-serve", "--port", str(port), "--address", "127.0.0.1", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.skipif(shutil.which("kiwix-serve") is None, reason=f"NOT OPENED IN KIWIX: {_PACKAGES}")
def test_kiwix_serves_it_and_our_search_works_in_it(path: Path, browser: Browser) -> None:
    with kiwix(path) as address:
        with urllib.request.urlopen(f"{address}/catalog/v2/entries") as answer:
            catalog = answer.read().decode()
        assert "<language>mul</language>" in catalog
        assert "<title>Freedonia</title>" in catalog
        with urllib.request.urlopen(
            f"{address}/search?content=freedonia&pattern=bleeding"
        ) as answer:
            assert "first-aid/bleeding/index.html" in answer.read().decode()
        page = browser.new_page(viewport={"width": 360, "height": 740})
        lost: list[str] = []
        # The script asks whether a phone may keep the pages: nothing answers, and it offers nothing.
        page.on(
            "response",
            lambda one: (
                lost.append(one.url) if one.status >= 400 and "sw.js" not in one.url else None
            ),
        )
        page.goto(f"{address}/content/freedonia/")
        page.get_by_text("English").click()
        assert page.url.endswith("/en/freedonia/index.html")
        page.goto(f"{address}/content/freedonia/en/freedonia/find/index.html")
        page.locator("#q").fill("bleeding")
        page.get_by_text("Found:").wait_for()
        assert "Do not pull out what sticks in the wound." in page.locator("main").inner_text()
        assert not lost
        page.close()
