"""Beside step 4: a value of the model → the text of one cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ...model import Hours


def cell_text(value: Any) -> str:
    """Write a value of the model as the text of one cell."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(str(item) for item in value)
        case Hours():
            return f"{value.days} {value.opens}-{value.closes}"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
