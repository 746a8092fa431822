"""Step 4, api: the notices of a country → ``api/v1/H/L/notices.json``, for programs of others.

Separate from the other files, as those for pages (``products/notices/``): a notice of the night is
there within seconds. The lines are those of the feed, each number behind its caution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ...localise.localiser import Localiser
from ...localise.notices import NoticeText, notices_of
from ..channels.feed import moment_of
from ..channels.notice_words import Guard, guard_of, heading, lines
from ..target import Target, one_file
from . import envelope, shapes, whole_files
from .documents import ROOT, as_bytes


def told(localiser: Localiser) -> list[dict[str, Any]]:
    """Return the notices of the localiser's country, the gravest first, as JSON has them."""
    notices = notices_of(localiser)
    if not notices:  # To know all cautions takes a while.
        return []
    guard = guard_of(localiser)
    return [shapes.as_data(_shape(one, localiser, guard)) for one in notices]


def _shape(one: NoticeText, localiser: Localiser, guard: Guard) -> shapes.Notice:
    ui = localiser.sentences.ui
    return shapes.Notice(
        id=one.id,
        hazard=f"{localiser.host_slug}.hazards.{one.hazard}",
        level=one.level,
        state=one.state,
        heading=heading(one, ui),
        lines=list(lines(one, ui, guard)),
        lang=ui.translator.locale,
        until=datetime.fromtimestamp(one.ends_at, UTC),
        changed=datetime.fromtimestamp(moment_of(one), UTC),
        confirmed=one.confirmed,
        unsigned=one.unsigned,
    )


def target(
    host: str, locale: str, rows: Sequence[Mapping[str, Any]], publisher: str | None
) -> Target:
    """Return the target of the notices *rows* that ``told`` returned; none is an empty list."""
    path = f"{ROOT}{host}/{locale}/notices.json"
    file = whole_files.NoticesFile.model_validate(
        {**envelope(host, locale, "notices", publisher), "notices": rows}
    )
    data = as_bytes(file)
    return Target.of(path, "api", partial(one_file, path, data), data=data)
