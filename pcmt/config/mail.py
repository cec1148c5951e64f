"""The mail server of an installation, read from one address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

OWN_MACHINE = ("localhost", "127.0.0.1")
SUBMISSION, SUBMISSION_BY_TLS = 587, 465


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over, and how: TLS from the first byte, by STARTTLS, or neither on this machine."""

    host: str
    port: int
    user: str
    password: str
    use_ssl: bool
    use_tls: bool

    @property
    def is_on(self) -> bool:
        """Whether there is one at all."""
        return bool(self.host)

    @classmethod
    def at(cls, address: str) -> "MailServer":
        """This will read `smtp://user:password@host:port` or `smtps://…`; user and password are percent-encoded.

        Raises ValueError where user or password holds other signs than ASCII: SMTP knows no others, mails would fail
        long after the start. A password never crosses the line in the clear: one of the two kinds of TLS holds, but for
        this machine itself.
        """
        parts = urlsplit(address)
        host, by_tls = parts.hostname or "", parts.scheme == "smtps"
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if not (user + password).isascii():
            raise ValueError("PCMT_MAIL: user and password of a mail server may only hold ASCII signs.")
        return cls(
            host=host,
            port=parts.port or (SUBMISSION_BY_TLS if by_tls else SUBMISSION),
            user=user,
            password=password,
            use_ssl=by_tls,
            use_tls=not by_tls and host not in OWN_MACHINE,
        )
