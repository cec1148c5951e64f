"""A report filled in while the line is cut at every step: nothing typed is lost, nothing is entered twice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.away import Clerk, until
from tests.browser.conftest import Server
from tests.browser.line import Line
from tests.browser.person import PHONE

pytestmark = pytest.mark.browser

SEND, SAVE = "/gui-lai", "/nhap"


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    line = Line(int(urlsplit(server.address).port or 0))
    yield line
    line.end()


@pytest.fixture
def sit_down(chromium: Browser, line: Line, tmp_path: Path) -> Iterator[Callable[[str], Clerk]]:
    clerks: list[Clerk] = []

    def arrive(profile: str) -> Clerk:
        clerks.append(Clerk(chromium.browser_type, line, tmp_path / profile))
        return clerks[-1]

    yield arrive
    for clerk in clerks:
        clerk.leaves()
    assert [fault for clerk in clerks for fault in clerk.broken] == []


@pytest.fixture
def clerk(sit_down: Callable[[str], Clerk]) -> Clerk:
    return sit_down("one")


def test_cut_before_opening(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    line.cut()
    clerk.page.goto("/")
    expect(clerk.page.get_by_role("heading", name="Đang ngoại tuyến")).to_be_visible()
    head = clerk.page.locator("[data-offline-line]")
    line.mend()
    expect(clerk.page.get_by_role("heading", name="Đã có mạng")).to_be_visible(timeout=60_000)
    expect(head).to_have_text("Đã có mạng")
    line.cut()
    clerk.page.locator(f"a[href='{address}']").click()
    clerk.reads("Đang ngoại tuyến.")
    expect(head).to_have_text("Ngoại tuyến")

    first = clerk.types(0)
    clerk.cell(1).fill("x9")
    clerk.is_kept(1)
    clerk.reads("1 ô chưa đọc được")
    expect(clerk.page.locator("form")).to_contain_text("“x9” không phải là số.")
    clerk.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a size is a plain mapping here
    assert clerk.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]

    second = "7" if first != "7" else "8"
    clerk.cell(1).fill(second)
    clerk.is_kept(2)
    line.mend()
    clerk.presses("Gửi ngay")
    clerk.reads("Đã gửi 2 ô lúc")
    expect(head).to_have_text("Đã có mạng")
    clerk.finds_saved(address, {0: first, 1: second})


def test_all_that_count_empty_cells_follow_what_is_typed(clerk: Clerk) -> None:
    clerk.page.goto(clerk.is_prepared())
    clerk.cell(0).fill("")
    told, parts = clerk.page.locator("[data-missing]"), clerk.page.locator("nav.parts [data-missing-in]")
    before = {int(one) for one in told.all_inner_texts()}
    assert told.count() > 1
    assert len(before) == 1
    clerk.types(0)
    after = before.pop() - 1
    for place in told.all():
        expect(place).to_have_text(str(after))
    assert sum(int(one) for one in parts.all_inner_texts()) == after


def test_cut_while_typing(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    clerk.page.goto(address)
    before = clerk.types(0)
    until(lambda: f"typed:{address.split('/')[2]}" in clerk.kept()["names"])
    line.cut()
    sealed = clerk.kept()["text"]
    after = clerk.types(2)
    until(lambda: clerk.kept()["text"] != sealed)
    clerk.page.goto(address)
    expect(clerk.page.locator("[data-kept]")).to_be_visible()
    expect(clerk.cell(0)).to_have_value(before)
    expect(clerk.cell(2)).to_have_value(after)
    clerk.types(3)
    clerk.is_kept(3)
    line.mend()
    clerk.presses("Gửi ngay")
    clerk.reads("Đã gửi 3 ô lúc")
    clerk.finds_saved(address, {0: before, 2: after})


def test_cut_before_saving_leaves_words_on_the_page(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    clerk.page.goto(address)
    figure = clerk.types(0)
    words = clerk.page.locator("textarea[name^='words:']").first
    said = f"Đã tuyên truyền {figure} buổi."
    words.fill(said)
    line.cut()
    clerk.presses("Lưu nháp")
    clerk.is_kept(1)
    clerk.reads("1 mục lời văn, ghi chú chưa lưu")
    expect(words).to_have_value(said)
    assert said not in clerk.kept()["text"]

    line.mend()
    clerk.presses("Lưu nháp")
    expect(clerk.page.locator("main")).to_contain_text("Đã lưu")
    clerk.finds_saved(address, {0: figure})
    expect(words).to_have_value(said)


def test_words_that_did_not_arrive_come_back_into_their_fields(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    clerk.page.goto(address)
    words = clerk.page.locator("textarea[name^='words:']").first
    words.fill("Nghe nói ở thôn Đông.")
    line.lose("request", SAVE)
    clerk.presses("Lưu nháp")
    until(lambda: line.lost_times)
    line.mend()
    clerk.reads("1 mục lời văn, ghi chú đã gõ trên máy này chưa lưu.")
    expect(words).to_have_value("Nghe nói ở thôn Đông.")
    assert "Nghe" not in clerk.kept()["text"], "sealed, as all that is kept"
    clerk.presses("Lưu nháp")
    expect(clerk.page.locator("main")).to_contain_text("Đã lưu 1 mục.")
    clerk.page.goto(address)
    expect(words).to_have_value("Nghe nói ở thôn Đông.")
    until(lambda: not [name for name in clerk.kept()["names"] if name.startswith("said:")])


def test_a_server_without_its_database_is_as_a_line_that_is_gone(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    clerk.page.goto(address)
    stood = clerk.revision(0)
    line.fail()
    first = clerk.types(0)
    clerk.presses("Lưu nháp")
    clerk.is_kept(1)
    clerk.page.goto(address)
    expect(clerk.page.locator("[data-kept]")).to_be_visible()
    expect(clerk.cell(0)).to_have_value(first)
    line.mend()
    clerk.reads("Đã gửi 1 ô lúc")  # by itself
    clerk.finds_saved(address, {0: first})
    assert clerk.revision(0) == stood + 1


@pytest.mark.parametrize("part", ["request", "answer"])
def test_cut_while_sending(clerk: Clerk, line: Line, part: str) -> None:
    address = clerk.is_prepared()
    clerk.page.goto(address)
    stood = clerk.revision(0)
    line.cut()
    clerk.page.goto(address)
    figure = clerk.types(0)
    clerk.is_kept(1)
    line.mend()
    line.lose(part, SEND)
    clerk.presses("Gửi ngay")
    until(lambda: line.lost_times)
    clerk.is_kept(1)
    line.mend()
    clerk.presses("Gửi ngay")
    clerk.reads("Đã gửi 1 ô lúc")
    clerk.finds_saved(address, {0: figure})
    assert clerk.revision(0) == stood + 1


@pytest.mark.parametrize("part", ["request", "answer"])
def test_cut_while_saving_the_ordinary_way(clerk: Clerk, line: Line, part: str) -> None:
    address = clerk.is_prepared()
    clerk.page.goto(address)
    stood = clerk.revision(0)
    figure = clerk.types(0)
    line.lose(part, SAVE)
    clerk.presses("Lưu nháp")
    until(lambda: line.lost_times)
    line.mend()
    if part == "request":
        clerk.reads("Đã gửi 1 ô lúc")
    clerk.page.wait_for_load_state()
    expect(clerk.cell(0)).to_have_value(figure)
    clerk.finds_saved(address, {0: figure})
    assert clerk.revision(0) == stood + 1


def test_the_browser_starts_anew_without_a_line(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    line.cut()
    clerk.page.goto(address)
    figure = clerk.types(0)
    clerk.is_kept(1)
    clerk.leaves()
    clerk.arrives()
    clerk.page.goto(address)
    expect(clerk.cell(0)).to_have_value(figure)
    clerk.is_kept(1)
    line.mend()
    clerk.presses("Gửi ngay")
    # The session was one of the browser that ended.
    if clerk.page.get_by_role("link", name="Đăng nhập để gửi").is_visible():
        clerk.page.get_by_role("link", name="Đăng nhập để gửi").click()
        clerk.gives_password()
    clerk.reads("Đã gửi 1 ô lúc")
    clerk.finds_saved(address, {0: figure})


def test_the_server_starts_anew(clerk: Clerk, line: Line, server: Server) -> None:
    address = clerk.is_prepared()
    server.stop()
    clerk.page.goto(address)
    figure = clerk.types(0)
    clerk.is_kept(1)
    server.start()
    clerk.sends()
    clerk.reads("Đã gửi 1 ô lúc")
    clerk.finds_saved(address, {0: figure})


def test_the_session_ended_meanwhile(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    line.cut()
    clerk.page.goto(address)
    figure = clerk.types(0)
    clerk.is_kept(1)
    clerk.context.clear_cookies()
    line.mend()
    clerk.presses("Gửi ngay")
    clerk.reads("Phiên đăng nhập đã kết thúc – 1 ô chờ gửi.")
    clerk.page.get_by_role("link", name="Đăng nhập để gửi").click()
    expect(clerk.page.locator("main")).to_contain_text("Máy này còn 1 ô chưa gửi.")
    assert [name for name in clerk.kept()["names"] if name.startswith("form:")] == []
    clerk.gives_password()
    clerk.reads("Đã gửi 1 ô lúc")
    clerk.finds_saved(address, {0: figure})


def test_another_account_finds_nothing(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    line.cut()
    clerk.page.goto(address)
    clerk.types(0)
    clerk.is_kept(1)
    clerk.context.clear_cookies()
    line.mend()
    clerk.signs_in("soyte")
    until(lambda: not clerk.kept()["names"])
    line.cut()
    clerk.page.goto(address)
    expect(clerk.page.locator("main")).to_contain_text("Máy này chưa giữ biểu nào.")


def test_signing_out_wipes_all_and_asks_first(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    line.cut()
    clerk.page.goto(address)
    clerk.cell(0).fill("x")
    clerk.types(1)
    clerk.is_kept(1)
    line.mend()
    line.lose("request", SEND)
    clerk.page.goto("/")
    until(lambda: line.lost_times)
    form = clerk.page.locator("form[action$='/dang-xuat']")
    until(lambda: form.get_attribute("data-confirm"))
    clerk.page.locator("details.who summary").click()
    clerk.presses("Đăng xuất")
    box = clerk.page.locator("dialog[open]")
    expect(box).to_contain_text("Máy này còn 1 ô chưa gửi.")
    box.get_by_role("button", name="Đăng xuất").click()
    expect(clerk.page.locator("main")).to_contain_text("Đã đăng xuất")
    until(lambda: clerk.kept()["owners"] == 0)
    assert clerk.kept()["names"] == []


def test_two_hands_on_one_cell(clerk: Clerk, line: Line, sit_down: Callable[[str], Clerk]) -> None:
    address = clerk.is_prepared()
    other = sit_down("two")
    other.is_prepared()
    other.page.goto(address)
    line.cut()
    clerk.page.goto(address)
    mine, kept = clerk.types(0, 2), clerk.types(1, 2)
    clerk.is_kept(2)
    line.mend()

    theirs, stays = other.types(0, 3), other.types(1, 3)
    other.presses("Lưu nháp")
    expect(other.page.locator("main")).to_contain_text("Đã lưu 2 mục.")

    clerk.presses("Gửi ngay")
    clerk.reads("2 ô anh/chị đã sửa ở cửa sổ khác.")
    choosing = clerk.page.locator("[data-away-choosing]")
    expect(choosing).to_contain_text(f"Giữ {mine} của tôi")
    expect(choosing).to_contain_text(f"Giữ {theirs}")
    assert kept in choosing.inner_text()
    choosing.get_by_role("radio", name=f"Giữ {mine} của tôi").first.check()
    clerk.presses("Lưu lựa chọn")
    clerk.reads("Đã gửi 1 ô lúc")
    clerk.finds_saved(address, {0: mine, 1: stays})


def test_what_is_kept_is_sealed_and_holds_nothing_restricted(clerk: Clerk, line: Line) -> None:
    address = clerk.is_prepared()
    kept = clerk.kept()
    assert kept["exported"] == "InvalidAccessError"
    assert len(kept["text"]) > 10_000
    assert not [word for word in ("bieu-quy-tac", "data-cell", "wanted_present", "submission") if word in kept["text"]]
    line.cut()
    clerk.page.goto(address)
    expect(clerk.page.locator("[data-row='wanted_present']")).to_contain_text("không hiển thị")
    expect(clerk.page.locator("[name='cell:wanted_present'], [name^='comment:'], [name^='words:']")).to_have_count(0)
    assert clerk.page.locator("input[name='csrfmiddlewaretoken']").count() == 0
