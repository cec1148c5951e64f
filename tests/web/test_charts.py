"""Charts: what is told beside the picture, ranges, figures below zero, and telling series apart without colour."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from pcmt.web.charts import Band, Mark, Series, bar_chart, line_chart
from pcmt.web.stills import Picture

PERIODS = ["2024", "2025", "2026", "2027"]
RANGED = line_chart(
    "du-bao",
    "Tỷ lệ",
    PERIODS,
    [Series("Hoa Mai", [10, Decimal("12.5"), None, None], ["/a", "/b", "", ""])],
    unit="%",
    band=Band("Dự báo", [None, Decimal("12.5"), 13, 14], [None, Decimal("12.5"), 18, 22]),
)


def drawn(chart):
    return ElementTree.fromstring(str(Picture(chart).drawn()))


def test_a_range_is_drawn_named_and_told_in_the_table():
    assert RANGED.columns == ("Kỳ", "Hoa Mai", "Dự báo")
    assert [cells[1].text for _, cells in RANGED.rows] == ["–", "12,5%", "13 – 18%", "14 – 22%"]
    assert [cells[0].url for _, cells in RANGED.rows] == ["/a", "/b", "", ""]
    shape = next(one for one in drawn(RANGED).iter("polygon") if one.get("class") == "range")
    assert len(shape.get("points").split()) == 6
    assert RANGED.data["band"]["highs"] == [None, 12.5, 18.0, 22.0]
    assert "Dự báo" in [text.text for text in drawn(RANGED).iter("text")]


def test_a_range_of_another_length_is_refused():
    with pytest.raises(ValueError, match="band"):
        line_chart("a", "b", ["2026"], [Series("x", [1])], band=Band("c", [1, 2], [2, 3]))


@pytest.mark.parametrize("kind", [line_chart, bar_chart])
def test_figures_below_zero_stay_in_the_picture(kind):
    chart = kind("a", "Thay đổi", ["2025", "2026"], [Series("Hoa Mai", [-5, Decimal("3.2")])], unit="%")
    picture = Picture(chart)
    assert picture.floor <= -5
    assert picture.y(-5) <= 270
    assert picture.y(0) < picture.y(-5)
    assert all(float(one.get("height")) >= 0 for one in drawn(chart).iter("rect") if one.get("height"))


def test_columns_of_several_series_are_told_apart_by_hatching():
    chart = bar_chart("so-sanh", "Người", ["A", "B"], [Series("2025", [1, 2]), Series("2026", [3, 4])])
    tree = drawn(chart)
    patterns = {one.get("id") for one in tree.iter("pattern")}
    fills = {one.get("fill") for one in tree.iter("rect")} - {None}
    assert fills == {f"url(#{name})" for name in patterns}
    assert [text.text for text in tree.iter("text")][-2:] == ["2025", "2026"]


def test_one_series_needs_no_legend():
    assert drawn(bar_chart("a", "b", ["A"], [Series("2025", [1])])).get("viewBox") == "0 0 640 270"


def test_what_is_known_at_least_has_marks_and_no_line():
    chart = line_chart("a", "b", PERIODS, [Series("Ít nhất", [1, None, 3, 4], is_least=True)], unit="người")
    tree = drawn(chart)
    assert not [*tree.iter("polyline")]
    assert len([one for one in tree.iter("path") if one.get("class") == "least"]) == 3
    assert chart.rows[0][1][0].text == "ít nhất 1 người"
    assert "3 kỳ còn thiếu số liệu" in chart.read_out


def test_a_course_that_starts_anew_is_not_joined_and_told_in_two_parts():
    chart = line_chart("a", "Tỷ lệ", PERIODS, [Series("Hoa Mai", [60, 80, 10, 30])], target=[50] * 4, cuts=[2])
    first, _ = chart.read_out.split("; ")
    assert first == "Hoa Mai: từ 60 (2024) đến 80 (2025), tính lại từ 10 (2026) đến 30 (2027)"
    lines = list(drawn(chart).iter("polyline"))
    assert [len(one.get("points").split()) for one in lines if "s1" in one.get("class")] == [2, 2]
    assert [len(one.get("points").split()) for one in lines if one.get("class") == "target"] == [4], "it goes on"
    assert chart.data["cuts"] == [2]


def test_words_of_neighbouring_marks_do_not_lie_on_each_other():
    marks = [Mark(1, "Tính lại từ đầu năm"), Mark(2, "Địa bàn thay đổi từ 01/3/2026")]
    chart = line_chart("a", "Tỷ lệ", PERIODS, [Series("Hoa Mai", [1, 2, 3, 4])], marks=marks)
    words = {one.text: one.get("y") for one in drawn(chart).iter("text")}
    assert words["Tính lại từ đầu năm"] != words["Địa bàn thay đổi từ 01/3/2026"]


def test_an_axis_of_whole_figures_has_no_parts_of_one():
    few = line_chart("diem", "Điểm tái hình thành", PERIODS, [Series("Hoa Mai", [0, Decimal(1), None, 0])], unit="điểm")
    words = [text.text for text in drawn(few).iter("text")]
    assert [word for word in words if word.replace(",", "").isdecimal() and len(word) < len(PERIODS[0])] == ["0", "1"]
    assert few.data["whole"] is True
    assert RANGED.data["whole"] is False
