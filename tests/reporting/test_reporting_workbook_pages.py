"""The pages of reports by Excel: a blank, a trial with its faults and conflicts, the saving, many units."""

import io
import re
from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pcmt.reporting import queries
from pcmt.reporting.actions.take_workbook import take_workbook
from pcmt.reporting.actions.try_workbook import try_workbook
from tests.reporting.test_reporting_workbooks import filled, text_of
from tests.reporting.walk import OCTOBER, Walk, far_reaching

pytestmark = pytest.mark.django_db
REPORTER = "sen-hong.reporter"


def hand_in(client: Client, submission: int, data: bytes) -> HttpResponse:
    url = reverse("reporting.try_workbook_of", args=[submission])
    return client.post(url, {"file": SimpleUploadedFile("bieu.xlsx", data)})


def told(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def fields(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of the form that saves."""
    return dict(re.findall(r'name="((?:tep|seen:)[^"]*)" value="([^"]*)"', response.content.decode()))


def test_a_blank_is_taken_from_the_report_and_saved_after_a_look(walk: Walk, visit: Callable[..., Client]):
    submission, client = walk.id("sen-hong"), visit(REPORTER)
    shown = client.get(reverse("reporting.submission", args=[submission]))
    assert "Tải mẫu Excel" in told(shown)
    blank = client.get(reverse("reporting.blank", args=[submission]))
    assert "attachment" in blank["Content-Disposition"]
    assert '"bieu-thang-cap-xa_xa-sen-hong_2026-' in blank["Content-Disposition"], (
        "words that its owner knows, no codes"
    )

    tried = hand_in(client, submission, filled(blank.content, {"tested": 1040}))
    assert "1 mục sẽ được lưu" in told(tried)
    assert text_of(walk, submission, "tested") == ""
    saved = client.post(reverse("reporting.take_workbook_of", args=[submission]), fields(tried), follow=True)
    assert "Đã lưu 1 mục của 1 đơn vị từ tệp Excel" in told(saved)
    assert text_of(walk, submission, "tested") == "1.040"


def test_faults_are_listed_and_the_marked_copy_given_back(walk: Walk, visit: Callable[..., Client]):
    submission, client = walk.id("sen-hong"), visit(REPORTER)
    blank = client.get(reverse("reporting.blank", args=[submission])).content
    tried = hand_in(client, submission, filled(blank, {"tested": 10, "talks": "ba"}))
    assert tried.status_code == 422
    assert "“ba” là chữ, không phải là số" in told(tried)
    (address,) = set(re.findall(r'href="(/bao-cao-so-lieu/excel/[0-9a-f]{32})"', tried.content.decode()))
    assert "Lỗi" in load_workbook(io.BytesIO(client.get(address).content)).sheetnames

    where = reverse("reporting.take_workbook_of", args=[submission])
    refused = client.post(where, fields(tried))
    assert "Chưa lưu" in told(refused)
    assert text_of(walk, submission, "tested") == ""
    client.post(where, {**fields(tried), "cach": "phan-dung"})
    assert text_of(walk, submission, "tested") == "10"


def test_of_a_conflict_one_chooses_by_cell(walk: Walk, visit: Callable[..., Client]):
    submission, client = walk.id("sen-hong"), visit(REPORTER)
    data = filled(client.get(reverse("reporting.blank", args=[submission])).content, {"tested": 10, "talks": 2})
    walk.enter(submission, {"tested": "11"}, "sen-hong.police-reporter", seen={})
    tried = hand_in(client, submission, data)
    assert "Lý Văn Sen Hồng" in told(tried)
    where, choice = reverse("reporting.take_workbook_of", args=[submission]), f"keep:{submission}/tested"
    client.post(where, {**fields(tried), choice: "mine"})
    assert [text_of(walk, submission, one) for one in ("tested", "talks")] == ["10", "2"]


def test_a_wrong_file_is_told_in_the_form(walk: Walk, visit: Callable[..., Client]):
    submission, client = walk.id("sen-hong"), visit(REPORTER)
    tried = hand_in(client, submission, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert tried.status_code == 422
    assert "định dạng cũ .xls" in told(tried)
    assert client.post(reverse("reporting.take_workbook"), {"tep": "../../secret"}).status_code == 404


def test_where_nobody_fills_in_for_several_units_the_page_says_so(walk: Walk, visit: Callable[..., Client]):
    assert "Không có kỳ nào nhập chung" in told(visit(REPORTER).get(reverse("reporting.try_workbook")))
    assert visit("planner").get(reverse("reporting.try_workbook")).status_code == 404


def many_filled(walk: Walk, figures: Mapping[int, int]) -> bytes:
    """The workbook of both communes with one figure typed for each."""
    made = queries.blank_of_many(far_reaching(walk), "xa-thang", OCTOBER, walk.at)
    book, out = load_workbook(io.BytesIO(made.content)), io.BytesIO()
    sheet = next(one for one in book.worksheets if one.title.startswith("Phần I."))
    column = next(cell.column for cell in sheet[5] if cell.value == "tested")
    rows = {str(sheet.cell(row, 1).value): row for row in range(7, sheet.max_row + 1)}
    for submission, value in figures.items():
        sheet.cell(rows[str(submission)], column).value = value
    book.save(out)
    return out.getvalue()


def test_several_units_come_as_rows_of_one_workbook(walk: Walk):
    ids, actor = [walk.id("sen-hong"), walk.id("hoa-ban")], far_reaching(walk)
    (shared,) = queries.fillable(actor)
    assert (shared.form_code, shared.units) == ("xa-thang", 2)
    taken = take_workbook(data=many_filled(walk, dict(zip(ids, (3, 4), strict=True))), actor=actor, at=walk.at)
    assert (taken.applied, [unit.unit for unit in taken.units]) == (True, ["Phường Hoa Ban", "Xã Sen Hồng"])
    assert [text_of(walk, one, "tested") for one in ids] == ["3", "4"]


def test_of_several_units_one_that_was_sent_is_told_and_the_others_go_on(walk: Walk):
    first, second = walk.id("sen-hong"), walk.id("hoa-ban")
    data = many_filled(walk, {first: 5, second: 5})
    walk.fill(second, commune="hoa-ban")
    walk.send(second, "hoa-ban")
    tried = try_workbook(data=data, actor=far_reaching(walk), at=walk.at).taken
    assert [unit.submission_id for unit in tried.units] == [first]
    (fault,) = tried.faults
    assert fault.label == "Phường Hoa Ban"
    part = take_workbook(data=data, partial=True, actor=far_reaching(walk), at=walk.at)
    assert (part.applied, text_of(walk, first, "tested")) == (True, "5")
