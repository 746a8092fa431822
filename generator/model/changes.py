"""Step 1, model: what changed in the facts, and digests of the facts that were published last.

Notes are written by people, in country.yaml and in content/changes.yaml; published.yaml is written
only by ``advisory changes record``. The changes are the differences between the facts of today and
those digests.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from . import limits
from .editions import Seal, seal_of
from .fields import Handle, Model, Slug, Words
from .marks import ForColleagues
from .withdrawal import refuse_later_report

FactName = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$", max_length=limits.FACT_NAME.most),
]
"""Id of a fact, as ``advisory changes`` prints it: ``thailand.contacts.fire``."""

Digests = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{12}( n[0-9a-f]{12})?( o[0-9]+-[0-9a-f]{12})?( life)?$"),
]
"""What a fact said, as a digest; "life" when it is a life-safety line.

After "n" the digest of what people dial, after "o" how many lines it has and the digest of their
order.
"""


class Change(Model):
    """What changed in the facts, in plain words, shown to readers."""

    day: date
    note: Words
    """One sentence that readers understand: what is different now, and what they do with it."""
    of: Annotated[tuple[FactName, ...], ForColleagues()] = ()
    """Ids of the facts that changed, as ``advisory changes`` prints them. One with a full stop
    stands for all below it too: ``hazards.flood``."""
    by: Annotated[Handle | None, ForColleagues()] = None
    """Handle of who changed them, never a name."""
    second: Annotated[Handle | None, ForColleagues()] = None
    """Handle of the second reader, who compared the new words or number with the source. Required
    before a number or a life-safety line is published."""
    minor: Annotated[bool, ForColleagues()] = False
    """True when the meaning is the same: spelling, a comma. Then the note is for colleagues, and is
    neither shown nor translated."""
    reported: Annotated[date | None, ForColleagues()] = None
    """Of a correction: the day on which somebody said that the fact is wrong."""

    @model_validator(mode="after")
    def _was_reported_before(self) -> Self:
        refuse_later_report(self.reported, self.day)
        return self


class Changes(Model):
    """content/changes.yaml: what changed in the facts that all host countries share."""

    changes: dict[Slug, Change] = {}


class Published(Model):
    """content/published.yaml: what readers were told when the site was last published.

    Never written by hand.

    One file for what all host countries share, one for each host country. Without it nothing was
    published yet.
    """

    day: date
    """When it was recorded."""
    hosts: tuple[Slug, ...] = ()
    """In content/published.yaml: the host countries that were published with it."""
    notes: tuple[Slug, ...] = ()
    """Ids of the change notes that were there already: they explain no later change."""
    facts: dict[FactName, Digests] = {}
    """Every fact by its id, with digests of what it said."""
    seal: Seal
    """Digest of all of the above: shows when somebody changed it later."""

    @cached_property
    def holds(self) -> bool:
        """Whether it is as the program wrote it."""
        return self.seal == seal_of(self)
