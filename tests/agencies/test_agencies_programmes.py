"""Coordination programmes: parties, term, papers, reviews."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.agencies import queries
from pcmt.agencies.actions.end_programme import end_programme
from pcmt.agencies.actions.extend_programme import extend_programme
from pcmt.agencies.actions.found_programme import found_programme
from pcmt.agencies.actions.record_review import record_review
from pcmt.agencies.rules.programmes import months_later, review_days, review_due
from pcmt.kernel.actor import system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.province import AT, Province

CLERK = system_actor(
    "kiểm thử",
    "agencies.found_programme",
    "agencies.extend_programme",
    "agencies.end_programme",
    "agencies.record_review",
)
TODAY = AT.date()
BEGUN, ENDS = date(2026, 1, 31), date(2027, 1, 30)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def found(province: Province, **changes: object) -> int:
    values: dict[str, object] = {
        "name": "Quy chế phối hợp trong trường học",
        "kind": "quy_che",
        "fields": "Phòng ngừa trong học sinh",
        "lead_ids": [province.agencies["police"]],
        "support_ids": [province.agencies["health"], province.agencies["front"]],
        "paper": "Quy chế số 1/QCPH",
        "signed_on": BEGUN,
        "valid_from": BEGUN,
        "valid_to": ENDS,
        "review_months": 6,
    }
    return found_programme(**{**values, **changes}, actor=CLERK, at=AT)  # type: ignore[arg-type]


def test_a_programme_tells_parties_term_and_the_review_that_is_owed(province: Province):
    shown = queries.programme(found(province))
    assert [one.short_name for one in shown.leads] == ["Công an tỉnh"]
    assert [one.short_name for one in shown.supports] == ["Sở Y tế", "UBMTTQ tỉnh"]
    assert shown.review_due_on == date(2026, 7, 31)
    assert [one.label for one in shown.papers] == ["Ký kết"]
    assert queries.programmes(TODAY, province.agencies["front"]) == (shown,)
    assert queries.programmes(ENDS + timedelta(days=1)) == ()
    assert queries.programmes(TODAY, province.agencies["ubnd"]) == ()


def test_a_review_is_held_once_and_moves_the_next(province: Province):
    made = found(province)
    record_review(programme_id=made, held_on=date(2026, 8, 12), note="Báo cáo số 3/BC", actor=CLERK, at=AT)
    assert queries.programme(made).review_due_on is None
    for held_on in (date(2026, 8, 12), TODAY + timedelta(days=1), date(2026, 1, 1)):
        with pytest.raises(Refusal) as refused:
            record_review(programme_id=made, held_on=held_on, actor=CLERK, at=AT)
        assert refused.value.remedy


def test_a_term_is_extended_and_cut_by_papers(province: Province):
    made = found(province)
    later = date(2030, 12, 31)
    extend_programme(programme_id=made, paper="Biên bản 2", signed_on=TODAY, valid_to=later, actor=CLERK, at=AT)
    assert queries.programme(made).valid_to == later
    with pytest.raises(Refusal, match="phải đến một ngày sau đó"):
        extend_programme(programme_id=made, paper="x", signed_on=TODAY, valid_to=later, actor=CLERK, at=AT)
    end_programme(programme_id=made, paper="Văn bản 5", signed_on=TODAY, last_day=TODAY, actor=CLERK, at=AT)
    shown = queries.programme(made)
    assert {one.label for one in shown.papers} == {"Ký kết", "Gia hạn", "Chấm dứt"}
    assert shown.stands(TODAY)
    assert not shown.stands(TODAY + timedelta(days=1))
    with pytest.raises(Refusal, match="Không thể chấm dứt"):
        end_programme(programme_id=made, paper="x", signed_on=TODAY, last_day=later, actor=CLERK, at=AT)


def test_without_an_end_there_is_nothing_to_extend(province: Province):
    made = found(province, valid_to=None)
    with pytest.raises(Refusal, match="không thời hạn"):
        extend_programme(programme_id=made, paper="x", signed_on=TODAY, valid_to=ENDS, actor=CLERK, at=AT)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"support_ids": []}, "ít nhất hai cơ quan"),
        ({"lead_ids": []}, "cơ quan chủ trì"),
        ({"support_ids": "same"}, "khác nhau"),
        ({"valid_to": date(2025, 1, 1)}, "từ ngày bắt đầu"),
        ({"paper": " "}, "còn trống"),
        ({"kind": "x"}, "danh sách"),
        ({"review_months": 5}, "danh sách"),
    ],
)
def test_a_wrong_programme_is_refused(province: Province, changes: dict[str, object], says: str):
    given = {key: [province.agencies["police"]] if value == "same" else value for key, value in changes.items()}
    with pytest.raises(Refusal) as refused:
        found(province, **given)
    assert says in refused.value.message
    assert queries.all_programmes() == ()


def test_parties_must_be_there_that_day(province: Province):
    with pytest.raises(NotFound):
        found(province, support_ids=[10**6])


def test_programmes_are_the_standing_offices(province: Province, actor):
    made = found(province)
    for who in ("chairman", "police-chief", "admin"):
        with pytest.raises(NotAllowed):
            end_programme(programme_id=made, paper="x", signed_on=TODAY, last_day=TODAY, actor=actor(who), at=AT)
    record_review(programme_id=made, held_on=TODAY, actor=actor("planner"), at=AT)


@given(DAYS, st.sampled_from((3, 6, 12)), DAYS)
def test_reviews_fall_on_the_same_day_of_later_months(begins: date, every: int, ends: date):
    days = [*review_days(begins, every, ends)]
    assert days == sorted(set(days))
    assert all(begins < day <= ends and day.day <= begins.day for day in days)
    assert all(
        (day.year - begins.year) * 12 + day.month - begins.month == every * (at + 1) for at, day in enumerate(days)
    )


@given(DAYS, st.sampled_from((3, 6, 12)), st.integers(0, 400))
def test_a_review_held_leads_to_a_later_one(begins: date, every: int, after: int):
    ends = months_later(begins, 60)
    held = begins + timedelta(days=after)
    owed, first = review_due(begins, every, ends, held), review_due(begins, every, ends, None)
    assert first == months_later(begins, every)
    assert owed is not None
    assert owed >= first
    assert owed > held


def test_no_rhythm_owes_no_review():
    assert review_due(BEGUN, 0, None, None) is None
