"""What still stands between a draft and its signature: empty cells, unconfirmed sections, checks that fail."""

from collections.abc import Collection

from pcmt.kernel.refusal import Refusal
from pcmt.reporting import report_rows
from pcmt.reporting.answering import answered_in, unanswered
from pcmt.reporting.rounds import Round
from pcmt.reporting.rules.checks import CheckResult
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import checked, explanations_of, load_sheet, missing_cells, sheet_of, typed_figures
from vanban.text import lower_first

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


def check_section_answers(held: Round, section: str, reasons: Collection[str] = ()) -> frozenset[str]:
    """This will refuse to confirm figures of a section that cannot be, or that need a reason which nobody gave.

    Returns the checks that warn of the section's figures, for which a reason can be given.

    A check between two sections does not tell which of them is wrong: as an error it waits for the signature.
    reasons: the checks for which a reason comes with the confirmation.
    """
    asked = next(part for part in held.form.sections if part.code == section)
    own = {cell.element for cell in asked.cells}
    answers = checked(held.form, load_sheet(held.submission, held.form), explanations_of(held.submission))
    failing = [one for one in answers if one.outcome == "fails" and not own.isdisjoint(one.cells)]
    wrong = [one.message for one in failing if one.severity == "error" and own.issuperset(one.cells)]
    warned = [one for one in failing if one.severity != "error"]
    if wrong:
        raise NotReady(
            f"{asked.label}: số liệu chưa khớp. {' '.join(wrong[:TOLD])}",
            remedy="Đề nghị người nhập sửa các ô được chỉ ra ở mục Kiểm tra số liệu, rồi xác nhận.",
        )
    silent = [one for one in warned if one.blocks and one.code not in reasons]
    if silent:
        raise NotReady(
            f"{asked.label}: còn {len(silent)} cảnh báo chưa nêu lý do. "
            + " ".join(one.message for one in silent[:TOLD]),
            remedy="Nếu số liệu đúng, ghi lý do ngay khi xác nhận; nếu sai, đề nghị người nhập sửa.",
        )
    return frozenset(one.code for one in warned)


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
    errors = [_placed(held, answer) for answer in answers if answer.blocks and answer.severity == "error"]
    if errors:
        raise NotReady(
            f"Số liệu chưa khớp: {' '.join(errors[:TOLD])}", remedy="Kiểm tra, sửa các ô được chỉ ra rồi thực hiện lại."
        )
    unexplained = [_placed(held, answer) for answer in answers if answer.blocks]
    if unexplained:
        raise NotReady(
            f"Còn {len(unexplained)} cảnh báo chưa nêu lý do: {' '.join(unexplained[:TOLD])}",
            remedy="Sửa số liệu, hoặc ghi lý do vào mục Kiểm tra số liệu.",
        )


def _placed(held: Round, answer: CheckResult) -> str:
    """The check's words behind the sections whose figures it compares."""
    parts = [part.label for part in held.form.sections if {one.element for one in part.cells} & {*answer.cells}]
    return f"{', '.join(parts)}: {lower_first(answer.message)}" if parts else answer.message


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
