"""The completeness board in Chromium: what a colleague does shows by itself; a hidden page asks nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Request, expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser

EVERY = 16_000


def test_the_board_follows_a_colleague(sit: Callable[[str], Person]) -> None:
    officer = sit("thuongtruc")
    board = officer.page
    asked: list[Request] = []
    board.on("request", lambda request: asked.append(request) if "/thay-doi" in request.url else None)
    board.clock.install()
    officer.goes("/bao-cao-so-lieu/?loc=cho")
    line = board.locator("[data-live-line]").filter(has_text="Đã gửi").first
    expect(line).to_be_visible()
    href = line.get_by_role("link").first.get_attribute("href")
    with board.expect_response(lambda response: "/thay-doi" in response.url) as answer:
        board.clock.run_for(EVERY)
    assert answer.value.status == 304
    expect(board.locator("[data-live-told]")).to_contain_text("kiểm tra lần cuối lúc")

    colleague = Person(board.context.new_page(), officer.complaints)
    colleague.goes(str(href))
    colleague.presses("Nhận kiểm tra")
    expect(colleague.page.get_by_text("Nhận kiểm tra").first).to_be_visible()
    board.get_by_role("link", name="Tải lại").focus()
    board.clock.run_for(EVERY)
    taken = board.locator("[data-live-line]").filter(has=board.locator(f"a[href='{href}']"))
    expect(taken).to_contain_text("Đang kiểm tra")
    expect(board.locator("[data-live-news]")).to_contain_text("có 1 báo cáo thay đổi")
    waiting = board.locator("nav.side a[href='/bao-cao-so-lieu/'] .count").first
    before_closing = waiting.inner_text()
    colleague.presses("Chốt số liệu")
    expect(colleague.page.locator("main")).to_contain_text("Đã chốt số liệu")
    board.clock.run_for(EVERY)
    expect(waiting).not_to_have_text(before_closing)
    expect(board.get_by_role("link", name="Tải lại")).to_be_focused()
    assert board.url.endswith("?loc=cho")

    before = len(asked)
    board.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    board.clock.run_for(4 * EVERY)
    assert len(asked) == before, "a hidden page asks nothing"
