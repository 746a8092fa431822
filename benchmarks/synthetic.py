"""Write made-up content: as many host countries as wanted, each alike, in ten locales and five scripts.

    .venv/bin/python benchmarks/synthetic.py FOLDER HOSTS

writes ``FOLDER/content`` and ``FOLDER/locales``, the same bytes each time for the same numbers (and
the same ``SEED``); nothing is fetched. ``advisory check`` finds no error in it, all ten locales are
offered, and each host country has nineteen pages and a small tri-fold in each of them.

The host countries are copies of the made-up country of ``tests/example`` with names of their own. The
"translations" are words of the right script, as many as the source sentence has room for, with its
placeholders, its numbers and a word for "not" where it has one: they take the same work as real ones
(shaping, line breaking, fitting a leaflet) and mean nothing. **Nobody may ever read them.**

Words come from CLDR (names of countries and languages); for Shan, Mon and Karen, of which CLDR knows
nothing, from ``tests/data/script_strings.json``. What the pages say themselves (headings, labels) is the
project's own translation where there is one.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.core import Locale
from babel.messages.pofile import read_po
from measure import ADVISORY, ROOT, run

SEED = os.environ.get("SEED", "1")
LEFT_OUT = {"staff", "notices", "campaigns", "readings", "pronunciation"}
"""Folders of the made-up country that are not copied: what was there for those who assist came later than the figures that
others compare with, and a word to say is made by a table, which made-up words cannot follow."""
EXAMPLE = ROOT / "tests" / "example"
LEAFLET = ROOT / "tests" / "data" / "leaflets" / "trifold.yaml"
MADE_UP, ORIGIN = "freedonia", "sylvania"
SOURCE = "en"
_PLACES = ("Firefly", "Chicolini", "Pinky Hills")
_PLACEHOLDER = re.compile(r"%\([a-z][a-z0-9_.-]*\)s")
_NEGATION = re.compile(r"\b(?:not|no|never|nobody|nothing|cannot|don['’]t)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")


@dataclass(frozen=True)
class Tongue:
    """How sentences of a locale are put together."""

    first: int
    last: int
    """First and last code point of its letters."""
    joiner: str = " "
    stop: str = "."
    negation: str = ""
    """Its word for "not" before what must not be done; empty where we know none for sure."""
    longest: int = 12
    """Letters in a word: no column of a leaflet is wider."""


TONGUES = {
    "es": Tongue(0x41, 0x24F, negation="No"),
    "ms": Tongue(0x41, 0x24F, negation="Jangan"),
    "my": Tongue(0x1000, 0x109F, stop="။", negation="မလုပ်ပါနဲ့"),
    "shn": Tongue(0x1000, 0x109F),
    "mnw": Tongue(0x1000, 0x109F),
    "ksw": Tongue(0x1000, 0x109F),
    "th": Tongue(0xE00, 0xE7F, joiner="", stop="", negation="อย่า"),
    "lo": Tongue(0xE80, 0xEFF, joiner="", stop="", negation="ຢ່າ"),
    "km": Tongue(0x1780, 0x17FF, joiner="", stop="។", negation="កុំ"),
}
"""All locales but the source; a font of ours prints each of them."""

_UNITS: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(
    (ROOT / "generator" / "check" / "data" / "languages.yaml").read_text("utf-8")
)["units"]
"""What translations must say where the source counts: by unit, words by language."""

_MISREAD: Mapping[str, Sequence[Mapping[str, str]]] = yaml.safe_load(
    (ROOT / "generator" / "check" / "data" / "misread.yaml").read_text("utf-8")
)
"""Turns of phrase that no translation may have, by language."""

Messages = Sequence[tuple[str, str]]
"""msgctxt and msgid."""


def main() -> None:
    """Read the command line and write."""
    if len(sys.argv) != 3:
        sys.exit("usage: synthetic.py FOLDER HOSTS")
    write_synthetic(Path(sys.argv[1]), int(sys.argv[2]))


def write_synthetic(folder: Path, hosts: int, seed: str = SEED) -> list[str]:
    """Write content and locales for *hosts* host countries into *folder*; return their slugs."""
    names = [_name(number) for number in range(hosts)]
    content = folder / "content"
    for path in sorted(EXAMPLE.rglob("*.yaml")):
        if path.stem == "glossary":
            continue  # made-up words hold none of its terms
        if not LEFT_OUT.isdisjoint(path.relative_to(EXAMPLE).parts):
            continue
        _write(content / path.relative_to(EXAMPLE), _adapted(path))
    # One size to begin with: the search for it is the same work in every panel and every host.
    leaflet = LEAFLET.read_text("utf-8").replace('largest_pt: "10"', 'largest_pt: "9"')
    leaflet += "made: [colour]\n"
    _write(content / "leaflets" / "trifold.yaml", leaflet)
    _change(content / "site.yaml", lambda site: _open_site(site, names))

    templates = _templates(content)
    for name in names:
        for path in sorted((content / "hosts" / MADE_UP).glob("*.yaml")):
            _write(content / "hosts" / _slug(name) / path.name, _renamed(path.read_text(), name))
    shutil.rmtree(content / "hosts" / MADE_UP)
    _change(content / "origins" / f"{ORIGIN}.yaml", lambda origin: _open_origin(origin, names))

    messages = _messages(templates, names)
    _write(folder / "locales/languages.yaml", (ROOT / "locales/languages.yaml").read_text("utf-8"))
    _write(folder / "locales/countries.yaml", (ROOT / "locales/countries.yaml").read_text("utf-8"))
    for tag, tongue in TONGUES.items():
        writer = _Writer(tag, tongue, _words(tag, tongue), seed)
        for domain, rows in messages.items():
            path = folder / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"
            own = ROOT / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"
            if domain == "interface" and own.exists():
                _write(path, own.read_text("utf-8"))
            else:
                _write(path, writer.catalog(domain, rows))
    return [_slug(name) for name in names]


# --- content --------------------------------------------------------------------------------


def _name(number: int) -> str:
    """Return a name that nobody has: always nine letters."""
    syllables = [a + b for a in "bdfglmnprtvz" for b in "aeiou"]
    first, second = divmod(number, len(syllables))
    third = (7 * number + 3) % len(syllables)
    return f"{syllables[first]}{syllables[second]}{syllables[third]}nia".capitalize()


def _slug(name: str) -> str:
    return name.lower()


def _renamed(text: str, name: str) -> str:
    """Give the made-up country and its places other names, wherever they stand."""
    for place, ending in zip(_PLACES, ("ford", "burg", " hill"), strict=True):
        text = text.replace(place, f"{name[:4]}{ending}")
    return text.replace(MADE_UP.capitalize(), name).replace(MADE_UP, _slug(name))


def _adapted(path: Path) -> str:
    """Return a file of the example; Shan instead of Arabic, for which we bundle no font."""
    return re.sub(r"(\[my, )ar\b", r"\1shn", path.read_text("utf-8"))


def _open_site(site: dict[str, Any], names: Iterable[str]) -> None:
    site["corridors"] = [{"origin": ORIGIN, "host": _slug(name)} for name in names]
    site["papers"] = {"pairs": []}
    site["locales"] = {SOURCE: {"minority": "false"}} | {
        tag: {"fallback": [SOURCE]} for tag in TONGUES
    }


def _open_origin(origin: dict[str, Any], names: Iterable[str]) -> None:
    # Its people read all of them: what nobody there reads is no row of a report.
    origin["locales"] = [*TONGUES]
    corridor = yaml.safe_dump(origin["corridors"].pop(MADE_UP), sort_keys=False)
    for name in names:
        own = yaml.load(_renamed(corridor, name), yaml.BaseLoader)
        origin["corridors"][_slug(name)] = own


def _change(path: Path, change: Any) -> None:
    # BaseLoader: every scalar stays text, as the project reads it.
    tree = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    change(tree)
    path.write_text(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True), "utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


# --- messages -------------------------------------------------------------------------------


def _templates(content: Path) -> dict[str, Messages]:
    """Ask the program which sentences there are, before there is more than one host country."""
    with tempfile.TemporaryDirectory() as folder:
        where: list[str | Path] = ["--content", content, "--locales", folder]
        run([ADVISORY, "translations", "extract", *where], content)
        return {path.stem: _sentences(path) for path in sorted(Path(folder).glob("*.pot"))}


def _sentences(path: Path) -> Messages:
    found = read_po(BytesIO(path.read_bytes()))
    return [(str(message.context), str(message.id)) for message in found if message.id]


def _messages(templates: Mapping[str, Messages], names: Sequence[str]) -> dict[str, Messages]:
    """Messages by domain: the host's once for each host, the origin's corridors too."""
    messages = dict(templates)
    own = messages.pop(MADE_UP)
    for name in names:
        messages[_slug(name)] = [(context, _renamed(text, name)) for context, text in own]
    start = f"corridors.{MADE_UP}."
    messages[ORIGIN] = [
        (_renamed(context, name), _renamed(text, name))
        for context, text in templates[ORIGIN]
        for name in (names if context.startswith(start) else names[:1])
    ]
    return messages


# --- translations ---------------------------------------------------------------------------


def _words(tag: str, tongue: Tongue) -> Sequence[str]:
    """Return words of a language, each once, in a fixed order."""
    strings = json.loads((ROOT / "tests/data/script_strings.json").read_text("utf-8"))["shaping"]
    found: list[str] = strings.get(tag, "").split()
    with_names = Locale.parse(tag) if tag in ("es", "ms", "my", "th", "lo", "km") else None
    if with_names is not None:
        for text in (*with_names.territories.values(), *with_names.languages.values()):
            found += text.replace("\u200b", "").split()
    turns = [re.compile(turn["find"]) for turn in _MISREAD.get(tag, ())]
    return sorted(
        word
        for word in {*found}
        if _is_word(word, tongue) and not any(turn.search(word + tongue.stop) for turn in turns)
    )


def _is_word(word: str, tongue: Tongue) -> bool:
    letters = all(
        tongue.first <= ord(letter) <= tongue.last and unicodedata.category(letter)[0] in "LM"
        for letter in word
    )
    return letters and 2 <= len(word) <= tongue.longest


class _Writer:
    """Writes what stands in for the translations of one locale."""

    def __init__(self, tag: str, tongue: Tongue, words: Sequence[str], seed: str) -> None:
        self._tag, self._tongue, self._words, self._seed = tag, tongue, words, seed

    def catalog(self, domain: str, messages: Messages) -> str:
        """Return a PO file."""
        header = f'msgid ""\nmsgstr ""\n"Language: {self._tag}\\n"\n'
        header += '"Content-Type: text/plain; charset=utf-8\\n"\n'
        parts = [f"# Made up for measurements; it means nothing.\n{header}"]
        for context, source in messages:
            # Of its own: a message must not change when there are more host countries.
            chance = random.Random(f"{self._seed} {self._tag} {domain} {context}")
            parts.append(
                f"# translated-by: benchmark, 2026-11-25\nmsgctxt {_quoted(context)}\n"
                f"msgid {_quoted(source)}\nmsgstr {_quoted(self.sentence(source, chance))}\n"
            )
        return "\n".join(parts)

    def sentence(self, source: str, chance: random.Random) -> str:
        """Return words about as long as *source*, with its placeholders and numbers."""
        return " ".join(self._clause(part, chance) for part in _SENTENCE_END.split(source))

    def _clause(self, source: str, chance: random.Random) -> str:
        tongue, bare = self._tongue, _PLACEHOLDER.sub("", source)
        words = list(self._picked(len(bare), chance))
        if tongue.negation and _NEGATION.search(bare):
            words.insert(0, tongue.negation)
        text = tongue.joiner.join(words)
        kept = [*_PLACEHOLDER.findall(source), *re.findall(r"[0-9][0-9,]*(?<!,)", bare)]
        text = " ".join([text, *kept, *self._units(bare)])
        if not tongue.stop or source[-1] not in ".?!":
            return text
        return text + (tongue.stop if source[-1] == "." or tongue.stop == "။" else source[-1])

    def _units(self, source: str) -> Iterator[str]:
        """Yield the words for the units that *source* counts in: minutes must stay minutes."""
        for row in _UNITS.values():
            counted = rf"(?:[0-9]|[a-z]+) (?:{'|'.join(row[SOURCE])})\b"
            if self._tag in row and re.search(counted, source, re.IGNORECASE):
                yield row[self._tag][0]

    def _picked(self, room: int, chance: random.Random) -> Iterator[str]:
        """Pick words until *room* letters are filled; at least one."""
        word = chance.choice(self._words)
        while len(word) > room and len(word) > 4:
            word = chance.choice(self._words)
        while True:
            yield word
            room -= len(word) + len(self._tongue.joiner)
            word = chance.choice(self._words)
            if len(word) > room:
                return


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    main()
