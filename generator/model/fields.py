"""Step 1, model: the small types of content fields, such as ids, languages and numbers.

Every scalar arrives here as text (``load/tree.py`` never guesses), and pydantic converts it by
field: a bare ``NO`` stays the text "NO", ``0112`` stays a telephone number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from . import limits
from .addresses import web_address
from .handles import handle_fault


class Model(BaseModel):
    """Base of every content mapping: frozen, unknown keys refused, docs taken from the fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        str_strip_whitespace=True,
        str_min_length=1,
    )


def _a_handle(text: str) -> str:
    if fault := handle_fault(text):
        raise ValueError(fault)
    return text


Handle = Annotated[str, AfterValidator(_a_handle)]
"""Handle of a colleague, never a name: so short that nobody writes a full one."""


@dataclass(frozen=True)
class Translatable:
    """Mark of a field whose text readers read; extraction follows these marks."""


@dataclass(frozen=True)
class Dialled:
    """Mark of a field with what a reader dials, presses or writes to."""


Words = Annotated[str, Translatable()]
"""A whole sentence (or a short label) for readers, in the source locale, without markup.

Telephone numbers, money, dates, URLs and names of offices enter as ``%(name)s``: a key of
``values`` beside it, a role (``%(ambulance)s``), ``%(contact.ID)s`` (its number), ``%(name.ID)s``
(its label), ``%(text.ID)s`` (its number for text messages), ``%(safe_contact)s`` or
``%(safe_text)s``. Never a bare percent sign."""

Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=limits.ID.most)
]
"""A stable id: lower-case letters, digits, single hyphens. Never changed once published."""

AreaCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
"""ISO 3166-2 code of a province, for example TH-63 (Tak)."""

LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")
]
"""BCP 47 tag: my, th, shn, zh-Hant."""

Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://\S+$", max_length=limits.ADDRESS.most),
    AfterValidator(web_address),
]

PhoneText = Annotated[
    str,
    StringConstraints(pattern=r"^\+?[0-9][0-9 ()\-]*$", max_length=limits.NUMBER.most),
    Dialled(),
]
"""A telephone number as printed on the spot: 1669, 0 3443 4726, 1800-010-180, +95 67 430183."""

ClockTime = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]

Month = Annotated[int, Field(ge=1, le=12)]
Days = Annotated[int, Field(ge=1, le=limits.DAYS.most)]
Percent = Annotated[int, Field(ge=0, le=100)]

MINOR_UNITS = {"JPY": 0, "KRW": 0, "VND": 0, "MMK": 0, "LAK": 0}
"""Decimals of a currency's coins (ISO 4217); all others have two. Kyat: pyas are no longer in
use."""

ValueName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]

HazardSlug = Literal[
    "earthquake",
    "tsunami",
    "flood",
    "flash-flood",
    "landslide",
    "storm",
    "drought",
    "heat",
    "cold",
    "haze",
    "volcano",
    "fire",
    "chemical",
    "outbreak",
    "conflict",
    "work-trouble",
]

Stage = Literal["assess", "mitigate", "prepare", "anticipated", "warning", "immediate", "recover"]
PHASES: dict[str, tuple[Stage, ...]] = {
    "before": ("assess", "mitigate", "prepare"),
    "during": ("anticipated", "warning", "immediate"),
    "after": ("recover",),
}

Profile = Literal["sea", "farm", "home", "factory", "site"]
"""Work profiles: boats; farms and plantations; private homes; factories; building sites."""

Group = Literal["women", "children", "disability", "pregnancy", "illness"]
"""Groups with a page of their own: women; children and who is with them; people with a disability;
before and after a birth; who needs medicine or care."""

Who = Literal[Profile, Group]
"""For whom something matters most. It adds the line to their page, and takes it away from no
other."""

Reach = Literal["voice", "sms", "video", "relay", "registration"]
"""How a line is reached: by speaking; by text message or chat; by video call; through somebody who
passes sign language or text on. registration: all but speaking only for those who signed up
before."""

Carry = Literal["page", "sent", "paper"]
"""page: only on the site. sent: may also be sent and kept on a phone (text message, contact,
calendar, post), since phones are searched. paper: may also stand on what is carried. Judged for a
policeman, a boss and both borders; what may be carried may be sent."""

YesNo = Literal["yes", "no", "depends", "not-known"]
Known = Literal["known", "partly", "not-known"]
AnswerMark = Literal["yes", "no", "depends", "not-known", "known", "partly"]
"""Answer to a question. Only a question that asks for yes or no gets yes, no or depends; one that
asks who, what or how gets known or partly. not-known fits both."""
Asks = Literal["may", "must", "is", "harm"]
"""What yes says to the one who asks: may, "you may"; must, "it must be"; is, "it is so"; harm, that
it is bad for them, as in "Can I be punished?". Each has words of its own: in many languages the
answer repeats the verb."""
Confidence = Literal["official", "secondary", "unconfirmed"]

Topic = Literal[
    "general",
    "papers",
    "abuse",
    "trafficking",
    "wages",
    "health",
    "shelter",
    "family",
    "sea",
    "return",
    "claims",
    "conflict",
    "children",
    "detained",
]
"""What somebody may need a safe contact for: the corridor names whom to ask, or that nobody is
known. general, papers, conflict and return ask for advice before a decision; the others for the
thing itself."""

Role = Literal["ambulance", "fire", "disaster", "police", "sea", "social", "insurance", "labour"]
"""What library texts call a number by; each host says which of its contacts answers."""

LeadPage = Literal[
    "now",
    "first-aid",
    "where",
    "insurance",
    "assistance",
    "questions",
    "family",
    "talk",
    "office",
    "show",
]
"""Pages that a lead may name; all else has an id of its own."""

FamilyPart = Literal["missing", "hurt", "dead", "unpaid", "from-home"]
"""Parts of the page for family."""

ContactKind = Literal[
    "emergency",
    "disaster",
    "sea",
    "social",
    "health",
    "labour",
    "insurance",
    "abuse",
    "legal",
    "family",
    "children",
    "refugee",
    "information",
    "city",
]

Status = Literal[
    "permit",
    "card",
    "no-papers",
    "border-pass",
    "refugee",
    "child",
    "domestic",
    "farm-fishing",
]
"""Who asks: passport or CI with a work permit; pink card; no papers; border pass; refugee or
asylum seeker; child; domestic worker; seasonal work on farms and boats."""

PhraseGroup = Literal["emergency", "medical", "police", "shelter", "work", "papers", "family"]
PhrasePlace = Literal[
    "rescuer",
    "phone",
    "hospital",
    "police",
    "shelter",
    "office",
    "workplace",
    "street",
    "boat",
]
