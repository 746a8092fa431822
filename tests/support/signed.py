"""An advisory all of whose sentences two people have signed, so that every channel may leave."""

from __future__ import annotations

from dataclasses import replace

from generator.localise.advisory import Advisory


class _Every(frozenset[str]):
    """Contains every sentence."""

    def __contains__(self, _sentence: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


def signed(advisory: Advisory) -> Advisory:
    """Return *advisory* with all sentences of the source locale signed; translations keep their state."""
    return replace(advisory, signed=_Every())
