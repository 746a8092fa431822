"""Step 1: an error of the YAML parser → a problem in words for an editor.

The parser names its own states ("did not find expected <block end>"); the people who
write our content need to know what they typed.
"""

from __future__ import annotations

import yaml
from yaml.reader import ReaderError

from ..problems import Problem, RuleName
from .decode import place_of

_QUOTE = "Put the whole text in double quotes."
_INDENT = (
    "this line does not fit the lines above it",
    "Indent all keys of a mapping equally, two spaces for each level, and close every quote.",
)
_WORDS: tuple[tuple[str, tuple[str, str]], ...] = (
    ("mapping values are not allowed", ("a text without quotes contains a colon", _QUOTE)),
    ("could not find expected ':'", ("a key has no colon", 'Write "key: value".')),
    ("unexpected end of stream", ("a quote is opened but not closed", "Close it.")),
    ("unexpected document indicator", ("a quote is opened but not closed", "Close it.")),
    ("cannot start any token", ("a text cannot start with this character", _QUOTE)),
    (
        "unknown escape character",
        ("a text in double quotes contains a backslash", "Remove it, or use single quotes."),
    ),
    (
        "expected hexdecimal number",
        ("a text in double quotes contains a backslash", "Remove it, or use single quotes."),
    ),
    (
        "block sequence entries are not allowed",
        ('a "-" is in a place where no list can start', _QUOTE),
    ),
    ("expected ',' or ']'", ("a list in brackets is not closed", 'Write "[one, two]".')),
    ("expected ',' or '}'", ("braces are not closed", "Write each key on a line of its own.")),
    (
        "alphabetic or numeric character",
        ("a text cannot start with & or *", _QUOTE),
    ),
    (
        "nesting depth",
        ("far too many brackets are nested", "Close them, or remove what was pasted by mistake."),
    ),
    ("undefined alias", ("a text cannot start with *", _QUOTE)),
    ("did not find expected key", _INDENT),
    ("did not find expected '-' indicator", _INDENT),
    ("<block end>", _INDENT),
)


def explain_syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Turn what the parser raised into a problem at the place it means."""
    line, column = 1, 1
    reason = str(error)
    if isinstance(error, yaml.MarkedYAMLError):
        reason = error.problem or error.context or "cannot be read"
        mark = error.problem_mark or error.context_mark
        # A quote that is never closed is noticed at the end of the file; it was opened there:
        if "unexpected end of stream" in reason and error.context_mark:
            mark = error.context_mark
        if mark:
            line, column = mark.line + 1, mark.column + 1
    elif isinstance(error, ReaderError):
        reason = error.reason
        if isinstance(error.position, int):
            line, column = place_of(text, error.position)
    message, remedy = next(
        (words for part, words in _WORDS if part in reason),
        (f"this is not valid YAML ({reason})", "Compare the line with a similar one above."),
    )
    # The parser has a limit of its own, and reads ahead of us.
    rule: RuleName = "too-deep" if "nesting depth" in reason else "yaml-syntax"
    return Problem(file, line, column, "error", rule, "", message, remedy)
