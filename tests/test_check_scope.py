"""What surrounds each mapping: walked once for each content."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from generator.check import scope
from generator.load import Content


def test_contents_in_turns_are_walked_once_each(example_content: Content, monkeypatch) -> None:
    walked = []

    def walk(model, context):
        walked.append(context)
        return iter(())

    monkeypatch.setattr(scope, "walk_models", walk)
    # New objects: another test may have walked the shared one.
    one, other = replace(example_content), replace(example_content, sounds={"a": b""})
    for content in (one, other, one, other):
        list(scope.places(content))
    assert len(walked) == 2 * len(example_content.files)


def test_a_content_that_nobody_has_is_not_kept(example_content: Content) -> None:
    content = replace(example_content)
    assert [*scope.places(content), *scope.texts(content)]
    gone = weakref.ref(content)
    del content
    gc.collect()
    assert gone() is None
