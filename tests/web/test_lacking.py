"""What a field says where nothing was filled in: what to fill in, by its kind, never Django's own sentence."""

import pytest
from django import forms
from django.template import Context, Template

from pcmt.web.forms import UploadField, VnDateField, VnIntegerField, VnTimeField, YearField
from pcmt.web.lacking import flaws


class Wish(forms.Form):
    day = VnDateField(label="Ngày họp")
    hour = VnTimeField(label="Giờ")
    year = YearField(label="Năm")
    many = VnIntegerField(label="Số người dự")
    paper = UploadField(label="Tệp")
    place = forms.ChoiceField(label="Nơi", choices=[("a", "A")])
    shape = forms.ChoiceField(label="Cách", choices=[("a", "A")], widget=forms.RadioSelect)
    units = forms.MultipleChoiceField(label="Đơn vị", choices=[("a", "A")])
    sure = forms.BooleanField(label="Đã xem")
    words = forms.CharField(label="Nội dung")
    own = forms.CharField(label="Tên", error_messages={"required": "Ghi tên như trong quyết định."})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("day", "ngày/tháng/năm, ví dụ 25/12/2026"),
        ("hour", "ví dụ 17:00"),
        ("year", "bốn chữ số"),
        ("many", "nếu bằng không thì ghi 0"),
        ("paper", "Chưa chọn tệp"),
        ("place", "chọn một mục trong danh sách"),
        ("shape", "đánh dấu một mục"),
        ("units", "đánh dấu ít nhất một mục"),
        ("sure", "Đánh dấu vào ô này"),
        ("words", "không để trống được"),
        ("own", "Ghi tên như trong quyết định."),
    ],
)
def test_an_empty_field_says_what_to_fill_in(name: str, said: str) -> None:
    (told,) = flaws(Wish({})[name])
    assert said in told


def test_what_is_wrong_is_said_as_it_was() -> None:
    (told,) = flaws(Wish({"day": "32/13/2026"})["day"])
    assert "32/13/2026" in told


def test_the_tags_say_it_at_the_field_and_on_top() -> None:
    page = Template("{% errors form %}{% for one in form %}{% field one %}{% endfor %}").render(
        Context({"form": Wish({})})
    )
    assert page.count("Chưa ghi ngày; ghi ngày/tháng/năm") == 2
    assert "Trường này" not in page
