"""The way to an answer: links open what they lead to, and whoever is named can be reached. Source: CARE 2, 10, 28, 30."""

from __future__ import annotations

from functools import cache
from posixpath import normpath

import pytest
from support.each import each
from support.hosts import real_advisory
from support.pages import Element, parse, row_of
from support.real import real_content

from generator.localise.texts import Text
from generator.products import pages
from generator.products.pages import queries
from generator.products.pages.context import PageContext
from generator.products.pages.render import render_page

pytestmark = pytest.mark.thorough

HOSTS = sorted(real_content().hosts)
LIFE_LINE = "Save your life first."


@cache
def rendered(host: str) -> dict[str, tuple[Element, frozenset[str]]]:
    """Each page of a host, in English, and the ids of the contacts that its texts name."""
    named: set[str] = set()
    text_of, words_of = PageContext.text, PageContext.words

    def noting(page: PageContext, text: Text | None) -> object:
        runs = text.runs if text else ()
        # A number for messages stands in words, without a link: it is beside the name all the same.
        beside = {run.contact for run in runs if run.kind == "tel"}
        names = {run.contact for run in runs if run.kind == "name" and run.contact}
        named.update(names - beside)
        return text_of(page, text)

    def in_a_link(page: PageContext, text: Text | None) -> object:
        # The link leads on by itself.
        before = set(named)
        shown = words_of(page, text)
        named.intersection_update(before)
        return shown

    page_set = pages.page_set_of(real_advisory(host), ("en",))
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PageContext, "text", noting)
        patch.setattr(PageContext, "words", in_a_link)
        for page in page_set.pages:
            named.clear()
            made = render_page(page_set, page.spec)
            found[page.spec.key] = (
                parse(str(made.before + made.main + made.after).encode()),
                frozenset(named),
            )
    return found


@pytest.mark.parametrize("host", HOSTS)
def test_whoever_a_page_names_can_be_reached_from_it(host: str) -> None:
    """A name without a number beside it and without a link is a dead end."""
    advisory, dead_ends = real_advisory(host), []
    for key, (page, named) in each(rendered(host).items()):
        if key == "send":  # Texts as they are sent: who gets one has no link.
            continue
        links = [link.attributes["href"] for link in page.find("a") if "href" in link.attributes]
        ids = {element.attributes.get("id") for element in page.walk()}
        for contact in (advisory.contacts[name] for name in named if name in advisory.contacts):
            numbers = {run.href for run in (contact.tel, contact.abroad, *contact.other_tel) if run}
            card = f"c-{contact.id}"
            if not (
                card in ids or numbers & {*links} or any(x.endswith(f"#{card}") for x in links)
            ):
                dead_ends.append((key, contact.id))
    assert dead_ends == []


@pytest.mark.parametrize("host", HOSTS)
def test_each_hazard_leads_on_above_all_that_opens(host: str) -> None:
    advisory = real_advisory(host)
    for slug, hazard in each(advisory.hazards.items()):
        page = rendered(host)[f"hazards/{slug}"][0]
        (lists,) = page.find("ul", id="asked")
        assert not [part for part in page.find("details") if lists in part.walk()], slug
        links = queries.links_of(advisory, hazard.leads)
        asked = [str(link.words) for link in queries.asked_in(advisory, hazard)]
        assert [link.text() for link in lists.find("a")] == asked
        assert 1 <= len(links) <= 4, slug


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_folded_is_linked_to_from_inside(host: str) -> None:
    """A browser opens what is folded around the place that a link leads to, and not the place itself."""
    for key, (page, _named) in each(rendered(host).items()):
        folded = {e.attributes["id"] for e in page.find("details") if "id" in e.attributes}
        # The list of sources, which its button opens, and no link.
        assert folded <= {"sources"}, key


@pytest.mark.parametrize("host", HOSTS)
def test_a_closed_row_says_its_answer(host: str) -> None:
    advisory = real_advisory(host)
    for rule in each(advisory.rules.values()):
        row = row_of(rendered(host)[queries.rule_page(rule)][0], f"r-{rule.id}")
        (seen,) = row.find("p", class_="first")
        # The list of questions may open as a whole; a question in it hides no answer.
        assert not [part for part in row.find("details") if part.find("p", class_="first")], rule.id
        assert _plain(str(rule.words)) in _plain(seen.text()), rule.id
        if queries.life_first(rule):
            assert LIFE_LINE in seen.text(), rule.id
        # The answer never stands above the caution that belongs to it.
        said = [p.attributes.get("class") for p in row.find("p")]
        assert said[1] == ("care" if rule.caution else "first"), rule.id


def _plain(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("host", HOSTS)
def test_the_page_of_lost_papers_and_the_office_know_each_other(host: str) -> None:
    advisory = real_advisory(host)
    for guide in advisory.guides.guides.values():
        for lead in (lead for lead in guide.leads if lead.page in ("office", "family", "talk")):
            there = rendered(host)[str(lead.page)][0]
            link = queries.link_to(guide)
            back = [a.attributes["href"] for a in there.find("a") if "href" in a.attributes]
            if lead.page != guide.page:
                assert any(_leads(href, link) for href in back), (guide.id, lead.page)


@pytest.mark.parametrize("host", HOSTS)
def test_what_a_guide_or_a_question_sends_to_sends_back(host: str) -> None:
    """Wages and unemployment, lost papers and officers: whoever came to the second finds the first."""
    advisory = real_advisory(host)
    guides, rules = advisory.guides.guides.values(), advisory.rules.values()
    lost = []
    for item in each([*guides, *rules]):
        for link in queries.read_on(advisory, item):
            there = rendered(host).get(link.key)
            # Dangers and whole pages have their own ways on.
            if (
                link.key.startswith("hazards/")
                or not (link.fragment or "/" in link.key)
                or not there
            ):
                continue
            hrefs = [a.attributes["href"] for a in there[0].find("a") if "href" in a.attributes]
            here = queries.link_to(item)
            place = f"{here.key}/index.html#{here.fragment}".removesuffix("#")
            if place not in [normpath(f"{link.key}/{href}") for href in hrefs] + [
                f"{link.key}/index.html{href}" for href in hrefs
            ]:
                lost.append((item.id, link.key, link.fragment))
    assert lost == []


def _leads(href: str, link: queries.Link) -> bool:
    path, _, fragment = href.partition("#")
    return f"/{link.key}/" in f"/{path}" and fragment in (link.fragment, "")


OWN_LANGUAGE = [("mexico", "es"), ("singapore", "en"), ("thailand", "th")]


@pytest.mark.parametrize(("host", "tag"), OWN_LANGUAGE)
def test_nothing_is_shown_to_others_in_the_language_of_the_page(host: str, tag: str) -> None:
    advisory = real_advisory(host, tag)
    page_set = pages.page_set_of(advisory, ("en", tag))
    language = advisory.ui.label("language", advisory.country.language)
    offers = (
        str(advisory.ui("bar.show", "Show in %(language)s", language=language)),
        str(advisory.ui("show.draft", "The words in %(language)s are a draft: nobody who speaks it has read them yet.", language=language)),
    )  # fmt: skip
    for page in each(page_set.pages):
        made = render_page(page_set, page.spec)
        said = parse(str(made.main + made.after).encode()).text()
        assert not [offer for offer in offers if offer in said], page.spec.key


def test_nobody_is_told_to_find_a_speaker_of_their_own_language() -> None:
    advisory = real_advisory("mexico", "es")
    page_set = pages.page_set_of(advisory, ("en", "es"))
    said = parse(str(render_page(page_set, page_set.pages[0].spec).main).encode()).text()
    spanish = advisory.ui.label("language", "es")
    for name, sentence in (
        ("overview.not-known", "Not known if they answer in %(language)s."),
        ("overview.ask-if", "ask if they speak %(language)s"),
    ):
        assert str(advisory.ui(name, sentence, language=spanish)) not in said


@pytest.mark.parametrize("host", HOSTS)
def test_the_coast_guard_is_in_the_bar_of_pages_about_the_sea_alone(host: str) -> None:
    advisory = real_advisory(host)
    page_set = pages.page_set_of(advisory, ("en",))
    keys = [page.spec.key for page in page_set.pages if page.spec.bar]
    at_sea = {"work/sea", "hazards/storm", "hazards/tsunami"}
    for key in each(key for key in keys if key not in at_sea):
        assert queries.bar(advisory, key).own.kind != "sea", key
