"""The server's worker: what it turns away by itself, before Django sees any of it, is told in Vietnamese too.

And it does not outlive the server: gunicorn's own looks for it only when nobody waits, which on a busy day is never.
"""

import os
import socket

from django.template.loader import render_to_string
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.http.message import Request
from gunicorn.workers.sync import SyncWorker

from pcmt.cli.parent import end_with_parent
from pcmt.config.garbage import Sweeping

TOO_LONG, TOO_MUCH, UNREADABLE = "414 URI Too Long", "431 Request Header Fields Too Large", "400 Bad Request"


class Worker(SyncWorker):  # type: ignore[misc]  # gunicorn brings no types
    """This will answer as gunicorn's own worker does, but with a page of ours where a request cannot be read."""

    sweeping = Sweeping()

    def init_signals(self) -> None:
        """This will end after the request at hand once the server is gone, were it by a kill."""
        super().init_signals()
        self.sweeping.begin()
        end_with_parent()
        self.alive = os.getppid() == self.ppid

    def handle(self, listener: socket.socket, client: socket.socket, addr: tuple[str, int] | str) -> None:
        """This will answer, and look for garbage once the answer is out, if it is due."""
        super().handle(listener, client, addr)
        self.sweeping.after_request()

    def handle_error(
        self, req: Request | None, client: socket.socket, addr: tuple[str, int] | str | None, exc: BaseException
    ) -> None:
        """This will tell what is wrong with a request that is none; all else stays gunicorn's."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Unreadable request from %s: %s", addr, exc)
        try:
            client.sendall(told(exc))
        except OSError:
            self.log.debug("The sender of an unreadable request is gone.")


def told(exc: ParseException) -> bytes:
    """This will write the whole answer to a request that cannot be read: status, headers and page."""
    long = isinstance(exc, LimitRequestLine)
    status = TOO_LONG if long else TOO_MUCH if isinstance(exc, LimitRequestHeaders) else UNREADABLE
    page = render_to_string("414.html" if long else "400.html").encode()
    lines = (
        f"HTTP/1.1 {status}",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        "Content-Security-Policy: default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Cache-Control: no-store",
        f"Content-Length: {len(page)}",
    )
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + page
