"""Papers without words: pictures and numbers that fit, say something to whoever hears them, and are known again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from support.copies import COPY_DOTS_PER_MM, READABLE, copied, crop, likeness
from support.each import each
from support.leaflets import picture
from support.pages import parse
from support.records import one_changed

from generator.build.requested import facts_of, name_of
from generator.cli.papers import answering
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.records.wordless import WordlessEdition
from generator.localise.texts import plain
from generator.model.editions import WORDLESS, Editions
from generator.model.wordless import MOST_FOOT_LETTERS
from generator.products import pages
from generator.products.pages.print_page import desk
from generator.products.paper import _press_for, draft_paper, papers, print_leaflet
from generator.products.paper.content.picker import Picker
from generator.products.paper.content.wordless_blocks import hazards
from generator.products.paper.editions.fact_record import all_carried
from generator.products.paper.editions.verdicts import verdicts
from generator.products.paper.errors import LeafletError
from generator.products.paper.layout.sheet import Draft
from generator.products.paper.names import Paper, is_wordless, papers_of
from generator.products.paper.pdf.engine import Box
from generator.products.paper.request import NoSuchPaperError, paper_asked, refuse_missing

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
FORMATS = {name: one for name, one in own_formats().items() if is_wordless(one)}
CODE_AND_DOT = len(" · SG-zxx-261125-3f1a")


def paper(name: str, **more: Any) -> Paper:
    return Paper("freedonia", WORDLESS, f"wordless-{name}", **more)


def edition_of(advisory: Advisory) -> WordlessEdition:
    assert advisory.wordless is not None
    return advisory.wordless


_MADE: dict[tuple[str, bool], tuple[Draft, bytes]] = {}


@pytest.fixture
def made(example_advisory: Make) -> Callable[..., tuple[Draft, bytes]]:
    """Print a paper of Freedonia, each once for all tests."""

    def print_one(name: str, *, mono: bool = False) -> tuple[Draft, bytes]:
        if (name, mono) not in _MADE:
            draft = draft_paper(paper(name, mono=mono), {"en": example_advisory("en")})
            _MADE[name, mono] = draft, print_leaflet(draft)[0]
        return _MADE[name, mono]

    return print_one


def figures(data: bytes) -> dict[str, str]:
    """The alternative texts of a PDF, each with its own language; "" where it is that of the document."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        return {str(one.get("/Alt", "")): str(one.get("/Lang", "")) for one in found}


# --- which there are --------------------------------------------------------------------------


def test_there_is_one_of_each_for_the_country_whichever_its_locales(example_advisory: Make) -> None:
    names = {
        locale: [
            p.path
            for p in papers_of(example_advisory(locale), own_formats(), [locale])
            if p.is_wordless
        ]
        for locale in ("en", "my")
    }
    assert names["en"] == names["my"]
    base = "leaflets/freedonia/freedonia.zxx"
    assert set(names["en"]) >= {
        f"{base}.poster.pdf", f"{base}.poster-mono-a4.pdf", f"{base}.trifold.pdf", f"{base}.trifold-mono.pdf",
        f"{base}.card.pdf", f"{base}.card-mono.pdf", f"{base}.slip.pdf", f"{base}.slip-mono.pdf",
    }  # fmt: skip


def test_each_locale_makes_the_same_paper(example_advisory: Make) -> None:
    targets = [
        {one.path: (target.digest, draft.edition.code) for one, target, draft in papers([example_advisory(locale)], formats=FORMATS)}
        for locale in ("en", "my")
    ]  # fmt: skip
    assert targets[0] == targets[1] != {}


def test_without_a_number_or_a_danger_there_is_none(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    for less in (
        None,
        replace(edition_of(advisory), numbers=()),
        replace(edition_of(advisory), hazards=()),
        # Its letters cannot be printed.
        replace(edition_of(advisory), host_locale="ar"),
    ):
        poorer = replace(advisory, wordless=less)
        assert not [one for one in papers_of(poorer, own_formats(), ["en"]) if one.is_wordless]
        with pytest.raises(NoSuchPaperError, match="no paper without words"):
            refuse_missing(paper("card"), poorer)


@pytest.mark.parametrize(
    ("locales", "name", "said"),
    [("zxx", "booklet", 'no leaflet format "wordless-booklet"'), ("zxx_my", "card", 'Write "zxx" alone'),
     ("my", "wordless-card", 'write "zxx"')],
)  # fmt: skip
def test_what_is_asked_for_in_another_way_is_told(locales: str, name: str, said: str) -> None:
    with pytest.raises(NoSuchPaperError, match=said):
        paper_asked("freedonia", locales, name, formats=own_formats())


def test_a_format_without_words_has_no_language(example_advisory: Make) -> None:
    with pytest.raises(LeafletError, match='"zxx"'):
        draft_paper(Paper("freedonia", "en", "wordless-card"), {"en": example_advisory("en")})
    asked = paper_asked("freedonia", "zxx", "card", formats=own_formats(), mono=True)
    assert asked.path == "leaflets/freedonia/freedonia.zxx.card-mono.pdf"


# --- what is on them --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["poster", "trifold", "card", "slip"])
def test_nothing_but_numbers_and_the_few_words_can_be_read(
    name: str, made: Callable[..., tuple[Draft, bytes]], example_advisory: Make
) -> None:
    draft, data = made(name)
    edition = edition_of(example_advisory("en"))
    read = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    read = " ".join(re.sub("[\u200b\ufffe\u2060]", "", read).split())
    assert str(edition.untested) in read
    allowed = [edition.title, edition.untested, edition.foot, draft.edition.code, draft.edition.typed_address,
               draft.edition.home_address]  # fmt: skip
    for words in sorted(map(str, allowed), key=len, reverse=True):
        read = read.replace(words, "")
    assert not re.search(r"[^\W\d_]", read), read
    assert edition.numbers[0].plate.plate_tel.text in read


@pytest.mark.parametrize("name", ["poster", "trifold", "card", "slip"])
def test_every_picture_says_what_it_means_in_its_language(
    name: str, made: Callable[..., tuple[Draft, bytes]], example_advisory: Make
) -> None:
    _draft, data = made(name)
    report = page_validation.validate_pdf_bytes(
        data, profile=page_validation.ValidationProfile.PDF_UA_1
    )
    assert [str(failure) for failure in report.failures] == []
    edition = edition_of(example_advisory("en"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == edition.host_locale
    alternatives = figures(data)
    assert all(alternatives)
    assert alternatives[str(edition.hand_phone.alt)] == "en"  # nobody has translated it
    if name == "poster":
        shown = {str(step.alt) for one in edition.hazards for step in (*one.do, *one.dont)}
        assert shown <= alternatives.keys()


def test_each_call_has_the_phone_handed_on_beside_it(
    made: Callable[..., tuple[Draft, bytes]],
) -> None:
    for name in each(("poster", "trifold", "card", "slip")):
        html = made(name)[0].sheet_html(
            size_pt=made(name)[0].leaflet.largest_pt, without=frozenset()
        )
        calls = html.count('class="digits')
        assert calls == html.count('<span class="hand"') > 0


def test_no_picture_of_the_police_is_on_any(made: Callable[..., tuple[Draft, bytes]]) -> None:
    for name in each(("poster", "trifold", "card", "slip")):
        html = made(name)[0].sheet_html(
            size_pt=made(name)[0].leaflet.largest_pt, without=frozenset()
        )
        assert "icon/ambulance" in html
        assert "icon/police" not in html
        assert "contacts.police" not in made(name)[0].carried


def test_parts_of_the_dangers_are_all_of_them_once(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    edition = edition_of(advisory)
    block = next(b for b in FORMATS["wordless-trifold"].panels["first"].blocks)
    for count in range(1, 9):
        # As many dangers as that, each by another name.
        many = tuple(replace(edition.hazards[0], alt=plain(str(n), "en")) for n in range(count))
        there = Picker(replace(advisory, wordless=replace(edition, hazards=many)))
        parts = [
            hazards(block.model_copy(update={"share": (number, 4)}), there)
            for number in range(1, 5)
        ]
        shown = [[str(one.alt) for one in part.hazards] for part in parts if part]
        assert [name for part in shown for name in part] == [str(n) for n in range(count)]
        assert max(map(len, shown)) - min(map(len, shown)) <= 1


def test_what_may_not_be_on_paper_leaves_the_sequence(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    danger = next(one for one in edition_of(advisory).hazards if one.do)
    local = advisory.hazards[danger.hazard]

    def hidden(messages: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(
            replace(one, carry="page") if one.id == danger.do[0].message else one
            for one in messages
        )

    changed = replace(
        local, before=hidden(local.before), during=hidden(local.during), after=hidden(local.after)
    )
    there = replace(advisory, hazards={**advisory.hazards, danger.hazard: changed})
    name = f"hazards.{danger.hazard}.{danger.do[0].message}"
    assert name in draft_paper(paper("trifold"), {"en": advisory}).carried
    assert name not in draft_paper(paper("trifold"), {"en": there}).carried


@pytest.mark.parametrize(
    ("name", "mono", "size"),
    [("card", False, "letter"), ("slip", True, "letter"),
     pytest.param("poster", True, "a4", marks=pytest.mark.slow),
     pytest.param("trifold", True, "letter", marks=pytest.mark.slow)],
)  # fmt: skip
def test_long_words_and_many_pictures_fit_on_each_paper(
    name: str, mono: bool, size: str, example_advisory: Make
) -> None:
    """As in a country with five numbers, ten dangers of six pictures, and the longest words that are allowed."""
    advisory = example_advisory("en")
    edition = edition_of(advisory)
    danger = max(edition.hazards, key=lambda one: len(one.do) + len(one.dont))
    step = (*danger.do, *danger.dont)[0]
    months = tuple("season-wind" if n in (6, 7, 8) else None for n in range(1, 13))
    crowded = replace(
        danger, do=(replace(step, dont=False),) * 3, dont=(replace(step, dont=True),) * 2,
        call=edition.numbers[-1], months=months, see=(step,),
    )  # fmt: skip
    foot = "ช่วยเหลือฟรี " * 9
    full = replace(
        edition,
        title=plain("ความช่วยเหลือเป็นภาพ", "th"),
        foot=plain(foot[: MOST_FOOT_LETTERS - CODE_AND_DOT], "th"),
        untested=plain("ยังไม่ได้ทดสอบ: ผู้อ่านยังไม่ได้บอกว่าภาพเหล่านี้หมายถึงอะไร", "th"),
        numbers=(*edition.numbers, *edition.numbers)[:5],
        hazards=(crowded,) * 10,
    )
    draft = draft_paper(paper(name, mono=mono, size=size), {"en": replace(advisory, wordless=full)})
    data, _fit = print_leaflet(draft)
    assert len(pypdfium2.PdfDocument(data)) == len(draft.leaflet.sides)


# --- known again ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["poster", "trifold"])
def test_the_code_leads_to_the_page_that_answers(
    name: str, made: Callable[..., tuple[Draft, bytes]]
) -> None:
    draft, data = made(name)
    found = zxingcpp.read_barcodes(picture(data, 0, 150))
    assert [one.text for one in found] == [draft.edition.address]
    assert re.search(r"/(en|es)/freedonia/print/#SG-zxx-\d{6}-[0-9a-f]{4}$", draft.edition.address)


def test_it_is_recorded_by_numbers_and_messages_and_not_by_words(
    made: Callable[..., tuple[Draft, bytes]], example_advisory: Make
) -> None:
    carried = made("poster")[0].carried
    today = all_carried(example_advisory("my"), set(carried))
    assert "contacts.ambulance" in carried
    assert any(name.startswith("hazards.") for name in carried)
    for name, one in each(carried.items()):
        # Without the digest of words: a better translation does not make a picture wrong.
        assert " " not in one.said or name.startswith("contacts.")
        assert today[name].said.split(" ")[0] == one.said.split(" ")[0]
    # The numbers inside sentences are not printed.
    printed = {one.plate.ids for one in edition_of(example_advisory("en")).numbers}
    assert {name for name in carried if name.startswith("contacts.")} <= {
        f"contacts.{key}" for ids in printed for key in ids
    }


def test_nothing_of_it_is_lost_on_a_copy_of_a_copy(
    made: Callable[..., tuple[Draft, bytes]],
) -> None:
    """In black: what is yellow or red on screens is told by frames, and the small print stays."""
    document = pypdfium2.PdfDocument(made("card", mono=True)[1])
    drawn: Image.Image = document[1].render(scale=4).to_pil().convert("RGB")
    red, green, blue = drawn.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    html = made("card", mono=True)[0].panel_html("dangers", without=frozenset())
    assert html.count('class="tile dont"') == html.count(".no.svg") > 0


def recorded(draft: Draft, which: Paper) -> Editions:
    """What editions.yaml has after the paper was published."""
    row = {**facts_of(which, draft), "papers": [name_of(which)]}
    record = {"day": "2026-11-29", "editions": {draft.edition.code: row}, "seal": "0" * 16}
    return Editions.model_validate({"records": [record]})


@pytest.mark.parametrize("locale", ["en", "my"])
def test_each_language_of_the_country_answers_for_its_code(
    locale: str, made: Callable[..., tuple[Draft, bytes]], example_advisory: Make
) -> None:
    draft, code = made("card")[0], made("card")[0].edition.code
    editions = recorded(draft, paper("card"))
    assert editions.by_code[code].locale == WORDLESS
    advisory = replace(example_advisory(locale), editions=editions.answered_in("freedonia", locale))
    assert editions.answered_in("nowhere", locale) == {}
    assert verdicts(advisory)[code].kind == "good"
    ambulance = advisory.contacts["ambulance"]
    assert ambulance.tel
    tel = replace(ambulance.tel, text="996", href="tel:996")
    contacts = one_changed(advisory.contacts, "ambulance", number="996", tel=tel)
    changed = verdicts(replace(advisory, contacts=contacts))[code]
    assert [(fix.old, fix.new.number) for fix in changed.corrections if fix.new] == [("995", "996")]
    # Corrections and stickers speak the host country's language, or the first of the site.
    edition = editions.by_code[code]
    spanish = replace(advisory, locale="es")
    assert answering([advisory, spanish], edition) is spanish
    assert answering([advisory], edition) is advisory
    assert answering([replace(advisory, host="elsewhere")], edition) is None


def test_the_print_desk_shows_them_in_every_language_and_says_untested(
    example_advisory: Make,
) -> None:
    advisory = example_advisory("my")
    [target] = [t for t in pages.plan([advisory], formats=FORMATS) if t.path.endswith("/")]
    page = parse(target.make()[f"{target.path}print/index.html"])
    [title] = [h2 for h2 in page.find("h2") if h2.text() == "Without words"]
    assert title.parent
    assert title.parent.tag == "summary"
    links = [
        a.attributes["href"] for a in page.find("a") if "/freedonia.zxx." in a.attributes["href"]
    ]
    assert {link.rpartition("/")[2] for link in links} >= {
        f"freedonia.zxx.{name}.pdf" for name in ("poster", "trifold", "card", "slip")
    }
    assert "Untested: no reader has told yet" in page.text()
    understood = replace(advisory, wordless=replace(edition_of(advisory), untested=None))
    desk_of = desk(understood, FORMATS, ["my"], press=True)
    assert len(desk_of.wordless) == 4
    assert desk_of.first is None


def test_a_picture_that_stands_on_a_number_is_refused(example_advisory: Make) -> None:
    """Side by side they leave no panel, so nothing else sees it: six signs once lay under the digits."""
    advisory = example_advisory("en")
    edition = edition_of(advisory)
    many = replace(edition.numbers[0], pictures=("flood", "storm") * 3)
    crowded = replace(advisory, wordless=replace(edition, numbers=(many,)))
    draft = draft_paper(paper("card"), {"en": crowded})
    with pytest.raises(LeafletError, match="a picture stands"):
        print_leaflet(draft)


@pytest.mark.slow
def test_digits_and_pictures_are_told_apart_on_the_third_copy(example_advisory: Make) -> None:
    """Of the smallest that there are, on the card in black."""
    draft = draft_paper(paper("card", mono=True), {"en": example_advisory("en")})
    html = draft.sheet_html(size_pt=draft.leaflet.comfortable_pt, without=frozenset())
    laid = _press_for(draft).lay_out(html, draft.locale)
    document = pypdfium2.PdfDocument(laid.write())
    scale = COPY_DOTS_PER_MM * 25.4 / 72
    printed = [page.render(scale=scale).to_pil().convert("L") for page in document]
    copies = [copied(one) for one in printed]

    def seen(box: Box) -> tuple[Image.Image, Image.Image]:
        return crop(printed[box.page], box), crop(copies[box.page], box)

    digits = [box for box in laid.boxes if box.kind == "text" and re.fullmatch(r"[\d ]+", box.name)]
    pictures = [box for box in laid.boxes if box.name == "picture" and box.page == 1]
    assert len(digits) >= 2
    assert len(pictures) >= 5
    for box in each([*digits, *pictures]):
        assert likeness(*seen(box)) > READABLE, box
    for box in pictures:
        one, _ = seen(box)
        alike = [
            likeness(one, seen(other)[1].resize(one.size)) for other in pictures if other is not box
        ]
        assert likeness(*seen(box)) > max(alike), box
    # The line of words, which is the smallest print.
    (line, *_) = [box for box in laid.boxes if box.kind == "text" and "free" in box.name]
    assert likeness(*seen(line)) > READABLE
