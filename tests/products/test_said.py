"""Words to say: when two people have signed them they stand on page, board and flap; else nowhere at all."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.each import each
from support.example import ROOT
from support.said import locales_with

from generator.load import Content, ContentFolder
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import jsonable, whole
from generator.po.catalog import load_catalog, po_path
from generator.po.say import SayLine, lines_of
from generator.products import api, cards, channels, data, pocket, tables
from generator.products.pages import PageSets, page_set_of
from generator.products.paper import draft_paper
from generator.products.paper.content.advice_blocks import phrase_row
from generator.products.paper.names import Paper

HELP = "အာယူဒါ ပေါ် ဖာဗော်။"
DEAF = "နို အွိုင်ဂို။ ယာမေ အာလ် "


def said_in(content: Content, locales: Path) -> Advisory:
    advisory = next(load_advisories(content, locales, Selection("freedonia", "my")))
    return replace(advisory, offered=())


def lines(advisory: Advisory) -> dict[str, str]:
    return {key: str(one.said) for key, one in advisory.phrases.items() if one.said}


@pytest.fixture(scope="session")
def signed(example_content: Content, tmp_path_factory: pytest.TempPathFactory) -> Advisory:
    """The made-up country when two people have signed each line, and one each sentence."""
    return said_in(
        example_content, locales_with(tmp_path_factory.mktemp("signed"), example_content)
    )


# --- where they stand ---------------------------------------------------------------------------------


def show_page(advisory: Advisory) -> str:
    page = page_set_of(advisory, ("en",)).render("my/freedonia/show/index.html")
    return re.sub(r"</?span[^>]*>|<wbr>", "", str(page.main))


def sheet(advisory: Advisory, name: str) -> str:
    prepared = draft_paper(Paper("freedonia", "my", name), {"my": advisory})
    html = "".join(str(piece.html) for piece in prepared.pieces.values())
    words = re.sub(r"<[^>]*>|\u200b|\u2060", "", html.replace("</b><b>", " "))
    return " ".join(words.split())


def test_signed_lines_are_made_of_the_reading_with_numbers_digit_by_digit(signed: Advisory) -> None:
    number = str(signed.contacts[signed.country.roles["ambulance"]].tel.text)  # type: ignore[union-attr]
    found = lines(signed)
    assert found["help"] == HELP
    assert found["deaf"].startswith(DEAF)
    assert len(found["deaf"].removeprefix(DEAF).strip("။").split(" ")) == len(number)
    assert not re.search("[0-9%]", found["deaf"])


def test_signed_lines_stand_on_the_page_below_the_sentence(signed: Advisory) -> None:
    page = show_page(signed)
    assert page.index("Ayuda por favor.") < page.index(HELP)
    assert "Say aloud:" in page


@pytest.mark.parametrize(("name", "there"), [("show", True), ("trifold", True), ("card", False)])
def test_signed_lines_stand_on_board_and_flap_and_not_on_the_card(
    signed: Advisory, name: str, there: bool
) -> None:
    # The formats name phrases of the real list; the made-up one has others.
    renamed = {new: replace(signed.phrases["help"], id=new) for new in IDS}
    page = sheet(replace(signed, phrases={**signed.phrases, **renamed}), name)
    assert "Ayuda por favor." in page
    assert (HELP in page) == there


def test_without_a_line_a_paper_keeps_its_code_and_a_card_keeps_it_always(
    example_content: Content, tmp_path: Path, signed: Advisory
) -> None:
    """A code that changed would say of papers on walls that there are newer ones."""
    none = said_in(
        example_content, locales_with(tmp_path, example_content, only=lambda _line: False)
    )

    def code(advisory: Advisory, name: str) -> str:
        renamed = {new: replace(advisory.phrases["help"], id=new) for new in IDS}
        named = replace(advisory, phrases={**advisory.phrases, **renamed})
        return draft_paper(Paper("freedonia", "my", name), {"my": named}).edition.code

    assert code(signed, "card") == code(none, "card")
    assert code(signed, "trifold") != code(none, "trifold")
    row = phrase_row(none.phrases["help"])
    assert "said" not in jsonable(row)


IDS = ("trapped-flood", "call-this-person")


# --- and where not --------------------------------------------------------------------------------------


def everything(advisory: Advisory) -> Iterator[bytes]:
    """All that programs, phones and papers get of it, but pictures."""
    sets = PageSets(own_formats())
    plans = (
        data.plan, tables.plan, api.plan, channels.plan, cards.plan, lambda all_: pocket.plan(all_, sets=sets),
    )  # fmt: skip
    for plan in plans:
        for target in plan([replace(advisory, staff=None)]):
            if target.path.endswith((".png", ".jpg", ".xlsx")):
                continue
            yield from target.make().values()
    yield show_page(advisory).encode()
    for name in ("show", "trifold", "card", "speak"):
        yield sheet(advisory, name).encode()


NOT_YET: dict[str, Callable[[Path, Content], Path]] = {
    "nobody": lambda folder, content: locales_with(folder, content, ()),
    "one person": lambda folder, content: locales_with(folder, content, ("ana",)),
    "one person twice": lambda folder, content: locales_with(folder, content, ("ana", "Ana")),
    "who wrote the reading": lambda folder, content: locales_with(
        folder, content, ("ana", "machine draft")
    ),
    "nobody the sentence": lambda folder, content: locales_with(
        folder, content, sentence_signers=()
    ),
    "by hand": lambda folder, content: locales_with(
        folder, content, wrote=lambda line: line.made + "အာ"
    ),
}


@pytest.mark.parametrize("case", NOT_YET)
def test_what_two_people_have_not_signed_is_not_in_the_advisory(
    case: str, example_content: Content, tmp_path: Path
) -> None:
    advisory = said_in(example_content, NOT_YET[case](tmp_path, example_content))
    assert str(advisory.phrases["help"].shown) == "Ayuda por favor."
    assert lines(advisory) == {}


def test_an_unsigned_line_is_in_no_output(example_content: Content, tmp_path: Path) -> None:
    """Nor does it change any: to all that makes outputs the advisory is the same as without the line."""
    unsigned = said_in(example_content, locales_with(tmp_path / "a", example_content, ("ana",)))
    without = said_in(
        example_content, locales_with(tmp_path / "b", example_content, only=lambda _line: False)
    )
    assert whole(told(unsigned)) == whole(told(without))
    outputs = [*everything(unsigned)]
    assert len(outputs) > 20
    for output in each(outputs):
        assert HELP.encode() not in output
        assert DEAF.strip().encode() not in output


def told(advisory: Advisory) -> tuple[object, ...]:
    return tuple(value for name, value in vars(advisory).items() if name != "ui")


def test_a_signed_line_stays_out_of_data_and_channels(signed: Advisory) -> None:
    """What is dictated by a machine, sent or imported elsewhere has no mark and cannot be called back."""
    plans = (data.plan, api.plan, channels.plan, tables.plan)
    for target in each([t for plan in plans for t in plan([replace(signed, staff=None)])]):
        if not target.path.endswith(".xlsx"):
            assert all(HELP.encode() not in made for made in target.make().values()), target.path


def test_a_number_is_not_said_while_one_of_its_digits_is_unsigned(
    example_content: Content, tmp_path: Path, signed: Advisory
) -> None:
    number = str(signed.contacts[signed.country.roles["ambulance"]].tel.text)  # type: ignore[union-attr]

    def all_but_one(line: SayLine) -> bool:
        return line.key != f"digit-{number[-1]}"

    advisory = said_in(example_content, locales_with(tmp_path, example_content, only=all_but_one))
    assert lines(advisory).keys() == {"help"}


def test_a_changed_sentence_takes_its_line_back(example_content: Content, tmp_path: Path) -> None:
    locales = locales_with(tmp_path, example_content)
    assert lines(said_in(example_content, locales)).keys() == {"help", "deaf"}
    path = locales / "es/LC_MESSAGES/phrases.po"
    path.write_text(path.read_text("utf-8").replace("Ayuda por favor.", "Socorro."), "utf-8")
    assert lines(said_in(example_content, locales)).keys() == {"deaf"}


def test_no_real_line_is_shown_today(tmp_path: Path) -> None:
    """Nobody has signed one: whoever signs the first deletes this test."""
    # Of the content only what they are made of: the whole takes seconds.
    shutil.copy(ROOT / "content/phrases.yaml", tmp_path)
    for name in ("readings", "pronunciation"):
        shutil.copytree(ROOT / "content" / name, tmp_path / name)
    content = ContentFolder(tmp_path).shared
    assert set(content.sound_tables) == {
        ("th", "my"), ("ja", "my"), ("ko", "my"), ("ms", "my")
    }  # fmt: skip
    catalogs = {
        (tag, domain): load_catalog(po_path(ROOT / "locales", tag, domain), tag)
        for tag in ("th", "ja", "ko", "ms", "my")
        for domain in ("phrases", "say")
    }
    every = lines_of(content, ROOT / "locales", "my")
    assert Counter(line.language for line in every) == dict.fromkeys(("th", "ja", "ko", "ms"), 30)
    assert not [line.key for line in every if line.is_signed(catalogs, "my")]
