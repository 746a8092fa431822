"""Which scenes a work profile sees on its poster, and when it has no poster."""

from __future__ import annotations

from collections.abc import Callable

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.model.leaflet import Block
from generator.products.paper.names import papers_of
from generator.products.paper.work_scenes import has_scenes, scenes_of

Make = Callable[[str], Advisory]


def block(*ids: str, most: int = 4) -> Block:
    return Block.model_validate({"block": "work", "most": most, "of_work": {"home": ids}})


def test_scenes_come_in_the_order_of_the_format_and_only_those_for_paper(
    example_advisory: Make,
) -> None:
    advisory = example_advisory("en")
    # save-numbers has no picture, wait-for-all-clear is for pages alone, and Freedonia replaces leave-before-water.
    wished = block(
        "stay-out-of-water", "no-such-message", "save-numbers", "wait-for-all-clear",
        "leave-before-water", "raise-things",
    )  # fmt: skip
    scenes = scenes_of(advisory, wished, "home")
    assert list(scenes) == ["stay-out-of-water", "raise-things"]
    assert scenes["raise-things"][0] == "hazards.flood"
    assert scenes_of(advisory, wished, "farm") == {}
    assert scenes_of(advisory, wished, None) == {}


def test_no_picture_stands_twice_on_a_poster(example_advisory: Make) -> None:
    scenes = scenes_of(
        example_advisory("en"), block("stay-out-of-water", "stay-out-of-water"), "home"
    )
    assert list(scenes) == ["stay-out-of-water"]


def test_a_profile_without_scenes_of_its_own_has_no_poster(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    poster = own_formats()["poster"]
    profile = next(iter(advisory.guides.work))
    names = {paper.profile for paper in papers_of(advisory, {"poster": poster}, ["en"])}
    assert None in names
    assert (profile in names) == has_scenes(advisory, poster, profile)
    assert not has_scenes(advisory, poster, profile)
