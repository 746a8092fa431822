"""Check sums of a site: written by the build, read by ``sha256sum``; what differs is told, gravest first."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import made_up_build

from generator.build.sums import SUMS, read_sums, write_sums
from generator.build.unchanged import SumsError, compare
from generator.cli.main import main

PAGE = b'<a href="tel:1669">1669</a>'
FILES = {
    "en/freedonia/index.html": PAGE,
    "en/freedonia/quiet.html": b"<p>nothing to tap</p>",
    "cards/freedonia.en.png": b"picture",
    "assets/site.0a1b.js": b"let a",
    "leaflets/freedonia.pdf": b"%PDF",
    "a name with spaces": b"",
}


def put(folder: Path, files: dict[str, bytes], *, listed: bool = True) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    if listed:
        digests = {name: sha256(data).hexdigest() for name, data in files.items()}
        (folder / SUMS).write_bytes(write_sums(digests))
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return put(tmp_path / "copy", FILES)


def verify(folder: Path) -> Result:
    return CliRunner().invoke(main, ["verify", str(folder)])


def checked_by_sha256sum(folder: Path) -> bool:
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    return not subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


# --- what the build writes ----------------------------------------------------------------------


def test_a_build_lists_every_file_and_both_programs_agree(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for state in ("old", "new"):
        made_up_build(site, state)
        names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        assert read_sums((site / SUMS).read_bytes()).digests.keys() == names - {SUMS}
        assert {"build.json", "0.txt"} <= names
        assert checked_by_sha256sum(site)
        assert compare(site).same == len(names) - 1
    made_up_build(tmp_path / "other", "new")
    assert (tmp_path / "other" / SUMS).read_bytes() == (site / SUMS).read_bytes()
    (site / "7.txt").write_text("ill 7\n")
    assert not checked_by_sha256sum(site)
    assert [one.name for one in compare(site).differences] == ["7.txt"]


@pytest.mark.parametrize("name", ["two\nlines", "back\\slash", "\nx", "re\rturn", " x", "\u202ex"])
def test_a_name_with_odd_letters_comes_back_and_sha256sum_reads_it(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, {name: b"x", "plain": b""})
    assert checked_by_sha256sum(tmp_path)
    if "\\" not in name:  # Which would part folders on another system: no name of ours has one.
        assert read_sums((tmp_path / SUMS).read_bytes()).digests.keys() == {name, "plain"}


# --- what differs -------------------------------------------------------------------------------


def test_a_whole_copy_is_told_and_its_list_has_a_digest_to_compare(copy: Path) -> None:
    done = verify(copy)
    assert done.exit_code == 0, done.output
    assert f"All {len(FILES)} files are as {SUMS} lists them" in done.output
    assert sha256((copy / SUMS).read_bytes()).hexdigest() in done.output


def test_what_differs_is_told_the_gravest_first(copy: Path) -> None:
    (copy / "cards/freedonia.en.png").write_bytes(b"other")
    (copy / "leaflets/freedonia.pdf").unlink()
    (copy / "assets/site.0a1b.js").write_bytes(b"evil")
    (copy / "en/freedonia/quiet.html").write_bytes(b"<p>changed</p>")
    (copy / "en/freedonia/index.html").write_bytes(PAGE.replace(b"1669", b"1666"))
    (copy / "en/added.html").write_bytes(b"<p>" + b" " * (1 << 20) + PAGE)
    (copy / "INSTALL.apk").write_bytes(b"")
    (copy / "zz.unknown").write_bytes(b"")
    done = verify(copy)
    assert done.exit_code == 1
    assert [line for line in done.output.splitlines() if "(" in line] == [
        "added: INSTALL.apk (a program, which no copy of ours contains)",
        "changed: en/freedonia/index.html (a page with numbers)",
        "added: en/added.html (a page with numbers)",
        "changed: assets/site.0a1b.js (a script, which can change every page)",
        "changed: en/freedonia/quiet.html (a page)",
        "missing: leaflets/freedonia.pdf (a paper)",
        "changed: cards/freedonia.en.png (a picture or sound)",
        "added: zz.unknown (a file)",
    ]
    assert "1 files are as SHA256SUMS lists them; 3 added, 4 changed, 1 missing" in done.output
    assert "Do not publish this folder" in done.output


def test_a_number_that_begins_in_one_piece_and_ends_in_the_next_is_seen(copy: Path) -> None:
    for cut in range(5):
        page = b" " * ((1 << 20) - cut) + PAGE[PAGE.index(b"tel:") :]
        (copy / "en/freedonia/index.html").write_bytes(page)
        assert compare(copy).differences[0].what == "a page with numbers", cut


def test_a_signature_of_the_list_is_no_stranger(copy: Path) -> None:
    (copy / f"{SUMS}.asc").write_text("-----BEGIN PGP SIGNATURE-----")
    done = verify(copy)
    assert done.exit_code == 0
    assert "is a signature, which this command does not check" in done.output


def test_thousands_of_strangers_are_counted_and_not_all_shown(copy: Path) -> None:
    for number in range(500):
        (copy / f"{number}.jpg").touch()
    (copy / "en/freedonia/index.html").unlink()
    lines = verify(copy).output.splitlines()
    assert lines[0] == "missing: en/freedonia/index.html (a page)"
    assert "… and 461 more." in lines
    assert len(lines) == 42


# --- a copy that somebody made to deceive -----------------------------------------------------------


def link(copy: Path) -> None:
    (copy / "en/freedonia/index.html").unlink()
    (copy / "en/freedonia/index.html").symlink_to("/etc/passwd")


def link_to_the_same_bytes(copy: Path) -> None:
    (copy.parent / "elsewhere").write_bytes(PAGE)
    (copy / "en/freedonia/index.html").unlink()
    (copy / "en/freedonia/index.html").symlink_to(copy.parent / "elsewhere")


def pipe(copy: Path) -> None:
    (copy / "en/freedonia/index.html").unlink()
    os.mkfifo(copy / "en/freedonia/index.html")


def folder_in_the_place_of_a_page(copy: Path) -> None:
    (copy / "en/freedonia/index.html").unlink()
    (copy / "en/freedonia/index.html").mkdir()


def folder_that_is_a_link(copy: Path) -> None:
    shutil.move(copy / "en", copy.parent / "en")
    (copy / "en").symlink_to(copy.parent / "en")


@pytest.mark.parametrize(
    "change",
    [link, link_to_the_same_bytes, pipe, folder_in_the_place_of_a_page, folder_that_is_a_link],
)
def test_what_is_no_file_is_never_taken_for_one(copy: Path, change: Callable[[Path], None]) -> None:
    change(copy)
    done = verify(copy)
    assert done.exit_code == 1
    assert "en" in done.output.splitlines()[0]
    assert "root:" not in done.output


@pytest.mark.parametrize(
    "name",
    ["../secret", "/etc/passwd", "en/../../secret", "", ".", "en//x", "C:/x", "..\\secret", "a\0b"],
)
def test_a_list_that_leads_out_of_the_folder_opens_nothing_there(
    copy: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    whole = compare.__globals__["open_ordinary"]
    monkeypatch.setattr(
        "generator.build.unchanged.open_ordinary",
        lambda path: (opened.append(path), whole(path))[1],
    )
    secret = b"secret"
    (copy.parent / "secret").write_bytes(secret)
    with (copy / SUMS).open("ab") as file:
        file.write(f"{sha256(secret).hexdigest()}  {name}\n".encode())
    done = verify(copy)
    assert done.exit_code == 1
    assert "line 7" in done.output
    assert "the list itself is damaged" in done.output
    assert all(path.is_relative_to(copy) and ".." not in path.parts for path in opened)


def test_two_rows_for_one_file_are_told(copy: Path) -> None:
    row = f"{sha256(b'other').hexdigest()}  leaflets/freedonia.pdf\n".encode()
    (copy / SUMS).write_bytes((copy / SUMS).read_bytes() + row)
    assert 'names "leaflets/freedonia.pdf" a second time' in verify(copy).output


def test_no_name_of_a_file_writes_lines_of_its_own(copy: Path) -> None:
    names = [
        b"x\nAll 6 files are as SHA256SUMS lists them",
        b"\x1b[2Jx",
        b"\xff\xfe",
        "\u202ex".encode(),
    ]
    for name in names:
        (Path(os.fsdecode(os.fsencode(copy) + b"/" + name))).touch()
    done = verify(copy)
    assert done.exit_code == 1
    assert not [line for line in done.output.splitlines() if line.startswith("All")]
    assert not {"\x1b", "\u202e"} & set(done.output)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_is_told(copy: Path) -> None:
    (copy / "en/freedonia").chmod(0)
    try:
        assert "cannot be read" in verify(copy).output
    finally:
        (copy / "en/freedonia").chmod(0o755)


def test_an_error_of_the_disk_ends_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr("generator.build.unchanged.open_ordinary", broken)
    done = verify(copy)
    assert done.exit_code == 1
    assert "unread: en/freedonia/index.html (it cannot be read: Input/output error)" in done.output
    monkeypatch.setattr("generator.build.unchanged.os.scandir", broken)
    assert "unread: . (this folder cannot be read: Input/output error)" in verify(copy).output


@pytest.mark.parametrize(
    ("data", "told"),
    [(None, "has no SHA256SUMS"), ("link", "it is a link"), ("folder", "it is a folder")],
)
def test_without_a_list_nothing_is_compared(copy: Path, data: str | None, told: str) -> None:
    (copy / SUMS).unlink()
    if data == "link":
        (copy / SUMS).symlink_to("/dev/zero")
    elif data == "folder":
        (copy / SUMS).mkdir()
    with pytest.raises(SumsError, match=told):
        compare(copy)
    done = verify(copy)
    assert done.exit_code == 1
    assert done.output.startswith("Nothing was compared.")


def test_a_list_that_is_no_list_is_told_by_its_lines(copy: Path) -> None:
    (copy / SUMS).write_bytes(b"\x00\xff" * 50 + b"\n<html>\n" * 200)
    done = verify(copy)
    assert done.exit_code == 1
    assert "SHA256SUMS: line 1 is no check sum and name" in done.output
    assert len(done.output.splitlines()) < 60


def test_a_file_or_nothing_in_the_place_of_the_folder_is_wrong_usage(copy: Path) -> None:
    for name, told in ((SUMS, "Unpack it"), ("nowhere", "is not there")):
        done = verify(copy / name)
        assert done.exit_code == 2
        assert told in done.output


def test_a_list_that_went_through_windows_is_read(copy: Path) -> None:
    (copy / SUMS).write_bytes((copy / SUMS).read_bytes().replace(b"\n", b"\r\n"))
    assert verify(copy).exit_code == 0
