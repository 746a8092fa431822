"""Step 4: advisories of one country → the sheet for a municipality, loudspeaker sentences too.

It is for a local officer, so it is made in the language of the host country, too, once all of it is
translated: also where no reader is offered that language (``Advisory.in_host_words``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.records.twins import SaidAloudRecord
from ....localise.texts import Text
from ....text.fonts import has_own_font
from ...paper.names import is_printable
from .document import StaffDraft, draft_staff, is_translated
from .names import StaffPaper, staff_papers_of


class Aloud(NamedTuple):
    """A sentence to say aloud, in one language after the other."""

    line: SaidAloudRecord
    hazard: Text | None
    texts: tuple[Text, ...]


class Spoken(NamedTuple):
    """A language of the readers, or of the host country, by its own name."""

    tag: str
    endonym: str | None
    label: Text
    is_host: bool


def draft_district(advisory: Advisory, advisories: Sequence[Advisory]) -> StaffDraft:
    """Choose the words of the sheet; *advisories* are those of the country, in all locales."""
    paper = StaffPaper(advisory.host, advisory.locale, "district")
    locales = {one.locale: one for one in advisories if one.origin == advisory.origin}
    for one in (advisory.in_host_words, advisory):
        locales |= {one.locale: one} if one else {}
    return draft_staff(
        advisory,
        paper,
        aloud=list(_aloud(advisory, locales)),
        languages=list(_languages(advisory)),
    )


def in_host_words(advisory: Advisory, advisories: Sequence[Advisory]) -> StaffDraft | None:
    """Return the sheet in the host country's language where that is no locale; None if incomplete.

    No other language fills a gap: the officer may read no other.
    """
    own = advisory.in_host_words
    if own is None or not is_printable(own.locale, own.languages):
        return None
    if all(paper.kind != "district" for paper in staff_papers_of(own)):
        return None
    draft = draft_district(own, advisories)
    return draft if all(is_translated(text) for text in (*draft.printed, *draft.said)) else None


def _languages(advisory: Advisory) -> Iterator[Spoken]:
    host = advisory.country.language
    # The locale may be of the readers' country alone, where languages.yaml has the name of all.
    for tag in dict.fromkeys([host, *advisory.people.locales]):
        row = advisory.languages.get(tag)
        label = advisory.ui.label("language", tag)
        # What we have no letters for is called by its name in the language of the paper.
        own = row.endonym if row and has_own_font(tag) else None
        if has_own_font(label.lang):
            yield Spoken(tag, own, label, tag == host)


def _aloud(advisory: Advisory, locales: dict[str, Advisory]) -> Iterator[Aloud]:
    staff = advisory.staff
    lines = staff.words.loudspeaker if staff else {}
    order = dict.fromkeys([advisory.country.language, *advisory.people.locales, advisory.locale])
    for key, line in lines.items():
        said = [
            one.text
            for tag in order
            if (other := locales.get(tag))
            and other.staff
            and has_own_font(tag)
            and (one := other.staff.words.loudspeaker.get(key))
            and is_translated(one.text)
        ]
        hazard = advisory.hazards.get(line.hazard or "")
        # A danger that this country does not have is not warned of.
        if line.hazard is None or hazard:
            yield Aloud(line, hazard.name if hazard else None, tuple(said))
