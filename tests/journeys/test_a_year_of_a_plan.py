"""A real plan through its year, in its users' words: given, reported, extended, late, over a merger, reviewed.

The document lies beside the checkout and is no part of it; without it the journey is skipped. What it says is only
quoted by a few words, to find its tasks.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.journeys.office import TAKES_ON, Office
from tests.journeys.pages import label_words
from tests.journeys.test_merger import prepares_the_merger, says_who_leads
from tests.journeys.undertaking import (
    accepts,
    answers_review,
    asks_time,
    learns_names,
    reports_done,
    returns,
    sets_day,
    task_of,
)
from tests.province import Province, unit_planner
from vanban import read_bytes

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
PLAN = "Phòng, chống ma túy năm 2026"
NAMES = {
    "Công an thành phố": "Công an tỉnh Hoa Mai",
    "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố": "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hoa Mai",
}
IN_TIME, EXTENDED = "Chỉ đạo các cơ sở y tế", "Tổ chức hướng dẫn thực hiện phác đồ"
LATE, NEVER = "các nhiệm vụ được giao tại Dự án 6", "Thực hiện chức năng quản lý nhà nước về y, dược"
OF_COMMUNES = "Lập danh sách người cần xác định tình trạng nghiện"
REVIEW = "Tổng kết thực hiện Kế hoạch số 153/KH-UBND năm 2026"
CAUSE = "Nguyên nhân (khi chưa đạt, chưa hoàn thành)"


@dataclass(frozen=True)
class Given:
    """The plan and the tasks that are followed, by their addresses."""

    plan: str
    in_time: str
    extended: str
    late: str
    never: str
    of_communes: str


def the_plan() -> SimpleUploadedFile:
    found = sorted(CORPUS.glob("002_*.txt")) if CORPUS.exists() else []
    if not found:
        pytest.skip("the corpus is not beside this checkout")
    return SimpleUploadedFile("153-KH-UBND.txt", found[0].read_bytes())


def taken_from_the_document(office: Office) -> Given:
    """10/9: the document becomes a plan, its sure suggestions targets and tasks; some get a day, the communes one."""
    officer = office.officer()
    officer.registers(the_plan(), arrival="153", arrived="1/9/2026")
    officer.makes_a_plan(title=PLAN, last="2026")
    officer.follows("tin cậy từ 95%")
    learns_names(officer, NAMES).says("Đã nhớ 2 tên cơ quan")
    officer.presses("Xác nhận các mục đã chọn", {TAKES_ON: True}).says("mục vào kế hoạch")
    officer.opens("Kế hoạch", PLAN)
    plan = officer.page.address
    key = plan.strip("/").split("/")[-1]
    four = [task_of(officer, key, words) for words in (IN_TIME, EXTENDED, LATE, NEVER)]
    sets_day(officer, key, four, "30/9/2026", "Công văn số 77/BCĐ")
    officer.goes(plan)
    officer.follows("Thêm nhiệm vụ")
    said = {"Nội dung nhiệm vụ": OF_COMMUNES, "Chủ trì": "UBND các xã, phường", "Thời hạn": "31/10/2026"}
    officer.presses("Thêm nhiệm vụ", said).says("Đã thêm nhiệm vụ")
    return Given(plan, *four, task_of(officer, key, OF_COMMUNES))


def begun_by_a_commune(office: Office, given: Given) -> None:
    """The communes are asked for plans of their own; one begins it from the parent and lays its paper out."""
    officer = office.officer()
    officer.goes(f"{given.plan}cap-duoi")
    officer.follows("Giao xây dựng kế hoạch")
    officer.presses("Xem lại trước khi giao", {"Hạn ban hành": "30/9/2026"}).says("Ủy ban nhân dân xã Chân Mây")
    officer.presses("Giao 5 cơ quan").says("Đã giao 5 cơ quan xây dựng kế hoạch")
    clerk = office.anyone("chan-may.planner")
    clerk.opens("Soạn kế hoạch").says(OF_COMMUNES, "ở đây giao: Trạm Y tế xã Chân Mây")
    clerk.presses("Soạn kế hoạch").says("Đã lập dự thảo", OF_COMMUNES)
    clerk.presses("Lập văn bản để trình ký")
    written = read_bytes(clerk.downloads(".docx"), "ke-hoach.docx")
    assert written.metadata.kind == "KH"
    assert OF_COMMUNES in written.text


def reported_returned_extended(office: Office, given: Given) -> None:
    """25/9: one report is returned and mended; more time is asked for before the day, and granted."""
    health, officer = office.anyone("health-reporter"), office.officer()
    scan = SimpleUploadedFile("ket-qua.pdf", b"%PDF-1.4 x")
    reports_done(health, given.in_time, "Đã giao 12 trạm y tế", {"#xong-pieces": scan})
    officer.goes("/").says(f"Nghiệm thu: {IN_TIME}")
    returns(officer, given.in_time, "Nêu rõ còn bao nhiêu trạm chưa làm được").says("Đã trả lại")
    health.goes("/").says("Báo cáo lại")
    health.goes(given.in_time).says("Nêu rõ còn bao nhiêu trạm", "ket-qua.pdf")
    reports_done(health, given.in_time, "Đã giao 12 trạm y tế, cả 12 trạm làm được")
    accepts(officer, given.in_time).says("hoàn thành trong hạn")
    asks_time(health, given.extended, "30/10/2026", "Phác đồ mới vừa ban hành, phải tập huấn lại")
    officer.goes("/").says(f"Quyết định gia hạn: {EXTENDED}")
    officer.goes(given.extended).says("30/9/2026 đến 30/10/2026")
    officer.presses("Đồng ý gia hạn", {"Số văn bản hoặc ý kiến": "Công văn số 91/BCĐ"}).says("đến 30/10/2026")


def late_and_done(office: Office, given: Given) -> None:
    """October: what was asked for too late stays late; what was extended in time is in time; one is never done."""
    office.comes_to("5/10/2026")
    health, officer = office.anyone("health-reporter"), office.officer()
    asks_time(health, given.late, "20/10/2026", "Chờ hướng dẫn của Bộ Y tế")
    officer.goes(given.late).says("xin khi đã quá hạn")
    officer.presses("Đồng ý gia hạn", {"Số văn bản hoặc ý kiến": "Đồng ý"}).says("đã quá hạn, được gia hạn")
    office.comes_to("12/10/2026")
    health, officer = office.anyone("health-reporter"), office.officer()
    reports_done(health, given.late, "Đã ban hành kế hoạch Dự án 6")
    accepts(officer, given.late).says("hoàn thành quá hạn")
    office.comes_to("28/10/2026")
    health, officer = office.anyone("health-reporter"), office.officer()
    reports_done(health, given.extended, "Đã tập huấn 34 bác sĩ, y sĩ")
    accepts(officer, given.extended).says("hoàn thành trong hạn")
    officer.goes("/").says("1 nhiệm vụ quá hạn")


def merged_in_between(office: Office) -> None:
    """From 16/9 two communes are one."""
    office.comes_to("15/9/2026")
    admin = office.anyone("admin")
    prepares_the_merger(admin)
    says_who_leads(admin)
    admin.presses("Áp dụng").says("Đã áp dụng thay đổi địa bàn")


def reviewed(office: Office) -> str:
    """1/12: agencies answer, the merged commune for what both did before; targets are judged. Gives its address."""
    officer = office.officer()
    officer.goes("/ban-chi-dao/so-ket/")
    officer.follows("Yêu cầu")
    asked = {"Hình thức": "Tổng kết", "Tên": REVIEW, "Từ ngày": "01/01/2026", "Đến ngày": "30/11/2026"}
    officer.presses("Gửi yêu cầu", {**asked, "Hạn cơ quan gửi báo cáo": "10/12/2026"}).says("Đã yêu cầu")
    review = officer.page.address
    lack = {
        "Kết quả": "Đã kiểm tra 6/14 cơ sở",
        CAUSE: "Thiếu cán bộ thanh tra dược",
        "Bài học": "Lập kế hoạch từ đầu năm",
    }
    answers_review(office.anyone("health-reporter"), review, {NEVER: lack}, {}).says("Đã gửi báo cáo")
    merged = office.clerk("sen-hong")
    merged.goes("/").says(f"Sơ kết, tổng kết: {REVIEW}")
    answers_review(merged, review, {}, {"Kết quả nổi bật, mô hình, cách làm hay": "Trạm y tế lưu động"})
    merged.page.says("Đã gửi báo cáo", "UBND xã Sen Hồng: Đã lập danh sách 14 người")
    none = {OF_COMMUNES: {CAUSE: "Chưa có bác sĩ đủ điều kiện"}}
    answers_review(office.clerk("chan-may"), review, none, {}).says("Đã gửi báo cáo")
    officer.goes(review)
    officer.follows("Đánh giá chỉ tiêu")
    fields: dict[str, str | bool | SimpleUploadedFile] = {}
    for label in officer.page.main.css("fieldset.judged label[for]"):
        told = {"Đánh giá": "Đúng lộ trình", "Kết quả": "Đang tập hợp số liệu của các xã"}.get(label_words(label))
        fields |= {f"#{label.attributes['for']}": told} if told else {}
    officer.presses("Ghi đánh giá", fields).says("Đã ghi đánh giá 12 chỉ tiêu")
    return review


def the_closing_report(office: Office, review: str) -> str:
    """The words of the draft, which lies among those to be signed."""
    officer = office.officer()
    officer.goes(review)
    officer.presses("Lập dự thảo báo cáo").says("Đã lập dự thảo báo cáo", "Phiếu trình")
    reading = read_bytes(officer.downloads(".docx"), "bao-cao.docx")
    assert reading.metadata.kind == "BC"
    return " ".join(reading.text.split())


def test_a_plan_is_carried_out_and_reviewed(office: Office, province: Province) -> None:
    unit_planner(province, "chan-may")
    given = taken_from_the_document(office)
    begun_by_a_commune(office, given)
    reports_done(office.clerk("sen-hong"), given.of_communes, "Đã lập danh sách 14 người")
    accepts(office.officer(), given.of_communes).says("25%")

    merged_in_between(office)
    office.comes_to("25/9/2026")
    reported_returned_extended(office, given)

    # The office that goes on finds what is left of both, each part with the commune whose it was.
    clerk = office.clerk("sen-hong")
    clerk.goes("/").says("phần của UBND xã Mưa Ngâu", "phần của UBND xã Sen Hồng")
    clerk.goes(given.of_communes).says("Ủy ban nhân dân xã Mưa Ngâu")
    reports_done(clerk, given.of_communes, "Đã lập danh sách ở địa bàn xã cũ: 9 người")
    accepts(office.officer(), given.of_communes).says("50%")
    late_and_done(office, given)

    office.comes_to("1/12/2026")
    review = reviewed(office)
    report = the_closing_report(office, review)
    for told in (
        "3/5 cơ quan, địa phương đã gửi báo cáo; chưa gửi: Công an tỉnh Hoa Mai, Ủy ban nhân dân phường Hoa Ban",
        "hoàn thành 3, trong đó quá hạn 1;",
        "chưa hoàn thành 1; hoàn thành một phần 1",
        "UBND xã Mưa Ngâu: Đã lập danh sách ở địa bàn xã cũ: 9 người",
        "Hoàn thành quá hạn",
        "nhiệm vụ chưa có báo cáo của cơ quan chủ trì",
        "Thiếu cán bộ thanh tra dược (Sở Y tế; nhiệm vụ 4).",
        "Chưa có bác sĩ đủ điều kiện (UBND xã Chân Mây; nhiệm vụ 11).",
        "Lập kế hoạch từ đầu năm",
        "Ủy ban nhân dân xã Sen Ngâu: trạm y tế lưu động",
    ):
        assert told in report, f"“{told}” is not in the report:\n{report}"

    # What the report says is traced: the task to its sentence, by whom and when each step was done.
    officer = office.officer()
    officer.traces(f"task:{given.late.strip('/').split('/')[-1]}").says("153/KH-UBND", "IV.3.d", "Chờ hướng dẫn")
