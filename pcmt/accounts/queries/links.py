"""What may be asked of one-time links."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from pcmt.accounts.linking import NewLink, open_link
from pcmt.accounts.models import Link, User
from pcmt.accounts.policy import may_list
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

__all__ = ["LinkView", "NewLink", "link_owner", "waiting_link", "without_link"]


@dataclass(frozen=True)
class LinkView:
    """A link that was handed out and waits: since when, and until when it is good; never the link itself."""

    made_at: datetime
    expires_at: datetime
    is_good: bool


def link_owner(token: str, at: datetime) -> str | None:
    """This will tell the holder of a link whose it is, by the account's name; None for one that counts no more."""
    link = open_link(token, at=at)
    return link.user.username if link else None


def without_link(actor: Actor, at: datetime) -> tuple[int, ...]:
    """This will give the open accounts that have no password and no link that is still good, in order of identifier."""
    if not may_list(actor):
        return ()
    linked = Link.objects.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)
    waiting = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return tuple(waiting.exclude(links__in=linked).order_by("pk").values_list("pk", flat=True))


def waiting_link(actor: Actor, user_id: int, at: datetime) -> LinkView | None:
    """This will tell an administrator of the link that waits for an account's owner, expired or not."""
    if not may_list(actor):
        raise NotFound("Không tìm thấy tài khoản.")
    link = Link.objects.filter(user_id=user_id, used_at__isnull=True, revoked_at__isnull=True).first()
    return LinkView(link.made_at, link.expires_at, link.expires_at > at) if link else None
