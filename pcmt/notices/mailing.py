"""Sends one mail by the mail server of this installation, which may be none."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

SECONDS_TO_WAIT = 20


def is_on() -> bool:
    """This will tell whether this installation has a mail server."""
    return bool(settings.MAIL_IS_ON)


def send(*, to: str, subject: str, body: str) -> None:
    """This will send a plain mail that says it was written by a machine; raises what the mail server answers."""
    EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        connection=get_connection(timeout=SECONDS_TO_WAIT),
    ).send()
