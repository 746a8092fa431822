"""Step 2: Burmese and Thai letters → problems: Zawgyi, dotted circles, digits, order of marks.

Rules ``zawgyi``, ``dotted-circle``, ``digit-as-letter`` and ``mark-order``. Translations go
through the same functions in ``translations.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...load import Content
from ...load.tree import Items, Mapping, Node, Scalar
from ...problems import Level, Problem, RuleName
from ...text.marks import misplaced_marks
from ...text.shaping import find_shaping_faults
from ...text.zawgyi import judge, suspicious_digits
from ..every import check
from ..walk import Options

_MYANMAR = re.compile(r"[\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff]")
_MARKED = re.compile(rf"[\u0e01-\u0e5b]|{_MYANMAR.pattern}")


@check
def check_script(content: Content, _options: Options) -> Iterator[Problem]:
    """Whatever is written with Myanmar or Thai letters is Unicode and shapes well."""
    for file in content.files.values():
        marked = [row for row in _scalars(file.tree, file.context) if _MARKED.search(row[1].text)]
        trusted = is_clean(" ".join(scalar.text for _, scalar, lang in marked if lang == "my"))
        for path, scalar, lang in marked:
            for level, rule, message, remedy in script_faults(scalar.text, lang, trusted=trusted):
                yield file.problem(path, rule, message, remedy, level=level)


def is_clean(whole: str) -> bool:
    """Return whether all Burmese of a file, together, is good Unicode.

    One short word in a hundred and seventy looks like Zawgyi and is not; the whole file decides.
    """
    return bool(_MYANMAR.search(whole)) and judge(whole, "my").level == "clean"


def script_faults(
    text: str, lang: str, *, trusted: bool = False
) -> Iterator[tuple[Level, RuleName, str, str]]:
    """Yield level, rule, message and remedy for each fault of *text* in Myanmar or Thai letters.

    *trusted*: its file as a whole is clean, so that a mere doubt about Zawgyi is none.
    """
    for slip in misplaced_marks(text):
        around = text[max(0, slip.offset - 6) : slip.offset + len(slip.letters) + 6]
        message = f'{slip.what} in "{around}"'
        yield "error", "mark-order", message, f"Type {slip.remedy}."
    if not _MYANMAR.search(text):
        return
    verdict = judge(text, lang)
    if verdict.level == "error" or (verdict.level == "warning" and not trusted):
        message = f'"{text[:30]}" looks like Zawgyi, the old encoding ({verdict.probability:.0%})'
        yield verdict.level, "zawgyi", message, "Type it again in Unicode; do not convert it."
        if verdict.level == "error":
            return  # what follows would name each of its letters
    for fault in find_shaping_faults(text, lang):
        if fault.kind == "dotted-circle":
            around = text[max(0, fault.offset - 8) : fault.offset + 9]
            message = f'a sign in "{around}" has no base letter and shows a dotted circle'
            yield "error", "dotted-circle", message, "Type the syllable again."
    for digit in suspicious_digits(text):
        around = text[max(0, digit.offset - 8) : digit.offset + 9]
        message = f'the digit {digit.digit} in "{around}" is typed for a letter'
        yield "error", "digit-as-letter", message, f"Type the letter {digit.letter}."


def _scalars(
    node: Node, path: tuple[str, ...], lang: str = "my"
) -> Iterator[tuple[tuple[str, ...], Scalar, str]]:
    """Yield every value with its path and its language.

    A key ``lang`` beside it names that, or, in the glossary, the key that holds it.
    """
    match node:
        case Scalar():
            yield path, node, lang
        case Mapping():
            named = node.get("lang")
            lang = named.text if isinstance(named, Scalar) else lang
            by_language = path[-1:] == ("renderings",)
            for key, (_, value) in node.entries.items():
                yield from _scalars(value, (*path, key), key if by_language else lang)
        case Items():
            for number, item in enumerate(node.items):
                yield from _scalars(item, (*path, str(number)), lang)
