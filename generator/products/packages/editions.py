"""Step 4, packages: an advisory → what a stick or an archive of it carries, with its code.

In: an advisory. Out: a ``Leaving``. Sticks are searched as phones are: a stick carries what the
pocket page may say, and the numbers that may be sent (CARE 49). An archive carries the pages.
"""

from __future__ import annotations

from ...localise.advisory import Advisory
from ...localise.records.contacts import ContactRecord
from ..channels import all_text
from ..pages import queries
from ..paper.content.leaving import Leaving, leaving
from ..paper.editions.fact_record import recordable_facts
from ..paper.errors import LeafletError
from ..pocket import choice
from ..sending.sent import may_be_sent
from .carried_text import carried_text


def stick_edition(advisory: Advisory, path: str) -> Leaving:
    """Return what the stick *path* says. Raises LeafletError if no fact of it has a source."""
    plates = [*queries.plate_contacts(advisory), queries.reader_line(advisory)]
    # By identity: a record does not know under which name papers record it.
    carried = {id(piece.item) for piece in choice.pieces(advisory)} | {id(one) for one in plates}
    facts = [
        (name, fact)
        for name, fact in recordable_facts(advisory)
        if id(fact) in carried or (isinstance(fact, ContactRecord) and may_be_sent(fact))
    ]
    return _sure(leaving(advisory, path, facts, ["usb", carried_text(advisory)]), path)


def archive_edition(advisory: Advisory, path: str) -> Leaving:
    """Return what the archive *path* says. Raises LeafletError if no fact of it has a source."""
    facts = recordable_facts(advisory)
    return _sure(leaving(advisory, path, facts, ["zim", all_text.render(advisory)]), path)


def _sure(found: Leaving | None, path: str) -> Leaving:
    if found is None:
        raise LeafletError(f"{path} would say no fact with a source.")
    return found
