"""Step 4, courses: texts and contacts → what must be beside numbers (CARE 48). Pure functions."""

from __future__ import annotations

from ...localise.advisory import Advisory
from ...localise.guarding import called_in, cautions_for_helpers
from ...localise.records.contacts import ContactRecord
from ...localise.texts import Run, Text

__all__ = ["called_in", "cautions_for_helpers", "without_cautioned"]


def without_cautioned(advisory: Advisory, text: Text) -> str:
    """Return *text* for places without cautions: a number with one becomes the contact's name."""
    return "".join(_name_or_words(advisory, run) for run in text.runs)


def _name_or_words(advisory: Advisory, run: Run) -> str:
    contact = _called(advisory, run)
    if contact is not None and cautions_for_helpers(advisory, contact):
        return str(contact.label)
    return run.text


def _called(advisory: Advisory, run: Run) -> ContactRecord | None:
    return advisory.contacts.get(run.contact) if run.kind == "tel" and run.contact else None
