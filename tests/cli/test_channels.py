"""What two people sign, what leaves then, and what is refused: the whole way of a text message."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.cli.main import main
from generator.load import load_content
from generator.localise.corridors import Selection, load_advisories
from generator.products.channels import plan

pytestmark = pytest.mark.thorough

SIGNED = "content/hosts/freedonia/signed.yaml"
SIGN = ("sign", "freedonia", "--by", "fox", "--second", "hen")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(EXAMPLE_LOCALES, tmp_path / "locales")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    return tmp_path


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["channels", *words])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


def in_site(place: Path) -> dict[str, Any]:
    """Messages in English as a build puts them below site/, by id."""
    content, problems = load_content(place / "content")
    assert problems == []
    only = Selection("freedonia", "en")
    advisory = next(load_advisories(content, place / "locales", only))
    files = {p: d for target in plan([advisory]) for p, d in target.make().items()}
    return {one["id"]: one for one in json.loads(files["messages/freedonia.en.json"])["messages"]}


def names(place: Path, *says: str) -> list[str]:
    """What the list calls the sentences that say *says*."""
    listed = dict(
        re.findall(r"^(\d+-[0-9a-f]{4})  (.+)$", run("unsigned", "freedonia"), re.MULTILINE)
    )
    return [name for name, words in listed.items() if words in says]


def test_signed_it_leaves_and_with_one_word_changed_no_more(place: Path) -> None:
    assert in_site(place)["flood.during"]["sms"] is None
    three = names(place, "Flood: Now", "Do not walk into moving water.", "Flood office 1234")
    assert len(three) == 3
    output = run(*SIGN, *(word for name in three for word in ("--sentence", name)))
    assert "signed: Do not walk into moving water." in output
    sms = in_site(place)["flood.during"]["sms"]
    assert sms.startswith("Flood: Now / Do not walk into moving water. Flood office 1234 / SG-en-")
    assert in_site(place)["fire.during"]["sms"] is None
    flood = place / "content/hazards/flood.yaml"
    text = flood.read_text("utf-8")
    flood.write_text(text.replace("walk into moving water", "step into moving water"), "utf-8")
    assert in_site(place)["flood.during"]["sms"] is None
    assert "- Do not walk into moving water." in run("unsigned", "freedonia")


def test_another_number_takes_the_signature_away(place: Path) -> None:
    run(*SIGN, "--all")
    assert in_site(place)["flood.during"]["sms"]
    path = place / "content/hosts/freedonia/assistance.yaml"
    path.write_text(path.read_text("utf-8").replace('"1234"', '"1235"'), "utf-8")
    assert in_site(place)["flood.during"]["sms"] is None


def test_the_file_is_written_as_others_are_and_keeps_what_is_there(place: Path) -> None:
    (name,) = names(place, "Flood: Now")
    run(*SIGN, "--sentence", name)
    first = (place / SIGNED).read_text("utf-8")
    assert first == (
        "# yaml-language-server: $schema=../../schema/signed.json\nsigned:\n"
        '  - says: "Flood: Now"\n    by: fox\n    second: hen\n    on: "2026-11-28"\n'
    )
    (place / SIGNED).write_text(first.replace("signed:", "# By telephone.\nsigned:"), "utf-8")
    run(*SIGN, "--all")
    second = (place / SIGNED).read_text("utf-8")
    assert second.startswith(first.replace("signed:", "# By telephone.\nsigned:"))
    assert second.count("says: ") > 10
    assert second.count('"Flood: Now"') == 1
    assert "Nothing was changed" in run(*SIGN, "--all")
    assert run("unsigned", "freedonia").startswith("0 of ")
    assert load_content(place / "content")[1] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*SIGN[:-1], "fox", "--all"), "Two people sign"),
        ((*SIGN[:-1], "FOX", "--all"), "Two people sign"),
        ((*SIGN[:-1], "Ann Lee", "--all"), "not a handle"),
        (SIGN, "Name the sentences"),
        ((*SIGN, "--all", "--sentence", "1"), "Name the sentences"),
        ((*SIGN, "--sentence", "999-abcd"), 'no sentence "999-abcd"'),
        ((*SIGN, "--sentence", "1"), "only the number"),
        ((*SIGN, "--sentence", "1-0000"), "reads differently now"),
        ((*SIGN, "--sentence", "=cmd"), "no sentence"),
        (("sign", "narnia", *SIGN[2:], "--all"), 'no host country "narnia"'),
        (("sign", "freedonia/my", *SIGN[2:], "--all"), "name the host country alone"),
        (("sign", "../../x", *SIGN[2:], "--all"), "name the host country alone"),
        (("unsigned", "narnia"), 'no host country "narnia"'),
        (("narnia",), 'no host country "narnia"'),
        (("freedonia/xx",), 'no locale "xx"'),
        (("write", "narnia", "out"), 'no host country "narnia"'),
        (("write", "freedonia", "site/out"), "is published"),
        (("write", "freedonia", "site"), "is published"),
        (("write", "freedonia", "content/out"), "is inside content"),
        (("write", "freedonia", "locales"), "is inside locales"),
        (("write", "freedonia", "full"), "not empty"),
        (("write", "freedonia"), "Missing argument"),
    ],
)
def test_wrong_usage_changes_nothing(place: Path, words: tuple[str, ...], told: str) -> None:
    (place / "full").mkdir()
    (place / "full" / "old.txt").write_text("yesterday's", "utf-8")
    before = sorted(p for p in place.rglob("*") if "cache" not in p.parts)
    assert told in run(*words, code=2)
    assert sorted(p for p in place.rglob("*") if "cache" not in p.parts) == before


def test_a_file_in_another_layout_is_not_rewritten(place: Path) -> None:
    text = 'signed: [{says: "x y", by: fox, second: hen, on: "2026-11-01"}]\n'
    (place / SIGNED).write_text(text, "utf-8")
    assert "Nothing was changed" in run(*SIGN, "--all", code=1)
    assert (place / SIGNED).read_text("utf-8") == text
    (place / SIGNED).unlink()
    (place / SIGNED).symlink_to(place / "elsewhere.yaml")
    assert run(*SIGN, "--all", code=1)
    assert not (place / "elsewhere.yaml").exists()


def test_a_folder_for_a_drill_says_what_is_an_exercise(place: Path) -> None:
    output = run("write", "freedonia/my", "drill", "--allow-draft")
    assert "begins with EXERCISE" in output
    assert "sms my (signed 0 of " in output
    rows = json.loads((place / "drill/messages/freedonia.my.json").read_text("utf-8"))["messages"]
    for row in each(rows, at_least=5):
        assert row["sms"].startswith("EXERCISE/")
        assert row["chat"]
    assert not (place / "site").exists()


def test_without_it_what_is_not_signed_is_left_out_and_named(place: Path) -> None:
    output = run("write", "freedonia/en", "out")
    assert "Left out, where it is not signed: sms en (signed 0 of " in output
    for path in each((place / "out").rglob("*.*"), at_least=3):
        assert b"EXERCISE" not in path.read_bytes()
        assert b"Flood: Now / " not in path.read_bytes()
    run(*SIGN, "--all")
    assert "Left out" not in run("write", "freedonia/en", "again")
    assert b"Flood: Now / " in (place / "again/messages/freedonia.en.txt").read_bytes()


def test_the_table_counts_by_channel_and_language(place: Path) -> None:
    output = run("freedonia/en")
    assert re.search(r"^freedonia +en$", output, re.MULTILINE)
    assert re.search(r"^ +sms \(binding\) +signed 0 of \d\d$", output, re.MULTILINE)
    assert re.search(r"^ +chat +signed 0 of \d\d$", output, re.MULTILINE)
    run(*SIGN, "--all")
    assert re.search(r"^ +sms \(binding\) +signed (\d+) of \1$", run(), re.MULTILINE)
    # The source is signed; a translation needs its own signature.
    assert re.search(r"^ +sms \(binding\) +signed 0 of \d\d$", run("freedonia/ar"), re.MULTILINE)


def test_the_list_says_where_a_sentence_stands(place: Path) -> None:
    output = run("unsigned", "freedonia")
    assert re.search(r"^\d+-\w{4}  Do not walk into moving water\.\n    sms, .*flood\.during", output, re.MULTILINE)  # fmt: skip
    # Only what an alert says of a day that is not known yet has slots.
    slots = {"%(office)s", "%(moment)s", "%(safe_contact)s"}
    assert set(re.findall(r"%\(\w+\)s", output)) <= slots
