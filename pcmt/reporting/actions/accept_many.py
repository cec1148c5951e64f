"""Accept many reports at once: those that were looked at in a list; what may not be closed stays, with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Need, NotAllowed, Refusal
from pcmt.reporting import policy
from pcmt.reporting.closing import close_report, refuse_second
from pcmt.reporting.ledger import refresh_totals_of
from pcmt.reporting.rounds import Round, hold

MOST = 500


@dataclass(frozen=True)
class Accepted:
    """What came of it: the submissions closed, and those left with the reason, in Vietnamese."""

    closed: tuple[int, ...]
    left: tuple[tuple[int, str], ...]


@transaction.atomic
def accept_many(*, seen: Mapping[int, int], actor: Actor, at: datetime) -> Accepted:
    """This will close each of the reports as `accept` would; one that cannot be closed leaves the others untouched.

    seen: submission → the version that the list showed; one that has changed since is left. Totals are added up once.
    """
    if not actor.may_somewhere("reporting.accept_many"):
        raise NotAllowed(needs=Need("reporting.accept_many"))

    _check(seen)

    closed: list[Round] = []
    left: list[tuple[int, str]] = []
    changed: dict[int, tuple[str, ...]] = {}
    for submission_id in sorted(seen):
        try:
            with transaction.atomic():
                held = hold(submission_id, actor)
                changed[submission_id] = _close(held, seen[submission_id], actor, at)
                closed.append(held)
        except Refusal as refusal:
            left.append((submission_id, str(refusal)))
    refresh_totals_of([(one.duty.area_id, one.period, changed[one.submission.pk]) for one in closed], at)

    for one in closed:
        record(
            action="reporting.accept_many",
            subject=one.subject,
            actor=actor,
            at=at,
            after={
                "state": one.submission.state,
                "round": one.submission.round,
                "changed": list(changed[one.submission.pk]),
                "together": len(closed),
            },
        )
    return Accepted(tuple(one.submission.pk for one in closed), tuple(left))


def _check(seen: Mapping[int, int]) -> None:
    if not seen:
        raise Refusal("Chưa chọn báo cáo nào.", remedy="Đánh dấu các báo cáo cần chốt.", code="none_chosen")
    if len(seen) > MOST:
        raise Refusal(f"Mỗi lần chốt tối đa {MOST} báo cáo.", remedy="Chia thành nhiều lần.", code="too_many")


def _close(held: Round, version: int, actor: Actor, at: datetime) -> tuple[str, ...]:
    policy.may_on_duty(actor, "reporting.accept", held.duty).require()
    policy.may_on_duty(actor, "reporting.accept_many", held.duty).require()
    refuse_second(held)
    held.check_version(version)
    target = held.check_move("accept", actor, at)
    return close_report(held, target, with_totals=False, actor=actor, at=at)
