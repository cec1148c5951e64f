"""What plans count and register, read by formulas: tasks in time, communes registered and recognised, mergers."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client

from pcmt.areas import queries as areas
from pcmt.areas.actions.apply_event import apply_event
from pcmt.areas.actions.propose_event import propose_event
from pcmt.classification.actions.decide_class import decide_class
from pcmt.classification.actions.revoke_decision import revoke_decision
from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.adopt_plan import adopt_plan
from pcmt.plans.actions.adopt_suggestion import adopt_suggestion
from pcmt.plans.actions.note_finished import note_finished
from pcmt.plans.actions.register_roadmap import register_roadmap
from pcmt.plans.queries import TargetInput, TaskInput
from pcmt.plans.rules.registering import Registration
from pcmt.trace import queries as trace
from tests.areas.test_areas_events import DAY, MERGE
from tests.documents import papers
from tests.province import Province
from vanban.text import format_date

YEAR = Period.parse("2026@nd09")
QUARTER = Period.parse("2026-Q4@nd09")
AFTER = date(2026, 12, 31)
LATE = datetime.fromisoformat("2026-12-20T09:00:00+07:00")
DECIDED = date(2026, 12, 18)


@pytest.fixture
def planner(actor: Callable[[str], Actor]) -> Actor:
    return actor("planner")


@pytest.fixture
def adopted(planner: Actor, province: Province, at: datetime) -> dict[str, int]:
    """A plan with its target on T1b and a task of the health department due on 30/11/2026."""
    document_id = register_document(data=papers.PLAN.encode(), name="kh.txt", actor=planner, at=at)
    horizon = (date(2026, 1, 1), date(2030, 12, 31))
    plan_id = adopt_plan(document_id=document_id, title="Kế hoạch", horizon=horizon, actor=planner, at=at)
    target = TargetInput(">=", Decimal(60), "xã không ma túy", Period.parse("2030"), province.id, "T1b", unit="%")
    task = TaskInput("Lập điểm tư vấn", leads=(province.agencies["health"],), due_on=date(2026, 11, 30))
    found = documents.document(planner, document_id).suggestions
    said = {"target": ("II.1", target), "duty": ("III.1.a", task)}
    ids = {}
    for kind, (anchor, correction) in said.items():
        item = next(one for one in found if one.kind == kind and one.anchor == anchor)
        reference = adopt_suggestion(
            suggestion_id=item.id, plan_id=plan_id, correction=correction, actor=planner, at=at
        )
        ids[kind] = int(reference.partition(":")[2])
    return ids


def shown(code: str, area_id: int, period: Period, on: date = AFTER) -> str:
    """What the reference says; the columns of many values must say the same."""
    display = indicators.value(code, area_id, period, on).display
    assert [one.display for one in indicators.bulk_values([code], [area_id], [period], on)] == [display]
    return display


def decide(actor: Actor, areas_in: list[int], class_code: str, period: Period = YEAR) -> tuple[int, ...]:
    return decide_class(
        area_ids=areas_in,
        period=period,
        class_code=class_code,
        decision_number="500/QĐ-UBND",
        decided_on=DECIDED,
        actor=actor,
        at=LATE,
    )


def test_a_task_counts_in_the_quarter_in_which_it_falls_due(
    adopted: dict[str, int], province: Province, actor: Callable[[str], Actor], at: datetime
) -> None:
    assert shown("K1", province.id, QUARTER) == "0,0%", "nothing was done by the last day"
    assert shown("K1", province.id, QUARTER, on=date(2026, 11, 21)).startswith("chưa đủ dữ liệu"), "it still has time"
    assert shown("K1", province.id, QUARTER.previous()).startswith("chưa đủ dữ liệu")
    assert indicators.value("K1", province.communes["sen-hong"].id, QUARTER, AFTER).state == "void"
    note_finished(task_id=adopted["duty"], words="Đã lập điểm tư vấn", actor=actor("planner"), at=at)
    assert shown("K1", province.id, QUARTER) == "0,0%", "reported is not accepted"
    accept_task(task_id=adopted["duty"], actor=actor("planner-2"), at=at)
    assert shown("K1", province.id, QUARTER) == "100,0%"


def test_what_is_registered_is_held_against_what_is_recognised(
    adopted: dict[str, int], province: Province, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    sen_hong, _, hoa_ban, chan_may = (one.id for one in province.communes.values())
    assert shown("S0.2", province.id, YEAR).startswith("chưa đủ dữ liệu"), "no roadmap, nothing to tell"
    rows = [Registration(sen_hong, 2026), Registration(hoa_ban, 2026), Registration(chan_may, 2027)]
    register_roadmap(target_id=adopted["target"], rows=rows, actor=planner, at=at)
    chairman = actor("chairman")
    decide(chairman, [sen_hong, chan_may], "khong_ma_tuy")
    value = indicators.value("S0.2", province.id, YEAR, AFTER)
    assert (value.number.low, value.number.high) == (Fraction(50), Fraction(100))
    (revoked,) = decide(chairman, [hoa_ban], "trong_diem_3")
    assert shown("S0.2", province.id, YEAR) == "50,0%"
    revoke_decision(decision_id=revoked, reason="Nhầm xã", actor=chairman, at=LATE)
    assert indicators.value("S0.2", province.id, YEAR, AFTER).state == "partial"


def test_the_class_decided_is_compared_with_the_year_before(province: Province, actor: Callable[[str], Actor]) -> None:
    sen_hong, mua_ngau, hoa_ban, chan_may = (one.id for one in province.communes.values())
    chairman = actor("chairman")
    was = {sen_hong: "trong_diem_2", mua_ngau: "trong_diem_3", hoa_ban: "khong_ma_tuy", chan_may: "khac"}
    now = {sen_hong: "trong_diem_3", mua_ngau: "trong_diem_1", hoa_ban: "khac", chan_may: "khong_ma_tuy"}
    for period, classes in ((YEAR.previous(), was), (YEAR, now)):
        for commune, class_code in classes.items():
            decide(chairman, [commune], class_code, period)
    assert shown("S3.1", province.id, YEAR) == "1 xã, phường", "Hoa Ban lost the class"
    assert shown("S3.2", province.id, YEAR) == "0,0%", "three before, three now"
    assert shown("S3.3", province.id, YEAR) == "50,0%", "of two key communes one stands better"


def test_the_share_of_communes_recognised_over_a_merger(
    province: Province, actor: Callable[[str], Actor], at: datetime
) -> None:
    """A year decided for the old communes stays right on their map; the next is decided, and counted, on the new."""
    sen_hong, mua_ngau, hoa_ban, chan_may = (one.id for one in province.communes.values())
    chairman, admin = actor("chairman"), actor("admin")
    decide(chairman, [sen_hong, mua_ngau], "khong_ma_tuy", YEAR.previous())
    decide(chairman, [hoa_ban, chan_may], "khac", YEAR.previous())
    assert shown("T1b", province.id, YEAR.previous(), on=date(2026, 11, 21)) == "50,0%"
    apply_event(event_id=propose_event(change=MERGE, actor=admin, at=at), choices={}, actor=admin, at=at)
    assert shown("T1b", province.id, YEAR.previous(), on=date(2026, 11, 21)) == "50,0%", "that day's map had four"
    new = areas.area_by_code("91101", DAY).id
    decide(chairman, [new], "khong_ma_tuy")
    assert shown("T1b", province.id, YEAR) == "ít nhất 33,3% (thiếu 2/3 xã)"
    decide(chairman, [hoa_ban, chan_may], "khac")
    assert shown("T1b", province.id, YEAR) == "33,3%"
    assert shown("T1b", province.id, YEAR.previous()) == "33,3%", "both that became one agreed: one of three"
    assert shown("S3.1", province.id, YEAR) == "0 xã, phường"


def test_classes_that_differed_tell_nothing_of_the_commune_they_became(
    province: Province, actor: Callable[[str], Actor], at: datetime
) -> None:
    sen_hong, mua_ngau, hoa_ban, chan_may = (one.id for one in province.communes.values())
    chairman, admin = actor("chairman"), actor("admin")
    decide(chairman, [sen_hong, hoa_ban], "khong_ma_tuy", YEAR.previous())
    decide(chairman, [mua_ngau, chan_may], "khac", YEAR.previous())
    apply_event(event_id=propose_event(change=MERGE, actor=admin, at=at), choices={}, actor=admin, at=at)
    value = indicators.value("T1b", province.id, YEAR.previous(), AFTER)
    assert (value.number.low, value.number.high) == (Fraction(100, 3), Fraction(200, 3))


def test_the_trace_lists_the_tasks_that_are_counted(
    adopted: dict[str, int], province: Province, planner: Actor, actor: Callable[[str], Actor], at: datetime
) -> None:
    def listed(element: str) -> list[str]:
        told = trace.trace(f"value:K1/{province.id}/{QUARTER.id}", planner, LATE)
        node = next(one for one in told.down if one.title.startswith(element))
        return [one.title for one in node.down]

    assert listed("Nhiệm vụ đến hạn") == ["Lập điểm tư vấn: quá hạn, chưa hoàn thành"]
    note_finished(task_id=adopted["duty"], words="Đã lập điểm tư vấn", actor=planner, at=at)
    accept_task(task_id=adopted["duty"], actor=actor("planner-2"), at=at)
    assert listed("Nhiệm vụ đến hạn") == [f"Lập điểm tư vấn: hoàn thành {format_date(at.date())}"]


def test_the_map_of_classes_goes_through_the_years_with_their_decisions(
    province: Province, actor: Callable[[str], Actor], visit: Callable[..., Client]
) -> None:
    ids = [one.id for one in province.communes.values()]
    chief = actor("chairman")
    decide(chief, ids[:2], "khong_ma_tuy", YEAR.previous())
    text = visit("planner").get("/chi-so/T1b/", {"ky": YEAR.previous().id}).text
    assert "QĐ số 500/QĐ-UBND" in text
    assert "data-timeline" not in text, "one year is no slider"
    decide(chief, ids[1:], "khac")
    page = visit("planner").get("/chi-so/T1b/", {"ky": YEAR.previous().id}).text
    assert "data-timeline" in page
    told = visit("planner").get("/chi-so/T1b/ban-do").json()
    before, now = told["frames"]
    assert [before["period"], now["period"]] == [YEAR.previous().id, YEAR.id]
    assert before["title"] == "Bản đồ · phân loại năm 2025 (QĐ số 500/QĐ-UBND)"
    place = told["areas"].index(ids[0])
    assert (before["kinds"][place], before["words"][place]) == ("met", "không ma túy")
    assert (now["kinds"][place], now["words"][place]) == ("void", "chưa có quyết định năm 2026")
