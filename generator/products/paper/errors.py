"""Step 4, leaflets: the exception that stops a leaflet, in words for editors."""

from __future__ import annotations


class LeafletError(Exception):
    """The leaflet cannot be made; the message says why and what to do."""


class DoesNotFitError(LeafletError):
    """A panel is too full at the smallest type size, and nothing more may leave."""
