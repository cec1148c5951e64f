"""Mails to a real mail server: by STARTTLS, by TLS, with a password, and what happens where it refuses."""

import smtplib
import ssl
from pathlib import Path

import pytest
from pytest_django import Settings

from pcmt.config.mail import MailServer
from pcmt.jobs import reminding
from pcmt.jobs.reminding import send_mails, tell_what_is_due
from pcmt.notices import mailing
from pcmt.notices.actions.choose import choose
from pcmt.notices.models import Digest
from pcmt.notices.rules.stages import KINDS
from tests.notices.smtp_server import HOST, PASSWORD, USER, Mailbox, certificate, mail_server
from tests.province import AT
from tests.reporting.walk import Walk

THURSDAY = AT.replace(month=10, day=15)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def trusted(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The office's own authority, named as the documentation says."""
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    return files


def use(settings: Settings, box: Mailbox, *, ssl_: bool = False, tls: bool = False, password: str = "") -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_IS_ON = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, box.port
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = ssl_, tls
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = (USER, password) if password else ("", "")
    settings.DEFAULT_FROM_EMAIL = "pcmt@tinh.example"


def send() -> None:
    mailing.send(to="xa@pcmt.example", subject="Còn 1 ngày: báo cáo tháng 10", body="Hạn gửi 16/10/2026.\n.\nHết.")


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("", MailServer("", 587, "", "", False, True)),
        ("smtp://thu.tinh.example", MailServer("thu.tinh.example", 587, "", "", False, True)),
        ("smtp://a%40b:m%3A%40t@thu.example:2525", MailServer("thu.example", 2525, "a@b", "m:@t", False, True)),
        ("smtps://u:p@thu.example", MailServer("thu.example", 465, "u", "p", True, False)),
        ("smtp://localhost:25", MailServer("localhost", 25, "", "", False, False)),
    ],
)
def test_one_address_says_where_and_how(address: str, server: MailServer):
    assert MailServer.at(address) == server
    assert server.is_on == bool(address)


def test_a_password_that_smtp_cannot_carry_is_refused_at_the_start():
    with pytest.raises(ValueError, match="ASCII"):
        MailServer.at("smtps://u:m%E1%BA%ADt@thu.example")


def test_a_relay_of_this_machine_takes_the_whole_mail(settings: Settings):
    with mail_server() as box:
        use(settings, box)
        send()
    ((sender, to, mail),) = box.mails
    assert (sender, to) == ("pcmt@tinh.example", "xa@pcmt.example")
    assert mail["Subject"] == "Còn 1 ngày: báo cáo tháng 10"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == ["Hạn gửi 16/10/2026.", ".", "Hết."]


@pytest.mark.parametrize("at_once", [True, False], ids=["smtps", "starttls"])
def test_the_password_goes_over_tls_alone(settings: Settings, trusted: tuple[Path, Path], at_once: bool):
    with mail_server(tls=trusted, at_once=at_once, auth=True) as box:
        use(settings, box, ssl_=at_once, tls=not at_once, password=PASSWORD)
        send()
    assert len(box.mails) == 1
    assert box.passwords_over == ["tls"]


def test_a_server_without_tls_is_told_no_password(settings: Settings):
    with mail_server(auth=True) as box:
        use(settings, box, tls=True, password=PASSWORD)
        with pytest.raises(smtplib.SMTPNotSupportedError):
            send()
    assert (box.mails, box.passwords_over) == ([], [])


def test_a_certificate_that_nobody_vouches_for_is_told_no_password(settings: Settings, files: tuple[Path, Path]):
    with mail_server(tls=files, auth=True) as box:
        use(settings, box, tls=True, password=PASSWORD)
        with pytest.raises(ssl.SSLCertVerificationError):
            send()
    assert (box.mails, box.passwords_over) == ([], [])


@pytest.mark.django_db
def test_a_reminder_reaches_the_server_and_waits_while_the_password_is_wrong(
    walk: Walk, settings: Settings, monkeypatch: pytest.MonkeyPatch, trusted: tuple[Path, Path]
):
    monkeypatch.setattr(reminding, "MOST_PEOPLE", 1000)
    settings.PUBLIC_ADDRESS = "https://pcmt.example"
    with mail_server(tls=trusted, auth=True) as box:
        use(settings, box, tls=True, password="sai")
        choose(
            by_mail=True, email="sen-hong@pcmt.example", kinds=list(KINDS), actor=walk.actor("sen-hong.reporter"),
            at=THURSDAY,
        )  # fmt: skip
        tell_what_is_due(THURSDAY)
        assert send_mails(THURSDAY) == 0
        mine = Digest.objects.filter(user=walk.province.users["sen-hong.reporter"])
        digest = mine.get()
        assert (digest.state, digest.error, box.mails) == (Digest.State.WAITING, "SMTPAuthenticationError", [])

        settings.EMAIL_HOST_PASSWORD = PASSWORD
        assert digest.next_at is not None
        assert send_mails(digest.next_at) == 1
    ((_, to, mail),) = box.mails
    assert to == "sen-hong@pcmt.example"
    assert "https://pcmt.example" in mail.get_content()
    assert mine.get().state == Digest.State.SENT
