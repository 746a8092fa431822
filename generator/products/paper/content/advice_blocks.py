"""Step 4, leaflets: blocks that print what to do, to say and to claim.

In: a block of content/leaflets/*.yaml and the facts. Out: its record (``block_records.py``), or
None.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ....localise.records.library import PhraseRecord, Step
from ....localise.records.twins import MessageRecord
from ....model.leaflet import Block
from ...closing import closing
from ..work_scenes import may_show, scenes_of
from . import block_records
from .picker import Picker, has_ended

_SAID_ON = frozenset({"show", "trifold"})
"""Formats of paper with how a sentence sounds: the board to point at, the leaflet's flap."""


def phrases(block: Block, picker: Picker) -> block_records.PhraseList | None:
    """Sentences to show or to say, in the host country's language and in the reader's."""
    advisory = picker.advisory
    if not picker.host_letters:
        return _left_out(picker) if block.heading else None
    rows = tuple(
        replace(
            phrase_row(phrase),
            picture=picker.picture_once(phrase.picture),
            said=phrase.said if _says_aloud(picker) else None,
        )
        for phrase in picker.phrases(block.ids)
    )
    if not rows:
        return None
    same = advisory.locale == advisory.country.language
    title = advisory.ui.label("group", block.title) if block.title else None
    return block_records.PhraseList(
        rows=rows,
        same=same,
        language=picker.host_language,
        title=title,
        title_first=block.title == "emergency",
    )


def _left_out(picker: Picker) -> block_records.PhraseList:
    """In place of phrases whose letters we do not have: why there are none."""
    return block_records.PhraseList(
        rows=(), same=False, language=picker.host_language, title=None, title_first=False
    )


def _says_aloud(picker: Picker) -> bool:
    """Return whether the paper shows how sentences sound; a card has no room; others read it."""
    return picker.paper is not None and picker.paper.format in _SAID_ON


def phrase_row(phrase: PhraseRecord) -> block_records.PhraseRow:
    """A phrase as papers show it."""
    return block_records.PhraseRow(
        shown=phrase.shown,
        text=phrase.text,
        fill=phrase.fill,
        picture=phrase.picture,
        group=phrase.group,
    )


def hazard(block: Block, picker: Picker) -> block_records.HazardActList | None:
    """What to do about one hazard."""
    rows = picker.messages(str(block.hazard), block.ids)
    if not rows:
        return None
    hazard = picker.advisory.hazards[str(block.hazard)]
    return block_records.HazardActList(
        name=hazard.name, icon=hazard.icon, rows=acts_of(rows, block)
    )


def acts_of(items: Iterable[Step], block: Block) -> tuple[block_records.Act, ...]:
    """What to do, line by line; of a short block the bold sentences alone."""
    return tuple(_act(item, short=block.short) for item in items)


def _act(item: Step, *, short: bool) -> block_records.Act:
    """One line of what to do."""
    more = None if short else item.more
    return block_records.Act(text=item.text, more=more, dont=item.dont, picture=item.picture)


def now(block: Block, picker: Picker) -> block_records.ActList | None:
    """What to do in any danger; and what to say on the telephone."""
    rows = picker.points("hazards", "now", picker.advisory.prepare.now, block.ids)
    return block_records.ActList(rows=acts_of(rows, block)) if rows else None


def warning(block: Block, picker: Picker) -> block_records.Alarm | None:
    """The alarm of the host country, and whether it speaks the readers' language."""
    advisory = picker.advisory
    rows = [
        picker.other("hazards", f"warnings.{key}", advisory.warnings[key])
        for key in block.ids
        if key in advisory.warnings and not has_ended(advisory.warnings[key])
    ]
    if not rows:
        return None
    language = picker.readers_language
    is_of_country = language == advisory.country.language
    speaks = is_of_country or all(
        row.languages is not None and language in row.languages for row in rows
    )
    return block_records.Alarm(
        speaks=speaks,
        language=advisory.ui.label("language", language),
        host_language=picker.host_language,
    )


def rules(block: Block, picker: Picker) -> block_records.RuleList | None:
    """Questions on rules, with their answers; without ids, all that are for paper."""
    every = picker.advisory.rules
    rows = picker.points("rules", "rules", every, block.ids or tuple(every))
    if not rows:
        return None
    return block_records.RuleList(
        rows=tuple(
            block_records.RuleRow(question=r.question, answer=r.answer, words=r.words) for r in rows
        )
    )


def closing_days(_block: Block, picker: Picker) -> block_records.ClosingList | None:
    """Return the rights that close on a day, one line each: no format may leave them out."""
    ahead = {rule.id: rule for rule in closing(picker.advisory) if rule.ended is None}
    picked = picker.points("rules", "rules", ahead, tuple(ahead))
    rows = tuple(
        block_records.ClosingRow(closes=rule.closes, words=rule.words)
        for rule in picked
        if rule.closes is not None
    )
    return block_records.ClosingList(rows=rows) if rows else None


def steps(block: Block, picker: Picker) -> block_records.ActList | None:
    """Return steps of a guide or of all, with its icon; without ids, all those for paper."""
    every = picker.advisory.guides.guides
    slugs = [block.guide] if block.guide else list(every)
    acts = []
    for slug in slugs:
        if guide := every.get(slug):
            rows = picker.points(
                "rules", f"guides.{slug}", guide.steps, block.ids or tuple(guide.steps)
            )
            acts += [
                replace(act, picture=act.picture or guide.icon) for act in acts_of(rows, block)
            ]
    return block_records.ActList(rows=tuple(acts)) if acts else None


def answer(block: Block, picker: Picker) -> block_records.CrisisAnswer | None:
    """One of the seven crisis answers; nothing when it has ended."""
    answer = picker.advisory.answers.named()[str(block.answer)]
    if has_ended(answer):
        return None
    picker.other("rules", f"answers.{block.answer}", answer)
    return block_records.CrisisAnswer(
        known=answer.known, asked=str(block.answer), words=answer.words
    )


def caution(_block: Block, picker: Picker) -> block_records.Caution:
    """Whom not to tell what, in this corridor."""
    caution = picker.advisory.corridor.caution
    picker.numbers_in(caution)
    return block_records.Caution(text=caution)


def claims(block: Block, picker: Picker) -> block_records.ClaimList | None:
    """What insurance owes, each with its last day."""
    insurance = picker.advisory.insurance
    points = picker.points("schemes", "insurance", insurance.points, block.ids)
    rows = []
    for point in points:
        scheme = insurance.schemes.get(block.deadlines.get(point.id, ""))
        deadline = scheme.deadline if scheme else None
        if deadline is not None and has_ended(deadline):
            # The claim may hold without its day (docs/adr/0031).
            deadline = None
        if scheme is not None and deadline is not None:
            picker.other("schemes", f"schemes.{scheme.id}.deadline", deadline)
        more = None if block.short else point.more
        rows.append(block_records.Claim(text=point.text, more=more, deadline=deadline))
    return block_records.ClaimList(rows=tuple(rows)) if rows else None


def checklist(block: Block, picker: Picker) -> block_records.Checklist | None:
    """A list of what to prepare."""
    section = picker.advisory.prepare.sections()[str(block.section)]
    ids = block.ids or tuple(section.items)
    rows = picker.points("hazards", f"prepare.{block.section}", section.items, ids)
    if not rows:
        return None
    return block_records.Checklist(
        title=section.title, icon=section.icon, rows=acts_of(rows, block)
    )


def work(block: Block, picker: Picker) -> block_records.ActList | None:
    """Return what to do, in pictures: for the profile, else by id; one "do not", as the last."""
    steps: dict[str, tuple[str, MessageRecord]] = {}
    for hazard in picker.hazards():
        for message in (*hazard.during, *hazard.before, *hazard.after):
            steps.setdefault(message.id, (f"hazards.{hazard.id}", message))
    steps |= {key: ("now", step) for key, step in picker.advisory.prepare.now.items()}
    of_work = scenes_of(picker.advisory, block, picker.profile)
    others = [] if of_work else list(block.ids)
    # Last: an id that is also a step for everybody means here what the work says of it.
    steps |= of_work
    pictured = [key for key in (*of_work, *others) if key in steps and may_show(steps[key][1])]
    dont = [key for key in pictured if steps[key][1].dont][:1]
    dos = [key for key in pictured if not steps[key][1].dont]
    shown = dos[: (block.most or len(pictured)) - len(dont)] + dont
    rows = [
        row
        for key in shown
        for row in picker.points("hazards", steps[key][0], {key: steps[key][1]}, (key,))
    ]
    return (
        block_records.ActList(rows=tuple(_act(row, short=True) for row in rows)) if rows else None
    )
