"""``advisory preview``: each changed place before and after, in a folder that needs nothing but a browser."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from support.build import listing, replace, workplace

from generator.cli.main import main
from generator.serve.review.folder import Review, write_review
from generator.serve.review.lines import changed_lines, lines_of
from generator.serve.review.sentences import Change, Written, written
from generator.serve.review.state import State, changed_files, changed_hosts
from generator.system.git_tree import Commit, GitTreeError, extract, find_commit

pytestmark = pytest.mark.thorough

HOST = Path("content/hosts/freedonia")
HOSTILE = "<script>alert(1)</script> & \\\"x' </td>"


def git(place: Path, *words: str) -> str:
    names = {f"GIT_{who}_{what}": "x@x.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    done = subprocess.run(
        ["git", "-C", str(place), *words], capture_output=True, check=True, text=True, env=os.environ | names
    )  # fmt: skip
    return done.stdout.strip()


def repository(place: Path, subject: str = "First") -> Path:
    workplace(place)
    git(place, "init", "-q", "-b", "main")
    git(place, "add", "content", "locales")
    git(place, "commit", "-q", "-m", subject)
    return place


def preview(*words: str) -> Result:
    return CliRunner().invoke(main, ["preview", *words])


def change_number(place: Path) -> None:
    replace(place / HOST / "assistance.yaml", '"6456 7890"', '"6456 7891"')
    replace(place / HOST / "sources.yaml", "6456 7890", "6456 7891")


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A number, a life-safety sentence and a hostile one were changed since the first commit."""
    place = repository(tmp_path_factory.mktemp("review"), subject="First <b>&")
    change_number(place)
    replace(place / HOST / "assistance.yaml", "Doctors for people in the hills.", HOSTILE)
    flood = place / "content" / "hazards" / "flood.yaml"
    replace(flood, "Do not walk into moving water.", "Stay out of moving water.")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("ADVISORY_CACHE", str(place / ".cache"))
        result = preview("--since", "main", "-o", "review", "--only", "freedonia/my")
    return place, result


def text(place: Path, name: str) -> str:
    return (place / "review" / name).read_text("utf-8")


def places(place: Path) -> dict[str, str]:
    """File of the page of each place, by its path."""
    index = text(place, "index.html")
    return {
        path: name for name, path in re.findall(r'<a href="(place-\d+\.html)">([^<]*)</a>', index)
    }


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.found += [value for name, value in attrs if name in ("src", "href") and value]


def test_the_places_that_differ_are_shown_and_no_others(reviewed: tuple[Path, Result]) -> None:
    place, result = reviewed
    assert result.exit_code == 0, result.output
    assert "5 make both sides" in result.stderr
    assert set(places(place)) == {
        f"my/freedonia/{one}"
        for one in (
            "find/index.html", "guides/hill-help/index.html", "hazards/flood/index.html",
            "send/index.html", "where/index.html", "pocket.html",
        )
    } | {"leaflets/freedonia/freedonia.my.trifold.pdf"}  # fmt: skip
    assert f"{len(places(place))} places before and after: review/index.html" in result.output


def test_sentences_come_first_before_and_after(reviewed: tuple[Path, Result]) -> None:
    index = text(reviewed[0], "index.html")
    old, new = (
        index.index("Do not walk into moving water."),
        index.index("Stay out of moving water."),
    )
    assert old < new < index.index("place-001.html")
    assert "draft → behind" in index
    assert index.index("6456 7890") < index.index("6456 7891")


def test_the_sides_are_those_of_a_build(reviewed: tuple[Path, Result]) -> None:
    place, _result = reviewed
    page = "my/freedonia/guides/hill-help/index.html"
    assert "6456 7890" in text(place, f"before/{page}")
    assert "6456 7891" not in text(place, f"before/{page}")
    assert "6456 7891" in text(place, f"after/{page}")
    shown = text(place, places(place)[page])
    # What differs stands above the frames, also where a page folds it away.
    assert re.search(r"<td class=\"old\"[^>]*>[^<]*6456 7890", shown)
    assert f'src="before/{page}"' in shown
    assert f'src="after/{page}"' in shown


def test_papers_are_pictures_page_by_page_and_only_those_that_differ_are_open(
    reviewed: tuple[Path, Result],
) -> None:
    place, _result = reviewed
    shown = text(place, places(place)["leaflets/freedonia/freedonia.my.trifold.pdf"])
    pictures = re.findall(r'src="(sheets/[^"]+)"', shown)
    assert len(pictures) == 4
    for name in pictures:
        assert (place / "review" / name).read_bytes().startswith(b"\x89PNG")


def test_everything_is_in_the_folder_and_no_script_is_needed(
    reviewed: tuple[Path, Result],
) -> None:
    place, _result = reviewed
    folder = place / "review"
    for path in folder.rglob("*.html"):
        parser = _Addresses()
        parser.feed(path.read_text("utf-8"))
        own = path.parent == folder
        assert not (own and "script" in parser.tags)
        for address in parser.found:
            if re.match(r"[a-z]+:|#", address):
                assert not own or address == "data:," or address.startswith("#")
                continue
            file = unquote(address.partition("#")[0])
            assert not file.startswith("/")
            assert (path.parent / file).is_file(), f"{path}: {address}"
            assert (path.parent / file).resolve().is_relative_to(folder.resolve())
    for path in folder.rglob("*.css"):
        for address in re.findall(r'url\("?([^)"]+)', path.read_text("utf-8")):
            assert address.startswith("data:") or (path.parent / address).is_file(), address
    assert '<iframe sandbox="allow-same-origin"' in text(place, "place-001.html")


def test_hostile_words_are_words(reviewed: tuple[Path, Result]) -> None:
    index = text(reviewed[0], "index.html")
    assert "<script" not in index
    assert "First &lt;b&gt;&amp;" in index
    assert "<script>alert(1)</script>" in unescape(index)


def test_a_folder_of_ours_is_replaced_and_no_other(
    reviewed: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _result = reviewed
    monkeypatch.chdir(place)
    for name in ("foreign", "taken"):
        (place / name).mkdir()
    (place / "foreign" / "mine.txt").write_text("mine")
    (place / "taken" / "advisory-preview.txt").write_text("as if it were ours")
    (place / "taken" / "thesis.txt").write_text("mine")
    (place / "link").symlink_to(place / "review")
    for name, why in (
        ("foreign", "did not make"), ("taken", "did not make: thesis.txt"), ("link", "is a link"),
        ("content", "is inside content"), ("content/new", "is inside content"), (".", "did not make"),
        ("content/site.yaml", ""),
    ):  # fmt: skip
        before = listing(place / "content")
        result = preview("--since", "main", "-o", name)
        assert result.exit_code == 2, f"{name}: {result.output}"
        assert why in result.output
        assert listing(place / "content") == before
    assert (place / "foreign" / "mine.txt").read_text() == "mine"
    assert (place / "taken" / "thesis.txt").read_text() == "mine"
    nothing = Review(
        Commit(place, "0" * 40, "2026-11-28", "First"), "main", "", Written((), (), {}), [], {}
    )
    for _ in range(2):
        write_review(nothing, place / "empty")
        assert sorted(listing(place / "empty")) == ["advisory-preview.txt", "index.html"]
    assert not [one for one in place.iterdir() if one.name.startswith(".empty")]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(repository(tmp_path))
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / ".cache"))
    return tmp_path


@pytest.mark.parametrize("ref", ["nowhere", "--help", "-x", "", "main:content", "a b", "x" * 5000])
def test_a_state_that_is_not_there_is_wrong_usage(ref: str, place: Path) -> None:
    result = preview(f"--since={ref}", "-o", "review")
    assert result.exit_code == 2
    assert f'no commit, branch or tag "{ref}"' in result.output
    assert not (place / "review").exists()


def test_nothing_changed(place: Path) -> None:
    result = preview("--since", "main", "-o", "review")
    assert result.exit_code == 0
    assert "Nothing has changed since main" in result.output
    assert not (place / "review").exists()


def test_content_of_an_older_form_is_told_in_words(place: Path) -> None:
    replace(place / HOST / "country.yaml", "calling_code:", "dialling_code:")
    git(place, "commit", "-qam", "As it was once")
    git(place, "tag", "old")
    replace(place / HOST / "country.yaml", "dialling_code:", "calling_code:")
    result = preview("--since", "old", "-o", "review")
    assert result.exit_code == 1
    assert "cannot be shown by this version of the program. It has 2 errors" in result.output
    assert "country.yaml:6:1: error [unknown-key]" in result.output
    assert "Name a later commit" in result.output
    assert not (place / "review").exists()


def test_errors_of_today_are_told_as_check_does(place: Path) -> None:
    replace(place / HOST / "assistance.yaml", "kind: abuse", "kind: x")
    result = preview("--since", "main", "-o", "review")
    assert result.exit_code == 1
    assert "[not-in-list]" in result.output
    assert "Name a later commit" not in result.output


def test_other_wrong_usage(place: Path) -> None:
    change_number(place)
    assert preview("--since", "main", "-o", "review", "--only", "ruritania").exit_code == 2
    git(place, "rm", "-rq", "--cached", "locales")
    git(place, "commit", "-qm", "Without translations")
    result = preview("--since", "main", "-o", "review")
    assert result.exit_code == 2
    assert "the repository had no folder locales" in result.output


def test_a_great_many_differences_are_told_before_they_are_made(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.preview._MOST_PLACES", 3)
    change_number(place)
    result = preview("--since", "main", "-o", "review", "--only", "freedonia")
    assert result.exit_code == 2
    assert "pages and no papers differ" in result.output
    assert "--only HOST/LOCALE: freedonia/en (" in result.output
    assert "add --all" in result.output


def test_a_folder_without_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitTreeError, match="is in no git repository"):
        find_commit(tmp_path, "main")


def test_a_state_is_taken_out_without_touching_the_repository(place: Path, tmp_path: Path) -> None:
    before = git(place, "status", "--porcelain", "--ignored")
    commit = find_commit(place / "content", "main")
    [content] = extract(commit, [place / "content"], tmp_path / "elsewhere")
    assert listing(content) == listing(place / "content")
    with pytest.raises(GitTreeError, match="is not in the repository"):
        extract(commit, [Path("/")], tmp_path / "elsewhere")
    (tmp_path / "elsewhere").rename(place / ".git" / "elsewhere")
    assert git(place, "status", "--porcelain", "--ignored") == before


@pytest.fixture
def differ(tmp_path: Path) -> Callable[[Callable[[Path], None]], Written]:
    """What is written differently after a change of the made-up country."""

    def changed(change: Callable[[Path], None]) -> Written:
        one, two = workplace(tmp_path / "one"), workplace(tmp_path / "two")
        change(two)
        before, after = (State(at / "content", at / "locales", at) for at in (one, two))
        names = changed_files(before, after)
        return written(before, after, names, changed_hosts(names, before, after), None)

    return changed


def test_what_was_written_differently(
    differ: Callable[[Callable[[Path], None]], Written],
) -> None:
    def change(place: Path) -> None:
        # A comment, another order of keys and another layout are no change.
        country = place / HOST / "country.yaml"
        country.write_text("# A comment\n" + country.read_text("utf-8"), "utf-8")
        change_number(place)
        replace(place / "locales/my/LC_MESSAGES/hazards.po", "ရေကြီးခြင်း", "ရေကြီးမှု")

    found = differ(change)
    assert found.sentences == ()
    where = "assistance.contacts.hill-clinic.number"
    assert found.data[0] == Change(f"{HOST}/assistance.yaml", where, "6456 7890", "6456 7891")
    [translation] = found.translations["my"]
    assert (translation.where, translation.note) == ("flood.name", "reviewed → draft")


def test_a_file_that_is_new_and_one_that_is_gone(
    differ: Callable[[Callable[[Path], None]], Written],
) -> None:
    def change(place: Path) -> None:
        (place / "content/first-aid/bleeding.yaml").rename(place / "content/first-aid/wounds.yaml")

    found = differ(change)
    sides = {
        change.file.rpartition("/")[2]: (change.before, change.after) for change in found.sentences
    }
    assert sides["bleeding.yaml"][1] is None
    assert sides["wounds.yaml"][0] is None


def test_lines_of_a_page() -> None:
    page = "<head><title>no</title></head><p>Call <a href='tel:1'>1<b>669</b></a> now.</p><svg><text>no</text></svg><li>Two"
    assert lines_of(page) == ["Call 1669 now.", "Two"]
    assert changed_lines("<p>a</p><p>b</p>", "<p>a</p><p>c</p><p>d</p>") == [("b", "c"), ("", "d")]
    assert changed_lines("<p>က\u200bခ</p>", "<div>ကခ</div>") == []
