"""The desk's figures, heat table and coming tasks. Pure: what was gathered in, view values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.plans.queries import TaskView
from pcmt.reporting.queries import Board, BoardRow
from pcmt.web.classification.shapes import standing_row
from pcmt.web.components import HeatRow, State, StateKind
from pcmt.web.desk.chores import board_address
from pcmt.web.desk.gathering import Found, Recognised
from pcmt.web.formats.figures import date_text
from pcmt.web.indicators.behind import STATES, tally, words_of
from pcmt.web.navigation import address
from pcmt.web.reporting.wording import heat_state, short_month, timing_state
from vanban.text import lower_first

SOON_DAYS = 30
LONG_LATE_DAYS = 30
LEAST_ROWS = 9
MOST_ROWS = 20
WEIGHTS = {"missing": 100, "late": 10, "amended": 1}
KINDS: dict[str, StateKind] = {"met": "met", "on": "on", "late": "late", "risk": "risk", "void": "void"}


@dataclass(frozen=True)
class Fact:
    """One figure on top of the desk, already written, with where it leads."""

    label: str
    value: str
    state: State
    url: str = ""


def facts(found: Found, on: date) -> tuple[Fact, ...]:
    """This will choose the figures that fit the actor's work."""
    chosen: tuple[Fact | None, ...]
    if found.oversees:
        chosen = (_sent(found.board), _recognised(found.recognised), _tasks(found, on), _judged(found))
    else:
        chosen = (_own_report(found.board), _punctual(found.board), _tasks(found, on), _standing(found), _led(found))
    return tuple(fact for fact in (*chosen, _accounts(found)) if fact is not None)


def heat(board: Board | None, beside: int) -> tuple[HeatRow, ...]:
    """This will show the areas with the most trouble first, by what weighs: missing, late, amended.

    beside: how many chores stand in the list on its left, two heat rows high each; more rows only where they tell.
    """
    if board is None:
        return ()
    rows = sorted(board.rows, key=lambda row: (-_trouble(row), row.area_name))
    troubled = sum(_trouble(row) > 0 for row in rows)
    rows = rows[: max(LEAST_ROWS, min(troubled, 2 * beside, MOST_ROWS))]
    return tuple(
        HeatRow(
            label=row.area_name,
            cells=[heat_state(mark) for mark in row.heat],
            url=address("reporting.submission", row.duty.submission_id),
        )
        for row in rows
    )


def heat_columns(board: Board | None) -> tuple[str, ...]:
    """This will name the columns of the heat table."""
    return tuple(short_month(period) for period in board.heat_periods) if board else ()


def coming_tasks(tasks: Sequence[TaskView] | None, on: date) -> tuple[TaskView, ...]:
    """This will give the open tasks that are late or due within thirty days, the earliest first."""
    due = [task for task in tasks or () if task.is_open and task.due_on and (task.due_on - on).days <= SOON_DAYS]
    return tuple(sorted(due, key=lambda task: (task.due_on or on, task.id)))


def lead(found: Found, labels: Sequence[str]) -> str:
    """This will say in which roles one is here, and for which reporting period the day counts."""
    parts = list(labels)
    if found.board and found.board.due_on:
        parts.append(f"Kỳ báo cáo {found.board.period.label_inside} hạn gửi {date_text(found.board.due_on)}")
    return " · ".join(parts)


def _sent(board: Board | None) -> Fact | None:
    if board is None:
        return None
    label, url = f"Báo cáo {board.period.name_inside} đã gửi", board_address(board.period.id)
    if not board.rows:
        return Fact(label, "–", State("void", "kỳ báo cáo chưa mở"), url)
    overdue, unsent = board.timed("overdue"), len(board.rows) - board.sent
    state = State("risk", f"{overdue} quá hạn") if overdue else State("late", f"{unsent} chưa gửi")
    return Fact(label, f"{board.sent}/{len(board.rows)} xã", state if unsent else State("met", "đã gửi đủ"), url)


def _recognised(found: Recognised | None) -> Fact | None:
    if found is None:
        return None
    value, progress = found.value, found.progress
    told = State(KINDS[progress.state], progress.label) if progress else State("void", "chưa đặt chỉ tiêu")
    if value.state == "void":
        told = State("void", "thiếu dữ liệu")
    label = f"Xã, phường không ma túy (đã công nhận {value.period.name_inside})"
    return Fact(label, value.display if value.state != "void" else "–", told, address("indicators.show", value.code))


def _tasks(found: Found, on: date) -> Fact | None:
    if found.tasks is None:
        return None
    open_tasks = [task for task in found.tasks if task.is_open]
    late = [task for task in open_tasks if task.is_overdue]
    long_late = sum(task.due_on is not None and (on - task.due_on).days > LONG_LATE_DAYS for task in late)
    url = address("plans.tasks")
    if not found.tasks:
        return Fact("Nhiệm vụ quá hạn", "–", State("void", "chưa có nhiệm vụ"), url)
    if long_late:
        state = State("risk", f"{long_late} quá hạn hơn {LONG_LATE_DAYS} ngày")
    else:
        state = State("late", f"chưa quá {LONG_LATE_DAYS} ngày") if late else State("met", "không quá hạn")
    return Fact("Nhiệm vụ quá hạn", f"{len(late)}/{len(found.tasks)}", state, url)


def _judged(found: Found) -> Fact:
    label, url, counts = "Chỉ tiêu chậm hoặc không đạt", address("indicators.leading"), tally(found.judged)
    if not counts.of:
        return Fact(label, "–", State("void", "chưa đặt mức phấn đấu"), url)
    state = State("risk", counts.words) if counts.behind else _none_behind(counts.untold)
    return Fact(label, counts.share, state, url)


def _led(found: Found) -> Fact | None:
    """Of the targets in which one's agency leads, how many are behind; they stand in a table below."""
    if not found.targets:
        return None
    standing = [progress for _, progress in found.targets]
    behind = sum(one.state in STATES for one in standing)
    untold = sum(one.state == "void" for one in standing)
    state = State("risk", words_of(standing)) if behind else _none_behind(untold)
    return Fact("Chỉ tiêu chủ trì chậm hoặc không đạt", f"{behind}/{len(standing)}", state, address("plans.list"))


def _none_behind(untold: int) -> State:
    return State("void", f"{untold} chưa đủ dữ liệu") if untold else State("met", "không có")


def _own_report(board: Board | None) -> Fact | None:
    if board is None or not board.rows:
        return None
    duty = board.rows[0].duty
    state = State(KINDS[duty.tone], lower_first(duty.state_label))
    if duty.timing is not None and duty.timing.timing == "overdue":
        state = timing_state(duty.timing) or state
    url = address("reporting.submission", duty.submission_id)
    return Fact(f"Báo cáo {board.period.name_inside}, hạn gửi", date_text(duty.due_on), state, url)


def _punctual(board: Board | None) -> Fact | None:
    if board is None or not board.rows:
        return None
    marks = [mark.mark for mark in board.rows[0].heat if mark.mark not in ("none", "due")]
    if not marks:
        return None
    in_time, missing = sum(mark in ("on_time", "amended") for mark in marks), marks.count("missing")
    late = marks.count("late")
    state = State("risk", f"{missing} kỳ chưa gửi") if missing else State("late", f"{late} kỳ gửi chậm")
    label = f"Gửi đúng hạn trong {len(marks)} kỳ gần nhất"
    return Fact(label, f"{in_time}/{len(marks)}", state if missing or late else State("met", "đúng hạn mọi kỳ"))


def _standing(found: Found) -> Fact | None:
    if found.standing is None:
        return None
    row = standing_row(found.standing)
    kinds = [answer.badge.kind for answer in row.answers]
    label = "Điều kiện không ma túy đạt (tạm tính)"
    if all(kind == "void" for kind in kinds):
        return Fact(label, "–", State("void", "chưa đủ dữ liệu"), row.url)
    return Fact(label, f"{kinds.count('met')}/{len(kinds)}", row.headline, row.url)


def _accounts(found: Found) -> Fact | None:
    if not found.accounts:
        return None
    idle = found.idle_accounts
    state = State("late", f"{idle} chưa đăng nhập lần nào") if idle else State("met", "đều đã đăng nhập")
    return Fact("Tài khoản đang dùng", str(found.accounts), state, address("accounts.list"))


def _trouble(row: BoardRow) -> int:
    """Recent periods weigh more."""
    return sum(WEIGHTS.get(mark.mark, 0) * (place + 1) for place, mark in enumerate(row.heat))
