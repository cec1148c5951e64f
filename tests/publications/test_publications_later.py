"""An issued report keeps its figures, and tells what has changed since: which figure, from what to what, and why."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pcmt.kernel.actor import Actor, system_actor
from pcmt.kernel.period import Period
from pcmt.publications import queries
from pcmt.publications.actions.compose import compose
from pcmt.publications.actions.issue import issue
from pcmt.publications.actions.sign import sign
from pcmt.publications.models import Report
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.record_decided import record_decided
from tests import scans
from tests.indicators.figures import close, month
from tests.province import AT, Province
from tests.publications.test_publications_sign import written

Q3 = Period.parse("2026-Q3@nd09")
AUGUST, SEPTEMBER = "2026-08@nd09", "2026-09@nd09"
LATER = AT + timedelta(days=3)
CLOSER = system_actor("số liệu kiểm thử", "reporting.record_decided")


def corrected(area_id: int, element: str, value: int | None, period: str = SEPTEMBER, at: datetime = LATER) -> None:
    record_decided(
        area_id=area_id, period=Period.parse(period), element=element, scaled=value, scale=0,
        basis="Đếm lại sổ gốc", actor=CLOSER, at=at,
    )  # fmt: skip


@pytest.fixture
def issued(province: Province, actor: Callable[[str], Actor]) -> int:
    """The quarter's report, issued, over three months of four communes."""
    for period in ("2026-07@nd09", AUGUST, SEPTEMBER):
        for commune in province.communes.values():
            close(commune.id, period, month(2, 1))
    planner = actor("planner")
    made = compose(layout="bao-cao-quy", period=Q3, actor=planner, at=AT)
    view = written(made, "Kết quả bước đầu.", planner)
    sign(report_id=made, version=view.version, actor=actor("chairman"), at=AT)
    issue(
        report_id=made, number="215/BC-BCĐ", issued_on=AT.date(), data=scans.PDF, name="da-ky.pdf",
        actor=actor("planner-2"), at=AT,
    )  # fmt: skip
    return made


def test_nothing_has_changed_at_first(issued, actor):
    assert queries.later(actor("planner"), issued, LATER) == ()
    assert queries.later_counts(actor("planner"), LATER) == {}


def test_a_corrected_figure_is_told_with_its_reason_and_the_report_keeps_its_own(issued, province, actor):
    before = Report.objects.get(pk=issued).content
    corrected(province.communes["sen-hong"].id, "talks", 5)
    found = queries.later(actor("planner"), issued, LATER)
    whole = next(one for one in found if one.reference == f"value:talks/{province.id}/{Q3.id}")
    assert (whole.before, whole.now) == ("24", "27")
    (by,) = whole.by
    assert (by.area_name, by.reason, by.before and by.before.scaled, by.now and by.now.scaled) == (
        "Xã Sen Hồng", "Đếm lại sổ gốc", 2, 5
    )  # fmt: skip
    assert Report.objects.get(pk=issued).content == before
    assert queries.later_counts(actor("planner"), LATER) == {issued: len(found)}


def test_a_figure_put_back_has_not_changed(issued, province, actor):
    area_id = province.communes["sen-hong"].id
    corrected(area_id, "talks", 5)
    corrected(area_id, "talks", 2)
    assert queries.later(actor("planner"), issued, LATER) == ()


def test_a_figure_withdrawn_is_told(issued, province, actor):
    corrected(province.communes["sen-hong"].id, "talks", None)
    found = queries.later(actor("planner"), issued, LATER)
    whole = next(one for one in found if one.reference == f"value:talks/{province.id}/{Q3.id}")
    assert whole.now.startswith(("từ", "ít nhất"))
    assert whole.by[0].now is None


def test_a_comparison_names_the_correction_of_either_period(issued, province, actor):
    corrected(province.communes["sen-hong"].id, "managed.users", 9)
    found = queries.later(actor("planner"), issued, LATER)
    assert found
    for one in found:
        assert [by.area_name for by in one.by] == ["Xã Sen Hồng"] or one.now == "", one


def test_what_changed_in_another_period_concerns_no_report(issued, province):
    corrected(province.communes["sen-hong"].id, "talks", 9, "2026-10@nd09")
    row = Report.objects.get(pk=issued)
    assert reporting.last_changes({1: ([Period.parse(SEPTEMBER)], row.composed_at)}) == frozenset()


def test_a_draft_is_brought_up_to_date_instead(province, actor):
    close(province.communes["sen-hong"].id, SEPTEMBER, month(2, 1))
    made = compose(layout="bao-cao-quy", period=Q3, actor=actor("planner"), at=AT)
    corrected(province.communes["sen-hong"].id, "talks", 5)
    assert queries.later(actor("planner"), made, LATER) == ()


def test_the_pages_show_it(issued, province, visit: Callable[..., Client]):
    corrected(province.communes["sen-hong"].id, "talks", 5)
    planner = visit("planner")
    shown = planner.get(reverse("publications.show", args=[issued])).content.decode()
    assert "số liệu đã thay đổi sau khi phát hành" in shown
    assert "Đếm lại sổ gốc" in shown and "2 → 5" in shown  # noqa: PT018
    assert "số liệu đã thay đổi sau khi phát hành" in planner.get(reverse("publications.list")).content.decode()


def test_the_list_asks_one_query_more_while_nothing_changed(issued, actor):
    planner = actor("planner")
    with CaptureQueriesContext(connection) as asked:
        queries.later_counts(planner, LATER)
    assert len(asked) == 2, "the issued reports, and what changed in their periods"
