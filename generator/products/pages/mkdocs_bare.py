"""Step 4, pages: the repository → what a bare ``mkdocs build`` or ``mkdocs serve`` needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from ...check import run
from ...localise.corridors import Selection, build_moment, load_advisories
from ...system.whole_file import write_whole
from . import host_assets, page_set_of
from .render import PageSet


def load_page_set(content: Path, locales: Path, host: str, locale: str) -> PageSet:
    """Load, check and localise, and return the pages of *host* in *locale*.

    Raises PluginError when the content has errors or the host is unknown.
    """
    loaded, problems = run(
        content, locales, publish=False, today=build_moment().date(), now=build_moment()
    )
    if any(problem.level == "error" for problem in problems):
        raise PluginError("The content has errors: run `advisory check`.")
    advisory = next(load_advisories(loaded, locales, Selection(host, locale)), None)
    if advisory is None:
        raise PluginError(f"No advisory for {host}/{locale}.")
    return page_set_of(advisory, (advisory.locale,))


def write_assets(page_set: Any, site_dir: Path) -> None:
    """Write stylesheet, script and fonts where the pages of a bare run look for them."""
    for name, data in host_assets(page_set.advisory).items():
        write_whole(site_dir / name, data, below=site_dir)
