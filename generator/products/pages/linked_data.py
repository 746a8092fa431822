"""Step 4, pages: an advisory → what search engines may quote of it, as JSON-LD of schema.org.

In: an advisory. Out: the few bytes in the head of ``assistance/``: the nation's emergency codes,
and no other number, since a search engine shows what it quotes without the text before it
(CARE 48). No number that has a caution, whose line may check papers, that has ended, is overdue or
has a weak source; no unsigned name.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from ...localise.advisory import Advisory
from ...localise.guarding import cautions_before, is_state_line
from ...localise.records.contacts import ContactRecord
from ...localise.texts import Text
from ..sending.sent import may_be_sent

_MOST = 3
"""Codes: readers pay for each of them and get nothing for it."""


def linked_data(advisory: Advisory) -> dict[str, Any] | None:
    """Return what the page ``assistance/`` tells search engines; None if no number is allowed."""
    codes = [one for one in advisory.contacts.values() if _may_be_quoted(advisory, one)]
    if not codes:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "inLanguage": advisory.locale,
        "mentions": [
            {
                "@type": "EmergencyService",
                "name": _name(one.label),
                "telephone": one.plate_tel.text,
                "areaServed": advisory.country.code,
            }
            for one in codes[:_MOST]
        ],
    }


def linked_data_script(advisory: Advisory) -> Markup | None:
    """Return the same as it stands in the head; no browser runs it, so no policy has to know it."""
    data = linked_data(advisory)
    if data is None:
        return None
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">{}</script>').format(
        Markup(text)  # noqa: S704 - escaped above
    )


def _may_be_quoted(advisory: Advisory, contact: ContactRecord) -> bool:
    return (
        contact.national_emergency
        and contact.tel is not None
        and contact.tel.href is not None
        and contact.area is None
        and contact.ended is None
        and contact.proof.grade in ("a", "b")
        and not contact.proof.overdue
        and may_be_sent(contact)
        and not is_state_line(advisory, contact)
        and not cautions_before(advisory, contact)
    )


def _name(label: Text) -> str:
    # Without room for "draft", in the words that were translated.
    return str(label) if label.state in ("source", "reviewed") else label.source or str(label)
