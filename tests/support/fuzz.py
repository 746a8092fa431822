"""Damaged input of every kind, given to what reads it: a result or words about the file, nothing else.

``make test`` runs a few of each kind (``test_fuzz``), ``make bench BENCH=fuzz`` thousands. What counts
as a fault: any other exception, more than ten seconds, a problem without a place or a remedy.
"""

from __future__ import annotations

import csv
import io
import math
import os
import re
import shutil
import signal
import traceback
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import yaml
from click.testing import CliRunner

from generator.check import run
from generator.check.content.print_assets import check_pictures
from generator.check.walk import Options
from generator.cli.main import main
from generator.load import Content, load_content
from generator.load.sound import seconds_of
from generator.load.svg import parse_picture
from generator.localise.corridors import Selection, load_advisories
from generator.people.facts.calls import parse_calls
from generator.people.facts.store import write_changes
from generator.people.facts.table import parse_table
from generator.people.facts.take_in import merge as merge_facts
from generator.people.translators.forms import RENDER, parse_any
from generator.people.translators.rows import make_sheet
from generator.people.translators.store import Store
from generator.people.translators.take_in import merge as merge_translations
from generator.people.translators.zawgyi_report import find_suspects
from generator.po.catalog import UnreadablePoError
from generator.po.passages import Passage, notes_with, passages
from generator.problems import Problem, has_errors
from generator.products.paper import load_formats
from generator.products.paper.poster_sites import read_sites
from generator.sheets.faults import Fault, UnreadableFormError
from support.example import TESTS
from support.mutations import Table, damaged, damaged_inside, mutated, mutated_table

ICONS = TESTS.parent / "generator" / "assets" / "icons"
DAY = date(2026, 11, 28)
SECONDS = 10
"""How long one input may take."""

SOUNDS = {
    "a.m4a": b"\0\0\0\x20ftypM4A \0\0\0\0\0\0\0\x6cmoov\0\0\0\x64mvhd" + b"\0" * 12 + b"\0\0\x03\xe8\0\0\x0b\xb8" + b"\0" * 80,
    "a.ogg": b"OggS\0\2" + b"\0" * 22 + b"OpusHead\1\1\0\0" + b"\0" * 20 + b"OggS\0\4" + b"\1" * 30,
    "b.ogg": b"OggS\0\2" + b"\0" * 22 + b"\1vorbis\0\0\0\0\2\x44\xac\0\0" + b"\0" * 20
    + b"OggS\0\4\x44\xac" + b"\0" * 30,
}  # fmt: skip
POSTERS: Table = [
    ["site", "host", "locale", "address", "profile", "way_out", "shelter", "helper"],
    ["hall", "freedonia", "en", "1 Hill Road", "", "Left, then down", "School, 2 km", "The warden"],
    ["dock", "freedonia", "en", "Dock 4", "sea", "", "", ""],
]


class PoorWordsError(Exception):
    """What was said names no place, or no remedy."""


class TooSlowError(BaseException):
    """An input took longer than ``SECONDS``; no reader catches this."""


def as_csv(rows: Table) -> bytes:
    """Write a table as a spreadsheet does."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


class Place:
    """A copy of the made-up country, and one good file of every kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content, self.locales = folder / "content", folder / "locales"
        shutil.copytree(TESTS / "example", self.content)
        shutil.copytree(TESTS / "data" / "leaflets", self.content / "leaflets")
        shutil.copytree(TESTS / "example_locales", self.locales)

    @cached_property
    def loaded(self) -> Content:
        return load_content(self.content)[0]

    @cached_property
    def passages(self) -> list[Passage]:
        return passages(self.loaded, {})

    @cached_property
    def store(self) -> Store:
        return Store(self.loaded, self.locales, "my", notes_with({}))

    @cached_property
    def offered(self) -> Mapping[str, tuple[str, ...]]:
        return {"freedonia": tuple(self.loaded.site.locales)}

    @cached_property
    def texts(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(self.content.rglob("*.yaml"))}

    @cached_property
    def trees(self) -> dict[Path, Any]:
        # All scalars as text, as the program reads them.
        return {path: yaml.load(data, yaml.BaseLoader) for path, data in self.texts.items()}

    @cached_property
    def po_files(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(self.locales.glob("*/*/*.po"))}

    def sheet(self, form: str) -> bytes:
        """What goes out to a translator, as *form*."""
        return RENDER[form](make_sheet(self.passages, self.store.catalogs(), "my"))

    def command(self, *words: str) -> bytes:
        """Run a command that writes a file, and return its bytes."""
        path = self.folder / "out"
        result = CliRunner().invoke(
            main, [*words, "-o", str(path), "--content", str(self.content)], catch_exceptions=False
        )
        assert result.exit_code == 0, result.output
        return path.read_bytes()

    @cached_property
    def translations(self) -> Mapping[str, bytes]:
        forms = {form: self.sheet(form) for form in ("csv", "xlsx", "xliff", "html")}
        page = forms["html"]
        start = page.index(b'id="data">') + len(b'id="data">')
        return {**forms, "json": page[start : page.index(b"</script>", start)]}

    @cached_property
    def facts(self) -> Mapping[str, bytes]:
        """The table of facts: as a workbook, and as CSV with some lines filled in."""
        text = self.command("facts", "export", "freedonia", "--to", "csv").decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        at = {name: number for number, name in enumerate(rows[0])}
        source = {
            "publisher": "The Fund", "published": "2026", "address": "https://fund.example/law",
            "read on": "2026-11-20", "confidence": "official", "it says": "Call 995.",
        }  # fmt: skip
        filled = [row for row in rows[1:] if row[at["now"]]]
        for number, row in enumerate(filled[::5]):
            known = row[at["sources now"]].partition(", ")[0]
            wish = {"source": known, "read on": "2026-11-20"} if number % 2 and known else source
            for name, words in wish.items():
                row[at[name]] = words
            row[at["new"]] = row[at["now"]]
        return {
            "csv": as_csv(rows),
            "xlsx": self.command("facts", "export", "freedonia", "--to", "xlsx"),
        }

    @cached_property
    def calls(self) -> bytes:
        text = self.command("calls", "--format", "csv").decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        at = {name: number for number, name in enumerate(rows[0])}
        for row in rows[1:]:
            row[at["works"]], row[at["called_on"]], row[at["called_by"]] = (
                "yes",
                "2026-11-27",
                "abc",
            )
        return as_csv(rows)

    @cached_property
    def icons(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(ICONS.glob("*.svg"))]

    @contextmanager
    def holding(self, path: Path, data: bytes) -> Iterator[None]:
        """Let *path* hold *data* for a while."""
        old = path.read_bytes()
        path.write_bytes(data)
        try:
            yield
        finally:
            path.write_bytes(old)


# --- the readers: each returns "taken" or "refused" ----------------------------------------------


def _check(place: Place, path: Path, data: bytes) -> str:
    """Check the whole country; what is let through must also become advice in each language."""
    with place.holding(path, data):
        folder, problems = run(place.content, place.locales, today=DAY, base=place.folder)
        whole = None if has_errors(problems) else folder
        problems += load_formats(place.content / "leaflets", place.folder, whole)[1]
        _refuse_poor_problems(problems)
        if has_errors(problems):
            return "refused"
        for _advisory in load_advisories(folder, place.locales, Selection()):
            pass
        return "taken"


def _refuse_poor_problems(problems: list[Problem]) -> None:
    for problem in problems:
        said = (
            problem.line > 0 and problem.column > 0 and problem.message and problem.remedy.strip()
        )
        if not (said and problem.file and len(str(problem)) < 3500):
            raise PoorWordsError(str(problem)[:300])


def _refuse_poor_faults(faults: list[Fault]) -> None:
    for fault in faults:
        if not (fault.place and fault.message and fault.remedy and len(str(fault)) < 1200):
            raise PoorWordsError(str(fault)[:300])


def import_translations(place: Place, name: str, data: bytes) -> str:
    """Take a file in, write what it changes, and read that again."""
    try:
        reading = parse_any(data, name)
    except UnreadableFormError as error:
        return _told(str(error))
    merged = merge_translations(
        reading, place.passages, place.store.catalogs(), "my", by="abc", today=DAY
    )
    _refuse_poor_faults(merged.refused)
    try:
        place.store.write(merged.edits)
        place.store.catalogs()
    finally:
        for path, old in place.po_files.items():
            path.write_bytes(old)
    return "refused" if merged.refused else "taken"


def import_facts(place: Place, _name: str, data: bytes) -> str:
    try:
        reading = parse_table(data)
    except UnreadableFormError as error:
        return _told(str(error))
    merged = merge_facts(reading, place.loaded, DAY)
    _refuse_poor_faults(merged.refused)
    write_changes(merged, place.loaded, place.content, dry_run=True)
    return "refused" if merged.refused else "taken"


def import_calls(place: Place, _name: str, data: bytes) -> str:
    try:
        faults = parse_calls(data, place.loaded, DAY)[1]
    except UnreadableFormError as error:
        return _told(str(error))
    _refuse_poor_faults(faults)
    return "refused" if faults else "taken"


def read_posters(place: Place, _name: str, data: bytes) -> str:
    faults = read_sites(data, "in.csv", locales=place.offered)[1]
    if any(not fault.startswith("in.csv:") or len(fault) > 1200 for fault in faults):
        raise PoorWordsError(str(faults)[:300])
    return "refused" if faults else "taken"


def _zawgyi(place: Place, name: str, data: bytes) -> str:
    path = place.folder / name
    path.write_bytes(data)
    try:
        find_suspects(path)
    except (UnreadablePoError, ValueError) as error:
        return _told(str(error))
    return "taken"


def _told(message: str) -> str:
    if not message or len(message) > 1200:
        raise PoorWordsError(message[:300])
    return "refused"


def read_picture(place: Place, _name: str, data: bytes) -> str:
    """Read a picture; what is let through must be shapes that an XML reader takes."""
    folder = place.folder / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / "a.svg").write_bytes(data)
    problems = list(check_pictures(place.loaded, Options(DAY, pictures=folder)))
    _refuse_poor_problems(problems)
    picture = parse_picture(data)[0]
    if picture is not None:
        ET.fromstring(f'<svg viewBox="{picture.box}">{picture.shapes}</svg>')
    return "refused" if problems else "taken"


def read_sound(_place: Place, _name: str, data: bytes) -> str:
    seconds = seconds_of(data)
    if seconds is None:
        return "refused"
    if not (math.isfinite(seconds) and seconds >= 0):
        raise PoorWordsError(f"it plays {seconds} seconds")
    return "taken"


def _command(place: Place, words: tuple[str, ...], name: str, data: bytes) -> str:
    """Run the whole command, as people do."""
    path = place.folder / name
    path.write_bytes(data)
    given = [*words, str(path), "--dry-run", "--content", str(place.content)]
    if words[0] == "translations":
        given += ["--locales", str(place.locales), "--by", "abc"]
    result = CliRunner().invoke(main, given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    if result.exit_code not in (0, 1, 2):
        raise PoorWordsError(f"exit code {result.exit_code}: {result.output[-300:]}")
    if result.exit_code and name not in result.output:
        raise PoorWordsError(f"it does not name the file: {result.output[-300:]}")
    return "refused" if result.exit_code else "taken"


# --- the kinds ------------------------------------------------------------------------------------

Try = Callable[[], str]
"""Gives one input to its reader."""


@dataclass(frozen=True)
class Kind:
    """One kind of input: how it is damaged and what reads it."""

    name: str
    few: int
    """How many ``make test`` tries: about a second."""
    prepare: Callable[[Place, Random], Try]


def _yaml_values(place: Place, dice: Random) -> Try:
    path = dice.choice(list(place.trees))
    tree = mutated(place.trees[path], dice)
    data = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10**6).encode()
    return partial(_check, place, path, data)


def _yaml_bytes(place: Place, dice: Random) -> Try:
    path = dice.choice(list(place.texts))
    return partial(_check, place, path, damaged(place.texts[path], dice))


def _po_check(place: Place, dice: Random) -> Try:
    path = dice.choice(list(place.po_files))
    return partial(_check, place, path, damaged(place.po_files[path], dice))


def _po_import(place: Place, dice: Random) -> Try:
    path = dice.choice([path for path in place.po_files if path.parts[-3] == "my"])
    return partial(import_translations, place, path.name, damaged(place.po_files[path], dice))


def _form(form: str, place: Place, dice: Random) -> Try:
    return partial(
        import_translations, place, f"my.{form}", damaged(place.translations[form], dice)
    )


def _form_inside(place: Place, dice: Random) -> Try:
    data = damaged_inside(place.translations["xlsx"], dice)
    return partial(import_translations, place, "my.xlsx", data)


def _cells(
    reader: Callable[[Place, str, bytes], str], good: bytes, place: Place, dice: Random
) -> Try:
    rows = list(csv.reader(io.StringIO(good.decode("utf-8-sig"), newline="")))
    return partial(reader, place, "in.csv", as_csv(mutated_table(rows, dice)))


def _some_text(place: Place, dice: Random) -> Try:
    path = dice.choice([*place.po_files, *place.texts])
    data = (place.po_files | place.texts)[path]
    return partial(_zawgyi, place, f"in{dice.choice((path.suffix, '.txt'))}", damaged(data, dice))


def _some_command(place: Place, dice: Random) -> Try:
    facts, translations = ("facts", "import"), ("translations", "import")
    words, name, good = dice.choice([
        *((translations, f"my.{form}", data) for form, data in place.translations.items()),
        *((facts, f"in.{form}", data) for form, data in place.facts.items()),
        *((translations, path.name, data) for path, data in place.po_files.items()),
    ])  # fmt: skip
    if name.endswith(".po"):
        words = (*words, "--locale", "my")
    return partial(_command, place, words, name, damaged(good, dice))


KINDS = (
    Kind("YAML, values", 12, _yaml_values),
    Kind("YAML, bytes", 12, _yaml_bytes),
    Kind("PO, checked", 8, _po_check),
    Kind("PO, import", 20, _po_import),
    Kind("CSV, bytes", 20, partial(_form, "csv")),
    Kind("CSV, cells", 20, lambda p, d: _cells(import_translations, p.translations["csv"], p, d)),
    Kind("XLSX, bytes", 20, partial(_form, "xlsx")),
    Kind("XLSX, parts", 10, _form_inside),
    Kind("XLIFF", 20, partial(_form, "xliff")),
    Kind("HTML", 20, partial(_form, "html")),
    Kind("JSON", 20, partial(_form, "json")),
    Kind("facts CSV, bytes", 20, lambda p, d: partial(import_facts, p, "", damaged(p.facts["csv"], d))),
    Kind("facts CSV, cells", 10, lambda p, d: _cells(import_facts, p.facts["csv"], p, d)),
    Kind("facts XLSX, bytes", 10, lambda p, d: partial(import_facts, p, "", damaged(p.facts["xlsx"], d))),
    Kind("facts XLSX, parts", 10,
         lambda p, d: partial(import_facts, p, "", damaged_inside(p.facts["xlsx"], d))),
    Kind("calls, bytes", 50, lambda p, d: partial(import_calls, p, "", damaged(p.calls, d))),
    Kind("calls, cells", 50, lambda p, d: _cells(import_calls, p.calls, p, d)),
    Kind("posters, bytes", 200, lambda p, d: partial(read_posters, p, "", damaged(as_csv(POSTERS), d))),
    Kind("posters, cells", 200, lambda p, d: _cells(read_posters, as_csv(POSTERS), p, d)),
    Kind("Zawgyi", 20, _some_text),
    Kind("SVG", 500, lambda p, d: partial(read_picture, p, "", damaged(d.choice(p.icons), d))),
    Kind("sounds", 2000,
         lambda p, d: partial(read_sound, p, "", damaged(d.choice(list(SOUNDS.values())), d))),
    Kind("commands", 6, _some_command),
)  # fmt: skip


# --- running --------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What came of the inputs of one kind."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """"taken", "refused", "fault"."""
    faults: dict[str, list[str]] = field(default_factory=dict)
    """Seed and number of the inputs, by what was wrong and where."""
    slowest: float = 0.0

    def note(self, name: str, fault: str) -> None:
        self.outcomes["fault"] += 1
        self.faults.setdefault(fault, []).append(name)


def fuzz(kind: Kind, place: Place, seed: int, numbers: range) -> Tally:
    """Try the inputs of *kind* that *seed* and *numbers* make."""
    tally = Tally()
    for number in numbers:
        name = f"{seed}/{number}"
        trial = kind.prepare(place, Random(f"{kind.name} {name}"))
        started = monotonic()
        try:
            with _alarm():
                tally.outcomes[trial()] += 1
        except TooSlowError:
            tally.note(name, f"more than {SECONDS} s")
        except Exception as error:  # noqa: BLE001  (this is what is looked for)
            tally.note(name, _fault(error))
        tally.slowest = max(tally.slowest, monotonic() - started)
    return tally


def _fault(error: Exception) -> str:
    own = [frame for frame in traceback.extract_tb(error.__traceback__)
           if f"{os.sep}generator{os.sep}" in frame.filename]  # fmt: skip
    where = (
        f"{own[-1].filename.rpartition(f'{os.sep}generator{os.sep}')[2]}:{own[-1].lineno}"
        if own
        else "?"
    )
    # Of a kind that comes a hundred times, one is enough to read.
    return f"{type(error).__name__} at {where}: {re.sub('[0-9]+', '9', str(error))[:160]}"


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
