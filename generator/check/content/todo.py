"""Step 2: content → problems where somebody still has to write what readers would see.

Rule ``todo``. ``advisory new`` writes TODO where only a person can write. What is offered to
readers must have none; in a draft it is a warning, so that pages and leaflets of it can be looked
at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...load import Content, LoadedFile
from ...load.tree import scalars
from ...model.site import Site
from ...model.walk import KeyPath
from ...problems import Problem, quoted
from ..every import check
from ..walk import Options

TODO = re.compile(r"\bTODO\b")


@check
def check_todo(content: Content, _options: Options) -> Iterator[Problem]:
    """Nothing that is offered has a TODO in it."""
    site = next((site for _file, site in content.of_kind(Site)), None)
    for file in content.files.values():
        for path, scalar, is_key in scalars(file.tree):
            if is_key or TODO.search(scalar.text) is None:
                continue
            at = (*file.context, *path)
            message = f"{quoted(scalar.text)} is still to be written"
            if _is_offered(content, site, file, path):
                remedy = (
                    "Write what is so here, and from which source; where nobody knows, write that "
                    "it is not known."
                )
                yield file.problem(at, "todo", message, remedy)
            else:
                remedy = "Write it before you offer the country or hazard to readers."
                yield file.problem(at, "todo", message, remedy, level="warning")


def _is_offered(content: Content, site: Site | None, file: LoadedFile, path: KeyPath) -> bool:
    if site is None:
        return False  # Told by the loader; nothing can be built.
    folder, _, rest = file.name.partition("/")
    name = rest.partition("/")[0].removesuffix(".yaml")
    match folder:
        case "hosts":
            return name in site.hosts()
        case "origins":
            host = path[1] if path[:1] == ("corridors",) and len(path) > 1 else None
            return any(
                row.origin == name and host in (None, row.host) and not row.draft
                for row in site.corridors
            )
        case "hazards":
            # A library hazard is seen in the countries that name it; where another country offers
            # it, that one gets the error.
            return any(
                host.has("hazards") and name in host.hazards.hazards
                for slug, host in content.hosts.items()
                if slug in site.hosts()
            )
        case _:
            return True
