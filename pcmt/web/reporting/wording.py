"""How the pages say where a report stands: titles, states and marks in words."""

from collections.abc import Sequence

from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.reporting.queries import Board, CellConflict, HeatMark, StepView, SubmissionView, Timeliness
from pcmt.rulebook.queries import Form
from pcmt.web.components import Event, State, StateKind
from pcmt.web.formats.figures import date_text

LABELS_TOLD = 4
CHECKED = ("submitted", "under_review")
MARKS: dict[str, State | None] = {
    "on_time": State("met", "đúng hạn"),
    "amended": State("on", "đã sửa"),
    "late": State("late", "gửi chậm"),
    "missing": State("risk", "chưa gửi"),
    "due": State("void", "chưa đến hạn"),
    "none": None,
}
SHAPES: dict[str, StateKind] = {
    "enter_cells": "on",
    "confirm_section": "on",
    "sign": "on",
    "upload_signed": "on",
    "submit": "on",
    "take_up": "on",
    "return_for_correction": "risk",
    "accept": "met",
    "correct": "late",
}


def timing_state(timing: Timeliness | None) -> State | None:
    """This will put a report's standing to its deadline in words."""
    if timing is None:
        return None
    return {
        "on_time": State("met", "đúng hạn"),
        "late": State("late", f"gửi chậm {timing.days} ngày"),
        "overdue": State("risk", f"quá hạn {timing.days} ngày"),
        "due": State("void", "chưa đến hạn"),
    }[timing.timing]


def heat_state(mark: HeatMark) -> State | None:
    """This will explain one square of the board."""
    state = MARKS[mark.mark]
    return State(state.kind, f"{mark.period.name}: {state.words}") if state else None


def short_month(period: Period) -> str:
    """This will name a column of periods: T11, QIV, 6T đầu, the year, or the last day of what was asked on occasion."""
    match period.kind:
        case Kind.MONTH:
            return f"T{period.index}"
        case Kind.QUARTER:
            return f"Q{('I', 'II', 'III', 'IV')[period.index - 1]}"
        case Kind.HALF:
            return f"6T {'đầu' if period.index == 1 else 'cuối'}"
        case Kind.NINE_MONTHS:
            return "9T"
    return f"{period.last_day:%d/%m}" if period.free else str(period.year)


def who_owes(form: Form) -> str:
    """This will name those who owe a form: communes, or agencies of the province."""
    return "xã, phường" if "commune" in form.levels else "cơ quan"


def board_title(board: Board) -> str:
    """This will say what matters of a period now."""
    overdue, waiting = board.timed("overdue"), sum(row.duty.state in CHECKED for row in board.rows)
    parts = [f"{board.sent}/{len(board.rows)} đã gửi"]
    if overdue:
        parts.append(f"{overdue} quá hạn")
    if waiting:
        parts.append(f"{waiting} chờ kiểm tra")
    return f"{board.period.name}: " + ", ".join(parts)


def conflicts_title(conflicts: Sequence[CellConflict], *, own_at: str = "ở cửa sổ khác") -> str:
    """This will say how many figures of another are in the way, or the writer's own, from another window."""
    return f"{whose_conflicts(conflicts, own_at=own_at)}: chọn số liệu giữ lại"


def whose_conflicts(conflicts: Sequence[CellConflict], *, own_at: str = "ở cửa sổ khác") -> str:
    """This will say how many figures were changed meanwhile, and by whom. own_at: where the writer did it oneself."""
    own = sum(one.own for one in conflicts)
    if own == len(conflicts):
        return f"{own} ô anh/chị đã sửa {own_at}"
    also = f", trong đó {own} ô anh/chị đã sửa {own_at}" if own else ""
    return f"{len(conflicts)} ô đã được {'sửa' if own else 'người khác sửa'}{also}"


def duties_title(waiting: int) -> str:
    """This will say how much waits for someone who reports."""
    return f"Có {waiting} báo cáo số liệu cần làm" if waiting else "Không có báo cáo số liệu nào cần làm"


def submission_title(view: SubmissionView) -> str:
    """This will say what a report needs next."""
    where = submission_place(view)
    if lacks_figures(view):
        return f"{where}: còn {len(view.missing)} ô chưa nhập"
    errors = sum(check.severity == "error" for check in view.failing)
    if view.duty.state in ("draft", "returned") and errors:
        return f"{where}: {errors} chỗ số liệu chưa khớp"
    return f"{where}: {_next(view)}"


def submission_place(view: SubmissionView) -> str:
    """This will say whose report it is, and of when."""
    return f"{view.duty.area_name}, {view.duty.name_inside}"


def lacks_figures(view: SubmissionView) -> bool:
    """This will tell whether a report that can be filled in has required cells left empty."""
    return view.duty.state in ("draft", "returned") and bool(view.missing)


def submission_lead(view: SubmissionView) -> str:
    """This will name the form and its days."""
    period = view.duty.period
    days = ""
    if period.calendar is not Calendar.CIVIL:
        days = f" · kỳ từ {date_text(period.first_day)} đến {date_text(period.last_day)}"
    again = f" · đính chính lần {view.duty.round - 1}" if view.duty.round > 1 else ""
    asked = f"Yêu cầu đột xuất · số liệu {period.name_inside}" if period.free else view.duty.form_label
    return f"{asked}{days}{again}"


def history_events(view: SubmissionView, when: dict[int, str]) -> tuple[Event, ...]:
    """This will tell the report's history, newest first; `when` holds the written instants by place."""
    return tuple(
        Event(
            title=step.label,
            when=when[place],
            who=step.person,
            state=SHAPES.get(step.move, "on"),
            text=_event_text(step),
        )
        for place, step in reversed(list(enumerate(view.steps)))
    )


def _next(view: SubmissionView) -> str:
    if view.duty.state == "returned":
        return "bị trả lại, cần bổ sung"
    if view.duty.state == "draft":
        waiting = [one for one in view.sections if one.needs_confirmation and one.confirmation is None]
        return f"chờ xác nhận {len(waiting)} phần" if waiting else "chờ ký"
    return {
        "signed": "đã ký, chưa gửi",
        "submitted": "chờ kiểm tra, chốt số liệu",
        "under_review": "đang được kiểm tra",
        "accepted": "đã chốt số liệu",
    }.get(view.duty.state, view.duty.state_label.lower())


def _event_text(step: StepView) -> str:
    parts = [step.reason] if step.reason else []
    parts += [step.section] if step.section else []
    parts += ["Xác nhận từ trước khi mở lại, vẫn có hiệu lực khi số liệu của phần không đổi."] if step.carried else []
    parts += [f"{label}: {remark}" if remark else label for label, remark in step.cells]
    if step.changed:
        more = f" và {len(step.changed) - LABELS_TOLD} mục khác" if len(step.changed) > LABELS_TOLD else ""
        parts.append("; ".join(step.changed[:LABELS_TOLD]) + more)
    if step.voided:
        parts.append("Hết hiệu lực do số liệu thay đổi: " + "; ".join(step.voided) + ".")
    return " · ".join(parts)
