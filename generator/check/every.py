"""Step 2, check: every check of one host country or of all content.

A check is here because it says so where it is written; ``content/`` reads all its modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..load import Content
from ..problems import Problem
from .walk import Options

Check = Callable[[Content, Options], Iterable[Problem]]

CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Run *function* with all other checks."""
    CHECKS.append(function)
    return function
