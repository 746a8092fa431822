"""What a translation must say: "not", and the words of the glossary; and what it must not.

Step 2, rules ``negation-lost``, ``glossary`` and, for translations, ``harmful-word``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..glossary import says, without
from ..script.negation import negation_pieces
from ..script.text import clean
from .knowledge import any_of, row_of, table
from .pair import Fault, Pair, PairCheck, quoted

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FORBIDS = re.compile(
    r"\b(?:do not|don[’']t|never|must not|cannot|can not|may not|should not|is not|are not)\b"
    r"|^no \w+(?: \w+)*[.!]$",
    re.IGNORECASE,
)


def negations(pair: Pair) -> Iterator[Fault]:
    """Each sentence of the source that says "not" has a "not" in the translation."""
    said = row_of("negations", pair.locale)
    if not said:
        return
    wanted = sum(bool(_FORBIDS.search(part)) for part in _SENTENCE_END.split(pair.msgid))
    found = _count(pair.translation, tuple(said), pair.locale) if wanted else 0
    if found < wanted:
        lost = "is lost" if wanted == 1 else f"stands in {wanted} sentences and {found} times here"
        message = f'"not" {lost}: {quoted(pair.msgid, 60)}'
        yield "error", "negation-lost", message, "Say again what must not be done."


def _count(text: str, patterns: tuple[str, ...], locale: str) -> int:
    found = len(any_of(patterns).findall(text))
    return found + len(negation_pieces(text, locale))


def glossary(pair: Pair) -> Iterator[Fault]:
    """Terms of the source are said by one of their accepted renderings, and by none to avoid."""
    if pair.is_name:
        return
    found = [term for term in pair.terms.terms_found(pair.msgid, pair.locale) if term.use]
    for term in found:
        if not (term.ordinary or says(pair.msgstr, term.use, pair.locale)):
            message = f'"{term.term}" is said by none of the words of the glossary'
            remedy = (
                f"Use one of: {', '.join(term.use[:4])}; or add yours to content/glossary.yaml."
            )
            yield "warning", "glossary", message, remedy
    rest = without(pair.msgstr, tuple(word for term in found for word in term.use), pair.locale)
    for term in found:
        for word in term.avoid:
            if says(rest, (word,), pair.locale):
                message = f'"{term.term}" is said by a word to avoid, {word}'
                yield "error", "glossary", message, f"Use one of: {', '.join(term.use[:4])}."


def harm(pair: Pair) -> Iterator[Fault]:
    """No word stands in the translation that shames a reader or promises what is not so."""
    words: dict[str, str] = table("harm.yaml").get(pair.language.tag if pair.language else "", {})
    if not says(pair.msgstr, tuple(words), pair.locale):
        return
    text = clean(pair.msgstr)
    for term in pair.terms.terms_found(pair.msgid, pair.locale):
        text = without(text, term.use, pair.locale)
    for word, instead in words.items():
        if says(text, (word,), pair.locale):
            yield "error", "harmful-word", f'"{word}" hurts whom it names', f"Say {instead}."


CHECKS: tuple[PairCheck, ...] = (negations, glossary, harm)
