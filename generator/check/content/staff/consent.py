"""Step 2: procedures → problems: no question about fear, a call that nobody agreed to.

Rules ``fear-first`` and ``consent-before-contact``. Source: CARE 29, 33 and 36.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ....load import Content
from ....load import staff as loaded
from ....model.contingency import Level
from ....model.procedures import (
    FEARED,
    OVERHEARD,
    HostProcedure,
    HostStep,
    Procedure,
    Step,
    joined_steps,
)
from ....problems import Problem
from ...every import check
from ...walk import ContentPlace, Options, places


@check
def check_fear_first(content: Content, _options: Options) -> Iterator[Problem]:
    """A procedure that tags ask "fear_first" of has it; one that others may overhear has none."""
    for file, procedure in content.of_kind(Procedure):
        if procedure.fear_first is not None:
            if not OVERHEARD.isdisjoint(procedure.tags):
                yield file.problem(
                    (*file.context, "fear_first"),
                    "fear-first",
                    "the boss may hold the phone, or an officer stand at the door, and would hear "
                    "the question",
                    'Remove "fear_first"; say in a safeguard what is done for somebody who is '
                    "afraid.",
                    key=True,
                )
            continue
        for number, tag in enumerate(procedure.tags):
            if tag in FEARED:
                yield file.problem(
                    (*file.context, "tags", str(number)),
                    "fear-first",
                    f'a procedure tagged "{tag}" has no "fear_first"',
                    'Add "fear_first" with "other_way": what we do when the person is afraid to '
                    "go back.",
                )
                break


@check
def check_consent(content: Content, _options: Options) -> Iterator[Problem]:
    """Above each step that calls somebody outside, a step asks for consent."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Procedure):
            for key in _unasked(model.steps):
                yield _no_consent(place, ("steps", key))
        elif isinstance(model, Level):
            for key in _unasked(model.actions):
                yield _no_consent(place, ("actions", key))
        elif isinstance(model, HostProcedure):
            yield from _of_host(content, place, model)


def _of_host(content: Content, place: ContentPlace, model: HostProcedure) -> Iterator[Problem]:
    procedure = loaded.procedures(content).get(place.visit.path[-1])
    if procedure is None:
        return
    lost = set(_unasked(joined_steps(procedure.steps, model.steps))) - {*_unasked(procedure.steps)}
    for key in sorted(lost & model.steps.keys()):
        yield _no_consent(place, ("steps", key))
    if not lost - model.steps.keys():
        return
    for key, step in model.steps.items():
        if step.replaces and _asks(procedure.steps.get(step.replaces)) and not _asks(step):
            names = ", ".join(sorted(lost - model.steps.keys()))
            yield place.problem(
                ("steps", key, "replaces"),
                "consent-before-contact",
                f'it takes the place of the step that asks for consent, which "{names}" needs',
                'Ask for consent in this step too, or write "after" for "replaces".',
            )


def _asks(step: Step | None) -> bool:
    return step is not None and step.consent is not None


def _unasked(steps: Mapping[str, Step | HostStep]) -> Iterator[str]:
    """Yield the steps that call somebody outside before anybody was asked for consent."""
    asked: set[str | None] = set()
    for key, step in steps.items():
        # Consent that is asked only of people from one country says nothing for the others.
        if step.contact and not asked & {None, step.origin}:
            yield key
        if step.consent is not None:
            asked.add(step.origin)


def _no_consent(place: ContentPlace, keys: tuple[str, ...]) -> Problem:
    return place.problem(
        (*keys, "contact"),
        "consent-before-contact",
        "the step calls somebody outside, and no step above it asks for consent",
        'Put a step with "consent" above it, or move it below that step.',
    )
