"""A question to a provider ends at its time, wherever the other side dawdles: head, body, TLS."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from time import monotonic
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from pcmt.accounts.fetching import TooSlow, answered

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
Serve = Callable[[socket.socket, threading.Event], None]


@contextmanager
def server(serve: Serve) -> Iterator[int]:
    """A server of one visitor, on a port of its own; it is told when the visitor has given up."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def run() -> None:
            line, _ = door.accept()
            with line, suppress(OSError):
                serve(line, over)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield door.getsockname()[1]
        over.set()
        thread.join(5)


def dripping(first: bytes, drop: bytes) -> Serve:
    """Answers so much at once, then a drop now and then for as long as anybody listens: never silent, never done."""

    def serve(line: socket.socket, over: threading.Event) -> None:
        line.sendall(first)
        while not over.wait(0.02):
            line.sendall(drop)

    return serve


def silent(line: socket.socket, over: threading.Event) -> None:
    over.wait(20)


def whole(line: socket.socket, over: threading.Event) -> None:
    line.recv(4096)
    line.sendall(HEAD + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")


def leading_away(line: socket.socket, over: threading.Event) -> None:
    line.recv(4096)
    line.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n")


def ask(port: int, *, seconds: float = 20.0, scheme: str = "http") -> bytes:
    request = Request(f"{scheme}://127.0.0.1:{port}/")
    return answered(request, until=monotonic() + seconds, waits=10.0, largest=1024)


def test_an_answer_in_time_is_given():
    with server(whole) as port:
        assert ask(port) == b"{}"


@pytest.mark.parametrize(
    ("serve", "scheme"),
    [
        (silent, "http"),
        (silent, "https"),
        (dripping(b"HTTP/1.1 200", b" "), "http"),
        (dripping(HEAD, b"X-A: b\r\n"), "http"),
        (dripping(HEAD + b"Content-Length: 900\r\n\r\n", b" "), "http"),
        (dripping(b"\x16\x03\x03\x3f\xff", b"\x02"), "https"),
    ],
    ids=["silent", "silent in TLS", "first line", "head", "body", "handshake"],
)
def test_a_slow_one_is_left_when_the_time_is_up(serve: Serve, scheme: str):
    """Each would go on for as long as it is listened to: that the question ends at all is the proof."""
    with server(serve) as port, pytest.raises((OSError, HTTPException)):
        ask(port, seconds=0.4, scheme=scheme)


def test_where_no_time_is_left_nobody_is_asked():
    with pytest.raises(TooSlow):
        ask(9, seconds=0.0)


def test_no_redirection_is_followed():
    with server(leading_away) as port, pytest.raises(HTTPError):
        ask(port)
