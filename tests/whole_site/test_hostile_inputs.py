"""What a pull request or a damaged file may carry: told in words, never read, never a traceback."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import ADVISORY, advisory, environment, listing, replace
from support.example import BUILD_DAY, EXAMPLE, EXAMPLE_LOCALES, ROOT, SMALL_LEAFLET
from support.mutations import packed

from generator.check import run as run_check
from generator.cli.main import main
from generator.load.leaflet_formats import OWN_FORMATS
from generator.people.translators.forms import parse_any
from generator.sheets.faults import UnreadableFormError
from generator.system.git_index import is_tracked

pytestmark = pytest.mark.thorough

SECRET = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk: secret\n"


@pytest.fixture(autouse=True)
def _no_endless_wait() -> Iterator[None]:
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waited for ever"))
    signal.alarm(300)
    yield
    signal.alarm(0)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own with the made-up country, and a secret outside it."""
    folder = tmp_path / "place"
    shutil.copytree(EXAMPLE, folder / "content")
    shutil.copytree(SMALL_LEAFLET, folder / "content" / "leaflets")
    shutil.copytree(EXAMPLE_LOCALES, folder / "locales")
    (tmp_path / "id_ed25519").write_text(SECRET)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    return folder


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# --- links and the like among content and translations ------------------------------------------

PLACES = (
    "content/partners.yaml",
    "content/hosts/freedonia/assistance.yaml",
    "content/leaflets/trifold.yaml",
    "content/recordings/a.ogg",
    "content/notes",
    "locales/my/LC_MESSAGES/hazards.po",
    "locales/my/LC_MESSAGES",
    "locales/fr",
)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


KINDS: dict[str, Callable[[Path], None]] = {
    "a link": link_to("../../../../../../id_ed25519"),
    "a link to a folder": link_to("/etc"),
    "a link to a device": link_to("/dev/zero"),
    "a link in a loop": lambda path: path.symlink_to(path.name),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("where", PLACES)
def test_only_ordinary_files_are_content(place: Path, where: str, kind: str) -> None:
    path = place / where
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    KINDS[kind](path)
    result = run("check")
    assert result.exit_code == 1
    shown = "a link" if "link" in kind else kind
    assert f"{where}:1:1: error [not-a-file] this is {shown}, not a file." in result.output
    for word in ("OPENSSH", "id_ed25519", "/etc", "/dev/zero"):
        assert word not in result.output


def test_a_good_file_outside_is_not_published_through_a_link(place: Path) -> None:
    outside = place.parent / "outside"
    outside.mkdir()
    for where in ("content/hosts/freedonia/guides.yaml", "content/hazards", "content/leaflets"):
        shutil.move(place / where, outside / Path(where).name)
        (place / where).symlink_to(outside / Path(where).name)
    said = run("build", "--jobs", "1").output
    for where in ("content/hosts/freedonia/guides.yaml", "content/hazards", "content/leaflets"):
        assert f"{where}:1:1: error [not-a-file]" in said
    assert not (place / "site").exists()


@pytest.mark.parametrize("option", ["content", "locales"])
def test_a_link_in_the_place_of_a_whole_folder_is_wrong_usage(place: Path, option: str) -> None:
    (place / option).rename(place.parent / "outside")
    (place / option).symlink_to(place.parent / "outside")
    result = run("check")
    assert result.exit_code == 2
    assert f"{option} is a link. Name the folder itself." in result.output
    assert "outside" not in result.output


def test_what_editors_leave_while_a_file_is_open_is_passed_over(place: Path) -> None:
    (place / "content" / ".#site.yaml").symlink_to("somebody@machine.4711")
    os.mkfifo(place / "content" / ".pipe")
    assert run("check").exit_code == 0


def test_commands_that_write_translations_follow_no_link(place: Path) -> None:
    outside = place.parent / "outside"
    folder = place / "locales" / "my" / "LC_MESSAGES"
    shutil.move(folder, outside)
    folder.symlink_to(outside)
    before = listing(outside)
    for words in (["translations", "update", "my"], ["translations", "export", "my"]):
        result = run(*words)
        assert result.exit_code != 0
    assert listing(outside) == before
    (place / "locales" / "hazards.pot").unlink(missing_ok=True)
    (place / "locales" / "hazards.pot").symlink_to(place.parent / "id_ed25519")
    result = run("translations", "extract")
    assert "hazards.pot cannot be written (it is a link, not a file)" in result.output
    assert (place.parent / "id_ed25519").read_text() == SECRET


def test_schemas_are_written_through_no_link(place: Path) -> None:
    (place / "content" / "schema").mkdir()
    (place / "content" / "schema" / "site.json").symlink_to(place.parent / "id_ed25519")
    result = run("schema")
    assert result.exit_code == 2
    assert "site.json cannot be written (it is a link, not a file)" in result.output
    assert (place.parent / "id_ed25519").read_text() == SECRET
    assert [p.name for p in (place / "content" / "schema").iterdir()] == ["site.json"]


def test_posters_are_written_into_no_link(place: Path, monkeypatch) -> None:
    """Neither the folder nor a poster: `posters/` is where they go when nobody says otherwise."""
    monkeypatch.setattr("generator.cli.posters.print_leaflet", lambda *_a: (b"%PDF-", None))
    poster = (OWN_FORMATS / "poster.yaml").read_text("utf-8")
    # Without what the made-up country does not have.
    poster = re.sub(r"ids: \[drop-cover-hold.*\]", "ids: [leave-before-water]", poster)
    (place / "content" / "leaflets" / "poster.yaml").write_text(poster, "utf-8")
    (place / "sites.csv").write_text("site,host,locale,address\nhall,freedonia,en,1 Hill Road\n")
    outside = place.parent / "outside"
    outside.mkdir()
    (place / "posters").symlink_to(outside)
    result = run("posters", "sites.csv")
    assert result.exit_code == 2, result.output
    assert "posters cannot be written (it is a link, not a folder). No poster was written." in (
        " ".join(result.output.split())
    )
    assert list(outside.iterdir()) == []
    (place / "posters").unlink()
    assert run("posters", "sites.csv").exit_code == 0
    (poster,) = (place / "posters").iterdir()
    poster.unlink()
    poster.symlink_to(place.parent / "id_ed25519")
    assert run("posters", "sites.csv").exit_code == 2
    assert (place.parent / "id_ed25519").read_text() == SECRET


# --- files that people hand in --------------------------------------------------------------------

IMPORTS = {
    "translations": ["translations", "import", "--locale", "my", "--by", "abc"],
    "facts": ["facts", "import"],
    "calls": ["calls", "--import"],
    "posters": ["posters"],
    "zawgyi": ["zawgyi"],
}


@pytest.mark.parametrize("kind", ["a link", "a link to a device", "a pipe"])
@pytest.mark.parametrize("command", IMPORTS)
def test_a_table_that_is_no_ordinary_file_is_not_read(place: Path, command: str, kind: str) -> None:
    path = place / "in.csv"
    if kind == "a link":
        path.symlink_to("../id_ed25519")
    else:
        KINDS[kind](path)
    result = run(*IMPORTS[command], "in.csv")
    assert result.exit_code == 2
    shown = "a link" if "link" in kind else kind
    assert f"in.csv was not read: it is {shown}, not a file. Name the file itself." in result.output
    assert "OPENSSH" not in result.output


def test_a_table_without_end_is_not_read_to_its_end(place: Path) -> None:
    with (place / "in.csv").open("wb") as file:
        file.truncate(8_000_000_000)
    for command in ("translations", "facts", "calls", "posters"):
        result = run(*IMPORTS[command], "in.csv")
        assert result.exit_code == 2
        assert "it has more than 16 MB" in result.output


# --- what a message quotes ------------------------------------------------------------------------


def longest_run(text: str, letters: str) -> int:
    return max(map(len, "".join(c if c in letters else " " for c in text).split()), default=0)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: "Q" * 300,
        lambda t: '"' + "Q" * 300 + '"',
        lambda t: t.replace("offer_from: 80", f"offer_from: {'Q' * 300}"),
        lambda t: t.replace("offer_from: 80", f"offer_from: {'9' * 300}"),
        lambda t: f"{'Q' * 300}: x\n{t}",
        lambda t: t.replace("publisher:", f"{'Q' * 300}:"),
        lambda t: t.replace("host: freedonia", f"host: {'q' * 300}"),
        lambda t: t.replace("offer_from: 80", f'offer_from: "{"Q " * 200}"'),
        lambda t: t.replace("offer_from: 80", f"offer_from: '\"{'Q' * 90}\" {'Q' * 300}'"),
    ],
)
def test_a_message_quotes_at_most_80_letters(place: Path, change: Callable[[str], str]) -> None:
    path = place / "content" / "site.yaml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    for form in ("text", "json", "github"):
        result = run("check", "--format", form)
        assert result.exit_code == 1
        assert longest_run(result.output, "Qq9") <= 100
        assert result.output.count("Q ") <= 42


@pytest.mark.parametrize(
    "header",
    [
        b'"POT-Creation-Date: 2026-11-28 05:00+' + b"9" * 5000 + b'\\n"',
        b'"POT-Creation-Date: ' + b"2026 " * 1000 + b'\\n"',
        b'"Content-Type: text/plain; charset=' + b"x" * 5000 + b'\\n"',
    ],
)
@pytest.mark.parametrize(
    "words", [["zawgyi"], ["translations", "import", "--locale", "my", "--by", "abc"]], ids=" ".join
)
def test_a_damaged_header_of_a_po_file_is_not_printed_whole(
    place: Path, header: bytes, words: list[str]
) -> None:
    (place / "hazards.po").write_bytes(
        b'msgid ""\nmsgstr ""\n' + header + b'\n\nmsgctxt "a.b"\nmsgid "a"\nmsgstr "b"\n'
    )
    result = run(*words, "hazards.po")
    assert result.exit_code in (1, 2)
    assert "hazards.po" in result.output
    assert len(result.output) < 1_500


def test_a_value_begins_no_line_that_looks_like_a_finding(place: Path) -> None:
    forged = r'offer_from: "x\ncontent/site.yaml:1:1: error [stale] forged\u202e"'
    replace(place / "content" / "site.yaml", "offer_from: 80", forged)
    said = run("check").output
    assert "forged" in said
    assert not any(
        line.startswith("content/site.yaml:1:1: error [stale]") for line in said.split("\n")
    )
    assert "\u202e" not in said


# --- slips that were tracebacks -------------------------------------------------------------------


def check(folder: Path) -> list[str]:
    _content, found = run_check(
        folder / "content", folder / "locales", today=BUILD_DAY, base=folder
    )
    return [str(problem) for problem in found if problem.level == "error"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("site.yaml", "origin: sylvania", "origin: sylvaniaa",
         "content/site.yaml:8:13: error [dangling-reference] corridors.0.origin: there is no origin"),
        ("site.yaml", "host: freedonia", "host: freedoniaa",
         "content/site.yaml:9:11: error [dangling-reference] corridors.0.host"),
        ("hosts/freedonia/hazards.yaml", "\n  flood:", "\n  floods:",
         "content/hosts/freedonia/hazards.yaml:"),
        ("site.yaml", "https://freedonia.test/", "https://[",
         "content/site.yaml:3:11: error [wrong-form] site_url: this is not a web address"),
        ("site.yaml", "https://freedonia.test/", "https://ex\u2100mple.org/",
         "content/site.yaml:3:11: error [wrong-form] site_url: this is not a web address"),
        ("site.yaml", "https://freedonia.test/", "https://a.test:99999999/",
         "content/site.yaml:3:11: error [wrong-form] site_url: this is not a web address"),
    ],
)  # fmt: skip
def test_a_slip_is_a_problem_with_file_and_line(
    place: Path, file: str, old: str, new: str, said: str
) -> None:
    replace(place / "content" / file, old, new)
    assert any(line.startswith(said) for line in check(place)), check(place)
    assert run("check").exit_code == 1
    assert run("build").exit_code == 1


EVERY_FILE = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.yaml"))


@pytest.mark.parametrize("name", EVERY_FILE)
def test_a_file_that_was_removed_is_a_problem_and_no_crash(place: Path, name: str) -> None:
    (place / "content" / name).unlink()
    optional = Path(name).stem in (
        "glossary",
        "map",
        "referrals",
        "spoken",
        "wordless",
    ) or name.startswith("first-aid/")
    # A site does without what is for those who assist; what other files of theirs name is missed.
    optional |= name.startswith(
        ("hosts/freedonia/staff/", "notices/20", "campaigns/", "readings/", "pronunciation/")
    )
    optional |= name in (
        "staff/drill.yaml", "staff/adapted.yaml", "staff/sessions.yaml", "staff/courses/office.yaml",
    )  # fmt: skip
    # A question tests a step of it.
    optional &= name != "hosts/freedonia/staff/procedures.yaml"
    assert bool(check(place)) is not optional


@pytest.mark.parametrize(
    "amount", ["9" * 29, "9" * 300, "1e30", "1e999999999", "0." + "1" * 40, "NaN"]
)
def test_an_amount_of_any_size_is_a_problem_and_no_crash(place: Path, amount: str) -> None:
    path = place / "content" / "hosts" / "freedonia" / "insurance.yaml"
    text = path.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith("amount:"))
    path.write_text(text.replace(line, f"{line.partition(':')[0]}: {amount}", 1), "utf-8")
    assert any("insurance.yaml" in line and "wrong-form" in line for line in check(place))


def test_a_translation_that_may_not_be_read_is_a_problem(place: Path, monkeypatch) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    for module in ("check.translations.catalogs", "po.catalog"):
        monkeypatch.setattr(f"generator.{module}.read_po_file", refused)
    said = check(place)
    assert any("[po-syntax] the PO file cannot be read ([Errno 13]" in line for line in said)


# --- damaged workbooks ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("books")
    shutil.copytree(EXAMPLE, folder / "content")
    shutil.copytree(EXAMPLE_LOCALES, folder / "locales")
    advisory(folder, "translations", "export", "my", "-o", "my.xlsx")
    advisory(folder, "facts", "export", "freedonia", "-o", "facts.xlsx")
    return {name: (folder / f"{name}.xlsx").read_bytes() for name in ("my", "facts")}


def _sheet(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    return lambda name, data: change(data) if name.startswith("xl/worksheets/sheet1") else data


XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
) + b"]>"  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_sheet(lambda d: d.replace(b"<worksheet", XXE + b"<worksheet", 1).replace(b"<t>", b"<t>&e;")),
         "cannot be read"),
        (_sheet(lambda d: d.replace(b"<worksheet", BOMB + b"<worksheet", 1).replace(b"<t>", b"<t>&j;")),
         "cannot be read"),
        (_sheet(lambda d: d.replace(b'<row r="2"', b'<row r="1048576000"', 1)),
         r"has more than 500,000 cells\. Delete what is not part of the table"),
        (lambda n, d: b"<" if n == "[Content_Types].xml" else d, "cannot be read"),
        (lambda n, d: d[:50] if n == "xl/workbook.xml" else d, "cannot be read"),
        (lambda n, d: d[:50] if n == "xl/styles.xml" else d, "cannot be read"),
    ],
    ids=["xxe", "bomb", "row", "types", "workbook", "styles"],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_in_time(
    workbooks: dict[str, bytes], change: Callable[[str, bytes], bytes], said: str
) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableFormError, match=said) as caught:
        parse_any(packed(workbooks["my"], change))
    assert "root:" not in str(caught.value)
    assert time.monotonic() - began < 60


def test_what_a_library_warns_of_raises_no_warning_for_translators(
    workbooks: dict[str, bytes],
) -> None:
    """A table that was filtered in one program and saved in another names a sheet that is gone."""
    book = packed(
        workbooks["my"],
        lambda _name, data: data.replace(b'localSheetId="0"', b'localSheetId="7"'),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parse_any(book)


# --- the cache ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["report.json", "build", "hosts/plan-all.json", "hosts/check-all.json"]
)
def test_a_cache_that_holds_a_link_is_refused(place: Path, monkeypatch, name: str) -> None:
    """`.cache/report.json -> /etc/passwd`: a build run as root overwrote that file."""
    monkeypatch.delenv("ADVISORY_CACHE")
    secret = place.parent / "id_ed25519"
    path = place / ".cache" / name
    path.parent.mkdir(parents=True)
    path.symlink_to(secret)
    for words in (["build", "--jobs", "1"], ["check"], ["cache"], ["cache", "prune"]):
        result = run(*words)
        assert result.exit_code == 1
        assert (
            f".cache/{name} is a link; nothing but files belongs into the cache." in result.output
        )
        assert "id_ed25519" not in result.output
    assert secret.read_text() == SECRET
    assert not (place / "site").exists()


def test_a_cache_that_is_a_link_is_refused(place: Path, monkeypatch) -> None:
    monkeypatch.delenv("ADVISORY_CACHE")
    (place.parent / "outside").mkdir()
    (place / ".cache").symlink_to("../outside")
    result = run("check")
    assert result.exit_code == 1
    assert ".cache is a link. Delete the link, or name the folder itself" in result.output
    assert list((place.parent / "outside").iterdir()) == []


def git(place: Path, *words: str) -> None:
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *who, *words], cwd=place, check=True, capture_output=True)


@pytest.mark.parametrize(("version", "split"), [("2", "false"), ("4", "false"), ("2", "true")])
def test_a_cache_that_git_tracks_is_refused(place: Path, version: str, split: str) -> None:
    """Whoever can commit it writes the pages: its seals are plain digests."""
    for folder in ("build/cache", "other/build/cache"):
        (place / folder).mkdir(parents=True)
        (place / folder / "a.json").write_text("{}")
    git(place, "init", "-q")
    git(place, "config", "index.version", version)
    git(place, "config", "core.splitIndex", split)
    git(place, "add", "content", "locales", "other")
    env = {"ADVISORY_CACHE": "build/cache"}
    advisory(place, "check", env=env)
    git(place, "add", "build/cache/a.json")
    git(place, "commit", "-qm", "cache")
    # A worktree has its index elsewhere.
    git(place, "worktree", "add", "-q", "../tree")
    for where in (place, place.parent / "tree"):
        done = subprocess.run(
            [*ADVISORY, "check"], cwd=where, env=environment(where, env), capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "build/cache is tracked by git" in done.stderr
        assert "git rm -r --cached build/cache; then delete build/cache." in done.stderr
    git(place, "rm", "-rq", "--cached", "build/cache")
    advisory(place, "check", env=env)


def test_a_look_at_the_index_starts_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    folder = tmp_path / "content"
    folder.mkdir()
    for number in range(3000):
        (folder / f"a-file-with-a-name-{number}.yaml").write_text("")
    git(tmp_path, "add", "content")
    (tmp_path / ".cache").mkdir()
    monkeypatch.setattr("subprocess.Popen", None)
    assert not is_tracked(tmp_path / ".cache")


def test_a_link_put_into_the_cache_during_a_build_is_not_followed(place: Path, monkeypatch) -> None:
    from generator.build.report import write_report

    cache = place / ".cache"
    cache.mkdir()
    (cache / "report.json").symlink_to("../../id_ed25519")
    write_report(cache, {"seconds": 1})
    assert (place.parent / "id_ed25519").read_text() == SECRET


@pytest.mark.parametrize("odd", ["[]", "7", "null", "{", "[" * 50_000, '{"x": 1}', '{"x": {}}', ""])
def test_a_spoilt_note_in_the_cache_is_as_good_as_none(place: Path, odd: str) -> None:
    from generator.build.objects import Cache
    from generator.build.stamp import Stamp
    from generator.cache.answers import read_sealed_json
    from generator.system.whole_file import sealed

    (place / "build").mkdir()
    (place / "build" / "last.json").write_text(odd)
    assert Cache(place).last() == {}
    stamp = Stamp(place, place / "site")
    stamp.path.write_text(odd)
    assert stamp.warnings("now") is None
    (place / "note.json").write_bytes(sealed(odd.encode()))
    assert read_sealed_json(place / "note.json") in ({}, {"x": 1}, {"x": {}})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root could have overwritten it")
def test_a_build_as_root_leaves_the_files_of_the_system_alone(place: Path) -> None:
    """The attack itself, with a file of our own in the place of the system's."""
    victim = place.parent / "passwd"
    victim.write_text("root:x:0:0:root:/root:/bin/sh\n")
    victim.chmod(0o644)
    (place / ".cache").mkdir()
    (place / ".cache" / "report.json").symlink_to(victim)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795824000"}
    env.pop("ADVISORY_CACHE", None)
    words = [sys.executable, "-m", "generator", "build", "--jobs", "1"]
    done = subprocess.run(words, cwd=place, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert victim.read_text() == "root:x:0:0:root:/root:/bin/sh\n"
