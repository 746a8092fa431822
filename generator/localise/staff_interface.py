"""Beside the steps: what the program itself says to those who assist, for extraction.

Extraction reads the ``pgettext`` calls below as it reads those of ``interface.py``. For papers that
no template makes; the words of a template are in the template.
"""

from __future__ import annotations

from .interface import Label, pgettext

UNSAFE_FOR = pgettext("staff.unsafe-for", "Not safe for:")

DOCX: dict[str, Label] = {
    # the paper itself
    "foot": pgettext("staff.docx.foot", "Made from %(code)s; this copy may differ."),
    "page": pgettext("staff.docx.page", "Page"),
    "contents": pgettext("staff.docx.contents", "Contents"),
    "no-paper-of": pgettext("staff.no-paper-of", "Not a paper of any state, IOM or MICIC."),
    "draft": pgettext(
        "staff.docx.draft",
        "Draft: nobody has tried or tested these texts yet. Words of consent are left out until "
        "they are signed.",
    ),
    "draft-translation": pgettext(
        "staff.docx.draft-translation", "Draft translation: no second person has read all of it."
    ),
    "not-translated": pgettext(
        "staff.docx.not-translated",
        "What is not translated yet stands in %(language)s. Do not read it aloud to anybody.",
    ),
    "adapt": pgettext(
        "staff.docx.adapt",
        "Change, shorten and translate this copy for your office. Call each number before you "
        "print it.",
    ),
    # the box at the top
    "never-out": pgettext("staff.docx.never-out", "Never take out"),
    "never-out-consent": pgettext(
        "staff.docx.never-out-consent",
        "Consent: it is asked before anything is passed on, and no is fine.",
    ),
    "never-out-asked": pgettext("staff.docx.never-out-asked", "Never asked: what nobody asks."),
    "never-out-told": pgettext(
        "staff.docx.never-out-told",
        "Who is not told: nobody who asks is told where a person is, or whether we know her.",
    ),
    # for whom a plan is
    "for-feared": pgettext(
        "staff.for-feared",
        "For groups, the Red Cross and Red Crescent, IOM and offices of this country. The state "
        "of origin has no task in it: people fear it.",
    ),
    "for-by-case": pgettext(
        "staff.for-by-case",
        "For offices of this country, groups, the Red Cross, IOM and consular posts. A post is "
        "told of a person only when the person asks.",
    ),
    "counts-only": pgettext(
        "staff.counts-only", "Counts and roles only. No name, no number of a person, no address."
    ),
    # a procedure
    "rules": pgettext("staff.conduct", "Rules of conduct"),
    "said": pgettext("staff.docx.said", "What is said"),
    "interpreter": pgettext("staff.interpreter", "The interpreter"),
    "phone": pgettext("staff.on-the-phone", "On the telephone"),
    "consents": pgettext("staff.page-consent", "Consent"),
    "consent": pgettext("staff.ask-consent", "Ask for consent:"),
    "not-signed": pgettext("staff.unsigned", "These words are not signed yet."),
    "must-be-said": pgettext(
        "staff.must-be-said",
        "Say in your own words: what cannot stay secret (a child who is hurt, a helper who "
        "abuses, a death, a guardian). What we pass on, and to whom. What may follow: good, bad, "
        "not known. No is fine, and help goes on. A yes can be taken back. Let the person say it "
        "again.",
    ),
    "take-back": pgettext("staff.take-back", "To take it back:"),
    "procedures": pgettext("staff.page-procedures", "Procedures"),
    "trigger": pgettext("staff.trigger", "When:"),
    "may-start": pgettext("staff.may-start", "Who may begin:"),
    "roles": pgettext("staff.roles", "Who does what"),
    "role": pgettext("staff.docx.role", "Role"),
    "does": pgettext("staff.docx.does", "Does"),
    "decides": pgettext("staff.docx.decides", "Decides"),
    "told": pgettext("staff.docx.told", "Is told"),
    "fear-first": pgettext("staff.fear-then", "When no life is in danger, say:"),
    "fear-question": pgettext(
        "staff.fear-question",
        "If you are afraid to go back, you can tell me. You need not say why.",
    ),
    "fear-yes": pgettext("staff.fear-yes", "If the answer is yes:"),
    "asks-first": pgettext("staff.asks-first", "Ask first"),
    "steps": pgettext("staff.steps", "Steps"),
    "houses-off": pgettext(
        "staff.off", "Off until a lawyer of this country has read it: %(step)s."
    ),
    "off-life": pgettext("staff.off-life", "In danger of life, save lives first."),
    "may-refuse": pgettext(
        "staff.may-refuse", "Say first: somebody else may be told. You may refuse."
    ),
    "cannot-stop": pgettext(
        "staff.cannot-stop", "Say first: somebody else is told. We cannot stop this."
    ),
    "may-follow": pgettext("staff.say-first", "Say this first:"),
    "good": pgettext("staff.follow-good", "What may help:"),
    "bad": pgettext("staff.follow-bad", "What may hurt:"),
    "bad-not-known": pgettext("staff.bad-not-known", "Not known what may follow."),
    "unknown": pgettext("staff.follow-not-known", "Not known:"),
    "shall-we": pgettext("staff.shall-we", "Shall we call? No is fine."),
    "by": pgettext("staff.docx.by", "By when: %(limit)s."),
    "by-ours": pgettext("staff.docx.by-ours", "By when: %(limit)s (our proposal)."),
    "form": pgettext("staff.form", "Form:"),
    "source": pgettext("staff.docx.source", "Source"),
    "caution": pgettext("staff.docx.caution", "Caution:"),
    "never-asked": pgettext("staff.never-asked", "Never ask"),
    "safeguards": pgettext("staff.safeguards", "So that nobody is hurt"),
    "records": pgettext("staff.records", "What is written down, and for how long"),
    "kept-head": pgettext("staff.docx.kept-head", "How long, and who destroys it"),
    "written": pgettext("staff.docx.written", "What"),
    "kept": pgettext("staff.kept", "Kept:"),
    "helper-risk": pgettext("staff.helper-risk", "What may happen to the helper"),
    "ask-lawyer": pgettext("staff.ask-lawyer", "Not known: ask a lawyer."),
    "here": pgettext("staff.facts", "What holds here"),
    "offices": pgettext("staff.offices", "Offices here"),
    "conduct": pgettext("staff.helper-asks", "If a helper asks for money, work or sex"),
    "outside": pgettext("staff.outside", "Call somebody outside this office:"),
    "conduct-unread": pgettext(
        "staff.outside-unread",
        "Not known: whether it takes such complaints. Is the helper of this group? Tell somebody "
        "else you trust.",
    ),
    "conduct-unknown": pgettext(
        "staff.outside-not-known",
        "Whom to call outside this office is not known here. Tell somebody you trust.",
    ),
    # offices and forms
    "agencies": pgettext("staff.page-agencies", "Who does what"),
    "agency": pgettext("staff.docx.agency", "Who"),
    "mandate": pgettext("staff.docx.mandate", "What it is for"),
    "number": pgettext("staff.docx.number", "Number"),
    "where": pgettext("staff.docx.where", "Where"),
    "unsafe-for": pgettext("staff.docx.unsafe-for", "Not safe for"),
    "number-unknown": pgettext("staff.number-not-known", "Its number is not known."),
    "whole-country": pgettext("staff.whole-country", "the whole country"),
    "full": pgettext("staff.full", "Full: it says that it can take nobody now."),
    "unnamed": pgettext(
        "staff.unnamed", "Groups that are known and did not agree to be named: %(count)s"
    ),
    "services": pgettext("staff.docx.services", "Who does what"),
    "service": pgettext("staff.service", "Help"),
    "nobody": pgettext("staff.gap", "Nobody known"),
    "forms": pgettext("staff.page-forms", "Forms"),
    "field": pgettext("staff.docx.field", "Field"),
    "write-here": pgettext("staff.docx.write-here", "Write here"),
    "sources": pgettext("staff.docx.sources", "Sources"),
    "read-on": pgettext("staff.docx.read-on", "read on %(day)s"),
    # the plan
    "calendar": pgettext("staff.calendar", "Dangers here, and their months"),
    "danger": pgettext("staff.docx.danger", "Danger"),
    "months": pgettext("staff.docx.months", "Months"),
    "any-month": pgettext("staff.any-month", "any month"),
    "scenarios": pgettext("staff.scenarios", "What may happen here"),
    "level": pgettext("staff.docx.level", "Level: %(level)s"),
    "triggers": pgettext("staff.triggers", "What brings it about"),
    "actions": pgettext("staff.actions", "What is done"),
    "team": pgettext("staff.team", "The crisis team, by role"),
    "deputy": pgettext("staff.docx.deputy", "Stands in"),
    "warnings": pgettext("staff.docx.warnings", "How warnings come"),
    "fill-in": pgettext("staff.docx.fill-in", "To fill in by hand"),
    "not-known": pgettext("staff.docx.not-known", "Not known"),
    # the exercise
    "minutes": pgettext("staff.minutes", "%(count)s minutes"),
    "seed": pgettext("staff.docx.seed", "Number of this exercise: %(seed)s."),
    "aims": pgettext("staff.aims", "What is practised"),
    "drill-rules": pgettext("staff.drill-rules", "Rules"),
    "players": pgettext("staff.drill-roles", "Roles"),
    "start": pgettext("staff.start", "How it begins"),
    "timeline": pgettext("staff.timeline", "What comes when"),
    "when": pgettext("staff.docx.when", "When"),
    "to": pgettext("staff.docx.to", "Goes to"),
    "card": pgettext("staff.docx.card", "No."),
    "happens": pgettext("staff.docx.happens", "What is read aloud"),
    "expected": pgettext("staff.expected", "Expected"),
    "day": pgettext("staff.day-at", "Day %(day)s, %(time)s"),
    "player-cards": pgettext("staff.docx.player-cards", "Cards to hand out"),
    "observer": pgettext("staff.observer", "What the observer looks for"),
    "seen": pgettext("staff.docx.seen", "Seen"),
    "hot-wash": pgettext("staff.hot-wash", "Right after"),
    "improve": pgettext("staff.improve", "How what was learnt becomes part of the work"),
    "point": pgettext("staff.docx.point", "Point"),
    "who-does": pgettext("staff.docx.who-does", "Who (role)"),
    "until": pgettext("staff.docx.until", "Until"),
    # cards
    "can-you-talk": pgettext(
        "staff.can-you-talk", "Can you talk now? If somebody comes, say: wrong number."
    ),
    "case-first": pgettext("staff.what-first", "What first"),
    "may-keep": pgettext("staff.may-keep", "What you may keep to yourself"),
    "write-down": pgettext("staff.write-down", "What to write down. No name."),
    "without": pgettext("staff.still-get", "You still get:"),
    "call-here": pgettext("staff.call-here", "Whom to call here"),
    "ask-before": pgettext("staff.ask-before", "Ask one of these first:"),
    "nobody-told": pgettext(
        "staff.nobody-is-told",
        "Nobody who asks is told where a person is, or whether we know her: We can pass a "
        "message. She decides.",
    ),
}
"""What .docx papers say, by a short name."""

SLIDES: dict[str, Label] = {
    "for-whom": pgettext("staff.for-whom", "For:"),
    "changed": pgettext("course.changed", "Changed by %(society)s, %(day)s"),
    "rules": pgettext("staff.conduct", "Rules of conduct"),
    "here": pgettext("course.here", "In %(country)s"),
    "several": pgettext("course.made-from", "Made from several"),
    "right": pgettext("teach.right", "Right: %(letter)s"),
    "summary": pgettext("course.summary", "To remember"),
    "ask": pgettext("teach.ask", "Ask the group:"),
    "watch": pgettext("teach.watch", "Look for:"),
    "mistake": pgettext("teach.mistake", "Mistake of groups:"),
    "draft": pgettext("staff.paper-draft", "Draft: not signed"),
    "draft-more": pgettext("staff.draft-more", "Nobody has signed or tried these pages yet."),
    "draft-translation": pgettext("staff.paper-draft-translation", "Draft translation"),
    "no-paper-of": pgettext("staff.no-paper-of", "Not a paper of any state, IOM or MICIC."),
    "made-from": pgettext("staff.docx.foot", "Made from %(code)s; this copy may differ."),
}
"""What slides say, by a short name."""
