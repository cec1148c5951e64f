"""Pure rules of plans."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.plans.rules.answers import deadline_words, level_words
from pcmt.plans.rules.floor import is_weaker
from pcmt.plans.rules.groups import names_text
from pcmt.plans.rules.inputs import BadTarget, BadTask, TargetInput, TaskInput, check_target, check_task, scaled
from pcmt.plans.rules.naming import own_name
from pcmt.plans.rules.recasing import recased
from pcmt.plans.rules.when import day_of, is_overdue, period_of

TARGET = TargetInput(relation=">=", value=Decimal(60), subject="xã", by=Period.parse("2030"), scope_area_id=1, unit="%")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": None}, "value"),
        ({"value": Decimal(101)}, "value"),
        ({"value": Decimal(-1)}, "value"),
        ({"value_high": Decimal(50)}, "value_high"),
        ({"subject": "  "}, "subject"),
        ({"relation": "=~"}, "relation"),
        ({"every": "week"}, "every"),
    ],
)
def test_a_target_that_cannot_be_measured_is_refused_at_its_field(changes: dict[str, object], field: str):
    with pytest.raises(BadTarget) as refused:
        check_target(TargetInput(**{**TARGET.__dict__, **changes}))
    assert field in refused.value.fields


def test_a_target_without_figure_needs_none():
    for relation in ("none", "maintain", "decrease"):
        check_target(TargetInput(**{**TARGET.__dict__, "relation": relation, "value": None}))


def test_a_change_may_be_bounded_and_go_beyond_all_shares():
    check_target(TargetInput(**{**TARGET.__dict__, "relation": "increase>", "value": Decimal(150), "unit": "%"}))
    with pytest.raises(BadTarget):
        check_target(TargetInput(**{**TARGET.__dict__, "relation": "decrease>", "value": None}))


def test_a_task_needs_words_and_a_lead():
    with pytest.raises(BadTask) as refused:
        check_task(TaskInput(title=" ", supports=(3,)))
    assert set(refused.value.fields) == {"title", "leads"}
    with pytest.raises(BadTask) as refused:
        check_task(TaskInput(title="Việc", leads=(3,), supports=(3,)))
    assert set(refused.value.fields) == {"supports"}
    check_task(TaskInput(title="Việc", lead_words=("các đơn vị liên quan",)))


@settings(max_examples=60)
@given(st.decimals(0, 10**6, places=3), st.decimals(0, 10**6, places=2))
def test_scaled_figures_keep_every_digit(value: Decimal, high: Decimal):
    found = scaled(TargetInput(**{**TARGET.__dict__, "unit": "kg", "value": value, "value_high": high}))
    assert found.value is not None
    assert found.value_high is not None
    assert Quantity(found.value, found.scale).decimal == value
    assert Quantity(found.value_high, found.scale).decimal == high


def test_more_than_six_decimals_are_refused():
    with pytest.raises(BadTarget, match="thập phân"):
        scaled(TargetInput(**{**TARGET.__dict__, "value": Decimal("1.2345678")}))


@pytest.mark.parametrize(
    ("by", "period"),
    [
        ("2030", "2030"),
        ("2026-06", "2026-06"),
        ("2025-Q4", "2025-Q4"),
        ("2026-06-30", "2026-06"),
        ("", None),
        ("x", None),
    ],
)
def test_deadlines_as_read_become_periods(by: str, period: str | None):
    assert period_of(by) == (Period.parse(period) if period else None)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("12-15", date(2026, 12, 15)),
        ("03-01", date(2027, 3, 1)),
        ("02-29", date(2028, 2, 29)),
        ("2026-06", date(2026, 6, 30)),
        ("2025-Q4", date(2025, 12, 31)),
        ("2030", date(2030, 12, 31)),
        ("", None),
        ("13-45", None),
    ],
)
def test_deadlines_as_read_become_days(due: str, day: date | None):
    assert day_of(due, on=date(2026, 11, 21)) == day


@pytest.mark.parametrize(
    ("due", "every", "sentence", "day"),
    [
        ("20", "month", "trước ngày 20 hằng tháng", date(2026, 12, 20)),
        ("21", "month", "vào ngày 21 hằng tháng", date(2026, 11, 21)),
        ("31", "month", "ngày 31 hằng tháng", date(2026, 12, 31)),
        ("15", "quarter", "trước ngày 15 của Tháng cuối quý", date(2026, 12, 15)),
        ("5", "quarter", "trước ngày 05 của tháng đầu quý sau", date(2027, 1, 5)),
        ("15", "quarter", "trước ngày 15 hằng quý", None),
        ("15", "year", "trước ngày 15 hằng năm", None),
        ("15", "", "trước ngày 15", None),
        ("40", "month", "ngày 40 hằng tháng", None),
        ("06-15", "half-year", "6 tháng (trước ngày 15/6) và năm (trước ngày 15/12)", date(2026, 12, 15)),
        ("12-15", "year", "trước ngày 15/12 hằng năm", date(2026, 12, 15)),
        ("02-29", "year", "ngày 29/02 hằng năm", date(2028, 2, 29)),
    ],
)
def test_a_day_that_returns_is_first_due_on_its_next_occurrence(due: str, every: str, sentence: str, day: date | None):
    assert day_of(due, on=date(2026, 11, 21), every=every, sentence=sentence) == day


def test_a_task_is_late_the_day_after_its_last_day_while_open():
    due = date(2026, 11, 30)
    assert not is_overdue(is_open=True, due_on=due, on=due)
    assert is_overdue(is_open=True, due_on=due, on=date(2026, 12, 1))
    assert not is_overdue(is_open=False, due_on=due, on=date(2026, 12, 1))
    assert not is_overdue(is_open=True, due_on=None, on=date(2026, 12, 1))


FLOOR = {"floor_relation": ">=", "floor_value": Decimal(50), "floor_by": Period.parse("2030@nd09").last_day}


@pytest.mark.parametrize(
    ("relation", "value", "by", "weaker"),
    [
        (">=", "60", "2030", False),
        (">=", "50", "2030", False),
        (">=", "45", "2030", True),
        (">=", "60", "2031", True),
        (">=", "25", "2026", False),
        ("decrease", "5", "2030", False),
    ],
)
def test_a_target_below_the_national_floor_is_seen(relation: str, value: str, by: str, weaker: bool):
    last_day = Period.parse(by).last_day
    assert is_weaker(relation=relation, value=Decimal(value), by=last_day, **FLOOR) is weaker


def test_a_ceiling_is_a_floor_turned_round():
    ceiling = {"floor_relation": "<=", "floor_value": Decimal(3), "floor_by": None}
    assert is_weaker(relation="<=", value=Decimal(4), by=date(2030, 1, 1), **ceiling)
    assert not is_weaker(relation="<=", value=Decimal(2), by=date(2030, 1, 1), **ceiling)


def test_levels_and_deadlines_read_as_officials_write():
    assert level_words(">=", Quantity(60, 0), None, "%") == "ít nhất 60%"
    assert level_words("=", Quantity(12345, 1), None, "buổi") == "đạt 1.234,5 buổi"
    assert level_words(">=", Quantity(5, 0), Quantity(10, 0), "%") == "từ 5 đến 10%"
    assert level_words("decrease", Quantity(5, 0), None, "%") == "giảm 5%"
    assert level_words("increase>", Quantity(3, 0), None, "%") == "tăng trên 3%"
    assert level_words("decrease>=", Quantity(5, 0), Quantity(10, 0), "%") == "giảm ít nhất 5 đến 10%"
    assert level_words("none", None, None, "") == "không để xảy ra"
    assert deadline_words(Period.parse("2030")) == "hết năm 2030"
    assert deadline_words(Period.parse("2026-Q4")) == "hết quý IV/2026"
    assert deadline_words(Period.parse("2026-01-01..2026-06-15")) == "đến 15/6/2026"


def test_a_few_agencies_are_named_one_by_one():
    assert names_text([]) == ""
    assert names_text(["Sở Y tế", "Ủy ban nhân dân xã Sen Hồng"]) == "Sở Y tế; Ủy ban nhân dân xã Sen Hồng"


def test_the_same_office_of_many_communes_is_told_as_one():
    communes = [f"Ủy ban nhân dân {level} số {number}" for number in range(19) for level in ("xã", "phường")]
    assert names_text(communes) == "38 UBND xã, phường"
    assert names_text(["Công an tỉnh Hoa Mai", *communes]) == "Công an tỉnh Hoa Mai; 38 UBND xã, phường"


def test_many_agencies_of_their_own_are_told_by_the_first():
    assert names_text(["Sở Y tế", "Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính"]) == "Sở Y tế và 3 đơn vị khác"


@pytest.mark.parametrize(
    ("relation", "value", "weaker"),
    [("increase>", 3, False), ("increase>", 2, True), ("increase>=", 5, False), ("increase", None, True)],
)
def test_words_of_change_stand_beside_a_floor_of_change(relation: str, value: int | None, weaker: bool) -> None:
    asked = None if value is None else Decimal(value)
    floor = {"floor_relation": ">", "floor_value": Decimal(3), "floor_by": None, "of_change": True}
    assert is_weaker(relation=relation, value=asked, by=date(2026, 12, 31), **floor) is weaker
    if asked is not None:
        assert not is_weaker(relation=relation, value=asked, by=date(2026, 12, 31), **{**floor, "of_change": False})


def test_a_floor_that_is_a_range_asks_for_its_nearer_end() -> None:
    rise = {"floor_relation": "within", "floor_value": Decimal(5), "floor_high": Decimal(10), "floor_by": None}
    by = date(2026, 12, 31)
    assert is_weaker(relation="increase>=", value=Decimal(4), by=by, of_change=True, better="up", **rise)
    assert not is_weaker(relation="increase>=", value=Decimal(5), by=by, of_change=True, better="up", **rise)
    fall = {**rise, "floor_value": Decimal(-10), "floor_high": Decimal(-5)}
    assert is_weaker(relation="decrease>=", value=Decimal(3), by=by, of_change=True, better="down", **fall)
    assert not is_weaker(relation="decrease>=", value=Decimal(6), by=by, of_change=True, better="down", **fall)


SENTENCES = """QUYẾT ĐỊNH
Thực hiện Quyết định số 1237/QĐ-TTg ngày 27/7/2013 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh Hoa Mai ban hành
kế hoạch phòng, chống ma túy trên địa bàn tỉnh Hoa Mai. Các sở thực hiện kế hoạch này.
"""


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("PHÒNG, CHỐNG MA TÚY TRÊN ĐỊA BÀN TỈNH HOA MAI", "Phòng, chống ma túy trên địa bàn tỉnh Hoa Mai"),
        (
            "THỰC HIỆN QUYẾT ĐỊNH SỐ 1237/QĐ-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ",
            "Thực hiện Quyết định số 1237/QĐ-TTg của Thủ tướng Chính phủ",
        ),
        ("VỀ CÂU CHỮ KHÔNG CÓ TRONG VĂN BẢN", "Về câu chữ không có trong văn bản"),
        ("", ""),
    ],
    ids=["a place", "an act", "nowhere", "empty"],
)
def test_a_title_in_capitals_is_told_as_its_document_writes_it(title: str, told: str) -> None:
    assert recased(title, SENTENCES) == told


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ban hành Kế hoạch triển khai thi hành Luật", "Kế hoạch triển khai thi hành Luật"),
        ("Về việc phê duyệt  Chương trình mục tiêu quốc gia", "Chương trình mục tiêu quốc gia"),
        ("về phòng, chống ma túy năm 2026", "Về phòng, chống ma túy năm 2026"),
        ("Ban hành Quy chế phối hợp", "Ban hành Quy chế phối hợp"),
        ("", ""),
    ],
    ids=["a decision", "an approval", "a plan", "no plan", "empty"],
)
def test_a_plan_is_called_by_its_own_name_not_by_its_decision(title: str, name: str) -> None:
    assert own_name(title) == name
