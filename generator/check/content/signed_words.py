"""Step 2: words that carry a signature → problems: a signature of other words.

Rule ``signed-words``. What was signed and then edited would reach readers as signed: "Stay away
from the bank" can become "Go to the bank". Source: CARE 37 and 47.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...load import Content, LoadedFile
from ...model.notices import NoticeSentence, NoticeSentences
from ...model.staff_words import Consent, StaffWords, digest_to_sign
from ...problems import Problem
from ..every import check
from ..walk import Options


@check
def check_signed_words(content: Content, _options: Options) -> Iterator[Problem]:
    """Each signature of notice sentences and words of consent is of the words as they are now."""
    for file, notices in content.of_kind(NoticeSentences):
        yield from _faults(file, "sentences", notices.sentences)
    for file, words in content.of_kind(StaffWords):
        yield from _faults(file, "consents", words.consents)


def _faults(
    file: LoadedFile, key: str, signable: Mapping[str, NoticeSentence | Consent]
) -> Iterator[Problem]:
    for name, words in signable.items():
        signed, digest = words.signed, digest_to_sign(words)
        if signed is None or signed.of == digest:
            continue
        what = "does not say of which words it is" if not signed.of else "is of other words"
        yield file.problem(
            (*file.context, key, name, "signed"),
            "signed-words",
            f"the signature of {signed.by} {what}",
            'Take "signed" out. Whoever has read these words as they stand here signs them with: '
            f'of: "{digest}".',
            key=True,
        )
