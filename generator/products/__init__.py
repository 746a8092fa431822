"""Step 4: one module per thing we hand out.

Each product has the same small face: ``plan(advisories)`` takes the advisories of one host country
and returns its targets. What stands above the countries is planned from their fronts, in the end. To
add a hand-out, write its module, add its plan here, and give it a template and a test file.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ..advisory import Advisory
from ..model.leaflet import Leaflet
from ..target import Target

Plan = Callable[[Sequence[Advisory]], list[Target]]

__all__ = ["Plan", "products"]


def products(formats: Mapping[str, Leaflet]) -> Sequence[Plan]:
    """Plans of the products of advisories; *formats* are the leaflets of content/leaflets/."""
    # Who makes one paper does not wait for what makes pages.
    from . import cards, data, leaflets, offline, pages, pocket  # noqa: PLC0415

    sets = pages.PageSets(formats)
    return (
        partial(pages.plan, sets=sets),
        cards.plan,
        partial(leaflets.plan, formats=formats),
        partial(pocket.plan, sets=sets),
        partial(offline.plan, sets=sets),
        data.plan,
    )
