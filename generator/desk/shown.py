"""Beside step 5, desk: an entry → the page of the site that shows it, for a link beside its form.

The page that names it first; ``advisory where`` finds all of them.
"""

from __future__ import annotations

from ..load import Content
from ..load.kinds import NOTICES
from .places import Place


def page_of(place: Place, content: Content) -> str:
    """Return the page's path below the site, ``en/thailand/where/index.html#c-clinic``; "" = none.

    *content* has the country of *place*, or of an entry that all share one of the countries.
    """
    page, mark = _page_and_mark(place, content)
    host = place.place if place.place in content.hosts else next(iter(content.hosts), "")
    if not page or not host:
        return ""
    return f"{content.site.source_locale}/{host}/{page}/index.html{mark}"


def _page_and_mark(place: Place, content: Content) -> tuple[str, str]:
    # Heavy, and needed only while somebody edits.
    from ..products.pages.queries import home_of, rule_page  # noqa: PLC0415

    host = content.hosts.get(place.place)
    match place.form.name:
        case "numbers" if host and (contact := host.assistance.contacts.get(place.id)):
            # Its card may be on a page below, which leads to it.
            return home_of(contact), f"#c-{place.id}"
        case "questions" if host and (rule := host.assistance.rules.get(place.id)):
            return rule_page(rule), f"#r-{place.id}"
        case "schemes" if host and place.id in host.insurance.schemes:
            return f"insurance/{place.id}", ""
        case "messages" if any(
            place.place in one.hazards.hazards for one in content.hosts.values()
        ):
            return f"hazards/{place.place}", ""
        case name if name == NOTICES:
            return "notices", ""
    return "", ""
