"""What surrounds each mapping: walked once for each content."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from generator.check import walk
from generator.load import Content


def test_contents_in_turns_are_walked_once_each(example_content: Content, monkeypatch) -> None:
    walked = []

    def note(model, context):
        walked.append(context)
        return iter(())

    monkeypatch.setattr(walk, "walk_models", note)
    # New objects: another test may have walked the shared one.
    one, other = replace(example_content), replace(example_content, sounds={"a": b""})
    for content in (one, other, one, other):
        list(walk.places(content))
    assert len(walked) == 2 * len(example_content.files)


def test_a_content_that_nobody_has_is_not_kept(example_content: Content) -> None:
    content = replace(example_content)
    assert [*walk.places(content), *walk.texts(content)]
    gone = weakref.ref(content)
    del content
    gc.collect()
    assert gone() is None
