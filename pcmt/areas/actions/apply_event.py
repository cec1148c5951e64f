"""Apply an event: the map changes from its day on, and all who follow the map change with it, or nothing does."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from pcmt.areas.carrying import Carried, carry_out
from pcmt.areas.events import hold_event
from pcmt.areas.models import Event
from pcmt.areas.policy import may_change
from pcmt.areas.ports import Touched
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class Outdated(Refusal):
    """This will say that what the preview showed is no longer what would happen."""

    code = "outdated"


@transaction.atomic
def apply_event(
    *, event_id: int, choices: Mapping[str, str] | None = None, seen: str = "", actor: Actor, at: datetime
) -> None:
    """This will carry out a proposed event, on a day past or to come, whole or not at all.

    choices: by key, what was chosen of what the preview offered. seen: the preview's digest; raises Outdated where
    something that the event touches has changed since, so that nobody applies what they have not seen.
    """
    may_change(actor, "apply_event").require()

    event = hold_event(event_id, Event.State.PROPOSED)
    carried = carry_out(event, choices or {}, actor=actor, at=at)
    if seen and seen != carried.digest:
        raise Outdated(
            "Dữ liệu liên quan đã thay đổi kể từ lúc xem trước.", remedy="Xem lại bản xem trước rồi áp dụng."
        )

    course = carried.course
    event.state, event.applied_at, event.applied_by = Event.State.APPLIED, at, actor.person_id
    event.choices = dict(choices or {})
    event.areas = {
        "ended": course.ended,
        "begun": course.begun,
        "revised": course.revised,
        "passings": [asdict(passing) for passing in course.passings],
    }
    event.touched = {name: [_kept(one) for one in part.touched] for name, part in carried.parts.items()}
    event.mementos = {name: part.memento for name, part in carried.parts.items()}
    event.save()

    record(
        action="areas.apply_event",
        subject=f"area_event:{event.pk}",
        actor=actor,
        at=at,
        before={"areas": [*course.ended, *course.revised]},
        after={"kind": event.kind, "on": str(event.on), "areas": event.areas, "touched": _references(carried)},
        reason=event.basis,
    )


def _kept(one: Touched) -> dict[str, object]:
    """Names of persons stay where they belong; the reference leads there."""
    return {
        "reference": one.reference,
        "label": one.kept or one.label,
        "effect": one.effect,
        "warning": one.warning,
    }


def _references(carried: Carried) -> dict[str, list[str]]:
    return {name: [one.reference for one in part.touched if one.reference] for name, part in carried.parts.items()}
