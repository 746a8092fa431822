"""Step 2: what questions of courses test → problems where its sources were read too long ago.

Rule ``stale-question``: whoever learns it would do tomorrow what held yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....load import Content
from ....load import staff as loaded
from ....model import Model
from ....model.courses import Tested
from ....model.procedures import joined_steps
from ....model.walk import walk_models
from ....problems import Problem
from ...every import check
from ...walk import ContentPlace, Options, places
from ..facts import last_read


@check
def check_tested(content: Content, options: Options) -> Iterator[Problem]:
    """What a question tests was read within the limit for rules of site.yaml."""
    if not content.has("site.yaml"):
        return
    limit = content.site.freshness.rules
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Tested) or place.sources is None:
            continue
        for key, what, cited in _rests_on(content, place, model):
            newest = last_read(cited, place.sources)
            age = 0 if newest is None else (options.today - newest).days
            if age > limit:
                yield place.problem(
                    (key,),
                    "stale-question",
                    f"what the question tests, {what}, was last read {age} days ago (limit "
                    f"{limit})",
                    "Read the source again, write the day on which you did, and see whether the "
                    "right answer is still right.",
                    level=options.level,
                )


def _rests_on(
    content: Content, place: ContentPlace, tested: Tested
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield by key what *tested* names, in words, and the sources it cites."""
    words = loaded.words(content)
    if tested.procedure is not None:
        yield from _of_procedure(content, place, tested.procedure, tested.step)
    if words is not None and tested.rule in words.rules:
        cited = _cited(words.rules[tested.rule])
        yield "rule", f'the rule "{tested.rule}"', cited
    if words is not None and tested.consent in words.consents:
        cited = _cited(words.consents[tested.consent])
        yield "consent", f'the consent "{tested.consent}"', cited
    case = loaded.cases(content).get(tested.case or "")
    if case is not None:
        yield "case", f'the case "{tested.case}"', _cited(case)
    if tested.source is not None:
        yield "source", f'the source "{tested.source}"', (tested.source,)


def _of_procedure(
    content: Content, place: ContentPlace, name: str, key: str | None
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    procedure = loaded.procedures(content).get(name)
    if procedure is None:
        return
    if key is None:
        yield "procedure", f'the procedure "{name}"', _cited(procedure)
        return
    here = loaded.host_procedures(place.host).get(name) if place.host else None
    step = joined_steps(procedure.steps, here.steps if here else {}).get(key)
    if step is not None:
        yield "step", f'the step "{key}" of "{name}"', _cited(step)


def _cited(model: Model) -> tuple[str, ...]:
    """Return the sources that *model*, and all that stands in it, cites."""
    cited: list[str] = []
    for visit in walk_models(model):
        names = getattr(visit.model, "sources", ())
        # A procedure has sources of its own in a mapping of that name: they are no citation.
        cited += names if isinstance(names, tuple) else ()
    return tuple(cited)
