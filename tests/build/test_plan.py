"""The plan: after a change exactly what it shapes is made again, and the plan says why."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.build import advisory, listing, replace, workplace

from generator.build.plan import reason
from generator.products.api.whole_files import FILES
from generator.products.target import Target

LOCALES = ("en", "es", "my")
SETS = {f"{tag}/freedonia/" for tag in LOCALES}
KEEPS = {f"{path}keep.json" for path in SETS}
"""They name the search index, which has another name whenever its pages change."""
POCKETS = {f"{path}pocket.html" for path in SETS}
PLAIN = {f"{path}all.txt" for path in SETS}
CAMPAIGNS = {
    f"campaigns/freedonia.{tag}.rainy-season.{ending}"
    for tag in LOCALES
    for ending in ("txt", "csv")
}
DATA = {
    path for tag in LOCALES for path in (f"data/freedonia.{tag}.json", f"api/v1/freedonia/{tag}/")
}
API = {
    "api/v1/openapi.json", "api/v1/index.json",
    *(f"api/v1/schema/{name}.json" for name in (*FILES, "index")),
}  # fmt: skip
TABLES = {"data/freedonia/datapackage.json"}
LEAFLETS = {f"leaflets/freedonia/freedonia.{tag}.trifold.pdf" for tag in LOCALES}
MESSAGES = {f"messages/freedonia.{tag}.json" for tag in LOCALES}
WORDLESS = {"zxx/freedonia/"}
"""In the host country's language: no other locale shapes it."""
FEEDS = {f"feeds/freedonia.{tag}.atom" for tag in LOCALES}
CARDS = {f"cards/freedonia.{tag}.png" for tag in LOCALES}
CHANNELS = {
    *(f"contacts/freedonia.{tag}.vcf" for tag in LOCALES),
    *(f"calendar/freedonia.{tag}.ics" for tag in LOCALES),
}
OTHERS = {"llms.txt", "data/freedonia.json", "staff/index.html"}
ROOTS = {"index.html", "404.html", *(f"{tag}/index.html" for tag in LOCALES)}
STAFF_SETS = {f"{tag}/staff/freedonia/" for tag in LOCALES}
STAFF_ROOTS = {f"{tag}/staff/index.html" for tag in LOCALES}
_PAPER = "staff-papers/freedonia/freedonia.en."
"""Papers for those who assist come in a locale when their words are translated: here in English alone."""
WITH_PROCEDURES = {
    f"{_PAPER}{kind}.{form}"
    for kind in ("manual", "cards", "drill-flood")
    for form in ("pdf", "docx")
}
DISTRICT = f"{_PAPER}district.pdf"
STAFF_PAPERS = {
    *WITH_PROCEDURES, f"{_PAPER}forms.pdf", f"{_PAPER}plan.pdf", f"{_PAPER}plan.docx", DISTRICT,
}  # fmt: skip
TAUGHT = {
    f"{_PAPER}sessions.pdf", f"{_PAPER}course-listening.pdf", "courses/freedonia.en.listening.slides.pdf",
    "courses/freedonia.en.listening.pptx",
}  # fmt: skip
PACKAGES = {f"courses/freedonia.en.listening.{kind}" for kind in ("scorm.zip", "gift", "xml")}
"""The course for offices is offered to none of them: people fear the state they come from."""


def test_the_reason_names_what_changed():
    before = Target.of("a", "p", dict, data=1, template="t", code="c")
    after = Target.of("a", "p", dict, data=2, template="T", code="c")
    assert reason(before, None) == "new"
    assert reason(after, before.parts) == "data changed, template changed"
    assert reason(before, before.parts) == "no longer in the cache"


def test_digest_depends_on_name_and_value_of_each_part():
    one = Target.of("a", "p", dict, data=1, style=2)
    assert one.digest == Target.of("a", "p", dict, style=2, data=1).digest
    assert one.digest != Target.of("a", "p", dict, data=2, style=1).digest
    assert one.digest != Target.of("b", "p", dict, data=1, style=2).digest


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A repository of its own, with its own program, built once."""
    place = workplace(tmp_path_factory.mktemp("built"), code=True, staff=True)
    advisory(place, "build", "--all")
    return place


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "place", dirs_exist_ok=True))


def planned(place: Path, **env: str) -> dict[str, str]:
    """Reason by path."""
    *rows, total = advisory(place, "build", "--all", "--plan", env=env).splitlines()
    assert total.startswith(f"{len(rows)} of ")
    return dict(row.split(": ", 1) for row in rows)


CHANGES = {
    "message of a host": (
        "content/hosts/freedonia/hazards.yaml", "Go to the school on the hill", "Go to the church",
        SETS | POCKETS | DATA | TABLES | PLAIN | KEEPS, "data changed",
    ),
    "message of the library on paper": (
        "content/hazards/flood.yaml", "Pack a small bag.", "Pack a light bag.",
        SETS | POCKETS | DATA | TABLES | PLAIN | CAMPAIGNS | MESSAGES | KEEPS | LEAFLETS, "data changed",
    ),
    "translation": (
        "locales/my/LC_MESSAGES/hazards.po", "မီးလောင်ခြင်း", "မီးလောင်",
        {
            "my/freedonia/", "my/freedonia/pocket.html", "data/freedonia.my.json", "my/freedonia/keep.json",
            "api/v1/freedonia/my/",
            "my/freedonia/all.txt", "messages/freedonia.my.json",
            "leaflets/freedonia/freedonia.my.trifold.pdf",
            "my/staff/freedonia/",  # Its plan names the hazards.
        },
        "data changed",
    ),
    "template of pages": (
        "generator/templates/pages/now.html", "<h1", "<h1 ",
        SETS | ROOTS | KEEPS | STAFF_SETS | STAFF_ROOTS, "template changed",
    ),
    "template of leaflets": (
        "generator/templates/leaflets/panel.html", "<", " <", LEAFLETS, "template changed",
    ),
    "template of pages for staff": (
        "generator/templates/staff/words.html", "<h1", "<h1 ",
        STAFF_SETS | STAFF_ROOTS, "template changed",
    ),
    "procedure": (
        "content/staff/procedures/death.yaml", "Sit down with", "Stay with",
        STAFF_SETS | WITH_PROCEDURES, "data changed",
    ),
    "code": (
        "generator/text/telephone.py", '"""', '"""Once more: ',
        SETS | ROOTS | KEEPS | POCKETS | LEAFLETS | CARDS | DATA | TABLES | PLAIN | CAMPAIGNS | MESSAGES | CHANNELS
        | FEEDS | API | OTHERS | WORDLESS | STAFF_SETS
        | STAFF_ROOTS | STAFF_PAPERS | TAUGHT | PACKAGES,
        "code changed",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [pytest.param(one, marks=pytest.mark.long if "template" in one else ()) for one in CHANGES],
)
def test_exactly_what_a_change_shapes_is_planned(place: Path, change: str):
    path, old, new, wanted, why = CHANGES[change]
    replace(place / path, old, new)
    plan = planned(place)
    assert set(plan) == wanted
    assert all(why in told or path in KEEPS for path, told in plan.items()), plan


@pytest.mark.slow
def test_a_font_concerns_the_languages_that_it_writes(place: Path):
    font = place / "generator/assets/fonts/noto-sans-myanmar/NotoSansMyanmar-400.ttf"
    font.write_bytes(font.read_bytes() + b"\0")
    assert planned(place) == dict.fromkeys(
        # The sheet for a municipality has each sentence in every language of its readers.
        ("cards/freedonia.my.png", "leaflets/freedonia/freedonia.my.trifold.pdf", DISTRICT),
        "font changed",
    )


@pytest.mark.slow
def test_a_later_day_concerns_only_what_became_overdue(place: Path):
    day = 86400
    # The page for the people behind the site says what day it is.
    assert set(planned(place, SOURCE_DATE_EPOCH=str(1795824000 + day))) == {"staff/index.html"}
    plan = planned(place, SOURCE_DATE_EPOCH=str(1795824000 + 2000 * day))
    assert {path for path, why in plan.items() if "overdue changed" in why} == (SETS | STAFF_SETS)


@pytest.mark.slow
def test_a_second_build_makes_nothing_and_no_cache_makes_all(place: Path):
    advisory(place, "build")
    before = listing(place / "site")
    assert "Nothing has changed" in advisory(place, "build")
    (place / "site/index.html").write_text("spoilt")
    told = re.search(r"Made 0 of (\d+) targets", advisory(place, "build"))
    assert told
    assert listing(place / "site") == before
    assert f"Made {told[1]} of {told[1]} targets" in advisory(place, "build", "--no-cache")
    assert listing(place / "site") == before


@pytest.mark.long
@pytest.mark.slow
def test_any_sequence_of_builds_gives_the_bytes_of_a_clean_one(place: Path, tmp_path: Path):
    for path, old, new, _wanted, _why in CHANGES.values():
        if "templates/pages" not in path:
            replace(place / path, old, new)
    advisory(place, "build", "--only", "freedonia/my")
    advisory(place, "build")
    for path, old, new, _wanted, _why in list(CHANGES.values())[:2]:
        replace(place / path, new, old)
    last = advisory(place, "build", "--jobs", "2")
    assert "Nothing" not in last
    advisory(place, "build", "--no-cache", "--site", "clean")
    assert listing(place / "site") == listing(place / "clean")


@pytest.mark.slow
def test_place_time_zone_locale_hash_seed_and_jobs_do_not_matter(built: Path, tmp_path: Path):
    other = workplace(tmp_path / "another place", code=True, staff=True)
    env = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}
    advisory(other, "build", "--all", "--jobs", "1", env=env)
    assert listing(other / "site") == listing(built / "site")
