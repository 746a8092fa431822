"""Digests: they change with all that shapes a target's bytes, and with nothing else."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.build import targets_of
from support.each import each
from support.example import BUILD_DAY, EXAMPLE_LOCALES, ROOT, TESTS

from generator.cache.digests import digest, library_versions, tree_digest
from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products.paper import load_formats

FORMATS = load_formats(TESTS / "data" / "leaflets")[0]


# --- the helpers ------------------------------------------------------------------------------


def test_order_of_keys_does_not_count_and_all_else_does() -> None:
    one = digest("a", {"x": 1, "y": [1, 2]})
    assert one == digest("a", {"y": [1, 2], "x": 1})
    others = [
        digest("a", {"x": 1, "y": [2, 1]}),
        digest("a", {"x": "1", "y": [1, 2]}),
        digest({"x": 1, "y": [1, 2]}, "a"),
        digest("a"),
    ]
    assert len({one, *others}) == 5


def test_parts_do_not_run_into_each_other() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")


def test_a_folder_is_its_names_and_bytes(tmp_path: Path) -> None:
    def fresh() -> str:
        tree_digest.cache_clear()
        return tree_digest(tmp_path)

    (tmp_path / "a.html").write_text("1")
    seen = [fresh()]
    for change in (
        lambda: (tmp_path / "a.html").write_text("2"),
        lambda: (tmp_path / "a.html").rename(tmp_path / "b.html"),
        lambda: (tmp_path / "c.html").write_text("2"),
    ):
        change()
        seen.append(fresh())
    assert len(set(seen)) == 4
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_text("3")
    os.utime(tmp_path / "b.html", (1, 1))
    assert fresh() == seen[-1]


def test_versions_are_those_of_all_that_is_used() -> None:
    versions = library_versions()
    assert versions["weasyprint"].startswith("70.")
    # Which WeasyPrint, MkDocs and Jinja bring along; and nothing that only the tests need.
    assert {"pydyf", "fonttools", "brotli", "markdown", "markupsafe"} <= set(versions)
    assert not {"pytest", "distributed", "polib"} & set(versions)


# --- targets of the made-up country -------------------------------------------------------------


def digests(advisories: Sequence[Advisory]) -> dict[str, str]:
    targets = targets_of(advisories, FORMATS)
    return {target.path: target.digest for target in targets}


@pytest.fixture
def on_day(
    example_content: Content, monkeypatch: pytest.MonkeyPatch
) -> Callable[[date], dict[str, str]]:
    """Digests of a build on some day."""

    def planned(day: date) -> dict[str, str]:
        seconds = (day - date(1970, 1, 1)).total_seconds()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(seconds)))
        advisories = load_advisories(example_content, EXAMPLE_LOCALES, Selection("freedonia", "my"))
        return digests(list(advisories))

    return planned


def test_tomorrow_is_no_reason_to_make_anything_again(on_day) -> None:
    assert on_day(BUILD_DAY) == on_day(BUILD_DAY + timedelta(days=1))


def test_a_fact_that_becomes_overdue_is(on_day) -> None:
    now, later = on_day(BUILD_DAY), on_day(BUILD_DAY + timedelta(days=400))
    changed = {path for path in now if now[path] != later.get(path)}
    assert {"my/freedonia/", "leaflets/freedonia/freedonia.my.trifold.pdf"} <= changed


def test_targets_travel_to_another_process(example_advisory) -> None:
    for target in each(targets_of([example_advisory("my")], FORMATS)):
        again = pickle.loads(pickle.dumps(target))
        assert (again.path, again.digest) == (target.path, target.digest)


def test_the_address_in_the_qr_code_counts_though_another_is_typed(example_advisory) -> None:
    def leaflet(address: str) -> str:
        advisory = example_advisory("my")
        site = advisory.site.model_copy(update={"site_url": address, "short_url": "f.test"})
        return digests([replace(advisory, site=site)])[LEAFLETS[1]]

    assert leaflet("https://one.test/") != leaflet("https://two.test/")


PLAN = """
import json
from pathlib import Path
from generator.localise.corridors import Selection, load_advisories
from generator.build.plan import plan
from generator.build.host_plans import plan_host, plan_site
from generator.load import load_content
from generator.load.leaflet_formats import load_formats
content, _ = load_content(Path("tests/example"))
formats, _ = load_formats(Path("tests/data/leaflets"))
advisories = [
    advisory
    for locale in ("en", "my")
    for advisory in load_advisories(
        content, Path("tests/example_locales"), Selection("freedonia", locale)
    )
]
targets = plan([plan_host(advisories, formats)], plan_site)
print(json.dumps({target.path: target.digest for target in targets}))
"""

LEAFLETS = (
    "leaflets/freedonia/freedonia.en.trifold.pdf",
    "leaflets/freedonia/freedonia.my.trifold.pdf",
)
PAGES = ("en/freedonia/", "my/freedonia/")
DATA = ("data/freedonia.en.json", "data/freedonia.my.json", "data/freedonia.json")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, its table of languages and the example, to be changed."""
    root = tmp_path_factory.mktemp("tree")
    caches = shutil.ignore_patterns("__pycache__", "golden")
    for name in ("generator", "tests/example", "tests/example_locales", "tests/data/leaflets"):
        shutil.copytree(ROOT / name, root / name, ignore=caches)
    (root / "locales").mkdir()
    shutil.copy(ROOT / "locales/languages.yaml", root / "locales")
    shutil.copy(ROOT / "locales/countries.yaml", root / "locales")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


def planned_in(tree: Path) -> dict[str, str]:
    made = subprocess.run(
        [sys.executable, "-c", PLAN], cwd=tree, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    found: dict[str, str] = json.loads(made.stdout)
    return found


@pytest.fixture(scope="module")
def before(tree: Path) -> dict[str, str]:
    found = planned_in(tree)
    assert {*LEAFLETS, *PAGES, *DATA} <= set(found)
    return found


MYANMAR_FONT = "generator/assets/fonts/noto-sans-myanmar/NotoSansMyanmar-400"
CHANGES = [
    # what, file, words to replace ("" = add at the end), new words, what is made again, what not
    ("a number", "tests/example/hosts/freedonia/assistance.yaml", 'number: "995"', 'number: "999"',
     (*LEAFLETS, *PAGES, *DATA), ()),
    ("a comment in content", "tests/example/prepare.yaml", "", "# nothing\n",
     (), (*LEAFLETS, *PAGES, *DATA)),
    ("a translation", "tests/example_locales/my/LC_MESSAGES/hazards.po", "ရေကြီးခြင်း", "ရေကြီးမှု",
     (LEAFLETS[1], PAGES[1], DATA[1]), (LEAFLETS[0], PAGES[0], DATA[0], DATA[2])),
    ("a template of paper", "generator/templates/leaflets/macros.html", "", "{# x #}",
     LEAFLETS, (*PAGES, *DATA)),
    ("a template of pages", "generator/templates/pages/now.html", "", "{# x #}",
     PAGES, (*LEAFLETS, *DATA)),
    ("a style of paper", "generator/assets/paper/leaflet.css", "", "/* x */",
     LEAFLETS, (*PAGES, *DATA)),
    ("a font of paper", f"{MYANMAR_FONT}.ttf", "", "x",
     (LEAFLETS[1],), (LEAFLETS[0], *PAGES, *DATA)),
    ("a font of pages", f"{MYANMAR_FONT}.woff2", "", "x",
     ("assets/fonts/noto-sans-myanmar/NotoSansMyanmar-400.woff2",), (*LEAFLETS, *DATA)),
    ("code", "generator/text/telephone.py", "", "# x\n", (*LEAFLETS, *PAGES, *DATA), ()),
    ("line height on paper", "locales/languages.yaml", "1.75, heading: 1.6, paper: 1.62", "1.75, heading: 1.6, paper: 1.7",
     (LEAFLETS[1],), DATA),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("change", [pytest.param(row[1:], id=row[0]) for row in CHANGES])
def test_a_change_makes_again_what_it_touches(tree: Path, before: dict[str, str], change) -> None:
    name, old, new, again, kept = change
    path = tree / name
    original = path.read_bytes()
    changed = original.replace(old.encode(), new.encode(), 1) if old else original + new.encode()
    assert changed != original
    path.write_bytes(changed)
    try:
        after = planned_in(tree)
    finally:
        path.write_bytes(original)
    assert [path for path in again if after.get(path) == before[path]] == []
    assert [path for path in kept if after[path] != before[path]] == []
