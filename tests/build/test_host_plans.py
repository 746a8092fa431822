"""Two host countries: a change in one leaves the other unread, and the site is that of a clean build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import listing, replace, workplace

from generator import check
from generator.build import host_plans, notes, publish
from generator.build.page_weight import compressed
from generator.cache import inputs
from generator.cache.inputs import Inputs
from generator.cli.main import main

pytestmark = pytest.mark.slow  # Most of them build a site, and then a clean one to compare.

OWN = "freedonia"
OTHER = "marshovia"
SPANISH = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"

# translated-by: test, 2026-11-01
msgctxt "hazards.hazards.flood.messages.go-to-school.text"
msgid "Go to the school on the hill in Firefly."
msgstr "Vaya a la escuela de la colina en Firefly."
"""
NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of two countries, built once. No papers: what is planned of them is alike."""
    place = workplace(tmp_path_factory.mktemp("two"), locales=("es",))
    shutil.rmtree(place / "content/leaflets")
    own = place / "content/hosts" / OWN
    for path in sorted(path for path in own.rglob("*") if path.is_file()):
        other = place / "content/hosts" / OTHER / path.relative_to(own)
        other.parent.mkdir(exist_ok=True, parents=True)
        other.write_text(path.read_text("utf-8").replace("Freedonia", "Marshovia"), "utf-8")
    for host in (OWN, OTHER):
        (place / f"locales/es/LC_MESSAGES/{host}.po").write_text(SPANISH, "utf-8")
    corridor = f"  - origin: sylvania\n    host: {OWN}\n"
    replace(place / "content/site.yaml", corridor, corridor + corridor.replace(OWN, OTHER))
    origin = place / "content/origins/sylvania.yaml"
    head, start, rest = origin.read_text("utf-8").partition(f"  {OWN}:\n")
    corridors, end, rest = rest.partition("\nhotlines:")
    text = f"{head}{start}{corridors}\n{start.replace(OWN, OTHER)}{corridors}{end}{rest}"
    origin.write_text(text, "utf-8")
    run(place, "build")
    return place


def run(place: Path, *words: str) -> str:
    """Run ``advisory`` in *place*, in this process, and return what it printed."""
    before = Path.cwd()
    os.chdir(place)
    try:
        told = CliRunner().invoke(
            main, [*words], env={"ADVISORY_CACHE": ".cache", "SOURCE_DATE_EPOCH": "1795824000"}
        )
    finally:
        os.chdir(before)
    assert told.exit_code == 0, told.output
    return told.output


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "place", symlinks=True))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Which host countries are checked, and which are localised and planned."""
    found: dict[str, list[str]] = {"checked": [], "planned": []}

    def noting(name: str, what: Callable[..., object], host: Callable[..., str]):
        def noted(*args: object, **words: object) -> object:
            found[name].append(host(*args))
            return what(*args, **words)

        return noted

    run_checks = noting("checked", check.run_checks, lambda content: next(iter(content.hosts)))
    monkeypatch.setattr(check, "run_checks", run_checks)
    load = noting(
        "planned", host_plans.load_advisories, lambda _contents, _locales, only: only.host
    )
    monkeypatch.setattr(host_plans, "load_advisories", load)
    return found


def is_like_a_clean_build(place: Path) -> bool:
    run(place, "build", "--no-cache", "--site", "clean", "--jobs", "1")
    return listing(place / "site") == listing(place / "clean")


CHANGES = {
    "a message": (
        f"content/hosts/{OWN}/hazards.yaml",
        "Go to the school on",
        "Go to the church on",
    ),
    "a translation": (f"locales/es/LC_MESSAGES/{OWN}.po", "Vaya a la", "Camine a la"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_one_country_leaves_the_other_unread(
    place: Path, read: dict[str, list[str]], change: str
):
    replace(place / CHANGES[change][0], *CHANGES[change][1:])
    assert "Nothing" not in run(place, "build", "--jobs", "1")
    assert read == {"checked": [OWN], "planned": [OWN]}
    assert is_like_a_clean_build(place)


def test_a_change_in_what_all_share_is_looked_for_everywhere(
    place: Path, read: dict[str, list[str]]
):
    replace(place / "content/prepare.yaml", "text: ", "text: Now. ")
    run(place, "build", "--plan")
    assert read == {"checked": [OWN, OTHER], "planned": [OWN, OTHER]}


def test_another_name_of_a_country_reaches_the_pages_above_both(place: Path):
    replace(place / f"content/hosts/{OWN}/country.yaml", "Freedonia", "Fredonia")
    run(place, "build", "--jobs", "1")
    home = (place / "site/en/index.html").read_text("utf-8")
    assert "Fredonia" in home
    assert "Marshovia" in home
    assert is_like_a_clean_build(place)


def test_a_country_that_is_taken_out_is_gone(place: Path, read: dict[str, list[str]]):
    replace(place / "content/site.yaml", f"  - origin: sylvania\n    host: {OTHER}\n", "")
    run(place, "build", "--jobs", "1", "--allow-removal", OTHER)
    assert not list((place / "site").glob(f"*/{OTHER}"))
    assert is_like_a_clean_build(place)
    assert OTHER not in read["planned"]


def test_what_is_spoilt_in_the_cache_is_planned_and_made_again(
    place: Path, read: dict[str, list[str]]
):
    before = listing(place / "site")
    spoilt = [path for path in (place / ".cache/build/objects").glob("*/*") if path.is_file()]
    for path in spoilt:
        path.write_bytes(path.read_bytes()[:-1])
    (place / "site/index.html").unlink()  # Else nothing is looked at.
    told = run(place, "build", "--jobs", "1")
    made, of = (int(told.split("Made ")[1].split()[at]) for at in (0, 2))
    assert made == of
    assert read["planned"] == [OWN, OTHER]
    assert listing(place / "site") == before


def test_only_what_is_new_is_weighed(place: Path, monkeypatch: pytest.MonkeyPatch):
    weighed: list[bytes] = []

    def weigh(data: bytes) -> int:
        weighed.append(data)
        return compressed(data)

    monkeypatch.setattr(notes, "compressed", weigh)
    replace(place / CHANGES["a message"][0], *CHANGES["a message"][1:])
    # The pages of a set are made together.
    others = {
        data for name, data in listing(place / "site").items() if f"/{OWN}/" not in f"/{name}"
    }
    run(place, "build", "--jobs", "1")
    # A page that tells what keeping all costs is weighed before it does.
    assert [data for data in weighed if b'class="kb"' not in data and data in others] == []
    assert any(b"the church" in data for data in weighed)
    assert is_like_a_clean_build(place)


def test_parts_and_wholes_in_turns_come_to_what_a_clean_build_makes(place: Path):
    path, old, _new = CHANGES["a message"]
    words = iter(("hut on", "inn on", "mill on", "barn on", "shed on", "house on"))
    for only in (f"{OWN}/en", "", OTHER, OWN, f"{OWN}/es", ""):
        new = f"Go to the {next(words)}"
        replace(place / path, old, new)
        old = new
        run(place, "build", "--jobs", "1", *(("--only", only) if only else ()))
        indexes = [name.rpartition(".")[0].rpartition(".")[0] for name in listing(place / "site")]
        indexes = [name for name in indexes if name.startswith("assets/search/")]
        assert len(indexes) == len(set(indexes)), "no index of an earlier state stays"
        assert new.encode() in (place / f"site/en/{OWN}/hazards/flood/index.html").read_bytes() or (
            only not in (f"{OWN}/en", OWN, "")
        )
    assert is_like_a_clean_build(place)


def test_what_is_wrong_in_the_other_country_is_told_each_time(place: Path):
    old, new = "Go to the school on the hill", "Go to the school on the hill " + "and on " * 40
    replace(place / f"content/hosts/{OTHER}/hazards.yaml", old, new)
    warned = f"content/hosts/{OTHER}/hazards.yaml"
    assert warned in run(place, "check")
    replace(place / f"content/hosts/{OWN}/hazards.yaml", old, "Go to the church")
    assert warned in run(place, "check")


def test_what_was_saved_while_it_was_read_is_not_taken_for_known(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    path, change = place / f"content/hosts/{OWN}/hazards.yaml", CHANGES["a message"]
    kept = {file.name: file.read_bytes() for file in (place / ".cache/hosts").glob("plan-*")}
    exchange = publish._exchange

    def saving(*folders: Path) -> bool:
        replace(path, *change[1:])
        return exchange(*folders)

    (place / "site/index.html").unlink()
    path.write_text(path.read_text("utf-8") + "\n# Nothing that anybody reads.\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_exchange", saving)
        run(place, "build", "--jobs", "1")
    assert kept == {f.name: f.read_bytes() for f in (place / ".cache/hosts").glob("plan-*")}
    assert "Nothing" not in run(place, "build", "--jobs", "1")
    assert is_like_a_clean_build(place)


# --- the digests --------------------------------------------------------------------------------


@pytest.fixture
def digests(place: Path) -> Callable[[], tuple[str, str, str]]:
    def now() -> tuple[str, str, str]:
        found = Inputs(place / "content", place / "locales", NOW)
        return found.shared, found.of_host(OWN), found.of_host(OTHER)

    return now


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"content/hosts/{OWN}/guides.yaml", (False, True, False)),
        (f"content/hosts/{OWN}/new.yaml", (False, True, False)),
        (f"locales/my/LC_MESSAGES/{OTHER}.po", (False, False, True)),
        ("locales/my/LC_MESSAGES/hazards.po", (True, True, True)),
        ("locales/languages.yaml", (True, True, True)),
        ("content/phrases.yaml", (True, True, True)),
        ("content/leaflets/new.yaml", (True, True, True)),
        ("content/hosts/notes.txt", (True, True, True)),
        ("content/hosts/borduria/country.yaml", (True, True, True)),
    ],
)
def test_a_country_follows_from_its_own_files_and_from_those_that_all_share(
    place: Path, digests, path: str, expected: tuple[bool, ...]
):
    before = digests()
    assert digests() == before
    (place / path).parent.mkdir(parents=True, exist_ok=True)
    with (place / path).open("a", encoding="utf-8") as file:
        file.write("\n# One line more.\n")
    assert tuple(a != b for a, b in zip(before, digests(), strict=True)) == expected


def test_another_day_other_libraries_and_other_code_concern_all(
    place: Path, digests, monkeypatch: pytest.MonkeyPatch
):
    before = digests()
    for change in (
        lambda patch: patch.setattr(inputs, "native_versions", lambda: {"pango": "0"}),
        lambda patch: patch.setattr(inputs.sys, "version", "4.0"),
        lambda patch: patch.setattr(inputs, "PROGRAM_TABLES", ()),
        lambda patch: patch.setitem(globals(), "NOW", datetime(2026, 11, 26, tzinfo=UTC)),
    ):
        with monkeypatch.context() as patch:
            change(patch)
            assert not set(before) & set(digests())
    assert digests() == before
