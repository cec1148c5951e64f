"""What there is to do, as a list of things with one action each. Pure: query results in, view values out."""

from collections.abc import Iterable, Sequence
from datetime import date

from pcmt.documents.queries import DocumentRow
from pcmt.reporting.queries import Awaiting, Board, BoardRow
from pcmt.web.components import State
from pcmt.web.desk.asked import asked_chores
from pcmt.web.desk.chore import Chore, past
from pcmt.web.desk.coordination import reviews_to_hold
from pcmt.web.desk.correcting import corrections_refused, corrections_to_answer
from pcmt.web.desk.escalation import escalated
from pcmt.web.desk.extending import extensions_to_decide
from pcmt.web.desk.gathering import Found
from pcmt.web.desk.letters import drafts_to_sign, letters_to_answer, letters_to_assign, sealed_deadlines
from pcmt.web.desk.releasing import pages_to_open, rules_to_release
from pcmt.web.desk.tasks import task_chores
from pcmt.web.formats.figures import date_text
from pcmt.web.indicators.behind import STATES, words_of
from pcmt.web.navigation import address
from vanban.text import lower_first

SILENT_FROM = 2
MOST_NAMED = 3


def in_order(chores: Iterable[Chore], on: date) -> tuple[Chore, ...]:
    """This will put first what is late or due today, then by day, then what has none."""
    return tuple(sorted(chores, key=lambda chore: (not chore.is_for(on), chore.due_on or date.max)))


def headline(chores: Sequence[Chore], on: date) -> str:
    """This will say what matters now."""
    today = sum(chore.is_for(on) for chore in chores)
    if today:
        return f"Có {today} việc cần làm hôm nay"
    return f"Có {len(chores)} việc đang chờ, chưa việc nào đến hạn" if chores else "Hôm nay không có việc nào đang chờ"


def all_chores(found: Found, on: date) -> tuple[Chore, ...]:
    """This will gather what there is to do for one actor, in order."""
    chores = [
        *rules_to_release(found.rules, on),
        *pages_to_open(found.to_publish, on),
        *reports_to_close(found.waiting, on),
        *extensions_to_decide(found.extensions, on),
        *corrections_to_answer(found.corrections),
        *corrections_refused(found.refused),
        *reports_to_make(found.waiting),
        *drafts_to_sign(found.to_sign, on),
        *letters_to_answer(found.letters, on),
        *letters_to_assign(found.unassigned),
        *sealed_deadlines(found.sealed, on),
        *suggestions_to_settle(found.suggestions),
        *official_reports(found),
        *targets_behind(found),
        *classes_to_decide(found),
        *escalated(found.escalated, on),
        *reviews_to_hold(found.programmes, on),
        *asked_chores(found.asked, on),
        *accounts_to_hand_over(found),
        *system_to_fill(found),
    ]
    if found.board and found.oversees:
        chores += [*unsent_reports(found.board, on), *returned_reports(found.board), *period_to_open(found.board)]
    chores += task_chores(found, on)
    return in_order(chores, on)


def reports_to_close(waiting: Sequence[Awaiting], on: date) -> list[Chore]:
    """This will gather the reports to check and close, one line a period."""
    groups: dict[str, list[Awaiting]] = {}
    for one in waiting:
        if one.move == "accept":
            groups.setdefault(_board_of(one), []).append(one)
    found = []
    for board, group in groups.items():
        late = sum(one.duty.timing is not None and one.duty.timing.timing == "late" for one in group)
        where = ", ".join(one.duty.area_name for one in group[:MOST_NAMED]) + ("…" if len(group) > MOST_NAMED else "")
        text = f"{where}; " + (f"{late} báo cáo gửi chậm" if late else "tất cả gửi đúng hạn")
        title = f"Kiểm tra, chốt {len(group)} báo cáo {group[0].duty.name_inside}"
        found.append(Chore(title, text, "Xem danh sách chờ", board, on))
    return found


def _board_of(one: Awaiting) -> str:
    """The board on which a report waits to be closed; what was asked on occasion has one of its own form."""
    duty = one.duty
    return board_address(duty.period.id, "cho") + (f"&bieu={duty.form_code}" if duty.period.free else "")


def reports_to_make(waiting: Sequence[Awaiting]) -> list[Chore]:
    """This will list the reports in which the actor has the next step before they are sent."""
    return [_own_report(one) for one in waiting if one.move != "accept"]


def _own_report(one: Awaiting) -> Chore:
    duty = one.duty
    words = {
        "enter_cells": "Nhập số liệu",
        "confirm_section": "Xác nhận phần số liệu",
        "sign": "Ký báo cáo",
        "submit": "Gửi báo cáo",
    }.get(one.move, one.label)
    told = f"theo yêu cầu đột xuất {duty.name_inside}" if duty.period.free else duty.name_inside
    url, due_on = address("reporting.submission", duty.submission_id), duty.mend_by or duty.due_on
    title, day = f"{words} {told}", f"hạn gửi {date_text(due_on)}"
    warning = State("risk", "bị trả lại") if duty.state == "returned" else None
    if duty.round > 1:
        title = f"Đính chính: {lower_first(title)}"
        day = f"hạn gửi lại {date_text(duty.mend_by)}" if duty.mend_by else "số đã chốt còn dùng đến khi chốt lại"
        warning = warning or State("late", "đang đính chính")
    return Chore(title, f"{duty.area_name} · {duty.name_beside} · {day}", one.label, url, due_on, warning)


def unsent_reports(board: Board, on: date) -> list[Chore]:
    """This will tell which areas have not sent: those silent for periods on end by name, the others together."""
    silent = {row.area_id: times for row in board.rows if (times := missing_on_end(row)) >= SILENT_FROM}
    named = sorted((row for row in board.rows if row.area_id in silent), key=lambda row: -silent[row.area_id])
    found = [
        Chore(
            f"{row.area_name} chưa gửi báo cáo {silent[row.area_id]} kỳ liền",
            f"{row.duty.agency_name} · {board.period.name_inside} hạn gửi {date_text(row.duty.due_on)}",
            "Xem báo cáo",
            address("reporting.submission", row.duty.submission_id),
            on,
            past(row.duty.due_on, on),
        )
        for row in named[:MOST_NAMED]
    ]
    shown = {row.area_id for row in named[:MOST_NAMED]}
    rest = [row for row in board.rows if row.heat[-1].mark == "missing" and row.area_id not in shown]
    if rest:
        title = f"{len(rest)} xã, phường quá hạn gửi báo cáo {board.period.name_inside}"
        worst = min(row.duty.due_on for row in rest)
        url = board_address(board.period.id, "qua-han")
        found.append(Chore(title, _names(rest), "Xem danh sách", url, on, past(worst, on)))
    return found


def returned_reports(board: Board) -> list[Chore]:
    """This will tell which reports were returned and have not come back."""
    rows = [row for row in board.rows if row.duty.state == "returned"]
    if not rows:
        return []
    title = f"{len(rows)} báo cáo {board.period.name_inside} đã trả lại, chưa gửi lại"
    return [Chore(title, _names(rows), "Xem danh sách", board_address(board.period.id, "tra-lai"))]


def period_to_open(board: Board) -> list[Chore]:
    """This will propose the period that has begun and is not open yet, to who may open it."""
    if board.to_open is None or not board.may_open:
        return []
    title = f"Mở kỳ báo cáo {board.to_open.name_inside}"
    text = f"{board.form.short_label} · {board.to_open.label}; mở kỳ để các xã, phường nhập dần số liệu"
    return [Chore(title, text, "Mở kỳ báo cáo", board_address(board.to_open.id))]


def missing_on_end(row: BoardRow) -> int:
    """This will count the periods on end, up to the one shown, for which an area has sent nothing in time or since."""
    marks = [mark.mark for mark in row.heat]
    return next((place for place, mark in enumerate(reversed(marks)) if mark != "missing"), len(marks))


def suggestions_to_settle(rows: Sequence[DocumentRow]) -> list[Chore]:
    """This will list the documents whose suggestions wait for a person."""
    return [
        Chore(
            f"Xác nhận {row.open_suggestions} gợi ý từ {row.label}",
            row.title,
            "Đọc và xác nhận",
            address("documents.read", row.id),
        )
        for row in rows[:MOST_NAMED]
    ]


def official_reports(found: Found) -> list[Chore]:
    """This will list the official reports whose next step is the actor's, and those that nobody has begun."""
    begun = [
        Chore(
            f"{step}: {row.title}",
            f"{row.label} · {row.period.label} · {row.state.label.lower()}",
            step.split(",")[0],
            address("publications.show", row.id),
            None,
            State("risk", "bị trả lại") if row.state.code == "returned" else None,
        )
        for row, step in found.reports
    ]
    url = address("publications.compose")
    return begun + [
        Chore(
            f"Lập báo cáo {period.name_inside}",
            f"{layout.label} · {period.label}; số liệu đã chốt được ghép sẵn",
            "Lập báo cáo",
            url,
        )
        for layout, period in found.to_compose
    ]


def targets_behind(found: Found) -> list[Chore]:
    """This will tell which targets are late or failing, in one line: all of the area's, or those that one leads."""
    asked = [(row.rule.label, row.progress) for row in found.judged if row.progress]
    asked += [(target.label, progress) for target, progress in found.targets]
    late = sorted((one for one in asked if one[1].state in STATES), key=lambda one: -STATES.index(one[1].state))
    if not late:
        return []
    worst = late[0][1]
    title = f"{len(late)} chỉ tiêu {words_of(progress for _, progress in late)}"
    text = "; ".join(f"{label}: {progress.now}, cần {progress.asked}" for label, progress in late[:2])
    url = address("indicators.leading" if found.oversees else "plans.list")
    return [
        Chore(title, text, "Xem chỉ tiêu", url, None, State("risk" if worst.state == "risk" else "late", worst.label))
    ]


def classes_to_decide(found: Found) -> list[Chore]:
    """This will tell that the year that has ended has no decision yet."""
    if found.undecided is None:
        return []
    title = f"Chưa ghi nhận quyết định phân loại {found.undecided.year.name_inside}"
    text = f"{found.undecided.communes} xã, phường; kết quả tạm tính theo từng điều kiện đã có"
    return [Chore(title, text, "Xem phân loại", address("classification.board"))]


def accounts_to_hand_over(found: Found) -> list[Chore]:
    """This will tell how many accounts have never been used."""
    if not found.idle_accounts:
        return []
    title = f"{found.idle_accounts} tài khoản chưa đăng nhập lần nào"
    text = "Kiểm tra mật khẩu lần đầu đã được trao tận tay chưa; khóa tài khoản không còn cần"
    return [Chore(title, text, "Xem tài khoản", address("accounts.list"))]


def system_to_fill(found: Found) -> list[Chore]:
    """This will tell the administrator of a new system what it still lacks before anyone can work in it."""
    chores = []
    if found.lacks_communes:
        text = "Chưa có xã, phường thì chưa mở được kỳ báo cáo và chưa phân loại được địa bàn"
        chores.append(Chore("Nạp danh mục xã, phường", text, "Xem địa bàn", address("areas.list")))
    if found.accounts == 1:
        text = "Ghi chức vụ tại trang của cơ quan, rồi tạo tài khoản và giao vai trò cho người đó"
        chores.append(Chore("Thêm người làm việc đầu tiên", text, "Mở danh bạ cơ quan", address("agencies.list")))
    return chores


def board_address(period: str, chosen: str = "") -> str:
    """This will give the board of a period, narrowed to one state."""
    return f"{address('reporting.board')}?ky={period}" + (f"&loc={chosen}" if chosen else "")


def _names(rows: Sequence[BoardRow]) -> str:
    return ", ".join(row.area_name for row in rows[:MOST_NAMED]) + ("…" if len(rows) > MOST_NAMED else "")
