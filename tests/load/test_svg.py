"""Pictures are read as hostile, and written anew: nothing of the file itself gets into a page."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.example import ROOT

from generator.load.svg import parse_picture
from generator.products import icons

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 48 48">'
PATH = '<path fill="#111" d="M20 46 48 29V46z"/>'
ICONS = sorted((ROOT / "generator/assets/icons").glob("*.svg"))
META = '<meta http-equiv="refresh" content="0;url=https://evil.example/"/>'
CALL = '<a href="tel:+19995550100">EMERGENCY</a>'
BILLION = (
    '<!DOCTYPE svg [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"]>{HEAD}<title>&j;</title></svg>"
)


def rules(svg: str | bytes) -> list[str]:
    data = svg.encode() if isinstance(svg, str) else svg
    picture, faults = parse_picture(data)
    assert (picture is None) == bool(faults)
    return [f"{rule}: {message}" for _line, _column, rule, message in faults]


def shapes(svg: str | bytes) -> str:
    data = svg.encode() if isinstance(svg, str) else svg
    picture, faults = parse_picture(data)
    assert picture is not None, faults
    assert picture.box == "0 0 48 48"
    return picture.shapes


class _Tags(HTMLParser):
    """What a browser would find in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.rest = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.rest += data

    handle_comment = handle_decl = handle_pi = unknown_decl = handle_data


# --- what is no drawing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>x</script>", "<script> does more than draw"),
        ('<path onload="x()" d="M0 0"/>', '"onload" runs a script'),
        ('<path ONCLICK="x()" d="M0 0"/>', '"ONCLICK" runs a script'),
        ("<foreignObject/>", "<foreignObject> does more than draw"),
        ('<image href="https://example.org/x.png"/>', "<image> does more than draw"),
        ('<g href="https://example.org/x.svg#a"/>', '"href" leads elsewhere (https://example.org/x'),
        ('<g xlink:href="file:///etc/passwd"/>', '"href" leads elsewhere'),
        ('<use href="#a"/>', "<use> does more than draw"),
        ('<path fill="url(https://example.org/x)" d="M0 0"/>', '"fill" leads elsewhere (url(https'),
        ('<path fill="url(#a)" d="M0 0"/>', '"fill" leads elsewhere (url(#a))'),
        ('<path fill="u\\72l(https://x)" d="M0 0"/>', '"fill" leads elsewhere'),
        ('<path fill="url/**/(https://x)" d="M0 0"/>', '"fill" leads elsewhere'),
        ('<path fill="&#117;rl(https://x)" d="M0 0"/>', '"fill" leads elsewhere'),
        ('<path fill="image-set(&quot;https://x&quot; 1x)" d="M0 0"/>', '"fill" leads elsewhere'),
        ('<path fill="VAR(--x)" d="M0 0"/>', '"fill" leads elsewhere'),
        ('<path style="fill:#111" d="M0 0"/>', '"style" may load something; a colour is an attribute'),
        ('<path style="fill:u\\72l(https://x)" d="M0 0"/>', '"style" may load something'),
        ("<style>@import 'https://example.org/x.css';</style>", "<style> does more than draw"),
        ('<a href="#x"/>', "<a> does more than draw"),
        ("<text>999</text>", "<text> does more than draw"),
        ('<animate attributeName="x"/>', "<animate> does more than draw"),
        ('<set attributeName="href" to="x"/>', "<set> does more than draw"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>', "<script> does more than draw"),
        ('<?xml-stylesheet href="x.css"?>', 'the instruction "xml-stylesheet" may load'),
        (f"<svg viewBox='0 0 1 1'>{PATH}</svg>", "<svg> does more than draw"),
    ],
)  # fmt: skip
def test_a_picture_that_does_more_than_draw_is_unsafe(inside: str, said: str) -> None:
    found = rules(f"{HEAD}{inside}{PATH}</svg>")
    assert found
    assert all(fault.startswith("unsafe-picture: ") for fault in found)
    assert said in found[0]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg SYSTEM "https://example.org/x.dtd">',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://example.org/x">%x;]>',
    ],
)
def test_entities_are_never_read(head: str) -> None:
    assert rules(f"{head}{HEAD}<title>&x;</title></svg>") == [
        "unsafe-picture: the file declares a document type, which can hide entities"
    ]


def test_a_billion_laughs_cost_nothing() -> None:
    began = time.process_time()
    assert rules(BILLION) == [
        "unsafe-picture: the file declares a document type, which can hide entities"
    ]
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (b"", "not well-formed"),
        (f"{HEAD}<path", "not well-formed"),
        (f"{HEAD}<g></svg>", "not well-formed"),
        (f"{HEAD}<x:path/></svg>", "not well-formed"),
        ("<html/>", "the file starts with <html> and is not an SVG"),
        ('<svg viewBox="0 0 1 1"/>', "the file starts with <svg> and is not an SVG"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "the viewBox is missing"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 a 1"/>', "the viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', "the sides of the viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 -4 4"/>', "the sides of the viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9999999 1"/>', "the sides of the"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1.2.3 1"/>', "the sides of the"),
        (f"{HEAD}{'<g>' * 9000}{'</g>' * 9000}</svg>", "more than 20 groups are nested"),
        (f'{HEAD}<path d="M{"9" * 400} 1"/></svg>', '"d" has a number that is far too large'),
        (f'{HEAD}<circle r="1e99"/></svg>', '"r" has a number that is far too large'),
        (b'<?xml version="1.0" encoding="x-none"?><svg/>', ""),
        (b"\x00\x01\x02", "not well-formed"),
    ],
)  # fmt: skip
def test_what_is_no_whole_svg_is_broken(svg: str | bytes, said: str) -> None:
    found = rules(svg)
    assert found
    assert found[0].startswith("broken-picture: ")
    assert said in found[0]


# --- written anew ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hidden",
    [
        f"<!-->{META}{CALL}-->",
        f"<!--->{META}-->",
        f"<g><![CDATA[{META}]]></g>",
        f"<title><![CDATA[</title>{META}]]></title>",
        f"<desc><![CDATA[{CALL}]]></desc>",
        "<title>&lt;script>alert(1)&lt;/script></title>",
        '<g data-x="a>b" id="i-call" class="bar">text</g>',
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        "<defs><script>alert(1)</script></defs>",
    ],
)
def test_nothing_but_shapes_gets_out_of_a_picture(
    hidden: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XML reads `<!--><meta …>-->` as one comment; a browser ends the comment at `<!-->`."""
    written = shapes(f"{HEAD}{hidden}{PATH}</svg>")
    assert re.fullmatch(f"(<g/>)?{re.escape(PATH)}", written)
    (tmp_path / "drill.svg").write_text(f"{HEAD}{hidden}{PATH}</svg>")
    monkeypatch.setattr(icons, "ICONS_FOLDER", tmp_path)
    monkeypatch.setattr(icons, "icon_names", lambda: {"drill"})
    page = _Tags(icons.web_symbol.__wrapped__("drill"))
    icons.icon_parts.cache_clear()
    assert set(page.tags) <= {"symbol", "g", "path"}
    assert page.rest == ""


@pytest.mark.parametrize(
    "data",
    [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- Created with Inkscape -->\n{HEAD}{PATH}</svg>\n',
        f"{HEAD}{PATH}</svg><!-- x -->\n".replace('"', "'"),
        b"\xef\xbb\xbf" + f"{HEAD}{PATH}</svg>".encode(),
        f"{HEAD}{PATH}</svg>".encode("utf-16"),
        f'<?xml version="1.0" encoding="iso-8859-1"?>{HEAD}<title>\xe9</title>{PATH}</svg>'.encode("latin-1"),
        ('<svg\n   version="1.1"\n   id="svg1"\n   viewBox="0,0  48 48"\n   width="48mm"'
        '\n   xmlns="http://www.w3.org/2000/svg"'
        '\n   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        '\n   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">'
        '<sodipodi:namedview id="n" pagecolor="#fff"><inkscape:grid id="g"/></sodipodi:namedview>'
        '<defs id="defs1" />'
        f'{PATH.replace("<path", "<path inkscape:label=@x@ id=@p@".replace("@", chr(34)))}</svg>'),
        f'<svg xmlns="http://www.w3.org/2000/svg" data-x="a>b" viewBox="0 0 48 48">{PATH}</svg>\n',
    ],
    ids=["declaration", "quotes", "bom", "utf-16", "latin-1", "inkscape", "bracket"],
)  # fmt: skip
def test_a_picture_as_drawing_programs_save_it_is_drawn(data: str | bytes) -> None:
    assert shapes(data) == PATH


def test_what_the_whole_picture_says_is_said_by_a_group() -> None:
    head = HEAD.replace("viewBox", 'fill="none" stroke="#111" viewBox')
    assert (
        shapes(f'{head}<path d="M0 0"/></svg>')
        == '<g fill="none" stroke="#111"><path d="M0 0"/></g>'
    )


def test_a_quote_in_an_attribute_stays_in_it() -> None:
    assert '"d" leads elsewhere' in rules(f"{HEAD}<path d='M0 0\" onload=\"x'/></svg>")[0]


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_our_own_pictures_come_out_as_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    picture, faults = parse_picture(text.encode())
    assert faults == []
    assert picture is not None
    assert f">{picture.shapes}</svg>" in text
    assert f'viewBox="{picture.box}"' in text
