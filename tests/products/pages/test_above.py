"""The pages above the host countries, when there are few of them and when there are many."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest
from mkdocs import utils
from support.each import each
from support.pages import parse

from generator.localise.advisory import Advisory
from generator.products import pages
from generator.products.pages import queries
from generator.products.pages.root import FEW_HOSTS

Make = Callable[[str], Advisory]
LOCALES = ("en", "my")


def above(make: Make, hosts: int) -> dict[str, bytes]:
    """The pages above *hosts* countries in two languages."""
    found = []
    for number in range(hosts):
        own = [
            replace(
                make(tag), host=f"land-{number:03}", offered=LOCALES, contacts=make(tag).contacts
            )
            for tag in LOCALES
        ]
        found += pages.fronts(own)
    made: dict[str, bytes] = {}
    for target in pages.plan_above(found):
        if target.path.endswith(".html"):
            made |= target.make()
    return made


def test_few_countries_have_their_numbers_on_every_page_above_them(example_advisory: Make):
    for path, data in each(above(example_advisory, 2).items()):
        page = parse(data)
        numbers = [link for link in page.find("a") if link.attributes["href"].startswith("tel:")]
        plates = len(queries.plates(example_advisory("en")))
        assert len(numbers) == 2 * plates, path


def test_each_country_is_named_in_each_language(example_advisory: Make):
    page = parse(above(example_advisory, 2)["404.html"])
    for number in range(2):
        (heading,) = page.find("h2", id=f"land-{number:03}")
        assert [
            name.attributes["lang"] for name in heading.find("span") if "lang" in name.attributes
        ][:1] == ["en"]
        links = {link.attributes["href"] for link in page.find("a")}
        assert {f"/{tag}/land-{number:03}/index.html" for tag in LOCALES} <= links


@pytest.mark.slow
def test_of_many_countries_only_the_names_are_listed(example_advisory: Make):
    made = above(example_advisory, FEW_HOSTS + 1)
    for path, data in each(made.items()):
        page = parse(data)
        links = [link.attributes["href"] for link in page.find("a")]
        assert not [link for link in links if link.startswith("tel:")], path
        # A heading must not promise numbers that are not there.
        assert "These numbers are" not in page.text()
        leads = [link for link in links if "/land-" in link or link.startswith("land-")]
        assert len(leads) == (FEW_HOSTS + 1 if path.startswith(LOCALES) else 0), path
    for tag in each(LOCALES):
        assert f"/{tag}/index.html" in {
            link.attributes["href"] for link in parse(made["404.html"]).find("a")
        }


def test_what_is_kept_of_a_country_does_not_grow_with_its_pages(example_advisory: Make):
    advisory = example_advisory("my")
    (front,) = pages.fronts([advisory])
    size = len(pickle.dumps(front))
    for target in pages.plan([advisory]):
        target.make()
    assert len(pickle.dumps(front)) == size
    assert utils._norm_parts.cache_info().currsize == 0  # MkDocs would keep every path for ever.
