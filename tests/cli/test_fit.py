"""``advisory fit``: it writes content/fits/, a build and a check read it, and damage costs time alone."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import replace, workplace
from support.each import each

from generator.cache.inputs import Inputs
from generator.check import run
from generator.cli import fit as command
from generator.cli.main import main
from generator.load import ContentFolder
from generator.load.leaflet_formats import load_formats
from generator.products import paper
from generator.products.paper.pdf.engine import Press

FILE = "content/fits/freedonia.en.yaml"
GOOD = 'versions: {pango: "1.0"}\nfits:\n  trifold: {size_pt: "9", digest: "0123456789abcdef"}\n'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A place with the sizes of its papers, and what the command said."""
    place = workplace(tmp_path_factory.mktemp("fits") / "place", locales=["es"])
    return place, advisory("fit", "--jobs", "1", place=place)


@pytest.fixture
def place(written: tuple[Path, Result], tmp_path: Path) -> Path:
    """A copy that may be changed."""
    shutil.copytree(written[0], tmp_path / "place")
    return tmp_path / "place"


def advisory(*words: str, place: Path) -> Result:
    paper._fitted.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADVISORY_CACHE", str(place.parent / "cache"))
        patch.chdir(place)
        return CliRunner().invoke(main, [*words])


def problems(place: Path, *, publish: bool = False) -> list[str]:
    found = run(place / "content", None, today=date(2026, 11, 25), base=place, publish=publish)[1]
    return [str(one) for one in found if "content/fits" in one.file]


def test_each_language_has_a_file_and_a_second_run_changes_nothing(
    written: tuple[Path, Result],
) -> None:
    place, said = written
    assert said.exit_code == 0, said.output
    assert {path.name for path in (place / "content/fits").iterdir()} == {
        "freedonia.en.yaml", "freedonia.es.yaml"
    }  # fmt: skip
    assert "freedonia.en.trifold: " in said.stdout
    before = {path: path.stat().st_mtime_ns for path in (place / "content/fits").iterdir()}
    again = advisory("fit", place=place)
    assert again.stdout == "Nothing has changed.\n"
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert problems(place) == []


def test_a_changed_word_is_stale_where_it_is_public_and_is_renewed(place: Path) -> None:
    assert command.stale_problems(*_loaded(place)) == []
    replace(
        place / "content/hosts/freedonia/country.yaml", "name: Freedonia", "name: Freedonia-on-Sea"
    )
    assert problems(place) == []
    stale = command.stale_problems(*_loaded(place))
    assert {(one.level, one.rule) for one in stale} == {("error", "fit-stale")}
    assert "each of these papers has other words" in stale[0].message
    before = (place / FILE).read_text()
    said = advisory("fit", "freedonia/en", "--jobs", "1", place=place)
    assert said.exit_code == 0, said.output
    assert (place / FILE).read_text() != before
    left = command.stale_problems(*_loaded(place))
    assert {Path(one.file).name for one in left} == {"freedonia.es.yaml"}


def test_a_missing_file_is_a_warning_and_one_that_is_left_over_goes(place: Path) -> None:
    (place / FILE).unlink()
    other = place / "content/fits/freedonia.my.yaml"
    other.write_text(GOOD)
    found = {Path(one.file).name: one for one in command.stale_problems(*_loaded(place))}
    assert {one.level for one in found.values()} == {"warning"}
    assert "has no size here yet" in found["freedonia.en.yaml"].message
    assert "is no longer made" in found["freedonia.my.yaml"].message
    assert advisory("fit", "--jobs", "1", place=place).exit_code == 0
    assert not other.exists()
    assert (place / FILE).exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<<<<<<< ours\n" + GOOD, "yaml-syntax"),
        ("", "wrong-kind"),
        (GOOD.replace('"9"', '"9; rm -rf"'), "wrong-form"),
        (GOOD.replace('"9"', "1e400"), "wrong-form"),
        (GOOD.replace('"9"', '"-9"'), "wrong-form"),
        (GOOD.replace('"9"', "NaN"), "wrong-form"),
        (GOOD.replace("size_pt", "size"), "unknown-key"),
        (GOOD.replace("trifold", '"../trifold"'), "wrong-form"),
        (GOOD.replace('"9",', '"9", without: ["cover"],'), "wrong-form"),
        (GOOD.replace('"9",', '"9", without: ["cover/0"],'), "fit-record"),
        (GOOD.replace('"9",', '"9", pages: 8,'), "fit-record"),
        (GOOD.replace('"9"', '"5"'), "fit-record"),
        (GOOD.replace('"9"', '"60"'), "fit-record"),
        (GOOD.replace("trifold", "kite"), "fit-record"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_with_its_line_and_stops_no_build(
    place: Path, text: str, said: str
) -> None:
    (place / FILE).write_text(text)
    mine = [line for line in problems(place) if f"[{said}]" in line]
    assert mine, problems(place)
    for line in each(problems(place)):
        assert line.startswith(FILE)
        assert ": warning [" in line
    assert any(": error [" in line for line in problems(place, publish=True))


def test_a_country_and_a_language_that_are_not_there_are_wrong_usage(
    written: tuple[Path, Result],
) -> None:
    for which in each(["ruritania", "freedonia/ar", "freedonia/..", "freedonia/zxx_en"]):
        said = advisory("fit", which, place=written[0])
        assert said.exit_code == 2, said.output


def test_only_its_own_country_is_looked_at_again_when_a_size_changes(place: Path) -> None:
    def inputs() -> Inputs:
        return Inputs(place / "content", place / "locales", datetime(2026, 11, 25, tzinfo=UTC))

    before = inputs()
    (place / FILE).write_text(GOOD)
    after = inputs()
    assert before.shared == after.shared
    assert before.of_host("freedonia") != after.of_host("freedonia")
    (place / "content/fits/ruritania.en.yaml").write_text(GOOD)
    assert inputs().shared != after.shared


def test_a_leaflet_that_is_asked_for_is_laid_out_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, lay_out = [], Press.lay_out
    monkeypatch.setattr(Press, "lay_out", lambda *of: laid.append(of) or lay_out(*of))
    said = advisory("leaflet", "freedonia", "en", place=place)
    assert said.exit_code == 0, said.output
    assert len(laid) == 1


def _loaded(place: Path):
    formats = load_formats(place / "content" / "leaflets")[0]
    return ContentFolder(place / "content", place), formats, place / "locales"
