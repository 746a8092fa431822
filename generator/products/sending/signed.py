"""Step 4, channels: the sentences of a channel → may it leave, how many are signed (CARE 47).

A page can be corrected; a text message, a voice, a radio line or an alert cannot be taken back.
Those leave only when two people have signed each of their sentences: in the source locale in
``signed.yaml``, in others also in their PO file. Until then they are made only on request, and
begin with EXERCISE.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from ...localise.advisory import Advisory
from ...localise.interface import Label
from ...localise.texts import Text
from ...localise.translator import Ui
from ..exercise import mark_word

Release = Literal["signed", "exercise"]


@dataclass(frozen=True)
class SignedCount:
    """How many of the sentences of a channel two people have signed."""

    signed: int
    of: int

    def __str__(self) -> str:
        return f"{self.signed} of {self.of}"


class Signed(Protocol):
    """Whatever knows what was signed, such as an advisory."""

    @property
    def locale(self) -> str:
        """The locale that it speaks."""
        ...

    @property
    def ui(self) -> Ui:
        """What knows the source locale."""
        ...

    @property
    def signed(self) -> frozenset[str]:
        """Sentences of the source locale that two people have signed."""
        ...


def is_signed(text: Text, advisory: Signed) -> bool:
    """Return whether two people stand behind *text*, in the locale of *advisory*."""
    is_source = advisory.locale == advisory.ui.translator.source_locale
    if text.state == "source" and not is_source:
        return True  # Data, such as a name on a door: nobody wrote it, and nobody translates it.
    return (text.source or str(text)) in advisory.signed and (is_source or text.state == "reviewed")


def signed_count(texts: Iterable[Text], advisory: Advisory) -> SignedCount:
    """Count the different sentences among *texts*, and those of them that are signed."""
    different = {text.source or str(text): text for text in texts if text}
    return SignedCount(
        sum(is_signed(text, advisory) for text in different.values()), len(different)
    )


def release(texts: Iterable[Text], advisory: Advisory, *, allow_draft: bool) -> Release | None:
    """Return how a piece made of *texts* may leave: "signed", "exercise", or None (not at all)."""
    if all(is_signed(text, advisory) for text in texts if text):
        return "signed"
    return "exercise" if allow_draft else None


def worded(advisory: Advisory, label: Label, **values: Text) -> Text:
    """Return a label of the interface with *values* in it; its source has them, too, for signing.

    Its state is the worst state of its parts.
    """
    context, message = label
    text = advisory.ui(context, message, **values)
    whole = text
    for value in values.values():
        whole += value
    source = message % {name: value.source or str(value) for name, value in values.items()}
    return Text(text.runs, text.lang, whole.state, source)


def exercise_mark(locale: str) -> str:
    """Return what stands before a piece that is only an exercise, with a blank behind it.

    >>> exercise_mark("en"), exercise_mark("es")
    ('EXERCISE: ', 'EXERCISE/SIMULACRO: ')
    """
    words = dict.fromkeys([mark_word("en"), mark_word(locale)])
    return f"{'/'.join(words)}: "
