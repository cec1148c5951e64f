"""One question over HTTP that ends at its time: whoever answers a byte at a time cannot hold one of our workers.

A timeout of the standard library counts the silence before each byte, not the whole. So the connection gets an alarm:
when its time is up it is shut, wherever it stands (handshake, head or body), and whatever waits on it goes on.
"""

from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR, socket
from threading import Timer
from time import monotonic
from typing import Any
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener


class TooSlow(OSError):
    """This will say that there was no time left, or that it ran out."""


class Alarm:
    """The end of a conversation, and the connections that it shuts."""

    def __init__(self, until: float) -> None:
        self.until = until
        self._armed: list[tuple[Timer, socket]] = []

    def watch(self, line: socket) -> None:
        """This will shut a connection when the time is up; by a twin, as the line itself goes over into TLS."""
        twin = line.dup()
        timer = Timer(max(0.0, self.until - monotonic()), _shut, [twin])
        timer.daemon = True
        self._armed.append((timer, twin))
        timer.start()

    def stop(self) -> None:
        """This will let go of the connections."""
        for timer, twin in self._armed:
            timer.cancel()
            twin.close()


def answered(request: Request, *, until: float, waits: float, largest: int) -> bytes:
    """This will ask and give the first bytes of the answer, `largest` at most; redirections are not followed.

    until: the end of the conversation (time.monotonic); waits: seconds of silence at most. Raises OSError (HTTPError
    for a refusal, TooSlow where the time ran out) or HTTPException. Finding a name's address takes the system's time.
    """
    left = until - monotonic()
    if left <= 0:
        raise TooSlow
    alarm = Alarm(until)
    try:
        opener = build_opener(_Stay, _Watched(alarm), _WatchedSafely(alarm))
        with opener.open(request, timeout=min(waits, left)) as answer:
            told: bytes = answer.read(largest)
    finally:
        alarm.stop()
    if monotonic() >= until:
        raise TooSlow
    return told


def _shut(twin: socket) -> None:
    with suppress(OSError):  # it may be over already
        twin.shutdown(SHUT_RDWR)


class _Line(HTTPConnection):
    """A connection under the alarm from its first moment."""

    alarm: Alarm

    def connect(self) -> None:
        super().connect()
        self.alarm.watch(self.sock)


class _SafeLine(HTTPSConnection, _Line):
    """The same with TLS: its `connect` calls that of the plain line, then shakes hands over it."""


def _made_under(alarm: Alarm, kind: type[_Line]) -> Callable[..., HTTPConnection]:
    def made(host: str, **options: Any) -> HTTPConnection:
        line = kind(host, **options)
        line.alarm = alarm
        return line

    return made


class _Watched(HTTPHandler):
    def __init__(self, alarm: Alarm) -> None:
        super().__init__()
        self._line = _made_under(alarm, _Line)

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._line, req)


class _WatchedSafely(HTTPSHandler):
    def __init__(self, alarm: Alarm) -> None:
        super().__init__()
        self._line = _made_under(alarm, _SafeLine)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._line, req)


class _Stay(HTTPRedirectHandler):
    """Follows no redirection: codes and secrets go to the address that the provider published, nowhere else."""

    def redirect_request(self, *args: object) -> None:
        return None
