"""Step 4: what two editions say → their differences, in English for colleagues.

In: what each of them said. Out: a ``Difference``, and its lines in English: this is for colleagues.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fact_record import is_number, same
from .verdicts import dialled


@dataclass(frozen=True)
class Difference:
    """What changed from one edition to another; ids, and what was said."""

    numbers: Mapping[str, tuple[str, str]]
    """Old and new number."""
    words: Mapping[str, tuple[str, str]]
    """Old and new digest."""
    gone: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.numbers or self.words or self.gone or self.added)


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> Difference:
    """Compare what two papers say, each as fact → said."""
    both = [name for name in old if name in new]
    numbers = {name: (old[name], new[name]) for name in both if is_number(name)}
    words = {name: (old[name], new[name]) for name in both if not is_number(name)}
    return Difference(
        {name: (o, n) for name, (o, n) in numbers.items() if dialled(o) != dialled(n)},
        {name: (o, n) for name, (o, n) in words.items() if not same(o, n)},
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name not in old),
    )


def in_words(
    difference: Difference,
    old: Mapping[str, str],
    new: Mapping[str, str],
    sentences: Mapping[str, str],
    names: Mapping[str, str],
) -> Iterator[str]:
    """Yield a line for each difference. *names* are contacts' labels, *sentences* by digest."""

    def fact_in_words(facts: Mapping[str, str], name: str) -> str:
        if is_number(name):
            return f"{names.get(name, name)}, {facts[name]}"
        return f'"{sentences.get(facts[name].split(" ")[0], name)}"'

    for name, (before, now) in difference.numbers.items():
        who = names.get(name, name)
        yield f"{who}: the number was {before} and is {now}. Cross out {before}, write {now}."
    for name in difference.gone:
        action = f" Cross out {old[name]}." if is_number(name) else ""
        yield f"{name}: no longer there. It said {fact_in_words(old, name)}.{action}"
    for name, (before, now) in difference.words.items():
        if before.split(" ")[0] == now.split(" ")[0]:
            yield (
                f"{name}: the translation of this life-safety line changed. "
                f"In English: {fact_in_words(new, name)}."
            )
        else:
            yield f"{name}: it said {fact_in_words(old, name)} and says {fact_in_words(new, name)}."
    for name in difference.added:
        yield f"{name}: new. It says {fact_in_words(new, name)}."
