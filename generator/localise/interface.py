"""Beside the steps: closed choices → their labels in the source locale, for extraction.

Extraction reads the ``pgettext`` calls below as it reads those in templates. Names of currencies
come from ``locales/countries.yaml``.
"""

from __future__ import annotations

from ..model.tables import currencies

Label = tuple[str, str]


def pgettext(context: str, message: str) -> Label:
    """Mark *message* for translation; ``Ui.label`` looks it up."""
    return context, message


ENDED_ON = pgettext("ended.on", "Ended on %(day)s.")
ENDED_AT = pgettext("ended.at", "Ended on %(day)s at %(time)s.")
ENDED_ASK = pgettext("ended.ask", "Ask %(safe_contact)s.")
"""Stand before, or in place of, what to do after the end of something."""

SAFE_OR = pgettext("safe.or", "%(first)s or %(second)s")
SAFE_NOBODY = pgettext(
    "safe.nobody", "somebody you trust (we know of no line for this; perhaps %(contact)s knows)"
)
SAFE_NOBODY_STAFF = pgettext(
    "safe.nobody-staff",
    "a lawyer or group that you know (we know of no line for this; perhaps %(contact)s knows)",
)
SAFE_SMS = pgettext("safe.sms", "%(name)s, text message %(number)s")
SAFE_WHATSAPP = pgettext("safe.whatsapp", "%(name)s, message by WhatsApp %(number)s")
"""How a sentence names whom to ask without danger: see ``localise/safe_contact.py``."""

WRONG_NUMBERS = pgettext("all.wrong-numbers", "Wrong numbers. Do not call them")

SHARED = pgettext(
    "send.shared",
    "What you share shows your name. Phones are searched. Delete it after reading.",
)

CAMPAIGN_DAY = pgettext("campaign.day", "Day %(day)s")
CAP_WROTE = pgettext("cap.wrote", "%(office)s wrote at %(moment)s:")
CAP_LAST_WORD = pgettext(
    "cap.last-word",
    "Our last word: %(moment)s. We do not know how it is after that. To ask: %(safe_contact)s",
)
FEED_GONE = pgettext("feed.gone", "Do not call this number any more: %(number)s")
FEED_INSTEAD = pgettext("feed.instead", "Call this one instead:")
PIECE_TITLE = pgettext("piece.title", "%(hazard)s: %(phase)s")

SPOKEN_OPENING = pgettext("spoken.opening", "Information for people in %(country)s.")
SPOKEN_FROM = pgettext("spoken.from", "From %(publisher)s.")
"""First words on the radio and of a line that answers: who speaks, nothing of who listens."""

PROOF: dict[str, Label] = {
    "called-answered": pgettext(
        "proof.called-answered", "called %(day)s, answered in %(language)s"
    ),
    "called": pgettext("proof.called", "called %(day)s"),
    "agreed": pgettext("proof.agreed", "%(count)s sources"),
    "source-year": pgettext("proof.source-year", "source %(year)s"),
    "source-undated": pgettext("proof.source-undated", "source undated, read %(year)s"),
    "called-long-ago": pgettext("proof.called-long-ago", "last called %(day)s"),
    "not-called": pgettext("proof.not-called", "not called yet"),
    "overdue": pgettext("proof.overdue", "overdue"),
}
"""How far a number is proved: phrases that ``localise/proof_words.py`` joins to one wording."""

LABELS: dict[str, dict[str, Label]] = {
    # What a line asks that answers calls and messages.
    "flow": {
        "what": pgettext("flow.what", "What is happening?"),
        "where": pgettext("flow.where", "Where are you?"),
        "elsewhere": pgettext("flow.elsewhere", "Somewhere else"),
        "press": pgettext("flow.press", "Press the key that you hear after your answer."),
        "again": pgettext("flow.again", "Again"),
        "back": pgettext("flow.back", "Go back"),
        "back-star": pgettext("flow.back-star", "To go back, press the star."),
    },
    "answer": {
        "yes": pgettext("answer.yes", "Yes"),
        "no": pgettext("answer.no", "No"),
        "depends": pgettext("answer.depends", "It depends"),
        "not-known": pgettext("answer.not-known", "Not known"),
        "known": pgettext("known.known", "Known"),
        "partly": pgettext("known.partly", "Partly known"),
    },
    # Answers to "may I", "must I", and a question with a bad yes: most languages use other verbs.
    "answer-may": {
        "yes": pgettext("answer-may.yes", "Yes"),
        "no": pgettext("answer-may.no", "No"),
        "depends": pgettext("answer.depends", "It depends"),
        "not-known": pgettext("answer.not-known", "Not known"),
    },
    "answer-must": {
        "yes": pgettext("answer-must.yes", "Yes"),
        "no": pgettext("answer-must.no", "No"),
        "depends": pgettext("answer.depends", "It depends"),
        "not-known": pgettext("answer.not-known", "Not known"),
    },
    "answer-harm": {
        "yes": pgettext("answer-harm.yes", "Yes (bad for you)"),
        "no": pgettext("answer-harm.no", "No (good for you)"),
        "depends": pgettext("answer.depends", "It depends"),
        "not-known": pgettext("answer.not-known", "Not known"),
    },
    "covered": {
        "yes": pgettext("covered.yes", "Yes"),
        "no": pgettext("covered.no", "No"),
        "depends": pgettext("covered.depends", "It depends"),
        "not-known": pgettext("covered.not-known", "Not known"),
    },
    "known": {
        "known": pgettext("known.known", "Known"),
        "partly": pgettext("known.partly", "Partly known"),
        "not-known": pgettext("known.not-known", "Not known"),
    },
    # For those who assist: what a line rests on, whose an agency is, when a step is taken.
    "basis": {
        "law": pgettext("staff.basis-law", "law"),
        "rule": pgettext("staff.basis-rule", "rule"),
        "practice": pgettext("staff.basis-practice", "practice"),
        "proposal": pgettext("staff.basis-proposal", "our proposal"),
    },
    "side": {
        "host": pgettext("staff.side-host", "Offices of this state"),
        "origin": pgettext("staff.side-origin", "Offices of the state of origin"),
        "independent": pgettext("staff.side-independent", "Groups and independent bodies"),
        "international": pgettext("staff.side-international", "United Nations, IOM, Red Cross"),
        "community": pgettext("staff.side-community", "Groups of migrants themselves"),
    },
    "agency": {
        "office": pgettext("staff.agency-office", "office"),
        "refuge": pgettext("staff.agency-refuge", "refuge"),
        "line": pgettext("staff.agency-line", "telephone line"),
        "group": pgettext("staff.agency-group", "group"),
    },
    "serves": {
        "nationals": pgettext("staff.serves-nationals", "people of its own country"),
        "non-nationals": pgettext("staff.serves-non-nationals", "people of other countries"),
    },
    "step-phase": {
        "hour": pgettext("staff.phase-hour", "The first hour"),
        "day": pgettext("staff.phase-day", "The first day"),
        "week": pgettext("staff.phase-week", "The first week"),
        "after": pgettext("staff.phase-after", "After"),
    },
    "guideline-phase": {
        "preparedness": pgettext("staff.phase-preparedness", "Before a crisis"),
        "emergency": pgettext("staff.phase-emergency", "In a crisis"),
        "after": pgettext("staff.phase-after", "After"),
    },
    "staff-page": {
        "index": pgettext("staff.home", "For those who assist"),
        "procedures": pgettext("staff.page-procedures", "Procedures"),
        "cases": pgettext("staff.page-cases", "What happened?"),
        "agencies": pgettext("staff.page-agencies", "Who does what"),
        "plan": pgettext("staff.page-plan", "Contingency plan"),
        "levels": pgettext("staff.page-levels", "Alert levels"),
        "chapters": pgettext("staff.page-chapters", "Chapters of the plan"),
        "drills": pgettext("staff.page-drills", "Exercises"),
        "words": pgettext("staff.page-words", "Conduct and words"),
        "consent": pgettext("staff.page-consent", "Consent"),
        "district": pgettext("staff.page-district", "For a municipality"),
        "forms": pgettext("staff.page-forms", "Forms"),
        "guidelines": pgettext("staff.page-guidelines", "MICIC guidelines"),
        "courses": pgettext("staff.page-courses", "Courses"),
    },
    "staff-paper": {
        "manual": pgettext("staff.paper-manual", "Manual for those who assist"),
        "cards": pgettext("staff.paper-cards", "Cards for those who assist"),
        "forms": pgettext("staff.paper-forms", "Forms for those who assist"),
        "plan": pgettext("staff.page-plan", "Contingency plan"),
        "district": pgettext("staff.paper-district", "Sheet for a municipality"),
        "drill": pgettext("staff.paper-drill", "Exercise at a table"),
        "kit": pgettext("staff.paper-kit", "Trainer kit"),
        "sessions": pgettext("staff.paper-sessions", "Sessions with migrants"),
    },
    "course-file": {
        "kit": pgettext("staff.paper-kit", "Trainer kit"),
        "slides": pgettext("course.file-slides", "Slides to change (.pptx)"),
        "slides-pdf": pgettext("course.file-slides-pdf", "Slides (PDF)"),
        "slides-pictures": pgettext("course.file-pictures", "Slides as pictures"),
        "scorm": pgettext("course.file-scorm", "For a learning platform (SCORM 1.2)"),
        "moodle": pgettext("course.file-moodle", "Questions (Moodle XML)"),
        "gift": pgettext("course.file-gift", "Questions (GIFT)"),
    },
    "field": {
        "line": pgettext("staff.field-line", "one line"),
        "lines": pgettext("staff.field-lines", "some lines"),
        "tick": pgettext("staff.field-tick", "boxes to tick"),
        "tally": pgettext("staff.field-tally", "strokes to count"),
        "code": pgettext("staff.field-code", "a code that says nothing of the person"),
    },
    "phase": {
        "during": pgettext("phase.during", "Now"),
        "before": pgettext("phase.before", "Before"),
        "after": pgettext("phase.after", "After"),
    },
    "cost": {
        "free": pgettext("cost.free", "Free"),
        "ordinary": pgettext("cost.ordinary", "Normal call price"),
    },
    "days": {
        "every-day": pgettext("days.every-day", "Every day"),
        "mon-fri": pgettext("days.mon-fri", "Monday to Friday"),
        "mon-sat": pgettext("days.mon-sat", "Monday to Saturday"),
        "sun-thu": pgettext("days.sun-thu", "Sunday to Thursday"),
    },
    "severity": {
        "grave": pgettext("severity.grave", "Very serious"),
        "serious": pgettext("severity.serious", "Serious"),
        "lower": pgettext("severity.lower", "Less often"),
    },
    "status": {
        "permit": pgettext("status.permit", "Passport or CI with work permit"),
        "card": pgettext("status.card", "Pink card"),
        "no-papers": pgettext("status.no-papers", "No papers"),
        "border-pass": pgettext("status.border-pass", "Border pass"),
        "refugee": pgettext("status.refugee", "Refugee or asylum seeker"),
        "child": pgettext("status.child", "Child"),
        "domestic": pgettext("status.domestic", "Work in a private home"),
        "farm-fishing": pgettext("status.farm-fishing", "Farm or fishing work by season"),
    },
    "profile": {
        "sea": pgettext("profile.sea", "On a boat"),
        "farm": pgettext("profile.farm", "On a farm"),
        "home": pgettext("profile.home", "In a private home"),
        "factory": pgettext("profile.factory", "In a factory"),
        "site": pgettext("profile.site", "On a building site"),
    },
    "group": {
        "emergency": pgettext("group.emergency", "Emergency"),
        "medical": pgettext("group.medical", "Hurt or ill"),
        "police": pgettext("group.police", "After a crime"),
        "shelter": pgettext("group.shelter", "Shelter and food"),
        "work": pgettext("group.work", "Work"),
        "papers": pgettext("group.papers", "Papers"),
        "family": pgettext("group.family", "Family"),
    },
    "place": {
        "rescuer": pgettext("place.rescuer", "to a rescuer"),
        "phone": pgettext("place.phone", "on the phone"),
        "hospital": pgettext("place.hospital", "at a hospital"),
        "police": pgettext("place.police", "to an officer"),
        "shelter": pgettext("place.shelter", "at a shelter"),
        "office": pgettext("place.office", "at an office"),
        "workplace": pgettext("place.workplace", "at work"),
        "street": pgettext("place.street", "on the street"),
        "boat": pgettext("place.boat", "on a boat"),
    },
    "confidence": {
        "official": pgettext("confidence.official", "first-hand source"),
        "secondary": pgettext("confidence.secondary", "second-hand source"),
    },
    "currency": {code: (f"currency.{code}", name) for code, name in currencies().items()},
    "language": {
        "my": pgettext("language.my", "Burmese"),
        "th": pgettext("language.th", "Thai"),
        "en": pgettext("language.en", "English"),
        "ms": pgettext("language.ms", "Malay"),
        "km": pgettext("language.km", "Khmer"),
        "lo": pgettext("language.lo", "Lao"),
        "shn": pgettext("language.shn", "Shan"),
        "ksw": pgettext("language.ksw", "Karen"),
        "mnw": pgettext("language.mnw", "Mon"),
        "kac": pgettext("language.kac", "Kachin"),
        "vi": pgettext("language.vi", "Vietnamese"),
        "ne": pgettext("language.ne", "Nepali"),
        "zh": pgettext("language.zh", "Chinese"),
        "ja": pgettext("language.ja", "Japanese"),
        "ko": pgettext("language.ko", "Korean"),
        "ru": pgettext("language.ru", "Russian"),
        "es": pgettext("language.es", "Spanish"),
        "id": pgettext("language.id", "Indonesian"),
        "fil": pgettext("language.fil", "Filipino"),
        "ta": pgettext("language.ta", "Tamil"),
        "bn": pgettext("language.bn", "Bengali"),
    },
    "kind": {
        "emergency": pgettext("kind.emergency", "In danger now"),
        "disaster": pgettext("kind.disaster", "In a disaster"),
        "sea": pgettext("kind.sea", "At sea"),
        "social": pgettext("kind.social", "Food, shelter, people in trouble"),
        "health": pgettext("kind.health", "Clinics and health"),
        "labour": pgettext("kind.labour", "Work and wages"),
        "insurance": pgettext("kind.insurance", "Insurance and money"),
        "abuse": pgettext("kind.abuse", "When somebody hurts you"),
        "legal": pgettext("kind.legal", "Law and complaints"),
        "family": pgettext("kind.family", "Looking for family"),
        "children": pgettext("kind.children", "Children"),
        "refugee": pgettext("kind.refugee", "People who cannot go back"),
        "information": pgettext("kind.information", "Information"),
        "city": pgettext("kind.city", "City and roads"),
    },
    "reach": {
        "sms": pgettext("reach.sms", "text message"),
        "video": pgettext("reach.video", "video call"),
        "relay": pgettext("reach.relay", "somebody who passes on sign language or text"),
        "registration": pgettext("reach.registration", "only if you signed up before"),
    },
    "state": {
        "missing": pgettext("state.missing", "not translated yet"),
        "behind": pgettext("state.behind", "the translation is behind"),
        "draft": pgettext("state.draft", "draft translation"),
    },
    "unfinished": {"country": pgettext("paper.unfinished", "Unfinished: do not hand out")},
    "format": {
        "trifold": pgettext("print.trifold", "Leaflet to fold"),
        "booklet": pgettext("format.booklet", "Booklet"),
        "card": pgettext("format.card", "Card for the pocket"),
        "slip": pgettext("format.slip", "Slip with one number"),
        "poster": pgettext("format.poster", "Poster for the wall"),
        "show": pgettext("format.show", "Board to point at"),
        "speak": pgettext("format.speak", "“I speak …”: languages to point at"),
        "plan": pgettext("format.plan", "Family plan to fill in"),
    },
    "notice-level": {
        "danger": pgettext("notice.danger", "Danger"),
        "warning": pgettext("notice.warning", "Be ready"),
        "information": pgettext("notice.information", "Good to know"),
    },
    "page": {
        "now": pgettext("page.now", "What to do now"),
        "prepare": pgettext("page.prepare", "Prepare"),
        "insurance": pgettext("page.insurance", "Insurance and compensation"),
        "assistance": pgettext("page.assistance", "Get help"),
        "show": pgettext("page.show", "Words to show"),
        "speak": pgettext("page.speak", "I speak …"),
        "help-translate": pgettext("page.help-translate", "Help with your language"),
        "family": pgettext("page.family", "Family"),
        "print": pgettext("page.print", "Print"),
        "where": pgettext("page.where", "Where are you?"),
        "talk": pgettext("page.talk", "If you want to talk to somebody"),
        "office": pgettext("page.office", "Your own country’s office"),
        "questions": pgettext("page.questions", "Questions people ask"),
        "find": pgettext("page.find", "Search"),
        "notices": pgettext("page.notices", "Notices"),
        "first-aid": pgettext("page.first-aid", "First aid"),
        "send": pgettext("page.send", "Texts to send"),
        "print/plate": pgettext("page.plate", "Fill in a plate"),
    },
    "about": {
        "shelter": pgettext("about.shelter", "Shelter"),
        "hospital": pgettext("about.hospital", "Hospital and ambulance"),
        "leaving": pgettext("about.leaving", "Leaving the province"),
        "papers": pgettext("about.papers", "Papers"),
        "money": pgettext("about.money", "Money"),
        "work": pgettext("about.work", "Work"),
        "children": pgettext("about.children", "Children"),
        "return": pgettext("about.return", "Going home"),
        "family": pgettext("about.family", "Family"),
        "information": pgettext("about.information", "News and warnings"),
    },
    "question": {
        "what_happens": pgettext("question.what_happens", "Where can I hear what is happening?"),
        "emergency_contacts": pgettext(
            "question.emergency_contacts", "Whom do I call in an emergency?"
        ),
        "aid": pgettext("question.aid", "What help is there, and where?"),
        "hotlines": pgettext("question.hotlines", "Which lines answer in my language?"),
        "eligible": pgettext("question.eligible", "Who can get help?"),
        "id_shown": pgettext("question.id_shown", "Must I show papers?"),
        "moving": pgettext(
            "question.moving", "Whom do I ask before I leave the province or go home?"
        ),
    },
    # In a scene, below the name of a danger: what its picture shows. By picture.
    "scene": {
        "flood-leave": pgettext("scene.flood-leave", "Leave early"),
        "fire-out": pgettext("scene.fire-out", "Get outside"),
        "drop-cover": pgettext("scene.drop-cover", "Get under a table"),
        "tsunami-run": pgettext("scene.tsunami-run", "Run uphill"),
        "storm-inside-room": pgettext("scene.storm-inside-room", "Stay in an inside room"),
    },
    # What to say on the phone, beside its pictures.
    "say": {
        "place": pgettext("say.place", "Place"),
        "what": pgettext("say.what", "What happened"),
        "how-many": pgettext("say.how-many", "How many people"),
    },
    "scenario": {
        "locked-in": pgettext("scenario.locked-in", "If you are locked in"),
        "trapped": pgettext("scenario.trapped", "If you cannot get out"),
        "nobody-answers": pgettext("scenario.nobody-answers", "Nobody answers, or no network"),
    },
}
