"""Print the figures of the program: lines, names used twice, imports in functions, comments.

    .venv/bin/python tools/house.py

Counted from the source alone. tests/repository/test_house.py holds them to house.json: a change may lower a
figure there, and only a decision in docs/adr/ raises one.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_COLUMNS = 100


def modules(package: Path) -> dict[str, str]:
    """Return the source of each module below *package*, by path."""
    paths = sorted(path for path in package.rglob("*.py") if "__pycache__" not in path.parts)
    return {path.relative_to(package).as_posix(): path.read_text("utf-8") for path in paths}


def lines_of_folders(sources: Mapping[str, str]) -> dict[str, int]:
    """Return the lines of each folder of the package; "." is its root."""
    lines: Counter[str] = Counter()
    for path, source in sources.items():
        folder = path.split("/")[0] if "/" in path else "."
        lines[folder] += source.count("\n")
    return dict(sorted(lines.items()))


def used_twice(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the names of classes, and of modules, that are used more than once."""
    classes = Counter(
        node.name
        for source in sources.values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
    )
    stems = Counter(
        Path(path).stem for path in sources if Path(path).stem not in ("__init__", "__main__")
    )
    return {
        "classes": sorted(name for name, count in classes.items() if count > 1),
        "modules": sorted(name for name, count in stems.items() if count > 1),
    }


def counts(sources: Mapping[str, str]) -> dict[str, int]:
    """Return what is counted over all modules."""
    found: Counter[str] = Counter(modules=len(sources))
    for source in sources.values():
        tree, lines = ast.parse(source), source.splitlines()
        comments = dict(_comments(source))
        docstrings = sum(last - first + 1 for first, last in _docstrings(tree))
        bare = sum(line.lstrip().startswith("#") for line in lines)
        blank = sum(not line.strip() for line in lines)
        found["lines"] += len(lines)
        imports = sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in _imports(tree))
        found["code"] += len(lines) - docstrings - bare - blank - imports
        found["comments"] += len(
            [text for text in comments.values() if "noqa" not in text and "fmt:" not in text]
        )
        found["fmt: skip"] += sum("fmt: skip" in text for text in comments.values())
        found["long lines"] += sum(len(_without_pragma(line)) > MOST_COLUMNS for line in lines)
        found["imports in functions"] += sum(1 for _ in _inner_imports(tree))
    return dict(found)


def _without_pragma(line: str) -> str:
    """Return *line* as the linter measures it: a comment that speaks to a tool is not counted."""
    return _PRAGMA.sub("", line)


_PRAGMA = re.compile(r"\s*# (?:noqa: (?!E501)|type: ignore).*$")


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _docstrings(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each docstring, those below fields too."""
    for node in ast.walk(tree):
        for child in (
            getattr(node, "body", ()) if isinstance(getattr(node, "body", None), list) else ()
        ):
            value = child.value if isinstance(child, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield child.lineno, child.end_lineno or child.lineno


def _imports(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def _inner_imports(tree: ast.AST) -> Iterator[str]:
    """Yield each name that is imported within a function, once."""
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    inner = {node for function in functions for node in _imports(function)}
    for node in inner:
        yield from (alias.name for alias in node.names)


def figures(package: Path) -> dict[str, object]:
    """Return all figures of *package*, as house.json has them."""
    sources = modules(package)
    return {
        "counts": counts(sources),
        "used twice": used_twice(sources),
        "lines of folders": lines_of_folders(sources),
    }


if __name__ == "__main__":
    json.dump(figures(ROOT / "generator"), sys.stdout, indent=1)
    print()
