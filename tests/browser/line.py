"""A line between a browser and the server that can be cut as a real one is: at the socket, and at any step.

`pass`         all goes through
`cut`          nobody answers: connections are refused, those that stand are closed
`lose-request` what is sent never arrives
`lose-answer`  what is sent arrives, and its answer is lost
`outage`       the server answers by itself that its database is out of reach (503, as `pcmt.web.failing` does)
The two that lose hold for requests whose first line contains `lost`; all others pass.
"""

import socket
import threading
from contextlib import suppress

CHUNK = 65_536
HEAD_ENDS = b"\r\n\r\n"
SAID = b'{"code": "database_out_of_reach", "message": "", "remedy": ""}'
OUTAGE = b"\r\n".join(
    [
        b"HTTP/1.1 503 Service Unavailable",
        b"Content-Type: application/json",
        b"X-Outage: database",
        b"Content-Length: %d" % len(SAID),
        b"Connection: close",
        b"",
        SAID,
    ]
)


class Line:
    """A proxy on a port of its own. `mode` may be changed at any time."""

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.mode, self.lost = "pass", ""
        self.lost_times = 0
        self._standing: set[socket.socket] = set()
        self._door = self._open(0)
        self.port: int = self._door.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Refuse who comes, and close what stands."""
        self.mode = "cut"
        self._shut(self._door)
        for one in list(self._standing):
            self._shut(one)

    def fail(self) -> None:
        """Let every request be answered as the server does whose database is out of reach."""
        self.mode = "outage"

    def mend(self) -> None:
        if self.mode == "cut":
            self._door = self._open(self.port)
        self.mode, self.lost = "pass", ""

    def lose(self, part: str, lost: str) -> None:
        """Lose the `part` ("request" or "answer") of every request whose first line contains `lost`."""
        self.mode, self.lost = f"lose-{part}", lost
        self.lost_times = 0

    def end(self) -> None:
        self.cut()

    def _open(self, port: int) -> socket.socket:
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen(64)
        threading.Thread(target=self._welcome, args=(door,), daemon=True).start()
        return door

    def _welcome(self, door: socket.socket) -> None:
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        """One request a connection: the server closes after its answer, so nothing needs to be counted."""
        self._standing.add(caller)
        server = socket.socket()
        try:
            sent = self._request(caller)
            first = sent.partition(b"\r\n")[0].decode("latin-1")
            losing = bool(self.lost) and self.lost in first
            if losing:
                self.lost_times += 1
            if not sent or (losing and self.mode == "lose-request"):
                return
            if self.mode == "outage":
                caller.sendall(OUTAGE)
                return
            server.connect(("127.0.0.1", self.server_port))
            self._standing.add(server)
            server.sendall(sent)
            while answer := server.recv(CHUNK):
                if not (losing and self.mode == "lose-answer"):
                    caller.sendall(answer)
        except OSError:
            pass
        finally:
            for one in (caller, server):
                self._standing.discard(one)
                self._shut(one)

    @staticmethod
    def _request(caller: socket.socket) -> bytes:
        """A whole request, told to the server as the connection's last."""
        held = b""
        while HEAD_ENDS not in held:
            part = caller.recv(CHUNK)
            if not part:
                return b""
            held += part
        head, _, body = held.partition(HEAD_ENDS)
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        told = [line.split(b":")[1] for line in lines if line.lower().startswith(b"content-length:")]
        length = int(told[0]) if told else 0
        while len(body) < length:
            part = caller.recv(CHUNK)
            if not part:
                return b""
            body += part
        return b"\r\n".join([*lines, b"Connection: close"]) + HEAD_ENDS + body

    @staticmethod
    def _shut(one: socket.socket) -> None:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
