"""Look into one of our leaflets while it is made: how often it is laid out, and what each time costs.

    python -m peers.probe HOST LOCALE FORMAT [--content DIR …]

Runs ``advisory leaflet`` twice in this process, as a build does that makes many: the second time with a
clock around WeasyPrint's own two calls, layout and writing. Prints JSON: ``layouts`` (how many), processor
seconds ``make_seconds`` (all of them and the writing) and ``bare_seconds`` (the last and the writing), and
``html`` (what was printed).
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any


def main() -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory(prefix="advisory-probe-") as folder:
        _probe(["leaflet", *sys.argv[1:], "-o", f"{folder}/paper.pdf"])


def _probe(words: list[str]) -> None:
    (command,) = entry_points(group="console_scripts", name="advisory")
    advisory = command.load()
    _run(advisory, words)
    # Only now: our own code decides how WeasyPrint is imported.
    weasyprint = sys.modules["weasyprint"]
    layouts: list[tuple[float, str]] = []
    writes: list[float] = []
    plain_init = weasyprint.HTML.__init__

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        self.bench_string = kwargs.get("string", "")
        plain_init(self, *args, **kwargs)

    weasyprint.HTML.__init__ = init
    weasyprint.HTML.render = _timed(
        weasyprint.HTML.render, lambda html, used: layouts.append((used, html.bench_string))
    )
    weasyprint.Document.write_pdf = _timed(
        weasyprint.Document.write_pdf, lambda _document, used: writes.append(used)
    )
    _run(advisory, words)
    last, html = layouts[-1]
    found = {
        "layouts": len(layouts),
        "make_seconds": sum(used for used, _ in layouts) + sum(writes),
        "bare_seconds": last + writes[-1],
        "html": html,
    }
    print(json.dumps(found))


def _run(advisory: Callable[..., object], words: list[str]) -> None:
    with contextlib.redirect_stdout(sys.stderr):
        advisory(words, standalone_mode=False)


def _timed(call: Callable[..., Any], keep: Callable[[Any, float], object]) -> Callable[..., Any]:
    def timed(self: Any, *args: Any, **kwargs: Any) -> Any:
        began = time.process_time()
        result = call(self, *args, **kwargs)
        keep(self, time.process_time() - began)
        return result

    return timed


if __name__ == "__main__":
    main()
