"""Beside the steps: the address of an alert → its bytes, by HTTPS alone, of limited size and time.

Asked by a person for one address. Nothing of the program asks by itself.
"""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

from ..sources.asking import Guest, NoServerError, NotAskedError

USER_AGENT = "advisory-alerts (reads one alert that a person named)"
MOST_BYTES = 1_000_000
SECONDS = 20


class NotFetchedError(Exception):
    """It was not fetched; the message says why, and what to do."""


def fetch(address: str, guest: Guest | None = None) -> bytes:
    """Return what is at *address*. Raises NotFetchedError."""
    _refuse_other_schemes(address)
    guest = guest or Guest(
        user_agent=USER_AGENT, secure_alone=True, most_bytes=MOST_BYTES, seconds=SECONDS
    )
    try:
        answer = guest.fetch(address)
    except (NotAskedError, NoServerError) as error:
        raise NotFetchedError(f"It could not be fetched ({error}). Save it as a file.") from error
    if answer.status != http.client.OK:
        raise NotFetchedError(f"The server answered {answer.status}. Save it as a file.")
    return answer.body


def _refuse_other_schemes(address: str) -> None:
    """Raise NotFetchedError for any scheme but https, and for a name or password in the address."""
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        good = False
    if not good:
        raise NotFetchedError(
            "Only addresses that begin with https:// are fetched, without a name or password in "
            "them. Save the alert as a file and name that."
        )
