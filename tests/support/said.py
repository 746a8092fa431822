"""Words to say of the made-up country: Spanish sentences, their lines in Burmese letters, and who has signed them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from generator.load import Content
from generator.po.catalog import review_digest
from generator.po.say import SayLine, lines_of
from support.example import EXAMPLE_LOCALES

SPANISH = {
    "help": ("Please help me.", "Ayuda por favor."),
    "deaf": (
        "I am deaf. Please call %(ambulance)s for me. Write or point.",
        "No oigo. Llame al %(ambulance)s.",
    ),
}
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
TWO = ("ana", "bo")


def message(
    context: str, msgid: str, msgstr: str, signers: Collection[str], by: str = "machine draft"
) -> str:
    """One message of a PO file, with its signatures."""
    digest = review_digest(msgid, msgstr)
    signed = "".join(f"# reviewed-by: {name}, 2026-11-22, {digest}\n" for name in signers)
    return (
        f'\n# translated-by: {by}, 2026-11-20\n{signed}msgctxt "{context}"\n'
        f'msgid "{msgid}"\nmsgstr "{msgstr}"\n'
    )


def locales_with(
    folder: Path, content: Content, signers: Collection[str] = TWO, *,
    sentence_signers: Collection[str] = ("cy",), only: Callable[[SayLine], bool] = lambda _line: True,
    wrote: Callable[[SayLine], str] = lambda line: line.made,
) -> Path:  # fmt: skip
    """Make a folder of translations in which the lines that *only* picks are there, signed by *signers*."""
    locales = folder / "locales"
    shutil.copytree(EXAMPLE_LOCALES, locales)
    phrases = [
        message(f"phrases.{key}.text", english, spanish, sentence_signers, "dee")
        for key, (english, spanish) in SPANISH.items()
    ]
    (locales / "es/LC_MESSAGES/phrases.po").write_text(HEAD + "".join(phrases), "utf-8")
    lines = [
        message(line.passage.context, line.passage.source, wrote(line), signers)
        for line in lines_of(content, locales, "my")
        if only(line)
    ]
    (locales / "my/LC_MESSAGES/pronunciation.po").write_text(HEAD + "".join(lines), "utf-8")
    return locales
