"""Beside the steps: text in Zawgyi → what was probably meant, for a person to read.

In: texts. Out: proposals, by ICU's transliterator ``Zawgyi-my`` in the program ``uconv``: no Python
wheel of ICU has it. Running good text through it damages 92 to 100 % of the words, so nothing of
ours calls this but the command that shows both, side by side.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

PACKAGE = "icu-devtools"
"""Where Debian and Ubuntu keep ``uconv``."""


class NoConverterError(RuntimeError):
    """The program ``uconv`` is not installed, or does not know Zawgyi."""


def propose_unicode(texts: Sequence[str]) -> list[str]:
    """Return a proposal for each of *texts*, in their order; line ends become spaces.

    Raises NoConverterError.
    """
    program = shutil.which("uconv")
    if program is None:
        raise NoConverterError(f"The program uconv is missing. Install {PACKAGE}.")
    lines = [" ".join(text.split()) for text in texts]
    done = subprocess.run(  # noqa: S603  (a fixed program, the text on its standard input)
        [program, "-f", "utf-8", "-t", "utf-8", "-x", "Zawgyi-my"],
        input="".join(f"{line}\n" for line in lines).encode("utf-8", "replace"),
        capture_output=True,
        check=False,
    )
    proposals = done.stdout.decode("utf-8", "replace").split("\n")[:-1]
    if done.returncode or len(proposals) != len(lines):
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoConverterError(f"uconv could not convert: {reason[0] if reason else 'no reason'}.")
    return proposals
