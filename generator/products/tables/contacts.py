"""Step 4, tables: contacts of a host country → a row per number, with caution, proof, source.

No address: so no file that travels can have that of a refuge (CARE 38). Offices with an address
have it on pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...localise.advisory import Advisory
from ...localise.guarding import is_state_line
from ...localise.records.contacts import ContactRecord, Proof
from ...localise.records.twins import HoursRecord
from ...localise.texts import Run, Text
from ..pages.queries import web_address
from .columns import YES_NO, Column, Table, sentences, several, yes
from .travelling import cited, proof, warnings

_KNOWN = ("yes", "no", "depends", "not-known")
TABLE = Table(
    "contacts",
    "Whom to call, and what is known about it: a row for each number",
    (
        Column(
            "contact", "#service+id", "Id, the same in each language and edition.", required=True
        ),
        Column("caution", "#description+caution", "Read and say this before the number."),
        Column("label", "#service+name", "Name, as pages say it."),
        Column(
            "number",
            "#contact+phone",
            "As it is dialled in the country. Text: 0 and + are part of it.",
        ),
        Column(
            "use",
            "#contact+phone+type",
            "Which of the numbers it is.",
            choices=("first", "other", "abroad"),
        ),
        Column("press", "#contact+phone+key", "Digit to press when the call is answered."),
        Column(
            "dial",
            "#contact+phone+uri",
            "As a link that telephones dial; empty for messages alone.",
        ),
        Column("proof", "#status+proof", "How far the number is proved."),
        Column(
            "grade",
            "#status+grade",
            "a: a person called; b: an official source; c: dashed on pages.",
            choices=("a", "b", "c"),
        ),
        Column(
            "read_on",
            "#date+read",
            "Day on which the source of the number was read.",
            "date",
            required=True,
        ),
        Column(
            "overdue",
            "#status+overdue",
            "yes: read too long ago; ask before you pass it on.",
            choices=YES_NO,
        ),
        Column("called_on", "#date+called", "Day on which a person called it.", "date"),
        Column("sources", "#meta+source", "Who published what it rests on."),
        Column("source_urls", "#meta+url", "Addresses, with a blank between them."),
        Column("official_name", "#org+name+local", "Name in the host country's language."),
        Column("kind", "#sector+kind", "Kind of help.", required=True),
        Column("what_for", "#description+service", "What it helps with."),
        Column("more", "#description+more", "What a caller needs to know."),
        Column(
            "languages",
            "#contact+language+claimed",
            "Codes of languages that a source says are answered: a claim.",
        ),
        Column(
            "answered_in",
            "#contact+language+called",
            "Code of the language in which a call was answered.",
        ),
        Column("hours", "#description+hours", "Opening hours, local time; empty: not known."),
        Column("cost", "#status+cost", "Empty: not known.", choices=("free", "ordinary")),
        Column("asks_id", "#status+asks_id", "Whether it asks for papers.", choices=_KNOWN),
        Column(
            "without_papers",
            "#status+without_papers",
            "Whether it is safe to ask there without papers.",
            choices=_KNOWN,
        ),
        Column(
            "without_papers_words", "#description+without_papers", "What the source says about it."
        ),
        Column("provinces", "#adm1+code", "ISO 3166-2 codes; empty: the whole country."),
        Column("email", "#contact+email", "E-mail."),
        Column("web", "#contact+url", "Web page."),
        Column(
            "emergency",
            "#status+emergency",
            "yes: an emergency code of the country.",
            choices=YES_NO,
        ),
        Column(
            "state_line",
            "#status+state",
            "yes: who answers may check papers. Never offer it alone or first.",
            choices=YES_NO,
        ),
        Column(
            "sensitive",
            "#status+sensitive",
            "yes: about abuse. Hide it from whoever looks at the telephone.",
            choices=YES_NO,
        ),
        Column(
            "carry",
            "#access+carry",
            "How far it may travel: shown on pages, sent, printed to carry.",
        ),
        Column("until", "#date+until", "When the first thing said here ends."),
        Column("country", "#country+code", "ISO 3166-1 code.", required=True),
    ),
    ("contact", "number"),
)


def rows(of_host: Sequence[Advisory]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one host country: emergency codes first, lines of the state last."""
    for contact in in_order(of_host):
        seen: set[str] = set()
        for use, run, of in numbers(contact):
            if run is None or run.text not in seen:
                seen.add(run.text if run is not None else "")
                yield _row(of_host, contact, (use, run, of))


def in_order(of_host: Sequence[Advisory]) -> list[ContactRecord]:
    """Return the contacts of a host: emergency codes first, lines of the state last (CARE 28)."""

    def rank(contact: ContactRecord) -> int:
        if contact.national_emergency:
            return 0
        return 1 + any(is_state_line(one, contact) for one in of_host)

    return sorted(of_host[0].contacts.values(), key=rank)


Number = tuple[str, Run | None, Proof]
"""Its use, the number, and how far it is proved."""


def numbers(contact: ContactRecord) -> Iterator[Number]:
    """Yield each number with its use and proof; one without a number when it has none."""
    yield ("first" if contact.tel is not None else ""), contact.tel, contact.proof
    for run, of in zip(contact.other_tel, contact.other_proof, strict=True):
        yield "other", run, of
    if contact.from_abroad is not None:
        # It has no proof of its own: it is as good as the number that it stands for.
        yield "abroad", Run(contact.from_abroad, "tel", href=_href(contact.abroad)), contact.proof


def words(contact: ContactRecord) -> list[Text]:
    """Return its sentences, in which other numbers may be named."""
    told = (contact.label, contact.what_for, contact.more, contact.without_papers_words)
    return [text for text in told if text]


def hours(contact: ContactRecord) -> str:
    """Return opening hours as data: ``mon-fri 08:30-16:30``."""
    match contact.hours:
        case HoursRecord():
            return f"{contact.hours.days} {contact.hours.opens}-{contact.hours.closes}"
        case None:
            return ""
        case always:
            return always


def _href(run: Run | None) -> str | None:
    return run.href if run is not None else None


def _row(of_host: Sequence[Advisory], contact: ContactRecord, number: Number) -> tuple[str, ...]:
    advisory, (use, run, of) = of_host[0], number
    source, said = cited(advisory, contact.sources), words(contact)
    warned = warnings(of_host, contact.id, said)
    state = any(is_state_line(one, contact) for one in of_host)
    channels = contact.channels
    return TABLE.row(
        contact=contact.id,
        label=sentences([contact.label]),
        caution=sentences(warned),
        number=run.text if run is not None else None,
        use=use,
        press=contact.press if use == "first" else None,
        dial=_href(run),
        proof=proof(advisory, of if run is not None else None, [*said, *warned]),
        grade=of.grade if run is not None else None,
        read_on=of.read_on,
        overdue=yes(of.overdue),
        called_on=of.called_on,
        sources=source.publishers,
        source_urls=source.urls,
        official_name=contact.official_name,
        kind=contact.kind,
        what_for=sentences([contact.what_for]),
        more=sentences([contact.more]),
        languages=several(contact.languages),
        answered_in=of.answered_in,
        hours=hours(contact),
        cost=contact.cost,
        asks_id=contact.asks_id,
        without_papers=contact.without_papers,
        without_papers_words=sentences([contact.without_papers_words]),
        provinces=several(contact.area),
        email=channels.email if channels is not None else None,
        web=web_address(channels.web) if channels is not None and channels.web else None,
        emergency=yes(contact.national_emergency),
        state_line=yes(state),
        sensitive=yes(contact.sensitive),
        carry=contact.carry,
        until=contact.until,
        country=advisory.country.code,
    )
