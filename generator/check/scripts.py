"""Burmese letters in content: addresses, names on doors, texts.

Step 2, rules ``zawgyi``, ``dotted-circle`` and ``digit-as-letter``. Translations go through the
same functions in ``translations.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..load import Content
from ..load.tree import Items, Mapping, Node, Scalar
from ..problems import Level, Problem, Rule
from .scope import Options

_MYANMAR = re.compile(r"[\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff]")


def check_script(content: Content, _options: Options) -> Iterator[Problem]:
    """Whatever is written with Myanmar letters is Unicode and shapes well."""
    for file in content.files.values():
        for path, scalar, lang in _scalars(file.tree, file.context):
            if _MYANMAR.search(scalar.text):
                for level, rule, message, remedy in script_faults(scalar.text, lang):
                    yield file.problem(path, rule, message, remedy, level=level)


def script_faults(text: str, lang: str) -> Iterator[tuple[Level, Rule, str, str]]:
    """Yield level, rule, message and remedy for each fault of *text* in a Myanmar script."""
    # These load a detector and a shaper: only content with such letters pays for it.
    from ..script.shaping import find_shaping_faults  # noqa: PLC0415
    from ..script.zawgyi import judge, suspicious_digits  # noqa: PLC0415

    verdict = judge(text, lang)
    if verdict.level != "clean":
        message = f'"{text[:30]}" looks like Zawgyi, the old encoding ({verdict.probability:.0%})'
        yield verdict.level, "zawgyi", message, "Type it again in Unicode; do not convert it."
        if verdict.level == "error":
            return  # what follows would name each of its letters
    for fault in find_shaping_faults(text, lang):
        if fault.kind == "dotted-circle":
            around = text[max(0, fault.offset - 8) : fault.offset + 9]
            message = f'a sign in "{around}" has no letter to stand on (a dotted circle shows)'
            yield "error", "dotted-circle", message, "Type the syllable again."
    for digit in suspicious_digits(text):
        around = text[max(0, digit.offset - 8) : digit.offset + 9]
        message = f'the digit {digit.found} in "{around}" stands where a letter belongs'
        yield "error", "digit-as-letter", message, f"Type the letter {digit.letter}."


def _scalars(
    node: Node, path: tuple[str, ...], lang: str = "my"
) -> Iterator[tuple[tuple[str, ...], Scalar, str]]:
    """Yield every value with its path and its language, which a key ``lang`` beside it names."""
    match node:
        case Scalar():
            yield path, node, lang
        case Mapping():
            named = node.get("lang")
            lang = named.text if isinstance(named, Scalar) else lang
            for key, (_, value) in node.entries.items():
                yield from _scalars(value, (*path, key), lang)
        case Items():
            for number, item in enumerate(node.items):
                yield from _scalars(item, (*path, str(number)), lang)
