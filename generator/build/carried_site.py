"""Step 5: advisories of one host country and a built site → the names of the site's files.

In: advisories as the content has them today, the folder of a site. Out: the names of its files; or
a ``BuildError`` when the site says something else than the content: what is noted of a package must
be what it says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from ..localise.advisory import Advisory
from ..products import without_staff
from ..products.channels import all_text
from .errors import BuildError
from .site_folder import look_through

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ](/|$)')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_MOST_OF_A_PATH = 200
"""Letters: Windows allows 260 with the folder that somebody unpacks it into."""


def files_of(site: Path, advisories: Sequence[Advisory]) -> frozenset[str]:
    """Return the names of the files of *site*, built from *advisories* of one host country.

    Raises BuildError when it was not, or is no site of ours.
    """
    summary = look_through(site)
    for advisory in advisories:
        # Everything that pages say is in one text, so one digest answers for them all.
        (target,) = all_text.plan([without_staff(advisory)])
        if summary is None or summary.targets.get(target.path) != target.digest:
            raise BuildError(
                f"{site} was not built from the current content of {advisory.host} in "
                f"{advisory.locale}. Run: advisory build; then pack the site that you publish."
            )
    return summary.files if summary else frozenset()


def refuse_unsafe(names: Collection[str]) -> None:
    """Raise BuildError when a name cannot be on a stick with FAT32, or two are one there."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        bad = _FORBIDDEN.search(name) or any(_RESERVED.match(part) for part in name.split("/"))
        if bad or len(name) > _MOST_OF_A_PATH:
            raise BuildError(
                f'"{name}" cannot be the name of a file on a stick. Use letters, digits and '
                f"hyphens, and at most {_MOST_OF_A_PATH} of them."
            )
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            raise BuildError(
                f'"{other}" and "{name}" would be one file on a stick. Rename one of them.'
            )
