"""Draw the pictures of papers in docs/images/ out of real PDFs: ``make pictures``.

gallery.png shows the formats side by side; fold-trifold.png shows the tri-fold as folded:
closed, opened once, opened whole, and which panel lies on which; leaflet.my-*.png are both sides.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from fold import TRIFOLD, Face, Stacks, seen, seen_turned, stages
from PIL import Image, ImageDraw, ImageFont

from generator.load import load_content
from generator.load.leaflet_formats import own_formats
from generator.localise.corridors import Selection, load_advisories
from generator.products.paper import make_paper
from generator.products.paper.layout.sheet import left_edges, positions
from generator.products.paper.names import Paper
from generator.system.whole_file import write_whole
from generator.text.fonts import FAMILIES

if TYPE_CHECKING:
    from generator.localise.advisory import Advisory
    from generator.model.leaflet import Leaflet

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
TABLE, CREASE, INK = "#c9c4b8", "#9a958a", "#14181a"
_MM = 72 / 25.4
_MARGIN = 14


@dataclass(frozen=True)
class Piece:
    """One piece of paper as it is cut: its sides as pictures, and where it is folded."""

    sides: tuple[Image.Image, ...]
    folds: tuple[float, ...]
    """Of the first side, as shares of its width."""

    def face(self, face: Face) -> Image.Image:
        """Cut a face out; the outside is side 1, and its first panel from the left the last."""
        side = self.sides[1] if face.inside else self.sides[0]
        count = len(self.folds) + 1
        edges = [0.0, *self.folds, 1.0]
        number = face.panel
        if face.inside:
            edges = [1 - edge for edge in reversed(edges)]
        else:
            number = count - 1 - face.panel
        left, right = (round(edges[number + n] * side.width) for n in (0, 1))
        return side.crop((left, 0, right, side.height))


def piece_of(pdf: bytes, leaflet: Leaflet, dots_per_mm: float) -> Piece:
    """Draw a PDF and cut its first piece out of the sheet."""
    document = pypdfium2.PdfDocument(pdf)
    left, top = map(float, next(positions(leaflet)))
    width, height = float(leaflet.width_mm), float(leaflet.height_mm)
    sides = []
    for page in document:
        sheet = page.render(scale=dots_per_mm / _MM).to_pil().convert("RGB")
        unit = sheet.width / (page.get_width() / _MM)
        box = (left, top, left + width, top + height)
        sides.append(sheet.crop(tuple(round(edge * unit) for edge in box)))
    # A fold stands where each panel but the first begins.
    edges = sorted(left_edges(leaflet, leaflet.sides[0]).values()) if leaflet.sides else []
    return Piece(tuple(sides), tuple(float(fold) / width for fold in edges[1:]))


# --- folding ----------------------------------------------------------------------------------


def folded_picture(
    piece: Piece, steps: tuple[tuple[int, str], ...], words: list[str]
) -> Image.Image:
    """Draw what one sees: closed, turned over, opened step by step, and the layers from the side.

    *words* stand below the views.
    """
    found = stages(len(piece.folds) + 1, steps)  # type: ignore[arg-type]
    closed = found[-1]
    views = [seen(closed), seen_turned(closed)]
    views += [seen(stacks) for stacks in reversed(found[:-1])]
    drawn = [_joined([piece.face(face) for face in view]) for view in views]
    layers = _layers(closed, piece)
    return _row([*drawn, layers], words)


def _joined(faces: list[Image.Image]) -> Image.Image:
    whole = Image.new("RGB", (sum(f.width for f in faces), faces[0].height))
    left = 0
    for number, face in enumerate(faces):
        whole.paste(face, (left, 0))
        if number:
            ImageDraw.Draw(whole).line([(left, 0), (left, whole.height)], CREASE, 2)
        left += face.width
    return whole


def _layers(closed: Stacks, piece: Piece) -> Image.Image:
    """Draw the layers of the folded paper one below the other, small and a little shifted."""
    (faces,) = closed.values()
    small = [piece.face(face) for face in faces] + [piece.face(faces[-1].turned)]
    small = [face.resize((face.width * 2 // 5, face.height * 2 // 5)) for face in small]
    step = small[0].height // 4
    width = max(face.width for face in small) + step * (len(small) - 1)
    whole = Image.new("RGB", (width, small[0].height + step * (len(small) - 1)), TABLE)
    for number, face in reversed(list(enumerate(small))):
        whole.paste(face, (number * step, number * step))
        edge = (number * step, number * step, number * step + face.width - 1,
                number * step + face.height - 1)  # fmt: skip
        ImageDraw.Draw(whole).rectangle(edge, outline=CREASE)
    return whole


# --- rows of pictures -------------------------------------------------------------------------


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FAMILIES["Noto Sans"].path(400)), size)


def _row(pictures: list[Image.Image], words: Iterable[str], size: int = 17) -> Image.Image:
    """Put pictures beside each other on a table, each with a line of words below it."""
    font = _font(size)
    height = max(picture.height for picture in pictures)
    width = sum(picture.width + _MARGIN for picture in pictures) + _MARGIN
    whole = Image.new("RGB", (width, height + 2 * _MARGIN + round(size * 1.5)), TABLE)
    left = _MARGIN
    for picture, said in zip(pictures, words, strict=True):
        whole.paste(picture, (left, _MARGIN))
        ImageDraw.Draw(whole).text((left, height + _MARGIN + 4), said, INK, font)
        left += picture.width + _MARGIN
    return whole


def _high(picture: Image.Image, height: int) -> Image.Image:
    width = round(picture.width * height / picture.height)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _column(rows: list[Image.Image]) -> Image.Image:
    whole = Image.new("RGB", (max(r.width for r in rows), sum(r.height for r in rows)), TABLE)
    top = 0
    for row in rows:
        whole.paste(row, (0, top))
        top += row.height
    return whole


def write_picture(name: str, picture: Image.Image, colours: int = 24) -> None:
    """Write a picture with few colours: our papers have three inks."""
    file = io.BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    write_whole(IMAGES / name, file.getvalue())
    print(f"docs/images/{name} ({len(file.getvalue()) // 1024} KB)")


# --- the pictures -----------------------------------------------------------------------------


def _papers() -> Mapping[str, Piece]:
    content, _problems = load_content(ROOT / "content")
    only = Selection("thailand")
    advisories: dict[str, Advisory] = {
        advisory.locale: advisory for advisory in load_advisories(content, ROOT / "locales", only)
    }
    formats = own_formats()
    wanted = {
        "trifold my": 6.0, "card th": 10.0, "poster my": 3.0, "poster en": 3.0,
        "show my": 4.0, "plan th": 4.0, "booklet en": 4.0, "slip my": 8.0, "wordless-poster zxx": 3.0,
    }  # fmt: skip
    found = {}
    for key, dots in wanted.items():
        name, locale = key.split(" ")
        pdf = make_paper(Paper("thailand", locale, name), advisories, formats=formats)
        found[key] = piece_of(pdf, formats[name], dots)
    return found


def main() -> None:
    """Draw all of them."""
    papers = _papers()
    trifold = papers["trifold my"]
    for side, name in zip(trifold.sides, ("outside", "inside"), strict=True):
        write_picture(f"leaflet.my-{name}.png", _high(side, 780))
    small = Piece(tuple(_high(side, 520) for side in trifold.sides), trifold.folds)
    write_picture("fold-trifold.png", folded_picture(small, TRIFOLD, [
        "closed", "turned over", "opened once", "opened whole", "the layers, from above"]))  # fmt: skip
    first = [
        _high(papers["poster my"].sides[0], 560), _high(papers["trifold my"].sides[0], 560),
        _high(papers["show my"].sides[0], 560), _high(papers["wordless-poster zxx"].sides[0], 560),
    ]  # fmt: skip
    cards = _column([_high(side, 200) for side in papers["card th"].sides]
                    + [_high(papers["slip my"].sides[0], 110)])  # fmt: skip
    second = [
        cards, _high(papers["plan th"].sides[0], 520), _high(papers["booklet en"].sides[0], 520),
        _high(papers["booklet en"].sides[2], 520), _high(papers["poster en"].sides[0], 520),
    ]  # fmt: skip
    rows = [
        _row(first, ["poster, Burmese", "tri-fold (outside), Burmese", "pointing board", "poster without words, a proof"]),
        _row(second, ["card, Thai; slip", "family plan, Thai", "booklet, English", "", "poster, English"]),
    ]  # fmt: skip
    write_picture("gallery.png", _column(rows), 40)


if __name__ == "__main__":
    main()
