"""Step 4, all as text: what pages with "Hide page" say, last, with neutral titles (CARE 15, 49)."""

from __future__ import annotations

from ....localise.records.contacts import PostRecord
from ....text.plain import flat
from ...pages import queries
from .lines import Lines
from .sections import guides, hazards, phrases, work


def hidden(page: Lines) -> None:
    """Say the talk page, the hidden hazards, work and phrases, and the office of the origin."""
    a = page.advisory
    _talk(page)
    hazards(page, (hazard for hazard in a.hazards.values() if hazard.sensitive))
    work(page, (w for key, w in a.guides.work.items() if queries.is_hidden(a, f"work/{key}")))
    revealing, sensitive = queries.revealing_phrases(a), queries.sensitive_phrases(a)
    if revealing:
        page.heading(2, page.ui("show.if-you-choose"))
        page.say(page.ui("show.reveals"))
        phrases(page, revealing)
    if sensitive:
        page.heading(2, page.ui("show.more"))
        phrases(page, sensitive)
    _office(page)


def _talk(page: Lines) -> None:
    a = page.advisory
    page.heading(1, a.ui.label("page", "talk"))
    page.say(page.ui("life-line"))
    page.say(page.ui("talk.intro"))
    page.heading(2, page.ui("talk.safe"))
    for contact in queries.safe_contacts(a, "abuse", "trafficking"):
        if not contact.sensitive:
            page.row("-", page.number(contact, contact.tel, contact.proof))
    sensitive = queries.sensitive_contacts(a)
    if sensitive:
        page.heading(2, page.ui("talk.lines"))
        for contact in sensitive:
            page.card(contact)
    guides(page, queries.guides_on(a, "talk"))
    page.heading(2, page.ui("talk.phone"))
    for context in ("clear", "delete-call", "stored-nothing"):
        page.say(page.ui(f"talk.{context}"), "-")


def _office(page: Lines) -> None:
    a = page.advisory
    page.heading(1, a.ui.label("page", "office"))
    page.say(a.corridor.caution)
    for post in a.corridor.posts.values():
        _post(page, post)
    for title, points in (
        ("lost-papers", a.corridor.lost_papers),
        ("going-home", a.corridor.going_home),
    ):
        if points:
            page.heading(2, page.ui(f"office.{title}"))
            page.say(a.corridor.caution)
            page.points(points)
    guides(page, queries.guides_on(a, "office"))
    if a.people.hotlines:
        page.heading(2, page.ui("office.hotlines", country=a.people.name))
        for contact in a.people.hotlines.values():
            page.card(contact)


def _post(page: Lines, post: PostRecord) -> None:
    a = page.advisory
    page.heading(2, post.label)
    page.cite(post.sources)
    page.say(page.ui("office.careful"))
    page.points(post.cautions)
    page.say(page.ui("office.instead"))
    page.numbers(post.alternatives)
    # Whoever copies one line has its caution too.
    caution = page.guarded(a.corridor.caution)
    for run in queries.post_numbers(a, post):
        page.row(caution, page.plain(post.label), page.digits(run))
    for fact in (post.address, post.email, post.web):
        if fact:
            page.row(" ", flat(fact))
    if post.hours:
        page.row(" ", page.hours(post.hours))
    for title, points in (("can", post.can), ("cannot", post.cannot)):
        if points:
            page.heading(3, page.ui(f"office.{title}"))
            page.points(points)
