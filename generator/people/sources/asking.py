"""Beside the steps: an address → the answer of its server, asked politely; never a local address.

One question at a time, with a pause before the same server is asked again; what robots.txt forbids
is not asked; a page that was kept is asked for only if it is newer. A page is a stranger: it may
have no end, lead to a machine of our own network, or come a byte an hour.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from ...system import answers
from ...system.answers import NoAnswerError, TooLargeError

USER_AGENT = "advisory-sources (reads a page again that advice for migrants rests on)"
_NAME = "advisory-sources"
MOST_BYTES = 8_000_000
"""Laws and reports are long; what is longer is not read again by a program."""
SECONDS = 30
"""For one answer as a whole."""
PAUSE = 2.0
"""Seconds between two questions to one server."""
LONGEST_PAUSE = 30.0
"""We wait no longer than this, whatever robots.txt says."""
_MOST_STEPS = 5
_SAFE = "/%:@!$&'()*+,;=~?-._"
"""What an address has as it is; letters beyond ASCII are encoded."""
_PERMANENT = (301, 308)
_GONE = (404, 410)


class NotAskedError(Exception):
    """There was no answer; the message says why. It says nothing about the source."""


class NoServerError(Exception):
    """The name of its server is not known any more."""


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    address: str
    """Where the answer came from, after all that led on."""
    leads_on: bool
    """The server says for good that the page is elsewhere."""
    kind: str = ""
    """Content type, with its charset."""
    body: bytes = b""
    etag: str = ""
    modified: str = ""

    @property
    def is_gone(self) -> bool:
        """Return whether the server says that there is no such page."""
        return self.status in _GONE


def is_public(ip: str) -> bool:
    """Return whether *ip* is an address of the internet, not of this machine or its network."""
    return ipaddress.ip_address(ip).is_global


@dataclass
class Guest:
    """Asks servers one after the other."""

    may_meet: Callable[[str], bool] = is_public
    """Is this IP address one that may be asked?"""
    pause: float = PAUSE
    user_agent: str = USER_AGENT
    secure_alone: bool = False
    """Ask with https alone, also where an answer leads on."""
    most_bytes: int = MOST_BYTES
    seconds: float = SECONDS
    _last: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def ask(self, address: str, *, etag: str = "", modified: str = "") -> Answer:
        """Return what is at *address*; 304 = unchanged. Raises NotAskedError, NoServerError."""
        kept = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._follow(address, {name: value for name, value in kept.items() if value})

    def fetch(self, address: str) -> Answer:
        """Return what is at *address*, which a person named: robots.txt is only for programs."""
        return self._follow(address, {}, by_rules=False)

    def _follow(self, address: str, headers: dict[str, str], *, by_rules: bool = True) -> Answer:
        here, leads_on = address, False
        for _step in range(_MOST_STEPS + 1):
            if by_rules and not self._is_allowed(here):
                raise NotAskedError("its robots.txt asks programs to keep away: read it yourself")
            answer, to = self._one(here, headers)
            if to is None:
                return Answer(
                    answer.status,
                    here,
                    leads_on,
                    answer.kind,
                    answer.body,
                    answer.etag,
                    answer.modified,
                )
            leads_on = leads_on or answer.status in _PERMANENT
            here = to
        raise NotAskedError(f"it leads on more than {_MOST_STEPS} times")

    def _is_allowed(self, address: str) -> bool:
        root = _root(address)
        if root not in self._rules:
            self._rules[root] = self._robots(root)
        rules = self._rules[root]
        return rules is None or rules.can_fetch(_NAME, address)

    def _robots(self, root: str) -> RobotFileParser | None:
        try:
            answer = self._follow(f"{root}/robots.txt", {}, by_rules=False)
        except (NotAskedError, NoServerError):
            return None  # The page itself will say what is wrong.
        if answer.status != http.client.OK:
            return None
        rules = RobotFileParser()
        rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        return rules

    def _one(self, address: str, headers: dict[str, str]) -> tuple[Answer, str | None]:
        """Ask once. Return the answer, and where it leads."""
        parts = _parts(address)
        if self.secure_alone and parts.scheme != "https":
            raise NotAskedError("it leads to an address that does not begin with https://")
        self._wait(parts.hostname or "")
        connection = _connect(parts, self.may_meet, self.seconds)
        path = quote(parts.path or "/", safe=_SAFE)
        if parts.query:
            path += f"?{quote(parts.query, safe=_SAFE)}"
        told = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip", **headers}
        try:
            said = answers.Answer(connection, path, told, seconds=self.seconds)
            if said.leads_to:
                answer = Answer(said.status, address, leads_on=True)
                return answer, _joined(address, said.leads_to)
            is_kept = said.status == http.client.NOT_MODIFIED
            return Answer(
                said.status,
                address,
                leads_on=False,
                kind=said.header("Content-Type"),
                body=b"" if is_kept else b"".join(said.pieces(self.most_bytes)),
                etag=said.header("ETag"),
                modified=said.header("Last-Modified"),
            ), None
        except TooLargeError as error:
            raise NotAskedError(f"{error}: read it yourself") from error
        except NoAnswerError as error:
            raise NotAskedError(str(error)) from error
        finally:
            connection.close()
            self._last[parts.hostname or ""] = monotonic()

    def _wait(self, server: str) -> None:
        rest = self._last.get(server, -LONGEST_PAUSE) + self._pause_of(server) - monotonic()
        if rest > 0:
            sleep(rest)

    def _pause_of(self, server: str) -> float:
        asked = [
            float(rules.crawl_delay(_NAME) or 0)
            for root, rules in self._rules.items()
            if rules is not None and _parts(root).hostname == server
        ]
        return min(max([self.pause, *asked]), LONGEST_PAUSE)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise NotAskedError("it is no address of a web page") from error
    if not is_good or "@" in parts.netloc:
        raise NotAskedError("it is no address of a web page")
    return parts


def _joined(address: str, to: str) -> str:
    try:
        return urljoin(address, to)
    except ValueError as error:
        raise NotAskedError("it leads to what is no address of a web page") from error


def _root(address: str) -> str:
    parts = _parts(address)
    return f"{parts.scheme}://{parts.netloc}"


def _connect(
    parts: SplitResult, may_meet: Callable[[str], bool], seconds: float
) -> http.client.HTTPConnection:
    """Return a connection to an address that *may_meet* allows; the name is not looked up again."""
    name, is_secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    try:
        found = socket.getaddrinfo(name.encode("idna").decode(), port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}:
            raise NoServerError(f"there is no server {name}") from error
        raise NotAskedError(f"no answer ({error.strerror})") from error
    except UnicodeError as error:
        raise NotAskedError("it is no address of a web page") from error
    ips = [str(row[4][0]) for row in found]
    if not all(may_meet(ip) for ip in ips):
        raise NotAskedError("it leads to a machine of our own network")
    kind = http.client.HTTPSConnection if is_secure else http.client.HTTPConnection
    connection = kind(name, port, timeout=seconds)
    try:
        sock = socket.create_connection((ips[0], port), timeout=seconds)
        if is_secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=name)
    except OSError as error:
        raise NotAskedError(f"no answer ({error})") from error
    connection.sock = sock
    return connection
