"""Write docs/reference/pictures.md from content/pictures.yaml.

What each picture means, and what readers took it for, is written once; this page shows it to people
who choose, draw or test pictures. Run ``python tools/picture_reference.py`` after the file has
changed; a test compares. Same content, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.load import ContentFolder
from generator.model import PictureEntry
from generator.model.pictures import ENOUGH_READERS, MOST_OPPOSITE, MOST_WRONG
from generator.system.whole_file import write_whole

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "pictures.md"

HEAD = """\
<!-- Generated from content/pictures.yaml by: python tools/picture_reference.py. Do not edit. -->

# Pictures

Each picture has one meaning. A picture of an action shows the danger, a person and a direction in one frame, and is never
shown without its words. A slash always means "do not"; it is laid over the picture and never drawn into the file.

To choose one, look for its meaning here; to change a meaning, edit `content/pictures.yaml`; to draw one, read
[how to draw pictures](drawing-pictures.md); to test some, run [`advisory pictures sheet`](commands.md#advisory-pictures-sheet).

A picture is tested when readers saw it without words and said what it means and what they would do: the method of
[ISO 9186-1](https://genorma.com/en/project/show/iso:proj:59226), which measures and, as far as we could read, sets no limit.
A test record is: the place (no finer than a province), the day, how many were asked, were right and said the opposite, and
what they said; no names. The state follows from the tests and is never written by hand:

- **understood**: at least {enough} readers were asked, at most {wrong} % were not right, and at most {opposite} % said the opposite.
- **misunderstood**: more were wrong, or said the opposite, than that share of {enough} readers or of those who were asked.
- **untested**: all others, also with a few right answers.

85 % is what ANSI Z535.3 asks; ISO 3864 asks 67 % ([both as cited here](https://ebusca.uv.mx/Record/pubmed-7104798/Details)). We
take the stricter: a step that is misread can kill. The number of readers and the limit for opposites are our own. Only a
picture that is understood may stand without words; a program is no reader.
"""
KINDS = {
    "action": ("Actions", "Something to do. Under the slash: never to do; the meaning says what the drawing shows."),
    "thing": ("Dangers, services, places", "They name a thing and ask for nothing."),
    "mark": ("Marks", "Answers and states; no scenes."),
}  # fmt: skip


def render(pictures: Mapping[str, PictureEntry]) -> str:
    """Return the whole page."""
    parts = [
        HEAD.format(
            enough=ENOUGH_READERS, wrong=int(MOST_WRONG * 100), opposite=int(MOST_OPPOSITE * 100)
        ),
        _counts(pictures.values()),
    ]
    for kind, (title, about) in KINDS.items():
        rows = [
            f"| {name} | {_means(entry)} | {_cell(entry.not_like or '')} | {_state(entry)} |"
            for name, entry in sorted(pictures.items())
            if entry.kind == kind
        ]
        head = "| picture | what it means | what it must not look like | tested with readers |"
        parts.append("\n".join([f"## {title}\n", f"{about}\n", head, "|---|---|---|---|", *rows]))
    parts += [_tests(pictures), _machines(pictures)]
    parts.append(
        "Origin and licence of each file: `content/pictures.yaml`; texts of the licences: `generator/assets/icons/LICENSES/`."
    )
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _counts(entries: Iterable[PictureEntry]) -> str:
    states = [entry.state for entry in entries]
    counts = {state: states.count(state) for state in ("understood", "misunderstood", "untested")}
    if counts["untested"] == len(states):
        return f"{len(states)} pictures. **No picture has been tested yet.**"
    return f"{len(states)} pictures: {', '.join(f'{n} {state}' for state, n in counts.items())}."


def _means(entry: PictureEntry) -> str:
    return f"*do not*: {_cell(entry.means)}" if entry.dont else _cell(entry.means)


def _state(entry: PictureEntry) -> str:
    return f"{entry.state}, {entry.right} of {entry.readers}" if entry.tests else entry.state


def _tests(pictures: Mapping[str, PictureEntry]) -> str:
    rows = [
        f"| {name} | {test.day} | {_cell(test.place)} | {test.right} of {test.readers} | {_said(test.said)} |"
        for name, entry in sorted(pictures.items())
        for test in entry.tests
    ]
    head = [
        "## Tests\n",
        "| picture | day | place | right | what they said |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) if rows else ""


def _machines(pictures: Mapping[str, PictureEntry]) -> str:
    rows = [
        f"| {name} | {answer.day} | {_cell(answer.machine)} | {_said((answer.said,))} |"
        for name, entry in sorted(pictures.items())
        for answer in entry.machine
    ]
    about = "What programs said that were shown a picture without words, word for word. A program is no reader: nothing here is counted.\n"
    head = [
        "## What machines said\n",
        about,
        "| picture | day | program | its answer |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) if rows else ""


def _said(words: Iterable[str]) -> str:
    return " · ".join(f'"{_cell(word)}"' for word in words)


def _cell(text: str) -> str:
    """Keep *text* inside its cell, and what looks like markup as it was written."""
    text = " ".join(text.split()).replace("\\", "\\\\").replace("<", "&lt;")
    for letter in "|*_`[":
        text = text.replace(letter, f"\\{letter}")
    return text


def main() -> None:
    """Write the page."""
    shared = ContentFolder(ROOT / "content", ROOT).shared
    write_whole(PAGE, render(shared.pictures).encode())
    print(PAGE.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
