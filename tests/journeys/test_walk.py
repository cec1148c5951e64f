"""One datum's way, in its users' words: from the sentence of a plan to the figure of a report, and back.

The month is September 2026 (15/8 to 14/9), the first that the small province reports; so the quarter has its stocks,
while what is summed over three months is honestly said to be incomplete.
"""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import scans
from tests.journeys.office import TAKES_ON, Office
from tests.journeys.pages import Page
from tests.journeys.september import (
    IN_FILE,
    MONTH,
    RECOGNISED_SHARE,
    SERVED_SHARE,
    TESTED,
    report_of,
    sent_returned_corrected,
    sent_to_the_office,
)
from vanban.write.docx import write_docx
from vanban.write.from_yaml import load_document

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seeds" / "seed_002.txt"


def sample_plan() -> SimpleUploadedFile:
    """The sample's plan 18/KH-UBND as the DOCX that an office receives."""
    document = load_document(settings.SAMPLE_DIR / "documents" / "18-KH-UBND.yaml")
    return SimpleUploadedFile("18-KH-UBND.docx", write_docx(document))


def chart_table(page: Page) -> str:
    """The table beside the chart of an indicator."""
    return page.row("9/26")


def test_the_sample_plan_from_sentence_to_report(office: Office) -> None:
    officer, leader = office.officer(), office.leader()

    # 1. The document is registered and read.
    officer.registers(sample_plan(), arrival="118", arrived="12/3/2026").says(
        "Kế hoạch số 18/KH-UBND ngày 12/02/2026", "Ủy ban nhân dân tỉnh Hoa Mai", "đã xử lý 0/"
    )

    # 2. and 3. Targets and a task are confirmed or corrected, and stand in the plan.
    officer.makes_a_plan(last="2030")
    target = officer.confirms_corrected(
        "Trên 90% người nghiện, người sau cai nghiện được tư vấn", {"Chỉ số": SERVED_SHARE}
    )
    officer.confirms_corrected("năm 2026 đạt từ 25% trở lên", {"Chỉ số": RECOGNISED_SHARE})
    officer.confirms_as_read(
        "Chủ trì, phối hợp với Sở Y tế và Ủy ban nhân dân các xã", "Công an tỉnh", "Sở Y tế", "30/11/2026"
    )
    officer.opens("Kế hoạch")
    plan = officer.follows("Thực hiện Chương trình phòng, chống ma túy năm 2026 trên địa bàn tỉnh")
    assert "trên 90%" in plan.row(SERVED_SHARE)
    assert "hết năm 2026" in plan.row(RECOGNISED_SHARE)
    assert "30/11/2026" in plan.row("Chủ trì, phối hợp với Sở Y tế")

    # 4. The month is opened; three communes report, one of them is returned, none by one person alone.
    officer.opens_month("tháng 9/2026").says("4 đơn vị có báo cáo phải gửi")
    office.comes_to("15/9/2026")
    officer, leader = office.officer(), office.leader()
    sent_returned_corrected(office, "sen-hong")
    officer.closes(report_of("sen-hong"))
    for slug in ("mua-ngau", "hoa-ban"):
        sent_to_the_office(office, slug)
        officer.closes(report_of(slug))

    # 5. One commune lacks: the indicator does not pretend. It reports: the figure is right at once.
    leader.sees_indicator(SERVED_SHARE, MONTH).says("thiếu 1/4 xã", "Còn thiếu: Xã Chân Mây")
    sent_to_the_office(office, "chan-may")
    officer.closes(report_of("chan-may"))
    page = leader.sees_indicator(SERVED_SHARE, MONTH)
    page.says("60,0%", "Kế hoạch số 18/KH-UBND ngày 12/02/2026: trên 90% hết năm 2030", "Trên 90% người nghiện")
    assert "60,0% 90,0%" in chart_table(page)
    page = leader.sees_indicator(IN_FILE, MONTH).says("24 người", "Bản đồ · tháng 9/2026")
    for rank, name in enumerate(("Hoa Ban", "Mưa Ngâu", "Sen Hồng", "Chân Mây"), start=1):
        assert page.row(f"{name} ").startswith(f"hạng {rank} ")

    # 6. Every commune knows where it stands and why; only a person's decision counts.
    assert "chưa đạt điều kiện 1, 3" in leader.sees_class("Chân Mây", MONTH)
    assert "còn 16 người" in leader.page.row("Chân Mây")
    assert "cần xem xét" in leader.page.row("Mưa Ngâu")
    assert "đủ điều kiện không ma túy" in leader.page.row("Hoa Ban")
    leader.page.says("0/4 xã, phường được công nhận")
    leader.follows("Xã Mưa Ngâu")
    leader.page.says("Khoản 1 Điều 6 không nói rõ", "khoản 1 Điều 6, Quyết định số 28/2025/QĐ-TTg")
    office.comes_to("22/12/2026")
    officer, leader = office.officer(), office.leader()
    decided = {"year": "Năm 2026", "number": "2145/QĐ-UBND", "day": "21/12/2026"}
    leader.decides_class(["Hoa Ban"], "Không ma túy", **decided).says("Đã ghi nhận")
    leader.decides_class(["Chân Mây", "Mưa Ngâu", "Sen Hồng"], "Chưa phân loại trọng điểm", **decided)
    assert "QĐ số 2145/QĐ-UBND" in leader.page.row("Hoa Ban")
    leader.sees_indicator(RECOGNISED_SHARE).says("25,0%", "đạt chỉ tiêu")

    # 7. The report is composed of closed figures, the communes' words and the plan's state; signed, issued, registered.
    draft = officer.composes("Quý III/2026")
    draft.says("toàn tỉnh có 25 người có hồ sơ quản lý", "Đã họp thôn tại Sen Hồng.")
    assert "60,0%" in draft.row(SERVED_SHARE)
    assert "từ 14 (*)" in draft.row("Lượt xét nghiệm")
    address = draft.address
    assert officer.presses("Trình ký").status == 409
    officer.page.says("Nhận định chung về tình hình", "Phương hướng, nhiệm vụ trọng tâm")
    officer.goes(address)
    outlook = {
        "Nhận định chung về tình hình": "Tình hình ổn định.",
        "Phương hướng, nhiệm vụ trọng tâm": "Hoàn thành điểm tư vấn trước ngày 30/11/2026.",
    }
    officer.writes(outlook).says(*outlook.values())
    docx = ZipFile(BytesIO(officer.downloads("Tải DOCX"))).read("word/document.xml").decode()
    assert "Tình hình ổn định." in docx
    pdf = officer.downloads("Tải PDF")
    assert pdf.startswith(b"%PDF")
    officer.presses("Trình ký").says("Đã trình ký.")
    leader.goes(address)
    leader.presses("Ký báo cáo").says("Đã ký.")
    officer.goes(address).says("không phát hành. Người khác thực hiện: ")
    registrar = office.officer("planner-2")
    registrar.goes(address)
    registrar.issues("215/BC-BCĐ", "22/12/2026", SimpleUploadedFile("215.pdf", pdf)).says("Đã phát hành")
    officer.goes(address)
    assert officer.page.term("Số, ngày").startswith("215/BC-BCĐ, 22/12/2026")
    officer.follows("Mở trong kho văn bản").says("215/BC-BCĐ", "toàn tỉnh có 25 người có hồ sơ quản lý")

    # 8. From the figure of the report, and from the indicator: who, which rule, which sentence; and the way back.
    report_id = address.rstrip("/").rpartition("/")[2]
    leader.goes(address)
    leader.follows("25", leader.page.part("p", "toàn tỉnh có 25 người"))
    leader.page.says("25 người", "N2@2025-01-01", "Được nêu trong", "(số 215/BC-BCĐ)")
    leader.follows("Xã Sen Hồng, tháng 9/2026: 3 người")
    leader.page.says("Đỗ Thị Sen Hồng", "Bùi Văn Sen Hồng", "Nguyễn Thu Lan", "Cao Văn Sen Hồng")
    leader.traces(f"report:{report_id}#nguoi-quan-ly").says(
        "Tổng số người có hồ sơ quản lý, Tỉnh Hoa Mai, quý III/2026: 25", "Trần Văn Đông"
    )
    leader.sees_indicator(SERVED_SHARE, MONTH)
    leader.follows("Tra nguồn số liệu")
    leader.page.says("T9b@2026-01-01", "Trên 90% người nghiện, người sau cai nghiện được tư vấn")
    leader.opens_report("Sen Hồng", MONTH)
    leader.follows("14", leader.page.part("tr", TESTED))
    leader.page.says("14 lượt", "Đỗ Thị Sen Hồng")
    leader.traces(target).says("Trên 90% người nghiện", "18/KH-UBND", SERVED_SHARE)
    leader.follows("Kế hoạch số 18/KH-UBND ngày 12/02/2026, II.3")
    leader.page.says("Trên 90% người nghiện", SERVED_SHARE)
    assert re.search(r"provision:\d+#II\.3", leader.page.text)


@pytest.mark.skipif(not SEED.is_file(), reason="the shared seeds are not beside this checkout")
def test_a_real_plan_from_elsewhere(office: Office) -> None:
    """Another province's plan names no figure for its aim: the officer sets level and deadline, and the agency."""
    officer = office.officer()
    officer.registers(SimpleUploadedFile("seed_002.txt", SEED.read_bytes()), arrival="7").says("241/KH-UBND")
    officer.makes_a_plan(last="2030", title="Kế hoạch thực hiện Nghị quyết 14")
    aim = {
        TAKES_ON: True,
        "Chỉ số": IN_FILE,
        "So với mức": "không quá",
        "Mức phấn đấu": "20",
        "Đơn vị tính": "người",
        "Thời hạn": "2030",
    }
    target = officer.confirms_corrected("làm giảm số người nghiện ma túy mới", aim)
    officer.confirms_corrected(
        "tăng cường phối hợp, tạo điều kiện thuận lợi",
        {"Chủ trì": "Sở Y tế", "Phối hợp": "Công an tỉnh", "Thời hạn": "30/11/2026"},
    )
    officer.opens("Kế hoạch")
    officer.follows("Kế hoạch thực hiện Nghị quyết 14")
    assert "không quá 20 người" in officer.page.row(IN_FILE)
    assert "Sở Y tế" in officer.page.row("tăng cường phối hợp")

    officer.opens_month("tháng 9/2026")
    office.comes_to("15/9/2026")
    officer, leader = office.officer(), office.leader()
    sent_returned_corrected(office, "sen-hong")
    officer.closes(report_of("sen-hong"))
    for slug in ("mua-ngau", "hoa-ban", "chan-may"):
        sent_to_the_office(office, slug)
        officer.closes(report_of(slug))
    leader.sees_indicator(IN_FILE, MONTH).says("24 người", "làm giảm số người nghiện ma túy mới", "không quá 20 người")
    assert "chưa đạt điều kiện 1" in leader.sees_class("Sen Hồng", MONTH)

    draft = officer.composes("Quý III/2026")
    draft.says("24 người nghiện và người sử dụng trái phép")
    assert "24" in draft.row("không quá 20")
    officer.writes({"Nhận định chung về tình hình": "Ổn định.", "Phương hướng, nhiệm vụ trọng tâm": "Tiếp tục."})
    officer.presses("Trình ký")
    leader.goes(draft.address)
    leader.presses("Ký báo cáo")
    registrar = office.officer("planner-2")
    registrar.goes(draft.address)
    registrar.issues("12/BC-BCĐ", "15/9/2026", SimpleUploadedFile("12.pdf", scans.PDF)).says("12/BC-BCĐ")
    leader.traces(target).says("làm giảm số người nghiện ma túy mới", "241/KH-UBND")
