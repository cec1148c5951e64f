"""What a reviewer is shown first: across reports, ranked, set aside with a reason until the figure changes."""

import pytest

from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.reporting.actions.set_aside import NothingOdd, set_aside
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db

MONTH = {
    "talks": "2",
    "attendances": "90",
    "tested": "14",
    "test_positive": "1",
    "sanctions": "3",
    "managed.users": "4",
}


def two_months(walk: Walk, november: dict[str, str]) -> int:
    """October closed, November sent; its submission."""
    walk.close("sen-hong", MONTH)
    walk.open(NOVEMBER)
    submission = walk.id("sen-hong", NOVEMBER)
    walk.fill(submission, {**MONTH, **november})
    walk.send(submission)
    return submission


def found(walk: Walk, username: str = "planner") -> queries.SuspectReport:
    (report,) = queries.suspicions(walk.actor(username), FORM, NOVEMBER)
    return report


def test_what_was_not_sent_is_not_judged(walk: Walk) -> None:
    walk.fill(walk.id("sen-hong"), MONTH)
    assert queries.suspicions(walk.actor("planner"), FORM, OCTOBER) == ()


def test_a_copied_month_is_shown_first_and_a_jump_with_its_cell(walk: Walk) -> None:
    two_months(walk, {"attendances": "900"})
    report = found(walk)
    jump = next(one for one in report.open if one.kind == "jump")
    assert (jump.element, jump.words) == ("attendances", "tăng từ 90 kỳ trước lên 900")
    assert report.score == sum(one.weight for one in report.open) > 0


def test_the_same_month_again_is_a_copy(walk: Walk) -> None:
    two_months(walk, {})
    report = found(walk)
    assert report.open[0].kind == "copied"
    assert report.open[0].label == "Toàn bộ báo cáo"


def test_set_aside_with_a_reason_until_the_figure_changes(walk: Walk) -> None:
    submission = two_months(walk, {"attendances": "900"})
    jump = next(one for one in found(walk).open if one.kind == "jump")
    aside = {"submission_id": submission, "kind": jump.kind, "element": jump.element, "words": jump.words}
    with pytest.raises(Refusal):
        set_aside(**aside, reason=" ", actor=walk.actor("planner"), at=walk.at)
    with pytest.raises(NotAllowed):
        set_aside(**aside, reason="Ngày hội.", actor=walk.actor("sen-hong.reporter"), at=walk.at)
    set_aside(**aside, reason="Ngày hội toàn dân.", actor=walk.actor("planner"), at=walk.at)

    report = found(walk)
    assert all(one.kind != "jump" for one in report.open)
    (seen,) = report.seen
    assert seen.seen is not None
    assert seen.seen.reason == "Ngày hội toàn dân."
    with pytest.raises(NothingOdd):
        set_aside(**aside, reason="Lần nữa.", actor=walk.actor("planner"), at=walk.at)
    assert journal.newest_of(f"submission:{submission}")[0].action == "reporting.set_aside"

    return_for_correction(submission_id=submission, reason="Xem lại.", actor=walk.actor("planner"), at=walk.at)
    walk.enter(submission, {"attendances": "950"})
    walk.explain(submission)
    walk.send(submission)
    assert any(one.kind == "jump" for one in found(walk).open)


def test_a_commune_sees_what_is_odd_in_its_own_report_alone(walk: Walk) -> None:
    two_months(walk, {"attendances": "900"})
    assert [one.area_name for one in queries.suspicions(walk.actor("sen-hong.reporter"), FORM, NOVEMBER)] == [
        "Xã Sen Hồng"
    ]
    assert queries.suspicions(walk.actor("hoa-ban.reporter"), FORM, NOVEMBER) == ()


def test_two_reports_cost_no_more_queries_than_one(walk: Walk, django_assert_max_num_queries) -> None:
    two_months(walk, {})
    with django_assert_max_num_queries(11) as one:
        found(walk)
    other = walk.id("hoa-ban", NOVEMBER)
    walk.fill(other, MONTH, "hoa-ban")
    walk.send(other, "hoa-ban")
    with django_assert_max_num_queries(len(one)):
        assert len(queries.suspicions(walk.actor("planner"), FORM, NOVEMBER)) == 2
