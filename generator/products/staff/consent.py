"""Step 4, staff: a consent and its advisory → may its words be shown at all (CARE 37).

Every output of ours asks here: pages, papers, documents. If not, it says so in one line, and shows
none of the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...localise.advisory import Advisory
from ...localise.records.twins import ConsentRecord
from ...localise.texts import Text


def shown(consent: ConsentRecord, advisory: Advisory) -> bool:
    """Return whether the words of *consent* may be shown in the locale of *advisory*.

    The source must be signed; a second person must have read all of a translation. Half a consent
    in another language is none: no source text replaces a missing sentence.
    """
    if consent.signed is None:
        return False
    source = advisory.ui.translator.source_locale
    wanted = "source" if advisory.locale == source else "reviewed"
    return all(text.state == wanted for text in said(consent))


def said(consent: ConsentRecord) -> Iterator[Text]:
    """Yield what a person hears, in order: title, limits first, how to take it back."""
    yield consent.title
    yield from consent.says.values()
    yield consent.take_back
