"""A page is rendered again when, and only when, something that it read has changed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.advisory import Advisory
from generator.build.advisories import Selection, load_advisories
from generator.load import ContentFolder
from generator.products import pages
from generator.products.pages.render import render_page
from generator.products.pages.renew import make_pages
from generator.reads import Reads
from generator.target import Files, shown
from generator.view import View, plain

from .conftest import TESTS

Make = Callable[[str], Advisory]
OFFERED = ("en", "my", "es")


def made(advisory: Advisory, before: Files | None = None, fixed: str = "same") -> Files:
    return make_pages(pages.page_set_of(advisory, OFFERED), fixed, before)


def html(files: Files) -> set[str]:
    """Paths of the pages."""
    return {path for path in files if path.endswith(".html")}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keys of the pages that are rendered."""
    keys: list[str] = []

    def noting(page_set, spec):
        keys.append(spec.key)
        return render_page(page_set, spec)

    monkeypatch.setattr("generator.products.pages.renew.render_page", noting)
    return keys


def test_nothing_is_rendered_when_nothing_changed(example_advisory: Make, rendered: list[str]):
    first = made(example_advisory("my"))
    assert len(rendered) == len(html(first)) > 10
    rendered.clear()
    assert made(example_advisory("my"), first) == first
    assert rendered == []


def test_a_changed_message_is_rendered_where_it_stands(example_advisory: Make, rendered: list[str]):
    first = made(example_advisory("en"))
    rendered.clear()
    changed = example_advisory("en")
    changed.hazards["flood"].before[0].text = plain("Something else.", "en")
    again = made(changed, first)
    # And the page that names the search index, which has another name now; and those that look whom the
    # message is for.
    assert rendered == ["find", "work/factory", "work/home", "hazards/flood"]
    assert shown(again) == shown(made(changed))


def test_what_else_shapes_a_page_makes_all_again(example_advisory: Make, rendered: list[str]):
    first = made(example_advisory("en"))
    rendered.clear()
    assert shown(made(example_advisory("en"), first, fixed="other")) == shown(first)
    assert len(rendered) == len(html(first))


def test_pages_that_come_and_go(example_advisory: Make, rendered: list[str]):
    advisory = example_advisory("en")
    fewer = replace(advisory, hazards={"flood": advisory.hazards["flood"]})
    both = made(advisory), made(fewer)
    assert set(both[0]) != set(both[1])
    assert shown(made(fewer, both[0])) == shown(both[1])
    assert shown(made(advisory, both[1])) == shown(both[0])


def changes(advisory: Advisory) -> list[Callable[[Advisory], None]]:
    """One change to each kind of thing: a text, a number, a list, a mapping, a mark."""

    def text(changed: Advisory) -> None:
        changed.contacts["police"].label = plain("Guards", "en")

    def number(changed: Advisory) -> None:
        changed.contacts["police"].tel = replace(changed.contacts["police"].tel, href="tel:1")

    def shorter(changed: Advisory) -> None:
        changed.country.plates = changed.country.plates[:-1]

    def removed(changed: Advisory) -> None:
        changed.contacts.pop(
            next(key for key in changed.contacts if key not in advisory.country.plates)
        )

    def order(changed: Advisory) -> None:
        changed.hazards["flood"].during.reverse()

    def proof(changed: Advisory) -> None:
        changed.contacts["police"].proof.grade = "c"

    def gone(changed: Advisory) -> None:
        del changed.hazards["flood"].before[0]

    return [text, number, shorter, order, proof, gone]


@pytest.mark.parametrize("number", range(6))
def test_after_any_change_the_pages_are_those_of_a_clean_build(example_advisory: Make, number: int):
    advisory = example_advisory("en")
    first = made(advisory)
    changed = copy.deepcopy(advisory)
    changes(advisory)[number](changed)
    assert shown(made(changed, first)) == shown(made(changed)) != shown(first)


class Poisoned(View):
    """A view of which nothing may be asked but what was noted."""

    def __getattribute__(self, name: str) -> object:
        allowed = object.__getattribute__(self, "_allowed")
        # Whoever asked for the dictionary has it all.
        assert allowed & {name, "__dict__"}, f"{name} was read and not noted"
        return object.__getattribute__(self, name)


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["en", "my"])
def test_no_page_of_the_real_content_reads_what_it_did_not_note(locale: str):
    """Each page comes out the same when all that it did not note is out of reach."""
    folder = ContentFolder(TESTS.parent / "content")
    only = Selection("thailand", locale)
    (advisory,) = load_advisories(folder, TESTS.parent / "locales", only, OFFERED)
    page_set = pages.page_set_of(advisory, OFFERED)
    reads = Reads(advisory)
    views = {reads.way(view): view for view in reads.views.values()}  # some stand in two places
    for page in page_set.pages:
        with reads.watched():
            first = render_page(page_set, page.spec)
            noted = [reads.names[number].rpartition(":") for number in reads.taken()]
        for view in views.values():
            vars(view)["_allowed"] = set()
            view.__class__ = Poisoned
        for way, _, name in noted:
            object.__getattribute__(views[way], "_allowed").add(name)
        try:
            assert render_page(page_set, page.spec) == first
        finally:
            for view in views.values():
                object.__setattr__(view, "__class__", View)
                del vars(view)["_allowed"]
