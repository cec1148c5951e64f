"""Zones and routes: their list, one page each, and what an administrator changes in them."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.areas import queries
from pcmt.areas.actions import change_zone as changing
from pcmt.areas.actions import close_zone as closing
from pcmt.areas.actions import define_zone as defining
from pcmt.areas.queries import ZONE_KINDS, AreaView, ZoneView
from pcmt.web.formats.places import former_text
from pcmt.web.forms import VnDateField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date

FORM_METHODS = ["GET", "HEAD", "POST"]


class PlacesField(forms.MultipleChoiceField):
    """This will offer areas as boxes to tick and give their identifiers."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, places: Iterable[AreaView], **options: object) -> None:
        choices = [(str(place.id), place.full_name) for place in places]
        super().__init__(choices=choices, required=False, **options)  # type: ignore[arg-type]

    def clean(self, value: object) -> list[int]:
        """This will give numbers for what was ticked."""
        return [int(one) for one in super().clean(value)]


class DefineZoneForm(forms.Form):
    """A zone with the document that sets it, and its members from that day."""

    kind = forms.ChoiceField(label="Loại", choices=[*ZONE_KINDS.items()])
    name = forms.CharField(label="Tên khu vực, tuyến", max_length=160)
    basis = forms.CharField(
        label="Văn bản quy định", max_length=300, help_text="Ví dụ: Quyết định số 12/QĐ-UBND ngày 03/2/2026."
    )
    valid_from = VnDateField(label="Có hiệu lực từ ngày")

    def __init__(self, *args: object, places: Iterable[AreaView], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["area_ids"] = PlacesField(places, label="Gồm các địa bàn")


class ChangeZoneForm(forms.Form):
    """Who joins and who leaves, from when, by which document."""

    on = VnDateField(label="Từ ngày")
    basis = forms.CharField(label="Văn bản làm căn cứ", max_length=300)

    def __init__(self, *args: object, zone: ZoneView, places: Iterable[AreaView], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        inside = {place.id for place in zone.members}
        outside = [place for place in places if place.id not in inside]
        self.fields["leaves"] = PlacesField(zone.members, label="Đưa ra khỏi khu vực")
        self.fields["joins"] = PlacesField(outside, label="Thêm vào khu vực")


class CloseZoneForm(forms.Form):
    """The last day of a zone, and why."""

    last_day = VnDateField(label="Ngày cuối cùng có hiệu lực")
    basis = forms.CharField(label="Văn bản làm căn cứ", max_length=300)


@page("areas.view")
@require_safe
def zones(request: ActorRequest) -> HttpResponse:
    """This will list the zones in force today."""
    found = queries.zones(timezone.localdate())
    values = {
        "title": "Khu vực biên giới, tuyến trọng điểm",
        "lead": "Các địa bàn được một văn bản gộp lại; thành phần thay đổi theo ngày",
        "zones": found,
        "may_define": request.actor.may_somewhere("areas.define_zone"),
    }
    return render(request, "areas/zones.html", values)


@page("areas.view")
@require_safe
def zone(request: ActorRequest, zone_id: int) -> HttpResponse:
    """This will show a zone with its members of today."""
    return _shown(request, zone_id)


@page("areas.define_zone")
@require_http_methods(FORM_METHODS)
def define_zone(request: ActorRequest) -> HttpResponse:
    """This will set a zone up."""
    today = timezone.localdate()
    form = DefineZoneForm(request.POST or None, places=_places(today), initial={"valid_from": today})
    if form.is_valid():
        with refusals_in(form):
            made = defining.define_zone(**form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã thêm {form.cleaned_data['name']}.")
            return redirect("areas.zone", made)
    values = {"title": "Thêm khu vực, tuyến", "lead": "Theo văn bản của cơ quan có thẩm quyền", "form": form}
    return render(request, "areas/define_zone.html", values, status=status_of(form))


@page("areas.change_zone")
@require_POST
def change_zone(request: ActorRequest, zone_id: int) -> HttpResponse:
    """This will let areas join and leave."""
    today = timezone.localdate()
    form = ChangeZoneForm(request.POST, zone=queries.zone(zone_id, today), places=_places(today))
    if form.is_valid():
        with refusals_in(form):
            changing.change_zone(zone_id=zone_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã ghi thay đổi từ ngày {format_date(form.cleaned_data['on'])}.")
            return redirect("areas.zone", zone_id)
    return _shown(request, zone_id, change=form)


@page("areas.close_zone")
@require_POST
def close_zone(request: ActorRequest, zone_id: int) -> HttpResponse:
    """This will end a zone."""
    form = CloseZoneForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            closing.close_zone(zone_id=zone_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã kết thúc từ sau ngày {format_date(form.cleaned_data['last_day'])}.")
            return redirect("areas.zones")
    return _shown(request, zone_id, close=form)


def _shown(
    request: ActorRequest, zone_id: int, *, change: ChangeZoneForm | None = None, close: CloseZoneForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    found = queries.zone(zone_id, today)
    values = {
        "title": found.name,
        "lead": f"{found.kind_label}, từ ngày {format_date(found.valid_from)}",
        "zone": found,
        "groups": _by_district(found),
        "may_change": request.actor.may_somewhere("areas.change_zone"),
        "may_close": request.actor.may_somewhere("areas.close_zone"),
        "change": change or ChangeZoneForm(zone=found, places=_places(today), initial={"on": today}),
        "close": close or CloseZoneForm(initial={"last_day": today}),
    }
    wrong = next((form for form in (change, close) if form is not None), None)
    return render(request, "areas/zone.html", values, status=status_of(wrong) if wrong else 200)


def _by_district(found: ZoneView) -> list[tuple[str, list[AreaView]]]:
    groups: dict[str, list[AreaView]] = {}
    for place in found.members:
        groups.setdefault(former_text(place.former_district) or place.type_label, []).append(place)
    return sorted(groups.items())


def _places(on: date) -> tuple[AreaView, ...]:
    province = queries.province(on)
    return queries.communes(province.id, on) if province else ()
