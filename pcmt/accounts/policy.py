"""Who may manage accounts, and who may sign in or change a password."""

from typing import Protocol

from pcmt.kernel.actor import Actor, Decision


def may_manage(actor: Actor, verb: str, *, agency_id: int | None = None) -> Decision:
    """This will answer whether the actor may invite, grant or revoke, for this agency."""
    return actor.may(f"accounts.{verb}", agency_id=agency_id)


def may_list(actor: Actor) -> Decision:
    """This will answer whether the actor may see the list of accounts."""
    return actor.may("accounts.manage")


def may_open_the_door(actor: Actor) -> Decision:
    """This will answer whether the actor is the system's own door, the only one that may try passwords."""
    return actor.may("accounts.sign_in")


def is_self(actor: Actor, user_id: int) -> Decision:
    """This will answer whether the account is the actor's own: nobody changes another's password but by a reset.

    A program that acts by a token is not its owner.
    """
    if actor.token_id is not None:
        return Decision(False, "mã kết nối không làm được việc của riêng chủ tài khoản")
    return Decision(
        actor.user_id is not None and actor.user_id == user_id,
        "chỉ chủ tài khoản được làm việc này với tài khoản của mình",
    )


def may_remove_identity(actor: Actor, user_id: int) -> Decision:
    """This will let the owner unlink an account from a provider, and whoever holds the permission."""
    own = is_self(actor, user_id)
    return own if own else actor.may("accounts.remove_identity")


def may_issue_token(actor: Actor, user_id: int) -> Decision:
    """This will answer whether the actor may let a program act for them: only in their own right and themselves."""
    if actor.on_behalf is not None:
        return Decision(False, "người đang làm thay không cấp được mã kết nối bằng quyền của người khác")
    return is_self(actor, user_id)


def may_revoke_token(actor: Actor, user_id: int) -> Decision:
    """This will let the owner take a token back, and whoever holds the permission."""
    own = is_self(actor, user_id)
    return own if own else actor.may("accounts.revoke_token")


def may_delegate(actor: Actor) -> Decision:
    """This will answer whether the actor may let others act for them: only in their own right, at their agency."""
    if actor.token_id is not None:
        return Decision(False, "mã kết nối không làm được việc của riêng chủ tài khoản")
    if actor.on_behalf is not None:
        return Decision(False, "người đang làm thay không được ủy quyền lại cho người khác")
    return actor.may("accounts.delegate", agency_id=actor.agency_id)


class Given(Protocol):
    """A delegation, as far as a policy looks at it."""

    giver_id: int
    receiver_id: int


def may_end_delegation(actor: Actor, given: Given) -> Decision:
    """This will let both sides end a delegation, in their own right, and whoever holds the permission."""
    in_person = actor.on_behalf is None and actor.token_id is None
    if in_person and actor.user_id is not None and actor.user_id in (given.giver_id, given.receiver_id):
        return Decision(True, "người giao hoặc người nhận ủy quyền")
    return actor.may("accounts.end_delegation")


def may_on_account(actor: Actor, permission: str, user_id: int) -> Decision:
    """This will answer for an action on one account: one's own ones need no grant, all others are the keepers'."""
    if permission == "accounts.delegate":
        return may_delegate(actor)
    if permission in ("accounts.change_password", "accounts.sign_out"):
        return is_self(actor, user_id)
    return actor.may(permission)
