"""Step 1: a path, or the names in a content folder → trees, models and problems.

In: a path, or the names below a folder. Out: trees, models, and every problem on the way.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar, get_args

from ..model import HazardSlug, Model, limits
from ..problems import Problem, not_a_file, shown_path
from ..system.at_hand import at_hand
from ..system.ordinary_file import NotOrdinaryError, ordinary_files, read_ordinary
from .kinds import (
    HOST_FILES,
    HOST_STAFF_FILES,
    OPTIONAL_FILES,
    OPTIONAL_HOST_FILES,
    STAFF_FILES,
    TOP_FILES,
    context_prefix,
    kind_of,
)
from .layers import Parse
from .loaded_file import LoadedFile
from .shapes import SLUG
from .tree import Node, parse_yaml
from .validate import validate

ModelT = TypeVar("ModelT", bound=Model)


def load_tree(
    path: Path, base: Path | None = None, parse: Parse = parse_yaml
) -> tuple[Node | None, list[Problem]]:
    """Read one YAML file of any kind as a tree."""
    shown = shown_path(path, base)
    try:
        # One byte more than allowed shows that there is more; the rest is not read.
        data = read_ordinary(path, most=limits.FILE.most + 1)
    except NotOrdinaryError as error:
        return None, [not_a_file(shown, error.kind)]
    except OSError as error:
        reason = error.strerror or "unknown reason"
        message = f"the file cannot be read ({reason})"
        remedy = "Check that it exists and that you may open it."
        return None, [Problem(shown, 1, 1, "error", "missing-file", "", message, remedy)]
    with at_hand(shown):
        return parse(data, shown)


def load_file(path: Path, base: Path | None = None) -> tuple[LoadedFile | None, list[Problem]]:
    """Read one file of a content folder on its own; its place there decides its kind.

    Gives no file for a path that is none of ours.
    """
    # The longest end of the path that is a name of ours: a folder "hosts" may be above it.
    ends = ("/".join(path.parts[-count:]) for count in (4, 3, 2, 1))
    name, kind = next(((end, kind) for end in ends if (kind := kind_of(end))), ("", None))
    if kind is None:
        return None, []
    node, problems = load_tree(path, base)
    if node is None:
        return None, problems
    shown = shown_path(path, base)
    model, faults = validate(node, kind, shown, context_prefix(name))
    return (LoadedFile(name, shown, model, node) if model else None), problems + faults


"""Larger sound files are left unread: a reader pays for each of these bytes."""


def read_sounds(root: Path) -> dict[str, bytes]:
    """Return the files of recordings/ below *root*, by name; one that is too large as no bytes."""
    sounds = {}
    for path in ordinary_files(root / "recordings"):
        if not path.name.startswith("_") and path.suffix != ".md":
            data = read_ordinary(path, most=limits.SOUND.most + 1)
            sounds[path.name] = data if len(data) <= limits.SOUND.most else b""
    return sounds


def find_problems(names: list[str], shown_root: str, other: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with the *names* of a content folder: unknown files, missing ones.

    *other* are names that are no files, each with its kind.
    """
    for name, kind in other.items():
        yield not_a_file(f"{shown_root}/{name}", kind)
    for name in names:
        if name not in other and known_kind(name) is None:
            yield _unknown_file(name, shown_root)
    yield from _missing_files(names, shown_root)


def known_kind(name: str) -> type[Model] | None:
    """Return which kind of mapping the file *name* contains; None for one that we do not read."""
    return kind_of(name) if _is_known(name) else None


def _is_known(name: str) -> bool:
    match PurePosixPath(name).parts:
        case ("hazards", file):
            return PurePosixPath(file).stem in get_args(HazardSlug)
        case ("hosts", folder, *_):
            return SLUG.search(folder) is not None
        case ("origins" | "first-aid" | "campaigns", file) | ("staff", "procedures", file):
            return SLUG.search(PurePosixPath(file).stem) is not None
        case _:
            return True


def _unknown_file(name: str, shown_root: str) -> Problem:
    path = PurePosixPath(name)
    folder = path.parent.as_posix()
    if path.parts[0] == "hazards":
        names = [f"hazards/{slug}.yaml" for slug in get_args(HazardSlug)]
    elif path.parts[0] == "hosts" and path.parent.name == "staff":
        names = [f"{folder}/{stem}.yaml" for stem in HOST_STAFF_FILES]
    elif path.parts[0] == "staff":
        names = [f"staff/{stem}.yaml" for stem in STAFF_FILES]
    elif path.parts[0] == "hosts":
        names = [f"{folder}/{stem}.yaml" for stem in (*HOST_FILES, *OPTIONAL_HOST_FILES)]
    else:
        names = [f"{stem}.yaml" for stem in (*TOP_FILES, *OPTIONAL_FILES)]
    if path.suffix == ".yml":
        remedy = f'Rename it to "{path.with_suffix(".yaml").name}".'
        return Problem(
            f"{shown_root}/{name}",
            1,
            1,
            "error",
            "unknown-file",
            "",
            'the name of a content file must end in ".yaml"',
            remedy,
        )
    if path.parts[0] in {"hosts", "origins", "first-aid", "campaigns"} and not SLUG.search(
        id_part := _id_part(path)
    ):
        message = f'the name "{id_part}" is not an id'
        remedy = (
            'Write lower-case letters and digits with single hyphens, for example "south-korea".'
        )
        return Problem(f"{shown_root}/{name}", 1, 1, "error", "unknown-file", "", message, remedy)
    near = difflib.get_close_matches(name, names, 1, 0.75)
    remedy = f'Did you mean "{near[0]}"?' if near else "Rename it, or remove it from this folder."
    message = "the program reads no file of this name"
    return Problem(f"{shown_root}/{name}", 1, 1, "error", "unknown-file", "", message, remedy)


def _id_part(path: PurePosixPath) -> str:
    """Return the part of a path below hosts/, origins/, first-aid/ or campaigns/ that is an id."""
    return path.parts[1] if path.parts[0] == "hosts" and len(path.parts) > 2 else path.stem


def _missing_files(names: list[str], shown_root: str) -> list[Problem]:
    required = [f"{stem}.yaml" for stem in TOP_FILES]
    hosts = {name.split("/")[1] for name in names if name.startswith("hosts/")}
    for host in sorted(host for host in hosts if not host.endswith(".yaml")):
        required += [f"hosts/{host}/{stem}.yaml" for stem in HOST_FILES]
    problems = [_missing(f"{shown_root}/{name}") for name in required if name not in names]
    empty = [
        folder
        for folder in ("hazards", "hosts", "origins")
        if not any(name.startswith(f"{folder}/") for name in names)
    ]
    return problems + [_none_yet(f"{shown_root}/{folder}", folder) for folder in empty]


def _none_yet(shown: str, folder: str) -> Problem:
    message = "this required folder is missing, or empty"
    remedy = f"Add the first one: advisory new {folder.removesuffix('s')}"
    return Problem(shown, 1, 1, "error", "missing-file", "", message, remedy)


def is_none_yet(problem: Problem) -> bool:
    """Return whether *problem* says that there is no host or origin country yet."""
    return problem.rule == "missing-file" and PurePosixPath(problem.file).name in (
        "hosts",
        "origins",
    )


def _missing(shown: str) -> Problem:
    message = "this required file is missing"
    remedy = "Copy the file of another country and change it, or restore it from the history."
    return Problem(shown, 1, 1, "error", "missing-file", "", message, remedy)
