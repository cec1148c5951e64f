"""How long a plan takes at the desk: every suggestion of one document decided through Chromium, by keys alone.

    .venv/bin/python -m bench.desk ../shared/corpus/002_153-KH-UBND_thanhphocantho.txt

Two walks, each from a fresh sample province: one card after another, and the sure ones first all at once. A key
pressed, a choice made and a page waited for are counted; as a script does not read, the words on the cards are added at
200 a minute, which is slow for who knows such plans.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.server import serving

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-component-update"]
WORDS_A_MINUTE = 200
SECONDS_A_KEY = 1.0
MOST = 400


@dataclass
class Walk:
    """What one walk took: cards seen, words on them, keys and choices, and the seconds of waiting for the system."""

    cards: int = 0
    words: int = 0
    keys: int = 0
    chosen: int = 0
    at_once: int = 0
    waited: float = 0.0
    adopted: int = 0
    left: int = 0

    @property
    def minutes(self) -> float:
        """A person's time: words read, a second for each key and choice, and the waiting."""
        hands = (self.keys + self.chosen * 3) * SECONDS_A_KEY
        return self.words / WORDS_A_MINUTE + (hands + self.waited) / 60


def main() -> None:
    """This will take both walks and print them as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--address", default="", help="a system that runs already, with the sample province")
    asked = parser.parse_args()
    rows = []
    for name, at_once in (("từng mục", False), ("hàng loạt rồi từng mục", True)):
        if asked.address:
            rows.append((name, _walk(asked.address, asked.file, at_once=at_once)))
            break
        with serving() as served:
            rows.append((name, _walk(served.address, asked.file, at_once=at_once)))
    print("| walk | adopted | left | at once | cards | words read | keys | choices | waited s | s a card | minutes |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, walk in rows:
        each = walk.waited / max(1, walk.cards)
        print(
            f"| {name} | {walk.adopted} | {walk.left} | {walk.at_once} | {walk.cards} | {walk.words} | {walk.keys} "
            f"| {walk.chosen} | {walk.waited:.0f} | {each:.2f} | {walk.minutes:.1f} |"
        )


def _walk(address: str, file: Path, *, at_once: bool) -> Walk:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_context(base_url=address, locale="vi-VN", reduced_motion="reduce").new_page()
        page.set_default_timeout(60_000)
        walk = Walk()
        _open(page, file)
        if at_once:
            _many(page, walk)
        _one_by_one(page, walk)
        counts = [int(one) for one in page.locator(".cards .tabs .count").all_inner_texts()]
        walk.left, walk.adopted = counts[0], counts[1]
        browser.close()
        return walk


def _open(page: Page, file: Path) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill("thuongtruc")
    page.get_by_label("Mật khẩu").fill("hoa mai no som")
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto("/van-ban/dang-ky")
    page.locator("input[type=file]").first.set_input_files(file)
    page.locator("main form button.go").first.click()
    page.wait_for_url("**/van-ban/*/")
    page.get_by_role("link", name="Lập kế hoạch từ văn bản này").first.click()
    page.locator("main form button.go").first.click()
    page.wait_for_selector(".card.at")


def _many(page: Page, walk: Walk) -> None:
    began = time.perf_counter()
    page.keyboard.press("b")
    page.wait_for_selector("input[name=muc]")
    walk.at_once = page.locator("input[name=muc]").count()
    walk.words += len(page.locator("main").inner_text().split())
    page.get_by_role("button", name="Xác nhận các mục đã chọn").click()
    page.wait_for_selector("[data-desk-cards]")
    walk.keys += 2
    walk.waited += time.perf_counter() - began


def _one_by_one(page: Page, walk: Walk) -> None:
    for _ in range(MOST):
        card = page.locator(".card.at")
        if not card.count() or not page.locator(".card.at [data-key=enter], .card.at form.form").count():
            return
        walk.cards += 1
        walk.words += len(card.locator(".told").first.inner_text().split()) + 12  # and the terms at a glance
        for choice in page.locator(".card.at select[name=called_agency]").all():
            if likely := choice.locator("optgroup").first.locator("option").first.get_attribute("value"):
                choice.select_option(likely)
                walk.chosen += 1
        before = page.locator("[data-desk-cards]").get_attribute("data-told")
        began = time.perf_counter()
        page.keyboard.press("Enter" if page.locator(".card.at [data-key=enter]").count() else "x")
        walk.keys += 1
        page.wait_for_function(
            "before => document.querySelector('[data-desk-cards]')?.dataset.told !== before", arg=before
        )
        walk.waited += time.perf_counter() - began


if __name__ == "__main__":
    main()
