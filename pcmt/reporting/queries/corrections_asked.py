"""Corrections that units ask for after closing: what is said to be wrong, what came of it, who waits for an answer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import policy, report_rows
from pcmt.reporting.models import CorrectionAsked, Submission
from pcmt.reporting.queries.duties import area_names, visible_duties
from pcmt.reporting.queries.sheet_cells import SheetCell
from pcmt.reporting.queries.sheet_views import SubmissionView
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.naming import report_name_beside, report_name_inside
from pcmt.rulebook.queries import CellDef, Form, book

ASK, REFUSE = "reporting.ask_correction", "reporting.refuse_correction"


@dataclass(frozen=True)
class WrongCell:
    """A closed figure that is said to be wrong; `right` is empty where nobody knows yet what would be right."""

    element: str
    label: str
    closed: str
    right: str


@dataclass(frozen=True)
class CorrectionAskedView:
    """One request for a correction. opened: the round in which it is corrected; into: the period that took it up.

    Decided with neither it was refused, and `answer` says why. hidden: how many of its cells this reader may not see.
    """

    id: int
    submission_id: int
    cells: tuple[WrongCell, ...]
    hidden: int
    reason: str
    asked_by: str
    asked_at: datetime
    opened: int | None
    into: Period | None
    answer: str
    decided_by: str
    decided_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.decided_at is None

    @property
    def notes(self) -> dict[str, str]:
        """What stands beside each of its cells, by element."""
        return {one.element: f"Đề nghị đính chính{f' thành {one.right}' if one.right else ''}" for one in self.cells}


@dataclass(frozen=True)
class CorrectionTold:
    """A request in a list, waiting or refused. `unit` says whose report it is, as `DutyView.area_name` does."""

    id: int
    submission_id: int
    unit: str
    form_label: str
    period: Period
    reason: str
    cells: int
    answer: str

    @property
    def name_inside(self) -> str:
        """What the report is called inside a sentence."""
        return report_name_inside(self.form_label, self.period)

    @property
    def name_beside(self) -> str:
        """What the name leaves out."""
        return report_name_beside(self.form_label, self.period)


def corrections_asked(row: Submission, form: Form, hidden: Collection[str]) -> tuple[CorrectionAskedView, ...]:
    """This will list what was asked to be corrected of a report, oldest first.

    No query before anything was closed, one where nothing was ever asked, three otherwise. hidden: elements that the
    reader may not see.
    """
    if row.round == 1 and row.accepted_at is None:
        return ()
    found = report_rows.CORRECTIONS_ASKED.all(row.duty_id)
    if not found:
        return ()
    persons = {one.asked_by_id for one in found} | {one.decided_by_id for one in found}
    names = agencies.person_names(person for person in persons if person is not None)
    closed = _closed_figures({one.submission_id for one in found}, form)
    return tuple(_view(one, form, names, closed[one.submission_id], hidden) for one in found)


def correction_waiting(view: SubmissionView) -> CorrectionAskedView | None:
    """This will give the request that waits for a report that its reader has before them, without cells hidden there.

    Two queries where nothing was ever asked, five otherwise.
    """
    (row,) = report_rows.REPORT.all(view.id)
    hidden = {cell.element for section in view.sections for cell in section.cells if cell.hidden}
    found = corrections_asked(row, book().form_by_id(row.duty.form_id), hidden)
    return next((one for one in found if one.waits), None)


def correctable(actor: Actor, view: SubmissionView) -> tuple[SheetCell, ...]:
    """This will list the cells of a closed report that the actor may say to be wrong: typed, theirs, and seen."""
    return tuple(
        cell
        for section in view.sections
        if policy.may_ask_correction(actor, view.duty, [section.owner_id])
        for cell in section.cells
        if not cell.computed and not cell.hidden
    )


def corrections_waiting(actor: Actor) -> tuple[CorrectionTold, ...]:
    """This will list the requests that nobody has answered and that the actor may answer, the oldest first.

    No query where the actor answers none anywhere, one where none waits, a fixed number otherwise.
    """
    if not actor.may_somewhere(REFUSE):
        return ()
    asked = CorrectionAsked.objects.filter(submission__duty__in=visible_duties(actor), decided_at=None)
    rows = asked.select_related("submission__duty").order_by("id")
    return _told([row for row in rows if policy.may_on_duty(actor, REFUSE, row.submission.duty)])


def corrections_refused(actor: Actor, since: date) -> tuple[CorrectionTold, ...]:
    """This will list the requests of the actor's own agencies that were refused since a day, the oldest first."""
    if not actor.may_somewhere(ASK):
        return ()
    asked = CorrectionAsked.objects.filter(submission__duty__in=visible_duties(actor), decided_at__date__gte=since)
    rows = asked.filter(opened=None, into="").select_related("submission__duty").order_by("id")
    return _told([row for row in rows if row.submission.duty.agency_id in actor.own_agencies])


def _told(rows: list[CorrectionAsked]) -> tuple[CorrectionTold, ...]:
    if not rows:
        return ()
    names = area_names(row.submission.duty for row in rows)
    offices = agencies.agencies_by_id(row.submission.duty.agency_id for row in rows)
    return tuple(
        CorrectionTold(
            id=row.pk,
            submission_id=row.submission_id,
            unit=area.full_name if area.level == "commune" else offices[duty.agency_id].name,
            form_label=book().form_by_id(duty.form_id).short_label,
            period=Period.parse(duty.period),
            reason=row.reason,
            cells=len(row.figures),
            answer=row.answer,
        )
        for row in rows
        for duty in (row.submission.duty,)
        for area in (names[duty.area_id],)
    )


def _closed_figures(submission_ids: Iterable[int], form: Form) -> dict[int, dict[str, str]]:
    return {one: _written(report_rows.FIGURES.all(one), form.cell_by_code) for one in submission_ids}


def _written(rows: Iterable[tuple[str, int | None, int]], cells: Mapping[str, CellDef]) -> dict[str, str]:
    known = [(cells[element], scaled, scale) for element, scaled, scale in rows if element in cells]
    return {cell.element: write_figure(one, scale, cell.kind) for cell, one, scale in known if one is not None}


def _view(
    row: CorrectionAsked, form: Form, names: Mapping[int, str], closed: Mapping[str, str], hidden: Collection[str]
) -> CorrectionAskedView:
    shown = [cell for cell in form.cells if cell.element in row.figures and cell.element not in hidden]
    return CorrectionAskedView(
        id=row.pk,
        submission_id=row.submission_id,
        cells=tuple(
            WrongCell(
                cell.element,
                cell.label,
                closed.get(cell.element, ""),
                write_figure(right[0], right[1], cell.kind) if (right := row.figures[cell.element]) else "",
            )
            for cell in shown
        ),
        hidden=len(row.figures) - len(shown),
        reason=row.reason,
        asked_by=_who(row.asked_by_id, names),
        asked_at=row.asked_at,
        opened=row.opened_id,
        into=Period.parse(row.into) if row.into else None,
        answer=row.answer,
        decided_by=_who(row.decided_by_id, names) if row.decided_at else "",
        decided_at=row.decided_at,
    )


def _who(person_id: int | None, names: Mapping[int, str]) -> str:
    return "Hệ thống" if person_id is None else names.get(person_id, "")
