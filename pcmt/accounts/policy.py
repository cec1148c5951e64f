"""Who may manage accounts, and who may sign in or change a password."""

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
    """This will answer whether the account is the actor's own: nobody changes another's password but by a reset."""
    return Decision(actor.user_id is not None and actor.user_id == user_id, "chỉ chủ tài khoản")
