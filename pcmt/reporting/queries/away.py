"""What of a report may be kept away from the server: its figures, but none that is restricted, and no words."""

from dataclasses import dataclass, replace
from datetime import date

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.drafts import ANSWER
from pcmt.reporting.models import Submission
from pcmt.reporting.queries.awaiting import awaiting
from pcmt.reporting.queries.duties import DutyView
from pcmt.reporting.queries.sheet_cells import SheetCell
from pcmt.reporting.queries.sheet_views import SectionView, SubmissionView
from pcmt.reporting.queries.submissions import submission
from pcmt.reporting.rules.in_hand import form_in_hand
from pcmt.reporting.rules.lookback import cells_read
from pcmt.reporting.sheets import load_sheet
from pcmt.rulebook.queries import book

MOST_KEPT = 12


@dataclass(frozen=True)
class KeptForm:
    """A report that an actor has to fill in; `version` grows with every change of it."""

    submission_id: int
    duty: DutyView
    version: int


def forms_to_keep(actor: Actor, on: date) -> tuple[KeptForm, ...]:
    """This will list the reports that an actor has to fill in next, the earliest deadline first, twelve at most."""
    owed = [one.duty for one in awaiting(actor, on) if one.move == "enter_cells"][:MOST_KEPT]
    ids = [duty.submission_id for duty in owed]
    versions = dict(Submission.objects.filter(pk__in=ids).values_list("pk", "version"))
    return tuple(KeptForm(duty.submission_id, duty, versions[duty.submission_id]) for duty in owed)


def form_away(actor: Actor, submission_id: int, on: date) -> SubmissionView:
    """This will show a report that the actor may fill in, as it may be kept: see `restricted_elements` for what goes.

    Raises NotFound where the actor cannot type into it, for such a report is of no use away from the server.
    """
    view = submission(actor, submission_id, on)
    if not view.may_edit or not any(section.may_enter for section in view.sections):
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    row = Submission.objects.select_related("duty").get(pk=submission_id)
    form = book().form_by_id(row.duty.form_id)
    hidden = {cell.element for section in view.sections for cell in section.cells if cell.hidden}
    in_hand = form_in_hand(form, load_sheet(row, form), hidden | restricted_elements(form.id))
    # A total that adds up restricted figures tells of them as well.
    told = {cell["element"] for cell in in_hand["cells"] if not cell["asked"]}
    closed = hidden | restricted_elements(form.id) | told
    return replace(
        view,
        sections=tuple(_without(section, closed) for section in view.sections),
        checks=tuple(replace(check, explanation="") for check in view.checks),
        words=(),
        steps=(),
        in_hand=in_hand,
    )


def restricted_elements(form_id: str) -> frozenset[str]:
    """This will name the cells whose figures never leave the server, whoever may see them there."""
    return frozenset(cell.element for cell in book().form_by_id(form_id).cells if cell.restricted)


def restricted_fields(form_id: str) -> frozenset[str]:
    """This will name those cells, and the fields of words that may tell of them, as the page calls them.

    An answer that is restricted itself (`answer:QUESTION`), and the reason for a check that reads such a cell
    (`why:CHECK`); a comment goes by its cell.
    """
    form, closed = book().form_by_id(form_id), restricted_elements(form_id)
    computed = {cell.element: cell.computed for cell in form.cells if cell.computed is not None}
    reasons = (f"why:{one.code}" for one in form.checks if cells_read(one.condition, computed) & closed)
    answers = (f"{ANSWER}{one.code}" for one in form.answers if one.restricted)
    return closed.union(reasons, answers)


def _without(section: SectionView, closed: set[str] | frozenset[str]) -> SectionView:
    """A section's figures alone: no answers in words, no name of who confirmed it."""
    cells = tuple(_bare(cell, hidden=cell.element in closed) for cell in section.cells)
    return replace(section, cells=cells, answers=(), confirmation=None)


def _bare(cell: SheetCell, *, hidden: bool) -> SheetCell:
    """A cell without the words beside it; where hidden, what the form says of it and nothing else."""
    if not hidden:
        return replace(cell, comment="", remark=None, entered_by="", entered_at=None, fact_id=None)
    return SheetCell(
        element=cell.element,
        label=cell.label,
        unit=cell.unit,
        scale=cell.scale,
        kind=cell.kind,
        required=cell.required,
        computed=cell.computed,
        hidden=True,
        present=False,
        help=cell.help,
        source=cell.source,
        quantity=None,
        text="",
        estimate=cell.estimate,
    )
