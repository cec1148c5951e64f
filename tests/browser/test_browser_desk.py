"""The desk in Chromium by keys alone: confirmed, chosen, edited, split, joined, refused, undone, many at once."""

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.person import PASSWORD, Person
from tests.documents import papers

pytestmark = pytest.mark.browser

NUMBERS = count(901)
Sit = Callable[[str], Person]


def chosen(officer: Person) -> Locator:
    return officer.page.locator(".card.at")


def settled(officer: Person, done: int) -> None:
    """The number told above the text, once the cards have changed."""
    expect(officer.page.locator(".head [data-told]")).to_contain_text(f"đã xử lý {done}/")


@pytest.fixture
def officer(sit: Sit) -> Person:
    """The standing office at a plan just registered, with nothing decided."""
    number = f"{next(NUMBERS)}/KH-UBND"
    plan = {"name": "kh.txt", "mimeType": "text/plain", "buffer": papers.PLAN.replace("18/KH-UBND", number).encode()}
    person = sit("thuongtruc")
    person.goes("/van-ban/dang-ky")
    person.page.locator("input[type=file]").first.set_input_files(plan)
    person.page.locator("main form button.go").first.click()
    person.page.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    person.follows("Lập kế hoạch từ văn bản này")
    person.presses("Lập kế hoạch")
    settled(person, 0)
    return person


def test_a_plan_is_decided_by_keys_alone(officer: Person) -> None:
    page = officer.page
    text = page.locator("[data-paper]").element_handle()

    officer.strikes("?")
    expect(page.locator("dialog[open]")).to_contain_text("Tách")
    page.keyboard.press("Escape")

    first = chosen(officer).get_attribute("id")
    officer.strikes("j")
    expect(chosen(officer)).not_to_have_attribute("id", str(first))
    officer.strikes("k")
    expect(chosen(officer)).to_have_attribute("id", str(first))

    officer.strikes("x")
    expect(page.locator(".card.at .reasons")).to_be_visible()
    officer.strikes("2")
    settled(officer, 1)
    officer.strikes("z")
    settled(officer, 0)
    expect(chosen(officer)).to_have_attribute("id", str(first))
    officer.strikes("x")
    expect(page.locator(".card.at .reasons")).to_be_visible()
    officer.strikes("Escape")
    expect(page.locator(".card.at .reasons")).to_have_count(0)
    settled(officer, 0)

    officer.strikes("Enter")
    settled(officer, 1)
    assert text.evaluate("paper => paper.isConnected"), "the text must stay while cards change"
    officer.strikes("z")
    settled(officer, 0)

    officer.strikes("e")
    field = page.locator(".card.at form textarea").first
    expect(field).to_be_focused()
    field.fill("Nội dung đã sửa bằng bàn phím")
    page.keyboard.press("Control+Enter")
    settled(officer, 1)


def test_keys_pressed_faster_than_the_answers_come_are_taken_in_order(officer: Person) -> None:
    for key in "x2x2":
        officer.page.keyboard.press(key)
    settled(officer, 2)
    expect(officer.page.locator(".card.at .reasons")).to_have_count(0)


def test_what_is_typed_outlives_a_lost_line_and_escape_leaves(officer: Person) -> None:
    page = officer.page
    officer.strikes("e")
    field = page.locator(".card.at form textarea").first
    field.fill("Đang gõ dở")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-complaint]")).to_contain_text("Mất kết nối")
    expect(field).to_have_value("Đang gõ dở")
    page.context.set_offline(False)
    officer.complaints[:] = [one for one in officer.complaints if "ERR_INTERNET_DISCONNECTED" not in one]
    page.reload()
    expect(page.locator(".card.at form textarea").first).to_have_value("Đang gõ dở")
    page.locator(".card.at form textarea").first.press("Escape")
    expect(page.locator(".card.at form.form")).to_have_count(0)
    settled(officer, 0)


def test_a_sign_out_loses_nothing_typed(officer: Person) -> None:
    page = officer.page
    officer.strikes("e")
    field = page.locator(".card.at form textarea").first
    field.fill("Gõ trước khi hết phiên")
    page.context.clear_cookies(name=re.compile("session"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-complaint]")).to_contain_text("Phiên làm việc đã kết thúc")
    expect(field).to_have_value("Gõ trước khi hết phiên")
    page.locator("[data-complaint] a").click()
    officer.types("Tên đăng nhập", "thuongtruc")
    officer.types("Mật khẩu", PASSWORD)
    officer.presses("Đăng nhập")
    settled(officer, 0)
    expect(page.locator(".card.at form textarea").first).to_have_value("Gõ trước khi hết phiên")


def test_a_passage_is_split_and_joined_again_by_keys(officer: Person) -> None:
    page = officer.page
    first = chosen(officer).get_attribute("id")
    officer.strikes("s")
    field = page.locator(".card.at textarea[name=pieces]")
    words = field.input_value().split()
    field.fill("\n".join([" ".join(words[:4]), " ".join(words[4:])]))
    page.keyboard.press("Control+Enter")
    expect(chosen(officer)).not_to_have_attribute("id", str(first))
    expect(chosen(officer)).to_contain_text("người dùng tách")
    officer.strikes("Escape")
    expect(page.locator(".card.at form.form")).to_have_count(0)
    officer.strikes("g")
    expect(chosen(officer)).to_contain_text("người dùng gộp")
    officer.strikes("z")
    expect(chosen(officer)).to_contain_text("người dùng tách")
    officer.strikes("z")
    expect(chosen(officer)).to_have_attribute("id", str(first))


def test_many_are_confirmed_at_once_and_undone_at_once(officer: Person) -> None:
    officer.strikes("b")
    officer.sees("Sẽ xác nhận", "Cả danh sách được ghi một lượt")
    ticked = officer.page.locator("input[name=muc]").count()
    officer.fits_a_phone()
    officer.presses("Xác nhận các mục đã chọn")
    settled(officer, ticked)
    officer.strikes("z")
    settled(officer, 0)
    officer.fits_a_phone()


def test_on_a_phone_the_card_in_hand_is_brought_into_sight(officer: Person) -> None:
    page = officer.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    expect(chosen(officer).locator("header").first).to_be_in_viewport()
    first = chosen(officer).get_attribute("id")
    last = page.locator("[data-paper] mark a").last
    last.scroll_into_view_if_needed()
    expect(chosen(officer)).not_to_be_in_viewport()
    last.click()
    expect(chosen(officer)).not_to_have_attribute("id", str(first))
    expect(chosen(officer).locator("header").first).to_be_in_viewport()
    chosen(officer).locator("[data-key=x]").click()
    expect(page.locator(".card.at .reasons")).to_be_in_viewport()
    page.locator(".card.at .reasons button").first.click()
    settled(officer, 1)
    expect(chosen(officer).locator("header").first).to_be_in_viewport()


def test_files_too_heavy_to_send_are_told_when_they_are_chosen(sit: Sit, tmp_path: Path) -> None:
    page = sit("thuongtruc").page
    page.goto("/van-ban/dang-ky")
    field, heavy = page.get_by_label("Tệp văn bản"), tmp_path / "quet.pdf"
    with heavy.open("wb") as file:
        file.truncate(301 * 1024**2)
    field.set_input_files(heavy)
    told = "Tệp nặng 301 MB, vượt quá mức 300 MB. Chọn tệp nhỏ hơn."
    assert field.evaluate("field => field.validationMessage") == told
    page.locator("main form button.go").first.click()
    expect(page).to_have_url(re.compile(r"/van-ban/dang-ky$"))
    field.set_input_files([])
    assert field.evaluate("field => field.validity.customError") is False
