"""Set aside what is odd in one or many reports under one reason; each oddity is kept and journaled on its own."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Need, NotAllowed, Refusal
from pcmt.reporting import policy
from pcmt.reporting.actions.set_aside import NothingOdd
from pcmt.reporting.closings import written_reason
from pcmt.reporting.models import SetAside
from pcmt.reporting.queries.doubts import Doubt, doubts
from pcmt.reporting.rounds import Round, hold

MOST = 500


@dataclass(frozen=True)
class Aside:
    """What came of it: what was set aside, in which reports, and the reports left with why, in Vietnamese."""

    oddities: int
    reports: tuple[int, ...]
    left: tuple[tuple[int, str], ...]


@transaction.atomic
def set_aside_many(*, seen: Mapping[int, Collection[str]], reason: str, actor: Actor, at: datetime) -> Aside:
    """This will take the oddities that a list showed off it, until their figures change.

    seen: submission → the marks of its doubts (`queries.doubts`) that the actor was shown; a report of which one is
    gone has changed and is left as it is. What the list did not show stays to be looked at.
    """
    if not actor.may_somewhere("reporting.set_aside_many"):
        raise NotAllowed(needs=Need("reporting.set_aside_many"))

    reason = written_reason(reason, "Chưa ghi vì sao số liệu hợp lý.")
    _check(seen)
    held, left = _hold(seen, actor)
    there = _there(held, actor)
    chosen: dict[int, list[Doubt]] = {}
    for pk in (held_one.submission.pk for held_one in held):
        try:
            chosen[pk] = _chosen(there.get(pk, ()), seen[pk])
        except NothingOdd as refusal:
            left.append((pk, str(refusal)))

    SetAside.objects.bulk_create(
        SetAside(
            submission_id=submission_id, kind=one.kind, element=one.element, words=one.words, reason=reason,
            person_id=actor.person_id, at=at,
        )
        for submission_id, told in chosen.items()
        for one in told
    )  # fmt: skip

    for submission_id, told in chosen.items():
        for one in told:
            record(
                action="reporting.set_aside_many",
                subject=f"submission:{submission_id}",
                actor=actor,
                at=at,
                after={"kind": one.kind, "element": one.element, "words": one.words, "together": len(chosen)},
                reason=reason,
            )
    return Aside(sum(map(len, chosen.values())), tuple(chosen), tuple(left))


def _check(seen: Mapping[int, Collection[str]]) -> None:
    if not any(seen.values()):
        raise Refusal("Chưa chọn báo cáo nào.", remedy="Đánh dấu các báo cáo đã xem.", code="none_chosen")
    if len(seen) > MOST:
        raise Refusal(f"Mỗi lần ghi nhận tối đa {MOST} báo cáo.", remedy="Chia thành nhiều lần.", code="too_many")


def _hold(seen: Mapping[int, Collection[str]], actor: Actor) -> tuple[list[Round], list[tuple[int, str]]]:
    """The reports that the actor may set oddities of aside, and the others with why not."""
    held: list[Round] = []
    left: list[tuple[int, str]] = []
    for submission_id in sorted(seen):
        try:
            one = hold(submission_id, actor)
            policy.may_on_duty(actor, "reporting.set_aside", one.duty).require()
            policy.may_on_duty(actor, "reporting.set_aside_many", one.duty).require()
            held.append(one)
        except Refusal as refusal:
            left.append((submission_id, str(refusal)))
    return held, left


def _there(held: Sequence[Round], actor: Actor) -> dict[int, tuple[Doubt, ...]]:
    """What stands out now in the reports, form by form and period by period."""
    apart: dict[tuple[str, str], list[Round]] = defaultdict(list)
    for one in held:
        apart[one.form.code, one.period.id].append(one)
    found: dict[int, tuple[Doubt, ...]] = {}
    for group in apart.values():
        found |= doubts(actor, group[0].form, group[0].period, [one.submission for one in group])
    return found


def _chosen(there: Sequence[Doubt], marks: Collection[str]) -> list[Doubt]:
    by_mark = {one.mark: one for one in there}
    if not marks or not set(marks) <= set(by_mark):
        raise NothingOdd(
            "Dấu hiệu đã thay đổi, hoặc đã có người xem.", remedy="Tải lại trang để xem các dấu hiệu hiện có."
        )
    return [one for one in there if one.mark in marks]
