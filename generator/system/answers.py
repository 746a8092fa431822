"""Beside the steps: a question to a server → its answer, limited in size and time.

The server is a stranger: it may send without an end, a byte an hour, in the head as in the body, or
little that unpacks into all the memory there is. The caller decides about redirects.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import zlib
from collections.abc import Iterator, Mapping
from threading import Event, Timer
from time import monotonic

LEADS_ON = (301, 302, 303, 307, 308)
_PIECE = 65_536
_AS_IT_IS = ("", "identity")


class NoAnswerError(Exception):
    """There was no whole answer; the message says why. *silent*: no answer, or too slow."""

    def __init__(self, words: str, *, silent: bool = False) -> None:
        super().__init__(words)
        self.silent = silent


class TooLargeError(NoAnswerError):
    """It has more bytes than were allowed."""


class Answer:
    """What a server says to one question. Raises NoAnswerError, also while its pieces are read."""

    def __init__(
        self,
        connection: http.client.HTTPConnection,
        target: str,
        headers: Mapping[str, str],
        *,
        seconds: float,
    ) -> None:
        """Ask for *target*; all of the answer must be here after *seconds*."""
        self._connection, self._seconds = connection, seconds
        self._ends = monotonic() + seconds
        self._packing = headers.get("Accept-Encoding", "identity")
        try:
            self.response = self._head(target, headers)
        except (http.client.HTTPException, OSError, ValueError) as error:
            connection.close()
            raise _no_answer(error) from error
        self.status = self.response.status
        self.leads_to = self.header("Location") if self.status in LEADS_ON else ""

    def header(self, name: str) -> str:
        """Return a field of its head; "" when it has none."""
        return self.response.getheader(name) or ""

    def _head(self, target: str, headers: Mapping[str, str]) -> http.client.HTTPResponse:
        if self._connection.sock is None:
            self._connection.connect()
        # The timeout of a socket begins anew with each byte of a head that never ends.
        cut = Event()
        watch = Timer(self._seconds, _cut, [self._connection.sock, cut])
        watch.daemon = True
        watch.start()
        try:
            self._connection.request("GET", target, headers=dict(headers))
            response = self._connection.getresponse()
        finally:
            watch.cancel()
        if cut.is_set():  # A head that was cut off looks like one that has ended.
            raise TimeoutError(self._too_slow)
        return response

    def pieces(self, most: int) -> Iterator[bytes]:
        """Give its bytes, unpacked, piece by piece; *most*: so many at most."""
        packing = self.header("Content-Encoding").strip().lower()
        if packing not in (*_AS_IT_IS, self._packing):
            self._connection.close()
            raise NoAnswerError("the server packed it, although it was asked not to")
        unpack = None if packing in _AS_IT_IS else zlib.decompressobj(16 + zlib.MAX_WBITS)
        size = 0
        try:
            while piece := self.response.read1(_PIECE):
                data = unpack.decompress(piece, most + 1) if unpack else piece
                size += len(data)
                self._refuse(size, most)
                yield data
        except NoAnswerError:
            self._connection.close()  # What is still on its way is not read.
            raise
        except (http.client.HTTPException, OSError, ValueError, zlib.error) as error:
            self._connection.close()
            raise _no_answer(error) from error
        if self.response.length or (unpack and size and not unpack.eof):
            self._connection.close()
            raise NoAnswerError("the answer ended too early")

    def _refuse(self, size: int, most: int) -> None:
        if size > most:
            raise TooLargeError(f"it has more than {most:,} bytes")
        if monotonic() > self._ends:
            raise NoAnswerError(self._too_slow, silent=True)

    @property
    def _too_slow(self) -> str:
        return f"it took more than {self._seconds:g} seconds"


def _cut(line: socket.socket, cut: Event) -> None:
    cut.set()
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _no_answer(error: Exception) -> NoAnswerError:
    return NoAnswerError(f"no answer ({str(error) or type(error).__name__})", silent=True)
