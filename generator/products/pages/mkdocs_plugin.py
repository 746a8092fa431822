"""Step 4, pages: a page set → virtual pages for MkDocs. Thin: the adapter to its plugin hooks.

Thin. Which pages there are and what is on them is the pages product's; this module only hands
them to MkDocs. Only this module and ``products/pages`` import mkdocs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

# What Material's base.html writes for its script, outside of every block: two check boxes that
# open menus we do not have, and empty boxes.
_LEFTOVERS = (
    re.compile(r'<input class="md-toggle"[^>]*>'),
    re.compile(r'<label class="md-overlay"[^>]*></label>'),
    re.compile(r'<div data-md-component="(?:skip|announce)">\s*</div>'),
    re.compile(r'<div class="md-dialog".*?</div>\s*</div>', re.DOTALL),
)
_FRAME = re.compile(r'<main class="md-main"[^>]*>\s*<div class="md-main__inner md-grid">')
_FRAME_END = re.compile(r"</div>\s*</main>")


class VirtualPage(Protocol):
    """A page that MkDocs shall write."""

    @property
    def path(self) -> str: ...  # noqa: D102


class VirtualPages(Protocol):
    """What the plugin needs of a page set."""

    @property
    def locale(self) -> str: ...  # noqa: D102
    @property
    def direction(self) -> str: ...  # noqa: D102
    @property
    def pages(self) -> Sequence[VirtualPage]: ...  # noqa: D102
    def render(self, path: str) -> Any: ...  # noqa: D102


class _Finished(Page):
    """A page that comes as HTML: MkDocs would set up a reader of Markdown for each."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Leave it to ``on_page_content``."""
        self.content, self.toc = "", get_toc([])


class AdvisoryPluginConfig(Config):  # type: ignore[no-untyped-call]
    """Which page set a bare ``mkdocs build`` or ``mkdocs serve`` shows."""

    host = config_options.Type(str, default="thailand")
    locale = config_options.Type(str, default="en")
    content = config_options.Type(str, default="content")
    locales = config_options.Type(str, default="locales")


class AdvisoryPlugin(BasePlugin[AdvisoryPluginConfig]):  # type: ignore[no-untyped-call]
    """Serves the pages of one page set to MkDocs."""

    page_set: VirtualPages | None = None
    """Set by the pages product; loaded from content in a bare MkDocs run."""
    finished: dict[str, bytes] | None = None
    """Where the pages product wants the finished pages, by path; a bare run writes files."""
    bare = False
    """Is this a run of ``mkdocs`` itself, which must also write the stylesheet and the fonts?"""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the page set in a bare run, and set the language of the theme."""
        if self.page_set is None:
            self.bare = True
            self.page_set = self._load(Path(config.config_file_path).parent)
        config.theme["language"] = self.page_set.locale
        config.theme["direction"] = self.page_set.direction
        config.theme.static_templates.clear()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Offer only our virtual pages, none of the theme's files."""
        page_files = []
        for page in self._pages().pages:
            file = File.generated(config, page.path.replace(".html", ".md"), content="")
            file.dest_uri = page.path
            _Finished(None, file, config)  # Becomes the file's page.
            page_files.append(file)
        return Files(page_files)

    def on_page_content(self, _html: str, *, page: Page, **_: Any) -> str:
        """Give the theme the finished parts of the page."""
        parts = self._pages().render(page.file.dest_uri)
        page.meta = {"parts": parts}
        return str(parts.main)

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Take out what Material writes for its script; MkDocs writes no page that is empty."""
        output = strip_leftovers(output)
        if self.finished is None:
            return output
        self.finished[page.file.dest_uri] = output.encode(errors="xmlcharrefreplace")
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write stylesheet and fonts beside the pages of a bare run."""
        if self.bare:
            from .mkdocs_bare import write_assets  # noqa: PLC0415

            write_assets(self._pages(), Path(config.site_dir))

    def _pages(self) -> VirtualPages:
        if self.page_set is None:
            raise PluginError("The page set is not loaded.")
        return self.page_set

    def _load(self, base: Path) -> VirtualPages:
        from .mkdocs_bare import load_page_set  # noqa: PLC0415

        content, locales = base / self.config.content, base / self.config.locales
        return load_page_set(content, locales, self.config.host, self.config.locale)


def strip_leftovers(html: str) -> str:
    """Return a page without the parts of Material's frame that only its script uses.

    Raises PluginError when something of it is left: then base.html has changed.
    """
    before, opening, from_main = _parted(html, _FRAME)
    main, closing, after = _parted(from_main, _FRAME_END)
    for pattern in _LEFTOVERS:
        before, after = pattern.sub("", before), pattern.sub("", after)
    before = before.replace('<div class="md-container" data-md-component="container">', "<div>")
    # From its first heading on a page may say what it wants.
    if "md-" in re.sub(r"<h\d\b.*", "", before, flags=re.DOTALL) + after or not (
        opening and closing
    ):
        raise PluginError(
            "Material's base.html has changed: its frame is no longer taken out. Compare it with "
            "_LEFTOVERS in generator/products/pages/mkdocs_plugin.py."
        )
    return re.sub(r"\n\s+", "\n", f'{before}<main id="main">{main}</main>{after}')


def _parted(html: str, edge: re.Pattern[str]) -> tuple[str, str, str]:
    """Return what is before an edge, the edge, and what follows it; empty where there is none."""
    match = edge.search(html)
    return (html[: match.start()], match[0], html[match.end() :]) if match else (html, "", "")
