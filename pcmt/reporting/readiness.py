"""What still stands between a draft and its signature: empty cells, unconfirmed sections, checks that fail."""

from pcmt.kernel.refusal import Refusal
from pcmt.reporting import report_rows
from pcmt.reporting.answering import answered_in, unanswered
from pcmt.reporting.rounds import Round
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import checked, explanations_of, load_sheet, missing_cells, sheet_of, typed_figures

TOLD = 5


class NotReady(Refusal):
    """This will name what is missing before a report can be confirmed, signed or sent."""

    code = "not_ready"


def check_ready(held: Round) -> None:
    """This will refuse what cannot be signed or sent: with empty cells, unconfirmed sections or failing checks."""
    sheet = load_sheet(held.submission, held.form)
    _check_complete(missing_cells(held.form, sheet) + unanswered(held.form, answered_in(held.submission, held.form)))
    _check_confirmed(held)
    _check_consistent(held, sheet)
    _check_takes_up(held, sheet)


def check_section_complete(held: Round, section: str) -> None:
    """This will refuse where required cells of a section are empty."""
    figures = typed_figures(held.submission)
    empty = missing_cells(held.form, sheet_of(held.duty, held.form, figures, {}), section)
    _check_complete(empty + unanswered(held.form, answered_in(held.submission, held.form), section))


def _check_complete(missing: tuple[str, ...]) -> None:
    if missing:
        raise NotReady(
            f"Còn {len(missing)} ô bắt buộc chưa có số liệu: {_listed(missing)}.",
            remedy="Nhập đủ các ô này; nếu không phát sinh thì ghi 0.",
        )


def _check_confirmed(held: Round) -> None:
    standing = {one.section for one in report_rows.CONFIRMATIONS.all(held.submission.pk)}
    waiting = [section.label for section in held.sections_to_confirm if section.code not in standing]
    if waiting:
        raise NotReady(
            f"Chưa được xác nhận: {_listed(tuple(waiting))}.",
            remedy="Đề nghị thủ trưởng đơn vị phụ trách xác nhận từng phần trước khi ký.",
        )


def _check_consistent(held: Round, sheet: Sheet) -> None:
    answers = checked(held.form, sheet, explanations_of(held.submission))
    errors = [answer.message for answer in answers if answer.blocks and answer.severity == "error"]
    if errors:
        raise NotReady(
            f"Số liệu chưa khớp: {' '.join(errors[:TOLD])}", remedy="Kiểm tra, sửa các ô được chỉ ra rồi thực hiện lại."
        )
    unexplained = [answer.message for answer in answers if answer.blocks]
    if unexplained:
        raise NotReady(
            f"Còn {len(unexplained)} cảnh báo chưa nêu lý do: {' '.join(unexplained[:TOLD])}",
            remedy="Sửa số liệu, hoặc ghi lý do vào mục Kiểm tra số liệu.",
        )


def _check_takes_up(held: Round, sheet: Sheet) -> None:
    """What corrections of closed periods add must find a figure that it can be added to, and leave none below zero."""
    figures = sheet.figures[sheet.period.id]
    labels = {cell.element: cell.label for cell in held.form.cells}
    unfit = [labels[code] for code, gap in sheet.added.items() if code not in figures or figures[code] + gap < 0]
    if unfit:
        raise NotReady(
            f"Số điều chỉnh của kỳ trước không trừ được vào: {_listed(tuple(unfit))}.",
            remedy="Kiểm tra số của kỳ này; nếu đúng thì đề nghị cơ quan thường trực mở lại kỳ trước để đính chính.",
        )


def _listed(labels: tuple[str, ...]) -> str:
    rest = f" và {len(labels) - TOLD} mục khác" if len(labels) > TOLD else ""
    return "; ".join(labels[:TOLD]) + rest
