"""Begin an official report: fill a layout with the figures of a period."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.publications import policy
from pcmt.publications.access import lifecycle
from pcmt.publications.binding import bind
from pcmt.publications.composing import compose_parts
from pcmt.publications.models import Report
from pcmt.publications.rules.content import to_json
from pcmt.publications.rules.places import text_places
from pcmt.publications.sources import ProvinceSources
from pcmt.rulebook.queries import ReportLayout, book


@transaction.atomic
def compose(*, layout: str, period: Period, actor: Actor, at: datetime) -> int:
    """This will make the draft of a report from accepted figures, words and the plan's state; returns its identifier.

    layout: the code of a report layout; the version in force on the period's last day is taken.
    Refuses a period of the wrong kind, and a second report for the same layout and period.
    """
    province = areas.province(timezone.localdate(at))
    if province is None:
        raise NotFound("Hệ thống chưa có tỉnh nào.", remedy="Nạp danh mục địa bàn trước khi lập báo cáo.")
    policy.may(actor, "publications.compose", province.id).require()

    rule = book().layout(layout, period.last_day)
    _check_period(rule, period, at)

    places = text_places(province, period)
    parts = compose_parts(rule.blocks, ProvinceSources(province, period, rule.blocks, actor, at), period, places)
    report = Report(
        layout_id=rule.id,
        period=period.id,
        area_id=province.id,
        title=rule.title.format(**places),
        state=lifecycle().start,
        content=to_json(parts),
        words={},
        composed_at=at,
    )
    _keep_first(report)
    bind(report, parts)

    record(
        action="publications.compose",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        after={"layout": rule.id, "period": period.id, "rulebook": book().digest},
    )
    return report.pk


def _check_period(rule: ReportLayout, period: Period, at: datetime) -> None:
    if (period.kind, period.calendar) != (rule.period_kind, rule.calendar):
        raise Refusal(
            f"“{rule.label}” không lập theo kỳ {period.name}.",
            remedy="Chọn đúng loại kỳ và lịch của mẫu báo cáo.",
            code="wrong_period",
        )
    if period.first_day > timezone.localdate(at):
        raise Refusal(f"{period.name} chưa bắt đầu.", remedy="Chọn kỳ đã hoặc đang diễn ra.", code="future_period")


def _keep_first(report: Report) -> None:
    """The database tells whether it is the first for its layout and period, so that two at once cannot both be."""
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        earlier = Report.objects.get(layout_id=report.layout_id, area_id=report.area_id, period=report.period)
        raise Refusal(
            f"Đã có báo cáo này cho {Period.parse(report.period).name}.",
            remedy="Mở báo cáo đã lập và dùng “Cập nhật số liệu” nếu số liệu thay đổi.",
            where=f"report:{earlier.pk}",
            code="already_composed",
        ) from None
