"""Beside the steps: what the program itself says to those who assist, for extraction.

Extraction reads the ``pgettext`` calls below as it reads those of ``interface.py``. For papers that
no template makes; the words of a template are in the template.
"""

from __future__ import annotations

from .interface import Label, pgettext

UNSAFE_FOR = pgettext("staff.unsafe-for", "Not safe for:")

DOCX: dict[str, Label] = {
    "foot": pgettext("staff.docx.foot", "Made from %(code)s; this copy may differ."),
    "page": pgettext("staff.docx.page", "Page"),
    "no-paper-of": pgettext("staff.no-paper-of", "Not a paper of any state, IOM or MICIC."),
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
}
"""What a copy as .docx says of itself, by a short name."""

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
    "caution": pgettext("staff.docx.caution", "Caution:"),
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
    "made-from": pgettext("staff.docx.foot", "Made from %(code)s; this copy may differ."),
}
"""What slides say, by a short name."""
