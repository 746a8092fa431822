"""Numbers that we told once and that are right no longer: a copy on a phone may still show them.

In: an advisory. Out: for each ``tel:`` address what to dial instead, if there is anything. They come
from ``advisory withdraw`` and from the papers that were recorded as published.
"""

from __future__ import annotations

from ...advisory import Advisory
from ...telephone import tel_hrefs
from ...view import Run, View
from ..carried import is_number, stand_ins
from ..pages import facts
from ..verdicts import dialled, find_contact

Instead = list[str] | None
"""Address and digits of the number that took its place."""


def gone_numbers(advisory: Advisory) -> dict[str, Instead]:
    """Return what must not be dialled any more, by ``tel:`` address; never a number still in use."""
    region, instead = advisory.country.code, stand_ins(advisory)
    found: dict[str, Instead] = {}
    for edition in advisory.editions.values():
        for name, said in edition.facts.items():
            if not is_number(name):
                continue
            view = find_contact(advisory, instead.get(name, name))
            if view is None or dialled(view.number) != dialled(said):
                found |= dict.fromkeys(tel_hrefs(said, region), _number(view))
    for number, key in advisory.withdrawn:
        successor = advisory.contacts.get(key) if key else None
        found |= dict.fromkeys(tel_hrefs(number, region), _number(successor))
    used = _in_use(advisory)
    return {href: row for href, row in sorted(found.items()) if href not in used}


def _in_use(advisory: Advisory) -> set[str | None]:
    runs: list[Run] = []
    shown = (advisory.contacts, advisory.partners, advisory.people.hotlines)
    for view in (view for views in shown for view in views.values()):
        runs += [view.tel] if view.tel else []
        runs += getattr(view, "other_tel", ())
        runs += [view.abroad] if getattr(view, "abroad", None) else []
    for post in advisory.corridor.posts.values():
        runs += facts.post_numbers(advisory, post)
    return {run.href for run in runs}


def _number(view: View | None) -> Instead:
    return [str(view.tel.href), view.tel.text] if view is not None and view.tel else None
