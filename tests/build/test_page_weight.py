"""What a page may weigh: the budgets, and that a build above them stops and says so."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.errors import BuildError
from generator.build.fill import Filling
from generator.build.notes import Fingerprint, Notes, notes_of
from generator.build.page_weight import (
    budgets,
    compressed,
    first_visit,
    notices_room,
    page_kind,
    page_limit,
    size_faults,
)
from generator.build.tree import Tree
from generator.build.verify import Changes, check_staged
from generator.products.pocket import page as pocket_page

pytestmark = pytest.mark.thorough


def noise(size: int) -> str:
    """Text that hardly gets smaller; always the same."""
    return "".join(random.Random(7).choices("abcdefghijklmnopqrstuvwxyz0123456789+/", k=size))


def packing_to(size: int) -> str:
    """Text of nearly *size* bytes when a server sends it."""
    text = noise(size * 2)
    while text and compressed(text.encode()) > size:
        text = text[: len(text) - max(16, (compressed(text.encode()) - size) // 2)]
    return text


def noted(folder: Path, **files: str | bytes) -> tuple[Tree, dict[str, Notes]]:
    """A tree of *files*, each of a target of its own, and what is noted of them."""
    tree, rows = Tree(folder, None), {}
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        rows[name] = notes_of(name, {name: data})
        tree.write(name, data)
    return tree, rows


def faults(folder: Path, **files: str | bytes) -> Iterator[str]:
    """Everything that is too heavy."""
    tree, rows = noted(folder, **files)
    for notes in rows.values():
        yield from notes.faults
    filling = Filling(
        tree,
        {name: ("", notes.target) for name, notes in rows.items()},
        lambda *_: b"",
        whole=False,
    )
    filling.fill(rows.keys())
    yield from filling.faults


def test_a_page_too_heavy_stops_the_build_and_is_named_with_its_excess(tmp_path: Path) -> None:
    page = noise(20_000)
    name = "my/thailand/prepare/index.html"
    tree, rows = noted(tmp_path, **{name: page})
    limit = page_limit(name, "prepare")
    size = compressed(page.encode())
    assert size > limit
    changes = Changes()
    changes.add(name, rows[name])
    with pytest.raises(BuildError, match=f"{name} weighs {size} bytes.* {size - limit} more") as e:
        check_staged(tree, rows, changes, lambda _path: {}, whole=False)
    assert "budgets.yaml (pages: prepare)" in str(e.value)


def test_a_long_page_that_compresses_well_is_no_fault(tmp_path: Path) -> None:
    assert not [*faults(tmp_path, **{"my/thailand/prepare/index.html": "<p>water</p>" * 5_000})]


def test_a_page_is_weighed_with_the_sizes_that_are_filled_in(tmp_path: Path) -> None:
    name = "my/thailand/prepare/index.html"
    gap = '<data class="kb" value="a.pdf"></data>'
    # Just below the limit as it was made.
    page, limit = "", budgets()["pages"]["other"]
    while compressed((page + gap).encode()) < limit - 20:
        page += noise(20_000)[len(page) : len(page) + 20]
    files: dict[str, str | bytes] = {name: page + gap * 3, "a.pdf": b"x" * 93_216}
    size = compressed((page + gap * 3).encode())
    found = [*faults(tmp_path, **files)]
    assert [size <= limit, len(found)] == [True, 1], size
    assert found[0].startswith(f"{name} weighs")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("my/thailand/index.html", "overview"),
        ("my/thailand/pocket.html", "pocket"),
        ("my/thailand/now/index.html", "now"),
        ("my/thailand/assistance/other/index.html", "assistance"),
        ("my/index.html", "above"),
        ("404.html", "above"),
        ("staff/index.html", None),
        ("my/staff/thailand/courses/index.html", "staff"),
        ("my/staff/thailand/courses/sessions/index.html", "course"),
        ("my/staff/thailand/courses/talking/index.html", "course"),
        ("assets/my.0.css", None),
    ],
)
def test_a_page_is_judged_by_its_kind(name: str, kind: str | None) -> None:
    assert page_kind(name) == kind


def visit(*, css: int, font: int, scripts: int = 1) -> dict[str, str | bytes]:
    tags = "".join(f'<script defer src="../../assets/{n}.js"></script>' for n in range(scripts))
    html = (
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="../../assets/my.css">{tags}'
    )
    face = '@font-face{src:local("x"),url("fonts/noto-x/X-400.woff2")}'
    files: dict[str, str | bytes] = {
        "my/thailand/index.html": html,
        "assets/my.css": face + noise(css),
        "assets/fonts/noto-x/X-400.woff2": b"w" * font,
    }
    return files | {f"assets/{n}.js": "1" for n in range(scripts)}


def loaded(folder: Path, page: str, **files: str | bytes) -> dict[str, tuple[int, int]]:
    """What the first visit of *page* loads."""
    tree, rows = noted(folder, **files)
    fonts = {name: found for notes in rows.values() for name, found in notes.target.fonts.items()}
    return dict(
        first_visit(
            page,
            rows[page].target.visits[page],
            tree.contents.get,
            lambda name: fonts.get(name, ()),
        )
    )


def test_the_first_visit_counts_what_the_page_loads_by_itself(tmp_path: Path) -> None:
    found = loaded(tmp_path, "my/thailand/index.html", **visit(css=1000, font=5000))
    assert sorted(found) == [
        "assets/0.js", "assets/fonts/noto-x/X-400.woff2", "assets/my.css", "my/thailand/index.html",
    ]  # fmt: skip
    assert found["assets/fonts/noto-x/X-400.woff2"] == (0, 5000)


def test_the_first_visit_counts_the_names_in_its_menu(tmp_path: Path) -> None:
    faces = "".join(f'@font-face{{src:url("fonts/names/{tag}.0.ttf")}}' for tag in ("th", "lo"))
    files: dict[str, str | bytes] = {
        f"assets/fonts/names/{tag}.0.ttf": noise(900) for tag in ("th", "lo")
    }
    page = "en/thailand/index.html"
    files[page] = (
        '<link rel="stylesheet" href="../../assets/en.css"><a hreflang="th" href="x">ไทย</a>'
    )
    found = loaded(tmp_path, page, **files, **{"assets/en.css": faces})
    assert {path for path, sizes in found.items() if sizes[0] < sizes[1]} == {
        "assets/fonts/names/th.0.ttf"
    }


@pytest.mark.parametrize(
    ("css", "font", "scripts", "said"),
    [
        (80_000, 0, 1, "first_visit: gzip"),
        (0, 101_000, 1, "with web fonts"),
        (0, 0, 6, "asks for 8 files, more than the 7"),
        (0, 0, 5, None),
    ],
)
def test_a_first_visit_above_its_budget_is_named(
    tmp_path: Path, css: int, font: int, scripts: int, said: str | None
) -> None:
    files = visit(css=css, font=font, scripts=scripts)
    found = [fault for fault in faults(tmp_path, **files) if "first visit" in fault]
    if said is None:
        assert found == []
    else:
        assert said in " ".join(found)
        assert "my/thailand/index.html" in found[0]


@pytest.mark.parametrize(
    ("tag", "css", "script", "said"),
    [
        ("my", 16_000, 0, None),
        ("my", 16_500, 0, "with its style weighs"),
        ("my", 16_000, 4_000, None),
        ("my", 16_000, 5_200, "with style and script weighs"),
        ("shn", 16_500, 4_500, None),
        ("shn", 22_000, 0, "with its style weighs"),
    ],
)
def test_page_style_and_script_have_limits_of_their_own(
    tmp_path: Path, tag: str, css: int, script: int, said: str | None
) -> None:
    files = visit(css=0, font=0, scripts=1)
    files = {name.replace("my", tag): text for name, text in files.items()}
    page = f"{tag}/thailand/index.html"
    files[page] = str(files[page]).replace("my", tag)
    files[f"assets/{tag}.css"] = packing_to(css)
    files["assets/0.js"] = packing_to(script)
    found = [fault for fault in faults(tmp_path, **files) if fault.startswith(page)]
    assert [said in fault for fault in found] == ([True] if said else []), found


def test_a_language_with_a_large_font_may_cost_more_and_no_more_than_that(tmp_path: Path) -> None:
    page = "hazards/flood/index.html"
    names = [f"{locale}/thailand/{page}" for locale in ("my", "shn")]
    found = [*faults(tmp_path, **dict.fromkeys(names, noise(19_500)))]
    assert [fault.split()[0] for fault in found] == [names[0]]
    found = [*faults(tmp_path, **{names[1]: noise(24_500)})]
    assert "more than the 15000" in found[0]


def test_a_page_keeps_room_for_three_notices(tmp_path: Path) -> None:
    """On a bad day a page gets longer in an hour, and the build that says so must not fail for it."""
    name = "my/thailand/prepare/index.html"
    limit = budgets()["pages"]["other"]
    full = noise(20_000)
    while compressed(full.encode()) > limit - 200:
        full = full[:-50]
    assert limit - 750 < compressed(full.encode()) <= limit
    assert [*faults(tmp_path / "one", **{name: full})]
    [without_room, *_] = budgets()["without_room"]
    assert not [*faults(tmp_path / "two", **{without_room: full})]
    above = {"my/index.html": noise(13_000)}
    assert page_limit("my/index.html", "above") == budgets()["pages"]["above"]
    assert not [*faults(tmp_path / "three", **above)]


def test_the_pocket_file_keeps_the_same_room() -> None:
    assert notices_room() == pocket_page.NOTICES
    assert (
        page_limit("my/thailand/pocket.html", "pocket") == pocket_page.BUDGET - pocket_page.NOTICES
    )


def test_pages_without_room_are_named_as_pages_are() -> None:
    names = budgets()["without_room"]
    assert names == sorted(set(names))
    assert all(page_kind(name) not in (None, "above", "pocket") for name in names)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("leaflets/freedonia/freedonia.en.trifold.pdf", 2_097_152),
        ("staff-papers/freedonia/freedonia.en.manual.pdf", 3_145_728),
        ("staff-papers/freedonia/freedonia.en.manual.docx", 524_288),
        ("en/staff/freedonia/courses/listening/index.html", 409_600),
        ("en/staff/freedonia/courses/sessions/index.html", 409_600),
    ],
)
def test_a_folder_or_a_kind_of_page_has_its_own_limit_for_files(name: str, most: int) -> None:
    assert list(size_faults(name, Fingerprint("", most, most))) == []
    assert [name in fault for fault in size_faults(name, Fingerprint("", most + 1, most + 1))] == [
        True
    ]


def test_views_of_one_sheet_are_one_file_and_weigh_what_is_sent() -> None:
    page = b'<img src="../../assets/p.svg#flood"><img src="../../assets/p.svg#fire-no"><p>'
    sheet = b"<svg>" + b'<path d="M0 0"/>' * 200 + b"</svg>"
    notes = notes_of("my/", {"my/freedonia/index.html": page, "assets/p.svg": sheet})
    assert list(notes.target.visits["my/freedonia/index.html"].loads) == ["assets/p.svg"]
    assert notes.target.files["assets/p.svg"].packed < len(sheet) / 10
    assert notes.faults == []
