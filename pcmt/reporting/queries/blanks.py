"""Reports handed out as workbooks to fill in: signed, with the rules of the form and the figures of before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localtime

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import Refusal
from pcmt.reporting import seals
from pcmt.reporting.answering import FILE
from pcmt.reporting.drafts import ANSWER, COMMENT, LONGEST_WORDS, WORDS
from pcmt.reporting.models import Submission
from pcmt.reporting.queries.adjustments import adjustments
from pcmt.reporting.queries.answers import AnswerView
from pcmt.reporting.queries.sheet_cells import SheetCell
from pcmt.reporting.queries.sheet_views import SectionView, SubmissionView
from pcmt.reporting.queries.submissions import submission
from pcmt.reporting.rules.blank_of_unit import (
    UnitAnswer,
    UnitBlank,
    UnitCell,
    UnitCheck,
    UnitWords,
    address_of,
    page_of,
    rows_of,
)
from pcmt.reporting.rules.excel_lines import Typed
from pcmt.reporting.rules.in_excel import Calculation
from pcmt.reporting.rules.in_hand import is_open
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import load_sheet
from pcmt.rulebook.queries import Form, book
from vanban.text import file_name, format_date, format_moment
from workbook.blanks.spec import Blank
from workbook.blanks.writing import write_blank

LONGEST_NOTE = 500
REASON = "why:"
GUIDE = (
    "Chỉ gõ vào ô nền vàng; số gõ liền, không tách hàng nghìn. Để trống nếu chưa có số liệu, ghi 0 nếu không có.",
    "Không chèn, xóa, ẩn hàng cột, không đổi tên trang. Xong thì lưu (.xlsx) và nộp tại trang của báo cáo.",
)


class NothingToEnter(Refusal):
    """This will say that a report has no cell that this person may fill in now."""

    code = "nothing_to_enter"


@dataclass(frozen=True)
class BlankFile:
    """A workbook to hand out, under its file name."""

    name: str
    content: bytes


def blank(actor: Actor, submission_id: int, at: datetime) -> BlankFile:
    """This will hand out a report as a workbook to fill in; NotFound where it may not be seen.

    Raises NothingToEnter where none of its cells is open to this person. at: printed on it, with who took it.
    """
    view = submission(actor, submission_id)
    form = book().form_by_id(view.duty.form_id)
    row = Submission.objects.select_related("duty").get(pk=submission_id)
    sheet = load_sheet(row, form)
    hidden = frozenset(cell.element for section in view.sections for cell in section.cells if cell.hidden)
    footer = taker(actor, at)
    laid = _unit_blank(view, form, sheet, hidden, footer)
    if not any(cell.key for _, cells in laid.sections for cell in cells) and not any(one.key for one in laid.words):
        raise NothingToEnter(
            "Báo cáo này không có ô nào để nhập ở trạng thái hiện nay.",
            remedy="Xem trạng thái báo cáo; báo cáo đã gửi hoặc đã chốt thì nhập khi được trả lại hoặc mở lại.",
        )
    rows = rows_of(laid)
    typed = {
        cell.element: Typed(address_of(rows[cell.element]), cell.kind == "yesno")
        for _, cells in laid.sections
        for cell in cells
        if not cell.is_computed and cell.element not in hidden
    }
    calculation = Calculation(sheet, typed, sheet.computed, _parts(sheet))
    page = page_of(laid, calculation)
    made = Blank((page,), _stamp(view, footer), tuple(calculation.lines))
    name = file_name(form.short_label, view.duty.area_name, view.duty.period.id.partition("@")[0], ending="xlsx")
    return BlankFile(name, write_blank(made, seals.seal))


def _unit_blank(view: SubmissionView, form: Form, sheet: Sheet, hidden: frozenset[str], footer: str) -> UnitBlank:
    duty = view.duty
    round_ = f" – đính chính lần {duty.round - 1}" if duty.round > 1 else ""
    reasons = {check.code: check.explanation for check in view.checks}
    notes = adjustments(view).notes()
    may_reason = view.may_edit and any(section.may_enter for section in view.sections)
    return UnitBlank(
        heading=(
            duty.agency_name.upper(),
            duty.form_label,
            f"{duty.area_name} · {duty.period.label} · hạn gửi {format_date(duty.due_on)}{round_}",
        ),
        guide=GUIDE,
        sections=tuple((one.label, _cells(one, view, sheet, hidden, notes)) for one in view.sections),
        checks=tuple(
            UnitCheck(
                rule,
                is_open(rule.condition, sheet, hidden),
                f"{view.id}/{REASON}{rule.code}" if may_reason and rule.severity != "error" else "",
                reasons.get(rule.code, ""),
            )
            for rule in form.checks
        ),
        words=tuple(
            UnitWords(
                one.label,
                one.help,
                one.text,
                f"{view.id}/{WORDS}{one.field}" if view.may_edit and view.may_write_words else "",
                one.revision,
                LONGEST_WORDS,
            )
            for one in view.words
        ),
        footer=footer,
        longest_note=LONGEST_NOTE,
        answers=tuple(_answer(one, section, view) for section in view.sections for one in section.answers),
    )


def _answer(one: AnswerView, section: SectionView, view: SubmissionView) -> UnitAnswer:
    may_type = view.may_edit and section.may_enter and one.kind != FILE and not one.hidden
    told = "Gửi tệp trên trang của báo cáo." if one.kind == FILE else one.help
    return UnitAnswer(
        label=one.label,
        help=told,
        kind=one.kind,
        text="(không hiển thị)" if one.hidden else one.text,
        key=f"{view.id}/{ANSWER}{one.code}" if may_type else "",
        revision=one.revision,
        longest=one.longest,
        options=tuple(label for _, label in one.options),
    )


def _cells(
    section: SectionView, view: SubmissionView, sheet: Sheet, hidden: frozenset[str], notes: Mapping[str, str]
) -> tuple[UnitCell, ...]:
    editable = view.may_edit and section.may_enter
    told = []
    for cell in section.cells:
        may_type = editable and not cell.computed and not cell.hidden
        formula = sheet.computed.get(cell.element)
        told.append(
            UnitCell(
                element=cell.element,
                label=cell.label,
                unit=cell.unit,
                kind=cell.kind,
                scale=cell.scale,
                key=f"{view.id}/{cell.element}" if may_type else "",
                text=typed_text(cell.quantity, cell.kind),
                revision=cell.revision,
                before=_decimal(cell.previous.quantity if cell.previous else None),
                last_year=_decimal(cell.last_year.quantity if cell.last_year else None),
                is_computed=cell.computed,
                is_open=formula is None or is_open(formula, sheet, hidden),
                comment=_note(cell),
                comment_key=f"{view.id}/{COMMENT}{cell.element}" if may_type else "",
                comment_revision=cell.comment_revision,
                beside=notes.get(cell.element, ""),
            )
        )
    return tuple(told)


def _note(cell: SheetCell) -> str:
    return "(không hiển thị)" if cell.hidden else cell.comment


def typed_text(quantity: Quantity | None, kind: str) -> str:
    """This will write a figure as the workbook's reader gives it back: no marks between thousands."""
    if quantity is None:
        return ""
    if kind == "yesno":
        return "có" if quantity.scaled else "không"
    whole, _, part = str(quantity.decimal).partition(".")
    part = part.rstrip("0")
    return f"{whole},{part}" if part else whole


def _decimal(quantity: Quantity | None) -> Decimal | None:
    return quantity.decimal if quantity is not None else None


def _parts(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """The categories of every whole that is no cell itself, as `Sheet.cell` adds them up."""
    found: dict[str, list[str]] = {}
    for element in sheet.labels:
        pieces = element.split(".")
        for length in range(1, len(pieces)):
            whole = ".".join(pieces[:length])
            if whole not in sheet.labels:
                found.setdefault(whole, []).append(element)
    return {whole: tuple(parts) for whole, parts in found.items()}


def _stamp(view: SubmissionView, taker: str) -> dict[str, str]:
    duty = view.duty
    return {
        "form": duty.form_id,
        "form_label": duty.form_label,
        "period": duty.period.id,
        "period_label": duty.period.label,
        "units": str(view.id),
        "unit_label": duty.area_name,
        "version": str(view.version),
        "taken": taker,
    }


def taker(actor: Actor, at: datetime) -> str:
    """This will say who took the blank and when, as it is printed at its foot."""
    names = agencies.person_names([actor.person_id]) if actor.person_id is not None else {}
    name = names.get(actor.person_id, "") if actor.person_id is not None else ""
    return f"Mẫu do {name or 'hệ thống'} lấy lúc {format_moment(localtime(at))}"
