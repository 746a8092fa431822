"""Step 4, packages: an advisory → what may be carried, as plain text: a sentence a line.

In: an advisory. Out: text, numbers first. The same choice as for the pocket page
(``pocket/choice.py``), without its limit of size: nothing that the site has behind "Hide page",
nothing inferred, of the helpers only those for paper. Each number is behind its caution, on one
line, as in ``all.txt``.
"""

from __future__ import annotations

from ...localise.advisory import Advisory
from ...text.plain import sentence
from ..channels.all_text import head, sections
from ..channels.all_text.lines import Lines
from ..pages import queries
from ..paper.content import referral_blocks
from ..pocket import choice


def carried_text(advisory: Advisory) -> str:
    """Return the whole text."""
    page = Lines(advisory)
    head(page)
    sections.numbers(page)
    page.heading(1, advisory.ui.label("page", "now"))
    page.steps(advisory.prepare.now.values(), numbered=True)
    page.heading(1, page.ui("overview.hazards"))
    for hazard in choice.hazards(advisory):
        page.heading(2, hazard.name)
        for phase in ("during", "after", "before"):
            # Our own inference, which a page marks as one: nothing that is carried has it.
            if steps := [step for step in hazard.phase(phase) if not step.inferred]:
                page.heading(3, advisory.ui.label("phase", phase))
                page.steps(steps)
    _referrals(page)
    _answers(page)
    _rules(page)
    page.heading(1, advisory.ui.label("page", "assistance"))
    for contact in choice.helpers(advisory):
        page.row("*", page.number(contact, contact.tel, contact.proof))
    sections.first_aid(page)
    return str(page)


def _referrals(page: Lines) -> None:
    a = page.advisory
    if a.referrals:
        page.heading(1, a.ui("leaflet.referrals", "Who helps with what"))
        page.say(a.corridor.caution)
    for referral in a.referrals.values():
        page.say(referral.text, "-")
        page.say(referral_blocks.first_of(referral, a), " ")
        for contact in referral_blocks.contacts_of(referral, a):
            page.row(" ", page.number(contact, contact.tel, contact.proof))


def _answers(page: Lines) -> None:
    ui = page.advisory.ui
    page.heading(1, page.ui("now.answers"))
    answers = page.advisory.answers.named()
    for name in queries.ANSWERS:
        answer = answers[name]
        known = ui.label("known", answer.known)
        page.row(
            "?",
            page.plain(ui.label("question", name)),
            sentence(page.plain(known), known.runs[-1].lang),
        )
        life = page.plain(page.ui("life-line")) if queries.answer_life_first(name, answer) else ""
        page.say(answer.words, life)
        page.say(answer.more)


def _rules(page: Lines) -> None:
    a = page.advisory
    rules = choice.rules(a)
    if rules:
        page.heading(1, a.ui("pocket.rules", "What they ask, and what is known"))
        page.say(page.ui("life-line"))
    for rule in rules:
        group = "answer" if rule.answer in ("known", "partly") else queries.answer_words(rule)
        mark = f"{page.plain(a.ui.label(group, rule.answer))}." if rule.answer else ""
        page.row("?", page.guarded(rule.question), mark)
        if rule.caution:
            page.say(a.corridor.caution)
        life = page.plain(page.ui("life-line")) if queries.life_first(rule) else ""
        page.say(rule.words, life, whole=rule.life_safety)
        page.say(rule.more, whole=rule.life_safety)
