"""Who may look into the journal, and shred."""

from pcmt.kernel.actor import Actor, Decision


def may_view(actor: Actor) -> Decision:
    """This will allow the holders of `journal.view`."""
    return actor.may("journal.view")


def may_seal(actor: Actor) -> Decision:
    """This will allow the job, and an administrator, to extend the chain."""
    return actor.may("journal.seal")


def may_anchor(actor: Actor) -> Decision:
    """This will allow the job, and an administrator, to write down where the chain ends."""
    return actor.may("journal.anchor")


def may_export(actor: Actor) -> Decision:
    """This will allow the holders of `journal.export`."""
    return actor.may("journal.export")


def may_shred(actor: Actor) -> Decision:
    """This will allow the holders of `journal.shred`."""
    return actor.may("journal.shred")


def may_shred_person(actor: Actor) -> Decision:
    """This will allow the holders of `journal.shred_person`."""
    return actor.may("journal.shred_person")
