"""Step 4, wordless: what a host country shows without words → its page ``zxx/H/``, for everybody.

In: advisories of one host country. Out: one target, the page, and its style. ``zxx`` is the tag for
what has no language: the page is in no language menu, no sitemap and no search. Pictures are views
of the sheet that all pages share; it needs no script and opens from a disk. Why:
docs/adr/0053-without-words.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, partial

from markupsafe import Markup

from ..cache.digests import code_digest, library_versions, tree_digest
from ..localise.advisory import Advisory
from ..localise.records.wordless import WordlessEdition
from ..localise.texts import Text
from ..paths import ASSETS, PACKAGE
from ..text.languages import Language
from .icons import NO_COLOUR, icon_names, icon_parts
from .minified import minified_css
from .pages.environment import environment
from .pages.picture_sheet import on_sheet, sheet_path
from .pages.place import PagePlace
from .site_paths import PAGE_FILE, wordless_base
from .target import Files, Target

_PRODUCT = "wordless"
_TEMPLATE = "wordless/page.html"
_SLASH = Markup(
    '<path d="M2 22 22 2" stroke="#fff" stroke-width="4.4"/>'
    '<path d="M2 22 22 2" stroke="{}" stroke-width="2.4"/>'
).format(NO_COLOUR)
"""Over a drawing that is not on the sheet: as thick as there."""
_STYLE = ASSETS / "wordless" / "page.css"


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Return the page of a host country and its style; none where there is no edition."""
    first = next((one for one in advisories if one.wordless is not None), None)
    if first is None or first.wordless is None:
        return []
    edition, base = first.wordless, wordless_base(first.host)
    direction = direction_of(edition, first.languages)
    page = Target.of(
        base,
        _PRODUCT,
        partial(_make, edition, direction),
        data=[repr(edition), direction],
        style=[style_path(), sheet_path()],
        template=tree_digest(PACKAGE / "templates" / "wordless"),
        icons=tree_digest(PACKAGE / "assets" / "icons"),
        code=code_digest(),
        library=library_versions(),
    )
    files = {style_path(): stylesheet()}
    return [
        page,
        *(Target.of(path, _PRODUCT, partial(_file, path, d), data=d) for path, d in files.items()),
    ]


def assets_of(advisory: Advisory) -> Files:
    """Return the style of the page, if there is one. Its sheet of pictures is that of all pages."""
    return {style_path(): stylesheet()} if advisory.wordless is not None else {}


def direction_of(edition: WordlessEdition, languages: object) -> str:
    """Return the direction of a row of pictures: that of the host country's language."""
    known = languages if isinstance(languages, dict) else {}
    language = known.get(edition.host_locale)
    return language.direction if isinstance(language, Language) else "ltr"


def page_of(edition: WordlessEdition, direction: str = "ltr") -> bytes:
    """Return the page."""
    place = PagePlace(wordless_base(edition.host))

    def shown(name: str, alt: Text, lang: str, *, dont: bool = False) -> Markup:
        return picture(place, name, alt, lang, dont=dont)

    made = (
        environment()
        .get_template(_TEMPLATE)
        .render(e=edition, direction=direction, style=place.link(style_path()), shown=shown)
    )
    lines = (line.strip() for line in made.splitlines())
    return ("\n".join(line for line in lines if line) + "\n").encode()


def picture(place: PagePlace, name: str, alt: Text, lang: str, *, dont: bool = False) -> Markup:
    """Return a picture with its words, for a page in the language *lang*; "" if it has no file."""
    if name not in icon_names():
        return Markup("")
    spoken = Markup(' lang="{}"').format(alt.lang) if alt.lang != lang else Markup("")
    if name in on_sheet():
        view = f"{place.link(sheet_path())}#{name}{'-no' if dont else ''}"
        return Markup('<img class="p" alt="{}"{} width="80" height="80" src="{}">').format(
            str(alt), spoken, view
        )
    box, shapes = icon_parts(name)
    # Safe: the shapes of our own file, written anew by ``load/svg.py``.
    drawn = Markup(shapes)  # noqa: S704
    if dont:
        drawn = Markup('<svg width="24" height="24" viewBox="{}">{}</svg>{}').format(
            box, drawn, _SLASH
        )
        box = "0 0 24 24"
    return Markup('<svg class="p" role="img" aria-label="{}"{} viewBox="{}">{}</svg>').format(
        str(alt), spoken, box, drawn
    )


@cache
def stylesheet() -> bytes:
    """Return the style of the page."""
    return minified_css(_STYLE.read_text("utf-8")).encode()


@cache
def style_path() -> str:
    """Return its path from the site's root: ``assets/wordless.0123abcd.css``."""
    return f"assets/wordless.{hashlib.sha256(stylesheet()).hexdigest()[:8]}.css"


def _make(edition: WordlessEdition, direction: str) -> Files:
    return {f"{wordless_base(edition.host)}{PAGE_FILE}": page_of(edition, direction)}


def _file(path: str, data: bytes) -> Files:
    return {path: data}
