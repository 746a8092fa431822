"""One A4 for a manager or donor: one page whatever there is, honest about zeros, and nobody named."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.translations import edit, run, workplace

from generator.load import load_content
from generator.load.leaflet_formats import own_formats
from generator.people.report.code import content_code
from generator.people.report.one_page import Made, OnePage, page_of_host, page_of_origin, share
from generator.people.report.one_page_pdf import print_page
from generator.people.report.summary import Summary, summarise

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 25)
SITE = load_content(EXAMPLE)[0].site
MADE = Made(SITE, "0123abcd", TODAY)


def summary_of(content: Path, *, origin: str | None = None, today: date = TODAY) -> Summary:
    loaded = load_content(content)[0]
    return summarise(loaded, EXAMPLE_LOCALES, own_formats(), "freedonia", today, origin=origin)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summary_of(EXAMPLE)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


def printed(page: OnePage) -> str:
    """What the one page says, in one line."""
    return text_of(print_page(page))


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == 1
        width, height = pdf[0].get_size()
        # A4 is 210 × 297 mm.
        assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)
        return " ".join(pdf[0].get_textpage().get_text_bounded().split())


def test_it_tells_what_there_is_in_which_languages_and_what_lacks(summary: Summary) -> None:
    said = printed(page_of_host(summary, MADE))
    assert said.startswith("Freedonia Crisis advice for people from Sylvania who are there.")
    for words in (
        "hazards 2", "consular posts 1", "questions that migrants ask 4 questions answered 3",
        "Burmese no 2 % under 1 % 0 of 19 not ready", "English yes written in it",
        "44 answers about 17 facts nobody could find yet.",
        "No life-safety line was signed by a second person in: Burmese, Spanish, Arabic.",
        "Made on 25 November 2026 (UTC) from the content 0123abcd with advisory report freedonia",
        "Not a paper of any state, IOM or MICIC.",
    ):  # fmt: skip
        assert words in said


def test_beside_the_guidelines_stand_the_zeros(summary: Summary) -> None:
    said = printed(page_of_host(summary, MADE))
    assert (
        "11 of 15 with content; never that it is enough. Beside it: consents signed 1 of 2 · procedures "
        "read by a lawyer 0 of 2 · tried 0 · tested 0 · dialled 0 of 3." in said
    )
    assert "0 a person called it, and it was right" in said
    assert "Nobody has called any of the 11 telephone numbers." in said


def test_each_number_counts_once_by_how_far_it_is_proved(place: Path) -> None:
    assert summary_of(EXAMPLE).proved == {"called": 0, "official": 11, "secondary": 0, "overdue": 0}
    edit(place / "content/hosts/freedonia/assistance.yaml", lambda text: text.replace(
        "  police:\n    label: Police\n",
        '  police:\n    label: Police\n    called_on: "2026-11-01"\n    called_by: secret-handle\n',
    ))  # fmt: skip
    found = summary_of(place / "content")
    assert found.proved["called"] == 1
    assert sum(found.proved.values()) == found.exists["numbers"] == 11
    said = printed(page_of_host(found, MADE))
    assert "1 a person called it" in said
    assert "10 were not called, of the 11 telephone numbers." in said


def test_what_is_overdue_and_what_will_be_in_ninety_days() -> None:
    # The sources of its contacts were read on 2026-10-01 and stay fresh for 365 days.
    def row(today: date) -> tuple[int, int]:
        contacts = summary_of(EXAMPLE, today=today).ageing[0]
        return contacts.overdue, contacts.soon

    assert row(date(2027, 7, 3)) == (0, 0)
    assert row(date(2027, 7, 4))[1] > 0
    overdue, soon = row(date(2027, 10, 2))
    assert overdue > 0
    assert overdue + soon <= 10


def test_what_ends_is_due_on_its_last_day(place: Path) -> None:
    """A question whose answer holds until a day is looked at by then, however new its source is."""

    def row(today: date) -> tuple[int, int, date | None]:
        questions = next(
            one
            for one in summary_of(place / "content", today=today).ageing
            if one.kind == "questions"
        )
        return questions.overdue, questions.soon, questions.next_due

    assert row(date(2026, 12, 2))[:2] == (0, 0)
    edit(place / "content/hosts/freedonia/assistance.yaml", lambda text: text.replace(
        "  wages-in-flood:\n", '  wages-in-flood:\n    until: "2026-12-11T16:30"\n'
    ))  # fmt: skip
    assert row(date(2026, 12, 2)) == (0, 1, date(2026, 12, 11))
    assert row(date(2026, 12, 12))[:2] == (1, 0)


def test_the_source_is_not_called_read_by_a_second_person(summary: Summary) -> None:
    """Nobody signed it: it is what the others are translations of."""
    row = page_of_host(summary, MADE).languages[0]
    assert (row.name, row.read, row.signed) == ("English", "–", "–")


@pytest.mark.parametrize(("part", "whole", "words"), [
    (0, 5, "0 %"), (1, 1000, "under 1 %"), (999, 1000, "99 %"), (5, 5, "100 %"), (0, 0, "–"),
])  # fmt: skip
def test_a_share_is_rounded_down(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


# --- one page, whatever there is ------------------------------------------------------------------


LONG = (
    "The United Federated Autonomous Provinces of Northern and Southern Freedonia and Dependencies"
)
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3


def full(summary: Summary, names: Sequence[str]) -> Summary:
    """A country with everything in it, called by long names."""
    languages = tuple(
        replace(summary.languages[1], tag=f"q{number}", name=f"{number} {name}", total=9_999_999)
        for number, name in enumerate(names)
    )
    return replace(
        summary,
        name=names[0],
        origins=tuple(names[:9]),
        exists=dict.fromkeys(summary.exists, 1_234_567),
        proved=dict.fromkeys(summary.proved, 1_234_567),
        languages=(summary.languages[0], *languages),
        unknown=1_234_567,
        guidelines=tuple(replace(one, count=0, staff=0) for one in summary.guidelines),
    )


@pytest.mark.parametrize("name", [LONG, WORD], ids=["words", "one word"])
def test_the_fullest_country_has_one_page(summary: Summary, name: str) -> None:
    names = [f"{name} {number}" for number in range(26)]
    site = SITE.model_copy(update={"publisher": name * 3, "feedback": None})
    said = printed(page_of_host(full(summary, names), Made(site, "0123abcd", TODAY)))
    left_out = int(re.search(r"And (\d+) more, with less\.", said)[1])
    shown = len(re.findall(r"of 19 not ready", said))
    # Of 27 languages each has a row, or is counted as left out. English has no such words.
    assert shown + 1 + left_out == 27
    assert shown >= 3
    assert "What lacks" in said


def test_the_fullest_origin_has_one_page(summary: Summary) -> None:
    hosts = [full(summary, [f"{LONG} {n}"] * 2) for n in range(30)]
    said = printed(page_of_origin("sylvania", LONG, hosts, MADE))
    left_out = int(re.search(r"And (\d+) more\.", said)[1])
    shown = len(re.findall(r"1234567 of 1234567", said))
    assert shown + left_out == 30
    assert shown >= 3


def test_the_same_content_gives_the_same_page(summary: Summary) -> None:
    page = page_of_host(summary, MADE)
    assert print_page(page) == print_page(page)


# --- the command ----------------------------------------------------------------------------------


def test_an_origin_has_a_page_and_only_its_own_offices(place: Path) -> None:
    result = run("report", "sylvania")
    assert result.exit_code == 0, result.output
    said = text_of((place / "sylvania.report.pdf").read_bytes())
    assert said.startswith("People from Sylvania Crisis advice for them in Freedonia.")
    assert "consular posts 1" in said
    assert "Spanish" not in said, "nobody from there reads it"


def test_nobody_is_named(place: Path) -> None:
    handles = set()
    for row in json.loads(run("status", "--format", "json").stdout):
        handles |= {*row["reviewed_by"], *row["translated_by"]}
    assert {"second", "test"} <= handles
    result = run("report", "freedonia", "-o", "it.pdf")
    assert result.exit_code == 0, result.output
    data = (place / "it.pdf").read_bytes()
    said = text_of(data).replace("second person", "").replace("tested", "")
    for handle in handles - {"machine draft", "nobody named"}:
        assert handle not in said
    assert result.stdout == (
        f"it.pdf ({len(data) // 1024} KB)\n"
        f"Made from the content {content_code(Path('content'), Path('locales'))}.\n"
    )


def test_another_word_is_another_code(place: Path) -> None:
    before = content_code(Path("content"), Path("locales"))
    (place / "content/.hidden.yaml").write_text("x")
    assert content_code(Path("content"), Path("locales")) == before
    edit(place / "content/site.yaml", lambda text: f"{text}# more\n")
    assert content_code(Path("content"), Path("locales")) != before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("laos",), 'There is no country "laos"; site.yaml has: freedonia, sylvania.'),
        (("sylvania", "--as", "host"), 'There is no host country "sylvania"'),
        (("freedonia", "-o", "no/such/it.pdf"), "the folder no/such is missing"),
        (("freedonia", "-o", "content/it.pdf"), "is inside content, which the site is built from"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_there_is_not_is_refused_in_plain_words(
    place: Path, words: tuple[str, ...], said: str
) -> None:
    result = run("report", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(place.rglob("*.pdf"))


def test_content_with_an_error_makes_no_page(place: Path) -> None:
    edit(
        place / "content/hosts/freedonia/country.yaml",
        lambda t: t.replace("name: Freedonia", "nam: x"),
    )
    result = run("report", "freedonia")
    assert result.exit_code == 1
    assert "unknown-key" in result.stdout
    assert not (place / "freedonia.report.pdf").exists()
