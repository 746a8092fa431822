"""What can go wrong with a leaflet, in words for whoever edits content or formats."""

from __future__ import annotations


class LeafletError(Exception):
    """The leaflet cannot be made; the message says why and what to do."""


class DoesNotFitError(LeafletError):
    """A panel is too full at the smallest type size, and nothing more may leave."""
