"""How indicators add up and break down, told by their formulas."""

from pathlib import Path

import pytest

from pcmt.rulebook.queries import book_at
from pcmt.rulebook.rules.adding import Adding, adding

BOOK = book_at(Path(__file__).resolve().parents[2] / "rulebook")
FORMULAS = {one.code: one.formula for one in BOOK.all_indicators}


def told(code: str) -> Adding:
    return adding(FORMULAS[code], BOOK.element_by_code, FORMULAS, BOOK.category_sets)


@pytest.mark.parametrize(
    ("code", "over_areas", "over_time"),
    [
        ("P1", "cộng các địa bàn", "cộng các kỳ"),
        ("N1", "cộng các địa bàn", "lấy số cuối kỳ"),
        ("P3", "cộng tử và mẫu của các địa bàn, rồi chia", "cộng các kỳ"),
        ("T1b", "đếm từng xã, phường theo điều kiện", "lấy số cuối kỳ"),
        ("T3", "không cộng các địa bàn", "lấy số cuối kỳ"),
        ("S3.8", "cộng số của các địa bàn ở hai thời điểm, rồi so", "cộng các kỳ"),
        (
            "S3.6",
            "cộng tử và mẫu của các địa bàn, rồi chia",
            "lấy số cuối kỳ; đếm khác nhau từ đầu năm, không cộng các kỳ",
        ),
    ],
)
def test_how_it_adds_up_is_told_by_the_formula(code: str, over_areas: str, over_time: str) -> None:
    assert (told(code).over_areas, told(code).over_time) == (over_areas, over_time)


def test_an_indicator_breaks_down_as_the_elements_behind_it_do() -> None:
    assert "loại của “Người có hồ sơ quản lý”" in told("T1a").breakdowns, "through the indicator that it asks for"
    assert any("Giới" in one for one in told("T1a").breakdowns)
    assert told("T3").breakdowns == ()
