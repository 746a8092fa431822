"""The whole made-up country, page by page: what changed in any page is seen in a diff."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from support.example import TESTS

from generator.localise.advisory import Advisory
from generator.products import pages

GOLDEN = TESTS / "golden" / "pages"
LOCALES = ("en", "my", "ar")


def lines(page: bytes) -> str:
    """A page with one element to a line, hashes of file names and versions masked."""
    text = re.sub(r">\s*<", ">\n<", page.decode())
    text = re.sub(r"(assets/(?:search/)?[\w.]+\.)[0-9a-f]{8}", r"\1HASH", text)
    text = re.sub(r'name="generator" content="[^"]*"', 'name="generator" content="…"', text)
    return text + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("locale", LOCALES)
def test_pages_are_as_they_were(
    example_advisory: Callable[[str], Advisory], locale: str, request: pytest.FixtureRequest
) -> None:
    advisory = replace(example_advisory(locale), offered=LOCALES)
    made = {
        name: lines(data)
        for target in pages.plan([advisory])
        if target.path.endswith("/")
        for name, data in target.make().items()
        if name.endswith(".html")
    }
    folder = GOLDEN / locale
    if request.config.getoption("--update-goldens"):
        for path in folder.rglob("*.html"):
            path.unlink()
        for name, text in made.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    expected = {
        path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.html")
    }
    assert sorted(made) == sorted(expected)
    changed = [name for name in made if made[name] != expected[name]]
    assert changed == [], "pytest --update-goldens writes them anew; then look at git diff"
