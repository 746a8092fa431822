"""YAML text to a tree in which everything is text and knows its place."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import tree as tree_module
from generator.load.tree import Items, Mapping, Scalar, find, parse_yaml, plain
from generator.load.validate import validate
from generator.model import Country, Hours, Season, Site, Source, Value


def read(text: str):
    node, problems = parse_yaml(text.encode(), "f.yaml")
    assert problems == []
    assert node is not None
    return node


def rules(data: bytes | str) -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    return [problem.rule for problem in parse_yaml(raw, "f.yaml")[1]]


def test_every_scalar_stays_text():
    node = read("a: NO\nb: 0112\nc: 2026-11-25\nd: 1_000\ne: yes\nf: 12:30\n")
    assert plain(node) == {
        "a": "NO", "b": "0112", "c": "2026-11-25", "d": "1_000", "e": "yes", "f": "12:30",
    }  # fmt: skip


def test_places_count_from_one_in_characters():
    node = read('a:\n  ရေကြီး: [x, "😀", y]\n')
    assert isinstance(node, Mapping)
    assert find(node, ("a", "ရေကြီး"), key=True) == (2, 3)
    assert find(node, ("a", "ရေကြီး", "1")) == (2, 15)
    assert find(node, ("a", "ရေကြီး", "2")) == (2, 20)


def test_a_place_that_is_not_there_gives_its_nearest_part():
    node = read("a:\n  b: c\n")
    assert find(node, ("a", "b", "c", "d")) == (2, 6)
    assert find(node, ("x",)) == (1, 1)


def test_an_empty_value_is_where_its_key_is():
    assert find(read("a: 1\nb:\n"), ("b",)) == (2, 1)


def test_both_parsers_of_the_library_give_the_same_tree(monkeypatch):
    text = 'a: [x, {b: "c"}]\nလ: |\n  one\n  two\nd: >\n  folded\n  text\n'
    node = read(text)
    monkeypatch.setattr(tree_module, "_Parser", yaml.SafeLoader)
    assert read(text) == node


def test_texts_are_composed_and_lose_zero_width_spaces():
    node = read('a: "cafe\u0301\u200b x"\n')
    assert plain(node) == {"a": "café x"}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"\xef\xbb\xbfa: b\n", "encoding"),
        ("a: b\n".encode("utf-16"), "encoding"),
        (b"a: \xff\n", "encoding"),
        (b"a: \x00\n", "encoding"),
        (b"a:\tb\n", "yaml-tab"),
        (b'a: "x\\ty"\n', "yaml-tab"),
        (b'a: "x\\u202ey"\n', "invisible-character"),
        (b"a: x\x07y\n", "invisible-character"),
        ("a: x\ufffdy\n".encode(), "invisible-character"),
        (b"a: 1\na: 2\n", "duplicate-key"),
        (b"a: &x 1\n", "yaml-anchor"),
        (b"a: *x\n", "yaml-anchor"),
        (b"a: {b: 1}\n<<: *x\n", "yaml-anchor"),
        (b"a: !!int 1\n", "yaml-tag"),
        (b"a: !x 1\n", "yaml-tag"),
        (b"a: b\n---\nc: d\n", "yaml-syntax"),
        (b"? [a]\n: b\n", "yaml-syntax"),
        (b"a: b: c\n", "yaml-syntax"),
        (b"a: 'b\n", "yaml-syntax"),
        (b"a: %x\n", "yaml-syntax"),
        (b"a: [b\nc: d\n", "yaml-syntax"),
        (b"a:\n    b: 1\n  c: 2\n", "yaml-syntax"),
        (b'a: "x\\qy"\n', "yaml-syntax"),
        (b"a\nb: c\n", "yaml-syntax"),
        (b"", "wrong-kind"),
        (b"# nothing but a comment\n", "wrong-kind"),
        (b"a: " + b"[" * 30 + b"]" * 30, "too-deep"),
        (b"x" * 2_000_001, "too-large"),
    ],
)
def test_what_yaml_offers_and_we_refuse(data, rule):
    assert rules(data) == [rule]


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    text = "a: &a [x]\n" + "".join(f"b{n}: [*a, *a, *a]\n" for n in range(50))
    assert set(rules(text)) == {"yaml-anchor"}


def test_a_brace_that_never_ends_does_not_take_forever():
    assert rules("[" * 500_000) == ["too-deep"]


def test_syntax_errors_say_what_was_typed_and_not_what_the_parser_wanted():
    for text in ("a: b: c\n", "a: 'b\n", "a:\n    b: 1\n  c: 2\n", "a: [b\nc: d\n", "a: @x\n"):
        (problem,) = parse_yaml(text.encode(), "f.yaml")[1]
        assert "expected" not in problem.message
        assert "this is not YAML" not in problem.message


def test_an_open_quote_is_shown_where_it_was_opened():
    (problem,) = parse_yaml(b"a: 1\nb: 'open\nc: 2\n", "f.yaml")[1]
    assert (problem.line, problem.column) == (2, 4)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
def test_no_bytes_make_it_crash_and_every_problem_has_a_place(data):
    check_never_raises(data)


YAMLISH = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "  ", "\n", "[", "]", "{", "}", ", ", ": ", '"', "'", "|", ">", "#",
         "&x ", "*x", "!!str ", "!t ", "? ", "---\n", "...\n", "%YAML 1.2\n", "<<: ", "\\", "~",
         "\r", "\r\n", "\t", "\u200b", "\u2028", "\ufeff", "ရေ", "😀", "sources: ", "@", "`"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(YAMLISH)
def test_no_yaml_makes_it_crash_and_every_problem_has_a_place(text):
    check_never_raises(text.encode())


def check_never_raises(data: bytes) -> None:
    node, problems = parse_yaml(data, "f.yaml")
    assert node is not None or problems
    if node is not None:
        for kind in (Site, Source, Country):
            model, found = validate(node, kind, "f.yaml")
            assert model is not None or found
            problems += found
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message
        assert problem.remedy


# --- tree to model ---------------------------------------------------------------------------


def shape_problems(kind, text: str):
    return validate(read(text), kind, "f.yaml", ("file",))[1]


SOURCE = 'publisher: X\nwhere: page 3\npublished: undated\nread_on: "2026-11-01"\n'


def test_a_right_file_becomes_a_model():
    source, problems = validate(read(SOURCE + "confidence: official\n"), Source, "f.yaml")
    assert problems == []
    assert source is not None
    assert source.read_on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("line", "rule", "words"),
    [
        ("confidence: sure\n", "not-in-list", "official, secondary, unconfirmed"),
        ("confidence: offical\n", "not-in-list", 'Did you mean "official"?'),
        ("confidence: [official]\n", "wrong-kind", "not a list"),
        ("confidence:\n", "wrong-kind", "the value is missing"),
        ("confidence: null\n", "wrong-kind", "the value is missing"),
        ("confidence: official\nyear: '2020a'\n", "wrong-form", "a whole number"),
        ("confidence: official\nyear: 1_000\n", "wrong-form", "a whole number"),
        ("confidence: official\nurl: https://x.test\n", "wrong-kind", "a list is expected"),
        ("confidence: official\nurl: [x.test]\n", "wrong-form", "a web address"),
        ("confidence: official\ntitel: x\n", "unknown-key", 'the key "titel" is unknown'),
        ("confidense: official\n", "unknown-key", 'Did you mean "confidence"?'),
        ("", "missing-key", 'the key "confidence" is missing'),
    ],
)
def test_what_has_not_the_declared_shape_is_said_in_plain_words(line, rule, words):
    problems = shape_problems(Source, SOURCE + line)
    assert rule in [problem.rule for problem in problems]
    assert any(words in f"{problem.message}. {problem.remedy}" for problem in problems)
    assert not any(
        "pydantic" in problem.message or "<class" in problem.message for problem in problems
    )


def test_a_day_is_a_day_and_not_a_number_of_seconds():
    text = SOURCE.replace("2026-11-01", "20261101") + "confidence: official\n"
    (problem,) = shape_problems(Source, text)
    assert (problem.rule, problem.line, problem.column) == ("wrong-form", 4, 10)
    text = SOURCE.replace("2026-11-01", "2026-02-30") + "confidence: official\n"
    assert [problem.rule for problem in shape_problems(Source, text)] == ["wrong-form"]


def test_yes_is_not_true():
    (problem,) = shape_problems(Season, "regions: []\nmonths: [1]\ninferred: yes\n")
    assert problem.remedy.startswith('Write "true" or "false"')


def test_rules_that_tie_keys_together_point_at_their_mapping():
    (problem,) = shape_problems(Value, 'amount: "100"\n')
    assert (problem.rule, problem.line) == ("wrong-form", 1)
    assert problem.message == "amount and currency go together"


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (Season, "regions: []\nmonths: [13]\n", "13 is out of range. Write a number of at most 12."),
        (Season, "regions: []\nmonths: [0]\n", "0 is out of range. Write a number of at least 1."),
        (Hours, 'days: every-day\nopens: "08:00"\ncloses: "24:30"\n', '"24:30" is not a time of day'),
        (Hours, 'days: every-day\nopens: "8:00"\ncloses: "16:30"\n', '"8:00" is not a time of day'),
        (Value, 'amount: "1.234"\ncurrency: THB\n', "1.234 has more decimals than THB"),
        (Value, 'amount: "0.5"\ncurrency: JPY\n', "0.5 has more decimals than JPY"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_plain_words(kind, text, words):
    (problem,) = shape_problems(kind, text)
    assert problem.rule == "wrong-form"
    assert words in f"{problem.message}. {problem.remedy}"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Season, "regions: []\nmonths: [1, 12]\n"),
        (Hours, 'days: every-day\nopens: "00:00"\ncloses: "24:00"\n'),
        (Value, 'amount: "1500.50"\ncurrency: THB\n'),
        (Value, 'amount: "1500.00"\ncurrency: JPY\n'),
    ],
)
def test_the_edges_of_what_can_be_may_stand(kind, text):
    assert shape_problems(kind, text) == []


def test_a_source_that_is_missing_is_said_once():
    text = "text: Siren.\nlanguages: [my]\n"
    from generator.model import WarningSystem

    assert [p.rule for p in shape_problems(WarningSystem, text)] == ["no-source"]
    assert [p.rule for p in shape_problems(WarningSystem, text + "sources: []\n")] == ["no-source"]


def test_lists_and_items_are_told_by_their_place():
    node = read("a: [x, y]\n")
    assert isinstance(node, Mapping)
    items = node.get("a")
    assert isinstance(items, Items)
    assert items.items[1] == Scalar("y", 1, 8)
