"""Targets and tasks as they stand, told in the terms in which a person puts them right; and the row that keeps it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.plans.models import Correction, Target, Task, TaskAgency
from pcmt.plans.rules.corrections import Names, Told
from pcmt.plans.rules.inputs import TargetInput, TaskInput, scaled
from pcmt.rulebook.queries import book


class CannotRevise(Refusal):
    """This will say why a target or task is not put right."""

    code = "cannot_revise"


def target_as_said(target: Target) -> TargetInput:
    """This will give a target as a person would have confirmed it."""
    return TargetInput(
        relation=target.relation,
        value=_decimal(target.value, target.scale),
        value_high=_decimal(target.value_high, target.scale),
        subject=target.subject,
        by=Period.parse(target.by_period),
        scope_area_id=target.scope_area_id,
        scope_zone_id=target.scope_zone_id,
        scope_type=target.scope_type,
        indicator=target.indicator,
        unit=target.unit,
        every=target.every,
    )


def columns_of(said: TargetInput) -> dict[str, Any]:
    """This will give a target that a person confirmed as the columns of its row, figures scaled."""
    figures = scaled(said)
    return {
        "indicator": said.indicator,
        "relation": said.relation,
        "value": figures.value,
        "value_high": figures.value_high,
        "scale": figures.scale,
        "unit": said.unit,
        "subject": said.subject.strip(),
        "by_period": said.by.id,
        "by_last_day": said.by.last_day,
        "every": said.every,
        "scope_area_id": said.scope_area_id,
        "scope_zone_id": said.scope_zone_id,
        "scope_type": said.scope_type,
    }


def task_as_said(task: Task) -> TaskInput:
    """This will give a task as a person would have confirmed it."""
    parties = list(task.parties.all())
    held = {role: [one for one in parties if one.role == role] for role in TaskAgency.Role.values}
    ids = {role: tuple(one.agency_id for one in many if one.agency_id) for role, many in held.items()}
    words = {role: tuple(one.as_written for one in many if not one.agency_id) for role, many in held.items()}
    groups: dict[str, list[int]] = {}
    for one in parties:
        if one.agency_id and one.as_written:
            groups.setdefault(one.as_written, []).append(one.agency_id)
    return TaskInput(
        title=task.title,
        leads=ids["lead"],
        supports=ids["support"],
        lead_words=words["lead"],
        support_words=words["support"],
        due_on=task.due_on,
        within=task.within,
        every=task.every,
        product=task.product,
        weight=task.weight,
        groups=tuple((name, tuple(members)) for name, members in groups.items()),
    )


def refuse_correction(held: Target | Task, before: Told, after: Told, *, revision: int, reason: str) -> None:
    """This will refuse a correction that gives no reason, changes nothing, or does not know the one before it."""
    if held.corrections.count() != revision:
        raise CannotRevise(
            "Người khác vừa sửa mục này.", remedy="Tải lại trang để xem nội dung mới nhất rồi sửa trên đó."
        )
    if not as_reason(reason):
        raise CannotRevise(
            "Chưa nêu lý do sửa.", fields={"reason": "Ghi vì sao sửa: đọc nhầm, hoặc văn bản điều chỉnh."}
        )
    if before == after:
        raise CannotRevise("Chưa sửa gì.", remedy="Sửa ít nhất một ô, hoặc bấm Thôi.")


def names_in(rows: Sequence[Correction]) -> Names:
    """This will give the names of what corrections speak of, in a fixed number of questions; ended areas too."""
    told = [one for row in rows for one in (row.before, row.after)]
    who = {one for of in told for one in (*of.get("leads", ()), *of.get("supports", ()))}
    where = {of["scope"] for of in told if "scope" in of}
    places = areas.areas_by_id(where, date.max) if where else {}
    return Names(
        agencies={key: one.name for key, one in agencies.agencies_by_id(who).items()} if who else {},
        areas={key: one.full_name for key, one in places.items()},
        indicators={one.code: one.label for one in book().indicators(date.max)},
        zones=areas.zone_names({zone for of in told if (zone := of.get("zone"))}),
    )


def _decimal(value: int | None, scale: int) -> Decimal | None:
    return None if value is None else Quantity(value, scale).decimal
