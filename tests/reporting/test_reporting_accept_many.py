"""Many reports closed at once: as each alone, doubtful ones kept apart, one officer's clicks counted."""

import pytest
from django.urls import reverse

from pcmt.kernel.refusal import NotAllowed, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.accept import accept
from pcmt.reporting.actions.accept_many import accept_many
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.reporting.models import Fact, Total
from tests.reporting.walk import FORM, OCTOBER, Walk

pytestmark = pytest.mark.django_db
COMMUNES = ("sen-hong", "hoa-ban")


def sent(walk: Walk, commune: str, figures: dict[str, str] | None = None) -> int:
    submission = walk.id(commune)
    walk.fill(submission, figures, commune)
    walk.send(submission, commune)
    return submission


def listed(walk: Walk) -> queries.ToClose:
    return queries.to_close(walk.actor("planner"), FORM, OCTOBER, walk.at.date())


def totals() -> dict[tuple[int, str], tuple[int, int]]:
    return {(row.area_id, row.element): (row.scaled, row.reported) for row in Total.objects.all()}


def test_together_comes_to_the_same_as_one_by_one(walk: Walk):
    ids = [sent(walk, commune, {"talks": "3", "attendances": "90"}) for commune in COMMUNES]
    seen = {one.submission_id: one.version for one in listed(walk).plain}
    assert sorted(seen) == sorted(ids)
    done = accept_many(seen=seen, actor=walk.actor("planner"), at=walk.at)
    assert (sorted(done.closed), done.left) == (sorted(ids), ())
    together = totals()
    province = walk.province.id
    assert together[province, "talks"] == (6, 2)
    # adding up anew from the facts alone gives the same
    assert Fact.objects.filter(element="talks", superseded_at__isnull=True).count() == 2
    found = listed(walk)
    assert (found.plain, found.closed, found.owed) == ((), 2, 4)


def test_one_that_cannot_be_closed_leaves_the_others(walk: Walk):
    first, second = (sent(walk, commune) for commune in COMMUNES)
    seen = {one.submission_id: one.version for one in listed(walk).plain}
    accept(submission_id=first, actor=walk.actor("planner-2"), at=walk.at)
    done = accept_many(seen={**seen, 10**8: 1}, actor=walk.actor("planner"), at=walk.at)
    assert done.closed == (second,)
    assert {number for number, _ in done.left} == {first, 10**8}
    assert "đã được" in dict(done.left)[first]


def test_what_changed_since_the_list_was_made_is_left(walk: Walk):
    submission = sent(walk, "sen-hong")
    done = accept_many(seen={submission: 1}, actor=walk.actor("planner"), at=walk.at)
    assert done.closed == ()
    assert "thay đổi" in done.left[0][1]
    assert not Fact.objects.exists()


def test_only_who_closes_may_close_many(walk: Walk):
    submission = sent(walk, "sen-hong")
    version = walk.view(submission).version
    for username in ("sen-hong.chairman", "sen-hong.reporter", "admin"):
        with pytest.raises(NotAllowed):
            accept_many(seen={submission: version}, actor=walk.actor(username), at=walk.at)
    with pytest.raises(Refusal, match="Chưa chọn"):
        accept_many(seen={}, actor=walk.actor("planner"), at=walk.at)


def test_what_was_mended_after_sending_is_kept_apart_with_both_figures(walk: Walk):
    submission = sent(walk, "sen-hong", {"talks": "3", "attendances": "90"})
    return_for_correction(submission_id=submission, reason="Kiểm tra.", actor=walk.actor("planner"), at=walk.at)
    walk.enter(submission, {"talks": "5"})
    walk.explain(submission)
    walk.send(submission)
    found = listed(walk)
    assert found.plain == ()
    (doubt,) = found.doubtful
    assert ("changed", "từ 3 thành 5") in [(one.kind, one.words) for one in doubt.doubts]


def test_two_reports_cost_no_more_queries_than_one(walk: Walk, django_assert_max_num_queries) -> None:
    sent(walk, "sen-hong")
    with django_assert_max_num_queries(16) as one:
        listed(walk)
    sent(walk, "hoa-ban")
    with django_assert_max_num_queries(len(one)):
        listed(walk)


def test_the_page_names_whose_report_could_not_be_closed(walk: Walk, visit):
    first, second = (sent(walk, commune) for commune in COMMUNES)
    chosen = [f"{one.submission_id}:{one.version}" for one in listed(walk).plain]
    accept(submission_id=first, actor=walk.actor("planner-2"), at=walk.at)
    name = walk.view(first).duty.area_name
    address = reverse("reporting.accept_many")
    sent_back = {"bieu": FORM, "ky": OCTOBER.id, "chon": [*chosen, f"{10**8}:1"]}
    page = visit("planner").post(address, sent_back, follow=True).content.decode()
    assert f"2 báo cáo chưa chốt được. {name}: Báo cáo này đã được" in page
    assert walk.view(second).duty.state == "accepted"


def test_the_page_closes_all_plain_reports_with_one_button(walk: Walk, visit):
    for commune in COMMUNES:
        sent(walk, commune)
    officer, address = visit("planner"), reverse("reporting.accept_many")
    page = officer.get(address).content.decode()
    assert "2 báo cáo chốt được ngay" in page
    chosen = [f"{one.submission_id}:{one.version}" for one in listed(walk).plain]
    assert all(f'value="{one}" checked' in page for one in chosen)
    answer = officer.post(address, {"bieu": FORM, "ky": OCTOBER.id, "chon": chosen}, follow=True).content.decode()
    assert "Đã chốt số liệu 2 báo cáo" in answer
    assert "không có báo cáo nào chờ chốt" in answer
    assert officer.post(address, {"bieu": FORM, "ky": OCTOBER.id, "chon": "x:y"}, follow=True).status_code == 200
    assert officer.get(f"{address}?ky=2031-01@nd09").status_code == 404
    assert visit("sen-hong.reporter").get(address).status_code == 404
