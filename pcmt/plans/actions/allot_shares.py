"""Give communes their shares of a target (giao chỉ tiêu cho xã, phường)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.access import obtain_target
from pcmt.plans.models import Share, Target
from pcmt.plans.rules.inputs import MOST_DECIMALS, at_scale, decimals
from pcmt.plans.scoping import communes_of


class CannotAllot(Refusal):
    """This will say why shares are not given."""

    code = "cannot_allot"


@transaction.atomic
def allot_shares(
    *, target_id: int, shares: Mapping[int, Decimal | None], actor: Actor, at: datetime
) -> tuple[int, ...]:
    """This will give communes their shares, by area, and return the areas whose share changed; None takes one back.

    Communes that are not named keep what they have. Whether the shares make up the whole is told, not forced: a
    province may give more than it has to reach, or give in two steps.
    """
    target = obtain_target(target_id, "plans.allot_shares", actor)

    _check(target, shares, {area.id for area in communes_of(target, localdate(at))})
    held = {row.area_id: row for row in Share.objects.select_for_update().filter(target=target)}
    before = {area_id: Decimal(row.value).scaleb(-row.scale) for area_id, row in held.items()}
    changed = {area_id: value for area_id, value in shares.items() if before.get(area_id) != value}

    for area_id, value in changed.items():
        if value is None:
            held[area_id].delete()
            continue
        scale = decimals(value)
        Share.objects.update_or_create(
            target=target, area_id=area_id, defaults={"value": at_scale(value, scale) or 0, "scale": scale}
        )

    if changed:
        record(
            action="plans.allot_shares",
            subject=f"target:{target.id}",
            actor=actor,
            at=at,
            before={"areas": list(changed), "values": [_told(before.get(area_id)) for area_id in changed]},
            after={"areas": list(changed), "values": [_told(value) for value in changed.values()]},
        )
    return tuple(changed)


def _check(target: Target, shares: Mapping[int, Decimal | None], places: set[int]) -> None:
    if target.state != Target.State.ACTIVE:
        raise CannotAllot("Chỉ tiêu này đã rút, không giao nữa.")
    if not shares:
        raise CannotAllot("Chưa có xã, phường nào để giao.", remedy="Nhập mức cho ít nhất một xã, phường.")
    if any(area_id not in places for area_id in shares):
        raise CannotAllot("Chỉ giao được cho xã, phường, đặc khu thuộc phạm vi của chỉ tiêu.")
    for value in shares.values():
        if value is None:
            continue
        if value < 0 or decimals(value) > MOST_DECIMALS or (target.unit == "%" and value > 100):
            raise CannotAllot("Mức giao không hợp lệ.", remedy="Nhập số không âm; tỷ lệ không quá 100%.")


def _told(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
