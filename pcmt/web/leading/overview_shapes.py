"""The leader’s page as lines: what is off target, late, hot; since when, where, why; gathered in, lines out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from pcmt.classification import queries as classification
from pcmt.classification.queries import Board, Since, Standing
from pcmt.indicators.queries import Behind, floor_source, floor_text
from pcmt.kernel.period import Kind
from pcmt.plans.queries import TaskView
from pcmt.reporting.queries import DutyView
from pcmt.rulebook.queries import IndicatorDef
from pcmt.web.classification.shapes import KINDS, StandingRow, standing_row
from pcmt.web.components import State
from pcmt.web.indicators.apart import apart_lines
from pcmt.web.indicators.behind import behind_words
from pcmt.web.leading.gathering import Found, Outside
from vanban.text import format_date

MOST_TARGETS, MOST_PARTS, MOST_TASKS, MOST_REPORTS, MOST_HOT = 6, 3, 5, 6, 6
HOT = ("risk", "late")
NAMED = 3


@dataclass(frozen=True)
class Shown:
    """The first lines of a list, and how many more there are."""

    lines: Sequence[object]
    more: int
    total: int


@dataclass(frozen=True)
class TargetLine:
    """One indicator behind its goal. asked: what is wanted by when; where: the communes in which it stands worst."""

    found: Behind
    url: str
    state: State
    asked: str
    since: str
    where: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TaskLine:
    """The late tasks of who leads them together, the one longest late named."""

    who: str
    count: int
    longest: TaskView
    days: int


@dataclass(frozen=True)
class HotLine:
    """A commune to look at. named, failed: since when it has been so by decisions and by figures; empty: not told."""

    row: StandingRow
    named: str
    failed: str


@dataclass(frozen=True)
class ReportLine:
    """The unsent reports of one unit whose day is over; since: the day of the oldest."""

    name: str
    url: str
    count: int
    names: str
    since: date
    days: int


def headline(found: Found) -> str:
    """This will say what matters now."""
    late = [
        f"{len(found.behind)} chỉ tiêu {behind_words(one.row for one in found.behind)}" if found.behind else "",
        f"{len(found.tasks)} nhiệm vụ quá hạn" if found.tasks else "",
        f"{len(found.reports)} báo cáo quá hạn" if found.reports else "",
    ]
    told = ", ".join(part for part in late if part)
    return told[:1].upper() + told[1:] if told else "Không có việc nào quá hạn, không chỉ tiêu nào chậm"


def targets(found: Sequence[Behind], area_id: int) -> Shown:
    """This will give the indicators behind their goal, those at risk first."""
    return _first([_target(one, area_id) for one in found], MOST_TARGETS)


def _target(one: Behind, area_id: int) -> TargetLine:
    progress, rule = one.row.progress, one.row.rule
    assert progress is not None  # only what has a goal can be behind it
    target = one.row.target
    by = f"{target.level} {target.deadline}, {target.document_label}" if target else _floor(rule)
    since = f"từ {one.since.name_inside}" + (" hoặc trước đó" if one.longer else "")
    return TargetLine(
        found=one,
        url=f"{reverse('indicators.show', args=[rule.code])}?dia-ban={area_id}",
        state=State(KINDS[progress.state], progress.label),
        asked=by,
        since=since,
        where=tuple(
            (place.area.full_name, place.display, reverse("trace.show", args=[place.reference])) for place in one.worst
        ),
    )


def _floor(rule: IndicatorDef) -> str:
    return f"{floor_text(rule)}, {floor_source(rule)}" if rule.floor else ""


def parts(outside: Outside) -> Shown:
    """This will give the targets of zones and of types of communes that are behind, those at risk first."""
    return _first(apart_lines(outside.behind), MOST_PARTS)


def tasks(found: Sequence[TaskView], on: date) -> Shown:
    """This will group late tasks by who leads them, the longest late first."""
    groups: dict[str, list[TaskView]] = {}
    for task in found:
        groups.setdefault(_who(task), []).append(task)
    lines: list[TaskLine] = []
    for who, members in groups.items():
        longest = min(members, key=lambda task: task.due_on or date.max)
        days = (on - longest.due_on).days if longest.due_on else 0
        lines.append(TaskLine(who, len(members), longest, days))
    lines.sort(key=lambda line: -line.days)
    return _first(lines, MOST_TASKS)


def _who(task: TaskView) -> str:
    """Who leads; of bodies that are asked and not ordered it is said so."""
    if not task.leads:
        return "Chưa giao cơ quan nào"
    asked = all(lead.is_asked for lead in task.leads)
    return f"{task.leads_text} (được đề nghị)" if asked else task.leads_text


def reports(found: Sequence[DutyView], on: date) -> Shown:
    """This will group unsent reports by unit, the most and longest late first."""
    groups: dict[tuple[int, str], list[DutyView]] = {}
    for duty in found:
        groups.setdefault((duty.area_id, duty.area_name), []).append(duty)
    lines: list[ReportLine] = []
    for (area_id, name), members in groups.items():
        since = min(duty.due_on for duty in members)
        names = ", ".join(dict.fromkeys(duty.name_inside for duty in members[:NAMED]))
        names += f" và {len(members) - NAMED} kỳ khác" if len(members) > NAMED else ""
        url = reverse("reporting.unit_timeliness", args=[area_id])
        lines.append(ReportLine(name, url, len(members), names, since, (on - since).days))
    lines.sort(key=lambda line: (-line.count, line.since))
    return _first(lines, MOST_REPORTS)


def hot(board: Board, on: date) -> Shown:
    """This will give the communes decided as key areas, the gravest class first; without decisions the most lacking.

    Each with since when: the year from which decisions name it so, and the month from which it has failed a condition.
    """
    decided = [row for row in board.rows if row.decision is not None and row.decision.tone in HOT]
    if decided:
        ordered = sorted(decided, key=lambda row: -_rank(board, row))
    else:
        open_ = [row for row in board.rows if row.decision is None and _unmet(row)]
        ordered = sorted(open_, key=lambda row: -_unmet(row))
    shown = ordered[:MOST_HOT]
    named = classification.classed_since([row.assessment.area.id for row in shown if row.decision], HOT)
    failed = classification.failing_since([row.assessment.area for row in shown], board.period, on)
    lines = [_hot_line(row, named.get(row.assessment.area.id), failed.get(row.assessment.area.id)) for row in shown]
    return Shown(lines, max(len(ordered) - MOST_HOT, 0), len(ordered))


def _hot_line(row: Standing, named: Since | None, failed: Since | None) -> HotLine:
    return HotLine(standing_row(row), _since(named) if named else "", _since(failed) if failed else "")


def _since(one: Since) -> str:
    """A month's run may be older than what was looked at; a year's is as old as its decisions in the system."""
    may_be_older = one.longer and one.period.kind is not Kind.YEAR
    return f"từ {one.period.name_inside}" + (" hoặc trước đó" if may_be_older else "")


def _rank(board: Board, row: Standing) -> int:
    return board.scheme.class_def(row.decision.class_code).rank if row.decision else 0


def _unmet(row: Standing) -> int:
    return sum(one.state == "unmet" for one in row.assessment.conditions)


def gravest(board: Board) -> int:
    """This will count the communes decided in the gravest classes (trọng điểm loại I, II)."""
    return sum(row.decision is not None and row.decision.tone == HOT[0] for row in board.rows)


def hot_note(board: Board) -> str:
    """This will say by what the key areas are told."""
    if any(row.decision for row in board.rows):
        return f"theo quyết định phân loại {board.year.name_inside}; còn thiếu: tạm tính {board.period.name_inside}"
    return f"chưa có quyết định {board.year.name_inside}; tạm tính {board.period.name_inside}"


def conditions_told(board: Board, lines: Sequence[object]) -> tuple[str, ...]:
    """This will say what the numbered conditions are that the lines name by their number; none where none is named."""
    if not any(isinstance(line, HotLine) and "điều kiện " in line.row.lacking for line in lines):
        return ()
    return tuple(one.label for one in board.scheme.conditions)


def outside_line(outside: Outside) -> str:
    """This will say which targets of plans the count leaves out, and why; empty where there are none."""
    late = f" ({len(outside.behind)} chậm hoặc không đạt)" if outside.behind else ""
    parts = (
        f"{outside.unmeasured} chỉ tiêu chưa gắn chỉ số, cần người đánh giá" if outside.unmeasured else "",
        f"{outside.apart} chỉ tiêu giao riêng từng khu vực, xã, phường{late}" if outside.apart else "",
    )
    told = "; ".join(part for part in parts if part)
    return f"Không tính vào số trên: {told}. Xem trong từng kế hoạch" if told else ""


def source_line(found: Found, on: date) -> str:
    """This will say as of when the page is, and what it stands on."""
    known = [row.value.period for row in found.rows if row.value.state == "known"]
    newest = max(known, key=lambda period: period.last_day, default=None)
    figures = f"số liệu đã chốt, mới nhất {newest.name_inside}" if newest else "chưa có số liệu được chốt"
    return f"{found.area.full_name}, đến hết ngày {format_date(on)}; {figures}; sổ theo dõi nhiệm vụ, báo cáo"


def _first(lines: Sequence[object], most: int) -> Shown:
    return Shown(lines[:most], max(len(lines) - most, 0), len(lines))
