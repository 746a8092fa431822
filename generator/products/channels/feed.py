"""Step 4, channels: what is new in a country → an Atom feed (RFC 4287), ``feeds/H.L.atom``.

In: change notes, rights that close and withdrawn numbers of an advisory. Out: a target whose feed
has room for notices; the build puts their entries there in its last stage, as it does on pages
(``build/notices.py``), so that a notice makes no feed again. Ids follow from what an entry is
about, times from days of the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5

from ...cache.digests import code_digest, library_versions
from ...localise.advisory import Advisory
from ...localise.guarding import safe_to_ask, with_cautions
from ...localise.interface import FEED_GONE, FEED_INSTEAD
from ...localise.localiser import Localiser
from ...localise.notices import NoticeText
from ...localise.records.facts import RuleRecord
from ...localise.texts import Run, Text
from ...localise.translator import Ui
from ...model.site import Site
from ...text.telephone import tel_hrefs
from ..closing import closing, last_day
from ..pages.render import absolute_root
from ..sending.sent import SentNumber, numbers_of
from ..site_paths import feed_path
from ..target import Target, one_file
from .notice_words import Guard, heading, lines, shown
from .xml_tree import Element, as_xml, element

NAMESPACE = "http://www.w3.org/2005/Atom"
ROOM = "notices"
"""The comment where entries of notices go."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_MOST = 50
"""Change notes; older ones are on the page."""
_IDS = uuid5(NAMESPACE_URL, "advisory-feed")
"""Part of each id, so that it stays when the site moves to another address."""


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """One feed for each advisory; what is a draft says so."""
    return [_target(advisory) for advisory in advisories]


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield the change notes and closing days that feeds of the country pass on."""
    for change in advisory.changes.values():
        yield change.note
    for rule in closing(advisory):
        yield from _of_closing(rule)


def _target(advisory: Advisory) -> Target:
    path = feed_path(advisory.host, advisory.locale)
    text = as_xml(_feed(advisory), NAMESPACE)
    make = partial(one_file, path, text.encode())
    return Target.of(path, "feeds", make, data=text, code=code_digest(), library=library_versions())


def _feed(advisory: Advisory) -> Element:
    ui, site = advisory.ui, advisory.site
    entries = [
        entry.element() for entry in (*_closing(advisory), *_changes(advisory), *_gone(advisory))
    ]
    nobody = ui("root.title", "Help in an emergency")
    title = f"{ui.label('page', 'notices')} · {advisory.country.name}"
    head = [
        element("id", _id(advisory.host, advisory.locale)),
        element("title", title),
        element("updated", _at(_newest(advisory))),
        # Never the name of a country: no state speaks here.
        element("author", [element("name", site.publisher or str(nobody))]),
        element("link", rel="license", href=LICENCE),
        *_links(site, advisory.host, advisory.locale),
        element("", ROOM),
    ]
    return element("feed", [*head, *entries], lang=advisory.locale)


def _links(site: Site, host: str, locale: str) -> Iterator[Element]:
    """Yield links to the feed and its page; relative to the feed if the site has no address."""
    root = absolute_root(site.site_url)
    page = page_address(site, host, locale)
    yield element("link", rel="alternate", type="text/html", hreflang=locale, href=page)
    if root:
        me = root + feed_path(host, locale)
        yield element("link", rel="self", type="application/atom+xml", hreflang=locale, href=me)


def page_address(site: Site, host: str, locale: str) -> str:
    """Return the address of the page of notices; relative to the feed if the site has none."""
    root = absolute_root(site.site_url)
    return f"{root}{locale}/{host}/notices/" if root else f"../{locale}/{host}/notices/index.html"


def _newest(advisory: Advisory) -> date:
    """The day of the newest thing that is told; of a source when there is none."""
    changes, gone = advisory.changes.values(), advisory.withdrawn_on
    days = [
        *(change.day for change in changes),
        *(gone[number] for number in numbers_gone(advisory)),
        *(_told_on(advisory, rule) for rule in closing(advisory)),
    ]
    return max(days or [one.read_on for one in advisory.sources.values()] or [advisory.today])


def _closing(advisory: Advisory) -> Iterator[_Entry]:
    """What closes on a day; once it has, that it is over and what to do now."""
    for rule in closing(advisory):
        texts = _of_closing(rule)
        said = [shown(with_cautions(advisory, text), advisory.ui) for text in texts]
        name = _id(advisory.host, advisory.locale, "closing", rule.id)
        marks = _draft_mark(texts[-1], advisory.ui)
        langs = rule.question.lang, texts[-1].lang
        day = _told_on(advisory, rule)
        yield _Entry(name, str(rule.question), _at(day), [*said, *marks], "closing", langs)


def _of_closing(rule: RuleRecord) -> list[Text]:
    # Once it has ended, the answer begins with that.
    return [text for text in (None if rule.ended else rule.closes, rule.words) if text]


def _told_on(advisory: Advisory, rule: RuleRecord) -> date:
    """Return the day on which it closed; if still open, the newest day on which a source was read.

    Today, where it names no source.
    """
    if rule.ended:
        return last_day(rule).day
    return max((advisory.sources[key].read_on for key in rule.sources), default=advisory.today)


def _changes(advisory: Advisory) -> Iterator[_Entry]:
    title = advisory.ui("overview.changes", "What changed")
    for key, change in list(advisory.changes.items())[:_MOST]:
        text = shown(with_cautions(advisory, change.note), advisory.ui)
        name = _id(advisory.host, advisory.locale, "change", key)
        marks = _draft_mark(change.note, advisory.ui)
        langs = title.lang, change.note.lang
        yield _Entry(name, str(title), _at(change.day), [text, *marks], "change", langs)


def _draft_mark(text: Text, ui: Ui) -> list[str]:
    is_draft = text.state in ("draft", "behind")
    return [shown([ui("state.draft-strip", "Draft translation")], ui)] if is_draft else []


def _gone(advisory: Advisory) -> Iterator[_Entry]:
    """Numbers that must not be called any more, and what to call instead."""
    ui = advisory.ui
    title = ui("keep.gone", "Withdrawn: do not call this number.")
    instead = dict(advisory.withdrawn)
    for number in numbers_gone(advisory):
        digits = Run(number, "tel", advisory.locale)
        gone = ui(*FEED_GONE, number=digits)
        said = [shown([gone], ui)]
        key = instead[number]
        for successor in _instead(advisory, key):
            # With its cautions on the same line, before it.
            label = ui(*FEED_INSTEAD)
            said.append(shown([label, *successor.texts], ui))
        name = _id(advisory.host, advisory.locale, "gone", number)
        updated, langs = _at(advisory.withdrawn_on[number]), (title.lang, gone.lang)
        yield _Entry(name, str(title), updated, said, "withdrawn", langs)


def _instead(advisory: Advisory, key: str | None) -> list[SentNumber]:
    """Return the contact that replaced *key*; a line of the state only behind one to ask first."""
    if key is None:
        return []
    return numbers_of(advisory, [key]) or numbers_of(advisory, [*safe_to_ask(advisory), key])


def numbers_gone(advisory: Advisory) -> list[str]:
    """Return the withdrawn numbers that nothing uses any more."""
    from ..offline.withdrawn_numbers import gone_numbers  # noqa: PLC0415 - offline loads all pages

    if not advisory.withdrawn:
        return []
    gone = gone_numbers(advisory)
    region = advisory.country.code
    return [
        number
        for number, _key in dict(advisory.withdrawn).items()
        if any(href in gone for href in tel_hrefs(number, region))
    ]


def notice_entry(
    one: NoticeText, localiser: Localiser, guard: Guard, alert: str | None = None
) -> str:
    """Return the entry of a notice; *alert*: path below site/ of its alert, if it left as one."""
    ui, site, host = localiser.sentences.ui, localiser.content.site, localiser.host_slug
    locale, root = ui.translator.locale, absolute_root(site.site_url)
    links = [
        element(
            "link",
            rel="alternate",
            type="text/html",
            hreflang=locale,
            href=page_address(site, host, locale),
        )
    ]
    if alert and root:
        links.append(element("link", rel="related", type="application/cap+xml", href=root + alert))
    updated = _time(datetime.fromtimestamp(moment_of(one), UTC))
    name = _id(host, locale, "notice", one.id)
    langs = one.name.lang, one.sentences[0].lang
    entry = _Entry(
        name, heading(one, ui), updated, [*lines(one, ui, guard)], "notice", langs, links
    )
    return as_xml(entry.element(), NAMESPACE, declared=False)


def moment_of(one: NoticeText) -> int:
    """Return when what is told of it changed last, in seconds since 1970."""
    return max(one.newest, one.ends_at) if one.state == "ended" else one.newest


@dataclass(frozen=True)
class _Entry:
    """One thing that is new."""

    id: str
    title: str
    updated: str
    said: Sequence[str]
    kind: str
    """closing, change, withdrawn or notice."""
    langs: tuple[str, str]
    """Those of its title and of what it says."""
    links: Sequence[Element] = ()

    def element(self) -> Element:
        of_title, of_text = self.langs
        return element(
            "entry",
            [
                element("id", self.id),
                element("title", self.title, type="text", lang=of_title),
                element("updated", self.updated),
                *self.links,
                element("category", term=self.kind),
                element("content", "\n".join(self.said), type="text", lang=of_text),
            ],
        )


def _id(*parts: str) -> str:
    uuid: UUID = uuid5(_IDS, "/".join(parts))
    return uuid.urn


def _at(day: date) -> str:
    return _time(datetime.combine(day, time(), UTC))


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
