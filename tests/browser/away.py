"""A clerk at a browser whose line can be cut: one profile on disk, that outlives the browser."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, BrowserType, Error, Locator, Page, TimeoutError, expect

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.line import Line
from tests.browser.person import OFFICE, PASSWORD

REPORTS = "/bao-cao-so-lieu/"
PATIENCE = 60.0  # seconds that a loaded machine may need
SEALED = """async () => {
  const open = indexedDB.open("pcmt-ngoai-tuyen", 1);
  open.onupgradeneeded = () => { for (const name of ["owners", "sealed"]) open.result.createObjectStore(name); };
  await new Promise((give, refuse) => { open.onsuccess = give; open.onerror = refuse; });
  const all = (ask) => new Promise((give) => { ask.onsuccess = () => give(ask.result); });
  const rows = open.result.transaction(["owners", "sealed"]);
  const [names, values, owners] = await Promise.all([
    all(rows.objectStore("sealed").getAllKeys()), all(rows.objectStore("sealed").getAll()),
    all(rows.objectStore("owners").getAll())]);
  const text = values.map((one) => new TextDecoder("latin1").decode(one.sealed)).join(" ");
  let exported = "";
  if (owners.length) {
    exported = await crypto.subtle.exportKey("raw", owners[0].key).then(() => "given out", (no) => no.name);
  }
  open.result.close();
  return { names, text, owners: owners.length, exported };
}"""


class Clerk:
    """Mưa Ngâu's clerk. Whatever breaks on a page, or is blocked by the policy, is gathered in `broken`."""

    def __init__(self, browser: BrowserType, line: Line, profile: Path) -> None:
        self.browser, self.line, self.profile = browser, line, profile
        self.broken: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.arrives()

    def arrives(self) -> None:
        """Start the browser, with what its profile holds."""
        self.context = self.browser.launch_persistent_context(
            self.profile,
            executable_path=str(CHROMIUM),
            args=ARGUMENTS,
            base_url=self.line.address,
            viewport=OFFICE,  # type: ignore[arg-type]  # a size is a plain mapping here
            locale="vi-VN",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("console", lambda told: self._hear(told.text))

    def _hear(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.broken.append(text)

    def leaves(self) -> None:
        """End the browser; the profile stays."""
        self.context.close()

    def signs_in(self, username: str = "mua-ngau.nhap") -> None:
        self.page.goto("/dang-nhap")
        self.gives_password(username)

    def gives_password(self, username: str = "mua-ngau.nhap") -> None:
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        expect(self.page.get_by_role("navigation").first).to_be_visible()

    def is_prepared(self) -> str:
        """Sign in and wait until the browser keeps the newest report that is owed; its address."""
        self.signs_in()
        self.page.goto(REPORTS)
        links = self.page.locator("main a", has_text=re.compile("Tháng 11/2026"))
        address = str(links.first.get_attribute("href"))
        name = f"form:{address.strip('/').rsplit('/', 1)[-1]}"
        until(lambda: name in self.kept()["names"])
        until(self._is_controlled)
        return address

    def _is_controlled(self) -> bool:
        """A page that was loading just as the worker began stays without one; the next page has it."""
        if self.page.evaluate("() => Boolean(navigator.serviceWorker.controller)"):
            return True
        if self.page.evaluate("() => performance.now() > 10_000"):
            self.page.reload()
        return False

    def kept(self) -> dict[str, Any]:
        """What the browser holds: names, the sealed bytes as text, how many keys, and what asking for the key gives."""
        found: dict[str, Any] = self.page.evaluate(SEALED)
        return found

    def cell(self, place: int) -> Locator:
        return self.page.locator("input[data-cell]").nth(place)

    def types(self, place: int, more: int = 1) -> str:
        """Type a figure that is not the one that stands there."""
        field = self.cell(place)
        text = str(int(field.input_value().replace(".", "") or 0) + more)
        field.fill(text)
        return text

    def revision(self, place: int) -> int:
        """How often the server has seen that cell change."""
        return int(
            str(self.cell(place).locator("xpath=following-sibling::input[starts-with(@name,'seen:')]").input_value())
        )

    def reads(self, *words: str) -> None:
        """The bar at the top says so."""
        for one in words:
            expect(self.page.locator("[data-away-bar]")).to_contain_text(one, timeout=PATIENCE * 1000)

    def is_kept(self, count: int) -> None:
        self.reads(f"Đang ngoại tuyến – {count} ô chờ gửi.")

    def sends(self) -> None:
        """Press that what waits is sent now, unless the page, which tries again while a server starts, was quicker."""
        with suppress(TimeoutError):
            self.page.get_by_role("button", name="Gửi ngay", exact=True).click(timeout=3_000)

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def finds_saved(self, address: str, figures: dict[int, str]) -> None:
        """A fresh page from the server shows these figures, and nothing waits here any more."""
        self.page.goto(address)
        expect(self.page.locator("[data-kept]")).to_have_count(0)
        for place, text in figures.items():
            expect(self.cell(place)).to_have_value(text)
        expect(self.page.locator("[data-away-bar]")).not_to_contain_text("chờ gửi")
        until(lambda: not [name for name in self.kept()["names"] if name.startswith("typed:")])


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds; a test fails that waits too long."""
    end = time.monotonic() + PATIENCE
    while not _now(holds):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def _now(holds: Callable[[], object]) -> bool:
    try:
        return bool(holds())
    except Error:  # the page was just leaving
        return False
