"""Step 4: scripts and styles inside pages → the Content-Security-Policy of the site.

In: the scripts and stylesheets that are inside pages. Out: the policy, as a header or for <meta>.
Everything comes from the site itself; a script inside a page runs only if its hash is in the
policy.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Inline:
    """A script or stylesheet that is inside pages, the same bytes in each of them."""

    kind: Literal["script", "style"]
    text: str

    @property
    def source(self) -> str:
        """How a policy names it: ``'sha256-…'``."""
        hashed = hashlib.sha256(self.text.encode()).digest()
        return f"'sha256-{base64.b64encode(hashed).decode()}'"


def policy(inlines: Iterable[Inline], *, header: bool) -> str:
    """Return the policy that allows *inlines* beside the site's own files.

    A <meta> element cannot forbid that other pages frame ours, so only the *header* does.
    """
    sources = {"script": ["'self'"], "style": ["'self'"]}
    for inline in inlines:
        if inline.source not in sources[inline.kind]:
            sources[inline.kind].append(inline.source)
    rules = [
        "default-src 'self'",
        f"script-src {' '.join(sources['script'])}",
        # data: for the empty icon, which spares a request.
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    # The same as default-src, so it is said only where more is allowed.
    if len(sources["style"]) > 1:
        rules.insert(2, f"style-src {' '.join(sources['style'])}")
    if header:
        rules.append("frame-ancestors 'none'")
    return "; ".join(rules)
