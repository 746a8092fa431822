"""Step 4, leaflets: the name of an icon → an SVG file in one colour, as bytes."""

from __future__ import annotations

from ...icons import NO_COLOUR, icon_parts


def icon_svg(name: str, ink: str, slash: str = "", *, mono: bool = False) -> bytes:
    """Return an icon in colour *ink* (without #), with the slash of "do not" where asked for.

    With *mono*, for black-and-white printers, all of it is black, or white on a bar.

    WeasyPrint knows no currentColor, so the colour is written in. Raises KeyError for a name that
    has no file.
    """
    box, shapes = icon_parts(name)
    if mono and ink != "ffffff":
        ink = "000000"
    shapes = shapes.replace("#111", f"#{ink}")
    if slash:
        unit = float(box.split()[-1]) / 24
        line = f'd="M{2 * unit} {22 * unit} {22 * unit} {2 * unit}" fill="none"'
        shapes += f'<path {line} stroke="#fff" stroke-width="{4.4 * unit}"/>'
        stroke = "#000000" if mono else NO_COLOUR
        shapes += f'<path {line} stroke="{stroke}" stroke-width="{2.4 * unit}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{shapes}</svg>'
    return svg.encode()
