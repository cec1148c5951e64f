"""The walk in Chromium, as the people of the sample province: every step pressed and typed, nothing sent behind it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server
from tests.browser.person import PHONE, Person

pytestmark = pytest.mark.browser

Sit = Callable[[str], Person]
NOVEMBER = "/bao-cao-so-lieu/?bieu=xa-thang&ky=2026-11@nd09"
REPORT = re.compile(r"/bao-cao-so-lieu/\d+/$")
SERVED = "Người được quản lý được tư vấn, hỗ trợ y tế, tâm lý"
TESTED = "Lượt xét nghiệm chất ma túy trong cơ thể"
HEADS = ("congan", "yte", "vhxh")


def opens_november(person: Person, commune: str) -> None:
    """The report of a commune from the board or the own list, whole: what it offers is counted at once."""
    person.goes(NOVEMBER)
    row = person.page.get_by_role("row").filter(has_text=re.compile("Tháng 11/2026")).filter(has_text=commune)
    row.get_by_role("link").first.click()
    person.page.wait_for_url(REPORT)


def fills_like_last_month(clerk: Person) -> None:
    """Type last month's figures anew, and that nothing came or went; the grid adds up while one types."""
    page = clerk.page
    moved = ("managed_new", "off_list", "spots_use.found", "spots_use.reformed", "spots_use.cleared")
    for field in page.locator("[data-cell]").all():
        code = str(field.get_attribute("name")).removeprefix("cell:")
        before = page.locator(f"[data-row='{code}'] td[data-label='Kỳ trước']").inner_text().strip()
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option("không")
        else:
            field.fill("0" if code in moved or before == "–" else before)


def test_the_walk(sit: Sit, server: Server) -> None:
    officer = sit("thuongtruc")
    officer.keeps_picture("desk")

    # 1. to 3. Register the plan, confirm with the keyboard, correct, dismiss.
    officer.turns_to("Văn bản")
    officer.follows("Đăng ký văn bản")
    officer.page.get_by_label("Tệp văn bản").set_input_files(server.papers / "18-KH-UBND.docx")
    officer.types("Số đến", "1021")
    officer.presses("Đăng ký và đọc văn bản")
    officer.sees("Kế hoạch số 18/KH-UBND ngày 12/02/2026", "đã xử lý 0/")
    officer.follows("Lập kế hoạch từ văn bản này")
    officer.presses("Lập kế hoạch")
    officer.sees("Đã lập kế hoạch.")
    officer.page.locator("article.paper mark a").filter(has_text="trên địa bàn tỉnh đạt tiêu chí").first.click()
    expect(officer.page.locator(".card.at")).to_contain_text("ít nhất 60")
    officer.keeps_picture("read")
    officer.strikes("Enter")
    officer.sees("Chỉ tiêu đã vào kế hoạch", "đã xử lý 1/")
    officer.strikes("e")
    officer.chooses("Chỉ số", "Tỷ lệ xã, phường được công nhận không ma túy")
    officer.presses("Xác nhận")
    officer.sees("đã xử lý 2/")
    officer.strikes("x")
    officer.strikes("1")
    officer.sees("đã xử lý 3/")
    officer.page.locator("article.paper mark a").filter(has_text="thành lập điểm tiếp nhận, tư vấn cai nghiện").click()
    expect(officer.page.locator(".card.at")).to_contain_text("thành lập điểm tiếp nhận")
    officer.strikes("Enter")
    officer.sees("Nhiệm vụ đã vào kế hoạch")

    # 4. One commune's month: typed, confirmed by three, signed by a fourth, sent, returned, corrected, closed.
    clerk = sit("sen-hong.nhap")
    opens_november(clerk, "Sen Hồng")
    fills_like_last_month(clerk)
    total = clerk.page.locator("[data-computed='managed'] b")
    expect(total).not_to_have_text("–")
    expect(clerk.page.locator("[data-checks]")).to_contain_text("Cả 11 phép kiểm tra đều khớp.")
    clerk.types("Người mới đưa vào danh sách quản lý trong kỳ", "1")
    clerk.presses("Lưu nháp")
    clerk.sees("Đã lưu", "Tổng số người quản lý khác với kỳ trước")
    clerk.keeps_picture("entry")
    for reason in clerk.page.locator(".checks li:not([hidden]) input[name^='why:']").all():
        reason.fill("Đã đối chiếu danh sách với Công an tỉnh.")
    clerk.presses("Lưu nháp")
    goes_through(sit)
    opens_november(officer, "Sen Hồng")
    officer.follows("Trả lại")
    officer.types("Lý do", "Đề nghị kiểm tra lại số lượt xét nghiệm.")
    officer.page.get_by_label(TESTED, exact=True).check()
    officer.presses("Trả lại báo cáo")
    officer.sees("Đã trả lại báo cáo để bổ sung.")
    opens_november(clerk, "Sen Hồng")
    clerk.sees("Báo cáo bị trả lại để bổ sung.")
    tested = clerk.field(TESTED)
    tested.fill(str(int(tested.input_value().replace(".", "")) + 1))
    clerk.presses("Lưu nháp")
    clerk.sees("cần xác nhận và ký lại")
    goes_through(sit)
    opens_november(officer, "Sen Hồng")
    officer.presses("Chốt số liệu")
    officer.sees("Đã chốt số liệu")
    officer.goes(NOVEMBER)
    officer.sees("Xã Sen Hồng")
    officer.keeps_picture("board")

    # 5. and 6. The indicator's page with its line, the classes, and the leader's decision.
    leader = sit("lanhdao")
    leader.turns_to("Chỉ số")
    leader.follows("Tỷ lệ xã, phường được công nhận không ma túy")
    leader.sees("Bản đồ ·", "Vì sao")
    expect(leader.page.locator("[data-chart] .canvas svg, [data-chart] .canvas canvas").first).to_be_visible()
    leader.keeps_picture("indicator")
    leader.goes("/phan-loai/")
    leader.sees("không phải là công nhận", "chưa đạt điều kiện 1", "chưa đủ dữ liệu")
    leader.keeps_picture("classification")
    leader.follows("Ghi nhận quyết định")
    leader.chooses("Năm phân loại", "Năm 2026")
    leader.types("Số quyết định", "2290/QĐ-UBND")
    leader.types("Ngày quyết định", "20/11/2026")
    leader.page.get_by_label(re.compile("Xã Sen Hồng")).check()
    leader.types("Lý do ghi nhận khác với số liệu", "Ba người đã vào cơ sở cai nghiện ngày 18/11, sau kỳ báo cáo.")
    leader.presses("Ghi nhận kết quả")
    leader.sees("Đã ghi nhận kết quả phân loại của 1 xã, phường.")

    # 7. The report of the last whole quarter.
    officer.turns_to("Báo cáo tổng hợp")
    officer.goes("/bao-cao-tong-hop/lap/")
    officer.chooses("Báo cáo và kỳ", "Quý III/2026")
    officer.presses("Lập dự thảo")
    officer.sees("Đã lập dự thảo")
    address = officer.page.url
    officer.follows("Viết lời văn")
    officer.types("Nhận định chung về tình hình", "Tình hình cơ bản ổn định, không hình thành điểm phức tạp mới.")
    officer.types("Phương hướng, nhiệm vụ trọng tâm", "Hoàn thành điểm tiếp nhận, tư vấn cai nghiện trước 30/11/2026.")
    officer.presses("Ghi lời văn")
    officer.sees("Đã ghi phần lời văn.")
    officer.keeps_picture("report")
    with officer.page.expect_download() as download:
        officer.follows("Tải PDF")
    signed = download.value.path()
    officer.presses("Trình ký")
    officer.sees("Đã trình ký.")
    leader.goes(address)
    leader.presses("Ký báo cáo")
    leader.sees("Đã ký.")
    registrar = sit("thuongtruc2")
    registrar.goes(address)
    registrar.follows("Phát hành")
    registrar.types("Số, ký hiệu", "215/BC-BCĐ")
    registrar.types("Ngày ban hành", "21/11/2026")
    registrar.page.get_by_label("Bản đã ký").set_input_files(
        {"name": "215.pdf", "mimeType": "application/pdf", "buffer": signed.read_bytes()}
    )
    registrar.presses("Phát hành")
    registrar.sees("Đã phát hành và đăng ký vào kho văn bản đi.")
    officer.goes(address)

    # 8. From a figure of the report to the hands that typed it, and to the sentence that asked.
    figure = officer.page.locator(".paper p").filter(has_text="toàn tỉnh có").get_by_role("link").first
    figure.click()
    officer.sees("Được nêu trong", "Công thức")
    data = officer.page.locator("main details").filter(has=officer.page.locator("ul.cells")).first
    data.locator("summary").click()
    data.get_by_role("link").first.click()
    officer.sees("Ai đã làm gì, khi nào")
    officer.goes("/tra-nguon/?ma=value:T1b/1/2025@nd09")
    officer.sees("18/KH-UBND")
    officer.keeps_picture("trace")


def goes_through(sit: Sit) -> None:
    """The three heads confirm what is not confirmed, the chairman signs, the clerk sends."""
    for suffix in HEADS:
        head = sit(f"sen-hong.{suffix}")
        opens_november(head, "Sen Hồng")
        if head.page.get_by_role("button", name="Xác nhận", exact=True).count():
            head.presses("Xác nhận")
            head.sees("Đã xác nhận phần số liệu.")
    chairman = sit("sen-hong.chutich")
    opens_november(chairman, "Sen Hồng")
    chairman.presses("Ký báo cáo")
    chairman.sees("Đã ký báo cáo.")
    clerk = sit("sen-hong.nhap")
    opens_november(clerk, "Sen Hồng")
    clerk.presses("Gửi báo cáo")
    clerk.sees("Đã gửi báo cáo")


def test_keys_move_in_the_entry_grid(sit: Sit) -> None:
    clerk = sit("mua-ngau.nhap")
    opens_november(clerk, "Mưa Ngâu")
    clerk.page.wait_for_load_state("load")  # keys move only once the page's scripts are there
    cells = clerk.page.locator("[data-cell]")
    lacking = clerk.page.locator("[data-hurdle=missing] [data-hurdle-count]")
    before = int(lacking.inner_text())
    empty = sum(cells.nth(place).input_value() == "" for place in (0, 1))
    cells.nth(0).focus()
    clerk.page.keyboard.type("3")
    clerk.page.keyboard.press("ArrowDown")
    expect(cells.nth(1)).to_be_focused()
    clerk.page.keyboard.type("2")
    clerk.page.keyboard.press("Enter")
    expect(cells.nth(2)).to_be_focused()
    clerk.page.keyboard.press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()
    expect(lacking).to_have_text(str(before - empty))  # the bar counts what stands there, saved or not
    clerk.page.keyboard.press("Control+s")
    clerk.sees("Đã lưu 2 mục.")
    expect(cells.nth(1)).to_have_value("2")


PAGES = {
    "thuongtruc": (
        "/",
        "/van-ban/",
        "/van-ban/1/",
        "/ke-hoach/",
        "/ke-hoach/1/",
        NOVEMBER,
        "/chi-so/",
        "/chi-so/T1b/",
        "/phan-loai/",
        "/dia-ban/",
        "/co-quan/",
        "/bao-cao-tong-hop/",
        "/tra-nguon/value:T1b/1/2025@nd09",
    ),
    "thong-reo.nhap": ("/", "/bao-cao-so-lieu/", "/chi-so/"),
    "quantri": ("/", "/quan-tri/", "/quan-tri/tai-khoan/"),
}


@pytest.mark.parametrize(("username", "addresses"), PAGES.items(), ids=PAGES)
def test_main_pages_fit_a_phone(username: str, addresses: tuple[str, ...], sit: Sit) -> None:
    person = sit(username)
    for address in addresses:
        person.goes(address)
        person.fits_a_phone()
    if username == "thong-reo.nhap":
        opens_november(person, "Thông Reo")
        person.fits_a_phone()


def test_every_field_of_a_quarter_is_wide_enough_for_a_thumb(sit: Sit) -> None:
    """Cells in a list and in tables of rows and columns, on a phone."""
    clerk = sit("mua-ngau.nhap")
    clerk.goes("/bao-cao-so-lieu/")
    clerk.page.locator("main a").filter(has_text="Quý III/2026").first.click()
    expect(clerk.page.locator(".cross [data-cell]").first).to_be_visible()
    clerk.fits_a_phone()
    clerk.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a size is a plain mapping here
    sizes = [cell.bounding_box() for cell in clerk.page.locator("[data-cell]").all()]
    assert len(sizes) > 30
    assert all(size and size["width"] >= 100 and size["height"] >= 44 for size in sizes), sizes
