"""What still stands between a draft and its signature: empty cells, unconfirmed sections, checks that fail."""

from pcmt.kernel.refusal import Refusal
from pcmt.reporting.rounds import Round
from pcmt.reporting.sheets import checked, explanations_of, load_sheet, missing_cells

TOLD = 5


class NotReady(Refusal):
    """This will name what is missing before a report can be confirmed, signed or sent."""

    code = "not_ready"


def check_complete(held: Round, section: str | None = None) -> None:
    """This will refuse where required cells are empty, in the whole form or in one section."""
    missing = missing_cells(held.form, load_sheet(held.submission, held.form), section)
    if missing:
        raise NotReady(
            f"Còn {len(missing)} ô bắt buộc chưa có số liệu: {_listed(missing)}.",
            remedy="Nhập đủ các ô này; nếu không phát sinh thì ghi 0.",
        )


def check_confirmed(held: Round) -> None:
    """This will refuse where a section has not been confirmed since it last changed."""
    standing = set(held.submission.confirmations.filter(voided_at__isnull=True).values_list("section", flat=True))
    waiting = [section.label for section in held.sections_to_confirm if section.code not in standing]
    if waiting:
        raise NotReady(
            f"Chưa được xác nhận: {_listed(tuple(waiting))}.",
            remedy="Đề nghị thủ trưởng đơn vị phụ trách xác nhận từng phần trước khi ký.",
        )


def check_consistent(held: Round) -> None:
    """This will refuse where an error stands, or a warning without a reason."""
    sheet = load_sheet(held.submission, held.form)
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


def _listed(labels: tuple[str, ...]) -> str:
    rest = f" và {len(labels) - TOLD} mục khác" if len(labels) > TOLD else ""
    return "; ".join(labels[:TOLD]) + rest
