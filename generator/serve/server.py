"""Step 5, serve: HTTP requests on this machine → files of the site, or pages made on demand.

The files of the site stay as they are published: what reloads a page is added when it is sent.
While there are problems, pages show them instead of outdated content.
"""

from __future__ import annotations

import io
import json
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from urllib.parse import parse_qs, quote, unquote

from ..products.shelves import PAPERS
from .local import TEXT, LocalHandler, listen
from .maker import PathResult

STATE_PATH = "/.advisory/state"
_INDEX, _NOT_FOUND = "index.html", "404.html"
_HTML = "text/html; charset=utf-8"

WORKER_PATH = "/sw.js"
# Here the network is never gone, and a copy of the last build is what an editor must not see. What
# an earlier site on the same address has left in the browser goes, too.
_NO_WORKER = """self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("advisory-")) \
await caches.delete(name);
  await self.registration.unregister();
})()));
"""

RELOAD_PATH = "/.advisory/reload.js"
POLL_SECONDS = 0.1
# In a file of its own: the pages run nothing that is inside them.
_RELOAD = """(() => {
  const version = Number(document.currentScript.dataset.version);
  const look = async () => {
    try {
      const page = document.hidden ? "" : "?page=" + encodeURIComponent(location.pathname);
      const state = await (await fetch("%s" + page)).json();
      if (state.version !== version) return location.reload();
    } catch { /* The server has stopped: keep what is shown. */ }
    setTimeout(look, %d);
  };
  look();
})();
"""
_WORDS = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{refresh}
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:60rem}}
pre{{white-space:pre-wrap;border-left:4px solid #c00;padding:.5rem 1rem}}</style></head>
<body><h1>{title}</h1>
<p>{what}</p>
<pre>{words}</pre>
</body></html>
"""
_REFRESH = '<meta http-equiv="refresh" content="1">'
_NO_PAGE = "There is no such page."


class PageSource(Protocol):
    """Where pages come from while somebody edits."""

    @property
    def version(self) -> int:
        """Grows when open pages must load again."""

    @property
    def problems(self) -> str:
        """Why there is no site; empty when there is one, or nobody knows yet."""

    def note_open(self, path: str) -> None:
        """Note which page, by its path below the site, somebody looks at."""

    def answer(self, path: str, *, is_missing: bool = False) -> PathResult | None:
        """Return what to show for *path* below the site; None = the file on the disk, or none."""


class _Handler(LocalHandler):
    def __init__(self, *words: Any, source: PageSource | None = None, **options: Any) -> None:
        self.source = source
        super().__init__(*words, **options)

    def do_GET(self) -> None:  # noqa: N802 - so calls it http.server
        """Send a file; with a source, pages come with what reloads them."""
        self._answer()

    def do_HEAD(self) -> None:  # noqa: N802 - so calls it http.server
        """Send what GET sends, without the body."""
        self._answer()

    def _answer(self) -> None:
        path, _, query = self.path.partition("?")
        if self.source is None:
            self._send_file()
        elif path == STATE_PATH:
            for page in parse_qs(query).get("page", ()):
                self.source.note_open(below_site(page) or "")
            row = {"version": self.source.version, "problems": self.source.problems}
            self.send(HTTPStatus.OK, json.dumps(row), "application/json")
        elif path == RELOAD_PATH:
            script = _RELOAD % (STATE_PATH, 1000 * POLL_SECONDS)
            self.send(HTTPStatus.OK, script, "text/javascript")
        elif path == WORKER_PATH:
            self.send(HTTPStatus.OK, _NO_WORKER, "text/javascript")
        elif path.endswith(("/", ".html")):
            self._send_page(self.source, path)
        else:
            self._send_other(self.source, path)

    def _send_file(self) -> None:
        if self.command == "HEAD":
            super().do_HEAD()
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Open the file; a name that no file can have is one that is not there."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None

    def _send_page(self, source: PageSource, path: str) -> None:
        # Taken first: what changes while the page is made makes it load once more.
        version = source.version
        status, text = self._page(source, below_site(path))
        head, end, tail = text.rpartition("</body>")
        script = f'<script src="{RELOAD_PATH}" data-version="{version}"></script>\n'
        text = f"{head}{script}{end}{tail}" if end else text + script
        self.send(status, text, _HTML)

    def _page(self, source: PageSource, name: str | None) -> tuple[HTTPStatus, str]:
        answer = PathResult("absent") if name is None else source.answer(name)
        page = (
            _page(Path(self.translate_path(self.path))) if answer is None else _explanation(answer)
        )
        if page is not None:
            waits = answer is not None and answer.kind != "made"
            return HTTPStatus.SERVICE_UNAVAILABLE if waits else HTTPStatus.OK, page
        instead = source.answer(_NOT_FOUND)
        if instead is None:
            page = _page(Path(self.directory) / _NOT_FOUND)
        elif instead.kind == "made":
            page = instead.words
        return HTTPStatus.NOT_FOUND, page or _NO_PAGE

    def _send_other(self, source: PageSource, path: str) -> None:
        name = below_site(path)
        answer = PathResult("absent") if name is None else source.answer(name)
        if answer is None and path.endswith(PAPERS) and name is not None and not self._is_there():
            answer = source.answer(name, is_missing=True)
        if answer is None:
            self._send_file()
        elif answer.kind == "made":
            self.send(HTTPStatus.OK, answer.data, self.guess_type(path))
        elif answer.kind != "absent":
            self.send(HTTPStatus.SERVICE_UNAVAILABLE, f"{answer.words}\n", TEXT)
        elif name is not None and self._is_folder(source, name):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", quote(f"/{name}/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _is_there(self) -> bool:
        return Path(self.translate_path(self.path)).exists()

    def _is_folder(self, source: PageSource, name: str) -> bool:
        if "." in name.rpartition("/")[2]:
            return False
        answer = source.answer(f"{name}/{_INDEX}")
        return answer is not None and answer.kind == "made"


def _page(path: Path) -> str | None:
    """Return the page at *path*, a file or a folder; None when there is none."""
    try:
        return (path / "index.html" if path.is_dir() else path).read_text("utf-8")
    except (OSError, ValueError):
        # Not there, no text, or a name that no file can have: too long, or with a zero byte.
        return None


def _explanation(answer: PathResult) -> str | None:
    """Return the page that shows *answer*; None when there is no such page."""
    if answer.kind == "absent":
        return None
    if answer.kind == "made":
        return answer.words
    title, what, waits = _TITLES[answer.kind]
    refresh = _REFRESH if waits else ""
    return _WORDS.format(title=title, what=what, words=escape(answer.words), refresh=refresh)


_TITLES = {
    "problems": ("The site was not built", "Fix these problems; this page then disappears.", False),
    "later": ("This page is being made", "The page is shown as soon as it is ready.", True),
    "behind": (
        "This page is being made",
        "The page is about the whole site, which is being built.",
        True,
    ),
    "failed": (
        "This page cannot be shown yet",
        (
            "This is a fault of the program, not of the content. The whole site is now built and "
            "then shown."
        ),
        True,
    ),
}
"""By kind of answer: title, what it means, and whether the page asks again by itself."""


def below_site(path: str) -> str | None:
    """Return the file that the path of an address means, from the site's root; None = none can.

    >>> below_site("/my/thailand/")
    'my/thailand/index.html'
    """
    name = unquote(path, errors="surrogateescape")
    if "\0" in name:
        return None
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        return None
    return "/".join([*parts, _INDEX] if name.endswith("/") or not parts else parts)


def serve(site: Path, port: int, source: PageSource | None = None) -> ThreadingHTTPServer:
    """Serve *site* on this machine only, in the background; port 0 takes a free one.

    With a *source*, pages come from it, and load again when it says so.
    """
    handler = partial(_Handler, directory=str(site), source=source)
    return listen(port, handler)
