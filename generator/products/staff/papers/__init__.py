"""Step 4: papers for those who assist, as PDF: manual, cards, forms, plan, exercises, district.

``names.py`` says which there are and where; ``words.py`` notes what a paper prints, ``document.py``
makes its HTML and its code, ``press.py`` prints. All have a code that ``advisory editions record``
stores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ....cache.digests import (
    code_digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ....localise.advisory import Advisory
from ....text.fonts import WEIGHTS, bundled_families
from ...icons import ICONS_FOLDER
from ...paper.layout.styles import leaflet_css
from ...paper.names import is_printable
from ...shelves import Shelf
from ...target import Files, Target
from .district import draft_district, in_host_words
from .document import LOOK, TEMPLATES, StaffDraft, draft_staff, is_whole, staff_of
from .drill import draft_drill, drill_pdf
from .names import StaffPaper, staff_papers_of
from .picked import pick
from .plan import plan_pdf
from .press import print_staff

__all__ = [
    "StaffPaper",
    "draft_of",
    "drill_pdf",
    "papers",
    "pick",
    "plan",
    "plan_pdf",
    "staff_papers_of",
]

_SECONDS = {"manual": 19.0, "cards": 8.0, "plan": 6.0, "district": 1.0, "forms": 2.0, "drill": 4.0}
"""About how long each takes."""


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """One target for each paper: ``staff-papers/H/H.L.manual.pdf`` and so on."""
    return [target for _, target, _ in papers(advisories)]


def papers(advisories: Sequence[Advisory]) -> Iterator[tuple[StaffPaper, Target, StaffDraft]]:
    """Yield each paper that a build makes: its target, and what it says.

    A paper is made in a locale when its words are translated; in the source locale always. The
    sheet for a municipality is made in the host country's language, too, where that is no locale.
    """
    for advisory in advisories:
        if not is_printable(advisory.locale, advisory.languages):
            continue
        for paper in staff_papers_of(advisory):
            draft = draft_of(advisory, paper, advisories)
            if is_whole(draft, staff_of(advisory)):
                yield paper, _target(draft), draft
    for draft in _for_officers(advisories):
        yield draft.paper, _target(draft), draft


def _for_officers(advisories: Sequence[Advisory]) -> list[StaffDraft]:
    # The same stands at each locale of the host country.
    drafts = (in_host_words(one, advisories) for one in advisories)
    return list({draft.paper.path: draft for draft in drafts if draft}.values())


def draft_of(advisory: Advisory, paper: StaffPaper, advisories: Sequence[Advisory]) -> StaffDraft:
    """Choose the words of *paper*; *advisories* are those of the country, in all locales."""
    if paper.drill:
        # As the file has it; `advisory drill` takes a seed.
        return draft_drill(advisory, paper.drill, {})
    if paper.kind == "district":
        return draft_district(advisory, advisories)
    return draft_staff(advisory, paper)


def _target(draft: StaffDraft) -> Target:
    fonts = [f.path(weight) for f in bundled_families(draft.langs) for weight in WEIGHTS]
    return Target.of(
        draft.paper.path,
        "staff-papers",
        partial(_make, draft),
        effort=_SECONDS[draft.paper.template],
        # Long, and read at a desk: as .docx, and as pages.
        shelf=Shelf.PRESS if draft.paper.kind == "manual" else "",
        data=draft.html,
        style=leaflet_css(draft.langs, look=LOOK),
        font=file_digests(fonts),
        template=tree_digest(TEMPLATES),
        icons=tree_digest(ICONS_FOLDER),
        code=code_digest(),
        library=library_versions() | native_versions(),
    )


def _make(draft: StaffDraft) -> Files:
    return {draft.paper.path: print_staff(draft)}
