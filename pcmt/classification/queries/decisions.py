"""Which classes have been decided, and by which document."""

from collections.abc import Sequence

from pcmt.areas import queries as areas
from pcmt.classification import policy
from pcmt.classification.models import ClassDecision
from pcmt.classification.queries.answers import DecisionView
from pcmt.classification.queries.assessments import SCHEME
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared
from pcmt.rulebook.queries import book

_STANDING_OF = Prepared(
    lambda area_id: ClassDecision.objects.filter(area_id=area_id, revoked_at__isnull=True).order_by("-period")
)


def decisions(period: Period, area_ids: Sequence[int] | None = None) -> dict[int, DecisionView]:
    """This will give the decisions of a year that stand (not revoked), by area."""
    rows = ClassDecision.objects.filter(period=period.id, revoked_at__isnull=True)
    if area_ids is not None:
        rows = rows.filter(area_id__in=area_ids)
    return {row.area_id: decision_view(row) for row in rows}


def decisions_by_year(area_ids: Sequence[int]) -> dict[Period, dict[int, DecisionView]]:
    """This will give the decisions that stand by year, the oldest first, and by area; one query."""
    found: dict[Period, dict[int, DecisionView]] = {}
    for row in ClassDecision.objects.filter(area_id__in=area_ids, revoked_at__isnull=True).order_by("period", "pk"):
        found.setdefault(Period.parse(row.period), {})[row.area_id] = decision_view(row)
    return found


def decisions_of(area_id: int) -> tuple[DecisionView, ...]:
    """This will list an area's standing decisions, the newest year first."""
    return tuple(decision_view(row) for row in _STANDING_OF.all(area_id))


def decision(actor: Actor, decision_id: int) -> DecisionView:
    """This will give one decision, revoked or not; NotFound for those who may not see the area."""
    row = ClassDecision.objects.filter(pk=decision_id).first()
    if row is None:
        raise NotFound
    policy.need_view(actor, areas.area(row.area_id, Period.parse(row.period).last_day))
    return decision_view(row)


def decision_view(row: ClassDecision) -> DecisionView:
    """This will show a decision with the label that its scheme gave the class."""
    period = Period.parse(row.period)
    named = book().scheme(SCHEME, period.last_day).class_def(row.class_code)
    return DecisionView(
        id=row.pk,
        area_id=row.area_id,
        period=period,
        class_code=row.class_code,
        class_label=named.label,
        tone=named.tone,
        decision_number=row.decision_number,
        decided_on=row.decided_on,
        document_id=row.document_id,
        recorded_at=row.recorded_at,
    )
