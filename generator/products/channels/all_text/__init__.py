"""Step 4, all as text: an advisory → ``L/H/all.txt``, all that its pages say, for slow connections.

Machines read it, too. In: advisories. Out: one file for each, plain text in UTF-8. Numbers first;
each number with its proof, behind its caution, on one line; what pages with "Hide page" say is
last. It is like a page: a draft may leave, marked as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from ....cache.digests import code_digest
from ....localise.advisory import Advisory
from ....localise.guarding import cautions_of_line
from ....localise.interface import WRONG_NUMBERS
from ....localise.texts import Text, texts
from ....text.plain import flat
from ....text.telephone import tel_hrefs
from ...offline import gone_numbers
from ...pages import queries
from ...site_paths import all_path
from ...target import Files, Target
from . import sections
from .hidden import hidden
from .lines import FALLBACK, Lines

_PARTS = (
    "country",
    "hazards",
    "warnings",
    "first_aid",
    "prepare",
    "phrases",
    "insurance",
    "contacts",
    "rules",
    "answers",
    "guides",
    "referrals",
    "people",
    "corridor",
    "changes",
)
"""What of an advisory it says."""


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """One file for each advisory, also where its words are drafts: it is a page."""
    return [_target(advisory) for advisory in advisories]


def sentences(advisory: Advisory) -> Iterable[Text]:
    """Return what it says in the reader's language; phrases in the host's are for others."""
    said = {name: getattr(advisory, name) for name in _PARTS}
    said["phrases"] = [phrase.text for phrase in advisory.phrases.values()]
    return texts(said)


def _target(advisory: Advisory) -> Target:
    path = all_path(advisory.locale, advisory.host)
    words = render(advisory)
    return Target.of(path, "channels", partial(_make, path, words), data=words, code=code_digest())


def _make(path: str, words: str) -> Files:
    return {path: words.encode()}


def render(advisory: Advisory) -> str:
    """Return the whole file."""
    page = Lines(advisory)
    a = advisory
    head(page)
    sections.numbers(page)
    sections.now(page)
    sections.happened(page)
    page.heading(1, page.ui("overview.hazards"))
    sections.hazards(page, (h for h in a.hazards.values() if not h.sensitive))
    sections.first_aid(page)
    sections.helpers(page)
    sections.insurance(page)
    sections.questions(page)
    sections.family(page)
    sections.prepare(page)
    open_guides = [g for g in a.guides.guides.values() if g.page not in ("talk", "office")]
    sections.guides(page, open_guides)
    works = a.guides.work.items()
    sections.work(page, (w for key, w in works if not queries.is_hidden(a, f"work/{key}")))
    _phrases(page)
    _changes(page)
    hidden(page)
    _sources(page)
    _withdrawn(page)
    return str(page)


def head(page: Lines) -> None:
    """Say for whom it is, how far the words are to be trusted, and that help is free."""
    a = page.advisory
    page.row(page.plain(a.country.name), "·", page.plain(a.people.people))
    said = [*sentences(a)]
    states = Counter(text.state for text in said)
    if states["draft"]:
        read = states["draft"] + states["reviewed"]
        unread = page.ui("state.unread", count=states["draft"], total=read)
        unread = unread if states["reviewed"] else page.ui("state.unread-all")
        page.row(page.plain(page.ui("state.draft-strip")), "·", page.plain(unread))
    others = Counter(
        t.lang for t in said if t.lang != a.locale and t.state in ("missing", "behind")
    )
    if others:
        counts = (f"{page.plain(a.ui.label('language', tag))}: {n}" for tag, n in others.items())
        page.row(f"{FALLBACK} =", page.plain(page.ui("state.fallback-strip")), " · ".join(counts))
    _dates(page)
    page.say(page.ui("foot.free"))
    page.say(page.ui("foot.nobody"))
    if a.site.feedback:
        cautions = map(page.plain, cautions_of_line(a, a.site.feedback))
        page.row(*cautions, page.plain(page.ui("foot.tell")), flat(a.site.feedback))
    else:
        page.say(page.ui("foot.tell-nobody"))


def _dates(page: Lines) -> None:
    a = page.advisory
    days = sorted(source.read_on for source in a.sources.values())
    if days:
        first, last = days[0], days[-1]
        between = page.ui("foot.read-between", first=first, last=last)
        page.say(page.ui("foot.read", day=last) if first == last else between)
    if not queries.any_called(a):
        page.say(page.ui("foot.not-called"))
    page.say(page.ui("foot.inferred"))


def _phrases(page: Lines) -> None:
    a = page.advisory
    page.heading(1, a.ui.label("page", "show"))
    if not queries.is_own_language(a) and queries.shown_drafts(a):
        language = a.ui.label("language", a.country.language)
        page.say(page.ui("show.draft", language=language))
    for group, found in queries.phrase_groups(a).items():
        page.heading(2, a.ui.label("group", group))
        sections.phrases(page, found)


def _changes(page: Lines) -> None:
    if page.advisory.changes:
        page.heading(1, page.ui("overview.changes"))
    for change in page.advisory.changes.values():
        page.say(change.note, page.plain(page.ui("overview.change-day", day=change.day)))


def _sources(page: Lines) -> None:
    a = page.advisory
    cited = [a.sources[key] for key in page.cited if key in a.sources]
    page.heading(1, page.ui("foot.sources", count=len(cited)))
    for source in cited:
        read = page.plain(page.ui("foot.source-read", day=source.read_on))
        page.row("-", flat(f"{source.publisher}, {source.published}"), "·", read)


def _withdrawn(page: Lines) -> None:
    """Say which numbers old papers have and nobody may dial, and what to dial instead."""
    a = page.advisory
    gone = gone_numbers(a)
    rows = [
        (number, key)
        for number, key in a.withdrawn
        if any(href in gone for href in tel_hrefs(number, a.country.code))
    ]
    if rows:
        page.heading(1, a.ui(*WRONG_NUMBERS))
    for number, key in rows:
        other = a.contacts.get(key) if key else None
        page.row("x", flat(number), f"→ {page.number(other, other.tel)}" if other else "")
