"""Whether an exception means that there is no memory left.

Beside the numbered steps. Python says MemoryError; the system and libraries have words of their own.
"""

from __future__ import annotations

_WORDS = ("cannot allocate memory", "failed to map segment", "can't start new thread")


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether memory ran out."""
    if isinstance(error, (OSError, ImportError, RuntimeError)):
        said = str(error).lower()
        return any(word in said for word in _WORDS)
    return isinstance(error, MemoryError)
