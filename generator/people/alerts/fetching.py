"""Beside the steps: the address of an alert → its bytes, over HTTPS alone, no more and no longer than an alert takes.

Asked by a person for one address. Nothing of the program asks by itself.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

MOST_BYTES = 1_000_000
SECONDS = 20
_PIECE = 65_536


class NotFetchedError(Exception):
    """It was not fetched; the message says why, and what to do."""


class _SecureAlone(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to another address with https only."""

    def redirect_request(  # noqa: PLR0917 - as its parent has it
        self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any
    ) -> Any:
        refuse_other_schemes(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def refuse_other_schemes(address: str) -> None:
    """Raise NotFetchedError for anything but https, and for an address with a name or password in it."""
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good:
        raise NotFetchedError(
            "Only addresses that begin with https:// are fetched, without a name or password in them. "
            "Save the alert as a file and name that."
        )


def fetch(address: str) -> bytes:
    """Return what is at *address*. Raises NotFetchedError."""
    refuse_other_schemes(address)
    opener = urllib.request.build_opener(_SecureAlone)
    request = urllib.request.Request(address, headers={"User-Agent": "advisory"})  # noqa: S310 - https alone
    ends, data = monotonic() + SECONDS, b""
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            while piece := answer.read1(_PIECE):
                data += piece
                if len(data) > MOST_BYTES:
                    raise NotFetchedError(f"It has more than {MOST_BYTES:,} bytes: no alert.")
                # A server that sends a byte now and then would keep us for hours.
                if monotonic() > ends:
                    raise NotFetchedError(
                        f"It took more than {SECONDS} seconds. Save it as a file."
                    )
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise NotFetchedError(f"It could not be fetched ({why}). Save it as a file.") from error
    return data
