"""Step 5: the address of a site → which of its files are served as ``SHA256SUMS`` lists them.

The gravest difference is first. The server is a stranger: it may lie, redirect, send without an end
or a byte an hour. One server is asked, one file after the other over one connection, with a pause;
a redirection to another server is reported and not followed. Nothing is kept of a file but its
digest. What else the server has cannot be seen from outside.
"""

from __future__ import annotations

import hashlib
import http.client
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic, sleep
from urllib.parse import quote, urljoin, urlsplit

from ..products.headers import NOBODYS_PAGES
from ..system.answers import Answer, NoAnswerError
from .sums import SUMS, read_sums
from .unchanged import Comparison, Difference, SumsError, kind_of_file, look_at

USER_AGENT = "advisory-verify (compares a site with its own list of check sums)"
_HEADERS = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_STEPS = 3
"""Redirects on the same server, for example from a folder's index.html to the folder."""
_MOST_SILENT = 5
"""So many files without an answer, one after the other, and the server is left alone."""


class AddressError(ValueError):
    """What cannot be asked; the message says what to type."""


@dataclass(frozen=True)
class Limits:
    """How much is asked of a server, and how long it may take."""

    files: int = 20_000
    of_list: int = 20_000_000
    of_file: int = 200_000_000
    """Bytes."""
    seconds: float = 60
    """For one answer as a whole."""
    pause: float = 0.05
    """Seconds between two questions."""


LIMITS = Limits()


@dataclass
class ServedComparison(Comparison):
    """What a server hands out beside its list."""

    listed: int = 0
    """Files that the list names, below what was asked for."""
    asked: int = 0
    """Of these, how many were asked for."""
    not_for_readers: list[str] = field(default_factory=list)
    """Files for the server itself, which a good one hands to nobody."""
    stopped: str = ""
    """Why it ended early, in words."""


def compare_served(
    address: str,
    *,
    below: str = "",
    limits: Limits = LIMITS,
    show: Callable[[int, int], None] = lambda _done, _all: None,
) -> ServedComparison:
    """Compare the site at *address* with its list; with *below*, only the files below that folder.

    Raises AddressError, or SumsError when there is no list.
    """
    line = _Line(address, limits)
    data = line.list()
    listed = read_sums(data)
    folder = f"{below.strip('/')}/" if below.strip("/") else ""
    names = sorted((name for name in listed.digests if name.startswith(folder)), key=_gravest_first)
    found = ServedComparison(
        faults=listed.faults, list_digest=hashlib.sha256(data).hexdigest(), listed=len(names)
    )
    silent = 0
    for name in names:
        if name in NOBODYS_PAGES:
            found.not_for_readers.append(name)
            continue
        if found.asked >= limits.files:
            found.stopped = f"more than {limits.files} files are not asked for at once"
            break
        found.asked += 1
        difference, is_silent = _compare(line, name, listed.digests[name])
        silent = silent + 1 if is_silent else 0
        if difference is None:
            found.same += 1
        else:
            found.differences.append(difference)
        if silent == _MOST_SILENT:
            found.stopped = f"the server did not answer {_MOST_SILENT} times in a row"
            break
        show(found.asked, len(names))
    line.close()
    found.differences.sort(key=lambda difference: difference.rank)
    return found


def _gravest_first(name: str) -> tuple[int, int, str]:
    return Difference("changed", name, kind_of_file(name)).rank


def _compare(line: _Line, name: str, digest: str) -> tuple[Difference | None, bool]:
    """Return what differs, if anything, and whether the server was silent."""
    try:
        status, pieces = line.ask(name)
        is_digest, has_numbers = look_at(pieces)
    except NoAnswerError as error:
        return Difference("unread", name, str(error)), error.silent
    if status in (http.client.NOT_FOUND, http.client.GONE):
        return Difference("missing", name, kind_of_file(name)), False
    if status != http.client.OK:
        return Difference("unread", name, f"the server answered {status}"), False
    if is_digest == digest:
        return None, False
    return Difference("changed", name, kind_of_file(name, has_numbers=has_numbers)), False


class _Line:
    """One connection to one server, opened again when it was closed."""

    def __init__(self, address: str, limits: Limits) -> None:
        try:
            parts = urlsplit(address)
            self._name, self._port = parts.hostname or "", parts.port
        except ValueError as error:
            raise AddressError(f"{address} is no address of a site.") from error
        if parts.scheme not in ("http", "https") or not self._name or "@" in parts.netloc:
            raise AddressError(f"{address} is no address of a site. Type https:// and its name.")
        if parts.scheme == "http" and self._name not in _LOOPBACK:
            raise AddressError(
                f"{address} does not begin with https://: on the way anybody could change what "
                "it says."
            )
        path = parts.path.removesuffix(SUMS).removesuffix("index.html")
        self._root = f"{parts.scheme}://{parts.netloc}{path.rstrip('/')}/"
        self._origin = (parts.scheme, self._name, self._port)
        self._limits = limits
        self._open: http.client.HTTPConnection | None = None
        self._last = monotonic() - limits.pause

    def list(self) -> bytes:
        """Return the list of the site. Raises SumsError."""
        try:
            status, pieces = self.ask(SUMS, most=self._limits.of_list)
            data = b"".join(pieces)
        except NoAnswerError as error:
            raise SumsError(f"{self._root}{SUMS}: {error}") from error
        if status != http.client.OK:
            raise SumsError(
                f"{self._root}{SUMS}: the server answered {status}. Each site has that file since "
                "it was built by this version. Is this the address of its root, with the path "
                "below which it stands"
            )
        return data

    def ask(self, name: str, *, most: int | None = None) -> tuple[int, Iterator[bytes]]:
        """Return status and pieces of the file *name*.

        Raises NoAnswerError, also while the pieces are read.
        """
        address = self._root + quote(name.encode("utf-8", "surrogateescape"))
        for _step in range(_STEPS + 1):
            answer = self._one(address)
            if not answer.leads_to:
                return answer.status, answer.pieces(most or self._limits.of_file)
            self.close()  # What else it says is not read.
            address = self._same_server(address, answer.leads_to)
        raise NoAnswerError(f"it leads on more than {_STEPS} times")

    def _same_server(self, address: str, to: str) -> str:
        try:
            led = urljoin(address, to)
            parts = urlsplit(led)
            same = (parts.scheme, parts.hostname or "", parts.port) == self._origin
        except ValueError as error:
            raise NoAnswerError("it leads to what is no address") from error
        if not same:
            raise NoAnswerError(
                f"it leads to another server, {parts.scheme}://{parts.netloc}, which was not asked"
            )
        return led

    def _one(self, address: str) -> Answer:
        rest = self._last + self._limits.pause - monotonic()
        if rest > 0:
            sleep(rest)
        parts = urlsplit(address)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        # A server may close a line that it has kept: then it is asked once more on a new one.
        for fresh in (self._open is None, True):
            try:
                return Answer(self._connected(), target, _HEADERS, seconds=self._limits.seconds)
            except NoAnswerError:
                self.close()
                if fresh:
                    raise
            finally:
                self._last = monotonic()
        raise AssertionError

    def _connected(self) -> http.client.HTTPConnection:
        if self._open is None:
            seconds = self._limits.seconds
            self._open = (
                http.client.HTTPSConnection(
                    self._name, self._port, timeout=seconds, context=ssl.create_default_context()
                )
                if self._origin[0] == "https"
                else http.client.HTTPConnection(self._name, self._port, timeout=seconds)
            )
        return self._open

    def close(self) -> None:
        """End the connection, whatever is still on its way."""
        if self._open is not None:
            self._open.close()
            self._open = None
