"""Tell which committed files no longer fit the sources they were generated from.

The files are written anew in a copy of the tree and compared, so that the tree itself stays
untouched and may hold changes that are not committed yet.
"""

import difflib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Arguments of `python` → the committed files they write.
GENERATED = {
    ("-m", "generator", "schema"): "content/schema/*.json",
    ("-m", "generator", "translations", "extract"): "locales/*.pot",
    ("tools/content_reference.py",): "docs/reference/content.md",
    ("tools/picture_reference.py",): "docs/reference/pictures.md",
    ("tools/record_stub.py",): "generator/localise/records/*.pyi",
}
# What those commands read or write.
INPUTS = (
    "content",
    "docs/reference",
    "locales",
    "generator",
    "tools",
    "mkdocs.yml",
    "pyproject.toml",
)
# A difference is there to be seen, not to be read whole.
LINES_SHOWN = 20


def copy_inputs(to: Path) -> None:
    """Copy what the commands need; fonts and caches change nothing and take time."""
    leave_out = shutil.ignore_patterns("__pycache__", "*.woff2", "*.ttf", "*.otf")
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=leave_out)
        elif source.exists():
            shutil.copy(source, to / name)


def read(root: Path, pattern: str) -> dict[str, list[str]]:
    """Give the lines of each file, without the day on which a catalog was written."""
    return {
        path.relative_to(root).as_posix(): [
            line
            for line in path.read_text("utf-8").splitlines(keepends=True)
            if not line.startswith('"POT-Creation-Date:')
        ]
        for path in sorted(root.glob(pattern))
    }


def difference(name: str, committed: list[str] | None, fresh: list[str] | None) -> str:
    """Say in a few lines how a file should change; nothing when it is right."""
    if committed == fresh:
        return ""
    if committed is None:
        return f"{name}: missing\n"
    if fresh is None:
        return f"{name}: no longer generated, delete it\n"
    lines = list(difflib.unified_diff(committed, fresh, f"{name} (as it is)", f"{name} (anew)"))
    rest = len(lines) - LINES_SHOWN
    more = f"  … and {rest} more lines\n" if rest > 0 else ""
    return "".join(lines[:LINES_SHOWN]) + more


def main() -> int:
    """Compare every generated file; 1 when one is out of date."""
    status = 0
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        copy_inputs(copy)
        for arguments, pattern in GENERATED.items():
            committed = read(ROOT, pattern)
            if not committed:
                continue
            # A file that nothing writes any more must not look up to date.
            for path in copy.glob(pattern):
                path.unlink()
            # The copy of the package runs, not the one that is installed.
            subprocess.run(
                [sys.executable, *arguments],
                cwd=copy,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": name},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            fresh = read(copy, pattern)
            found = [
                difference(path, committed.get(path), fresh.get(path))
                for path in sorted(committed.keys() | fresh.keys())
            ]
            if any(found):
                print("".join(found), end="")
                print(f"→ run: .venv/bin/python {' '.join(arguments)}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
