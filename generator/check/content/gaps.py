"""Step 2: contacts → problems where a sentence gives what the card calls not known.

Rule ``gap-in-words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...load import Content
from ...model import Contact
from ...problems import Problem
from ..every import check
from ..walk import Options, places

_COUNT = r"(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TELLS = {
    "hours": re.compile(r"[0-9]{1,2}:[0-9]{2}|\boffice hours\b|\bday and night\b", re.IGNORECASE),
    "languages": re.compile(rf"\b{_COUNT} languages\b", re.IGNORECASE),
}


@check
def check_gaps(content: Content, _options: Options) -> Iterator[Problem]:
    """Hours and languages in a contact's sentences are not listed as not known."""
    for place in places(content):
        contact = place.visit.model
        if not isinstance(contact, Contact):
            continue
        for gap, pattern in _TELLS.items():
            if getattr(contact, gap) is not None or gap in contact.in_words:
                continue
            for field in ("what_for", "more"):
                words = pattern.search(getattr(contact, field) or "")
                if words:
                    yield place.problem(
                        (field,),
                        "gap-in-words",
                        f'the text gives "{words[0]}", but the card lists {gap} under "Not known"',
                        f'Fill in "{gap}", or add "in_words: [{gap}]".',
                        level="warning",
                    )
