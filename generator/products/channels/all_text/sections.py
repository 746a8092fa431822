"""Step 4, all as text: an advisory → its parts as lines, the most needed first (slow connections).

Numbers first, then what to do now, hazards, first aid, and all else. What pages with "Hide page"
say is in ``hidden.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ....localise.records.facts import RuleRecord
from ....localise.records.library import HazardRecord, PhraseRecord
from ....localise.records.twins import (
    AnswerRecord,
    GuideRecord,
    SchemeRecord,
    SectionRecord,
    WarningRecord,
    WorkProfileRecord,
)
from ....model.fields import PHASES
from ....text.plain import sentence
from ...pages import queries
from .lines import Lines


def numbers(page: Lines) -> None:
    """Say the large plates, the line in the reader's language, then all who may be named openly."""
    a = page.advisory
    page.heading(1, page.ui("overview.title"))
    first = queries.plates(a)
    for plate in first:
        page.cite(plate.sources)
        page.row(page.plate(plate))
    language = a.ui.label("language", queries.reader_language(a))
    if queries.nobody_says(a, first):
        spoken = a.ui.label("language", a.country.language)
        known = "some-places" if queries.says_somewhere(a, first) else "not-known"
        page.say(page.ui(f"overview.{known}", language=language))
        page.say(page.ui("overview.ask-a-speaker", host_language=spoken))
    page.say(a.country.call_tip)
    _without_voice(page)
    line = queries.reader_line(a)
    page.row(page.number(line, line.tel, line.proof))


def _without_voice(page: Lines) -> None:
    a = page.advisory
    page.heading(2, page.ui("voiceless.heading"))
    way = a.country.without_voice
    if way:
        page.steps([way])
    else:
        page.say(page.ui("voiceless.none"))
    phrase = queries.voiceless_phrase(a)
    if phrase:
        page.row(page.plain(page.ui("voiceless.show")), _shown(page, phrase))
    page.steps([a.prepare.without_voice.night])


def now(page: Lines) -> None:
    """Say what to do in any crisis, and the seven answers."""
    a = page.advisory
    page.heading(1, a.ui.label("page", "now"))
    page.steps(a.prepare.now.values(), numbered=True)
    page.heading(2, page.ui("now.answers"))
    for name, answer in a.answers.named().items():
        _answer(page, name, answer)


def happened(page: Lines) -> None:
    """Say what can have happened to the reader, each with the title of what begins with it."""
    ways = queries.ways_in(page.advisory)
    if ways:
        page.heading(1, page.ui("overview.happened"))
    for way in ways:
        page.row("-", page.plain(way.happened.text), "→", page.plain(way.link.words))


def _answer(page: Lines, name: str, answer: AnswerRecord) -> None:
    ui = page.advisory.ui
    page.cite(answer.sources)
    asked, known = ui.label("question", name), ui.label("known", answer.known)
    page.row("?", page.plain(asked), sentence(page.plain(known), known.runs[-1].lang))
    life = page.plain(page.ui("life-line")) if queries.answer_life_first(name, answer) else ""
    page.say(answer.words, life)
    page.say(answer.more)
    page.numbers(answer.contacts)


def hazards(page: Lines, chosen: Iterable[HazardRecord]) -> None:
    """Say all of some hazards: during, before, after, signs, months, and what is not true."""
    for hazard in chosen:
        _hazard(page, hazard)


def _hazard(page: Lines, hazard: HazardRecord) -> None:
    ui = page.advisory.ui
    page.heading(2, hazard.name)
    page.cite((*hazard.library_sources, *hazard.sources))
    page.heading(3, ui.label("phase", "during"))
    page.steps(queries.steps(hazard.during, None))
    for scenario in ("locked-in", "trapped", "nobody-answers"):
        if found := queries.steps(hazard.during, scenario):
            page.heading(3, ui.label("scenario", scenario))
            page.steps(found)
    page.heading(3, page.ui("hazard.signs"))
    page.say(hazard.sign_of)
    for sign in hazard.signs.values():
        page.say(sign, "-")
    for phase in PHASES:
        if phase != "during":
            page.heading(3, ui.label("phase", phase))
            # Those of a scenario too: there are no headings for it here.
            page.steps(hazard.phase(phase))
    if hazard.contacts:
        page.heading(3, page.ui("hazard.numbers"))
        page.numbers(hazard.contacts)
    _where_and_when(page, hazard)
    _warnings(page, hazard.warnings)
    if hazard.myths:
        page.heading(3, page.ui("hazard.myths"))
        for myth in hazard.myths.values():
            page.cite(myth.sources)
            page.row(f"x “{page.guarded(myth.claim)}”", page.guarded(myth.answer))
    page.heading(3, page.advisory.people.people)
    page.points(hazard.points)
    page.points(hazard.notes)


def _where_and_when(page: Lines, hazard: HazardRecord) -> None:
    a = page.advisory
    page.heading(3, page.ui("hazard.serious"))
    page.row(f"{page.plain(a.ui.label('severity', hazard.severity))}:", page.guarded(hazard.reason))
    if hazard.exposed:
        page.heading(3, page.ui("hazard.exposed"))
        page.points(hazard.exposed)
    page.heading(3, page.ui("prepare.months-where"))
    rows = queries.seasons(a, hazard)
    for row in rows:
        page.cite(row.sources)
        where = row.regions or page.ui("months.whole-country")
        months = [_months(page, row.months, one) for one in ("likely", "fewer")]
        page.row(f"- {page.plain(where)}:", " · ".join(filter(None, months)))
    if any(row.inferred for row in rows):
        page.say(page.ui("months.estimate-other"))
    if not rows:
        page.say(page.ui("months.any"))
    zones = queries.zones(a, hazard)
    if zones:
        page.heading(3, page.ui("hazard.struck"))
    for zone in zones:
        page.row(
            f"- {page.plain(zone.name)}",
            f"({page.plain(zone.provinces)})" if zone.provinces else "",
        )


def _months(page: Lines, states: list[str], wanted: str) -> str:
    numbers_of_months = [str(n) for n, state in enumerate(states, start=1) if state == wanted]
    word = page.plain(page.ui(f"months.{wanted}"))
    return f"{', '.join(numbers_of_months)} ({word})" if numbers_of_months else ""


def _warnings(page: Lines, rows: Mapping[str, WarningRecord]) -> None:
    if rows:
        page.heading(3, page.ui("hazard.warnings"))
    for warning in rows.values():
        page.cite(warning.sources)
        page.say(warning.text, "-")
        page.say(warning.more, " ")
        page.numbers(warning.contacts)


def first_aid(page: Lines) -> None:
    """Say what to do for somebody who is hurt."""
    a = page.advisory
    if a.first_aid:
        page.heading(1, a.ui.label("page", "first-aid"))
    for topic in a.first_aid.values():
        page.heading(2, topic.name)
        page.steps([topic.call])
        page.steps(topic.acts, numbered=True)
        if topic.never:
            page.heading(3, page.ui("aid.never"))
            page.steps(topic.never)


def helpers(page: Lines) -> None:
    """Say who helps with what, then all contacts that may be named openly, by what they are for."""
    a = page.advisory
    page.heading(1, a.ui.label("page", "assistance"))
    for referral in a.referrals.values():
        page.cite(referral.sources)
        page.say(referral.text, "-")
        page.say(referral.first, " ")
        page.numbers(referral.contacts)
    kinds: dict[str, None] = dict.fromkeys(c.kind for c in a.contacts.values() if not c.sensitive)
    for kind in kinds:
        page.heading(2, a.ui.label("kind", kind))
        for contact in a.contacts.values():
            if contact.kind == kind and not contact.sensitive:
                page.card(contact)
    _provinces(page)


def _provinces(page: Lines) -> None:
    a = page.advisory
    page.heading(1, a.ui.label("page", "where"))
    for region in a.country.regions.values():
        names = queries.areas(a, region.areas)
        page.row(f"- {page.plain(region.name)}:", page.plain(names) if names else "")
    known, _rest = queries.provinces(a)
    for province in known:
        signs = province.record.on_signs
        named = " ".join(page.plain(one) for one in (province.record.name, signs) if one)
        page.row(f"{named}:", ", ".join(page.plain(c.label) for c in province.contacts))


def prepare(page: Lines) -> None:
    """Say what to prepare, the pages of groups, and how warnings come."""
    a = page.advisory
    page.heading(1, a.ui.label("page", "prepare"))
    for section in a.prepare.sections().values():
        _section(page, section)
    for group in a.prepare.groups.values():
        page.heading(2, group.title)
        page.points(group.points)
    page.heading(2, page.ui("prepare.warnings"))
    _warnings(page, a.warnings)


def _section(page: Lines, section: SectionRecord) -> None:
    page.heading(2, section.title)
    page.say(section.intro)
    page.points(section.items)


def insurance(page: Lines) -> None:
    """Say what can be claimed, and by when."""
    a = page.advisory
    page.heading(1, a.ui.label("page", "insurance"))
    page.say(a.insurance.intro)
    for scheme in a.insurance.schemes.values():
        _scheme(page, scheme)
    if a.insurance.points:
        page.heading(2, page.ui("insurance.points"))
        page.points(a.insurance.points)


def _scheme(page: Lines, scheme: SchemeRecord) -> None:
    a = page.advisory
    page.heading(2, scheme.title)
    page.cite(scheme.sources)
    official = scheme.official_name if a.country.language != a.locale else None
    page.row(page.plain(scheme.name), f"({page.plain(official)})" if official else "")
    if scheme.caution:
        page.say(a.corridor.caution)
    page.row(deadline_line(page, scheme))
    page.say(scheme.summary)
    for title, points in (
        ("benefits", scheme.benefits),
        ("claim", scheme.claim),
        ("proofs", scheme.proofs),
    ):
        if points:
            page.heading(3, page.ui(f"scheme.{title}"))
            page.steps(points.values(), numbered=title == "claim")
    page.heading(3, page.ui("scheme.covered"))
    for status, cover in scheme.covered.items():
        page.cite(cover.sources)
        who = a.country.statuses.get(status) or a.ui.label("status", status)
        says = f"{page.plain(who)}: {page.plain(a.ui.label('covered', cover.answer))}."
        page.row("-", says, page.guarded(cover.words) if cover.words else "")
    for title, text in (
        ("family-abroad", scheme.family_abroad),
        ("pays", scheme.pays),
        ("cost", scheme.cost),
    ):
        page.row(f"{page.plain(page.ui(f'scheme.{title}'))}:", page.guarded(text))
    page.numbers(scheme.contacts)


def deadline_line(page: Lines, scheme: SchemeRecord) -> str:
    """Return until when one must claim: what we only read says so (CARE 8)."""
    due = scheme.deadline
    if due is None:
        return f"{page.plain(page.ui('deadline.go-now'))}. {page.plain(page.ui('deadline.none'))}"
    page.cite(due.sources)
    words = page.guarded(due.words)
    if due.official and due.days:
        return f"{due.days} {page.plain(page.ui('deadline.days'))}: {words}"
    read = page.plain(page.ui("deadline.we-read"))
    doubt = "" if due.official else f" ({page.plain(page.ui('deadline.not-official'))})"
    return f"{page.plain(page.ui('deadline.go-now'))}. {read} {words}{doubt}"


def questions(page: Lines) -> None:
    """Say the questions that people ask, and the answers."""
    a = page.advisory
    page.heading(1, a.ui.label("page", "questions"))
    for about in dict.fromkeys(rule.about for rule in a.rules.values()):
        page.heading(2, a.ui.label("about", about))
        for rule in a.rules.values():
            if rule.about == about:
                _rule(page, rule)


def _rule(page: Lines, rule: RuleRecord) -> None:
    ui = page.advisory.ui
    page.cite(rule.sources)
    group = queries.answer_words(rule) if rule.answer not in ("known", "partly") else "answer"
    mark = f"{page.plain(ui.label(group, rule.answer))}." if rule.answer else ""
    page.row("?", page.guarded(rule.question), mark)
    if rule.caution:
        page.say(page.advisory.corridor.caution)
    life = page.plain(page.ui("life-line")) if queries.life_first(rule) else ""
    page.say(rule.words, life, whole=rule.life_safety)
    page.say(rule.more, whole=rule.life_safety)
    page.numbers(rule.contacts)


def guides(page: Lines, chosen: Iterable[GuideRecord]) -> None:
    """Say some guides whole."""
    for guide in chosen:
        _guide(page, guide)


def _guide(page: Lines, guide: GuideRecord) -> None:
    page.heading(2, guide.title)
    page.cite(guide.sources)
    if guide.caution:
        page.say(page.advisory.corridor.caution)
    if guide.area and (where := queries.areas(page.advisory, guide.area)):
        page.say(where)
    page.say(guide.intro)
    page.points(guide.steps)
    page.numbers(guide.contacts)


def family(page: Lines) -> None:
    """Say what the page for families says."""
    a = page.advisory
    page.heading(1, a.ui.label("page", "family"))
    found = a.guides.family
    guides(page, (found.missing, found.hurt, found.dead, found.unpaid, found.from_home))
    abroad = queries.contacts_from_abroad(a)
    if abroad:
        page.heading(2, page.ui("family.abroad"))
    for contact in abroad:
        page.row("-", page.number(contact, contact.abroad))


def work(page: Lines, chosen: Iterable[WorkProfileRecord]) -> None:
    """Say what is for one kind of work."""
    for profile in chosen:
        page.heading(2, profile.title)
        page.say(profile.intro)
        page.points(profile.points)
        page.numbers(profile.contacts)


def phrases(page: Lines, chosen: Iterable[PhraseRecord]) -> None:
    """Say what can be shown to a helper, in both languages."""
    for phrase in chosen:
        page.row("-", _shown(page, phrase))


def _shown(page: Lines, phrase: PhraseRecord) -> str:
    mine, theirs = page.guarded(phrase.text), page.guarded(phrase.shown)
    return mine if mine == theirs else f"{mine} = {theirs}"
