"""How many things wait for an actor behind each entry of the navigation: at most two questions an entry."""

from datetime import datetime

from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.publications import queries as publications
from pcmt.reporting import queries as reporting

# Which permission takes an official report on from its state, and what that step is called.
REPORT_STEPS = {
    "draft": ("publications.submit_for_signature", "Hoàn thiện, trình ký"),
    "returned": ("publications.edit_words", "Chỉnh sửa, trình ký lại"),
    "submitted": ("publications.sign", "Xem xét, ký"),
    "signed": ("publications.issue", "Phát hành"),
}


def suggestions(actor: Actor, at: datetime) -> int:
    """This will count the suggestions that wait, for those who may settle them."""
    return documents.open_suggestions_count(actor) if actor.may_somewhere("documents.settle_suggestion") else 0


def submissions(actor: Actor, at: datetime) -> int:
    """This will count the reports of figures at a step that the actor may take."""
    return reporting.waiting_count(actor)


def reports(actor: Actor, at: datetime) -> int:
    """This will count the official reports whose next step is the actor's."""
    return sum(bool(report_step(actor, row.state.code)) for row in publications.reports(actor))


def report_step(actor: Actor, state: str) -> str:
    """This will name the step that an actor may take with an official report in a state; empty where none."""
    permission, words = REPORT_STEPS.get(state, ("", ""))
    return words if permission and actor.may_somewhere(permission) else ""
