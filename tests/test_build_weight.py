"""What a page may weigh: the budgets, and that a build above them stops and says so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.build import weight
from generator.build.errors import BuildError
from generator.build.staged import check_staged
from generator.build.weight import (
    Weights,
    budgets,
    compressed,
    first_visit,
    overweight,
    page_kind,
)


def noise(size: int) -> str:
    """Text that hardly gets smaller; always the same."""
    return "".join(random.Random(7).choices("abcdefghijklmnopqrstuvwxyz0123456789+/", k=size))


def write(root: Path, **files: str | bytes) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def test_a_page_too_heavy_stops_the_build_and_is_named_with_its_excess(tmp_path: Path) -> None:
    page = noise(20_000)
    name = "my/thailand/prepare/index.html"
    write(tmp_path, **{name: page})
    limit = budgets()["pages"]["other"]
    size = compressed(page.encode())
    assert size > limit
    with pytest.raises(BuildError, match=f"{name} weighs {size} bytes.* {size - limit} more") as e:
        check_staged(tmp_path, {"my/thailand/": [name]}, whole=False)
    assert "budgets.yaml (pages: prepare)" in str(e.value)


def test_a_long_page_that_compresses_well_is_no_fault(tmp_path: Path) -> None:
    write(tmp_path, **{"my/thailand/prepare/index.html": "<p>water</p>" * 5_000})
    assert list(overweight(tmp_path, ["my/thailand/prepare/index.html"])) == []


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
        ("assets/my.0.css", None),
    ],
)
def test_a_page_is_judged_by_its_kind(name: str, kind: str | None) -> None:
    assert page_kind(name) == kind


def visit(tmp_path: Path, *, css: int, font: int, scripts: int = 1) -> Path:
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
    files |= {f"assets/{n}.js": "1" for n in range(scripts)}
    return write(tmp_path, **files)


def test_the_first_visit_counts_what_the_page_loads_by_itself(tmp_path: Path) -> None:
    found = first_visit(visit(tmp_path, css=1000, font=5000), "my/thailand/index.html")
    assert sorted(found) == [
        "assets/0.js", "assets/fonts/noto-x/X-400.woff2", "assets/my.css", "my/thailand/index.html",
    ]  # fmt: skip
    assert found["assets/fonts/noto-x/X-400.woff2"] == (0, 5000)


def test_the_first_visit_counts_the_names_in_its_menu(tmp_path: Path) -> None:
    faces = "".join(f'@font-face{{src:url("fonts/names/{tag}.0.ttf")}}' for tag in ("th", "lo"))
    files: dict[str, str | bytes] = {
        f"assets/fonts/names/{tag}.0.ttf": noise(900) for tag in ("th", "lo")
    }
    files["en/thailand/index.html"] = (
        '<link rel="stylesheet" href="../../assets/en.css"><a hreflang="th" href="x">ไทย</a>'
    )
    folder = write(tmp_path, **files, **{"assets/en.css": faces})
    found = first_visit(folder, "en/thailand/index.html")
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
    visit(tmp_path, css=css, font=font, scripts=scripts)
    faults = list(overweight(tmp_path, ["my/thailand/index.html"]))
    if said is None:
        assert faults == []
    else:
        assert said in " ".join(faults)
        assert "my/thailand/index.html" in faults[0]


def test_a_language_with_a_large_font_may_cost_more_and_no_more_than_that(tmp_path: Path) -> None:
    page = "hazards/flood/index.html"
    for locale in ("my", "shn"):
        write(tmp_path, **{f"{locale}/thailand/{page}": noise(19_500)})
    names = [f"{locale}/thailand/{page}" for locale in ("my", "shn")]
    assert [fault.split()[0] for fault in overweight(tmp_path, names)] == [names[0]]
    write(tmp_path, **{names[1]: noise(24_500)})
    assert "more than the 15000" in next(overweight(tmp_path, names[1:]))


# --- remembered from build to build -----------------------------------------------------------


def test_what_was_weighed_once_is_looked_up(tmp_path: Path, monkeypatch) -> None:
    data, other = noise(5_000).encode(), noise(6_000).encode()
    weights = Weights(tmp_path / "weights.json")
    assert weights.of(data) == compressed(data)
    weights.save()
    asked: list[bytes] = []
    monkeypatch.setattr(weight, "compressed", lambda data: asked.append(data) or 1)
    weigh = Weights(tmp_path / "weights.json").of
    assert [weigh(data), weigh(other), weigh(data)] == [compressed(data), 1, compressed(data)]
    assert asked == [other]


def test_another_zlib_weighs_anew(tmp_path: Path, monkeypatch) -> None:
    weights = Weights(tmp_path / "weights.json")
    size = weights.of(b"water" * 100)
    weights.save()
    monkeypatch.setattr(weight, "compressed", lambda _data: size + 1)
    monkeypatch.setattr(weight.zlib, "ZLIB_RUNTIME_VERSION", "9.9")
    assert Weights(tmp_path / "weights.json").of(b"water" * 100) == size + 1


@pytest.mark.parametrize("spoilt", [b"", b"spoilt", b"{}", b"0" * 64 + b"\n{}"])
def test_spoilt_weights_are_weighed_again(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "weights.json").write_bytes(spoilt)
    assert Weights(tmp_path / "weights.json").of(b"water") == compressed(b"water")
