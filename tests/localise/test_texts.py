"""The localised tree: texts keep their order, their doubt and their language, everywhere."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace
from datetime import date
from decimal import Decimal

import pytest

from generator.localise.records.base import BaseRecord, in_data
from generator.localise.texts import Run, Text, jsonable, plain, texts, whole


def text(words: str, state="draft", lang="my") -> Text:
    return Text((Run(words, "words", lang),), lang, state, "source")


def test_a_text_reads_as_its_runs_in_order():
    call = Text((Run("Call "), Run("1669", "tel", "en", "tel:1669"), Run(".")), "en", "source")
    assert str(call) == "Call 1669."


def test_a_text_without_runs_counts_as_none():
    assert not Text((), "en", "source")
    assert plain("0", "en")


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("source", "reviewed", "reviewed"),
        ("reviewed", "draft", "draft"),
        ("draft", "behind", "behind"),
        ("missing", "behind", "missing"),
    ],
)
def test_joined_texts_are_trusted_as_little_as_the_worse(one, other, joined):
    assert (text("a", one) + text("b", other)).state == joined
    assert (text("a", other) + text("b", one)).state == joined
    assert str(text("a", one) + text("b", other)) == "ab"


def test_data_has_no_doubt():
    name = plain("สวัสดี", "th")
    assert (name.state, name.lang, name.source) == ("source", "th", "สวัสดี")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Leaf(BaseRecord):
    id: str = field(default="", metadata=in_data(2, when_set=True))
    stands_for: tuple[str, ...] = field(default=(), metadata=in_data(never=True))
    until: str | None = field(default=None, metadata=in_data(1, when_set=True))
    first: object = None
    second: object = None


def test_texts_are_found_at_any_depth_in_order():
    tree = Leaf(
        first=(text("1"), Leaf(first=text("2"), second=3)),
        second={"third": text("3"), "none": None, "rows": [text("4"), (text("5"),)]},
    )
    assert [str(found) for found in texts(tree)] == ["1", "2", "3", "4", "5"]


def test_json_holds_language_state_and_what_can_be_dialled():
    call = Text((Run("Call "), Run("1669", "tel", "en", "tel:1669")), "en", "missing")
    tree = Leaf(
        first=call, second=[date(2026, 11, 25), Decimal("1.50"), (1, None)], stands_for=("old",)
    )
    assert jsonable(tree) == {
        "first": {
            "text": "Call 1669", "lang": "en", "state": "missing", "links": {"1669": "tel:1669"},
        },
        "second": ["2026-11-25", "1.50", [1, None]],
    }  # fmt: skip
    assert jsonable(Run("1669", "tel", "en", "tel:1669")) == {"text": "1669", "link": "tel:1669"}


def test_json_has_what_a_record_adds_to_its_model_last_and_only_once_it_is_set():
    assert list(jsonable(Leaf())) == ["first", "second"]
    assert list(jsonable(Leaf(id="a", until="2026-12-11"))) == ["first", "second", "until", "id"]


@pytest.mark.parametrize("name", ["id", "stands_for", "until", "first", "second"])
def test_every_field_counts_in_digests(name):
    one, other = Leaf(first=text("a")), replace(Leaf(first=text("a")), **{name: ("x",)})
    assert one != other
    assert repr(one) != repr(other)
    assert whole(one) != whole(other)


def test_records_travel_to_another_process():
    tree = Leaf(id="a", first=text("a"), second={"b": Leaf(first=1)})
    again = pickle.loads(pickle.dumps(tree))
    assert (again, repr(again)) == (tree, repr(tree))


def test_nothing_is_written_into_a_record_after_its_birth():
    with pytest.raises(FrozenInstanceError, match="id"):
        Leaf().id = "b"
    with pytest.raises((AttributeError, TypeError)):
        Leaf().called_by = "x"
