"""Step 4, leaflets: a style sheet with variables → the same look in values, read once."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SETTING = re.compile(r"(--[a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_USE = re.compile(r"var\((--[a-z-]+)\)")


def with_values(css: str, *, mono: bool) -> str:
    """Write the value in the place of each variable that has one for the whole document.

    The same look, sooner: WeasyPrint parses what has a variable again for each element, which took
    a tenth of a long paper. Variables with another value somewhere (sizes of one panel) stay.

    >>> css = ":root { --ink: #111 } .mono { --ink: #000 } p { color: var(--ink) }"
    >>> with_values(css, mono=True)
    ':root { --ink: #111 } .mono { --ink: #000 } p { color: #000 }'
    """
    values: dict[str, str] = {}
    vary: set[str] = set()
    for selector, settings in _RULE.findall(_COMMENT.sub("", css)):
        for name, value in _SETTING.findall(settings):
            match selector.strip():
                case ":root":
                    values[name] = value
                case ".mono":
                    values |= {name: value} if mono else {}
                case _:
                    vary.add(name)
    for name in vary:
        values.pop(name, None)
    return _USE.sub(lambda use: values.get(use[1], use[0]), css)
