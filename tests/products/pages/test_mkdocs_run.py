"""MkDocs as it is run for each page set, again and again in one process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.localise.advisory import Advisory
from generator.products import pages
from generator.products.pages.mkdocs_run import PagesMissingError, run_mkdocs
from generator.products.pages.sets import host_pages

Make = Callable[[str], Advisory]
LOCALES = ("en", "my", "ar")


def test_a_page_that_was_not_written_fails_the_build(
    example_advisory: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.products.pages.mkdocs_run.build", lambda _config: None)
    with pytest.raises(PagesMissingError, match=r"en/freedonia/index\.html"):
        run_mkdocs(pages.page_set_of(example_advisory("en"), ("en",)))


def test_runs_leave_nothing_behind_for_the_next(example_advisory: Make) -> None:
    sets = {tag: pages.page_set_of(example_advisory(tag), LOCALES) for tag in LOCALES}
    first = {tag: run_mkdocs(sets[tag]) for tag in LOCALES}
    again = {tag: run_mkdocs(sets[tag]) for tag in reversed(LOCALES)}
    assert again == first
    for tag in LOCALES:
        page = first[tag][f"{tag}/freedonia/index.html"]
        assert f'<html lang="{tag}"'.encode() in page
        assert (b'<body dir="rtl"' in page) == (tag == "ar")


def test_a_run_that_fails_leaves_nothing_behind(
    example_advisory: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_set = pages.page_set_of(example_advisory("en"), ("en",))
    before = run_mkdocs(page_set)
    third = host_pages(page_set.advisory)[2].key
    with monkeypatch.context() as patched:
        real = pages.render.render_page

        def failing(of, spec):
            if spec.key == third:
                raise ZeroDivisionError
            return real(of, spec)

        patched.setattr("generator.products.pages.render.render_page", failing)
        with pytest.raises(ZeroDivisionError):
            run_mkdocs(page_set)
    other = replace(page_set.advisory, hazards={})
    run_mkdocs(pages.page_set_of(other, ("en",)))
    assert run_mkdocs(page_set) == before
