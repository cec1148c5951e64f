"""A mail server of tests: speaks SMTP on a port of this machine, with STARTTLS or TLS, and asks for a password."""

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST, USER, PASSWORD = "127.0.0.1", "pcmt@tinh.example", "mat khau:9@"
YEAR_AROUND = timedelta(days=400)


@dataclass
class Mailbox:
    """What came in: envelopes, mails, and how each client spoke (`tls`, or `clear`) when it gave a password."""

    port: int = 0
    mails: list[tuple[str, str, EmailMessage]] = field(default_factory=list)
    passwords_over: list[str] = field(default_factory=list)


def certificate(folder: Path) -> tuple[Path, Path]:
    """Makes a certificate for this machine that vouches for itself: files of the certificate and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now().astimezone()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - YEAR_AROUND)
        .not_valid_after(now + YEAR_AROUND)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    as_pem, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "server.pem").write_bytes(made.public_bytes(as_pem))
    (folder / "server.key").write_bytes(key.private_bytes(as_pem, kind, plain))
    return folder / "server.pem", folder / "server.key"


@contextmanager
def mail_server(
    *, tls: tuple[Path, Path] | None = None, at_once: bool = False, auth: bool = False
) -> Iterator[Mailbox]:
    """Serves while the block runs. tls: certificate and key, by STARTTLS or from the first byte (`at_once`)."""
    box = Mailbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
    if context is not None and tls is not None:
        context.load_cert_chain(*tls)

    class Session(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                if context is not None and at_once:
                    self.request = context.wrap_socket(self.request, server_side=True)
                _Dialogue(self.request, box, context, at_once=at_once, auth=auth).run()
            except OSError:
                return  # the client hung up, as it does where it does not trust the certificate

    server = socketserver.ThreadingTCPServer((HOST, 0), Session)
    server.daemon_threads = True
    box.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Dialogue:
    def __init__(self, line, box: Mailbox, context: ssl.SSLContext | None, *, at_once: bool, auth: bool) -> None:
        self.line, self.box, self.context, self.auth = line, box, context, auth
        self.tls = at_once
        self.known = not auth
        self.file = line.makefile("rb")
        self.sender = self.to = ""

    def say(self, text: str) -> None:
        self.line.sendall(f"{text}\r\n".encode())

    def run(self) -> None:
        self.say("220 thu.tinh.example")
        while command := self.file.readline():
            word, _, rest = command.decode().strip().partition(" ")
            if word.upper() == "QUIT":
                return self.say("221 bye")
            getattr(self, f"on_{word.lower()}", self.on_other)(rest)

    def on_other(self, _: str) -> None:
        self.say("502 no such command")

    def on_ehlo(self, _: str) -> None:
        offers = ["thu.tinh.example", "8BITMIME"]
        offers += ["STARTTLS"] if self.context is not None and not self.tls else []
        offers += ["AUTH PLAIN"] if self.auth else []
        for offer in offers[:-1]:
            self.say(f"250-{offer}")
        self.say(f"250 {offers[-1]}")

    def on_starttls(self, _: str) -> None:
        assert self.context is not None
        self.say("220 go ahead")
        self.line = self.context.wrap_socket(self.line, server_side=True)
        self.file, self.tls = self.line.makefile("rb"), True

    def on_auth(self, rest: str) -> None:
        self.box.passwords_over.append("tls" if self.tls else "clear")
        _, user, password = base64.b64decode(rest.rsplit(maxsplit=1)[-1]).decode().split("\0")
        self.known = (user, password) == (USER, PASSWORD)
        self.say("235 welcome" if self.known else "535 5.7.8 wrong name or password")

    def on_mail(self, rest: str) -> None:
        self.sender = rest.partition("<")[2].partition(">")[0]
        self.say("250 ok" if self.known else "530 5.7.0 sign in first")

    def on_rcpt(self, rest: str) -> None:
        self.to = rest.partition("<")[2].partition(">")[0]
        self.say("250 ok")

    def on_rset(self, _: str) -> None:
        self.say("250 ok")

    def on_data(self, _: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.file.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        self.box.mails.append((self.sender, self.to, mail))
        self.say("250 taken")
