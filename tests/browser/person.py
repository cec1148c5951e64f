"""Someone at a browser: what they see, press and type."""

import os
import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Response, expect

PASSWORD = "hoa mai no som"
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"
PHONE = {"width": 390, "height": 844}
OFFICE = {"width": 1366, "height": 768}


class Person:
    """A person with a browser window of their own; complaints of the browser are gathered in one list."""

    def __init__(self, page: Page, complaints: list[str]) -> None:
        self.page = page
        self.complaints = complaints
        page.on("console", self._hear)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("response", self._look)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _look(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{self.page.url}: {response.status} {response.url}")

    def signs_in(self, username: str) -> None:
        self.goes("/dang-nhap")
        self.types("Tên đăng nhập", username)
        self.types("Mật khẩu", PASSWORD)
        self.presses("Đăng nhập")
        expect(self.page.get_by_role("navigation").first).to_be_visible()

    def goes(self, address: str) -> None:
        self.page.goto(address)

    def follows(self, words: str, within: Locator | None = None) -> None:
        (within or self.page.locator("main")).get_by_role("link", name=words).first.click()

    def turns_to(self, words: str) -> None:
        """Choose a part of the system on the left."""
        self.page.get_by_role("navigation").get_by_role("link", name=words).first.click()

    def types(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        field = self.field(label)
        choice = field.locator("option").filter(has_text=option).first.get_attribute("value")
        field.select_option(choice)

    def field(self, label: str) -> Locator:
        """The field with a label; the label may bear a number before and a star after."""
        return self.page.get_by_label(re.compile(rf"^(\d+\. )?{re.escape(label)}( \*|\*)?( \(không bắt buộc\))?$"))

    def presses(self, button: str, within: Locator | None = None) -> None:
        """Press a button, and agree where the page asks once more."""
        found = (within or self.page).get_by_role("button", name=button, exact=True).first
        asks = found.evaluate("button => Boolean(button.form?.dataset.confirm)")
        found.click()
        if asks:
            self.page.locator("dialog[open]").get_by_role("button", name=button, exact=True).click()

    def strikes(self, key: str) -> None:
        """Strike a key once the page has its scripts and its next card: a hand is never quicker than that."""
        self.page.wait_for_load_state("load")
        expect(self.page.locator("[aria-busy]")).to_have_count(0)
        self.page.keyboard.press(key)

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def keeps_picture(self, name: str) -> None:
        """Keep what the window shows for the documentation, where that is asked for."""
        if os.environ.get("PCMT_SCREENSHOTS") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.mouse.move(0, 0)
            self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")

    def fits_a_phone(self) -> None:
        """The page in hand must not scroll sideways on a phone."""
        self.page.set_viewport_size(PHONE)
        wide = self.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{self.page.url} is {wide} px wide on a phone"
        self.page.set_viewport_size(OFFICE)
