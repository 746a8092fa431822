"""Step 5: the environment → the moment of the build, which decides what is overdue or has ended."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def build_moment() -> datetime:
    """The moment of the build: SOURCE_DATE_EPOCH when set, else now; in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def build_day() -> date:
    """The day of the build, in UTC."""
    return build_moment().date()
