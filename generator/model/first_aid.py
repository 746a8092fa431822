"""Step 1, model: first aid by somebody without training, the same in every host country.

One file for each topic, ``content/first-aid/<topic>.yaml``. Its sources are narrower than
elsewhere: each step has a source, and each source is one of four kinds of bodies.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .facts import Point
from .fields import HazardSlug, Model, Slug, Words
from .marks import ForColleagues
from .sources import Source, Sources

Body = Literal["who", "red-cross", "resuscitation-council", "health-ministry"]
"""Who may say what to do to a body: WHO; the Red Cross and Red Crescent (IFRC, ICRC or a national
society); a resuscitation council (ERC, AHA, ILCOR or a national one); a health ministry, with its
services and agencies."""


class AidSource(Source):
    """Where a step was read. An advice of anybody else is left out, however good it looks."""

    body: Annotated[Body, ForColleagues()]
    """Whose text it is, also where a copy of it was read."""


class AidStep(Point):
    """One thing to do, or with ``dont`` one never to do."""

    # Narrowed: nowhere else must every point have one.
    sources: Sources


class AidTopic(Model):
    """content/first-aid/<topic>.yaml."""

    name: Words
    """What is seen, in plain words (≤ 24 characters)."""
    icon: Slug
    order: Annotated[int, Field(ge=1, le=99)]
    """Its place in lists: what kills soonest comes first."""
    hazards: tuple[HazardSlug, ...] = ()
    """Hazards that bring it about: their pages link to it. Empty = none of them does."""
    call: AidStep
    """When to call. It stands above the steps."""
    steps: dict[Slug, AidStep]
    """In order, 3 to 6; besides them what never to do, with ``dont``. No doses."""
    sources: dict[Slug, AidSource]
