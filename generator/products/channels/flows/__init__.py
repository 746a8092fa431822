"""Step 4, channels: an advisory → a talking line and a line for messages, to import into RapidPro.

``flows/H.L.messaging.json``, ``flows/H.L.voice.json`` and ``flows/H.L.prompts.csv`` (what to
record). They keep nothing about who asks, and leave when two people have signed each sentence
(CARE 47, 50).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ....cache.digests import code_digest
from ....localise.advisory import Advisory
from ....localise.texts import Text
from ....text.plain import flat
from ...sending.sent import SentNumber, said
from ...sending.signed import exercise_mark, release
from ...target import Target, one_file
from ..spoken.length import seconds
from .prompts import Prompts, can_be_played, can_be_recorded
from .rapidpro import Builder, Kind, container
from .tree import Tree, tree_of

MOST_LETTERS = 600
"""Of the steps in one message: some four text messages."""
MOST_SECONDS = 60
"""Of the steps that are told in one go."""
_PRODUCT = "flows"


def plan(advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
    """Three files for each advisory; a flow leaves whole or not at all."""
    return [
        target
        for advisory in advisories
        if advisory.signed or allow_draft
        for target in _targets(advisory, allow_draft=allow_draft)
    ]


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield each sentence of both lines, messages and voice: some hazards may be only in one."""
    yield from tree(advisory, "messaging").texts()
    yield from tree(advisory, "voice").texts()


def tree(advisory: Advisory, kind: Kind) -> Tree:
    """Return what the line can tell as messages, or by voice: there no sound has a number in it."""
    labels = labels_of(advisory)
    if kind == "messaging":
        return tree_of(
            advisory, lambda texts: len(said(texts)) <= MOST_LETTERS, lambda _number: True
        )

    def fits(texts: Sequence[Text]) -> bool:
        return (
            can_be_recorded(texts, labels) and seconds(said(texts), advisory.locale) <= MOST_SECONDS
        )

    def tells(number: SentNumber) -> bool:
        return can_be_played(number, labels)

    return tree_of(advisory, fits, tells)


def labels_of(advisory: Advisory) -> dict[str, str]:
    """Return what each contact is called."""
    return {key: flat(str(contact.label)) for key, contact in advisory.contacts.items()}


def flow_of(advisory: Advisory, kind: Kind, mark: str) -> tuple[dict[str, Any], Prompts]:
    """Return the flow of an advisory with *mark* before each message, and what to record for it.

    The flow has no way on where there is nothing to tell: see ``walk.faults``.
    """
    name = f"{advisory.host}.{advisory.locale}"
    builder = Builder(tree(advisory, kind), kind, name, advisory.locale, labels_of(advisory), mark)
    return builder.flow(), builder.prompts


def _targets(advisory: Advisory, *, allow_draft: bool) -> Iterator[Target]:
    stem = f"flows/{advisory.host}.{advisory.locale}"
    kinds: tuple[Kind, ...] = ("messaging", "voice")
    for kind in kinds:
        texts = tree(advisory, kind)
        state = release(texts.texts(), advisory, allow_draft=allow_draft)
        if state is None or not texts.choices:
            continue
        mark = exercise_mark(advisory.locale) if state == "exercise" else ""
        flow, prompts = flow_of(advisory, kind, mark)
        whole = container(flow, str(advisory.site.site_url or ""))
        data = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        yield _target(f"{stem}.{kind}.json", f"{data}\n".encode())
        if kind == "voice":
            yield _target(f"{stem}.prompts.csv", prompts.table(advisory.locale))


def _target(path: str, data: bytes) -> Target:
    return Target.of(path, _PRODUCT, partial(one_file, path, data), data=data, code=code_digest())
