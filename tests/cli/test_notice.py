"""Notices as an editor writes them at night: asked for, published, ended, taken back; and all that goes wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import workplace
from support.example import EXAMPLE
from support.notices import BEDS, LINE, NAME, RIVER, write_notice

from generator.build.errors import BuildError
from generator.cli.console import _Lines
from generator.cli.main import main
from generator.load import load_content
from generator.people.notices.typed import (
    contact_of,
    day_after,
    moment_after,
    moment_before,
    provinces_near,
)

pytestmark = pytest.mark.thorough

PAGE = "site/en/freedonia/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build for all: each test takes its notice away again."""
    return workplace(tmp_path_factory.mktemp("notice"))


@pytest.fixture
def place(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(built)
    monkeypatch.setenv("ADVISORY_CACHE", str(built / "cache"))
    for path in (built / "content/notices").glob("*2026-11-28*"):
        path.unlink()
    return built


def advisory(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, words, input=typed)


def waiting(place: Path, **fields: object) -> Path:
    path = write_notice(place / "content", f"_{NAME}", **fields)
    assert path.is_file()
    return path


ANSWERS = [
    "flood", "1", "chicolini, SG-01", "beds-ready", "Molino Viejo", "Old Mill", "", "", "", "23:30", "line-full", "1234",
    "Open Door", "", "flood-office", "n", "07:50", "", "fox", "hen",
]  # fmt: skip


def test_answers_become_a_notice_that_waits(place: Path) -> None:
    result = advisory("notice", "new", "freedonia", typed="\n".join([*ANSWERS, ""]))
    assert result.exit_code == 0, result.output
    path = place / "content/notices/_2026-11-28-freedonia-beds-ready.yaml"
    assert "advisory notice publish 2026-11-28-freedonia-beds-ready" in result.output
    assert "1 danger: lives are in danger now" in result.output
    assert "beds-ready needs a second person: people move or stay by it" in result.output
    assert "Our word ends when the sentence does: 2026-11-28T23:30" in result.output, "asked once"
    assert "Until when is this our word" not in result.output
    # Nothing reads it until then.
    assert "2026-11-28-freedonia-beds-ready" not in load_content(place / "content")[0].notices
    path.rename(path.with_name(path.name[1:]))
    content, problems = load_content(place / "content")
    assert problems == []
    notice = content.notices["2026-11-28-freedonia-beds-ready"]
    assert (notice.areas, notice.handles) == (("SG-02", "SG-01"), ("fox", "hen"))
    assert notice.said[0].slots == {"place": "place-1", "until": "2026-11-28T23:30"}
    assert notice.places["place-1"].names == {"en": "Old Mill"}
    assert notice.said[1].slots == {"line": "flood-office", "other": "open-door"}


def test_what_cannot_be_right_is_asked_again(place: Path) -> None:
    answers = [
        "volcano",
        "flood",
        "9",
        "danger",
        "Atlantis",
        "",
        "river-high",
        "SG-02",
        "",
        "x",
        "1234",
        "n",
        "now",
        "07:50",
    ]
    answers += ["25:00", "23:00", "", "Ms Fox", "fox", ""]
    result = advisory("notice", "new", "freedonia", typed="\n".join([*answers, ""]))
    assert result.exit_code == 0, result.output
    for words in ("Type one of the numbers or words", 'There is no province "Atlantis"', "There is no contact",
                  "Type an hour as 18:30", "no name of a person"):  # fmt: skip
        assert words in result.output
    assert "with --confirm HANDLE" in result.output


def test_a_place_leads_to_its_province_and_to_the_letters_of_its_sign(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An office of ours stands in Rufus Street, and its seat is Firefly; nobody has to know that."""
    monkeypatch.setattr("generator.text.gazetteer.names_of", lambda _code: {"es": "จังหวัดตาก"})
    answers = [
        "flood",
        "1",
        "Rufus Street",
        "SG-01",
        "beds-ready",
        "Rufus",
        "",
        "",
        "",
        "",
        "",
        "23:30",
        "",
        "1234",
        "n",
        "07:50",
        "",
        "fox",
        "",
    ]
    result = advisory("notice", "new", "freedonia", typed="\n".join([*answers, ""]))
    assert result.exit_code == 0, result.output
    assert 'no province "Rufus Street". Do you mean Firefly (SG-01)?' in result.output
    assert "in the letters of its sign, as จังหวัดตาก" in result.output
    assert (
        "Do you mean Firefly (SG-01)? Signs there have other letters, as จังหวัดตาก" in result.output
    )
    (path,) = (place / "content/notices").glob("_2026-11-28-freedonia-beds-ready*")
    assert 'sign: "Rufus"' in path.read_text("utf-8").replace("sign: Rufus", 'sign: "Rufus"')


def test_names_of_places_are_compared_and_never_guessed() -> None:
    host = load_content(EXAMPLE)[0].hosts["freedonia"]
    assert provinces_near("Chicolni", host, {}) == ["SG-02"]
    assert provinces_near("rufus street", host, {}) == ["SG-01"]
    for typed in ("Ruf", "", "x", "Atlantis", ".*", "Hill"):
        assert provinces_near(typed, host, {}) == (["SG-03"] if typed == "Hill" else []), typed


def test_unsigned_sentences_go_out_as_a_draft_or_not_at_all(place: Path) -> None:
    path = waiting(place, said=[BEDS], draft=None)
    refused = advisory("notice", "publish", NAME)
    assert refused.exit_code == 1
    assert "[notice-unsigned]" in refused.output
    assert path.is_file()
    assert "Dry beds" not in (place / PAGE).read_text() if (place / PAGE).exists() else True
    done = advisory("notice", "publish", NAME, "--draft")
    assert done.exit_code == 0, done.output
    assert "nobody has read its translation" in done.output
    page = (place / PAGE).read_text("utf-8")
    assert "Dry beds: Old Mill" in page
    assert "draft, nobody has read the translation" in page
    assert not path.exists()
    assert f"{NAME}: stands until 2026-11-28T20:00" in advisory("notice", "list").output


def test_the_first_notice_waits_for_its_country_alone(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no whole site, nobody waits for all countries; and nobody takes the part for the site."""
    asked: list[object] = []

    def build(*_folders: Path, only: str | None = None) -> bool:
        asked.append(only)
        return True

    monkeypatch.setattr("generator.cli.notice.build_site", build)
    waiting(place)
    site = place / "fresh"
    done = advisory("notice", "publish", NAME, "--site", str(site))
    assert done.exit_code == 0, done.output
    assert asked == ["freedonia"]
    assert "No reader sees it yet" in done.output
    assert "Next: advisory build" in done.output
    site.mkdir()
    for name in ("build.json", "index.html"):
        (site / name).write_text("{}")
    whole = advisory("notice", "end", NAME, "--site", str(site))
    assert asked == ["freedonia", None]
    assert "No reader sees it yet" not in whole.output


def test_a_long_stage_says_that_it_still_works(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    show = _Lines(lambda: now[0])
    for seconds, done, total in (
        (0, 0, 0),
        (5, 1, 0),
        (21, 2, 0),
        (30, 3, 12),
        (45, 4, 12),
        (105, 6, 12),
        (110, 12, 12),
    ):
        now[0] = seconds
        show("4 products", done, total)
    assert capsys.readouterr().err.splitlines() == [
        "4 products",
        "4 products: 2 so far, 0 min 21 s",
        "4 products: 4 of 12, 0 min 45 s",
        "4 products: 6 of 12, 1 min 45 s, about 3 min more",
        "4 products: 12 of 12",
    ]


def test_ended_and_taken_back_it_stays_and_says_so(place: Path) -> None:
    waiting(place)
    assert advisory("notice", "publish", NAME).exit_code == 0
    assert advisory("notice", "end", NAME).exit_code == 0
    page = (place / PAGE).read_text("utf-8")
    assert "Our notice went until: <span" in page
    assert "We do not know how it is now" in page
    result = advisory("notice", "withdraw", NAME, "--why", 'they said: "no"')
    assert result.exit_code == 0, result.output
    page = (place / PAGE).read_text("utf-8")
    assert "<s>Dry beds: Old Mill" in page
    assert "they said" not in page
    again = advisory("notice", "withdraw", NAME, "--why", "x")
    assert again.exit_code == 2
    assert "withdrawn already" in again.output


def test_one_that_has_not_begun_is_told_from_when_and_can_be_ended(place: Path) -> None:
    # Tomorrow: the name of its file has that day, and keeps it.
    name = NAME.replace("11-28", "11-29")
    said = [{"say": "line-full", "slots": LINE["slots"]}]
    fields = {"begins": "2026-11-29T18:30", "until": "2026-11-29T20:00", "said": said}
    write_notice(place / "content", f"_{name}", **fields)
    assert advisory("notice", "publish", name).exit_code == 0
    page = (place / PAGE).read_text("utf-8")
    assert "· from <span" in page, "readers have seen it"
    assert "18:30" in page
    result = advisory("notice", "end", name)
    assert result.exit_code == 0, result.output
    assert (
        f"{name} has ended. Pages say that this was our last word, on the pages after"
        in result.output
    )
    page = (place / PAGE).read_text("utf-8")
    assert "Our notice went until: <span" in page
    assert "18:30" not in page
    (place / f"content/notices/{name}.yaml").unlink()


def test_what_a_page_leaves_out_of_a_notice_is_counted_there(place: Path) -> None:
    """A reader in the second province must not read the first one's name alone."""
    others = [
        {"say": "river-high", "slots": {"place": code}} for code in ("SG-01", "SG-02", "SG-03")
    ]
    long = [BEDS, LINE, *others]
    waiting(place, said=long, areas=["SG-01", "SG-02", "SG-03"])
    assert advisory("notice", "publish", NAME).exit_code == 0
    page = (place / PAGE).read_text("utf-8")
    assert re.search(r"And \d more: see Notices\.", page)
    assert "more: see" not in (place / "site/en/freedonia/notices/index.html").read_text("utf-8")


def test_a_second_person_is_named_when_it_is_published(place: Path) -> None:
    waiting(place, handles=["fox"])
    refused = advisory("notice", "publish", NAME)
    assert refused.exit_code == 1
    assert "[notice-second]" in refused.output
    assert advisory("notice", "publish", NAME, "--confirm", "hen").exit_code == 0
    assert load_content(place / "content")[0].notices[NAME].handles == ("fox", "hen")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"until": "2026-11-28T07:45"}, "It ended at 2026-11-28T07:45"),
        ({"said": [RIVER], "handles": ["fox"], "begins": "2026-11-28T01:00"}, "It ended at 2026-11-28T07:00"),
        ({"host": "atlantis"}, "host country"),
        ({"hazard": "rain"}, "[not-in-list]"),
        ({"begins": "tonight"}, "tonight"),
        ({"handles": ["Ms Fox"]}, "handles"),
        ({"handles": ["fox", "fox"]}, "Somebody else must confirm it"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_not_published(place: Path, fields: dict[str, object], words: str) -> None:
    path = waiting(place, **fields)
    before = path.read_bytes()
    result = advisory("notice", "publish", NAME)
    assert result.exit_code == 1, result.output
    assert words in result.output
    assert "Traceback" not in result.output
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.glob(f"{NAME}*")] == []


def test_a_build_that_is_stopped_leaves_the_notice_waiting(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = waiting(place)

    def stop(*_words: object, **_only: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.cli.notice.build_site", stop)
    assert advisory("notice", "publish", NAME).exit_code != 0
    assert path.is_file()
    monkeypatch.setattr("generator.cli.notice.build_site", lambda *_words, **_only: False)
    assert advisory("notice", "publish", NAME).exit_code == 1
    assert path.is_file()
    assert BuildError


def test_a_name_that_is_not_there_is_answered_with_those_that_are(place: Path) -> None:
    waiting(place)
    result = advisory("notice", "publish", "2026-11-28-freedonia-bed")
    assert result.exit_code == 2
    assert f"There are: {NAME}" in result.output
    assert advisory("notice", "end", NAME).exit_code == 2
    assert "Type its" not in advisory("notice", "new", "atlantis").output


def test_a_sheet_for_the_wall_is_one_page(place: Path) -> None:
    import pypdfium2

    write_notice(place / "content", said=[BEDS, RIVER], free={"en": "Bring a blanket. " * 15})
    result = advisory("notice", "sheet", NAME, "en", "-o", str(place / "sheet.pdf"))
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument(place / "sheet.pdf") as pdf:
        assert len(pdf) == 1
        words = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    for part in (
        "Danger: Flood · Firefly",
        "Dry beds: Old Mill",
        "Bring a blanket",
        "After that hour we do not know",
    ):
        assert part in words
    assert "no language" in advisory("notice", "sheet", NAME, "xx").output


def test_hours_are_the_next_or_the_last_ones_by_the_clock_there() -> None:
    from support.notices import NOW

    there = NOW.replace(hour=22, minute=10)
    assert str(moment_after("23:00", there)) == "2026-11-28T23:00"
    assert str(moment_after("၆:၃၀", there)) == "2026-11-29T06:30"
    assert str(moment_before("23:00", there)) == "2026-11-27T23:00"
    assert str(moment_before("9.05", there)) == "2026-11-28T09:05"
    assert str(moment_after("2026-12-01 7:00", there)) == "2026-12-01T07:00"
    assert str(day_after("Tomorrow", there)) == "2026-11-29"
    for typed in ("", "24:00", "7", "noon", "2026-13-01 07:00"):
        with pytest.raises(ValueError, match=r"hour|isoformat|month"):
            moment_after(typed, there)


def test_a_contact_is_found_by_id_number_or_name_and_never_guessed() -> None:
    contacts = (
        load_content(Path(__file__).parents[1] / "example")[0]
        .hosts["freedonia"]
        .assistance.contacts
    )
    assert (
        contact_of("1234", contacts)
        == contact_of("flood-office", contacts)
        == contact_of("flood off", contacts)
    )
    assert contact_of("+65 6123-4567", contacts) == "open-door"
    with pytest.raises(ValueError, match="ambulance, fire-service"):
        contact_of("995", contacts)
    with pytest.raises(ValueError, match="no contact"):
        contact_of("", contacts)
