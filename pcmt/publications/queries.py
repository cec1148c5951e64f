"""What may be asked of official reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import State
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Need, NotFound, Refusal
from pcmt.kernel.verdict import Verdict
from pcmt.prepared import Prepared
from pcmt.publications import policy
from pcmt.publications.access import check_hands, hands, lifecycle, report_for
from pcmt.publications.drawing import points_of
from pcmt.publications.later import LaterValue, changed_since, spans_of
from pcmt.publications.models import Bound, Report
from pcmt.publications.official import as_refusal
from pcmt.publications.rules.content import OwnWords, Part, from_json
from pcmt.publications.rules.points import Point
from pcmt.publications.typesetting import document_of
from pcmt.publications.unit_reports import Line, UnitReportView, unit_docx, unit_html, unit_pdf, unit_report
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import ReportLayout, book
from vanban.write.docx import write_docx
from vanban.write.fonts import find_fonts
from vanban.write.html import write_html
from vanban.write.pdf import write_pdf

__all__ = [
    "LaterValue",
    "Line",
    "MoveView",
    "OwnWords",
    "Part",
    "Point",
    "PrintedFigure",
    "ReportLayout",
    "ReportRow",
    "ReportView",
    "UnitReportView",
    "as_docx",
    "as_html",
    "as_pdf",
    "figures",
    "later",
    "later_counts",
    "layouts",
    "printed_in",
    "report",
    "reports",
    "unit_docx",
    "unit_html",
    "unit_pdf",
    "unit_report",
    "verdict",
]

_EVERY = Prepared(lambda: Report.objects.order_by("-period", "-id").defer("content", "words"))


@dataclass(frozen=True)
class ReportRow:
    """A report in the list."""

    id: int
    title: str
    label: str
    period: Period
    state: State
    number: str
    issued_on: date | None
    composed_at: datetime
    corrects: int | None = None


@dataclass(frozen=True)
class MoveView:
    """A move that the report's state allows; `refused` says why this actor may not make it, "" where they may.

    needs: what others must hold who may make it, where this actor's own hands stand in the way.
    """

    code: str
    label: str
    needs_reason: bool
    refused: str
    needs: Need | None = None


@dataclass(frozen=True)
class ReportView:
    """A report with its parts, its words, the points drawn from agencies' words, and what may be done with it now.

    corrects: the issued report whose figures it corrects. corrections: those that correct its own, in their order.
    """

    row: ReportRow
    layout: ReportLayout
    parts: tuple[Part, ...]
    words: Mapping[str, str]
    version: int
    signer: str
    document_id: int | None
    moves: tuple[MoveView, ...]
    history: tuple[journal.EntryView, ...]
    missing_words: tuple[str, ...]
    points: Mapping[str, tuple[Point, ...]]
    unknown_figures: int
    corrects: ReportRow | None = None
    corrections: tuple[ReportRow, ...] = ()
    may_correct: bool = False

    @property
    def correction_at_work(self) -> ReportRow | None:
        """The correcting report that has no number yet."""
        return next((one for one in self.corrections if not one.number), None)


@dataclass(frozen=True)
class PrintedFigure:
    """A figure as a report prints it."""

    report_id: int
    report_title: str
    number: str
    block: str
    reference: str
    display: str


def reports(actor: Actor) -> tuple[ReportRow, ...]:
    """This will list the reports that the actor may see, newest period first."""
    return tuple(_row(row) for row in _EVERY.all() if policy.may(actor, "publications.view", row.area_id))


def report(actor: Actor, report_id: int) -> ReportView:
    """This will give one report; NotFound where it is not there or may not be seen."""
    found = report_for(actor, report_id, "publications.view")
    parts = from_json(found.content)
    missing = tuple(
        part.code
        for part in parts
        if isinstance(part, OwnWords) and part.required and not found.words.get(part.code, "").strip()
    )
    unknown = sum(not piece["known"] and bool(piece["ref"]) for block in found.content for piece in _pieces(block))
    return ReportView(
        row=_row(found),
        layout=book().layout_by_id(found.layout_id),
        parts=parts,
        words=found.words,
        version=found.version,
        signer=found.signer,
        document_id=found.document_id,
        moves=_moves(actor, found),
        history=journal.entries(subject=f"report:{found.pk}"),
        missing_words=missing,
        points=points_of(found),
        unknown_figures=unknown,
        corrects=_row(found.corrects) if found.corrects is not None else None,
        corrections=tuple(_row(one) for one in found.corrections.order_by("id")) if found.document_id else (),
        may_correct=bool(found.document_id and policy.may(actor, "publications.correct", found.area_id)),
    )


def report_issued_as(actor: Actor, document_id: int) -> int | None:
    """This will name the report that was issued as a document; None where there is none that the actor may see."""
    found = Report.objects.filter(document_id=document_id).first()
    return found.pk if found is not None and policy.may(actor, "publications.view", found.area_id) else None


def later(actor: Actor, report_id: int, at: datetime) -> tuple[LaterValue, ...]:
    """This will list the figures of an issued report that would be others now; none of one that is not issued yet.

    A draft is brought up to date instead (`refresh`); what is issued keeps its figures.
    """
    found = report_for(actor, report_id, "publications.view")
    return changed_since(found, actor, at) if found.document_id and not found.corrects_id else ()


def later_counts(actor: Actor, at: datetime) -> dict[int, int]:
    """This will count, for each issued report that the actor may see, the figures that would be others now.

    One query tells which reports are concerned at all; only these are filled again and compared.
    """
    issued = list(Report.objects.filter(document__isnull=False).order_by("id"))
    since = {row.corrects_id: row.composed_at for row in issued}
    rows = [row for row in issued if row.corrects_id is None and policy.may(actor, "publications.view", row.area_id)]
    concerned = reporting.last_changes({row.pk: (spans_of(row), since.get(row.pk, row.composed_at)) for row in rows})
    return {row.pk: len(changed_since(row, actor, at)) for row in rows if row.pk in concerned}


def layouts(on: date) -> tuple[ReportLayout, ...]:
    """This will list the layouts in force on a day."""
    return book().layouts(on)


def as_docx(actor: Actor, report_id: int) -> bytes:
    """This will write the report as an editable DOCX in the layout of Nghị định 30/2020/NĐ-CP."""
    document = document_of(report_for(actor, report_id, "publications.view"))
    with as_refusal():
        return write_docx(document)


def as_pdf(actor: Actor, report_id: int) -> bytes:
    """This will write the report as PDF/A with embedded fonts."""
    document = document_of(report_for(actor, report_id, "publications.view"))
    with as_refusal():
        return write_pdf(document, find_fonts())


def as_html(actor: Actor, report_id: int, address: Callable[[str], str | None]) -> str:
    """This will write the report as a fragment for the screen; `address` gives the link of what can be traced."""
    return write_html(document_of(report_for(actor, report_id, "publications.view")), address)


def figures(report_id: int, block: str) -> tuple[PrintedFigure, ...]:
    """This will list the figures that a block of a report prints; the caller has checked its reader."""
    rows = Bound.objects.select_related("report").filter(report_id=report_id, block=block).order_by("id")
    return tuple(_printed(row) for row in rows)


def printed_in(references: Sequence[str]) -> tuple[PrintedFigure, ...]:
    """This will list where some figures are printed; the caller has checked its reader."""
    rows = Bound.objects.select_related("report").filter(reference__in=list(references)).order_by("report_id", "id")
    return tuple(_printed(row) for row in rows)


def _row(row: Report) -> ReportRow:
    return ReportRow(
        id=row.pk,
        title=row.title,
        label=book().layout_by_id(row.layout_id).label,
        period=Period.parse(row.period),
        state=lifecycle().states[row.state],
        number=row.number,
        issued_on=row.issued_on,
        composed_at=row.composed_at,
        corrects=row.corrects_id,
    )


def verdict(actor: Actor, permission: str, report_id: int) -> Verdict:
    """This will answer for one permission and one report as the action would; raises NotFound where it is not."""
    row = Report.objects.filter(pk=report_id).first()
    move = permission.removeprefix("publications.")
    if row is None or (move != "view" and move not in lifecycle().moves):
        raise NotFound("Không có báo cáo tổng hợp này, hoặc việc này không làm với báo cáo tổng hợp.")
    seen = policy.may(actor, "publications.view", row.area_id)
    obstacle = ""
    if move != "view":
        try:
            lifecycle().after(row.state, move)
            check_hands(row, move, actor)
        except Refusal as refusal:
            obstacle = refusal.message
    return Verdict(bool(seen), policy.may(actor, permission, row.area_id), obstacle)


def _moves(actor: Actor, row: Report) -> tuple[MoveView, ...]:
    cycle, made = lifecycle(), hands(row.pk)
    found = []
    for move in cycle.moves.values():
        if row.state not in move.sources:
            continue
        needs = None
        refused = "" if policy.may(actor, move.permission, row.area_id) else "Việc này thuộc người khác."
        if not refused:
            apart = [cycle.moves[code].label for code in sorted(move.apart_from) if actor.hands & made.get(code, set())]
            refused = f"Người đã {apart[0].lower()} không {move.label.lower()}." if apart else ""
            needs = Need(move.permission, area_id=row.area_id) if apart else None
        found.append(MoveView(move.code, move.label, move.needs_reason, refused, needs))
    return tuple(found)


def _pieces(block: Mapping[str, object]) -> list[dict[str, object]]:
    pieces = block.get("pieces")
    if isinstance(pieces, list):
        return pieces
    rows = block.get("rows")
    return [piece for row in rows for piece in row] if isinstance(rows, list) else []


def _printed(row: Bound) -> PrintedFigure:
    return PrintedFigure(
        report_id=row.report_id,
        report_title=row.report.title,
        number=row.report.number,
        block=row.block,
        reference=row.reference,
        display=row.display,
    )
