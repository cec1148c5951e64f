"""Two communes become one while a report is open, in the users' words: applied, taken back, applied again."""

from tests.journeys.office import Office, Person
from tests.journeys.pages import Page, words_of
from tests.journeys.september import FIGURES, report_of

DAY = "16/9/2026"
BASIS = "Nghị quyết số 15/NQ-HĐND ngày 01/9/2026 của Hội đồng nhân dân tỉnh Hoa Mai"
NEW = {"Tên (không ghi loại)": "Sen Ngâu", "Mã đơn vị": "91101"}


def prepares_the_merger(admin: Person) -> Page:
    admin.opens("Địa bàn", "Thay đổi địa bàn")
    admin.follows("Chuẩn bị thay đổi")
    admin.presses("Tiếp tục", {"Nhập, sắp xếp": True, "Có hiệu lực từ ngày": DAY, "Căn cứ": BASIS})
    chosen = {words: True for words in _choices(admin.page) if "Sen Hồng" in words or "Mưa Ngâu" in words}
    assert len(chosen) == 2
    admin.presses("Tiếp tục", chosen).says("Xã Sen Hồng", "Xã Mưa Ngâu")
    return admin.presses("Xem trước", NEW)


def says_who_leads(admin: Person) -> None:
    """The heads of Sen Hồng go on; the page shows anew what follows from it."""
    radios = admin.page.main.css("label.choice")
    heads = [words for words in map(words_of, radios) if words.endswith("xã Sen Hồng")]
    assert len(heads) == 4, "the People's Committee, the police, the clinic and the culture office"
    admin.presses("Xem lại theo lựa chọn", dict.fromkeys(heads, True))
    admin.page.says("Chủ tịch, Ủy ban nhân dân xã Sen Hồng chuyển sang, là người đứng đầu")


def _choices(page: Page) -> list[str]:
    return [" ".join(node.text().split()) for node in page.main.css("label.choice")]


def test_a_merger_with_people_and_an_open_report(office: Office) -> None:
    office.officer().opens_month("tháng 9/2026")
    report = report_of("sen-hong")
    office.clerk("sen-hong").fills(report, FIGURES["sen-hong"], {"Kết quả nổi bật": "Đã họp các thôn."})

    # The administrator sees beforehand what goes along, and nothing has changed yet.
    office.comes_to("15/9/2026")
    admin = office.anyone("admin")
    prepares_the_merger(admin).says(
        "kết thúc; chuyển về Xã Sen Ngâu",
        "kết thúc; kế thừa: Ủy ban nhân dân xã Sen Ngâu (lập mới)",
        "Đỗ Thị Sen Hồng",
        "Người đứng đầu Ủy ban nhân dân xã Sen Ngâu",
        "kết thúc; không còn giữ chức vụ ở đó",
        "thêm phạm vi: Xã Mưa Ngâu",
        "giữ theo đơn vị cũ; người của Xã Sen Ngâu làm tiếp",
    )
    office.clerk("sen-hong").goes("/dia-ban/").says("Sen Hồng").keeps_quiet_of("Sen Ngâu")
    says_who_leads(admin)
    admin.presses("Áp dụng").says("Đã áp dụng thay đổi địa bàn")
    event = admin.page.address

    # From the day on the map is another, and the old report is answered by the same people in their new office.
    office.comes_to("17/9/2026")
    clerk = office.clerk("sen-hong")
    clerk.goes("/dia-ban/").says("Sen Ngâu").keeps_quiet_of("Mưa Ngâu")
    clerk.opens_report(report.commune, report.month).says("Xã Sen Hồng")

    # Taken back, everything is as it was.
    admin = office.anyone("admin")
    admin.goes(event)
    admin.presses("Hoàn tác", {"Lý do hoàn tác": "Ghi nhầm ngày"}).says("Đã hoàn tác")
    office.comes_to("18/9/2026")
    office.clerk("sen-hong").goes("/dia-ban/").says("Sen Hồng", "Mưa Ngâu").keeps_quiet_of("Sen Ngâu")

    # Applied again, the old report is confirmed, signed, sent and closed.
    admin = office.anyone("admin")
    prepares_the_merger(admin)
    says_who_leads(admin)
    admin.presses("Áp dụng").says("Đã áp dụng thay đổi địa bàn")
    event = admin.page.address
    office.comes_to("19/9/2026")
    clerk = office.clerk("sen-hong")
    if clerk.opens_report(report.commune, report.month).main.css(".checks li input"):
        clerk.explains(report, "Đã đối chiếu sổ theo dõi.")
    for part in ("police", "clinic", "culture"):
        office.head("sen-hong", part).confirms(report)
    office.head("sen-hong", "chairman").signs(report)
    clerk.sends_report(report)
    office.officer().closes(report)

    # What people have signed in their new posts is not lost by taking the merger back.
    admin = office.anyone("admin")
    admin.goes(event)
    admin.presses("Hoàn tác", {"Lý do hoàn tác": "Thử"}).says("Không thể hoàn tác", "1 chữ ký báo cáo")
