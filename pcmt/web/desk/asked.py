"""What others ask of one besides reports and tasks: plans, briefings, meetings, conclusions, bases that ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pcmt.committee import queries as committee
from pcmt.committee.queries import Awaited, ChargeView
from pcmt.documents.queries.ended_grounds import ended_grounds
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.queries import PlanView, TaskView
from pcmt.web.components import State
from pcmt.web.desk.chore import Chore, past
from pcmt.web.navigation import address
from pcmt.web.shortened import shortened

AHEAD = timedelta(days=14)
"""How far ahead the desk looks for meetings: their papers must be read, and somebody sent."""
MOST_NAMED = 2


@dataclass(frozen=True)
class Asked:
    """plans: each with its day and the draft begun, None where nobody has. ended: plans that rest on what has ended.

    unclear: plans that the actor keeps, each with how many of its tasks leave something open that they could say.
    """

    plans: tuple[tuple[PlanView, date, int | None], ...] = ()
    awaited: tuple[Awaited, ...] = ()
    charges: tuple[ChargeView, ...] = ()
    ended: tuple[tuple[PlanView, tuple[str, ...]], ...] = ()
    unclear: tuple[tuple[PlanView, int], ...] = ()


def gather_asked(actor: Actor, on: date, tasks: Sequence[TaskView]) -> Asked:
    """This will gather what is asked of an actor's agencies, as of a day. tasks: those of their desk, read already."""
    sees_plans = actor.may_somewhere("plans.view") and bool(actor.own_agencies)
    kept = _kept(actor) if sees_plans and actor.may_somewhere("plans.revise_task") else ()
    return Asked(
        plans=plans.plans_asked_of(actor, on) if sees_plans and actor.may_somewhere("plans.begin_plan_from") else (),
        awaited=committee.awaiting(actor, on),
        charges=committee.charges(actor, on=on),
        ended=_ended(actor, kept, on),
        unclear=_unclear(kept, tasks, on),
    )


def asked_chores(asked: Asked, on: date) -> list[Chore]:
    """This will list them as things to do."""
    return [
        *_plans(asked.plans, on),
        *_awaited(asked.awaited, on),
        *_charges(asked.charges, on),
        *_ended_bases(asked.ended),
        *_gaps(asked.unclear),
    ]


def _kept(actor: Actor) -> tuple[PlanView, ...]:
    """The plans of the actor's own agencies that still change."""
    held = plans.plans(actor)
    return tuple(one for one in held if one.state in ("active", "draft") and one.agency_id in actor.own_agencies)


def _unclear(kept: Sequence[PlanView], tasks: Sequence[TaskView], on: date) -> tuple[tuple[PlanView, int], ...]:
    """Who is in charge is each agency's own to say; all else the keeper's."""
    plan_ids = {one.id for one in kept}
    own = {one.id: one.plan_id for one in tasks if one.plan_id in plan_ids}
    told = plans.unclear_in([one for one in tasks if one.id in own], on) if own else {}
    counts = Counter(own[key] for key, gaps in told.items() if any(gap.mend in ("revise", "parts") for gap in gaps))
    return tuple((one, counts[one.id]) for one in kept if counts[one.id])


def _ended(actor: Actor, kept: Sequence[PlanView], on: date) -> tuple[tuple[PlanView, tuple[str, ...]], ...]:
    told = ended_grounds(actor, {one.ground_id for one in kept}, on=on)
    return tuple((one, told[one.ground_id]) for one in kept if one.ground_id in told)


def _plans(rows: Sequence[tuple[PlanView, date, int | None]], on: date) -> list[Chore]:
    return [
        Chore(
            f"Ban hành kế hoạch thực hiện {shortened(view.title)}",
            "Đã có dự thảo" if draft else "Chưa soạn; có thể soạn từ các mục của kế hoạch này",
            "Mở dự thảo" if draft else "Soạn kế hoạch",
            address("plans.plan", draft) if draft else address("plans.begin_plan_from", view.id),
            due_on,
            past(due_on, on),
        )
        for view, due_on, draft in rows
    ]


def _awaited(rows: Sequence[Awaited], on: date) -> list[Chore]:
    """Meetings of the next days, and whatever else is owed, late or far ahead."""
    return [
        Chore(
            f"{one.kind_label}: {shortened(one.title)}",
            one.words,
            "Xem giấy mời" if one.kind == "meeting" else "Xem, ghi kết quả",
            address(f"committee.{one.kind}", one.id),
            one.due_on,
            past(one.due_on, on),
        )
        for one in rows
        if one.kind != "meeting" or one.due_on <= on + AHEAD
    ]


def _charges(rows: Sequence[ChargeView], on: date) -> list[Chore]:
    """One's own each for itself; those of others that one is to give, one line a meeting."""
    found = [
        Chore(
            f"Thực hiện kết luận: {shortened(one.words)}",
            f"{one.announced_as} · chưa vào kế hoạch nào",
            "Xem kết luận",
            address("committee.meeting", one.meeting_id),
            one.due_on,
            past(one.due_on, on) if one.due_on else None,
        )
        for one in rows
        if one.mine
    ]
    others: dict[int, list[ChargeView]] = {}
    for one in rows:
        if not one.mine:
            others.setdefault(one.meeting_id, []).append(one)
    return found + [
        Chore(
            f"Giao {len(group)} kết luận thành nhiệm vụ",
            f"{group[0].announced_as}: " + "; ".join(one.leads for one in group[:MOST_NAMED]),
            "Giao nhiệm vụ",
            address("committee.meeting", meeting_id),
            min((day for one in group if (day := one.due_on)), default=None),
        )
        for meeting_id, group in others.items()
    ]


def _ended_bases(rows: Sequence[tuple[PlanView, tuple[str, ...]]]) -> list[Chore]:
    return [
        Chore(
            f"Rà soát căn cứ: {shortened(view.title)}",
            f"Hết hiệu lực hoặc được thay thế: {'; '.join(labels[:MOST_NAMED])}"
            + (f" và {len(labels) - MOST_NAMED} văn bản khác" if len(labels) > MOST_NAMED else ""),
            "Xem căn cứ",
            address("plans.basis", view.id),
            None,
            State("late", "căn cứ đã thay"),
        )
        for view, labels in rows
    ]


def _gaps(rows: Sequence[tuple[PlanView, int]]) -> list[Chore]:
    return [
        Chore(
            f"Làm rõ {count} nhiệm vụ: {shortened(view.title)}",
            "Còn thiếu thời hạn, sản phẩm, cơ quan chủ trì hoặc phần việc của từng cơ quan",
            "Xem, làm rõ",
            address("plans.unclear", view.id),
        )
        for view, count in rows
    ]
