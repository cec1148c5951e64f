"""What communes wrote in their own words: gathered from what was sent, narrowed, counted, taken away as files."""

import csv
import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.reporting.models import Submission
from pcmt.reporting.queries import GatheredWords, Narrowing
from pcmt.web.paging import page_of
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db

PAGE = {"bieu": FORM, "ky": OCTOBER.id, "muc": "difficulties"}
EVERYTHING = Narrowing()
SAID = {
    "sen-hong": "Đường vào bản lầy lội.\nThiếu thuyền máy",
    "hoa-ban": "đường vào bản lầy lội; thiếu que thử",
    "mua-ngau": "Không có khó khăn gì.",
}


def write(walk: Walk, commune: str, text: str, period: Period = OCTOBER) -> int:
    submission = walk.id(commune, period)
    walk.fill(submission, commune=commune)
    if text:
        walk.enter(submission, {}, f"{commune}.reporter", words={"difficulties": text})
    return submission


@pytest.fixture
def said(walk: Walk) -> dict[str, int]:
    """Three communes have sent what they say, Sen Hồng's report is closed; Chân Mây types and has not sent."""
    sent = {commune: write(walk, commune, text) for commune, text in SAID.items()}
    for commune in ("sen-hong", "hoa-ban"):
        walk.send(sent[commune], commune)
    Submission.objects.filter(pk=sent["mua-ngau"]).update(state="submitted")  # it has no heads in this province
    walk.accept(sent["sen-hong"])
    return sent | {"chan-may": write(walk, "chan-may", "Bản nháp chưa ai được đọc")}


def gathered(walk: Walk, narrowing: Narrowing = EVERYTHING, username: str = "planner") -> GatheredWords:
    found = queries.gathered(walk.actor(username), FORM, [OCTOBER], "difficulties", narrowing)
    assert found is not None
    return found


def titles(found: GatheredWords) -> list[str]:
    return [group.title for group in found.groups]


def test_what_was_sent_is_gathered_and_no_draft(walk: Walk, said: dict[str, int]):
    found = gathered(walk)
    assert titles(found) == ["Đường vào bản lầy lội", "Thiếu que thử", "Thiếu thuyền máy"]
    assert (found.owed, found.sent, found.answered) == (4, 3, 2)
    assert [one.submission_id for one in found.nothing] == [said["mua-ngau"]]
    roads = found.groups[0]
    assert [one.submission_id for one in roads.sayers] == [said["hoa-ban"], said["sen-hong"]]
    assert roads.units == 2
    assert sum(count for _, count in roads.districts) == 2
    assert {one.is_closed for one in roads.sayers} == {True, False}


def test_only_closed_reports_where_that_is_asked(walk: Walk, said: dict[str, int]):
    found = gathered(walk, Narrowing(closed_only=True))
    assert titles(found) == ["Đường vào bản lầy lội", "Thiếu thuyền máy"]
    assert [one.submission_id for one in found.groups[0].sayers] == [said["sen-hong"]]


def test_narrowed_by_place_and_by_words(walk: Walk, said: dict[str, int]):
    district = next(one for one in gathered(walk).groups[0].sayers if one.submission_id == said["sen-hong"])
    assert gathered(walk, Narrowing(former_district="không có huyện này")).owed == 0
    assert gathered(walk, Narrowing(former_district=district.former_district)).sent in (2, 3)
    alone = gathered(walk, Narrowing(area_ids={district.area_id}))
    assert (alone.owed, titles(alone)) == (1, ["Đường vào bản lầy lội", "Thiếu thuyền máy"])
    assert titles(gathered(walk, Narrowing(sought="THUYEN"))) == ["Thiếu thuyền máy"]


def test_each_hears_only_whom_they_may_read(walk: Walk, said: dict[str, int]):
    assert titles(gathered(walk, username="sen-hong.reporter")) == ["Đường vào bản lầy lội", "Thiếu thuyền máy"]
    everyone = [one.words_id for group in gathered(walk).groups for one in group.sayers]
    heard = queries.said(walk.actor("sen-hong.reporter"), everyone)
    assert [one.submission_id for one in heard.values()] == [said["sen-hong"]]


def test_several_months_are_gathered_together(walk: Walk, said: dict[str, int]):
    walk.open(NOVEMBER)
    later = write(walk, "sen-hong", "Đường vào bản lầy lội", NOVEMBER)
    walk.send(later)
    found = queries.gathered(walk.actor("planner"), FORM, [OCTOBER, NOVEMBER], "difficulties")
    assert found is not None
    assert found.groups[0].units == 2, "a commune that says it twice is one commune"
    assert len(found.groups[0].sayers) == 3


def test_questions_do_not_grow_with_reports(walk: Walk, said: dict[str, int], django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as one:
        gathered(walk, Narrowing(closed_only=True))
    with django_assert_max_num_queries(len(one)):
        gathered(walk)


def test_the_page_tells_who_said_what_and_who_was_silent(walk: Walk, said: dict[str, int], visit):
    page = text(visit("planner"), PAGE)
    assert "3 nhóm ý từ 2 báo cáo" in page
    assert page.index("Đường vào bản lầy lội") < page.index("Thiếu que thử")
    assert reverse("reporting.submission", args=[said["hoa-ban"]]) in page
    assert "1 báo cáo ghi không có" in page
    assert "Bản nháp chưa ai được đọc" not in page
    assert "Chưa có báo cáo nào được gửi" in text(visit("chan-may.reporter"), PAGE)
    quarter = text(visit("planner"), PAGE | {"ky": "2026-Q4@nd09"})
    assert "3 nhóm ý từ 2 báo cáo" in quarter
    assert "Không có ý kiến nào khớp" in text(visit("planner"), PAGE | {"q": "tàu hỏa"})


def test_the_page_of_what_is_not_there(walk: Walk, visit):
    client, address = visit("planner"), reverse("reporting.gathered")
    assert client.get(address, PAGE | {"bieu": "khong-co"}).status_code == 404
    assert client.get(address, PAGE | {"ky": "hom-qua"}).status_code == 404
    assert "Chưa có kỳ báo cáo nào trong thời gian này" in text(client, PAGE | {"ky": "2020-05@nd09"})
    assert client.get(reverse("reporting.gathered_file", args=["xlsx"]), PAGE).status_code == 404


def test_a_table_and_a_letter_can_be_taken_away(walk: Walk, said: dict[str, int], visit):
    client = visit("planner")
    table = client.get(reverse("reporting.gathered_file", args=["csv"]), PAGE).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[0][:4] == ["Nhóm", "Ý kiến", "Số đơn vị của nhóm", "Đơn vị"]
    assert [row[0:2] for row in rows[1:]] == [
        ["1", "Đường vào bản lầy lội"],
        ["1", "Đường vào bản lầy lội"],
        ["2", "Thiếu que thử"],
        ["3", "Thiếu thuyền máy"],
        ["", "Không có ý kiến"],
    ]
    answer = client.get(reverse("reporting.gathered_file", args=["docx"]), PAGE)
    written = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert "Thiếu que thử" in written
    assert "DỰ THẢO" in written.upper()


def test_a_cell_of_the_table_is_no_formula(walk: Walk, visit):
    submission = write(walk, "sen-hong", "Kết luận sau\n=HYPERLINK(1)")
    walk.send(submission)
    table = visit("planner").get(reverse("reporting.gathered_file", args=["csv"]), PAGE).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert "'=HYPERLINK(1)" in cells


def text(client: Client, asked: dict[str, str]) -> str:
    return client.get(reverse("reporting.gathered"), asked).content.decode()


def test_what_was_given_back_is_counted_as_sent_and_not_gathered(walk: Walk, said: dict[str, int], visit):
    return_for_correction(
        submission_id=said["hoa-ban"], reason="Ghi rõ bản nào.", actor=walk.actor("planner"), at=walk.at
    )
    found = gathered(walk)
    assert (found.sent, found.returned, found.came) == (2, 1, 3)
    assert found.came == queries.board(walk.actor("planner"), FORM, OCTOBER, walk.at.date()).sent + 1, (
        "Mưa Ngâu was put into its state by hand and has no day of sending"
    )
    page = text(visit("planner"), PAGE)
    assert "3/4" in page
    assert "trong đó 1 đang trả lại để sửa, chưa gom" in page


def test_many_groups_come_page_by_page_and_a_long_list_is_cut():
    groups = [str(number) for number in range(130)]
    shown = page_of(groups, "3", 60)
    assert (shown.number, shown.pages, shown.rows) == (3, 3, groups[120:])
    assert page_of(groups, "9", 60).number == 3
    assert page_of(groups, "x", 60).number == page_of([], "1", 60).pages == 1
