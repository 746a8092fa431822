"""How pip makes a wheel of this repository: flit's way, and our content and translations with it.

They stand once in the repository, in content/ and locales/; in the wheel they are in generator/library/,
where generator/paths.py looks for them. An installation in place (`pip install -e`) needs no copy.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flit_core.buildapi import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)
from flit_core.wheel import WheelBuilder

__all__ = [
    "build_editable", "build_sdist", "build_wheel", "get_requires_for_build_editable",
    "get_requires_for_build_sdist", "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable", "prepare_metadata_for_build_wheel",
]  # fmt: skip

LIBRARY = "generator/library"
NOT_CARRIED = frozenset({"editions.yaml", "published.yaml"})
"""What our own papers and pages said: nobody else's."""


def library_files(root: Path) -> Iterator[str]:
    """Yield the names of the files of the shared library, from the repository's *root*, in order."""
    for folder in ("content", "locales"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            hidden = any(part.startswith((".", "_")) for part in Path(name).parts)
            # Schemas and templates for translators are made from the rest.
            made = name.startswith("content/schema/") or path.suffix == ".pot"
            left_out = hidden or made or path.name in NOT_CARRIED
            if path.is_file() and not (left_out or path.is_symlink()):
                yield name
    yield "requirements/run.txt"


class _Builder(WheelBuilder):  # type: ignore[misc]  # flit_core has no types
    def copy_module(self) -> None:
        super().copy_module()
        root = Path(self.directory)
        for name in library_files(root):
            self._add_file(root / name, f"{LIBRARY}/{name}")
        with self._write_to_zip(f"{LIBRARY}/mkdocs.yml") as file:
            # Its folders count from where it lies.
            text = (root / "mkdocs.yml").read_text("utf-8")
            file.write(text.replace("generator/templates/", "../templates/"))


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,  # noqa: ARG001  (the interface of PEP 517)
    metadata_directory: str | None = None,  # noqa: ARG001
) -> str:
    """Build the wheel in *wheel_directory* and return its name."""
    folder = Path(wheel_directory)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
        builder = _Builder.from_ini_path(Path("pyproject.toml").resolve(), file)
        builder.build()
    path = Path(file.name)
    path.chmod(0o644)
    path.replace(folder / builder.wheel_filename)
    return str(builder.wheel_filename)
