"""Set one leaflet with Typst and print what it cost: ``PEERS/python typeset.py FOLDER FONTS``.

A process of its own, since Typst remembers what it has set: a second time would cost nothing. Prints
JSON: processor ``seconds`` of reading the fonts, layout and writing; the ``size`` that was found.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import typst


def main() -> None:
    """Set, and tell."""
    folder, fonts = Path(sys.argv[1]), sys.argv[2]
    began = time.process_time()
    compiler = typst.Compiler(
        str(folder / "leaflet.typ"), root=str(folder), font_paths=[fonts], ignore_system_fonts=True
    )
    compiler.compile(output=str(folder / "leaflet.pdf"))
    used = time.process_time() - began
    size = json.loads(compiler.query("<size>", field="value", one=True))
    print(json.dumps({"seconds": used, "size": size}))


if __name__ == "__main__":
    main()
