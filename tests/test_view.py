"""The localised tree: texts keep their order, their doubt and their language, everywhere."""

import pickle
from datetime import date
from decimal import Decimal

import pytest

from generator.view import Run, Text, View, jsonable, plain, texts


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


def test_texts_are_found_at_any_depth_in_order():
    tree = View(
        first=text("1"),
        inner=View(second=text("2"), number=3),
        named={"third": text("3"), "none": None},
        rows=[text("4"), (text("5"),)],
        _hidden=text("not shown"),
    )
    assert [str(found) for found in texts(tree)] == ["1", "2", "3", "4", "5"]


def test_json_holds_language_state_and_what_can_be_dialled():
    call = Text((Run("Call "), Run("1669", "tel", "en", "tel:1669")), "en", "missing")
    tree = View(
        call=call, day=date(2026, 11, 25), amount=Decimal("1.50"), _hidden=1, rows=(1, None)
    )
    assert jsonable(tree) == {
        "call": {
            "text": "Call 1669", "lang": "en", "state": "missing", "links": {"1669": "tel:1669"},
        },
        "day": "2026-11-25",
        "amount": "1.50",
        "rows": [1, None],
    }  # fmt: skip
    assert jsonable(Run("1669", "tel", "en", "tel:1669")) == {"text": "1669", "link": "tel:1669"}


def test_views_travel_to_another_process():
    tree = View(name=text("a"), inner={"b": View(c=1)})
    assert pickle.loads(pickle.dumps(tree)) == tree


def test_a_field_that_is_not_there_is_named():
    with pytest.raises(AttributeError, match="called_by"):
        _ = View(name=1).called_by
