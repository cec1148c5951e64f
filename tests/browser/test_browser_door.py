"""The door in Chromium with a virtual authenticator: keys made, used alone and after the password, removed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Server
from tests.browser.person import PASSWORD, Person

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def owner(server: Server, chromium: Browser) -> Iterator[Person]:
    """A person at a machine with a fingerprint reader; browsers make keys for names only, so the address is one."""
    complaints: list[str] = []
    address = server.address.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=address, viewport={"width": 1366, "height": 768}, locale="vi-VN")
    context.set_default_timeout(20_000)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    person = Person(page, complaints)
    yield person
    context.close()
    assert not complaints


def first_step(page: Page, username: str) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_key_is_made_and_opens_the_door_alone_and_after_the_password(owner: Person) -> None:
    page = owner.page
    owner.signs_in("soyte")
    owner.goes("/tai-khoan-cua-toi/khoa-truy-cap")
    owner.types("Tên khóa", "Máy ở cơ quan")
    owner.presses("Tạo khóa")
    expect(page.locator("h1")).to_have_text("Mã dự phòng")
    expect(page.locator(".codes li")).to_have_count(10)
    owner.fits_a_phone()

    owner.goes("/tai-khoan-cua-toi/")
    owner.sees("Máy ở cơ quan", "Còn 10 mã")
    owner.fits_a_phone()
    owner.goes("/tai-khoan-cua-toi/khoa-truy-cap")
    owner.types("Tên khóa", "Lần nữa")
    owner.presses("Tạo khóa")
    owner.sees("Thiết bị này đã có khóa của tài khoản")

    page.context.clear_cookies()
    owner.goes("/dang-nhap")
    owner.presses("Đăng nhập bằng khóa truy cập")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_url(re.compile(r"/$"))

    page.context.clear_cookies()
    first_step(page, "soyte")
    expect(page.locator("h1")).to_have_text("Xác thực bước hai")
    owner.fits_a_phone()
    owner.presses("Dùng khóa truy cập")
    page.wait_for_url(re.compile(r"/$"))

    owner.goes("/tai-khoan-cua-toi/")
    owner.presses("Bỏ", page.locator(".keys"))
    owner.sees("Đã bỏ khóa truy cập")


def test_without_script_nobody_is_offered_a_key_and_everybody_gets_in(server: Server, chromium: Browser) -> None:
    context: BrowserContext = chromium.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/dang-nhap")
    expect(page.get_by_role("button", name="Đăng nhập bằng khóa truy cập")).to_be_hidden()
    first_step(page, "lanhdao")
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/tai-khoan-cua-toi/")
    page.get_by_role("button", name="Cài ứng dụng xác thực").click()
    expect(page.get_by_alt_text("Mã QR")).to_be_visible()
    context.close()
