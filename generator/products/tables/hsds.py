"""Step 4, tables: contacts of a host country → services in HSDS 3.1: ``data/H/hsds.json``.

In the form that directories exchange: one page of the list that HSDS names ``GET /services``, with
whole services. No location, so no address (CARE 38). Programs show a telephone apart from its
service: its description begins with the caution (CARE 48). Source:
docs.openreferral.org/en/3.1/hsds/schema_reference.html.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...localise.advisory import Advisory
from ...localise.proof_words import BETWEEN
from ...localise.records.contacts import ContactRecord
from ...localise.records.twins import HoursRecord
from ..channels.content_lines import stable_id
from ..pages.queries import web_address
from . import contacts
from .columns import sentences
from .travelling import Cited, cited, proof, warnings

NAME = "hsds.json"
_DAYS = {
    "every-day": "MO,TU,WE,TH,FR,SA,SU",
    "mon-fri": "MO,TU,WE,TH,FR",
    "mon-sat": "MO,TU,WE,TH,FR,SA",
    "sun-thu": "SU,MO,TU,WE,TH",
}
_FEES = {"free": "Free", "ordinary": "What the caller's operator asks"}


def page(of_host: Sequence[Advisory]) -> bytes:
    """Return the services of one host country, emergency codes first, lines of the state last."""
    services = [_service(of_host, one) for one in contacts.in_order(of_host)]
    listed = {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _service(of_host: Sequence[Advisory], contact: ContactRecord) -> dict[str, Any]:
    advisory = of_host[0]
    said, source = contacts.words(contact), cited(advisory, contact.sources)
    warned = sentences(warnings(of_host, contact.id, said))
    name = sentences([contact.label])
    # It may be the caution itself.
    more = contact.more if sentences([contact.more]) not in warned else None
    body = _id(advisory, contact, "organization")
    channels = contact.channels
    service = {
        "id": _id(advisory, contact, "service"),
        "organization_id": body,
        "name": name,
        "alternate_name": contact.official_name,
        "description": _apart([warned, contact.what_for, more]),
        "url": web_address(channels.web) if channels is not None and channels.web else None,
        "email": channels.email if channels is not None else None,
        "status": "inactive" if contact.ended else "active",
        "fees_description": _FEES.get(contact.cost or ""),
        "eligibility_description": sentences([contact.without_papers_words]),
        # A day on which a person called it; reading a source is not enough for "last checked".
        "assured_date": str(contact.called_on) if contact.called_on else None,
        "alert": warned,
        "phones": list(_phones(of_host, contact, source)),
        "schedules": list(_schedules(advisory, contact)),
        "service_areas": list(_areas(advisory, contact)),
        "languages": list(_languages(advisory, contact)),
        "organization": {
            "id": body,
            "name": contact.official_name or name,
            "description": sentences([contact.what_for]) or name,
            "additional_websites": [],
        },
    }
    known = {key: value for key, value in service.items() if value not in (None, "", [])}
    # Open Referral's validator asks for both lists, even empty; its schema does not.
    return known | {"additional_urls": list(_sources(advisory, contact, source))}


def _apart(texts: Iterable[object]) -> str:
    # Not all of them end in a full stop.
    return BETWEEN.join(sentences([text]) for text in texts if text)


def _id(advisory: Advisory, contact: ContactRecord, *kind: str) -> str:
    # The same names as those of vCards: whoever has both sees that they are one contact.
    return stable_id(advisory.host, contact.id, "hsds", *kind).removeprefix("urn:uuid:")


def _phones(
    of_host: Sequence[Advisory], contact: ContactRecord, source: Cited
) -> Iterator[dict[str, Any]]:
    advisory = of_host[0]
    warned = warnings(of_host, contact.id, contacts.words(contact))
    for use, run, of in contacts.numbers(contact):
        if run is None:
            continue
        press = f"Press {contact.press}." if contact.press and use == "first" else ""
        abroad = "From abroad." if use == "abroad" else ""
        rests_on = f"Source: {source.publishers}."
        yield {
            "id": _id(advisory, contact, "phone", run.text),
            "service_id": _id(advisory, contact, "service"),
            "number": run.text,
            "type": "voice" if run.href else "text",
            "description": _apart(
                [sentences(warned), abroad, press, proof(advisory, of, warned), rests_on]
            ),
        }


def _sources(advisory: Advisory, contact: ContactRecord, source: Cited) -> Iterator[dict[str, Any]]:
    for url in source.urls.split():
        yield {
            "id": _id(advisory, contact, "url", url),
            "service_id": _id(advisory, contact, "service"),
            "label": f"Source, read on {source.read_on}",
            "url": url,
        }


def _schedules(advisory: Advisory, contact: ContactRecord) -> Iterator[dict[str, Any]]:
    hours = contact.hours
    if hours is None:
        return
    when: dict[str, Any] = {"description": "Day and night"}
    if isinstance(hours, HoursRecord):
        when = {
            "byday": _DAYS[hours.days],
            "opens_at": hours.opens,
            "closes_at": hours.closes,
            "description": f"Local time, {advisory.country.time_zone}",
        }
    yield {
        "id": _id(advisory, contact, "schedule"),
        "service_id": _id(advisory, contact, "service"),
        "freq": "WEEKLY",
        **when,
    }


def _areas(advisory: Advisory, contact: ContactRecord) -> Iterator[dict[str, Any]]:
    provinces = advisory.country.provinces
    for code in contact.area or (advisory.country.code,):
        name = provinces[code].name if code in provinces else advisory.country.name
        yield {
            "id": _id(advisory, contact, "area", code),
            "service_id": _id(advisory, contact, "service"),
            "name": sentences([name]),
            "extent": code,
            "extent_type": "text",
        }


def _languages(advisory: Advisory, contact: ContactRecord) -> Iterator[dict[str, Any]]:
    for code in dict.fromkeys((*(contact.languages or ()), contact.answered_in)):
        if code is None:
            continue
        called = code == contact.answered_in
        yield {
            "id": _id(advisory, contact, "language", code),
            "service_id": _id(advisory, contact, "service"),
            "name": sentences([advisory.ui.label("language", code)]),
            "code": code,
            "note": f"Answered when called on {contact.called_on}"
            if called
            else "A source says so; no call has proved it",
        }
