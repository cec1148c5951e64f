"""The one way to a report: through a check that the actor may do what is meant to be done with it."""

from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.refusal import Need, NotFound
from pcmt.publications import policy
from pcmt.publications.models import Report
from pcmt.rulebook.queries import book

RETURN = "publications.return_draft"


def report_for(actor: Actor, report_id: int, permission: str, *, lock: bool = False) -> Report:
    """This will get a report, or refuse.

    NotFound where it is not there or may not be seen, NotAllowed where only the verb is denied.
    lock: hold the row until the transaction ends, for changes.
    """
    rows = Report.objects.select_for_update() if lock else Report.objects.all()
    report = rows.filter(pk=report_id).first()
    if report is None or not policy.may(actor, "publications.view", report.area_id):
        raise NotFound("Không tìm thấy báo cáo.")
    policy.may(actor, permission, report.area_id).require()
    return report


def lifecycle() -> Lifecycle:
    """This will give the lifecycle of reports, as the rulebook has it."""
    return book().lifecycle("report")


def hands(report_id: int) -> dict[str, frozenset[int]]:
    """This will tell who made which move, and for whom, since the draft was last returned, from the journal."""
    found: dict[str, set[int]] = {}
    for entry in journal.entries(subject=f"report:{report_id}", limit=5000):
        if entry.action == RETURN:
            found = {move: found[move] for move in ("compose", "correct", "edit_words", "pick_words") if move in found}
        hands = {person for person in (entry.person_id, entry.on_behalf_of) if person is not None}
        found.setdefault(entry.action.removeprefix("publications."), set()).update(hands)
    return {move: frozenset(people) for move, people in found.items()}


def check_hands(report: Report, move: str, actor: Actor) -> None:
    """This will refuse with SamePerson who made a move on the report from which this one must stay apart."""
    needs = Need(lifecycle().moves[move].permission, area_id=report.area_id)
    lifecycle().check_hands(move, actor.hands, hands(report.pk), needs)
