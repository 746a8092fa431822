"""Step 3: a sentence to show → the same as it sounds, in letters that its reader knows; or nothing.

In: a ``Localiser`` and a phrase. Out: a text, only where two people have signed the line and each
digit in it: a draft is shown nowhere, on no page and no paper (CARE 47).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Phrase
from ..po.say import digit_line, say_line
from .sentences import Scope
from .texts import Run, Text
from .translator import split_placeholders

if TYPE_CHECKING:
    from .localiser import Localiser


def said_of(localiser: Localiser, phrase: Phrase, scope: Scope) -> Text | None:
    """Return *phrase* in the wanted locale's letters, without fallback; None where not signed."""
    readers, language = localiser.translator.locale, localiser.host.country.language
    # Asked of every sentence in every locale, and for most pairs of languages there is no table.
    if not phrase.say or (language, readers) not in localiser.content.sound_tables:
        return None
    catalogs = localiser.translator.catalogs
    line = say_line(localiser.content, catalogs, language, readers, scope.path[-1])
    if line is None or not line.is_signed(catalogs, readers):
        return None
    runs: list[Run] = []
    for name, piece in split_placeholders(line.made):
        said = piece if name is None else _number(localiser, name, scope, language)
        if said is None:
            return None
        runs.append(Run(said, "words", readers))
    return Text(tuple(runs), readers, "reviewed", str(line.sentence))


def _number(localiser: Localiser, name: str, scope: Scope, language: str) -> str | None:
    """Return a number said digit by digit; None for an unsigned digit or for other characters."""
    catalogs, readers = localiser.translator.catalogs, localiser.translator.locale
    words = []
    number = "".join(run.text for run in localiser.spoken.fill(name, language, scope))
    for digit in number.replace(" ", "").replace("-", ""):
        line = digit_line(localiser.content, language, readers, digit)
        if line is None or not line.is_signed(catalogs, readers):
            return None
        words.append(line.made)
    return " ".join(words) or None
