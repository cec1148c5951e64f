"""Decide the class of areas for a year."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.classification import policy
from pcmt.classification.models import ClassDecision
from pcmt.classification.queries import SCHEME, Assessment
from pcmt.classification.queries.assessments import assessed
from pcmt.documents import queries as documents
from pcmt.indicators import queries as indicators
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.actions.record_decided import record_decided
from pcmt.rulebook.queries import Scheme, book
from vanban.text import format_date

MOST_NAMED = 5


class CannotDecide(Refusal):
    """This will say why a class cannot be decided as entered."""

    code = "cannot_decide"


@transaction.atomic
def decide_class(
    *,
    area_ids: Sequence[int],
    period: Period,
    class_code: str,
    decision_number: str,
    decided_on: date,
    despite: str = "",
    document_id: int | None = None,
    actor: Actor,
    at: datetime,
) -> tuple[int, ...]:
    """This will take in the province's decision on a year's class for several areas, and return the decisions' ids.

    Only a decided class counts in indicators: it is kept as facts (1 or 0, and its rank) with provenance `decided`.
    despite: why an area is recognised whose figures do not meet the conditions; refused there without one, as the more
    likely reason is a slip of the hand. The decision itself is the province's, whatever the figures say.
    Source: Quyết định số 28/2025/QĐ-TTg, Điều 7.
    """
    wanted = tuple(dict.fromkeys(area_ids))
    known = areas.areas_by_id(wanted, period.last_day)
    policy.need_decide(actor, "classification.decide_class", known.values())

    scheme = book().scheme(SCHEME, period.last_day)
    _check_class(period, class_code, scheme)
    _check_decision(decision_number, decided_on, period, at)
    _check_areas(wanted, known, period)
    if document_id is not None:
        documents.document(actor, document_id)
    against = _against(class_code, scheme, known.values(), period, localdate(at))
    _check_figures(against, despite)

    decision = ClassDecision(
        period=period.id,
        scheme=scheme.id,
        class_code=class_code,
        decision_number=decision_number.strip(),
        decided_on=decided_on,
        document_id=document_id,
        recorded_by_id=actor.person_id,
        recorded_at=at,
    )
    rows = [_decide(decision, area_id, scheme, actor, at) for area_id in wanted]

    for row in rows:
        record(
            action="classification.decide_class",
            subject=f"area:{row.area_id}",
            actor=actor,
            at=at,
            after={"decision": row.pk, "period": period.id, "class": class_code, "number": row.decision_number},
            reason=as_reason(despite) if row.area_id in {one.area.id for one in against} else "",
        )
    return tuple(row.pk for row in rows)


def _decide(decision: ClassDecision, area_id: int, scheme: Scheme, actor: Actor, at: datetime) -> ClassDecision:
    """Keep the decision for one area, with the facts that indicators count."""
    row = copy(decision)
    row.area_id = area_id
    row.save(force_insert=True)
    for element, figure in scheme.facts_of(row.class_code).items():
        record_decided(
            area_id=area_id,
            period=Period.parse(row.period),
            element=element,
            scaled=figure,
            scale=0,
            basis=f"Quyết định số {row.decision_number} ngày {format_date(row.decided_on)}",
            actor=actor,
            at=at,
        )
    return row


def _check_class(period: Period, class_code: str, scheme: Scheme) -> None:
    if period.kind is not Kind.YEAR or period.calendar is not scheme.calendar:
        raise CannotDecide(
            "Việc phân loại được quyết định cho cả năm (15/12 năm trước đến 14/12).",
            remedy="Chọn một năm.",
            fields={"year": "chọn một năm"},
        )
    if class_code not in {option.code for option in scheme.decided_classes}:
        raise CannotDecide(
            "Kết quả phân loại không có trong quy định đang áp dụng.", fields={"class_code": "chọn một kết quả"}
        )


def _check_decision(number: str, decided_on: date, period: Period, at: datetime) -> None:
    if not number.strip():
        raise CannotDecide(
            "Chưa có số quyết định.",
            remedy="Chỉ ghi nhận kết quả đã có quyết định; kết quả tính từ số liệu là tạm tính.",
            fields={"decision_number": "nhập số quyết định, ví dụ 125/QĐ-UBND"},
        )
    if flaw := documents.flaw_of_number(number.strip()):
        raise CannotDecide("Số quyết định chưa đủ.", remedy=flaw, fields={"decision_number": flaw})
    if decided_on > localdate(at):
        raise CannotDecide("Ngày quyết định ở sau hôm nay.", fields={"decided_on": "kiểm tra lại ngày"})
    if decided_on < period.first_day:
        raise CannotDecide(
            "Ngày quyết định ở trước năm được phân loại.", fields={"decided_on": "kiểm tra lại ngày hoặc năm"}
        )


def _against(
    class_code: str, scheme: Scheme, known: Collection[AreaView], period: Period, on: date
) -> tuple[Assessment, ...]:
    """The areas to be recognised that the year's last month to have ended shows short of a condition."""
    ended = indicators.ended_periods(Kind.MONTH, scheme.calendar, on, 1)[0]
    month = min(ended, period.months()[-1], key=lambda one: one.last_day)
    if class_code != scheme.recognised_class or month.last_day < period.first_day:
        return ()
    found = assessed(sorted(known, key=lambda area: area.name), month, on)
    return tuple(one for one in found if any(condition.state == "unmet" for condition in one.conditions))


def _check_figures(against: Sequence[Assessment], despite: str) -> None:
    if not against or as_reason(despite):
        return
    names = ", ".join(one.area.full_name for one in against[:MOST_NAMED])
    rest = f" và {len(against) - MOST_NAMED} nơi khác" if len(against) > MOST_NAMED else ""
    told = f"Số liệu {against[0].period.name_inside} chưa đạt đủ điều kiện ở {names}{rest}."
    raise CannotDecide(
        told,
        remedy="Kiểm tra lại xã, phường đã chọn. Nếu quyết định đúng như vậy thì ghi lý do rồi ghi nhận lại.",
        fields={"despite": f"{told} Ghi lý do, hoặc bỏ chọn."},
        code="against_figures",
    )


def _check_areas(area_ids: Sequence[int], known: Mapping[int, AreaView], period: Period) -> None:
    if not area_ids:
        raise CannotDecide(
            "Chưa chọn xã, phường nào.", remedy="Đánh dấu ít nhất một xã, phường.", fields={"areas": "chưa chọn"}
        )
    if any(area_id not in known or known[area_id].level != "commune" for area_id in area_ids):
        raise CannotDecide("Chỉ phân loại xã, phường, đặc khu đang có trong năm đó.", fields={"areas": "chọn lại"})
    earlier = list(
        ClassDecision.objects.select_for_update().filter(
            area_id__in=area_ids, period=period.id, revoked_at__isnull=True
        )
    )
    if earlier:
        named = earlier[:MOST_NAMED]
        listed = ", ".join(f"{known[row.area_id].full_name} (QĐ số {row.decision_number})" for row in named)
        raise CannotDecide(
            f"Đã có quyết định cho năm {period.year}: {listed}.",
            remedy="Hủy kết quả cũ (nêu lý do) trước khi ghi nhận kết quả mới.",
            code="already_decided",
        )
