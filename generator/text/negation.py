"""Beside the steps: Burmese text → where it says "not", and the words to keep with it.

Life safety: မ before a verb means "do not". In "ပြန်မသွားပါနဲ့" (do not go back) a line end before
or after မ leaves a whole order of the opposite sense: "go back". So the words from the space before
it to the end of its ending are one piece.
"""

from __future__ import annotations

import re
from functools import cache

from .languages import NegationRule, find_language
from .plain import OPENING, SYLLABLE_START

# မ with nothing on it, before the letter that opens the next syllable. ICU reads သူမသိဘူး ("he
# does not know") as သူမ|သိ|ဘူး, "she knows": the dictionary does not show where မ says "not".
BARE_MA = re.compile(rf"(?<!\u1039)\u1019{OPENING}")
# As far as Burmese letters and marks go; no digits, no spaces, no full stops.
_RUN = re.compile(r"[\u1000-\u103f\u104c-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]+")


def negation_pieces(text: str, lang: str = "my") -> list[tuple[int, int]]:
    """Return start and end of each piece of *text* that says "not", in order, without overlap.

    A piece begins behind the space, mark or number before it, and ends with the ending of the verb,
    such as နဲ့, ဘူး or ခင်; without one, at the next space or mark. *text* must be NFC.
    """
    language = find_language(lang)
    if language is None or language.negation is None or "\u1019" not in text:
        return []
    endings, others = _patterns(language.negation)
    pieces: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        start, end = run.start(), run.end()
        other_words = [match.span() for match in others.finditer(text, start, end)]
        for negation in BARE_MA.finditer(text, start, end):
            at = negation.start()
            if any(first <= at < last for first, last in other_words):
                continue
            if pieces and at < pieces[-1][1]:
                continue
            # Behind a piece that ended in the same run, the next begins where that ended.
            begin = max(start, pieces[-1][1]) if pieces else start
            # The verb itself is a syllable at least: ခင် may be a verb too.
            verb = SYLLABLE_START.search(text, at + 2)
            ending = (
                endings.search(text, verb.start(), end) if verb and verb.start() < end else None
            )
            pieces.append((begin, ending.end() if ending else end))
    return pieces


def parted_negations(text: str, lang: str = "my") -> list[tuple[str, str]]:
    """Return the word and the negation of each place where a space parts what is one word.

    "ပြန် မသွားပါနဲ့": a line may end there, in "go back".
    """
    language = find_language(lang)
    if language is None or language.negation is None:
        return []
    joined = language.negation.joined
    return [
        (before[0], text[start:end])
        for start, end in negation_pieces(text, lang)
        if (before := re.search(r"[^\s၊။]+(?=\s+$)", text[:start])) and before[0] in joined
    ]


@cache
def _patterns(rule: NegationRule) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what ends a negation, and the words in which မ says no "not"."""
    closed = rf"(?=$|[^\u1000-\u109f]|{SYLLABLE_START.pattern})"
    endings = "|".join(map(re.escape, rule.endings))
    return re.compile(rf"(?:{endings}){closed}"), re.compile("|".join(rule.not_in))
