"""Beside the steps: an exception → whether it means that there is no memory left.

Python says MemoryError; the system and libraries have words of their own.
"""

from __future__ import annotations

_WORDS = ("cannot allocate memory", "failed to map segment", "can't start new thread")


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether memory ran out."""
    if isinstance(error, (OSError, ImportError, RuntimeError)):
        message = str(error).lower()
        return any(word in message for word in _WORDS)
    if isinstance(error, ValueError):
        # Pillow says it when it finds no room for a table of colours, and for no other reason.
        return str(error) == "quantization error"
    return isinstance(error, MemoryError)
