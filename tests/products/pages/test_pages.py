from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from support.each import each
from support.example import EXAMPLE_LOCALES, ROOT
from support.pages import MAY_HIDE, Element, ids, parse, plan_site, row_of, target
from support.real import real_content
from support.records import all_changed, one_changed

from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import Run, Text, plain, texts
from generator.products import pages
from generator.products.closing import closing_now
from generator.products.pages import queries
from generator.products.pages.context import PageContext
from generator.products.pages.mkdocs_run import run_mkdocs
from generator.products.pages.place import PagePlace
from generator.products.pages.render import render_page
from generator.products.pages.sets import host_pages
from generator.products.policy import Inline

pytestmark = pytest.mark.thorough

LOCALES = ("en", "my", "es", "ar")
LINKED = "application/ld+json"
LIFE_LINE = "Save your life first. Ask about papers after."

Site = dict[str, bytes]


def make(advisories: list[Advisory]) -> Site:
    site: Site = {}
    for planned in plan_site(advisories):
        site |= planned.make()
    return site


def parse_site(site: Site) -> dict[str, Element]:
    return {path: parse(data) for path, data in site.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def example(example_content: Content) -> Site:
    """The made-up country in all its locales."""
    base = EXAMPLE_LOCALES
    chosen = [next(load_advisories(example_content, base, Selection(None, tag))) for tag in LOCALES]
    return make([replace(advisory, offered=LOCALES) for advisory in chosen])


@pytest.fixture(scope="module")
def real_advisory() -> Advisory:
    content = real_content()
    advisory = next(load_advisories(content, ROOT / "locales", Selection("thailand", "en")))
    return replace(advisory, offered=())


@pytest.fixture(scope="module")
def real(real_advisory: Advisory) -> Site:
    """The real content in English."""
    return make([real_advisory])


@pytest.fixture(scope="module", params=["example", "real"])
def site(request: pytest.FixtureRequest) -> dict[str, Element]:
    files: Site = request.getfixturevalue(request.param)
    return {path: parse(data) for path, data in files.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def real_pages(real: Site) -> dict[str, Element]:
    return {path: parse(data) for path, data in real.items() if path.endswith(".html")}


def host_page(site: Mapping[str, Element], key: str, locale: str = "en") -> Element:
    host = "freedonia" if any("/freedonia/" in path for path in site) else "thailand"
    return site[f"{locale}/{host}/{key}/index.html".replace("//", "/")]


# --- what no page may hold ------------------------------------------------------------------


def test_nothing_is_loaded_from_elsewhere(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        for element in page.walk():
            address = element.attributes.get("src", "")
            named = element.attributes.get("rel") in ("canonical", "alternate")
            if element.tag in ("link", "use") and not named:
                address += element.attributes["href"]
            assert "//" not in address, (path, address)


def test_only_links_to_other_sites_are_marked_as_addresses(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        for link in page.find("a"):
            if link.attributes["href"].startswith(("http:", "https:", "//")):
                assert "url" in link.attributes.get("class", ""), (path, link.attributes)


def test_stylesheets_name_only_files_of_the_site(example: Site) -> None:
    sheets = {path: data.decode() for path, data in example.items() if path.endswith(".css")}
    assert len(sheets) == len(LOCALES) + 2, (
        "one for pages behind the first, one for those who assist"
    )
    for sheet in sheets.values():
        for address in re.findall(r'url\("?([^)"]+)', sheet):
            assert f"assets/{address}" in example


def test_no_page_holds_code_but_the_one_its_policy_names(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        # Beside it a course has one from a file, which says nothing of its own.
        # Nor is data for search engines a program: no browser runs it.
        scripts = [one for one in page.find("script") if "src" not in one.attributes]
        (script,) = [one for one in scripts if one.attributes.get("type") != LINKED]
        assert len(scripts) - 1 <= path.endswith("/assistance/index.html"), path
        (policy,) = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
        allowed = Inline("script", script.raw()).source
        assert f"script-src 'self' {allowed};" in policy.attributes["content"], path
        assert "unsafe" not in policy.attributes["content"]
        for element in page.walk():
            assert element.tag != "style", path
            bad = {a for a in element.attributes if a == "style" or a.startswith("on")}
            assert not bad, (path, element.tag, bad)


def test_nothing_of_the_themes_frame_is_left(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        assert not [e for e in page.walk() if "md-" in e.attributes.get("class", "")], path
        outside = [e for e in page.find("input") if not e.inside("section")]
        assert not outside, path


# --- structure ------------------------------------------------------------------------------


def test_every_page_has_one_h1_and_skips_no_level(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        levels = [int(e.tag[1]) for e in page.walk() if re.fullmatch("h[1-6]", e.tag)]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        for before, after in pairwise(levels):
            assert after <= before + 1, (path, levels)


def test_ids_are_unique(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        found = ids(page)
        assert len(found) == len(set(found)), (path, [i for i in found if found.count(i) > 1])


def test_every_link_and_fragment_leads_somewhere(
    site: dict[str, Element], example: Site, real: Site
) -> None:
    files = set(example) | set(real)
    for path, page in each(site.items()):
        for link in page.find("a"):
            href = link.attributes["href"]
            if re.match("(tel|sms|mailto|https?):", href):
                continue
            if path == "404.html" and href.startswith("/"):
                assert target("index.html", href[1:])[0] in site, href
                continue
            file, fragment = target(path, href)
            made_apart = ("leaflets/", "cards/", "contacts/", "calendar/", "courses/", "staff-papers/", "zxx/")  # fmt: skip
            if file.startswith(made_apart) or file.endswith("/pocket.html"):
                continue
            assert file in files, (path, href)
            if fragment:
                assert fragment in ids(site[file]), (path, href)


def test_each_page_carries_the_icons_it_shows(site: dict[str, Element]) -> None:
    for page in each(site.values()):
        shapes = [symbol.attributes["id"] for symbol in page.find("symbol")]
        used = {use.attributes["href"] for use in page.find("use")}
        # Each once, and none that nothing shows: every page carries its own.
        assert sorted(shapes) == sorted(name.removeprefix("#") for name in used)


def test_ids_are_the_same_in_every_language(example: Site) -> None:
    # But for the shapes of icons: a draft has one more.
    found = {
        path: sorted(id_ for id_ in ids(parse(data)) if not id_.startswith("i-"))
        for path, data in example.items()
        if path.endswith(".html")
    }
    for path, here in each(found.items()):
        # Which lines are "other" depends on the language.
        # And a code tells the language of its text.
        own = "/assistance/other/" in path or "/send/" in path
        if path.startswith("en/freedonia/") and not own:
            for locale in LOCALES[1:]:
                assert found[locale + path[2:]] == here, path


def test_every_page_of_the_plan_is_there(
    example: Site, example_advisory: Callable[[str], Advisory]
) -> None:
    for locale in LOCALES:
        for page in host_pages(example_advisory(locale)):
            assert f"{locale}/freedonia/{page.folder}index.html" in example
    assert {"index.html", "404.html", "sitemap.xml", "robots.txt", "my/index.html"} <= set(example)


def test_the_language_switch_stays_on_the_page(example: Site) -> None:
    page = parse(example["my/freedonia/hazards/flood/index.html"])
    # The last leads to the languages to point at.
    links = [
        link
        for link in page.find("nav", class_="langs")[0].find("a")
        if "hreflang" in link.attributes
    ]
    found = {link.attributes["hreflang"]: link.attributes["href"] for link in links}
    assert found["es"] == "../../../../es/freedonia/hazards/flood/index.html"
    assert set(found) == set(LOCALES)


# --- numbers --------------------------------------------------------------------------------


def test_telephone_links_hold_digits_and_show_a_number(site: dict[str, Element]) -> None:
    count = 0
    for path, page in site.items():
        for link in page.find("a"):
            href = link.attributes["href"]
            if not href.startswith("tel:"):
                continue
            count += 1
            assert re.fullmatch(r"tel:\+?[0-9]+", href), (path, href)
            own = [link, *link.walk()]
            shown = [e for e in own if e.attributes.get("dir") == "ltr"]
            assert shown, (path, href)
            dialled = ["tel:" + re.sub("[^0-9+]", "", e.text()) for e in shown]
            assert href in dialled, path
    assert count > 100


def test_no_link_stands_inside_a_link_or_a_summary(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        assert not [e for e in page.find("a") if e.inside("a", "summary")], path


def test_the_bar_carries_the_pages_own_number(real_pages: dict[str, Element]) -> None:
    def numbers(key: str) -> list[str]:
        (bar,) = host_page(real_pages, key).find("nav", class_="bar")
        return [b.text() for b in bar.find("b", class_="n")]

    assert numbers("hazards/fire") == ["199", "1669"]
    assert numbers("work/sea")[0] == "1465"
    assert numbers("talk")[0] == "1800-010-180"
    assert numbers("hazards/heat") == ["1669"]
    for key in ("", "hide"):
        assert not host_page(real_pages, key).find("nav", class_="bar")


def test_a_number_without_proof_is_dashed_wherever_it_stands(
    real_pages: dict[str, Element], real_advisory: Advisory
) -> None:
    contacts = real_advisory.contacts.values()
    proved = {c.tel.href for c in contacts if c.tel and c.proof.grade != "c"}
    own = {path: page for path, page in real_pages.items() if path.startswith("en/thailand/")}
    links = [(path, link) for path, page in own.items() for link in page.find("a")]
    dialled = [(path, link) for path, link in links if link.attributes["href"].startswith("tel:")]
    doubtful = [
        (path, link)
        for path, link in dialled
        if link.attributes["href"] not in proved and not link.attributes["href"].startswith("tel:+")
    ]
    for path, link in each(doubtful, at_least=10):
        assert "gc" in link.attributes["class"].split(), (path, link.attributes["href"])


def test_police_is_last_and_an_ambulance_first(real_pages: dict[str, Element]) -> None:
    plates = host_page(real_pages, "").find("div", class_="plates")[0].find("a")
    assert [p.attributes["href"] for p in plates] == ["tel:1669", "tel:199", "tel:1784", "tel:191"]


# --- care -----------------------------------------------------------------------------------


def test_unsure_answers_on_life_open_with_the_life_line(site: dict[str, Element]) -> None:
    page = host_page(site, "questions")
    for name in ("aid", "eligible", "id-shown", "moving"):
        first = row_of(page, f"q-{name}").find("p", class_="first")[0]
        assert first.text().startswith(LIFE_LINE), name
    life = host_page(site, "questions/life")
    for row in each(life.find("div", class_="ask")):
        if row.find("span", class_="a-depends") + row.find("span", class_="a-not-known"):
            first = row.find("p", class_="first")[0]
            assert first.text().startswith(LIFE_LINE), first.text()


def test_what_names_an_office_stands_below_the_caution(
    real_pages: dict[str, Element], real_advisory: Advisory
) -> None:
    caution = str(real_advisory.corridor.caution)
    for rule in each(rule for rule in real_advisory.rules.values() if rule.caution):
        page = host_page(real_pages, queries.rule_page(rule))
        row = row_of(page, f"r-{rule.id}")
        _asked, care, first = row.find("p")[:3]
        assert care.text().startswith(caution[:20]), rule.id
        assert first.attributes["class"] == "first", rule.id


def test_hide_page_is_only_where_somebody_may_look(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        key = "/".join(path.split("/")[2:-1])
        case = "/staff/" in path and ("/refer/" in path or "/courses/trafficking/" in path)
        assert bool(page.find("p", class_="hide")) == (key in MAY_HIDE or case), path


def test_the_page_behind_it_is_neutral_and_leads_nowhere(site: dict[str, Element]) -> None:
    page = host_page(site, "hide")
    assert not page.find("a")
    assert not page.find("header")
    assert page.find("table")


def test_titles_tell_nothing_that_harms(site: dict[str, Element]) -> None:
    telling = re.compile(
        "traffick|forced|abuse|refugee|embassy|consul|status|illegal", re.IGNORECASE
    )
    for path, page in site.items():
        (title,) = page.find("title")
        assert title.text(), path
        assert not telling.search(title.text()), path
    assert host_page(site, "talk").find("title")[0].text() in ("Thailand", "Freedonia")


def test_every_page_says_that_help_is_free(site: dict[str, Element]) -> None:
    for path, page in each(site.items()):
        if page.find("header") and path.count("/") > 1:
            assert "Nobody may ask you for money, work or sex" in page.text(), path


def test_everything_can_be_reached_from_the_overview(
    real_pages: dict[str, Element], real_advisory: Advisory
) -> None:
    start = "en/thailand/index.html"
    reached, waiting = {start}, [start]
    while waiting:
        path = waiting.pop()
        for link in real_pages[path].find("a"):
            href = link.attributes["href"]
            if not re.match("(tel|mailto|https?):", href):
                file = target(path, href)[0]
                if file in real_pages and file not in reached:
                    reached.add(file)
                    waiting.append(file)
    assert set(real_pages) - reached <= {
        "404.html", "index.html", "en/index.html", "en/thailand/offline/index.html",
        # From the foot of en/index.html, for those who assist in several countries.
        "en/staff/index.html",
    }  # fmt: skip
    shown = " ".join(page.text() for page in real_pages.values())
    # The plates and the pictures of *now* say these two.
    now = real_advisory.prepare.now
    shown += " ".join(str(text) for key in ("call", "say") for text in texts(now[key]))
    wanted = [
        real_advisory.contacts, real_advisory.rules, real_advisory.insurance, real_advisory.guides,
        real_advisory.hazards, real_advisory.warnings, real_advisory.answers,
        real_advisory.phrases, real_advisory.prepare, real_advisory.corridor,
        real_advisory.people.hotlines,
    ]  # fmt: skip
    for text in (t for tree in wanted for t in texts(tree)):
        words = " ".join(run.text for run in text.runs if run.kind == "words")
        longest = max(words.split("  "), key=len).strip()
        first = " ".join(max((r.text for r in text.runs), key=len).split())
        assert first in shown or longest in shown, text


# --- words ----------------------------------------------------------------------------------


def test_a_sentence_that_is_not_translated_is_marked(
    example_advisory: Callable[[str], Advisory],
) -> None:
    ui = example_advisory("ar").ui
    page = PageContext(PagePlace("ar/x/"), "ar/x/", ui, {})
    html = page.text(Text((Run("Leave early."),), "en", "missing"))
    assert html == '<span class="fb" lang="en" dir="ltr">Leave early.</span>'
    assert page.fallbacks == {"en": 1}


def test_a_draft_and_what_is_missing_are_told_above_the_page(example: Site) -> None:
    page = parse(example["my/freedonia/hazards/flood/index.html"])
    strips = " ".join(e.text() for e in page.find("*", class_="draft"))
    assert strips.startswith("Draft ·")
    assert "not translated yet" in strips
    english = parse(example["en/freedonia/hazards/flood/index.html"])
    assert not english.find("*", class_="draft")


@pytest.mark.parametrize(
    ("asks", "answer", "said"),
    [
        (None, "yes", "Yes"),
        ("is", "no", "No"),
        ("may", "yes", "Yes"),
        ("harm", "yes", "Yes (bad for you)"),
        ("harm", "no", "No (good for you)"),
        ("harm", "depends", "It depends"),
    ],
)
def test_where_yes_is_bad_a_word_says_so(
    example_advisory: Callable[[str], Advisory], asks: str | None, answer: str, said: str
) -> None:
    advisory = example_advisory("en")
    rules = one_changed(advisory.rules, "wages-in-flood", asks=asks, answer=answer)
    page = host_page(parse_site(make([replace(advisory, rules=rules)])), "insurance")
    (mark,) = row_of(page, "r-wages-in-flood").find("span", class_="chip")
    assert (mark.attributes["class"], mark.text()) == (f"chip a-{answer}", said)


def test_a_question_that_asks_who_or_how_is_answered_by_how_much_is_known(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    rules = one_changed(advisory.rules, "report-loss", answer="partly")
    page = host_page(parse_site(make([replace(advisory, rules=rules)])), "questions/papers")
    (mark,) = row_of(page, "r-report-loss").find("p", class_="asked")[0].find("span", class_="chip")
    assert (mark.attributes["class"], mark.text()) == ("chip k-partly", "Partly known")


def test_a_heading_of_numbers_from_abroad_is_never_empty(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    there = host_page(parse_site(make([advisory])), "family")
    assert there.find("h2", id="abroad")
    contacts = all_changed(advisory.contacts, lambda _contact: {"abroad": None})
    gone = host_page(parse_site(make([replace(advisory, contacts=contacts)])), "family")
    assert gone.find("h2", id="abroad")
    (none,) = gone.find("p", class_="none")
    assert "We know no line for calls from another country" in none.text()


def test_a_number_of_days_is_asked_for_as_one(example_advisory: Callable[[str], Advisory]) -> None:
    advisory = example_advisory("en")
    phrases = one_changed(advisory.phrases, "call-family", fill="days")
    page = host_page(parse_site(make([replace(advisory, phrases=phrases)])), "show")
    (sign,) = page.find("section", id="p-call-family")
    (field,) = sign.find("input")
    assert field.attributes["aria-label"] == "How many days"
    assert not sign.find("textarea")


def test_hostile_words_stay_words(example_advisory: Callable[[str], Advisory]) -> None:
    advisory = example_advisory("en")
    hostile = plain('"><script>alert(1)</script><img src=x onerror=alert(2)>', "en")
    words = {"label": hostile, "what_for": hostile}
    data = {"address": str(hostile), "official_name": str(hostile)}
    attacked = replace(
        advisory,
        contacts=all_changed(advisory.contacts, lambda _contact: words | data),
        country=replace(advisory.country, name=hostile),
        people=replace(advisory.people, people=hostile),
        rules=all_changed(advisory.rules, lambda _rule: {"question": hostile}),
    )
    for files in each(t.make() for t in plan_site([attacked])):
        for path, data in files.items():
            if path.endswith(".html"):
                # Our own in the page; a course has one more, from a file.
                own = data.count(b"<script defer src=")
                own += data.count(b'<script type="application/ld+json">')
                assert data.count(b"<script") == 1 + own, path
                assert b"<script>" not in data, path
                assert b"<img" not in data.replace(b'<img src="data:," alt="">', b""), path
                parse(data)


@pytest.mark.parametrize("locale", ["shn", "mam"])
def test_a_language_that_the_theme_does_not_know_builds(
    locale: str, real_advisory: Advisory
) -> None:
    content = real_content()
    advisory = next(load_advisories(content, ROOT / "locales", Selection("thailand", locale)))
    overview = run_mkdocs(pages.page_set_of(advisory, ("en",)))[f"{locale}/thailand/index.html"]
    page = parse(overview)
    assert page.find("html")[0].attributes["lang"] == locale
    assert page.find("main")[0].find("*", lang="en") or page.find("main")[0].find("*", lang="my")


def test_months_stand_beside_each_danger(
    real_pages: dict[str, Element], real_advisory: Advisory
) -> None:
    """For the whole country as numbers of months; region by region on the danger's own page."""
    page = host_page(real_pages, "prepare")
    said = {}
    for link in page.find("a"):
        if link.attributes["href"].endswith("#months"):
            (name,) = link.find("b")
            (months,) = link.find("span", class_="v")
            said[name.text()] = months.text()
    assert said["Flood"] == queries.months_said(real_advisory.hazards["flood"]) == "5–1"
    with_months = [str(one.name) for one in real_advisory.hazards.values() if one.seasons]
    assert list(said) == with_months
    links = [link.attributes["href"] for link in host_page(real_pages, "").find("a")]
    assert "prepare/index.html" in links
    # While a right closes, its line has the place of the one on months.
    assert closing_now(real_advisory)
    assert "prepare/index.html#months" not in links
    nothing_closes = {key: rule for key, rule in real_advisory.rules.items() if not rule.closes}
    calm = pages.page_set_of(replace(real_advisory, rules=nothing_closes), ("en",))
    (overview,) = (page for page in calm.pages if page.spec.key == "")
    made = render_page(calm, overview.spec)
    links = [link.attributes["href"] for link in parse(str(made.main).encode()).find("a")]
    assert "prepare/index.html#months" in links


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ({1, 2, 5, 11, 12}, "11–2 · 5"), ({5}, "5"), ({1, 12}, "12–1"), (set(), ""),
        (set(range(1, 13)), "1–12"), ({3, 4, 9, 10}, "3–4 · 9–10"),
    ],
)  # fmt: skip
def test_months_are_said_as_ranges(real_advisory: Advisory, months: set[int], said: str) -> None:
    flood = real_advisory.hazards["flood"]
    season = next(iter(flood.seasons.values()))
    only = replace(flood, seasons={"one": replace(season, months=tuple(sorted(months)))})
    assert queries.months_said(only) == said


def test_the_page_of_helpers_has_one_card_and_rows(
    real_pages: dict[str, Element], real_advisory: Advisory
) -> None:
    """The most needed line is a card; the numbers of the others in the reader's language stand open, too."""
    page = host_page(real_pages, "assistance")
    speaking = queries.speaking_contacts(real_advisory)
    first = next(contact for contact in speaking if contact.tel)
    (card,) = page.find("article", class_="card")
    assert card.attributes["id"] == f"c-{first.id}"
    assert not card.inside("details")
    (lines,) = page.find("ul", class_="lines")
    for contact in each(speaking):
        assert page.find("*", id=f"c-{contact.id}"), contact.id
        if contact.tel and contact is not first:
            (number,) = lines.find("a", class_="ch", href=contact.tel.href)
            assert not number.inside("details"), contact.id
    for kind, contacts in each(queries.other_contacts(real_advisory).items()):
        group = row_of(page, f"kind-{kind}")
        assert len(group.find("ul", class_="numbers")[0].find("li")) == len(contacts)
    cards = host_page(real_pages, "assistance/other")
    for contacts in each(queries.other_contacts(real_advisory).values()):
        for contact in contacts:
            assert cards.find("article", id=f"c-{contact.id}")


def test_a_number_with_a_caution_says_so_in_its_row(
    real_pages: dict[str, Element], real_advisory: Advisory
) -> None:
    """Before its digits, wherever the row stands: whoever dials from a list opens no card (CARE 28)."""
    found = 0
    for key in ("assistance", "find", "talk"):
        for row in host_page(real_pages, key).find("li"):
            for chip in row.find("a", class_="ch"):
                contact = next(
                    (
                        one for one in real_advisory.contacts.values()
                        if one.tel and one.tel.href == chip.attributes["href"]
                        and str(one.label) in row.text()
                    ),
                    None,
                )  # fmt: skip
                caution = contact and queries.caution_of(real_advisory, contact)
                if caution:
                    found += 1
                    told = row.text().index(str(caution)[:40])
                    assert told < row.text().rindex(chip.text()), (key, contact.id)
    assert found > 2


def test_what_makes_an_office_dangerous_is_never_folded(
    real_pages: dict[str, Element], real_advisory: Advisory
) -> None:
    """Each caution in one sentence, once; only why, and what is known of it, opens. A caution in a fold stands above it, too."""
    page = host_page(real_pages, "office")
    cautions = [e for e in page.walk() if "care" in e.attributes.get("class", "").split()]
    open_ones = [e.text() for e in cautions if not e.inside("details")]
    for post in each(real_advisory.corridor.posts.values()):
        for caution in post.cautions.values():
            assert sum(str(caution.text) in told for told in open_ones) == 1, caution.text
    for folded in (e.text() for e in cautions if e.inside("details")):
        assert any(folded in told for told in open_ones), folded


# --- weight, targets ------------------------------------------------------------------------


def test_an_english_page_fetches_a_font_for_the_phrases_only(real: Site) -> None:
    sheets = {path: data for path, data in real.items() if path.endswith(".css")}
    (of_staff,) = (path for path in sheets if path.startswith("assets/staff."))
    assert b"@font-face" not in sheets.pop(of_staff)
    (of_pages,) = (path for path in sheets if path.startswith("assets/pages."))
    assert b"@font-face" not in sheets.pop(of_pages)
    (sheet,) = sheets.values()
    families = set(re.findall(rb'font-family:"([^"]+)";src', sheet.replace(b" ", b"")))
    # And one of a few letters for each name in a menu.
    assert {name for name in families if not name.startswith(b"Name")} <= {b"NotoSansThaiWeb"}
    fonts = [path for path in real if path.endswith(".woff2")]
    assert all("thai" in path for path in fonts)


def test_burmese_pages_name_their_font_and_it_is_there(example: Site) -> None:
    sheet = next(d for p, d in example.items() if re.match(r"assets/my\.\w+\.css", p)).decode()
    assert "font-display:swap" in sheet
    assert "assets/fonts/noto-sans-myanmar/NotoSansMyanmar-Burmese-400.woff2" in example


def test_targets_travel_to_other_processes(example_advisory: Callable[[str], Advisory]) -> None:
    for planned in each(plan_site([example_advisory("my")])):
        assert pickle.loads(pickle.dumps(planned)).path == planned.path


def test_a_digest_follows_words_and_not_the_day(
    example_advisory: Callable[[str], Advisory],
) -> None:
    def digest(advisory: Advisory) -> str:
        planned = pages.plan([advisory])
        return next(t.digest for t in planned if t.path == "en/freedonia/")

    advisory = example_advisory("en")
    first = digest(advisory)
    assert digest(replace(advisory, today=advisory.today + timedelta(days=1))) == first
    elsewhere = replace(advisory.country, name=plain("Elsewhere", "en"))
    assert digest(replace(advisory, country=elsewhere)) != first


def test_a_helper_of_the_whole_country_is_named_in_the_province_where_it_sits(
    example: Site,
) -> None:
    """Somebody locked in looks for a helper near by; one that answers everywhere was left out there."""
    page = parse(example["my/freedonia/where/index.html"])
    row = next(one for one in page.walk() if one.attributes.get("id") == "sg-01")
    assert row.parent is not None
    assert "Open Door" in row.parent.text()
    # What it says of itself stands once, on the page of its card.
    assert "c-open-door" in ids(parse(example["my/freedonia/assistance/index.html"]))
    assert "c-open-door" not in ids(page)
