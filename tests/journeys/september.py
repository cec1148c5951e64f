"""September 2026 in the small province: the words on the form, what each commune counted, and its way in."""

from tests.journeys.office import Office, Report

MONTH = "Tháng 9/2026"
USERS = "Người sử dụng trái phép chất ma túy đang bị quản lý"
ADDICTS = "Người nghiện chưa tham gia cai nghiện, điều trị"
AT_HOME = "Người đang cai nghiện tại gia đình, cộng đồng"
IN_CENTRE = "Người đang cai nghiện tự nguyện tại cơ sở cai nghiện"
AFTERCARE = "Người đang bị quản lý sau cai nghiện"
DETAINED = "Người nghiện, người sử dụng đang bị tạm giữ, tạm giam, chấp hành án"
TESTED = "Lượt xét nghiệm chất ma túy trong cơ thể"
POSITIVE = "Lượt xét nghiệm cho kết quả dương tính"
SPOTS = "Điểm tổ chức, chứa chấp sử dụng trái phép chất ma túy hiện còn"
FOUND = "Điểm mới phát hiện trong kỳ"
SERVED = "Người được quản lý được tư vấn, hỗ trợ y tế, tâm lý"

SERVED_SHARE = "Tỷ lệ người được quản lý được tư vấn, hỗ trợ y tế, tâm lý"
RECOGNISED_SHARE = "Tỷ lệ xã, phường được công nhận không ma túy"
IN_FILE = "Người nghiện và người sử dụng trái phép chất ma túy có hồ sơ quản lý"

FIGURES = {
    "sen-hong": {USERS: "3", ADDICTS: "2", AT_HOME: "1", AFTERCARE: "1", TESTED: "12", POSITIVE: "2", SERVED: "4"},
    "mua-ngau": {IN_CENTRE: "2", SERVED: "2"},
    "chan-may": {USERS: "10", ADDICTS: "5", DETAINED: "1", SPOTS: "1", FOUND: "1", SERVED: "9"},
    "hoa-ban": {},
}
NAMES = {"sen-hong": "Sen Hồng", "mua-ngau": "Mưa Ngâu", "chan-may": "Chân Mây", "hoa-ban": "Hoa Ban"}


def report_of(slug: str) -> Report:
    return Report(NAMES[slug], MONTH)


def sent_to_the_office(office: Office, slug: str) -> None:
    """One commune's month, from the empty grid to the standing office, by five people."""
    report, clerk = report_of(slug), office.clerk(slug)
    clerk.fills(report, FIGURES[slug], {"Kết quả nổi bật": f"Đã họp thôn tại {NAMES[slug]}."})
    if clerk.page.main.css(".checks li input"):
        clerk.explains(report, "Đã đối chiếu sổ theo dõi.")
    for part in ("police", "clinic", "culture"):
        office.head(slug, part).confirms(report)
    office.head(slug, "chairman").signs(report)
    clerk.sends_report(report)


def sent_returned_corrected(office: Office, slug: str) -> None:
    """The same, with a figure that the office finds wrong, its reason, and the second try."""
    report, clerk, officer = report_of(slug), office.clerk(slug), office.officer("planner-2")
    sent_to_the_office(office, slug)
    officer.returns(report, "Số lượt xét nghiệm chưa khớp sổ.", {TESTED: "Sổ của Công an xã ghi 14 lượt"})
    clerk.opens_report(report.commune, MONTH).says(
        "Báo cáo bị trả lại để bổ sung.", "Số lượt xét nghiệm chưa khớp sổ.", "Sổ của Công an xã ghi 14 lượt"
    )
    clerk.enters(report, {TESTED: "14"}).says("cần xác nhận và ký lại")
    office.head(slug, "police").confirms(report)
    office.head(slug, "chairman").signs(report)
    clerk.sends_report(report)
