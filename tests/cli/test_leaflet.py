"""``advisory leaflet``: any paper by its name, the same bytes as the build's, and plain refusals."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from support.each import each
from support.example import LAST_READ, ROOT
from support.real import real_content

from generator.cli.main import main
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products.paper import make_paper, own_formats
from generator.products.paper.names import Paper, papers_of
from generator.products.paper.request import NoSuchPaperError, paper_asked, refuse_missing

MM = 25.4 / 72


@pytest.fixture(autouse=True)
def on_the_day_of_our_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """The content is that of this repository, which is refused on a day before its sources were read."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LAST_READ)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def real(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the content and translations of this repository, and nothing else."""
    for name in ("content", "locales"):
        # Linked file by file, for speed: a folder that is a link is refused.
        shutil.copytree(repository / name, tmp_path / name, copy_function=os.link)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["leaflet", *words])


@cache
def offered() -> dict[str, Advisory]:
    found = load_advisories(real_content(), ROOT / "locales", Selection("thailand"))
    return {advisory.locale: advisory for advisory in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "name", "pages", "size"),
    [
        ("my_th trifold", "thailand.my_th.trifold.pdf", 2, (297, 210)),
        pytest.param(
            "th_my card", "thailand.th_my.card.pdf", 2, (210, 297), marks=pytest.mark.long
        ),
        ("en show --mono", "thailand.en.show-mono.pdf", 2, (210, 297)),
        pytest.param(
            "en plan --paper letter",
            "thailand.en.plan-letter.pdf",
            2,
            (216, 279),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "en trifold --paper a4",
            "thailand.en.trifold.pdf",
            2,
            (297, 210),
            marks=pytest.mark.long,
        ),
        ("my poster-sea --paper a4 --mono", "thailand.my.poster-sea-mono-a4.pdf", 1, (210, 297)),
        ("en slip --print-shop", "thailand.en.slip-print.pdf", 1, (313, 226)),
        pytest.param(
            "en trifold --region north",
            "thailand.en-north.trifold.pdf",
            2,
            (297, 210),
            marks=pytest.mark.long,
        ),
        # How many sheets a handbook has, its words decide.
        pytest.param(
            "en booklet-imposed",
            "thailand.en.booklet-imposed.pdf",
            None,
            (296, 210),
            marks=pytest.mark.long,
        ),
    ],
)
def test_any_paper_comes_by_its_name(
    real: Path, words: str, name: str, pages: int | None, size: tuple[int, int]
) -> None:
    result = run("thailand", *words.split())
    assert result.exit_code == 0, result.output
    data = (real / name).read_bytes()
    assert result.stdout.splitlines()[0] == f"{name} ({len(data) // 1024} KB)"
    document = pypdfium2.PdfDocument(data)
    assert len(document) == pages if pages else len(document) % 2 == 0
    assert [round(side * MM) for side in document[0].get_size()] == list(size)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("my card", Paper("thailand", "my", "card")),
        pytest.param(
            "my_th plan --mono",
            Paper("thailand", "my", "plan", second="th", mono=True),
            marks=pytest.mark.long,
        ),
    ],
)
def test_it_is_the_same_file_as_the_builds(real: Path, words: str, paper: Paper) -> None:
    """With only its own languages loaded, and once more with the size it remembers."""
    whole = make_paper(paper, offered(), formats=own_formats())
    for _ in range(2):
        assert run("thailand", *words.split(), "-o", "it.pdf").exit_code == 0
        assert (real / "it.pdf").read_bytes() == whole


REFUSALS = [
    ("laos my", 'There is no host country "laos"; site.yaml has: '),
    ("thailand xx", 'There is no locale "xx"; site.yaml has: en, my, th'),
    ("thailand my_xx", 'There is no locale "xx"; site.yaml has: en, my, th'),
    ("thailand my_my", '"my_my" names one language twice. Write "my" for it alone.'),
    ("thailand my_th_en", '"my_th_en" is not one language or two.'),
    ("thailand _my", '"_my" is not one language or two.'),
    ("thailand my bifold", 'There is no leaflet format "bifold". There are: booklet, booklet-'),
    ("thailand my show-sea", 'There is no leaflet format "show-sea".'),
    ("thailand my trifold-imposed", 'There is no leaflet format "trifold-imposed".'),
    (
        "thailand my booklet --paper letter",
        'There is no booklet on "letter" paper; it comes on A5.',
    ),
    ("thailand my poster --paper letter", "it comes on A3 or A4."),
    ("thailand my booklet-imposed --print-shop", 'give it "booklet", without "-imposed"'),
    ("thailand my trifold --region mars", 'thailand has no region "mars"; there are: centre, east'),
    ("thailand my -o no/such/it.pdf", "the folder no/such is missing. Create it"),
    ("thailand my -o content", "is a directory"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("words", "said"), REFUSALS, ids=lambda value: str(value)[:40])
def test_what_there_is_not_is_refused_in_plain_words(real: Path, words: str, said: str) -> None:
    result = run(*words.split())
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not list(real.glob("*.pdf"))


@pytest.mark.slow
def test_a_folder_that_may_not_be_written_is_named(
    real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.cli.console.write_output", full)
    monkeypatch.setattr("generator.cli.leaflet.print_leaflet", lambda *_a: (b"%PDF-", None))
    result = run("thailand", "en", "slip")
    assert result.exit_code == 2
    assert "thailand.en.slip.pdf cannot be written (No space left on device)." in result.stderr


def test_a_language_without_a_font_is_refused() -> None:
    arabic = replace(offered()["en"], locale="ar")
    with pytest.raises(NoSuchPaperError, match='Papers in "ar" cannot be made yet'):
        refuse_missing(Paper("thailand", "ar", "card"), arabic)


def test_a_host_language_without_a_font_is_no_reason_to_refuse() -> None:
    english = offered()["en"]
    abroad = replace(english, country=replace(english.country, language="ar"))
    refuse_missing(Paper("thailand", "en", "trifold"), abroad)


def test_a_language_read_from_right_to_left_is_refused_for_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.products.paper.request.has_own_font", lambda _tag: True)
    arabic = replace(offered()["en"], locale="ar")
    with pytest.raises(NoSuchPaperError, match="they are read from right to left"):
        refuse_missing(Paper("thailand", "ar", "card"), arabic)


def test_what_is_asked_for_by_name_is_called_by_that_name() -> None:
    """Each name that the site offers is one that can be typed."""
    formats = own_formats()
    for paper in each(papers_of(offered()["my"], formats, ["en", "my", "th"])):
        name = "-".join(filter(None, [paper.format, paper.profile, paper.imposed and "imposed"]))
        asked = paper_asked(
            paper.host, paper.locales, name, formats=formats, mono=paper.mono,
            print_shop=paper.print_shop, size=paper.size, region=paper.region,
        )  # fmt: skip
        assert asked == paper


_WORK = """
import sys, json
from generator.cli.main import main
try:
    main(["leaflet", "thailand", "my", "trifold", "-o", sys.argv[1]])
except SystemExit as left:
    assert not left.code
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.slow
def test_one_leaflet_loads_only_what_it_needs(real: Path) -> None:
    """How long it takes is measured in benchmarks/leaflets.py: a busy machine would fail a limit here."""
    for _ in range(2):  # content as it was checked before
        done = subprocess.run(
            [sys.executable, "-c", _WORK, "it.pdf"], cwd=real, capture_output=True, text=True,
            check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    modules = json.loads(done.stdout.splitlines()[-1])
    # The checks are loaded: they put together what was found in each country.
    heavy = {"mkdocs", "generator.products.pages", "distributed", "openpyxl"}
    assert heavy.isdisjoint(modules)
