"""Write generator/check/data/made_up.yaml from the made-up country of tests/example.

Names of the country and its places are kept as they are, for the check's messages; of sentences only
digests, so that no made-up advice stands in the program. Run ``python tools/made_up.py`` after
tests/example has changed; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.check.content.made_up import TABLE, digits_of, sentences_of
from generator.load import Content, load_content
from generator.load.tree import scalars
from generator.system.whole_file import write_whole

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "tests" / "example"
SHARED = (
    "If you fear your government or army, ask %(safe_contact)s first.",
    "Say the place, what happened, and how many people.",
    "The employer pays for it.",
)
"""General sentences that every country may use, as content/ does."""
NUMBERS = {"number", "other_numbers", "numbers", "feedback"}
_SHORT = 3
"""Digits of a number that many countries have."""


def names(content: Content) -> set[str]:
    """Return the names of countries and provinces."""
    found = {origin.name for origin in content.origins.values()}
    for host in content.hosts.values():
        found |= {host.country.name, *(place.name for place in host.country.provinces.values())}
    return found


def numbers(content: Content) -> Iterator[str]:
    """Yield the digits of the telephone numbers that are no short codes."""
    for file in content.files.values():
        for path, scalar, is_key in scalars(file.tree):
            if not is_key and NUMBERS & set(path[-2:]):
                digits = digits_of(scalar.text)
                if len(digits) > _SHORT:
                    yield digits


def sentences(content: Content) -> Iterator[str]:
    """Yield the digests of what is said of the country: the library says what holds everywhere."""
    shared = {digest for text in SHARED for _, digest in sentences_of(text)}
    for file in content.files.values():
        if file.name.startswith(("hosts/", "origins/")):
            for text in file.texts:
                yield from (d for _, d in sentences_of(text.text) if d not in shared)


def render(content: Content) -> str:
    """Return the table."""

    def rows(name: str, values: Iterable[str]) -> list[str]:
        return [f"{name}:", *(f'  - "{value}"' for value in sorted(set(values)))]

    return "\n".join([
        "# Of the made-up country in tests/example: what may stand nowhere else. Names as they are,",
        "# numbers as digits, the first letters of SHA-256 of sentences. Written by tools/made_up.py.",
        *rows("names", names(content)),
        *rows("numbers", numbers(content)),
        *rows("sentences", sentences(content)),
        "",
    ])  # fmt: skip


def main() -> None:
    """Write the table."""
    content, problems = load_content(EXAMPLE)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    write_whole(TABLE, render(content).encode(), below=TABLE.parent)


if __name__ == "__main__":
    main()
