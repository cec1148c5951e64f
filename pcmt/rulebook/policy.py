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


def may_build(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.change_form_draft` to build forms, each other's too."""
    return actor.may("rulebook.change_form_draft")


def may_begin(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.begin_form_draft`."""
    return actor.may("rulebook.begin_form_draft")


def may_propose_form(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.propose_form_draft`; the proposal itself is asked for beside."""
    return actor.may("rulebook.propose_form_draft")


def may_discard(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.discard_form_draft`."""
    return actor.may("rulebook.discard_form_draft")


def may_undo(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.undo_form_draft`."""
    return actor.may("rulebook.undo_form_draft")


def may_end_form(actor: Actor) -> Decision:
    """This will allow the holders of `rulebook.end_form` to propose a form's last day."""
    return actor.may("rulebook.end_form")
