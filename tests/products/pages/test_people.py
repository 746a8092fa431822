"""Pages of groups of people, and what each *now* says to those who cannot hear or speak."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.check import with_file
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES, ROOT
from support.pages import Element, ids, parse
from support.real import real_content

from generator.load import Content, load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products import pages, pocket
from generator.products.pages import PageSet, queries
from generator.products.pages.render import Rendered
from generator.products.search.entries import entries_of

pytestmark = pytest.mark.thorough

HOSTS = ("japan", "malaysia", "mexico", "singapore", "south-korea", "thailand")
OF_VIOLENCE = re.compile(r"violen|abus|\brape|\bhit|\bbeat|traffick|sexual|forced", re.IGNORECASE)


def advisory_of(content: Content, host: str = "freedonia") -> Advisory:
    locales = EXAMPLE_LOCALES if host == "freedonia" else ROOT / "locales"
    return next(load_advisories(content, locales, Selection(host, "en")))


def page_set_of(advisory: Advisory) -> PageSet:
    return pages.page_set_of(advisory, ("en",))


def rendered(page_set: PageSet, key: str) -> Rendered:
    return page_set.render(f"{page_set.base}{key}/index.html")


def main_of(page_set: PageSet, key: str) -> Element:
    return parse(str(rendered(page_set, key).main).encode())


@pytest.fixture(scope="module")
def freedonia(example_content: Content) -> PageSet:
    return page_set_of(advisory_of(example_content))


@pytest.fixture(scope="module", params=HOSTS)
def real(request: pytest.FixtureRequest) -> PageSet:
    return page_set_of(advisory_of(real_content(), request.param))


def keys_of_now(page_set: PageSet) -> list[str]:
    return ["now", *(f"hazards/{slug}" for slug in page_set.advisory.hazards)]


def voiceless(page_set: PageSet, key: str) -> Element:
    """The paragraph of those who cannot hear or speak; on the page of a hazard it is in *now*."""
    paragraphs = main_of(page_set, key).find("p", class_="mute")
    assert len(paragraphs) == 1, key
    assert key == "now" or paragraphs[0].inside("section"), key
    return paragraphs[0]


# --- without a voice --------------------------------------------------------------------------


def test_each_now_says_how_to_get_help_without_a_voice(freedonia: PageSet) -> None:
    shown = ids(main_of(freedonia, "show"))
    for key in each(keys_of_now(freedonia), at_least=3):
        paragraph = voiceless(freedonia, key)
        assert "Cannot hear or speak: No way to write" in paragraph.text()
        assert "Show this: I am deaf. Please call 995 for me." in paragraph.text()
        *to_more, to_sentence = (link.attributes["href"] for link in paragraph.find("a"))
        assert to_more == (["../people/disability/index.html"] if key == "now" else [])
        assert to_sentence.partition("#")[2] in shown


def test_the_way_of_the_country_stands_in_place_of_not_known() -> None:
    way = (
        'without_voice:\n  text: "Send a message to %(ambulance)s."\n  sources: [census]\nregions:'
    )
    content = with_file(
        "hosts/freedonia/country.yaml", lambda text: text.replace("regions:", way, 1)
    )
    page_set = page_set_of(advisory_of(content))
    for key in each(keys_of_now(page_set), at_least=3):
        said = voiceless(page_set, key).text()
        assert "Cannot hear or speak: Send a message to 995." in said
        assert "Show this: I am deaf." in said
        assert "No way to write" not in said


def test_each_now_of_a_real_country_says_it(real: PageSet) -> None:
    way = real.advisory.country.without_voice
    for key in each(keys_of_now(real), at_least=10):
        said = voiceless(real, key).text()
        assert (str(way.text) if way else "No way to write") in said
        assert "I am deaf." in said


def test_a_withdrawn_sentence_leaves_the_rest() -> None:
    mark = '  deaf:\n    withdrawn: {day: "2026-11-01", why: "Not understood."}\n'
    content = with_file("phrases.yaml", lambda text: text.replace("  deaf:\n", mark, 1))
    said = voiceless(page_set_of(advisory_of(content)), "now").text()
    assert "No way to write" in said
    assert "Show this" not in said


def test_a_search_does_not_find_every_hazard_by_it(freedonia: PageSet) -> None:
    def words(key: str) -> str:
        body = str(rendered(freedonia, key).body)
        return " ".join(entry.text for entry in entries_of(body, f"{key}/", "en"))

    assert "deaf" not in words("hazards/flood")
    assert "deaf" in words("people/disability")


def test_a_card_says_how_else_a_line_is_reached() -> None:
    content = with_file(
        "hosts/freedonia/assistance.yaml",
        lambda text: text.replace(
            "  open-door:\n", "  open-door:\n    reach: [voice, sms, video]\n", 1
        ),
    )
    (card,) = main_of(page_set_of(advisory_of(content)), "assistance").find("*", id="c-open-door")
    assert "Without speaking: text message · video call" in card.text()
    (bare,) = main_of(page_set_of(advisory_of(load_content(EXAMPLE)[0])), "assistance").find(
        "*", id="c-open-door"
    )
    assert "Without speaking" not in bare.text()


# --- pages of groups --------------------------------------------------------------------------


def test_a_page_gathers_what_is_for_its_group(freedonia: PageSet) -> None:
    disability, women = (main_of(freedonia, f"people/{one}") for one in ("disability", "women"))
    text = disability.text()
    assert "Tie a bag to your chair." in text
    assert "Agree on who wakes you by hand." in text
    assert "Put papers and phones on a high shelf." in text  # of the flood
    assert "May I go to a shelter without papers?" in text
    assert "I am deaf." in text
    assert "Pack medicine for 7 days." in women.text()  # of the bag to take along
    assert "Open Door" in women.text()


def test_a_group_without_anything_to_say_has_no_page(freedonia: PageSet) -> None:
    assert queries.group_pages(freedonia.advisory) == ["women", "children", "disability"]
    keys = {page.spec.key for page in freedonia.pages}
    assert {key for key in keys if key.startswith("people/")} == {
        "people/women", "people/children", "people/disability",
    }  # fmt: skip


def test_the_way_to_them_is_two_taps(freedonia: PageSet) -> None:
    links = {link.attributes["href"] for link in main_of(freedonia, "assistance").find("a")}
    for group in each(queries.group_pages(freedonia.advisory), at_least=3):
        assert f"../people/{group}/index.html" in links


def test_nothing_from_behind_hide_page_is_on_them(freedonia: PageSet) -> None:
    women = main_of(freedonia, "people/women")
    assert "Quiet line" not in women.text()
    assert "1800 234 5678" not in women.text()
    assert "Papers lost in the water" not in women.text()  # it is on the page of the office
    (to_talk,) = women.find("a", href="../../talk/index.html")
    assert to_talk.text() == "If you want to talk to somebody"


def test_the_page_of_women_is_neutral_to_who_looks_on(real: PageSet) -> None:
    page = rendered(real, "people/women")
    assert page.title.startswith("Women ·")
    # Of the head: what a link shows when it is sent. The foot says that nobody may ask for sex.
    for shown in (page.title, str(page.head), parse(str(page.body).encode()).text()):
        assert not OF_VIOLENCE.search(shown)


def test_a_page_of_abuse_hides_still(real: PageSet) -> None:
    assert main_of(real, "talk").find("*", class_="hide")


def test_pages_of_groups_are_short(real: PageSet) -> None:
    for group, own in each(real.advisory.prepare.groups.items(), at_least=5):
        assert len(own.points) <= 8, group


def test_a_caution_goes_with_its_number(real: PageSet) -> None:
    for group in each(queries.group_pages(real.advisory)):
        text = main_of(real, f"people/{group}").text()
        for contact in queries.group_pieces(real.advisory, group).contacts:
            caution = queries.caution_of(real.advisory, contact)
            assert caution is None or str(caution) in text, contact.id


# --- a tag takes nothing away -----------------------------------------------------------------


@pytest.fixture
def untagged(tmp_path: Path) -> PageSet:
    """Freedonia without any group in a ``who``."""
    root = tmp_path / "content"
    shutil.copytree(EXAMPLE, root)
    groups = "|".join(queries.GROUPS)
    for path in root.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(rf"\n +who: \[(?:{groups}|, )+\](?=\n)", "", text), "utf-8")
    content, _problems = load_content(root)
    return page_set_of(advisory_of(content))


def test_a_tag_changes_no_other_page(freedonia: PageSet, untagged: PageSet) -> None:
    def others(page_set: PageSet) -> Iterator[str]:
        keys = (page.spec.key for page in page_set.pages)
        return (key for key in keys if key and not key.startswith("people/"))

    for key in each(others(freedonia), at_least=20):
        # These list the pages there are, or name the index with their words.
        if key not in ("assistance", "find", "offline"):
            assert rendered(freedonia, key).main == rendered(untagged, key).main, key
    assert queries.group_pages(untagged.advisory) == ["children", "disability"]


def test_a_tag_changes_no_pocket_page_and_no_poster(freedonia: PageSet, untagged: PageSet) -> None:
    for before, after in zip(
        pocket_files(untagged.advisory), pocket_files(freedonia.advisory), strict=True
    ):
        assert before == after
    for profile in ("home", "factory"):
        ids_of = [
            [
                m.id
                for danger in queries.profile_steps(one.advisory, profile)
                for m in danger.now + danger.later
            ]
            for one in (freedonia, untagged)
        ]
        assert ids_of[0] == ids_of[1] != []


def pocket_files(advisory: Advisory) -> list[bytes]:
    return [data for target in pocket.plan([advisory]) for data in target.make().values()]


def test_a_line_of_one_province_is_not_denied_on_the_page_of_the_country(
    freedonia: PageSet,
) -> None:
    """ "We found no line" was said beside a clinic of a province that answers in the reader's language."""
    language = queries.reader_language(freedonia.advisory)

    def spoken(text: str, clinic: str) -> str:
        text = text.replace("languages: [my, ar, en]", "languages: [es]")
        return text.replace("  label: Hill clinic\n", f"  label: Hill clinic\n{clinic}", 1)

    without = with_file("hosts/freedonia/assistance.yaml", lambda text: spoken(text, ""))
    said = main_of(page_set_of(advisory_of(without)), "assistance").text()
    assert "We found no telephone line that says" in said
    clinic = f"    languages: [{language}]\n"
    one = with_file("hosts/freedonia/assistance.yaml", lambda text: spoken(text, clinic))
    said = main_of(page_set_of(advisory_of(one)), "assistance").text()
    assert "We found no telephone line that says" not in said
    assert "We found no telephone line for the whole country that says it answers in" in said
    assert "Lines of a province that say so: Pinky Hills." in said
