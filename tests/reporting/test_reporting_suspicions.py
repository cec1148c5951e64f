"""What a reviewer is shown first: across reports, ranked, set aside with a reason until the figure changes."""

import pytest
from django.urls import reverse

from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.reporting.actions.set_aside import NothingOdd, set_aside
from pcmt.reporting.actions.set_aside_many import set_aside_many
from pcmt.reporting.models import SetAside
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


def both_communes(walk: Walk) -> list[int]:
    """Two communes with a jump each and a copied month; their submissions."""
    submissions = []
    for commune in ("sen-hong", "hoa-ban"):
        walk.close(commune, MONTH)
    walk.open(NOVEMBER)
    for commune in ("sen-hong", "hoa-ban"):
        submission = walk.id(commune, NOVEMBER)
        walk.fill(submission, {**MONTH, "attendances": "900", "tested": "140"}, commune)
        walk.send(submission, commune)
        submissions.append(submission)
    return submissions


def to_close(walk: Walk) -> queries.ToClose:
    return queries.to_close(walk.actor("planner"), FORM, NOVEMBER, walk.at.date())


def marks(walk: Walk) -> dict[int, list[str]]:
    return {one.submission_id: one.marks.split(".") for one in to_close(walk).doubtful}


def test_one_reason_sets_aside_all_signs_of_the_reports_chosen(walk: Walk) -> None:
    submissions = both_communes(walk)
    seen, officer = marks(walk), walk.actor("planner")
    assert sorted(seen) == sorted(submissions)
    count = sum(map(len, seen.values()))
    assert count > 2
    done = set_aside_many(seen=seen, reason=" Tháng cao điểm,  đã gọi hỏi. ", actor=officer, at=walk.at)
    assert (done.oddities, sorted(done.reports), done.left) == (count, sorted(submissions), ())
    assert {one.submission_id for one in to_close(walk).plain} == set(submissions)

    told = [one for number in submissions for one in journal.newest_of(f"submission:{number}")]
    told = [one for one in told if one.action == "reporting.set_aside_many"]
    assert len(told) == count  # each sign has its entry
    assert {one.reason for one in told} == {"Tháng cao điểm, đã gọi hỏi."}

    again = set_aside_many(seen=seen, reason="Lần nữa.", actor=officer, at=walk.at)
    assert (again.oddities, len(again.left)) == (0, 2)


def test_what_changed_meanwhile_or_was_not_shown_stays_to_be_looked_at(walk: Walk) -> None:
    first, second = both_communes(walk)
    seen, officer = marks(walk), walk.actor("planner")
    kept = seen[second].pop()
    done = set_aside_many(
        seen={first: [*seen[first], "0" * 16], second: seen[second], 10**8: ["a"]},
        reason="Đã gọi hỏi.", actor=officer, at=walk.at,
    )  # fmt: skip
    assert done.reports == (second,)
    assert {number for number, _ in done.left} == {first, 10**8}
    assert marks(walk) == {first: seen[first], second: [kept]}


def test_a_figure_changed_after_sending_is_set_aside_until_it_changes_again(walk: Walk) -> None:
    submission = two_months(walk, {"attendances": "95"})

    def mended(figure: str) -> list[str]:
        return_for_correction(submission_id=submission, reason="Xem lại.", actor=walk.actor("planner"), at=walk.at)
        walk.enter(submission, {"attendances": figure})
        walk.explain(submission)
        walk.send(submission)
        return marks(walk)[submission]

    seen = mended("97")
    assert any(one.kind == "changed" for one in to_close(walk).doubtful[0].doubts)
    set_aside_many(seen={submission: seen}, reason="Đúng như yêu cầu.", actor=walk.actor("planner"), at=walk.at)
    assert to_close(walk).doubtful == ()
    assert mended("98")


def test_who_may_set_many_aside_and_what_is_refused(walk: Walk) -> None:
    submissions = both_communes(walk)
    seen = marks(walk)
    for username in ("sen-hong.reporter", "chairman", "admin"):
        with pytest.raises(NotAllowed):
            set_aside_many(seen=seen, reason="Ngày hội.", actor=walk.actor(username), at=walk.at)
    for wrong, reason in ((seen, " … "), ({}, "Ngày hội."), ({submissions[0]: []}, "Ngày hội.")):
        with pytest.raises(Refusal):
            set_aside_many(seen=wrong, reason=reason, actor=walk.actor("planner"), at=walk.at)
    assert not SetAside.objects.exists()


def test_a_very_long_explanation_can_be_set_aside(walk: Walk) -> None:
    walk.close("sen-hong", MONTH)
    walk.open(NOVEMBER)
    submission = walk.id("sen-hong", NOVEMBER)
    walk.fill(submission, {**MONTH, "managed.users": "40"})
    failing = [check.code for check in walk.view(submission).failing]
    assert failing
    walk.enter(submission, {}, explanations=dict.fromkeys(failing, "Rà soát lại danh sách. " * 21))
    walk.send(submission)
    told = max((one for one in found(walk).open if one.kind == "explained"), key=lambda one: len(one.words))
    assert len(told.words) > 500
    set_aside(
        submission_id=submission, kind=told.kind, element=told.element, words=told.words, reason="Đã đối chiếu sổ.",
        actor=walk.actor("planner"), at=walk.at,
    )  # fmt: skip
    assert told.words in {one.words for one in found(walk).seen}


def test_the_closing_page_sets_aside_and_closes_in_two_steps(walk: Walk, visit) -> None:
    both_communes(walk)
    officer, address = visit("planner"), f"{reverse('reporting.accept_many')}?bieu={FORM}&ky={NOVEMBER.id}"
    page = officer.get(address).content.decode()
    chosen = [f"{one.submission_id}:{one.marks}" for one in to_close(walk).doubtful]
    assert all(f'value="{one}"' in page for one in chosen)
    asked = {"xem": chosen, "reason": "Ngày hội toàn dân.", "back": address}
    refused = officer.post(reverse("reporting.set_aside_many"), {**asked, "reason": "  "}, follow=True)
    assert "Chưa ghi vì sao số liệu hợp lý" in refused.content.decode()
    answer = officer.post(reverse("reporting.set_aside_many"), asked, follow=True)
    assert answer.redirect_chain[0][0] == address
    assert "của 2 báo cáo là hợp lý" in answer.content.decode()
    assert "2 báo cáo chốt được ngay" in answer.content.decode()
    assert "2 báo cáo chưa ghi nhận được" in officer.post(
        reverse("reporting.set_aside_many"), asked, follow=True
    ).content.decode()  # fmt: skip


def test_the_quality_page_sets_all_signs_of_one_report_aside(walk: Walk, visit) -> None:
    submission = two_months(walk, {"attendances": "900", "sanctions": "40"})
    report = found(walk)
    assert len(report.open) > 1
    officer, here = visit("planner"), f"{reverse('reporting.quality')}?bieu={FORM}&ky={NOVEMBER.id}"
    box = f"Cả {len(report.open)} dấu hiệu đã xem, hợp lý"
    assert box in officer.get(here).content.decode()
    asked = {"xem": f"{submission}:{report.marks}", "mot": "1", "back": here}
    refused = officer.post(reverse("reporting.set_aside_many"), {**asked, "reason": "-"}, follow=True)
    row = refused.content.decode().partition(f'id="bao-cao-{submission}"')[2]
    assert f"<details open><summary>{box}" in row
    answer = officer.post(reverse("reporting.set_aside_many"), {**asked, "reason": "Ngày hội."}, follow=True)
    assert answer.redirect_chain[0][0] == f"{here}#bao-cao-{submission}"
    assert f"Đã ghi nhận {len(report.open)} dấu hiệu là hợp lý" in answer.content.decode()
    assert found(walk).open == ()


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


def test_a_reason_longer_than_its_column_is_refused_in_words(walk: Walk) -> None:
    with pytest.raises(Refusal, match="dài quá 500 ký tự"):
        walk.enter(walk.id("sen-hong"), {}, explanations={"any": "a" * 501})
