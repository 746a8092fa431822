"""Step 4, search: contacts → what a number must not be parted from when a search shows it (CARE 26, 28).

In: an advisory. Out: the caution of each contact that has one, which contacts are lines of the state, and whom
to ask before them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...check.content.safety import word_lists
from ...check.tables import words_pattern
from ...localise.advisory import Advisory
from ...localise.records.contacts import ContactRecord
from ...localise.texts import Text
from ...model.safe_contacts import all_safe, asked_about


def caution_of(advisory: Advisory, contact: ContactRecord) -> str:
    """Return what is said on the card of *contact* beside its number, when that is a caution; else nothing."""
    return " ".join(str(text) for text in cautions_of(advisory, contact))


def cautions_of(advisory: Advisory, contact: ContactRecord) -> list[Text]:
    """Return the same as texts."""
    cautions: list[Text] = []
    if contact.more and _names_safe(advisory, contact.more):
        cautions.append(contact.more)
    if contact.without_papers in ("no", "depends") and contact.without_papers_words:
        cautions.append(contact.without_papers_words)
    return cautions


def is_state_line(advisory: Advisory, contact: ContactRecord) -> bool:
    """Return whether whoever answers may check papers: by its name, or because its own card warns.

    A line that sends ambulances is called when a life is in danger: nothing stands before it.
    """
    if contact.id == advisory.country.roles.get("ambulance"):
        return False
    named = words_pattern(word_lists()["state-lines"]).search(
        contact.label.source or str(contact.label)
    )
    return named is not None or bool(caution_of(advisory, contact))


def safe_to_ask(advisory: Advisory) -> list[str]:
    """Return ids of whom to ask first: the safe contacts of the corridor for all questions and for papers."""
    corridor = advisory.corridor
    keys = dict.fromkeys(asked_about(corridor, "general") + asked_about(corridor, "papers"))
    return [key for key in keys if key in advisory.contacts]


def _names_safe(advisory: Advisory, text: Text) -> bool:
    """Return whether *text* says whom to ask first."""
    safe = all_safe(advisory.corridor)
    labels = set(_labels(advisory, safe))
    return any(
        run.contact in safe or (run.kind == "name" and run.text in labels) for run in text.runs
    )


def _labels(advisory: Advisory, keys: Collection[str]) -> Iterator[str]:
    yield from (str(advisory.contacts[key].label) for key in keys if key in advisory.contacts)
