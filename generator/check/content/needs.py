"""Step 2: the tables of what people need → problems where content no longer holds an answer.

Rule ``need-unanswered``. Fresh readers wrote the needs from the facts, without having seen the
pages: a lost answer is reported here before somebody misses it on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ...load import Content, Host
from ...load.needs import read_needs
from ...model import Hazard
from ...problems import Problem, quoted, shown_path
from ..every import check
from ..walk import Options, places_met_in


@check
def check_needs(content: Content, options: Options) -> Iterator[Problem]:
    """Every id that a need names stands in the content of its host country."""
    if options.needs is None:
        return
    for slug, host in content.hosts.items():
        path = options.needs / f"{slug}.csv"
        ids = _ids_shown_in(content, host) if path.is_file() else frozenset()
        for need in read_needs(path):
            for name in need.ids:
                if name not in ids:
                    yield Problem(
                        shown_path(path, Path.cwd()),
                        need.line,
                        1,
                        options.level,
                        "need-unanswered",
                        need.name,
                        f'{quoted(name)}, which answers "{need.what}", is not in the content of '
                        f"{slug}",
                        "Write its answer again, or name the id of the line that answers it now.",
                    )


def _ids_shown_in(content: Content, host: Host) -> frozenset[str]:
    """Return the ids of what *host* shows, without hazards that it does not have."""
    hazards = host.hazards.hazards if host.has("hazards") else {}
    return frozenset(
        place.id
        for place in places_met_in(content, host)
        if not isinstance(place.file.model, Hazard)
        or PurePosixPath(place.file.name).stem in hazards
    )
