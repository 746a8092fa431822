import doctest
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
import yaml

from generator.paths import LANGUAGES_FILE
from generator.text import languages
from generator.text.languages import (
    Language,
    find_language,
    format_date,
    format_money,
    format_month_year,
    format_number,
    load_languages,
    locale_folder,
    locale_tag,
)

TABLE = load_languages()
DAY = date(2026, 11, 5)


def test_every_language_named_is_there() -> None:
    named = "en my th es shn ksw mnw blk kjp pwo kyu lo km quc mam kek ms ja ko ar ur"
    # A repository of one's own has more: see docs/how-to/add-a-font.md.
    assert set(named.split()) <= set(TABLE)


def test_no_key_stands_twice() -> None:
    def check(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys))
            for _, value in node.value:
                check(value)

    check(yaml.compose(LANGUAGES_FILE.read_text("utf-8")))


@pytest.mark.parametrize("language", TABLE.values(), ids=lambda language: language.tag)
def test_rows_are_clean_text(language: Language) -> None:
    words = [language.endonym, language.english, *(language.dates.months if language.dates else ())]
    for word in words:
        assert unicodedata.is_normalized("NFC", word)
        assert word == word.strip().replace("\u200b", "")
    assert language.line_height.heading <= language.line_height.body
    assert language.digits == "latn"


@pytest.mark.parametrize(
    ("tag", "least"),
    [("my", 1.54), ("mnw", 1.54), ("shn", 1.47), ("ksw", 1.47), ("th", 1.27), ("lo", 1.39),
     ("km", 1.65), ("es", 1.01)],
)  # fmt: skip
def test_lines_do_not_touch(tag: str, least: float) -> None:
    heights = TABLE[tag].line_height
    assert min(heights.body, heights.heading, heights.paper) >= least


@pytest.mark.parametrize(
    ("tag", "expected", "month_year"),
    [
        ("en", "5 November 2026", "November 2026"),
        ("es", "5 de noviembre de 2026", "noviembre de 2026"),
        ("my", "2026 နိုဝင်ဘာ 5", "2026 နိုဝင်ဘာ"),
        ("th", "5 พฤศจิกายน ค.ศ. 2026 (พ.ศ. 2569)", "พฤศจิกายน ค.ศ. 2026"),
        ("ja", "2026年11月5日", "2026年11月"),
        ("ko", "2026년 11월 5일", "2026년 11월"),
    ],
)
def test_dates_in_the_languages_own_words(tag: str, expected: str, month_year: str) -> None:
    assert format_date(DAY, TABLE[tag]) == expected
    assert format_month_year(DAY, TABLE[tag]) == month_year


@pytest.mark.parametrize(
    "tag", ["shn", "ksw", "mnw", "blk", "kjp", "pwo", "kyu", "quc", "mam", "kek"]
)
def test_no_english_month_where_we_do_not_know_the_name(tag: str) -> None:
    assert format_date(DAY, TABLE[tag]) == "2026-11-05"
    assert format_month_year(DAY, TABLE[tag]) == "2026-11"


def test_native_digits_where_the_table_says_so_but_never_for_money() -> None:
    burmese = TABLE["my"].model_copy(update={"digits": "mymr"})
    assert format_date(DAY, burmese) == "၂၀၂၆ နိုဝင်ဘာ ၅"
    assert format_number(1500, burmese) == "၁,၅၀၀"
    assert format_money(1500, "THB", burmese) == "1,500"


def test_numbers_and_amounts() -> None:
    assert format_number(1234567, TABLE["en"]) == "1,234,567"
    assert format_number(Decimal("1234.50"), TABLE["es"]) == "1,234.50"
    assert format_number(Decimal("1234.5"), TABLE["lo"]) == "1.234,5"
    assert format_money("1500.00", "THB", TABLE["th"]) == "1,500"
    assert format_money(Decimal("1500.5"), "MXN", TABLE["es"]) == "1,500.50"
    assert format_money(15000, "MMK", TABLE["my"]) == "15,000"


@pytest.mark.parametrize(("amount", "currency"), [("0.5", "JPY"), ("1.234", "THB")])
def test_an_amount_without_such_coins_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match=currency):
        format_money(amount, currency, TABLE["en"])


def test_a_region_or_script_finds_its_language() -> None:
    assert find_language("es-GT") is find_language("es")
    assert find_language("MY_mm") is find_language("my")
    assert find_language("xx") is None


@pytest.mark.parametrize(
    ("tag", "folder"), [("zh-Hant", "zh_Hant"), ("es-GT", "es_GT"), ("my", "my")]
)
def test_tags_and_folder_names_turn_into_each_other(tag: str, folder: str) -> None:
    assert locale_folder(tag) == folder
    assert locale_tag(folder) == tag


def test_the_example_in_the_docstring_is_true() -> None:
    assert doctest.testmod(languages).failed == 0
