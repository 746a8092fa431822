"""What somebody types into a notice: no number, address or money, however it is spelled; a street and an hour may stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.content.typed_words import unchecked

OWN = frozenset({"191", "1669"})

NUMBERS = [
    "Ring 0612345678 now", "Ring 06 12 34 56", "Ring 061,234,567", "Ring 06·12·34·56", "Ring 06.12.34.56",
    "Ring 06_12_34_56", "Ring 06:12:34:56", "Ring 191", "Ring ①⑥⑥⑨①②", "Ring ၀၆၁၂၃၄", "Ring 06\u200d12\u200d34\u200d56",
    "Ring ⁰⁶¹²³⁴", "Ring 𝟎𝟔𝟏𝟐", "Ring 1\ufe0f\u20e36\ufe0f\u20e36\ufe0f\u20e39\ufe0f\u20e3", "โทร ๑๙๑", "06/12/34", "0 6 1 2",
]  # fmt: skip
ADDRESSES = [
    "See evil.example/x", "See EVIL.EXAMPLE now", "See Evil.Example now", "See evil．example", "See evil。example",
    "tel:191x", "JavaScript:alert(1)", "<script>", "write a@b", "www.x",
]  # fmt: skip
MONEY = ["Pay 50 baht to enter", "Pay ฿20", "จ่าย 20 บาท", "ကျပ် 50 မဟုတ် 50 ကျပ်", "USD 5"]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_seen_in_any_spelling(text: str) -> None:
    assert "a number" in unchecked(text, OWN, is_sign=False)


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_seen_in_any_spelling(text: str) -> None:
    assert unchecked(text, OWN, is_sign=False)


@pytest.mark.parametrize("text", MONEY)
def test_money_is_seen(text: str) -> None:
    assert "money" in unchecked(text, OWN, is_sign=False)


@pytest.mark.parametrize(
    "text",
    [
        "Bring a cup.",
        "From 18:30.",
        "အိပ်စရာ ယူခဲ့ပါ။",
        "ここへ来てください。",
        "Gate 12, door B",
        "By 6.30",
    ],
)
def test_words_hours_and_doors_may_stand(text: str) -> None:
    assert unchecked(text, OWN, is_sign=False) == ""


@pytest.mark.parametrize("sign", ["Soi 101", "วัดศรี ซอย 101", "Road 24, Hall 2"])
def test_a_street_on_a_sign_may_stand(sign: str) -> None:
    assert unchecked(sign, OWN, is_sign=True) == ""


@pytest.mark.parametrize("sign", ["Hall 191", "Hall 061,234,567", "Hall 1669"])
def test_a_number_of_the_country_on_a_sign_is_refused(sign: str) -> None:
    assert "a number" in unchecked(sign, OWN, is_sign=True)


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(unchecked(text, OWN, is_sign=False), str)
    assert unchecked(text + " 0612345678", OWN, is_sign=True)
