"""Who may do what with notices: everybody with their own, the jobs with all, administrators see what did not arrive."""

from pcmt.kernel.actor import Actor, Decision
from pcmt.kernel.refusal import NotAllowed

NOT_OWN = "việc này chỉ làm được với tài khoản của chính mình, không làm thay, không qua mã kết nối"


def may_on_own(actor: Actor) -> Decision:
    """This will let a person settle what concerns themselves, in their own right and not by a token."""
    own = actor.user_id is not None and actor.on_behalf is None and actor.token_id is None
    return Decision(own, "tài khoản của mình" if own else NOT_OWN)


def own_account(actor: Actor) -> int:
    """This will give the account of somebody who acts for themselves; NotAllowed for everybody else."""
    may_on_own(actor).require()
    if actor.user_id is None:
        raise NotAllowed(rule=NOT_OWN)
    return actor.user_id


def may(actor: Actor, permission: str) -> Decision:
    """This will answer for the jobs, and for those who look at the mails of all."""
    return actor.may(permission)
