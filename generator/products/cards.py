"""Step 4: an advisory → picture cards as PNG, of the numbers and of the gravest hazards.

In: an advisory. Out: PNG files, one of the numbers (1200 × 630) and a square one of each of the
gravest hazards (1080 × 1080). The words are laid out as on paper, so that every script is shaped
right, and then drawn. A card shows only what may be on paper: people pass it on, and others see it
over their shoulder.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from ..cache.digests import (
    code_digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ..localise.advisory import Advisory
from ..localise.number_plates import NumberPlate, number_plates, proofs_once
from ..localise.records.library import HazardRecord
from ..localise.records.twins import MessageRecord
from ..localise.texts import Text
from ..model.site import UNDECIDED_URL
from ..paths import PACKAGE
from ..text.fonts import FONTS_FOLDER, WEIGHTS, bundled_families, css_font_face, css_font_family
from ..text.languages import find_language
from .html import paper, template_environment
from .icons import ICONS_FOLDER
from .share_pictures import card_path, has_picture, is_drawable, pictured_steps
from .target import Files, Target

TEMPLATES = PACKAGE / "templates"
STYLE = PACKAGE / "assets" / "cards" / "card.css"
COLOURS = 48
ACTS = 4
"""Steps on the card of a hazard."""
_PX_PER_PT = 96 / 72


@dataclass(frozen=True)
class Cards:
    """The cards of a host in one locale, ready to be laid out."""

    locale: str
    langs: tuple[str, ...]
    html: str
    paths: tuple[str, ...]
    """Where each page of the document goes, in order."""


class HazardCard(NamedTuple):
    """What the card of a hazard says."""

    name: Text
    icon: str
    acts: list[MessageRecord]
    plate: NumberPlate
    """The number of the hazard's own page."""
    proofs: Text | None
    """How far it is proved."""
    read: Text
    """On which day the oldest of its sources was read."""


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """One target per advisory we have letters for: its wide card, and beside it the square ones."""
    return [_target(cards_of(one)) for one in advisories if is_drawable(one.locale)]


def _target(cards: Cards) -> Target:
    fonts = [f.path(weight) for f in bundled_families(cards.langs) for weight in WEIGHTS]
    target = Target.of(
        cards.paths[0],
        "cards",
        partial(make_cards, cards),
        effort=0.7,
        data=cards.html,
        paths=cards.paths,
        style=card_css(cards.langs),
        font=file_digests(fonts),
        icons=tree_digest(ICONS_FOLDER),
        code=code_digest(),
        library=library_versions() | native_versions(),
    )
    return replace(target, beside=cards.paths[1:])


def cards_of(advisory: Advisory) -> Cards:
    """Choose what the cards of an advisory say."""
    country = advisory.country
    hazards = [h for h in advisory.hazards.values() if has_picture(h)]
    numbers = number_plates((advisory.contacts[key] for key in country.plates), country.roles)
    words = {
        "call": advisory.ui("overview.title", "In an emergency, call"),
        "free": advisory.ui("foot.free", "Help is free."),
        "nobody": advisory.ui("foot.nobody", "Nobody may ask you for money, work or sex for it."),
        "proofs": proofs_once(numbers, advisory.ui),
        "read": _read(advisory, read_on(advisory)),
        "draft": _draft(advisory),
    }
    html = (
        _environment()
        .get_template("cards/cards.html")
        .render(
            locale=advisory.locale,
            country=country.name,
            people=advisory.people.people,
            plates=numbers,
            said=words,
            address=address_of(advisory),
            hazards=[_hazard_card(advisory, hazard) for hazard in hazards],
        )
    )
    langs = tuple(dict.fromkeys([*advisory.ui.translator.chain]))
    names = [None, *(h.id for h in hazards)]
    return Cards(
        advisory.locale,
        langs,
        html,
        tuple(card_path(advisory.host, advisory.locale, name) for name in names),
    )


def _hazard_card(advisory: Advisory, hazard: HazardRecord) -> HazardCard:
    plate = _bar_plate(advisory, hazard)
    return HazardCard(
        hazard.name,
        hazard.icon,
        acts_of(hazard),
        plate,
        proofs_once([plate], advisory.ui),
        _read(advisory, hazard_read_on(advisory, hazard)),
    )


def acts_of(hazard: HazardRecord) -> list[MessageRecord]:
    """The first steps of a hazard that have a picture and may be carried."""
    return pictured_steps(hazard)[:ACTS]


def read_on(advisory: Advisory) -> date:
    """The day on which the oldest source of the card's numbers was read."""
    days: list[date] = [advisory.contacts[key].proof.read_on for key in advisory.country.plates]
    return min(days)


def hazard_read_on(advisory: Advisory, hazard: HazardRecord) -> date:
    """Return the day on which the oldest source of a hazard's card was read.

    The sources are those of its steps, of the hazard, and of its number.
    """
    cited = [key for act in acts_of(hazard) for key in act.sources] + list(hazard.sources)
    days: list[date] = [advisory.sources[key].read_on for key in cited if key in advisory.sources]
    return min([*days, read_on(advisory)])


def _read(advisory: Advisory, day: date) -> Text:
    return advisory.ui("foot.read", "Sources read on %(day)s.", day=day)


def _bar_plate(advisory: Advisory, hazard: HazardRecord) -> NumberPlate:
    """The number of the hazard's own page."""
    country = advisory.country
    key = country.bar.get(hazard.id) or country.bar.get("now") or country.plates[0]
    (number,) = number_plates([advisory.contacts[key]], country.roles)
    return number


def _draft(advisory: Advisory) -> Text | None:
    """Say that no second person has read the words, unless one has, or they are the source."""
    states = {
        advisory.country.name.state,
        *(advisory.contacts[k].label.state for k in advisory.country.plates),
    }
    return advisory.ui("state.draft-strip", "Draft translation") if "draft" in states else None


def address_of(advisory: Advisory) -> str:
    """What a hand types; nothing while nobody has decided the site's address."""
    site = advisory.site
    if site.site_url.startswith(UNDECIDED_URL):
        return ""
    return str(site.short_url or urlsplit(site.site_url).netloc)


@cache
def _environment() -> Environment:
    env = template_environment(TEMPLATES)
    env.filters["paper"] = _on_paper
    return env


def _on_paper(text: Text | None) -> Markup:
    return paper(text, text.lang if text else "")


def card_css(langs: tuple[str, ...]) -> str:
    """Return the whole style sheet of cards with words in *langs*."""
    faces = css_font_face(langs).replace(FONTS_FOLDER.as_uri(), "asset:fonts")
    return faces + "".join(map(_language_css, langs)) + STYLE.read_text("utf-8")


def _language_css(lang: str) -> str:
    row = find_language(lang)
    if row is None:
        return ""
    return (
        f":lang({lang}) {{ font-family: {css_font_family(lang)}; "
        f"line-height: {row.line_height.paper}; --head: {row.line_height.heading} }}\n"
    )


def make_pdf(cards: Cards) -> bytes:
    """Return the cards as PDF, one on a page. Raises LeafletError where WeasyPrint complains."""
    # WeasyPrint takes a third of a second to import: only who draws waits for it.
    from .paper.errors import LeafletError  # noqa: PLC0415
    from .paper.pdf.engine import Press  # noqa: PLC0415

    laid = Press(card_css(cards.langs), {}).lay_out(cards.html, cards.locale)
    if laid.pages != len(cards.paths):
        raise LeafletError(f"{cards.paths[0]}: {laid.pages} pages for {len(cards.paths)} cards")
    return laid.write()


def make_cards(cards: Cards) -> Files:
    """Draw the cards as PNG files; the same bytes for the same words and libraries."""
    return drawn(make_pdf(cards), cards.paths)


def drawn(pdf: bytes, paths: Sequence[str]) -> Mapping[str, bytes]:
    """Draw each page of *pdf*, one CSS pixel to a pixel, in few colours."""
    import pypdfium2  # noqa: PLC0415

    pictures: dict[str, bytes] = {}
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        for number, path in enumerate(paths):
            page = document[number]
            picture = page.render(scale=_PX_PER_PT).to_pil().convert("RGB")
            file = io.BytesIO()
            picture.quantize(COLOURS, dither=0).save(file, "PNG", optimize=True)
            pictures[path] = file.getvalue()
            page.close()
    finally:
        document.close()
    return pictures
