"""Step 2: roles of the state of origin → problems where only they act for people who fear it.

Rule ``origin-office`` (CARE 34). In: content. Out: problems. Localising removes such roles from who
begins a procedure and who does what in it; what then has nobody to do it is reported here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....load import Content
from ....load.staff import roles
from ....model.contingency import Member
from ....model.drills import Inject
from ....model.procedures import Procedure, Step
from ....model.staff_words import Role
from ....problems import Problem
from ...every import check
from ...tables import words_pattern
from ...walk import ContentPlace, Options, places
from ..safety import word_lists


@check
def check_origin_roles(content: Content, _options: Options) -> Iterator[Problem]:
    """Nobody of a state that its own people may fear begins a procedure or does a step of it."""
    file = roles(content)
    theirs = {key for key, role in file.roles.items() if role.of_origin_state} if file else set()
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Role) and not model.of_origin_state:
            yield from _unmarked(place, model)
        elif theirs and _is_feared(content, place):
            yield from _done(place, theirs)


def _unmarked(place: ContentPlace, role: Role) -> Iterator[Problem]:
    named = words_pattern(word_lists()["origin-posts"]).search(role.title)
    if named is not None:
        yield place.problem(
            ("title",),
            "origin-office",
            f'"{named[0]}" is of the state of origin, and the role does not say so',
            'Add "of_origin_state: true": where people may fear that state, the role does nothing.',
        )


def _done(place: ContentPlace, theirs: set[str]) -> Iterator[Problem]:
    match place.visit.model:
        case Procedure(may_start=may_start) if theirs.issuperset(may_start):
            field = "may_start"
        case Step(who=who) if who in theirs:
            field = "who"
        case Member(deputy=deputy) if deputy in theirs:
            field = "deputy"
        case Member() if place.visit.path[-1] in theirs:
            field = "does"
        case Inject(to=to) if to in theirs:
            field = "to"
        case _:
            return
    yield place.problem(
        (field,),
        "origin-office",
        "only somebody of a state that its people may fear would do this",
        "Name another role.",
    )


def _is_feared(content: Content, place: ContentPlace) -> bool:
    """Return whether *place* is read where people may fear the state they come from."""
    only = getattr(place.visit.model, "origin", None)
    return any(
        origin.state == "feared" and only in (None, slug)
        for slug, origin in content.origins.items()
        if place.host is None or place.host.slug in origin.corridors
    )
