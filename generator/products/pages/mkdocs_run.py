"""Step 4, pages: a page set → its pages as bytes, by one small MkDocs run."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import cast

from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from ...paths import LIBRARY
from ..template_cache import CompiledTemplates
from .mkdocs_plugin import AdvisoryPlugin, VirtualPages

MKDOCS_YML = LIBRARY / "mkdocs.yml"


class PagesMissingError(Exception):
    """MkDocs wrote other pages than were planned."""


def run_mkdocs(page_set: VirtualPages) -> dict[str, bytes]:
    """Render *page_set* and return its pages by path from the site's root.

    Raises PagesMissingError when a planned page was not written, or one too many was.
    """
    files: dict[str, bytes] = {}
    # Pages come as bytes; whatever else MkDocs might write comes into the folder.
    with _quiet(), tempfile.TemporaryDirectory(prefix="advisory-pages-") as folder:
        config = _config()
        config.site_dir = folder
        plugin = cast("AdvisoryPlugin", config.plugins["advisory"])
        plugin.page_set, plugin.finished = page_set, files
        try:
            build(config)
        finally:
            plugin.page_set = plugin.finished = None
        root = Path(folder)
        paths = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    # MkDocs keeps every path that it ever linked to: thousands of page sets would fill memory.
    utils._norm_parts.cache_clear()  # noqa: SLF001
    planned = {page.path for page in page_set.pages}
    missing, extra = sorted(planned - set(files)), sorted({*files, *paths} - planned)
    if missing or extra:
        raise PagesMissingError(f"Pages not written: {missing}; not planned: {extra}.")
    return files


@cache
def _config() -> MkDocsConfig:
    """Read mkdocs.yml once: each run sets in it what is its own, and finds the theme compiled."""
    config = load_config(str(MKDOCS_YML))
    _spare_theme(config.theme)
    return config


def _spare_theme(theme: Theme) -> None:
    """Keep MkDocs from compiling templates again in each run, and from listing Material's icons.

    Listing fifteen thousand icons took a third of the time of a page set, for nothing: our plugin
    offers none of the theme's files.
    """
    env = theme.get_env()
    env.bytecode_cache = CompiledTemplates("theme")
    env.auto_reload = False
    env.list_templates = lambda *_, **__: []  # type: ignore[method-assign]
    theme.get_env = lambda: env  # type: ignore[method-assign]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep MkDocs's chatter and its advertisement for MkDocs 2 off the terminal."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
