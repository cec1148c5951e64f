"""The pages of reporting through HTTP: the walk by its own hands, wrong figures, two writers, a double click."""

import csv
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from pcmt.areas import queries as areas
from pcmt.reporting import queries
from pcmt.reporting.actions.correct import correct
from pcmt.web.reporting import board
from tests import scans
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db


def url(name: str, *parts: object) -> str:
    return reverse(f"reporting.{name}", args=parts)


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def fields(client: Client, submission: int) -> dict[str, str]:
    """The grid's fields as a browser would send them."""
    page = text_of(client.get(url("submission", submission)))
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ":" in name[1]:
            found[name[1]] = value[1] if value else ""
    for name, chosen in re.findall(r'<select[^>]*name="(cell:[^"]*)"[^>]*>(.*?)</select>', page, re.S):
        picked = re.search(r'value="([^"]*)" selected', chosen)
        found[name] = picked[1] if picked else ""
    return found


def filled(client: Client, submission: int, **figures: str) -> dict[str, str]:
    grid = fields(client, submission)
    cells = {name: "không" if name.endswith("wanted_present") else "0" for name in grid if name.startswith("cell:")}
    return {**grid, **cells, **{f"cell:{code.replace('__', '.')}": text for code, text in figures.items()}}


def reasons(client: Client, submission: int, page: str) -> dict[str, str]:
    shown = re.findall(r'<li data-check="([^"]*)"[^>]*late"\s*>', page)
    return {**fields(client, submission), **{f"why:{code}": "Đã đối chiếu sổ gốc." for code in shown}}


def test_the_walk_of_a_report_through_pages(walk: Walk, visit):
    submission = walk.id("sen-hong")
    reporter = visit("sen-hong.reporter")
    page = text_of(reporter.get(url("board")))
    assert "Có 1 báo cáo số liệu cần làm" in page

    sent = filled(reporter, submission, managed__users="12", talks="2", attendances="90")
    answer = reporter.post(url("enter_cells", submission), sent, follow=True)
    assert "Đã lưu" in text_of(answer)
    reporter.post(url("enter_cells", submission), reasons(reporter, submission, text_of(answer)))

    for section, who in (("cong_an", "police"), ("y_te", "clinic"), ("van_hoa_xa_hoi", "culture")):
        head = visit(f"sen-hong.{who}-head")
        assert "Xác nhận</button>" in text_of(head.get(url("submission", submission)))
        head.post(url("confirm_section", submission, section))
    chairman = visit("sen-hong.chairman")
    assert "Ký báo cáo" in text_of(chairman.get(url("submission", submission)))
    chairman.post(url("sign", submission))
    page = reporter.get(url("submission", submission))
    assert "Gửi báo cáo" in text_of(page)
    assert "đến cơ quan thường trực? Gửi rồi chỉ sửa được khi bị trả lại." in page.content.decode()
    reporter.post(url("submit", submission))

    planner = visit("planner")
    page = text_of(planner.get(url("board") + f"?bieu={FORM}&ky={OCTOBER.id}&loc=cho"))
    assert "Xã Sen Hồng" in page
    assert "Xã Mưa Ngâu" not in page
    planner.post(url("return_for_correction", submission), {"reason": "Xem lại.", "cells": ["talks"]})
    page = text_of(reporter.get(url("submission", submission)))
    assert "Báo cáo bị trả lại để bổ sung" in page
    assert "Đề nghị kiểm tra lại" in page
    assert '<details class="in fold">' not in page, "what was returned lies open, confirmed or not"

    reporter.post(url("enter_cells", submission), {**fields(reporter, submission), "cell:attendances": "95"})
    visit("sen-hong.culture-head").post(url("confirm_section", submission, "van_hoa_xa_hoi"))
    chairman.post(url("sign", submission))
    reporter.post(url("submit", submission))
    answer = planner.post(url("accept", submission), follow=True)
    assert "Đã chốt số liệu; số tổng hợp của tỉnh đã cập nhật." in text_of(answer)

    again = visit("planner-2").post(url("accept", submission), follow=True)
    assert "đã được Nguyễn Thu Lan chốt lúc" in text_of(again)
    area = walk.province.communes["sen-hong"].id
    closed = queries.fact(area, OCTOBER, "attendances")
    assert closed is not None
    assert closed.quantity.scaled == 95


def test_the_head_reads_why_a_correction_cannot_be_signed_yet(walk: Walk, visit):
    closed = walk.close("sen-hong", {"talks": "2", "attendances": "90"})
    duty = walk.view(closed).duty.id
    again = correct(duty_id=duty, reason="Đếm nhầm.", actor=walk.actor("planner"), at=walk.at)
    walk.enter(again, {"talks": "0"})
    (waiting,) = [check for check in walk.view(again).failing if check.blocks]
    page = text_of(visit("sen-hong.chairman").get(url("submission", again)))
    assert ">Ký báo cáo</button>" not in page
    assert "Chưa ký được." in page
    told = re.findall(r"<li data-open-check>(.*?)</li>", page, re.S)
    assert len(told) == 1
    assert escape(waiting.message) in told[0]
    section = next(one for one in walk.view(again).sections if any(cell.element == "talks" for cell in one.cells))
    assert section.owner in told[0]
    assert section.label in told[0]
    assert 'href="#o-talks"' in told[0]


def test_the_head_of_a_section_gives_the_reason_where_it_is_confirmed(walk: Walk, visit):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.enter(submission, {"plants_destroyed": "4"})
    (waiting,) = [check for check in walk.view(submission).failing if check.blocks]
    head, address = visit("sen-hong.police-head"), url("confirm_section", submission, "cong_an")
    field = f'name="why:{waiting.code}" required'
    assert text_of(head.get(url("submission", submission))).count(field) == 1
    assert "còn 1 cảnh báo chưa nêu lý do" in text_of(head.post(address, follow=True))
    sent = {f"why:{waiting.code}": "Phá nhổ ở nương bỏ hoang."}
    assert "Đã xác nhận phần số liệu." in text_of(head.post(address, sent, follow=True))

    folded = '<details class="in fold">'
    assert text_of(head.get(url("submission", submission))).count(folded) == 2, "the parts of others"
    assert text_of(visit("sen-hong.reporter").get(url("submission", submission))).count(folded) == 1, (
        "what is confirmed"
    )
    assert folded not in text_of(visit("sen-hong.chairman").get(url("submission", submission)))

    other = walk.id("hoa-ban")
    walk.fill(other, {"tested": "1", "test_positive": "2"}, "hoa-ban")
    page = text_of(visit("hoa-ban.police-head").get(url("submission", other)))
    assert "người nhập sửa xong mới xác nhận được" in page
    assert "Xác nhận</button>" not in page


def test_a_wrong_figure_keeps_everything_typed(walk: Walk, visit):
    submission, reporter = walk.id("sen-hong"), visit("sen-hong.reporter")
    sent = {**fields(reporter, submission), "cell:tested": "12,5", "cell:talks": "7", "words:results": "Đã làm."}
    answer = reporter.post(url("enter_cells", submission), sent)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Có 1 ô chưa đọc được" in page
    assert 'href="#o-tested"' in page
    assert 'value="12,5"' in page
    assert 'value="7"' in page
    assert "Đã làm." in page


def test_an_untouched_cell_never_overwrites_another_writer(walk: Walk, visit):
    submission, reporter = walk.id("sen-hong"), visit("sen-hong.reporter")
    stale = fields(reporter, submission)
    walk.enter(submission, {"tested": "40"}, "sen-hong.police-reporter")
    reporter.post(url("enter_cells", submission), {**stale, "cell:talks": "3"})
    now = fields(reporter, submission)
    assert (now["cell:tested"], now["cell:talks"]) == ("40", "3")


@pytest.mark.parametrize("who", ["sen-hong.clinic-reporter", "sen-hong.police-reporter", "sen-hong.reporter"])
def test_a_filled_report_counts_as_filled_for_everyone(walk: Walk, visit, who: str):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    page = text_of(visit(who).get(url("submission", submission)))
    found = re.search(r"data-filled[^>]*>(\d+)</span>/(\d+) ô", page)
    assert found
    assert found[1] == found[2] != "0"


def test_two_writers_choose_on_the_conflict_page(walk: Walk, visit):
    submission, reporter = walk.id("sen-hong"), visit("sen-hong.reporter")
    stale = fields(reporter, submission)
    walk.enter(submission, {"tested": "40", "sanctions": "1"}, "sen-hong.police-reporter")
    answer = reporter.post(
        url("enter_cells", submission), {**stale, "cell:tested": "44", "cell:sanctions": "2", "cell:talks": "3"}
    )
    page = text_of(answer)
    assert answer.status_code == 409
    assert "2 ô đã được người khác sửa" in page
    assert "số không chọn không hiện lại trên biểu" in page
    assert "Lý Văn Sen Hồng" in page
    chosen = dict(re.findall(r'name="((?:cell|base|seen):[^"]*)" value="([^"]*)"', page))
    reporter.post(
        url("enter_cells", submission), {**chosen, "keep:cell:tested": "mine", "keep:cell:sanctions": "theirs"}
    )
    now = fields(reporter, submission)
    assert (now["cell:tested"], now["cell:sanctions"], now["cell:talks"]) == ("44", "1", "3")


def test_own_other_window_is_named_as_such(walk: Walk, visit):
    submission, reporter = walk.id("sen-hong"), visit("sen-hong.reporter")
    stale = fields(reporter, submission)
    walk.enter(submission, {"tested": "40"}, "sen-hong.reporter")
    page = text_of(reporter.post(url("enter_cells", submission), {**stale, "cell:tested": "44"}))
    assert "1 ô anh/chị đã sửa ở cửa sổ khác" in page
    assert "anh/chị, ở cửa sổ khác" in page
    assert "người khác" not in page
    walk.enter(submission, {"sanctions": "1"}, "sen-hong.police-reporter")
    page = text_of(reporter.post(url("enter_cells", submission), {**stale, "cell:tested": "44", "cell:sanctions": "2"}))
    assert "2 ô đã được sửa, trong đó 1 ô anh/chị đã sửa ở cửa sổ khác" in page


def test_a_draft_without_a_figure_is_told_apart_from_one_begun(walk: Walk, visit):
    planner, submission = visit("planner"), walk.id("sen-hong")
    assert "Chưa nhập" in text_of(planner.get(url("submission", submission)))
    walk.enter(submission, {"tested": "40"})
    page = text_of(planner.get(url("submission", submission)))
    assert "Đang nhập" in page
    assert "Chưa nhập" not in page
    board = text_of(planner.get(url("board"), {"bieu": FORM, "ky": OCTOBER.id}))
    assert board.count("Đang nhập") == 1
    assert board.count("Chưa nhập") == 3


def test_what_could_not_be_saved_is_shown_again(walk: Walk, visit):
    submission, reporter = walk.id("sen-hong"), visit("sen-hong.reporter")
    stale = fields(reporter, submission)
    walk.fill(submission)
    walk.send(submission)
    answer = reporter.post(url("enter_cells", submission), {**stale, "cell:tested": "777"})
    assert answer.status_code == 409
    assert "Nội dung vừa gõ chưa được lưu" in text_of(answer)
    assert "777" in text_of(answer)


def test_the_grid_comes_with_its_rules_to_answer_without_asking(walk: Walk, visit):
    submission = walk.id("sen-hong")
    page = visit("sen-hong.reporter").get(url("submission", submission)).content.decode()
    rules = json.loads(page.partition('id="bieu-quy-tac" type="application/json">')[2].partition("</script>")[0])
    assert {check["code"] for check in rules["checks"] if check["asked"]} >= {"positive_within_tested", "spots_balance"}
    assert "bieu-quy-tac" not in visit("planner").get(url("submission", submission)).content.decode()


def test_a_page_says_why_nothing_stands_under_the_period_before(walk: Walk, visit):
    page = text_of(visit("sen-hong.reporter").get(url("submission", walk.id("sen-hong"))))
    assert "chưa có số liệu đã chốt của tháng 9/2026" in page
    assert "chưa có số liệu đã chốt" not in text_of(visit("planner").get(url("submission", walk.id("sen-hong"))))


def test_the_printed_form_has_both_places_to_sign(walk: Walk, visit):
    page = text_of(visit("sen-hong.reporter").get(url("print_form", walk.id("sen-hong"))))
    assert "Người lập biểu" in page
    assert "Thủ trưởng đơn vị" in page
    assert "ỦY BAN NHÂN DÂN XÃ SEN HỒNG" in page


def test_a_signed_scan_goes_up_and_comes_back_as_a_download(walk: Walk, visit):
    submission, reporter = walk.id("sen-hong"), visit("sen-hong.reporter")
    walk.fill(submission)
    walk.confirm_all(submission)
    printed = text_of(reporter.get(url("print_form", submission)))
    code = {"code": re.findall(r"Mã số liệu: <b>([A-Z2-7-]{14})</b>", printed)[0]}
    garbage = SimpleUploadedFile("a.pdf", scans.GARBAGE_PDF)
    wrong = reporter.post(url("upload_signed", submission), {"file": garbage, **code})
    assert wrong.status_code == 422
    assert "Tệp PDF hỏng, không mở được" in text_of(wrong)
    upload = SimpleUploadedFile("bản ký.pdf", scans.PDF)
    assert reporter.post(url("upload_signed", submission), {"file": upload, **code}).status_code == 302
    copy = reporter.get(url("signed_copy", submission))
    assert copy.content == scans.PDF
    assert copy.headers["Content-Disposition"].startswith("attachment")
    assert visit("hoa-ban.reporter").get(url("signed_copy", submission)).status_code == 404


def test_signing_asks_who_is_there_where_the_last_proof_is_some_time_ago(
    walk: Walk, visit, monkeypatch: pytest.MonkeyPatch
):
    submission, head = walk.id("sen-hong"), visit("sen-hong.chairman")
    walk.fill(submission)
    walk.confirm_all(submission)
    monkeypatch.setattr("pcmt.accounts.actions.continue_session.is_fresh", lambda **_: False)
    answer = head.post(url("sign", submission))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("accounts.prove_again"))
    assert walk.view(submission).signature is None
    monkeypatch.undo()
    head.post(url("sign", submission))
    assert walk.view(submission).signature is not None


def test_opening_a_period_by_its_button(walk: Walk, visit):
    planner = visit("planner")
    answer = planner.post(url("open_period"), {"bieu": FORM, "ky": NOVEMBER.id}, follow=True)
    assert "Đã mở tháng 11/2026 (15/10 – 14/11): 4 đơn vị" in text_of(answer)
    again = planner.post(url("open_period"), {"bieu": FORM, "ky": NOVEMBER.id}, follow=True)
    assert "đã mở từ trước" in text_of(again)
    assert visit("sen-hong.reporter").post(url("open_period"), {"bieu": FORM, "ky": NOVEMBER.id}).status_code == 404


def test_an_unopened_period_says_what_to_do(walk: Walk, visit):
    page = text_of(visit("planner").get(url("board") + "?ky=2026-12@nd09"))
    assert "kỳ báo cáo chưa mở" in page
    assert "Mở kỳ tháng 12/2026" in page
    assert visit("planner").get(url("board") + "?ky=2026-13").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["submission", "print_form", "upload_signed", "return_for_correction", "correct"],
)
def test_a_report_of_elsewhere_is_not_there(walk: Walk, visit, name: str):
    submission = walk.id("sen-hong")
    assert visit("hoa-ban.reporter").get(url(name, submission)).status_code == 404
    assert visit().get(url(name, submission)).status_code == 302


def test_correcting_asks_why_and_leads_to_the_next_round(walk: Walk, visit):
    submission, planner = walk.close("sen-hong", {"tested": "5"}), visit("planner")
    assert planner.post(url("correct", submission), {"reason": ""}).status_code == 422
    answer = planner.post(url("correct", submission), {"reason": "Đếm trùng."}, follow=True)
    assert "Đang đính chính số liệu đã chốt" in text_of(answer)
    assert "đính chính lần 1" in text_of(answer)
    desk = visit("sen-hong.reporter").get("/").text
    assert "Đính chính: nhập số liệu tháng 10/2026" in desk
    assert "số đã chốt còn dùng đến khi chốt lại" in desk
    opened = walk.id("sen-hong")
    walk.enter(opened, {"tested": "4"})
    walk.send(opened)
    walk.accept(opened)
    closed = text_of(planner.get(url("submission", opened)))
    assert "Số liệu đã đính chính, đã chốt lại" in closed
    assert "Đang đính chính" not in closed


def test_the_totals_of_a_period_have_a_page(walk: Walk, visit):
    walk.close("sen-hong", {"talks": "1.234", "attendances": "2.000"})
    page = text_of(visit("planner").get(url("summary") + f"?ky={OCTOBER.id}"))
    assert "tổng hợp từ 1/4 báo cáo đã chốt" in page
    assert "<b>1.234</b>" in page
    assert visit("sen-hong.reporter").get(url("summary")).status_code == 404


def test_the_quality_page_ranks_reports_and_sets_signs_aside(walk: Walk, visit):
    walk.close("sen-hong", {"attendances": "90", "talks": "2"})
    walk.open(NOVEMBER)
    submission = walk.id("sen-hong", NOVEMBER)
    walk.fill(submission, {"attendances": "900", "talks": "2"})
    walk.send(submission)
    officer, here = visit("planner"), f"{url('quality')}?bieu={FORM}&ky={NOVEMBER.id}"
    page = text_of(officer.get(here))
    assert "1/1 báo cáo đã gửi có dấu hiệu cần xem" in page
    assert "tăng từ 90 kỳ trước lên 900" in page
    sign = {"kind": "jump", "element": "attendances", "words": "tăng từ 90 kỳ trước lên 900", "back": here}
    refused = text_of(officer.post(url("set_aside", submission), {**sign, "reason": "  "}, follow=True))
    row = refused[refused.index(f'id="bao-cao-{submission}"') :]
    assert refused.count('class="message risk"') == row.count('class="message risk"') == 1
    assert "<details open><summary>Đã xem, hợp lý" in row
    assert row.count("Ghi ngắn gọn vì sao số liệu hợp lý") == 1
    answer = officer.post(url("set_aside", submission), {**sign, "reason": "Ngày hội toàn dân."}, follow=True)
    assert answer.redirect_chain[0][0] == f"{here}#bao-cao-{submission}"
    row = text_of(answer)[text_of(answer).index(f'id="bao-cao-{submission}"') :]
    assert text_of(answer).count("Đã ghi nhận là hợp lý") == row.count("Đã ghi nhận là hợp lý") == 1
    assert "Ngày hội toàn dân." in text_of(answer)
    assert "không có dấu hiệu nào cần xem" in text_of(officer.get(here))

    away = officer.post(url("set_aside", submission), {**sign, "back": "https://example.org/", "reason": "x"})
    assert away["Location"].startswith(url("submission", submission))
    assert "Chưa có kỳ" not in text_of(officer.get(f"{here}&loai=copied"))
    assert officer.get(f"{url('quality')}?bieu={FORM}&ky=2031-01").status_code == 404


def test_a_file_of_figures_is_taken_on_its_page_whole_or_not_at_all(walk: Walk, visit):
    code = areas.area(walk.province.communes["sen-hong"].id, OCTOBER.last_day).code
    reporter, head = visit("sen-hong.reporter"), "form,area,period,element,value\n"
    good = f"{head}{FORM},{code},{OCTOBER.id},tested,14\n"

    def hands_in(text: str, way: str) -> str:
        upload = SimpleUploadedFile("so-lieu.csv", text.encode())
        return text_of(reporter.post(url("import_figures"), {"file": upload, "way": way}))

    assert "Thử xong: mọi dòng đều nhận được" in hands_in(good, "trial")
    faulty = hands_in(f"{good}{FORM},{code},{OCTOBER.id},so_la,1\n", "whole")
    assert "Chưa ghi gì: 1 dòng có lỗi" in faulty
    assert "Biểu không hỏi chỉ tiêu này" in faulty
    assert "Đã ghi 1 số liệu vào 1 báo cáo" in hands_in(good, "whole")
    assert "Bảng thiếu cột element, value" in hands_in("area,period\n1,2\n", "rows")
    assert visit("chairman").get(url("import_figures")).status_code == 404
    assert visit("chairman").get(url("import_table", "ma")).status_code == 404


def test_codes_and_heads_for_a_file_of_figures_are_handed_out(walk: Walk, visit):
    reporter = visit("sen-hong.reporter")
    read = {
        which: list(csv.reader(reporter.get(url("import_table", which)).content.decode("utf-8-sig").splitlines()))
        for which in ("mau", "ma", "ma-dia-ban")
    }
    assert read["mau"] == [["form", "area", "period", "element", "category", "value"]]
    asked = {(form, element) for form, element, *_ in read["ma"][1:]}
    typed = {
        cell.element for part in walk.view(walk.id("sen-hong")).sections for cell in part.cells if not cell.computed
    }
    assert typed <= {element for _, element in asked}
    assert ["91001", "Xã Sen Hồng"] in read["ma-dia-ban"]
    assert reporter.get(url("import_table", "khac")).status_code == 404


def test_a_warning_without_a_reason_is_told_at_its_part_and_leads_whoever_signs(walk: Walk, visit):
    walk.close("sen-hong", {"managed.users": "3"})
    walk.open(NOVEMBER)
    submission = walk.id("sen-hong", NOVEMBER)
    view = walk.view(submission)
    walk.enter(
        submission,
        {cell.element: "0" for part in view.sections for cell in part.cells if not cell.computed}
        | {"managed.users": "30"},
    )
    view = walk.view(submission)
    open_warnings = [check for check in view.failing if check.blocks and check.severity != "error"]
    part = next(one for one in view.sections if "managed.users" in {cell.element for cell in one.cells})
    told = next(one for one in view.hurdles if one.code == "unexplained")
    assert (told.count, str(told)) == (len(open_warnings), f"{len(open_warnings)} cảnh báo chưa nêu lý do")
    assert part.owner in told.owners
    page = text_of(visit("sen-hong.chairman").get(url("submission", submission)))
    section = page.partition(f'id="phan-{part.code}"')[2].partition("</header>")[0]
    assert "cảnh báo chưa nêu lý do" in section
    assert 'href="#kiem-tra"' in section
    bar = page.partition("Trước khi ký: ")[2].partition("</div>")[0]
    assert 'data-hurdle="unexplained" href="#kiem-tra"' in bar
    assert part.owner in bar


def test_a_reason_alone_is_told_as_saved(walk: Walk, visit):
    walk.close("sen-hong", {"managed.users": "3"})
    walk.open(NOVEMBER)
    submission, reporter = walk.id("sen-hong", NOVEMBER), visit("sen-hong.reporter")
    cells = {cell.element: "0" for part in walk.view(submission).sections for cell in part.cells if not cell.computed}
    walk.enter(submission, {**cells, "managed.users": "30"})
    sent = {**fields(reporter, submission), "why:managed_balance": "Đã đối chiếu."}
    page = text_of(reporter.post(url("enter_cells", submission), sent, follow=True))
    assert "Đã lưu 1 mục." in page
    assert "Không có gì thay đổi" not in page


def test_reports_with_nothing_to_do_come_a_page_at_a_time(walk: Walk, visit, monkeypatch: pytest.MonkeyPatch):
    walk.open(NOVEMBER)
    monkeypatch.setattr(board, "A_PAGE", 1)
    first, second = (text_of(visit("sen-hong.chairman").get(f"{url('board')}?trang={number}")) for number in (1, 2))
    assert "Tháng 11/2026" in first
    assert "Tháng 10/2026" not in first
    assert "Tháng 10/2026" in second
    assert "2 báo cáo" in first
