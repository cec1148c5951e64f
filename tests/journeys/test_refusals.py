"""What goes wrong in an office: each gets a clear answer, what was typed stays, and nothing in the store changes."""

import tracemalloc
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.journeys import files
from tests.journeys.office import Office, Report
from tests.journeys.pages import Page
from tests.journeys.september import FIGURES, MONTH, SERVED, SERVED_SHARE, TESTED, USERS, sent_to_the_office

MEGABYTE = 1024 * 1024
KEPT = ("documents", "files", "plans", "reporting", "publications", "classification")
SEN_HONG = Report("Sen Hồng", MONTH)
WELCOME = "/van-ban/dang-ky"


def store() -> dict[str, int]:
    """How many rows each table of the working packages has."""
    models = [model for label in KEPT for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


@pytest.fixture
def september(office: Office) -> Office:
    """The month is open, and it is the day after its end."""
    office.officer().opens_month("tháng 9/2026")
    office.comes_to("15/9/2026")
    return office


@pytest.mark.parametrize(
    ("file", "answer", "help_"),
    [
        (files.empty, "Tệp rỗng, không có nội dung", ""),
        (files.archive, "Đây là tệp nén (ZIP, RAR…), không phải văn bản.", "Giải nén rồi tải lên từng tệp"),
        (files.picture_named_docx, "Tên tệp cho biết là văn bản Word (DOCX), nhưng nội dung là ảnh PNG.", "lưu lại"),
        (files.locked_pdf, "Tệp PDF đặt mật khẩu nên không đọc được.", "Gỡ mật khẩu"),
        (files.secret_letter, "Văn bản có dấu độ mật “MẬT”", "Quản lý theo chế độ tài liệu mật"),
    ],
)
def test_a_wrong_file(office: Office, file: Callable[[], SimpleUploadedFile], answer: str, help_: str) -> None:
    officer, before = office.officer(), store()
    page = officer.registers(file(), arrival="45", arrived="10/9/2026").says(answer, help_)
    assert page.status in (409, 422)
    assert page.value("Số đến") == "45"
    assert page.value("Ngày đến") == "10/9/2026"
    assert store() == before
    officer.opens("Văn bản").says("Kho chưa có văn bản nào")


def test_a_file_of_200_megabytes(office: Office) -> None:
    officer, before = office.officer(), store()
    officer.goes(WELCOME)
    token = officer.page.form("Đăng ký và đọc văn bản").filled({})["csrfmiddlewaretoken"][0]
    body = files.LongUpload(str(token), 200 * MEGABYTE)
    tracemalloc.start()
    answer = officer.client.generic(
        "POST",
        WELCOME,
        **{"wsgi.input": body, "CONTENT_LENGTH": str(body.length), "CONTENT_TYPE": body.content_type},  # type: ignore[arg-type]
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    page = Page(answer, WELCOME).says("Tệp nặng 200 MB, vượt quá mức 50 MB.")
    assert answer.status_code == 422
    assert page.value("Số đến") == "45"
    assert peak < 20 * MEGABYTE
    assert store() == before


def test_a_wrong_number(september: Office) -> None:
    """What can be read is saved, the rest stands again in its field, and the field says what it takes."""
    clerk = september.clerk("sen-hong")
    page = clerk.enters(SEN_HONG, {USERS: "ba", TESTED: "12", "Kết quả nổi bật": "Đã họp thôn."})
    page.says("Có 1 ô chưa đọc được; đã lưu 2 mục khác")
    assert page.status == 422
    assert [page.value(label) for label in (USERS, TESTED, "Kết quả nổi bật")] == ["ba", "12", "Đã họp thôn."]
    clerk.presses("Lưu nháp", {USERS: "3"}).says("Đã lưu 1 mục.")
    page = clerk.opens_report("Sen Hồng", MONTH)
    assert [page.value(label) for label in (USERS, TESTED, "Kết quả nổi bật")] == ["3", "12", "Đã họp thôn."]


def test_figures_that_cannot_be(september: Office) -> None:
    """Two positive of one tested: kept as a draft, never confirmed and signed away."""
    clerk = september.clerk("sen-hong")
    page = clerk.fills(SEN_HONG, {TESTED: "1", "Lượt xét nghiệm cho kết quả dương tính": "2"})
    page.says("Số lượt dương tính không được lớn hơn số lượt xét nghiệm.", "Phải sửa trước khi ký, gửi.")
    for part in ("police", "clinic", "culture"):
        head = september.head("sen-hong", part)
        head.opens_report("Sen Hồng", MONTH)
        if "Xác nhận" in head.page.buttons():
            head.presses("Xác nhận")
    chairman = september.head("sen-hong", "chairman")
    chairman.opens_report("Sen Hồng", MONTH).says("Trước khi ký")
    assert "Ký báo cáo" not in chairman.page.buttons()


def test_a_wrong_role(september: Office) -> None:
    """What one may not do is not offered; sent all the same, it is refused, and says nothing of what is there."""
    sent_to_the_office(september, "sen-hong")
    address = september.officer().opens_report("Sen Hồng", MONTH).address
    before = store()
    clerk, stranger, officer = september.clerk("sen-hong"), september.clerk("mua-ngau"), september.officer()
    assert not {"Chốt số liệu", "Trả lại"} & clerk.opens_report("Sen Hồng", MONTH).buttons()
    for person, step in ((clerk, "chot"), (clerk, "ky"), (officer, "ky"), (officer, "gui")):
        page = posted(person.client, person.goes(address), f"{address}{step}")
        assert page.status == 404, step
        page.says("Không tìm thấy nội dung này", "liên hệ người quản trị để được phân quyền")
    assert stranger.goes(address).status == 404
    assert stranger.page.text == stranger.goes("/bao-cao-so-lieu/999999/").text
    assert posted(stranger.client, officer.page, f"{address}chot").status in (403, 404)
    assert september.clerk("sen-hong").goes("/van-ban/dang-ky").status == 404
    assert store() == before


def test_closing_twice(september: Office) -> None:
    """Two officers have the same report open, and both press; the figure is counted once."""
    sent_to_the_office(september, "sen-hong")
    first, second = september.officer("planner"), september.officer("planner-2")
    first.opens_report("Sen Hồng", MONTH)
    second.opens_report("Sen Hồng", MONTH)
    form = first.page.form("Chốt số liệu")
    first.presses("Chốt số liệu").says("Đã chốt số liệu")
    once = store()
    second.presses("Chốt số liệu").says("Báo cáo này đã được Nguyễn Thu Lan chốt lúc", "không thay đổi")
    first.sends(form).says("Báo cáo này đã được Nguyễn Thu Lan chốt lúc")
    assert store() == once
    first.sees_indicator(SERVED_SHARE, MONTH, "Xã Sen Hồng").says("57,1%")
    assert FIGURES["sen-hong"][SERVED] == "4"


def test_two_people_on_one_form(september: Office) -> None:
    """Different cells go together; on one cell both figures are shown, and a person chooses."""
    clerk, officer_of_police = september.clerk("sen-hong"), september.clerk_of_police("sen-hong")
    clerk.opens_report("Sen Hồng", MONTH)
    officer_of_police.opens_report("Sen Hồng", MONTH)
    officer_of_police.presses("Lưu nháp", {USERS: "3", TESTED: "12"}).says("Đã lưu 2 mục.")
    page = clerk.presses("Lưu nháp", {USERS: "5", "Buổi tuyên truyền trực tiếp về phòng, chống ma túy": "2"})
    page.says("1 ô đã được người khác sửa", "Đã lưu 1 mục khác", "Giữ 5 của tôi", "Giữ 3", "Lý Văn Sen Hồng")
    assert page.status == 409
    clerk.presses("Lưu lựa chọn", {"Giữ 5 của tôi": True}).says("Đã lưu 1 mục.")
    page = officer_of_police.opens_report("Sen Hồng", MONTH)
    assert (page.value(USERS), page.value(TESTED)) == ("5", "12")
    page.says("Lý Văn Sen Hồng", "Đỗ Thị Sen Hồng")


def test_a_report_without_its_words_is_not_put_before_the_leader(september: Office) -> None:
    officer = september.officer()
    draft = officer.composes("Quý III/2026")
    assert officer.presses("Trình ký").status == 409
    officer.page.says("Nhận định chung về tình hình")
    september.leader().goes(draft.address)
    assert "Ký báo cáo" not in september.leader().page.buttons()


def posted(client: Client, page: Page, address: str) -> Page:
    """Send a bare form to an address, with the token of a page, as a program could."""
    token = page.tree.css_first("input[name=csrfmiddlewaretoken]")
    assert token is not None
    return Page(client.post(address, {"csrfmiddlewaretoken": token.attributes["value"]}, follow=True), address)
