"""Long tables: a commune is found as one types, with or without marks; the phone shows the first rows until asked."""

from collections.abc import Callable

from tests.browser.person import Person

ROWS = "[data-long] tbody tr:visible"
COMMUNES, FIRST = 38, 12


def test_a_commune_is_found_in_a_long_table_and_the_phone_folds_it(sit: Callable[[str], Person]) -> None:
    leader = sit("lanhdao")
    leader.goes("/chi-so/N1/")
    page = leader.page
    field = page.get_by_label("Tìm trong bảng")
    field.fill("sen hong")
    assert page.locator(ROWS).count() == 1
    assert "Xã Sen Hồng" in page.locator(ROWS).inner_text()
    field.press("Enter")
    page.get_by_text("1 trong 38 dòng").wait_for()
    field.fill("")
    assert page.locator(ROWS).count() == COMMUNES
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator(ROWS).count() == FIRST
    page.get_by_role("button", name="Hiện cả 38 dòng").click()
    assert page.locator(ROWS).count() == COMMUNES
