"""Tags and filters of the house style, one by one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from pcmt.web.charts import Series, bar_chart, line_chart
from pcmt.web.components import Event, HeatRow, Link, State, Step, Tile
from pcmt.web.forms import VnDateField
from pcmt.web.stills import Picture, tick_step


def shown(source, **values):
    return Template(source).render(Context(values))


def test_a_state_has_a_kind_and_words():
    assert shown('{% state "late" "5 chưa gửi" %}') == '<span class="state late">5 chưa gửi</span>'
    assert "thiếu dữ liệu" in shown('{% state "void" %}')
    assert "đạt" in shown("{% state s %}", s=State("met", "đạt"))
    with pytest.raises(KeyError):
        shown('{% state "green" "đạt" %}')


def test_what_people_typed_is_escaped_everywhere():
    bad = "<script>alert(1)</script>"
    pages = [
        shown('{% state "met" x %}', x=bad),
        shown("{% fact x x %}", x=bad),
        shown("{% crumbs x '/' %}", x=bad),
        shown("{% sheet x %}{{ x }}{% endsheet %}", x=bad),
        shown("{% why steps %}", steps=[Step(bad, bad, bad, bad)]),
        shown("{% history events %}", events=[Event(bad, bad, bad, "met", bad)]),
        shown("{% tiles tiles x %}", tiles=[Tile(bad, 1, 1, State("met", bad))], x=bad),
        shown("{% heat columns rows x %}", columns=[bad], rows=[HeatRow(bad, [State("met", bad)])], x=bad),
        shown("{% chart c %}", c=line_chart("a", bad, [bad], [Series(bad, [1])], unit=bad, summary=bad)),
        shown("{% empty x %}{{ x }}{% endempty %}", x=bad),
        shown("{% confirm x %}{% endconfirm %}", x=bad),
    ]
    for page in pages:
        assert "<script>alert" not in page


def test_crumbs_by_label_and_address():
    html = shown('{% crumbs "Chỉ số" "/chi-so/" "Địa bàn" "" %}')
    assert '<a href="/chi-so/">Chỉ số</a>' in html
    assert '<span aria-current="page">Địa bàn</span>' in html


def test_tabs_mark_the_current_one():
    html = shown("{% tabs links %}", links=[Link("Bảng", "/a", 1200, current=True), Link("Lịch", "/b")])
    assert html.count('aria-current="page"') == 1
    assert "1.200" in html


def test_the_pager_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/van-ban/", {"q": "ma túy", "trang": "4"})
    html = shown("{% pager 4 9 130 'văn bản' %}", request=request)
    assert 'href="?q=ma+t%C3%BAy&amp;trang=3" rel="prev"' in html
    assert 'href="?q=ma+t%C3%BAy&amp;trang=5" rel="next"' in html
    assert "Trang 4/9 · 130 văn bản" in html
    assert html.count("…") == 2
    assert "rel=" not in shown("{% pager 1 1 7 %}")


def test_a_bar_stays_within_its_frame():
    assert 'width="100.0"' in shown("{% bar 140 100 60 'quá' %}")
    assert 'x="60.0"' in shown("{% bar 20 100 60 'x' %}")
    assert 'width="0.0"' in shown("{% bar 5 0 %}")


def test_tiles_stand_by_class_and_read_out_their_state():
    html = shown("{% tiles tiles 'Bản đồ' %}", tiles=[Tile("Sen Hồng", 3, 2, State("risk", "loại II"), "/x")])
    assert 'class="col-3 row-2"' in html
    assert 'class="cell risk"' in html
    assert '<span class="unseen">: loại II</span>' in html


def test_a_heat_table_leaves_a_hole_where_nothing_was_owed():
    html = shown("{% heat c r 'Gửi' %}", c=["T1", "T2"], r=[HeatRow("Cỏ May", [None, State("met", "đúng hạn")])])
    assert "<td></td><td><span" in html.replace("\n", "")


class Sample(forms.Form):
    day = VnDateField(label="Ngày", help_text="Như trên văn bản.")
    kind = forms.ChoiceField(label="Độ khẩn", widget=forms.RadioSelect, choices=[("a", "Thường")], required=False)
    sure = forms.BooleanField(label="Đã đối chiếu")


def test_a_field_ties_label_help_and_error_to_its_input():
    html = shown("{% field f.day %}", f=Sample({"day": "x"}))
    assert '<label for="id_day">Ngày</label>' in html
    assert 'aria-invalid="true"' in html
    described = html.split('aria-describedby="')[1].split('"')[0].split()
    for identifier in described:
        assert f'id="{identifier}"' in html
    assert "id_day_error" in described


def test_choices_are_a_group_and_what_may_stay_empty_says_so():
    html = shown("{% field f.kind %}", f=Sample())
    assert "<fieldset" in html
    assert "(không bắt buộc)" in html
    assert "choice" in shown("{% field f.sure %}", f=Sample())


def test_the_summary_leads_to_each_wrong_field():
    form = Sample({"day": "x"})
    form.add_error(None, "Kỳ này đã chốt.")
    html = shown("{% errors f %}", f=form)
    assert "Có 2 mục cần sửa" in html
    assert 'href="#id_day"' in html
    assert "Kỳ này đã chốt." in html
    assert shown("{% errors f %}", f=Sample()) == ""


CHART = line_chart(
    "xu-huong",
    "Tỷ lệ",
    ["2024", "2025", "2026"],
    [Series("Hoa Mai", [Decimal("10.5"), None, Decimal("28.9")])],
    target=[20, 25, 30],
    unit="%",
)


def test_a_chart_always_has_its_table_and_its_text():
    html = shown("{% chart c %}", c=CHART)
    assert '<td class="num" data-label="Hoa Mai">10,5%</td>' in html
    assert '<td class="num" data-label="Hoa Mai">–</td>' in html
    assert "Hoa Mai: từ 10,5% (2024) đến 28,9% (2026)" in html
    assert '<script id="xu-huong" type="application/json">' in html


def test_a_missing_figure_is_a_gap_and_not_zero():
    assert CHART.data["series"][0]["values"] == [10.5, None, 28.9]
    drawing = ElementTree.fromstring(Picture(CHART).drawn())
    assert not [line for line in drawing.iter("polyline") if line.get("class") == "line s1"]
    assert len([line for line in drawing.iter("polyline") if line.get("class") == "target"]) == 1


def test_a_figure_between_two_gaps_is_a_dot():
    drawing = ElementTree.fromstring(Picture(CHART).drawn())
    dots = [circle for circle in drawing.iter("circle") if circle.get("class") == "dot s1"]
    assert len({circle.get("cx") for circle in dots}) == 2, "the first stands alone, the last is marked as the end"


def test_a_still_picture_without_any_figure_still_stands():
    empty = line_chart("a", "Chưa có", ["2025"], [Series("Hoa Mai", [None])])
    assert "chưa có số liệu" in str(Picture(empty).drawn())
    assert ElementTree.fromstring(Picture(line_chart("b", "Trống", [], [])).drawn()).tag == "svg"


def test_columns_tell_their_extremes():
    chart = bar_chart("a", "Người", ["Hoa Ban", "Cỏ May"], [Series("2026", [3, 1200])], unit="người")
    assert chart.read_out == "2026: cao nhất 1.200 người (Cỏ May), thấp nhất 3 người (Hoa Ban)"


def test_a_series_of_another_length_is_refused():
    with pytest.raises(ValueError, match="2 points for 1 periods"):
        line_chart("a", "b", ["2026"], [Series("x", [1, 2])])


@pytest.mark.parametrize("highest", [0.004, 0.5, 1, 3, 7, 28.9, 100, 101, 999, 12_345, 10**7])
def test_an_axis_has_at_most_five_steps(highest):
    assert 1 <= -(-highest // tick_step(highest)) <= 5


def test_dates_in_templates():
    assert shown("{{ d|vn_date }}", d=date(2025, 7, 1)) == "01/7/2025"
    assert shown("{{ d|vn_date }}", d=datetime(2025, 6, 30, 18, 50, tzinfo=UTC)) == "01/7/2025", "past midnight here"


def test_what_a_template_does_not_know_is_no_value():
    filters = ("vn_date", "vn_datetime", "vn_number", "vn_percent", "vn_quantity", "vn_year")
    for name in filters:
        assert shown("{{ unknown|NAME }} {{ None|NAME }}".replace("NAME", name)) == "– –"
