"""Step 4, all as text: what it says besides the advisory, in the words that pages have for it.

A test compares each with what templates say: one wording, translated once.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "deadline.none": "No last day is known to us.",
    "deadline.not-official": "not official",
    "deadline.go-now": "Go now",
    "deadline.days": "days to claim",
    "channel.app": "App:",
    "reach.title": "Without speaking:",
    "inferred": "our own reading",
    "step.dont": "Careful:",
    "fact.answered-in": "answered in %(language)s",
    "fact.says-it-answers": "says it answers in %(languages)s",
    "cost.not-known": "Cost not known",
    "fact.asks-id": "Do they ask for ID?",
    "fact.without-papers": "Safe without papers?",
    "hours.always": "Day and night",
    "overview.title": "In an emergency, call",
    "overview.hazards": "What is happening?",
    "overview.happened": "What happened to you?",
    "hazard.signs": "Signs that it is coming",
    "hazard.numbers": "Numbers",
    "hazard.serious": "How serious it is here",
    "hazard.exposed": "Who is most in danger",
    "hazard.warnings": "Will my phone warn me?",
    "hazard.myths": "Not true",
    "hazard.struck": "Where it comes",
    "prepare.months-where": "Which months, where",
    "prepare.warnings": "How warnings come",
    "scheme.benefits": "What you get",
    "scheme.claim": "How to claim",
    "scheme.proofs": "What to bring",
    "scheme.covered": "Who is covered",
    "scheme.family-abroad": "Family at home",
    "scheme.pays": "Who pays for it",
    "scheme.cost": "What it costs you",
    "deadline.we-read": "We read:",
    "insurance.points": "For every claim",
    "now.answers": "Seven questions, and how much is known",
    "aid.never": "Never",
    "life-line": "Save your life first. Ask about papers after.",
    "voiceless.heading": "Cannot hear or speak",
    "voiceless.none": "No way to write to an emergency number is known here.",
    "voiceless.show": "Show this:",
    "office.careful": "Careful.",
    "office.instead": "You can ask these instead:",
    "office.can": "What it can do",
    "office.cannot": "What it cannot do, or what is not known",
    "office.lost-papers": "Lost papers",
    "office.going-home": "Going home",
    "office.hotlines": "Numbers in %(country)s",
    "talk.intro": (
        "If somebody hits you, threatens you, keeps your papers or forces you: "
        "it is not your fault. You can call only to ask. You need not give a name."
    ),
    "talk.phone": "If somebody looks at your phone",
    "talk.clear": "In the browser’s menu open “History” and delete this site.",
    "talk.delete-call": "Delete the call from the list after calling.",
    "talk.stored-nothing": (
        "This site stores nothing about you and tells nobody that you were here."
    ),
    "talk.safe": "Ask here first",
    "talk.lines": "More lines",
    "show.if-you-choose": "Only if you choose",
    "show.reveals": "These tell where you come from, your papers or your employer.",
    "show.more": "More",
    "show.draft": "The words in %(language)s are a draft: nobody who speaks it has read them yet.",
    "overview.changes": "What changed",
    "overview.change-day": "%(day)s:",
    "foot.free": "Help is free.",
    "foot.nobody": "Nobody may ask you for money, work or sex for it.",
    "foot.tell": "Did somebody ask? Is a number wrong? Tell us:",
    "foot.tell-nobody": (
        "Where to tell us of a wrong number or of somebody who asks for money is not decided yet."
    ),
    "foot.read": "Sources read on %(day)s.",
    "foot.read-between": "Sources read from %(first)s to %(last)s.",
    "foot.not-called": "No number has been called yet.",
    "foot.inferred": "“Our own reading” means: we concluded it, no source says it in these words.",
    "foot.sources": "Sources (%(count)s)",
    "foot.source-read": "read %(day)s",
    "state.draft-strip": "Draft translation",
    "state.unread-all": "not yet read by a second person",
    "state.unread": "%(count)s of %(total)s passages not yet read by a second person",
    "state.fallback-strip": "Behind a double bar: sentences that are not translated yet.",
    "overview.not-known": "Not known if they answer in %(language)s.",
    "overview.some-places": (
        "In some places they say they answer in %(language)s. Elsewhere it is not known."
    ),
    "overview.ask-a-speaker": "Ask somebody who speaks %(host_language)s to call.",
    "months.whole-country": "Whole country",
    "months.likely": "likely",
    "months.fewer": "sometimes",
    "family.abroad": "Numbers to call from another country",
    "months.any": "It can come in any month.",
    "months.estimate-other": (
        "Our estimate: no source names the months. It can come in other months too."
    ),
}
"""Words of the interface by msgctxt."""
