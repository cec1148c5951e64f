"""Form fields: read the Vietnamese way, refuse the ambiguous with a way out, show again what was typed."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from pcmt.files.queries import LARGEST
from pcmt.kernel.refusal import Refusal
from pcmt.web.documents.forms import RegisterForm
from pcmt.web.forms import UploadField, VnDateField, VnDecimalField, VnIntegerField, YearField
from pcmt.web.publications.forms import IssueForm
from pcmt.web.reporting.forms import ScanForm, read_version
from pcmt.web.views import show_refusal


class Sample(forms.Form):
    day = VnDateField(label="Ngày", earliest=date(2020, 1, 1), latest=date(2026, 11, 21))
    share = VnDecimalField(label="Tỷ lệ", decimals=1, minimum=0, maximum=100, required=False)
    people = VnIntegerField(label="Số người", minimum=0, required=False)
    year = YearField(label="Năm", required=False)


def filled(**changes):
    return Sample({"day": "21/11/2026", "share": "28,9", "people": "1.234", "year": "2026", **changes})


def test_values_come_out_typed():
    form = filled()
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "day": date(2026, 11, 21),
        "share": Decimal("28.9"),
        "people": 1234,
        "year": 2026,
    }
    assert isinstance(form.cleaned_data["people"], int)


def test_nothing_is_not_zero():
    form = filled(share="", people="")
    assert form.is_valid()
    assert form.cleaned_data["share"] is None
    assert form.cleaned_data["people"] is None


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("day", "31/02/2026", "Không có ngày"),
        ("day", "5/11/26", "bốn chữ số"),
        ("day", "22/11/2026", "không được sau 21/11/2026"),
        ("day", "31/12/2019", "không được trước 01/01/2020"),
        ("share", "12.34", "dấu phẩy cho phần thập phân"),
        ("share", "28,94", "nhiều nhất 1 chữ số"),
        ("share", "100,1", "không được quá 100"),
        ("people", "1.5", "có thể hiểu theo hai cách"),
        ("people", "1,5", "số nguyên"),
        ("people", "-1", "từ 0 trở lên"),
        ("people", "ba", "không phải là số"),
        ("year", "2.026.000", "bốn chữ số"),
        ("year", "26", "bốn chữ số"),
        ("year", "hai nghìn", "ví dụ 2026"),
    ],
)
def test_the_refusal_says_what_to_write(field, typed, words):
    form = filled(**{field: typed})
    assert not form.is_valid()
    assert words in form.errors[field][0]
    assert f'value="{typed}"' in str(form[field])


def test_initial_values_are_written_the_vietnamese_way():
    form = Sample(initial={"day": date(2026, 11, 5), "share": Decimal("1234.5"), "people": 12345, "year": 2026})
    shown = [str(form[name]) for name in ("day", "share", "people", "year")]
    for html, text in zip(shown, ["05/11/2026", "1.234,5", "12.345", "2026"], strict=True):
        assert f'value="{text}"' in html


def test_an_unchanged_form_knows_it():
    initial = {"day": date(2026, 11, 21), "share": Decimal("28.9"), "people": 1234, "year": 2026}
    data = {"day": "21/11/2026", "share": "28,9", "people": "1.234", "year": "2026"}
    assert not Sample(data, initial=initial).has_changed()
    assert Sample({**data, "people": "1.235"}, initial=initial).has_changed()


def test_a_refusal_goes_to_its_fields_or_on_top():
    form = filled()
    show_refusal(form, Refusal("Số liệu sai.", fields={"people": "Giảm 14 so với kỳ trước."}))
    show_refusal(form, Refusal("Kỳ này đã chốt.", remedy="Đề nghị mở lại kỳ."))
    assert form.errors["people"] == ["Giảm 14 so với kỳ trước."]
    assert form.non_field_errors() == ["Kỳ này đã chốt. Đề nghị mở lại kỳ."]


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    upload = SimpleUploadedFile("ban-ky.pdf", b"%PDF-1.7")
    assert UploadField().clean(upload) is upload
    upload.size = LARGEST + 1
    with pytest.raises(ValidationError, match="vượt quá mức 50 MB"):
        UploadField().clean(upload)


@pytest.mark.parametrize("form", [RegisterForm, ScanForm, IssueForm])
def test_every_form_that_takes_a_file_bounds_it(form):
    assert isinstance(form.base_fields["file"], UploadField)


@pytest.mark.parametrize(
    ("text", "version"), [("", None), ("7", 7), ("٣", -1), ("9" * 5000, -1), ("-1", -1), ("x", -1)]
)
def test_a_version_that_no_page_of_ours_held_fits_nothing(text, version):
    assert read_version(_posted(version=text)) == version


def _posted(**fields):
    posted = QueryDict(mutable=True)
    posted.update(fields)
    return posted


def test_an_empty_file_is_refused_in_the_words_of_the_house():
    with pytest.raises(ValidationError, match=r"^\['Tệp rỗng, không có nội dung"):
        UploadField(label="Tệp").clean(SimpleUploadedFile("so.pdf", b""))
