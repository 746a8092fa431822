"""Step 4, offline: an advisory → numbers that are no longer right, and what to dial instead.

In: an advisory. Out: for each ``tel:`` address what to dial instead, if there is anything. The
sources are ``advisory withdraw`` and the papers that were recorded as published.
"""

from __future__ import annotations

from ...localise.advisory import Advisory
from ...localise.texts import Run
from ...text.telephone import tel_hrefs
from ..pages import queries
from ..paper.editions.fact_record import is_number, stand_ins
from ..paper.editions.verdicts import Numbered, find_contact, is_number_of

Instead = list[str] | None
"""Address and digits of the number that took its place."""


def gone_numbers(advisory: Advisory) -> dict[str, Instead]:
    """Return what must no longer be dialled, by ``tel:`` address; never a number still in use."""
    region, instead = advisory.country.code, stand_ins(advisory)
    instead_of: dict[str, Instead] = {}
    for edition in advisory.editions.values():
        for name, number_then in edition.facts.items():
            if not is_number(name):
                continue
            whose = find_contact(advisory, instead.get(name, name))
            if whose is None or not is_number_of(whose, number_then):
                instead_of |= dict.fromkeys(tel_hrefs(number_then, region), _number(whose))
    for number, key in advisory.withdrawn:
        successor = advisory.contacts.get(key) if key else None
        instead_of |= dict.fromkeys(tel_hrefs(number, region), _number(successor))
    hrefs_in_use = _in_use(advisory)
    return {href: row for href, row in sorted(instead_of.items()) if href not in hrefs_in_use}


def _in_use(advisory: Advisory) -> set[str | None]:
    runs: list[Run | None] = [partner.tel for partner in advisory.partners.values()]
    for contacts in (advisory.contacts, advisory.people.hotlines):
        for contact in contacts.values():
            runs += (contact.tel, contact.abroad, *contact.other_tel)
    for post in advisory.corridor.posts.values():
        runs += queries.post_numbers(advisory, post)
    return {run.href for run in runs if run}


def _number(whose: Numbered | None) -> Instead:
    return [str(whose.tel.href), whose.tel.text] if whose is not None and whose.tel else None
