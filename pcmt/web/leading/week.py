"""What changed this week, worth a leader's minute: at most five things, each with why and where it is told in full."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localtime

from pcmt.areas.queries.events import EventView
from pcmt.classification.queries import RecentDecision
from pcmt.indicators.queries import Moved
from pcmt.kernel.quantity import Quantity
from pcmt.plans.queries import TaskView
from pcmt.reporting.queries import CorrectedFigure, CorrectedReport, DutyView, LaterFigure, Sight
from pcmt.web.classification.shapes import KINDS
from pcmt.web.components import StateKind
from vanban.text import format_date, format_number, format_quantity, lower_first

MOST = 5
OF_ONE_KIND = 2
FIGURES, PLACES = 2, 3
BEHIND = ("risk", "late")
WEIGHTS = {"fell": 100, "decided": 90, "map": 85, "rose": 80, "corrected": 70, "task": 65, "report": 60, "moved": 50}


@dataclass(frozen=True)
class Change:
    """One thing that changed. kind: a key of WEIGHTS; when: already written; url: where it is told in full."""

    kind: str
    state: StateKind
    title: str
    told: str
    when: str
    url: str


def five(changes: Iterable[Change]) -> tuple[Change, ...]:
    """This will choose what weighs most, no more than two of a kind while there are others."""
    ordered = sorted(changes, key=lambda one: -WEIGHTS[one.kind])
    seen: dict[str, int] = defaultdict(int)
    first: list[Change] = []
    rest: list[Change] = []
    for one in ordered:
        seen[one.kind] += 1
        (first if seen[one.kind] <= OF_ONE_KIND else rest).append(one)
    chosen = [*first, *rest][:MOST]
    return tuple(sorted(chosen, key=lambda one: -WEIGHTS[one.kind]))


def moves(found: Iterable[Moved], sight: Sight) -> list[Change]:
    """This will tell which indicators moved, and by which figures that the reader may see."""
    return [_move(one, [cause for cause in one.causes if sight.covers(cause.element, cause.area_id)]) for one in found]


def _move(one: Moved, causes: Sequence[LaterFigure]) -> Change:
    progress = one.row.progress
    state: StateKind = KINDS[progress.state] if progress else "on"
    kind = "moved"
    if progress and one.crossed and progress.state != "void":
        kind = "fell" if progress.state in BEHIND else "rose"
    elif one.corrected and any(cause.before is not None for cause in causes):
        kind = "corrected"
    standing = f", nay {progress.label}" if progress and one.crossed else ""
    before = f"{one.before.display} ({one.before.period.name_inside})" if not one.corrected else one.before.display
    return Change(
        kind=kind,
        state=state,
        title=f"{one.row.rule.label}: {before} → {one.row.value.display}{standing}",
        told=_because(causes),
        when=_moment(causes[0].at) if causes else "",
        url=reverse("trace.show", args=[one.row.value.reference]),
    )


def _because(causes: Sequence[LaterFigure]) -> str:
    corrected = [cause for cause in causes if cause.before is not None and cause.now is not None]
    if not corrected:
        return f"{format_number(len(causes))} số liệu mới được chốt" if causes else "số liệu mới được chốt"
    cause = corrected[0]
    reason = f": {cause.reason}" if cause.reason else ""
    more = f"; và {format_number(len(corrected) - 1)} số liệu khác" if len(corrected) > 1 else ""
    figures = f"{lower_first(cause.label)} {_plain(cause.before)} → {_plain(cause.now)}"
    return f"{cause.area_name} đính chính {cause.period.name_inside}, {figures}{reason}{more}"


def corrections(found: Iterable[CorrectedReport]) -> list[Change]:
    """This will tell the corrections accepted after closing, with their first figures and the reason given."""
    changes = []
    for one in found:
        told = "; ".join(_figures(one.figures))
        reason = f"Lý do: {one.reason}" if one.reason else ""
        url = reverse("reporting.submission", args=[one.submission_id])
        into = f", tính vào {one.into.name_inside}" if one.into else ""
        title = f"{one.area_name} đính chính báo cáo {one.name}{into}"
        changes.append(Change("corrected", "on", title, ". ".join(filter(None, (told, reason))), _moment(one.at), url))
    return changes


def _figures(found: Sequence[CorrectedFigure]) -> list[str]:
    told = [
        f"{lower_first(one.label)} {_written(one.before, one.unit)} → {_written(one.now, one.unit)}" for one in found
    ]
    return told if len(told) <= FIGURES else [*told[:FIGURES], f"và {len(told) - FIGURES} số khác"]


def decided(found: Iterable[RecentDecision], names: dict[int, str]) -> list[Change]:
    """This will tell the classes decided or revoked, those of one document and class together."""
    groups: dict[tuple[str, str, bool], list[RecentDecision]] = defaultdict(list)
    for one in found:
        key = (one.decision.decision_number, one.decision.class_label, bool(one.reason))
        groups[key].append(one)
    changes = []
    for (number, label, is_revoked), members in groups.items():
        newest = members[0]
        places = [names[one.decision.area_id] for one in members if one.decision.area_id in names]
        verb = "Thu hồi" if is_revoked else "Quyết định"
        title = f"{verb} phân loại “{lower_first(label)}” {newest.decision.period.name_inside}: {len(members)} nơi"
        reason = f". Lý do: {newest.reason}" if is_revoked else ""
        told = f"{_listed(places, 'nơi')} (QĐ số {number}){reason}"
        state = "void" if is_revoked else KINDS[newest.decision.tone]
        url = reverse("classification.show", args=[newest.decision.area_id])
        changes.append(Change("decided", state, title, told, _moment(newest.at), url))
    return changes


def redrawn(found: Iterable[tuple[EventView, Sequence[str], Sequence[str]]]) -> list[Change]:
    """This will tell the changes of the map that took effect: which units, what they are now, and by which act."""
    changes = []
    for event, old, new in found:
        title = f"{event.kind_label}: {_listed(old, 'đơn vị')}"
        told = f"nay là {_listed(new, 'đơn vị')}; {event.basis}" if new else event.basis
        url = reverse("areas.event", args=[event.id])
        changes.append(Change("map", "on", title, told, f"từ {format_date(event.on)}", url))
    return changes


def fallen_due(duties: Iterable[DutyView], tasks: Iterable[TaskView], since: date) -> list[Change]:
    """This will tell which reports, together, and which tasks ran out of time since a day."""
    changes = []
    late = [duty for duty in duties if duty.due_on >= since]
    if late:
        names = list(dict.fromkeys(duty.area_name for duty in late))
        title = f"{len(late)} báo cáo quá hạn trong tuần, chưa gửi"
        told = _listed(names, "đơn vị")
        changes.append(Change("report", "late", title, told, "", reverse("reporting.overdue")))
    for task in tasks:
        if task.due_on is not None and task.due_on >= since:
            url = reverse("plans.task", args=[task.id])
            told = f"{task.leads_text}, hạn {format_date(task.due_on)}"
            changes.append(Change("task", "risk", f"Quá hạn: {task.title}", told, "", url))
    return changes


def _listed(names: Sequence[str], what: str) -> str:
    more = f" và {len(names) - PLACES} {what} khác" if len(names) > PLACES else ""
    return ", ".join(names[:PLACES]) + more


def _moment(at: datetime) -> str:
    return format_date(localtime(at).date())


def _plain(quantity: Quantity | None) -> str:
    return _written(quantity, "")


def _written(quantity: Quantity | None, unit: str) -> str:
    return "trống" if quantity is None else format_quantity(quantity.decimal, unit)
