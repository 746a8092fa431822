"""A few damaged inputs of every kind, the same ones each time; ``make bench BENCH=fuzz`` tries thousands."""

from __future__ import annotations

import pytest
from support.fuzz import (
    KINDS,
    POSTERS,
    SOUNDS,
    Kind,
    Place,
    as_csv,
    fuzz,
    import_calls,
    import_facts,
    import_translations,
    read_picture,
    read_posters,
    read_sound,
)

pytestmark = pytest.mark.slow

SEED = 1


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("fuzz") / "place")


def test_good_files_are_taken(place: Place) -> None:
    """Of files that are refused in any case, damage would tell nothing."""
    outcomes = {
        **{
            form: import_translations(place, form, data)
            for form, data in place.translations.items()
        },
        **{f"facts {form}": import_facts(place, form, data) for form, data in place.facts.items()},
        **{name: read_sound(place, name, data) for name, data in SOUNDS.items()},
        "calls": import_calls(place, "in.csv", place.calls),
        "posters": read_posters(place, "in.csv", as_csv(POSTERS)),
        **{
            str(number): read_picture(place, "a.svg", data)
            for number, data in enumerate(place.icons)
        },
    }
    assert set(outcomes.values()) == {"taken"}, outcomes


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_damage_is_told_in_words(place: Place, kind: Kind) -> None:
    tally = fuzz(kind, place, SEED, range(kind.few))
    assert tally.faults == {}
    assert tally.outcomes["refused"] > 0
