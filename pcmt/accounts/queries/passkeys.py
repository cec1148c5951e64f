"""What a browser is to ask its devices for: a new passkey of one's own, or one that exists."""

from pcmt.accounts.models import User
from pcmt.accounts.passkeys import Answer, Site, creation_options, request_options
from pcmt.accounts.policy import is_self, may_open_the_door
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound

__all__ = ["Answer", "Site", "asked_for_key", "asked_for_new_key"]


def asked_for_new_key(actor: Actor, user_id: int, *, challenge: bytes, site: Site) -> str:
    """This will give the owner of an account the options (JSON) with which a device makes a new key."""
    is_self(actor, user_id).require()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    return creation_options(user, actor.label, challenge, site)


def asked_for_key(actor: Actor, user_id: int | None, *, challenge: bytes, site: Site) -> str:
    """This will give the options (JSON) with which a device proves itself; the actor is the door, or oneself.

    user_id: the account whose keys will do, known from the first step; None lets the device offer what it holds, and
    tells nobody which accounts have keys.
    """
    allowed = may_open_the_door(actor)
    if not allowed and user_id is not None:
        allowed = is_self(actor, user_id)
    allowed.require()
    return request_options(user_id, challenge, site)
