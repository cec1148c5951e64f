"""Forms on a unit's page: a yearly value, and a hamlet or neighbourhood that is new."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.areas import queries
from pcmt.areas.actions import open_area as opening
from pcmt.areas.actions import record_denominator as recording
from pcmt.areas.queries import AreaView
from pcmt.areas.queries.events import types_at
from pcmt.kernel.refusal import NotFound
from pcmt.web.forms import VnDateField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import lower_first

FORM_METHODS = ["GET", "HEAD", "POST"]


class DenominatorForm(forms.Form):
    """A measure of the unit in a year, and who counted it."""

    measure = forms.ChoiceField(label="Số liệu", choices=queries.measures)
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100, widget=forms.TextInput({"class": "short"}))
    value = forms.CharField(
        label="Giá trị", max_length=30, help_text="Ví dụ 12.345 người; 1.234,56 km².", widget=forms.TextInput()
    )
    source = forms.CharField(label="Nguồn", max_length=300, help_text="Ai tổng hợp, trong văn bản hay niên giám nào.")

    def clean(self) -> dict[str, object]:
        """This will read the value as the measure keeps it."""
        cleaned = super().clean() or {}
        if "value" in cleaned and "measure" in cleaned:
            value = queries.read_value(cleaned["value"], cleaned["measure"])
            if value is None:
                self.add_error("value", "Ghi một số không âm, số người và số hộ là số nguyên, diện tích hai chữ số lẻ.")
            cleaned["value"] = value
        return cleaned


class HamletForm(forms.Form):
    """A hamlet or neighbourhood with the resolution that sets it up."""

    type = forms.ChoiceField(label="Loại")
    name = forms.CharField(label="Tên (không ghi loại)", max_length=120)
    code = forms.CharField(label="Mã", max_length=16, help_text="Mã trong danh mục của tỉnh; không trùng đơn vị nào.")
    valid_from = VnDateField(label="Có từ ngày")
    basis = forms.CharField(label="Căn cứ", max_length=300, help_text="Số, ngày, cơ quan ban hành nghị quyết.")

    def __init__(self, *arguments: object, on: date, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["type"].choices = types_at("hamlet", on)  # type: ignore[attr-defined]  # a ChoiceField


@page("areas.record_denominator")
@require_http_methods(FORM_METHODS)
def record_denominator(request: ActorRequest, area_id: int) -> HttpResponse:
    """This will note residents, households or land of a unit in a year; what was noted before is kept as corrected."""
    shown, today = _last_seen(area_id), timezone.localdate()
    form = DenominatorForm(request.POST or None, initial={"year": today.year - 1})
    if form.is_valid():
        with refusals_in(form):
            recording.record_denominator(area_id=area_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(
                request, f"Đã ghi số liệu năm {form.cleaned_data['year']} của {lower_first(shown.full_name)}."
            )
            return redirect("areas.area", area_id)
    return _form_page(request, form, shown, "Ghi số liệu năm", "Ghi số liệu")


@page("areas.open_area")
@require_http_methods(FORM_METHODS)
def open_area(request: ActorRequest, area_id: int) -> HttpResponse:
    """This will put a new hamlet or neighbourhood of a commune on the map."""
    today = timezone.localdate()
    commune = queries.area(area_id, today)
    if commune.level != "commune":
        raise NotFound("Không tìm thấy xã, phường.")
    form = HamletForm(request.POST or None, on=today, initial={"valid_from": today})
    if form.is_valid():
        with refusals_in(form):
            opening.open_area(
                **form.cleaned_data, level="hamlet", parent_id=area_id, actor=request.actor, at=timezone.now()
            )
            messages.success(request, f"Đã thêm {form.cleaned_data['name']}.")
            return redirect("areas.area", area_id)
    return _form_page(request, form, commune, "Thêm thôn, tổ dân phố", "Thêm")


def _last_seen(area_id: int) -> AreaView:
    found = queries.last_seen([area_id], timezone.localdate())
    if area_id not in found:
        raise NotFound("Không tìm thấy đơn vị hành chính.")
    return found[area_id]


def _form_page(request: ActorRequest, form: forms.Form, shown: AreaView, title: str, verb: str) -> HttpResponse:
    values = {"title": title, "lead": shown.full_name, "area": shown, "form": form, "verb": verb}
    return render(request, "areas/unit_form.html", values, status=status_of(form))
