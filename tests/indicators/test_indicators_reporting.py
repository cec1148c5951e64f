"""R1 to R3: how reports came in, counted from the books of reporting, as indicators like any other."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting
from pcmt.reporting.models import Duty, Submission
from pcmt.reporting.queries import Punctuality
from pcmt.trace import queries as trace
from tests.province import AT, Province
from tests.reporting.walk import OCTOBER, Walk

ON = AT.date()


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor], at: datetime) -> Walk:
    walk = Walk(province, actor, at)
    walk.open()
    return walk


def sent(walk: Walk, commune: str, days_late: int = 0, *, accepted: bool = False) -> Submission:
    """A report handed in so many days after its deadline, without walking it through its hands."""
    row = Submission.objects.select_related("duty").get(pk=walk.id(commune))
    row.first_sent_at = walk.at.replace(year=2026, month=row.duty.due_on.month, day=row.duty.due_on.day)
    row.first_sent_at += timedelta(days=days_late)
    row.accepted_at = AT if accepted else None
    row.save()
    return row


def of(code: str, area_id: int, on: date = ON) -> str:
    return indicators.value(code, area_id, OCTOBER, on).display


def test_in_time_and_whole_are_shares_of_what_was_owed(walk: Walk) -> None:
    sent(walk, "sen-hong")
    sent(walk, "hoa-ban", days_late=3)
    province = walk.province.id
    assert (of("R1", province), of("R2", province)) == ("25,0%", "50,0%")
    sen_hong, hoa_ban, mua_ngau = (walk.province.communes[one].id for one in ("sen-hong", "hoa-ban", "mua-ngau"))
    assert [of("R1", one) for one in (sen_hong, hoa_ban, mua_ngau)] == ["100,0%", "0,0%", "0,0%"]
    assert [of("R2", one) for one in (sen_hong, hoa_ban, mua_ngau)] == ["100,0%", "100,0%", "0,0%"]


def test_while_reports_have_time_the_rate_is_only_known_from_below(walk: Walk) -> None:
    sent(walk, "sen-hong")
    before = Duty.objects.first().due_on  # type: ignore[union-attr]
    assert of("R1", walk.province.id, before) == "ít nhất 25,0% (thiếu 3/4 xã)"
    assert of("R1", walk.province.id, before + timedelta(days=1)) == "25,0%"


def test_a_period_of_which_nothing_was_owed_has_no_rate(walk: Walk) -> None:
    found = indicators.value("R1", walk.province.id, OCTOBER.previous(), ON)
    assert found.state == "void"


def test_a_correction_counts_once_it_is_closed(walk: Walk) -> None:
    first = sent(walk, "sen-hong", accepted=True)
    sent(walk, "hoa-ban", accepted=True)
    assert of("R3", walk.province.id) == "0,0%"
    again = Submission.objects.create(duty=first.duty, round=2, state="draft", opened_at=AT)
    assert of("R3", walk.province.id) == "0,0%"
    again.accepted_at = AT
    again.save()
    Submission.objects.create(duty=first.duty, round=3, state="accepted", opened_at=AT, accepted_at=AT)
    assert of("R3", walk.province.id) == "50,0%"


def test_what_is_no_longer_owed_is_not_counted(walk: Walk) -> None:
    Duty.objects.filter(area=walk.province.communes["mua-ngau"].id).update(released_on=ON)
    area_ids = [one.id for one in walk.province.communes.values()]
    found = reporting.punctuality(area_ids, [OCTOBER], ON)
    assert sum(found.values(), Punctuality()).due == 3


def test_a_quarter_counts_the_reports_that_end_in_it(walk: Walk, actor) -> None:
    sent(walk, "sen-hong")
    quarter = Period.parse("2026-Q4@nd09")
    assert indicators.value("R1", walk.province.id, quarter, ON).display == "25,0%"


def test_the_trace_leads_to_the_reports(walk: Walk, actor, visit) -> None:
    late = sent(walk, "hoa-ban", days_late=3)
    sent(walk, "sen-hong")
    reference = f"value:R1/{walk.province.id}/{OCTOBER.id}"
    node = trace.trace(reference, actor("planner"), AT)
    told = [one.title for part in node.down for one in part.down]
    assert any("Hoa Ban" in one and "gửi chậm 3 ngày" in one for one in told)
    assert not any("Sen Hồng" in one for one in told), "what came in time is not listed one by one"
    page = visit("planner").get(reverse("trace.show", args=[reference])).content.decode()
    assert reverse("reporting.submission", args=[late.pk]) in page


def test_the_three_stand_among_the_indicators_of_a_commune(walk: Walk, actor) -> None:
    rows = indicators.indicator_rows(actor("planner"), walk.province.communes["sen-hong"].id, ON)
    assert {"R1", "R2", "R3"} <= {row.rule.code for row in rows}


def test_counting_takes_one_query_however_many_areas_and_periods(walk: Walk) -> None:
    ids = [one.id for one in walk.province.communes.values()]
    with CaptureQueriesContext(connection) as asked:
        reporting.punctuality(ids, [OCTOBER, OCTOBER.previous(), OCTOBER.previous().previous()], ON)
    assert len(asked) == 1
