"""Who may add to the rules; nobody alone."""

from pcmt.kernel.actor import Actor, Decision


def may_propose(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.propose_release`."""
    return actor.may("rulebook.propose_release")


def may_release(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.release`; that it is another person is checked beside."""
    return actor.may("rulebook.release")


def may_withdraw(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.withdraw_release`."""
    return actor.may("rulebook.withdraw_release")
