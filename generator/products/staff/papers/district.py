"""Step 4: advisories of one country → the sheet for a municipality, with loudspeaker sentences side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.records.staff import SaidAloudRecord
from ....localise.texts import Text
from ....text.fonts import has_own_font
from .document import StaffDraft, draft_staff, is_translated
from .names import StaffPaper


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
    return draft_staff(
        advisory,
        paper,
        aloud=list(_aloud(advisory, locales)),
        languages=list(_languages(advisory)),
    )


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
            if (other := locales.get(tag)) and other.staff and has_own_font(tag)
            and (one := other.staff.words.loudspeaker.get(key)) and is_translated(one.text)
        ]  # fmt: skip
        hazard = advisory.hazards.get(line.hazard or "")
        # A danger that this country does not have is not warned of.
        if line.hazard is None or hazard:
            yield Aloud(line, hazard.name if hazard else None, tuple(said))
