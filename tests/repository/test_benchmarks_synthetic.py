"""The made-up content of the measurements: alike each time, sound, and offered in ten locales."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.build import advisory, listing
from support.example import ROOT

pytestmark = pytest.mark.thorough

SCRIPT = ROOT / "benchmarks" / "synthetic.py"
LOCALES = ["en", "es", "ms", "my", "shn", "mnw", "ksw", "th", "lo", "km"]


def write(folder: Path, hosts: int, seed: str = "1", hash_seed: str = "0") -> Path:
    env = {**os.environ, "SEED": seed, "PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, SCRIPT, folder, str(hosts)], check=True, env=env)
    return folder


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("synthetic"), 2)


def hosts_of(place: Path) -> list[str]:
    return sorted(path.name for path in place.glob("content/hosts/*"))


@pytest.mark.slow
def test_the_same_numbers_give_the_same_bytes(synthetic: Path, tmp_path: Path):
    assert listing(write(tmp_path / "again", 2, hash_seed="1")) == listing(synthetic)


def test_another_seed_gives_other_words_in_the_same_files(synthetic: Path, tmp_path: Path):
    other, first = listing(write(tmp_path / "other", 2, seed="2")), listing(synthetic)
    assert other.keys() == first.keys()
    host = hosts_of(synthetic)[0]
    changed = {name for name in first if other[name] != first[name]}
    assert f"locales/km/LC_MESSAGES/{host}.po" in changed
    assert all(name.endswith(".po") for name in changed)


def test_a_host_country_is_the_same_among_more(synthetic: Path, tmp_path: Path):
    more = listing(write(tmp_path / "more", 5))
    first = listing(synthetic)
    own = [
        name
        for name in first
        if any(host in name for host in hosts_of(synthetic)) or "/hazards" in name
    ]
    assert len(own) > 2 * (6 + 9)
    assert all(more[name] == first[name] for name in own)


def test_host_countries_are_alike_and_have_names_of_their_own(synthetic: Path):
    one, other = (synthetic / "content/hosts" / host for host in hosts_of(synthetic))
    assert {path.name: path.stat().st_size for path in one.iterdir()} == {
        path.name: path.stat().st_size for path in other.iterdir()
    }
    assert (one / "country.yaml").read_bytes() != (other / "country.yaml").read_bytes()


@pytest.mark.slow
def test_the_check_finds_no_error(synthetic: Path):
    where = ("--content", "content", "--locales", "locales")
    found = json.loads(advisory(synthetic, "check", "--format", "json", *where))
    assert found["errors"] == 0
    # Words without a meaning cannot be those of the glossary, and nobody has signed them. The labels are
    # our own; names that Spanish writes as English does are exceptions of the real content alone.
    alike = ("untranslated", "locales/es/LC_MESSAGES/interface.po")
    others = [p for p in found["problems"] if (p["rule"], p["file"]) != alike]
    # Nor do made-up words have places where a long sentence of the interface may be broken.
    others = [
        p for p in others if p["rule"] != "long-run" or not p["file"].endswith("/interface.po")
    ]
    assert {problem["rule"] for problem in others} <= {"glossary", "unreviewed"}


def test_every_sentence_is_translated_in_every_locale(synthetic: Path):
    rows = json.loads(advisory(synthetic, "status", "--format", "json"))
    assert {row["locale"] for row in rows} == set(LOCALES)
    assert not [row for row in rows if row["missing"] or row["behind"]]


def test_negation_placeholders_and_numbers_are_kept(synthetic: Path):
    text = (synthetic / "locales/th/LC_MESSAGES/prepare.po").read_text("utf-8")
    assert 'msgid "Pack medicine for 7 days."' in text
    after = text.split('msgid "Pack medicine for 7 days."')[1].splitlines()[1]
    assert " 7" in after
    hazards = (synthetic / "locales/th/LC_MESSAGES/hazards.po").read_text("utf-8")
    after = hazards.split('msgid "Do not go back in."')[1].splitlines()[1]
    assert after.startswith('msgstr "อย่า')


@pytest.mark.long
@pytest.mark.slow
def test_every_locale_gets_pages_and_a_leaflet(tmp_path: Path):
    place = write(tmp_path / "one", 1)
    advisory(place, "build", "--jobs", "2")
    (host,) = hosts_of(place)
    files = listing(place / "site")
    pages = {tag: [n for n in files if n.startswith(f"{tag}/{host}/")] for tag in LOCALES}
    assert {len(names) for names in pages.values()} == {38}
    for tag in LOCALES:
        assert files[f"leaflets/{host}/{host}.{tag}.trifold.pdf"].startswith(b"%PDF")
