"""Step 4: Jinja templates → their compiled form, kept from one run to the next."""

from __future__ import annotations

import contextlib
from importlib.metadata import version

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ..cache.answers import cache_folder
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import sealed, unsealed, write_whole


class CompiledTemplates(BytecodeCache):
    """One file for each template of the environment *name*; a spoilt one is compiled again.

    Jinja compares the template's text with what was compiled.
    """

    def __init__(self, name: str) -> None:
        self._folder = cache_folder() / "templates" / f"{name}-{version('jinja2')}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill *bucket* from its file, if it is there and whole."""
        with contextlib.suppress(OSError):
            body = unsealed(read_ordinary(self._folder / bucket.key))
            if body is not None:
                bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep *bucket*; a folder that cannot be written only makes the next run slower."""
        with contextlib.suppress(OSError):
            write_whole(self._folder / bucket.key, sealed(bucket.bytecode_to_string()))
