"""Step 1, model: the text of a field → the same text as a web address, or why it is none.

In: the text of a field. Out: the same text, or a reason in an editor's words why no browser would
open it, or why a reader could take it for another one.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# RFC 3986, 2: no address contains these; a page or a server's configuration would end at them.
_NOT_IN_ADDRESSES = re.compile(r"""[\s"<>\\^`{|}]""")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


def web_address(address: str) -> str:
    """Return *address* when it has the form of one. Raises ValueError with the reason."""
    if wrong := _NOT_IN_ADDRESSES.search(address):
        raise ValueError(
            f"a web address does not contain {wrong[0]!r}; write it as %{ord(wrong[0]):02X}"
        )
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("this is not a web address; copy it again from the browser") from None
    if parts.username is not None or parts.password is not None:
        raise ValueError(
            "the web address has a user name before its host; remove the user name and the @"
        )
    if not host.isascii():
        # Letters of another script can look like Latin ones: paypal.com with a Cyrillic a.
        raise ValueError("the host of a web address must be in Latin letters; write it as xn--…")
    if not _HOST.fullmatch(host) or ".." in host:
        raise ValueError(f"{host or 'nothing'!r} is not the host of a web address")
    if port == 0:
        raise ValueError("0 is not a port; remove it")
    return address
