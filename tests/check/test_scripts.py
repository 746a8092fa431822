"""Burmese and Thai letters, in content and in translations."""

from __future__ import annotations

from pathlib import Path

from support.check import interface_problems, rules, swap

from generator.check.content import scripts

ZAWGYI = "ျမန္မာႏိုင္ငံသားမ်ားအတြက္ ေဆးခန္း ေတာင္ေပၚရြာ"


def test_a_good_short_word_in_a_good_file_is_not_called_zawgyi(tmp_path: Path) -> None:
    """Alone, မရပါဘူး looks like Zawgyi to the detector at 98 %."""
    good = "ရေကြီးရင် ကုန်းမြင့်ကို ချက်ချင်း သွားပါ။ ဖုန်းထဲမှာ နေရာနဲ့ လူဘယ်နှယောက် ပြောပါ။"
    entries = {"covered.no": "မရပါဘူး", "foot.free": good}
    assert interface_problems(tmp_path, entries) == []


def test_zawgyi_in_a_good_file_is_still_found(tmp_path: Path) -> None:
    entries = {"covered.no": "မရပါဘူး", "foot.free": ZAWGYI}
    errors = [p for p in interface_problems(tmp_path, entries) if p.level == "error"]
    assert [(p.rule, p.where) for p in errors] == [("zawgyi", "foot.free")]


def test_letters_that_nobody_sees_are_found_in_a_translation(tmp_path: Path) -> None:
    bad = {"covered.no": "မရ\u200bဘူး", "covered.yes": "ရ\ue000တယ်"}
    found = [(p.rule, p.where) for p in interface_problems(tmp_path, bad)]
    assert found.count(("invisible-character", "covered.no")) == 1
    assert found.count(("invisible-character", "covered.yes")) == 1


def test_letters_in_content_are_judged_in_the_language_that_stands_beside_them(monkeypatch):
    asked = []

    def record(text: str, lang: str, *, trusted: bool):
        asked.append((text, lang))
        return iter(())

    monkeypatch.setattr(scripts, "script_faults", record)
    name, old = "hosts/freedonia/assistance.yaml", 'address: "1 Rufus Street'
    rules(swap(name, old, 'address: "ရန်ကုန်'))
    values = '    values:\n      place: {text: "ၵူၼ်းတႆး", lang: shn}\n    sources:'
    rules(swap(name, "    sources:", values))
    renderings = "renderings:\n      shn:\n        use: [ၵူၼ်းတႆး]\n"
    rules(swap("glossary.yaml", "renderings:\n", renderings))
    assert asked.count(("ၵူၼ်းတႆး", "shn")) == 2
    assert asked.count(("ရန်ကုန်, Firefly", "my")) == 1
    assert ("ၵူၼ်းတႆး", "my") not in asked


def test_zawgyi_in_content_is_found():
    old = 'address: "1 Rufus Street'
    content = swap("hosts/freedonia/assistance.yaml", old, f'address: "{ZAWGYI}')
    assert "zawgyi" in rules(content)


def test_short_zawgyi_texts_are_found_together(tmp_path: Path) -> None:
    """Each alone is too short to tell: half of a file of labels would pass."""
    entries = {
        "answer.yes": "ဟုတ္ပါတယ္",
        "answer.no": "မဟုတ္ပါဘူး",
        "covered.yes": "ရပါတယ္",
        "known.known": "သိတယ္",
    }
    found = [p for p in interface_problems(tmp_path, entries) if p.rule == "zawgyi"]
    assert [(p.level, p.line, p.where) for p in found if p.level == "error"] == [("error", 1, "")]
    assert {p.where for p in found if p.level == "warning"} == set(entries)
