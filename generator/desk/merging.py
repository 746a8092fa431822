"""Beside step 5, desk: content as loaded, as in the form, and as it is now → one, or clashes.

A field that only one of two people changed is theirs. One that both changed differently is a clash:
then nothing is written, and who saves second gets a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model.walk import KeyPath


@dataclass(frozen=True)
class Clash:
    """A field that two people changed; None where it is absent."""

    path: KeyPath
    loaded: Any
    wanted: Any
    found: Any


def merged(loaded: Any, wanted: Any, found: Any) -> tuple[Any, list[Clash]]:
    """Return *found* with the changes that lead from *loaded* to *wanted*, and the clashes.

    Three states of the same content: mappings are compared key by key, lists of equal length whose
    items are mappings item by item, everything else as a whole. None is absence. The order of keys
    is no change.
    """
    clashes: list[Clash] = []
    return _merged(loaded, wanted, found, (), clashes), clashes


def _merged(loaded: Any, wanted: Any, found: Any, path: KeyPath, clashes: list[Clash]) -> Any:
    if wanted in (loaded, found):
        return found
    if found == loaded:
        return wanted
    if all(isinstance(one, dict) for one in (loaded, wanted, found)):
        names = dict.fromkeys([*found, *wanted, *loaded])
        values = {
            name: _merged(
                loaded.get(name), wanted.get(name), found.get(name), (*path, name), clashes
            )
            for name in names
        }
        return {name: value for name, value in values.items() if value is not None}
    if _alike(loaded, wanted) and _alike(loaded, found):
        rows = zip(loaded, wanted, found, strict=True)
        return [_merged(*row, (*path, str(n)), clashes) for n, row in enumerate(rows)]
    clashes.append(Clash(path, loaded, wanted, found))
    return found


def laid_over(whole: Any, old: Any, new: Any) -> Any:
    """Return *whole* with what differs between *old* and *new*, two states of a part of it.

    What is only in *whole* stays: keys that no form shows.
    """
    if new == old:
        return whole
    if isinstance(whole, dict) and isinstance(old, dict) and isinstance(new, dict):
        result = {key: value for key, value in whole.items() if key in new or key not in old}
        for key, value in new.items():
            result[key] = laid_over(whole[key], old.get(key), value) if key in whole else value
        return result
    if _alike(whole, old) and _alike(old, new):
        return [laid_over(*row) for row in zip(whole, old, new, strict=True)]
    return new


def _alike(one: Any, other: Any) -> bool:
    """Return whether both are lists of as many mappings."""
    if not (isinstance(one, list) and isinstance(other, list) and len(one) == len(other)):
        return False
    return all(isinstance(item, dict) for item in (*one, *other))
