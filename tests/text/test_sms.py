"""How many text messages a text is: two counters that others wrote say the same."""

from __future__ import annotations

import json
import subprocess

import pytest
from support.each import each
from support.example import ROOT

from generator.text.sms import is_gsm, plain_spanish, segments

_COUNT = """
const {SegmentedMessage} = require('sms-segments-calculator'); const split = require('split-sms');
let all = ''; process.stdin.on('data', some => all += some).on('end', () => console.log(JSON.stringify(
  JSON.parse(all).map(text => { const one = new SegmentedMessage(text, 'auto'), other = split.split(text);
    return [one.segmentsCount, one.encodingName, other.parts.length, other.characterSet]; }))));
"""
_WORDS = {
    "en": "Leave before the way out is under water. Do not go into deep or moving water. ",
    "es": "Salga de inmediato. Vaya agachado, por debajo del humo. ¿Está aquí el niño? ",
    "my": "ထွက်ပေါက် ရေမမြုပ်ခင် ထွက်ပါ။ ရေနက်၊ ရေစီးထဲကို မဆင်းပါနဲ့။ ",
    "th": "ออกไปก่อนน้ำท่วมทางออก อย่าลงน้ำลึกหรือน้ำไหล ภัยพิบัติ (ปภ.) 1784 ",
}
_LENGTHS = (1, 69, 70, 71, 133, 134, 135, 152, 153, 154, 159, 160, 161, 201, 202, 305, 306, 307)
_BORDERLINE = (
    *("€" * n for n in (79, 80, 81, 153, 154)), *("a" * 152 + "€" + "b" * n for n in (151, 152, 153)),
    *("ก" * 66 + "😀" + "ก" * n for n in (1, 2, 65, 66)), "😀" * 35, "😀" * 36, "[]{}\\~^|" * 10, "ñéü¿¡" * 32,
    "á" * 70, "á" * 71, "A\nB", "`", "“",
)  # fmt: skip


def test_other_counters_agree() -> None:
    texts = [(words * 8)[:n] for words in _WORDS.values() for n in _LENGTHS]
    texts += [(words * 8)[3 : 3 + n] for words in _WORDS.values() for n in _LENGTHS]
    texts += _BORDERLINE
    done = subprocess.run(
        ["node", "-e", _COUNT], cwd=ROOT, input=json.dumps(texts).encode(), capture_output=True, check=True
    )  # fmt: skip
    others = json.loads(done.stdout)
    assert len(others) == len(texts)
    for text, (one, encoding, other, letters) in zip(texts, others, strict=True):
        mine = segments(text)
        assert (mine.count, mine.encoding) == (one, encoding), text
        assert (mine.encoding == "GSM-7") == (letters == "GSM"), text
        # The other one parts a letter from its mark: then we say one more, as the first does.
        assert 0 <= mine.count - other <= 1, text
        assert mine.count == other or not is_gsm(text)


def test_a_text_of_nothing_costs_nothing() -> None:
    assert segments("").count == 0


def test_a_heap_of_marks_is_counted() -> None:
    assert segments("e" + "\u0301" * 200).count == 3


@pytest.mark.parametrize(
    ("text", "units"), [("Fire 199", 8), ("€", 2), ("[199]", 7), ("น้ำ", 3), ("😀", 2)]
)
def test_what_a_letter_costs(text: str, units: int) -> None:
    assert segments(text).units == units


def test_spanish_without_accents_is_the_cheap_alphabet() -> None:
    text = "¿Está aquí el niño pingüino? ¡Sí! ÁNGEL “ya” – así… é Ñ"
    plain = plain_spanish(text)
    assert plain == '¿Esta aqui el niño pingüino? ¡Si! ANGEL "ya" - asi... é Ñ'
    assert is_gsm(plain)
    for letter in each("ñéü¿¡Ñ"):
        assert letter in plain
    assert plain_spanish("a\u0301") == "a"
