"""Copies of copies: what an office copier makes of a paper, and how much of a crop is still the same ink."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageChops, ImageFilter

from generator.products.paper.pdf.engine import Box

COPY_DOTS_PER_MM = 12
"""300 dots per inch, as office copiers scan."""


def copied(original: Image.Image, generations: int = 3) -> Image.Image:
    """Return a copy of a copy of a copy: soft lenses, a dirty glass, a threshold that eats what is thin or grey."""
    copy = original
    for generation in range(generations):
        soft = copy.filter(ImageFilter.GaussianBlur(1.2))
        dirt = noise(soft.size, generation)
        copy = ImageChops.add(soft, dirt, scale=1, offset=-128).point(
            lambda value: 255 * (value > 118)
        )
    return copy


@cache
def noise(size: tuple[int, int], seed: int) -> Image.Image:
    """Grey noise, the same on each machine and day: an ordered mixture, since Pillow's own has no seed."""
    width, height = size
    state, values = 12345 + seed, bytearray()
    for _ in range(width * 61):
        state = (1103515245 * state + 12345) & 0x7FFFFFFF
        values.append(128 + ((state >> 16) % 61 - 30))
    tile = Image.frombytes("L", (width, 61), bytes(values))
    whole = Image.new("L", size)
    for top in range(0, height, 61):
        whole.paste(
            tile.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if top // 61 % 2 else tile, (0, top)
        )
    return whole


def likeness(one: Image.Image, two: Image.Image) -> float:
    """Correlation of two pictures of one size; 1 = the same ink at the same places."""
    first, second = list(one.tobytes()), list(two.tobytes())
    count = len(first)
    mean_1, mean_2 = sum(first) / count, sum(second) / count
    both = sum((a - mean_1) * (b - mean_2) for a, b in zip(first, second, strict=True))
    spread = sum((a - mean_1) ** 2 for a in first) * sum((b - mean_2) ** 2 for b in second)
    return float(both / spread**0.5) if spread else 0.0


def crop(drawn: Image.Image, box: Box) -> Image.Image:
    sides = (box.left, box.top, box.right, box.bottom)
    return drawn.crop(tuple(round(side * COPY_DOTS_PER_MM) for side in sides))


READABLE = 0.8
"""Likeness from which on a crop is read as what was printed."""
