"""One sentence and its translation: what must be kept, what must be said, how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.translations.catalogs import _faults
from generator.check.translations.pair import TranslationPair
from generator.model import Glossary
from generator.po.glossary import TermFinder

TERMS = TermFinder(
    Glossary.model_validate(
        {
            "terms": {
                "trafficking": {
                    "term": "human trafficking",
                    "renderings": {"es": {"use": ["trata de personas"], "avoid": ["tráfico"]}},
                },
                "flood": {"term": "flood", "renderings": {"my": {"use": ["ရေကြီး"]}}},
                "fine": {"term": "fine", "ordinary": True, "renderings": {"my": {"use": ["ဒဏ်ငွေ"]}}},
            }
        }
    )
)


def rules(source: str, translation: str, locale: str = "my") -> list[str]:
    pair = TranslationPair(source, translation, locale, TERMS, trusted=True)
    return [rule for _, rule, _, _ in _faults(pair, fuzzy=False)]


@pytest.mark.parametrize(
    ("source", "translation", "locale", "found"),
    [
        # numbers, by value whatever the digits
        ("Wait 24 hours.", "၂၄ နာရီ စောင့်ပါ။", "my", []),
        ("Wait 24 hours.", "24 နာရီ စောင့်ပါ။", "my", []),
        ("Wait 24 hours.", "42 နာရီ စောင့်ပါ။", "my", ["number-changed"]),
        ("Wait 24 hours.", "รอ ๒๔ ชั่วโมง", "th", []),
        ("Wait 24 hours.", "รอ ๒๕ ชั่วโมง", "th", ["number-changed"]),
        # units
        ("Wait 30 minutes.", "30 နာရီ စောင့်ပါ။", "my", ["unit-changed"]),
        ("Wait thirty minutes.", "รอ 30 ชั่วโมง", "th", ["unit-changed"]),
        ("Go 3 to 5 km away.", "Vaya a 3 a 5 metros.", "es", ["unit-changed"]),
        ("Go 3 to 5 km away.", "Aléjese de 3 a 5 km.", "es", []),
        ("It is 15 cm deep.", "ลึก 15 ซม.", "th", []),
        ("It is 15 cm deep.", "ลึก 15 เมตร", "th", ["unit-changed"]),
        ("Two men may come.", "ผู้ชายสองคนอาจมา", "th", []),  # m is no metre there
        # marks
        ("Read the page.", "Lea <b>la página</b>.", "es", ["markup-changed", "markup-changed"]),
        ("Read the page.", "Lea www.ejemplo.org hoy.", "es", ["markup-changed"]),
        # "not"
        ("Do not go back in.", "အထဲကို ပြန်မဝင်ပါနဲ့။", "my", []),
        ("Do not go back in.", "အထဲကို ပြန်ဝင်ပါ။", "my", ["negation-lost"]),
        ("Do not ask the teacher.", "ဆရာမကို မေးပါ။", "my", ["negation-lost"]),
        ("Never run. Do not wait.", "မပြေးပါနဲ့။ စောင့်ပါ။", "my", ["negation-lost"]),
        ("Do not go back in.", "อย่ากลับเข้าไป", "th", []),
        ("Do not go back in.", "กลับเข้าไป", "th", ["negation-lost"]),
        ("Do not go back in.", "Vuelva a entrar.", "es", ["negation-lost"]),
        ("Do not go back in.", "No vuelva a entrar.", "es", []),
        ("Go back in.", "Vuelva a entrar.", "es", []),
        ("Do not go back in.", "Ma tok chik.", "mam", []),  # its words for "not" are not known
        # glossary
        ("The flood comes.", "ရေ ကြီးလာတယ်။", "my", []),
        ("The flood comes.", "လှိုင်း လာတယ်။", "my", ["glossary"]),
        ("You are fine.", "နေကောင်းတယ်။", "my", []),  # an ordinary word
        ("Report human trafficking.", "Denuncie la trata de personas.", "es", []),
        ("Report human trafficking.", "Denuncie el tráfico.", "es", ["glossary", "glossary"]),
        # harm
        ("Workers without papers.", "Trabajadores ilegales.", "es", ["harmful-word"]),
        ("Old people first.", "คนแก่ก่อน", "th", ["harmful-word"]),
        # invisible
        ("Go.", "သွား\u200cပါ။", "my", ["invisible-character"]),
        ("Go.", "ไป\u200dเลย", "th", ["invisible-character"]),
        ("Go.", "برو\u200cید", "ar", []),  # its spelling has a use for it
        ("Go.", "ไป\u202eเลย", "th", ["invisible-character"]),
        # untranslated
        ("Take a photo.", "Take a photo.", "es", ["untranslated"]),
        ("Take a photo.", "take a photo. ", "my", ["untranslated"]),
        ("Take a photo.", "Tome una foto.", "my", ["untranslated", "end-punctuation"]),
        ("LPN", "LPN", "my", []),
        ("%(a)s · %(b)s", "%(a)s · %(b)s", "my", []),
        # ends
        ("Pack a bag now.", "အိတ် ထည့်ပါ", "my", ["end-punctuation"]),
        ("Pack a bag now.", "အိတ် ထည့်ပါ။။", "my", ["end-punctuation"]),
        ("Pack a bag now.", "အိတ် ထည့်ပါ ။", "my", ["end-punctuation"]),
        ("A bag", "အိတ်။", "my", ["end-punctuation"]),
        ("Ask the office now.", "ถามที่ ปภ.", "th", []),  # an abbreviation
        ("Ask the office now.", "ถามที่สำนักงาน.", "th", ["end-punctuation"]),
        ("Pack a bag now.", "Prepare la mochila", "es", ["end-punctuation"]),
        ("Pack a bag now.", "တၢ်ဟးထီၣ်.", "ksw", []),
        # length
        ("Keep your papers and your phone dry.", "ခြောက်။", "my", ["length-ratio"]),
        # runs
        ("Go.", "စာရွက်စာတမ်းတိုင်းကိုတစ်ရွက်ချင်းစီသေသေချာချာဓာတ်ပုံရိုက်ယူသိမ်းဆည်းထားပါ။", "my", ["long-run"]),
        ("Go.", "ก" * 81, "th", ["long-run"]),
        # marks of the script
        ("Go.", "ไปที่ี่", "th", ["mark-order"]),
    ],
)  # fmt: skip
def test_what_is_found_in_a_pair(source, translation, locale, found):
    assert rules(source, translation, locale) == found


def test_what_no_reader_sees_is_not_checked():
    pair = TranslationPair("Do not go.", "သွားပါ", "my", TERMS)
    assert _faults(pair, fuzzy=True) == []
    assert _faults(TranslationPair("Do not go.", "", "my", TERMS), fuzzy=False) == []


@given(
    st.text(max_size=80),
    st.text(min_size=1, max_size=80),
    st.sampled_from(["my", "th", "es", "shn", "ksw", "mam", "ar", "ja", "xx"]),
)
def test_no_pair_makes_it_crash(source, translation, locale):
    for level, _rule, message, remedy in _faults(
        TranslationPair(source, translation, locale, TERMS), fuzzy=False
    ):
        assert level in ("error", "warning")
        assert message
        assert remedy.endswith((".", "?"))
