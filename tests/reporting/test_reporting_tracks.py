"""Who sent in time over a year of periods, what is overdue, the list to paste and the letter of urging."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from pcmt.documents.models import Draft, DraftFile
from pcmt.files import queries as files
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed
from pcmt.publications.actions.urge import NobodyLate, urge
from pcmt.reporting import queries
from pcmt.rulebook.queries import book
from pcmt.web.reporting.late_words import pasted
from pcmt.web.reporting.wording import short_month
from tests.province import AT
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db
SOON, LONG_AFTER = date(2026, 10, 15), date(2026, 12, 30)


def late_at() -> datetime:
    return AT.replace(month=12, day=30)


def test_each_unit_has_a_mark_for_each_period(walk: Walk, actor):
    walk.open(NOVEMBER)
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission, at=AT.replace(month=10, day=16))
    found = queries.tracks(actor("planner"), FORM, LONG_AFTER)
    assert found.periods == (OCTOBER, NOVEMBER)
    marks = {track.label: [mark.mark for mark in track.marks] for track in found.tracks}
    assert marks["Xã Sen Hồng"] == ["on_time", "missing"]
    assert marks["Xã Mưa Ngâu"] == ["missing", "missing"]
    sen_hong = next(track for track in found.tracks if track.label == "Xã Sen Hồng")
    assert (sen_hong.in_time, sen_hong.judged) == (1, 2)
    assert found.share == pytest.approx(100 / 8)


def test_a_unit_shows_its_own_forms_to_those_who_may_see_it(walk: Walk, actor):
    area = walk.province.communes["sen-hong"].id
    (found,) = queries.tracks_of_area(actor("planner"), area, LONG_AFTER)
    assert [track.area_id for track in found.tracks] == [area]
    assert queries.tracks_of_area(actor("hoa-ban.reporter"), area, LONG_AFTER) == ()


def test_overdue_is_what_was_never_sent_once_its_day_is_over(walk: Walk, actor):
    assert queries.overdue(actor("planner"), SOON) == ()
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    found = queries.overdue(actor("planner"), LONG_AFTER)
    assert {one.area_name for one in found} == {
        walk.view(walk.id(slug)).duty.area_name for slug in ("mua-ngau", "hoa-ban", "chan-may")
    }
    assert all(one.timing and one.timing.days == (LONG_AFTER - one.due_on).days for one in found)
    own = queries.overdue(actor("mua-ngau.reporter"), LONG_AFTER)
    assert {one.area_id for one in own} == {walk.province.communes["mua-ngau"].id}


def test_questions_do_not_grow_with_units(walk: Walk, actor, django_assert_max_num_queries):
    walk.open(NOVEMBER)
    planner = actor("planner")
    with django_assert_max_num_queries(5):
        queries.tracks(planner, FORM, LONG_AFTER)
    with django_assert_max_num_queries(5):
        queries.overdue(planner, LONG_AFTER)


def test_the_list_to_paste_names_unit_days_and_deadline(walk: Walk, actor):
    found = queries.overdue(actor("planner"), LONG_AFTER)
    text = pasted(found, LONG_AFTER)
    assert text.startswith("DANH SÁCH CHƯA GỬI BÁO CÁO (đến ngày 30/12/2026)")
    assert "\n\nTHÁNG 10/2026 (15/09 – 14/10)\n\nBiểu tháng cấp xã, hạn gửi " in text
    assert "4 đơn vị chưa gửi" in text
    assert f"1. {found[0].agency_name}: quá hạn {(LONG_AFTER - found[0].due_on).days} ngày" in text
    assert pasted((), LONG_AFTER) == ""


def words_of(draft_id: int) -> str:
    stored = DraftFile.objects.get(draft_id=draft_id).file_id
    with ZipFile(BytesIO(files.content(stored))) as opened:
        return opened.read("word/document.xml").decode()


def test_a_letter_of_urging_is_drafted_with_its_list(walk: Walk, actor):
    draft_id = urge(actor=actor("planner"), at=late_at())
    assert Draft.objects.get(pk=draft_id).title.startswith("Đôn đốc gửi báo cáo")
    text = words_of(draft_id)
    for words in (
        "tính đến hết ngày 30/12/2026 còn 4 đơn vị",
        "xã Sen Hồng",
        "Biểu tháng cấp xã, tháng 10/2026",
        "Số ngày quá hạn",
    ):
        assert words in text, words
    # Three working days on, over New Year's Day and a weekend.
    assert "trước hết ngày 05/01/2027" in text


def test_nobody_late_needs_no_letter_and_only_who_may_writes_one(walk: Walk, actor):
    with pytest.raises(NobodyLate):
        urge(actor=actor("planner"), at=AT.replace(month=10, day=15))
    with pytest.raises(NotAllowed):
        urge(actor=actor("sen-hong.reporter"), at=late_at())
    assert not Draft.objects.exists()


def test_the_pages_show_what_is_late_and_draft_the_letter(walk: Walk, visit):
    planner = visit("planner")
    page = planner.get(reverse("reporting.timeliness")).content.decode()
    assert "Xã Sen Hồng" in page
    one = reverse("reporting.unit_timeliness", args=[walk.province.communes["sen-hong"].id])
    assert one in page
    assert "Xã Sen Hồng: 0/1 báo cáo đúng hạn" in planner.get(one).content.decode()
    late = planner.get(reverse("reporting.overdue")).content.decode()
    assert "4 đơn vị còn 4 báo cáo quá hạn chưa gửi" in late
    assert 'data-copies="danh-sach"' in late
    answer = planner.post(reverse("publications.urge"), {"bieu": FORM}, follow=True)
    assert "Đã lập dự thảo công văn đôn đốc" in answer.content.decode()
    assert visit("sen-hong.reporter").get(reverse("reporting.unit_timeliness", args=[999_999])).status_code == 404


def test_the_form_that_most_units_owe_is_opened_and_the_chosen_one_kept(walk: Walk, actor, visit):
    own = book().form(FORM, walk.at.date())
    others = [one for one in book().forms(walk.at.date()) if one.code != FORM]
    assert queries.most_owed(actor("planner"), [*others, own]) == own
    assert queries.most_owed(actor("planner"), []) is None
    officer = visit("planner")
    assert own.label in officer.get(reverse("reporting.timeliness")).content.decode()
    requests = officer.get(reverse("reporting.requests"), {"bieu": FORM}).content.decode()
    assert f'{reverse("reporting.timeliness")}?bieu={FORM}"' in requests
    assert officer.get(reverse("reporting.timeliness"), {"bieu": "khong-co"}).status_code == 404


def test_without_periods_the_pages_say_what_comes(province, visit):
    page = visit("planner").get(reverse("reporting.timeliness")).content.decode()
    assert "Chưa có kỳ báo cáo nào" in page
    assert "Không có báo cáo nào quá hạn" in visit("planner").get(reverse("reporting.overdue")).content.decode()


def test_the_pages_ask_a_fixed_number_of_questions(walk: Walk, visit, django_assert_max_num_queries):
    planner = visit("planner")
    planner.get(reverse("reporting.overdue"))
    for name, most in (("reporting.timeliness", 24), ("reporting.overdue", 24)):
        with django_assert_max_num_queries(most):
            planner.get(reverse(name))


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2026-11@nd09", "T11"),
        ("2026-Q4@nd09", "QIV"),
        ("2026-H1", "6T đầu"),
        ("2026-H2@nd09", "6T cuối"),
        ("2026-9M", "9T"),
        ("2026", "2026"),
        ("2026-03-01..2026-04-15", "15/04"),
    ],
)
def test_a_column_is_named_as_officials_name_its_period(period: str, name: str):
    assert short_month(Period.parse(period)) == name
