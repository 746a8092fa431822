"""A made-up sheet of passages, and repositories whose PO files a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from click.testing import CliRunner, Result
from hypothesis import strategies as st

from generator.cli.main import main
from generator.people.translators.rows import UNFIT, PassageRow, Sheet
from support.example import TESTS

letters = st.one_of(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    st.sampled_from(list("=+-@'\"\t\n,;<>&%()\u2028မာ။ไม่ရှ ")),
)
words = st.text(letters, max_size=40).filter(lambda text: not UNFIT.search(text))
"""Whatever a PO file may hold and a form can carry."""

keys = st.builds(
    "{}:{}.text".format, st.sampled_from(["hazards", "prepare"]), st.integers(0, 10_000)
)
rows = st.builds(
    PassageRow,
    key=keys,
    state=st.sampled_from(["missing", "behind", "draft", "reviewed"]),
    source=words,
    translation=words,
    translated_by=st.sampled_from(["", "machine draft, 2026-11-25", "maria, 2026-11-01"]),
    note=words,
    previous=words,
    terms=st.lists(words, max_size=2).map(tuple),
    max_letters=st.one_of(st.none(), st.integers(1, 400)),
    life_safety=st.booleans(),
    picture=st.sampled_from([None, "flood", "no-such-picture"]),
)
sheets = st.builds(
    Sheet,
    locale=st.sampled_from(["my", "th", "ar"]),
    rows=st.lists(rows, max_size=6, unique_by=lambda row: row.key).map(tuple),
)


def workplace(folder: Path, *, staff: bool = True) -> Path:
    """Make a repository of the made-up country in *folder*; *staff*: with what those who assist read, too."""
    shutil.copytree(TESTS / "example", folder / "content")
    if not staff:
        for place in ("staff", "hosts/freedonia/staff"):
            shutil.rmtree(folder / "content" / place)
    shutil.copytree(TESTS / "example_locales", folder / "locales")
    return folder


def run(*given: str, answers: str | None = None) -> Result:
    """Run ``advisory`` in the folder the test stands in."""
    return CliRunner().invoke(main, given, input=answers)


def bytes_of(locales: Path) -> Mapping[str, bytes]:
    return {p.relative_to(locales).as_posix(): p.read_bytes() for p in locales.rglob("*.po")}


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of a file, and see that it changed."""
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, "utf-8")
