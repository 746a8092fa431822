"""Step 4: what those who assist read → what their papers say of each part, short enough to record.

In: an advisory. Out: a ``Carried`` for each procedure, case path, form, course and so on: a paper
is judged by whole parts, as nobody corrects half a procedure with a pen. Numbers are facts of their
own, as everywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator

from ....localise.advisory import Advisory
from ....localise.records.staff_plan import StaffRecord
from ....localise.texts import Text, texts
from .carried import Carried

OWNER = "staff"
"""First part of the name of each."""


def staff_facts(staff: StaffRecord) -> Iterator[tuple[str, object]]:
    """Yield all that a record may name, by its name there."""
    groups = {
        "procedures": staff.procedures,
        "cases": staff.cases,
        "forms": staff.forms,
        "agencies": staff.agencies,
        "drills": staff.drills,
        "guidelines": staff.guidelines,
        "consents": staff.words.consents,
        "courses": staff.courses,
    }
    for group, records in groups.items():
        yield from ((f"{OWNER}.{group}.{key}", record) for key, record in records.items())
    words = staff.words
    yield f"{OWNER}.words.rules", words.rules
    yield f"{OWNER}.words.said", (words.phone, words.interpreter)
    yield f"{OWNER}.words.district", (words.district, words.loudspeaker)
    yield f"{OWNER}.plan.everywhere", staff.plan
    yield f"{OWNER}.plan.here", staff.host_plan
    yield f"{OWNER}.drill.guide", staff.drill_guide
    yield f"{OWNER}.sessions.all", staff.sessions


def staff_carried(advisory: Advisory, names: Collection[str] | None = None) -> dict[str, Carried]:
    """Return what is true today of the parts *names*; of all when None."""
    if advisory.staff is None:
        said = advisory.staff_said
        return {n: Carried(n, one) for n, one in said.items() if names is None or n in names}
    facts = staff_facts(advisory.staff)
    return {n: _carried(n, fact) for n, fact in facts if names is None or n in names}


def said_of_recorded(advisory: Advisory) -> dict[str, str]:
    """Return what is true today of the parts that recorded papers of this place name.

    The page that judges old paper gets this in place of all that those who assist read.
    """
    names = {name for edition in advisory.editions.values() for name in edition.facts}
    names = {name for name in names if name.startswith(f"{OWNER}.")}
    return {n: one.said for n, one in staff_carried(advisory, names).items()} if names else {}


def _carried(name: str, fact: object) -> Carried:
    said = list(texts(fact))
    # The sentences in the source locale, as for other advice: a better translation condemns none.
    raw = json.dumps([_plain(text) for text in said], ensure_ascii=False)
    digest = hashlib.sha256(raw.encode()).hexdigest()[:8]
    return Carried(name, digest, " ".join(said[0].source.split()) if said else "")


def _plain(text: Text) -> list[str]:
    data = [run.text for run in text.runs if run.kind in ("money", "date", "url")]
    return [text.source, *data]
