"""Choose of what one is told by mail, and at which address."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.notices import policy
from pcmt.notices.models import Choice
from pcmt.notices.rules.stages import KINDS

LONGEST = 120


class CannotMail(Refusal):
    """This will say what an address lacks."""

    code = "cannot_mail"


@transaction.atomic
def choose(*, by_mail: bool, email: str, kinds: Collection[str], actor: Actor, at: datetime) -> None:
    """This will keep whether the actor wants a mail a day, where to, and of which kinds."""
    user_id = policy.own_account(actor)

    email = email.strip()
    if by_mail or email:
        _check_address(email)
    muted = sorted(KINDS.keys() - set(kinds))

    Choice.objects.update_or_create(user_id=user_id, defaults={"by_mail": by_mail, "email": email, "muted": muted})

    record(
        action="notices.choose", subject=f"user:{user_id}", actor=actor, at=at,
        after={"by_mail": by_mail, "muted": muted}, personal={"email": email},
    )  # fmt: skip


def _check_address(email: str) -> None:
    try:
        if len(email) > LONGEST:
            raise ValidationError("too long")
        validate_email(email)
    except ValidationError:
        words = "Ghi địa chỉ thư điện tử công vụ, ví dụ ten@donvi.gov.vn."
        raise CannotMail("Địa chỉ thư điện tử không dùng được.", fields={"email": words}) from None
