"""Changes of an agency: found, revise, move, close."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.agencies import queries
from pcmt.agencies.actions.close_agency import close_agency
from pcmt.agencies.actions.correct_beginning import correct_beginning
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.actions.move_agency import move_agency
from pcmt.agencies.actions.revise_agency import revise_agency
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.web.agencies.form_page import FORM_METHODS, form_changed, form_page
from pcmt.web.agencies.forms import BeginningForm, CloseAgencyForm, FoundAgencyForm, MoveAgencyForm, ReviseAgencyForm
from pcmt.web.asked import number_of
from pcmt.web.views import ActorRequest, page, refusals_in


@page("agencies.found_agency")
@require_http_methods(FORM_METHODS)
def found(request: ActorRequest) -> HttpResponse:
    """This will enter an agency in the directory."""
    today = timezone.localdate()
    start = {"area_id": number_of(request.GET.get("dia_ban", "")), "valid_from": today}
    form = FoundAgencyForm(request.POST or None, initial=start, places=places_on_map(), on=today)
    if form.is_valid():
        with refusals_in(form):
            values = dict(form.cleaned_data)
            parent = values.pop("parent")
            made = found_agency(
                **values, parent_id=parent.id if parent else None, actor=request.actor, at=timezone.now()
            )
            messages.success(request, f"Đã thêm {values['name']} vào danh bạ.")
            return redirect("agencies.agency", made)
    title, lead = "Thêm cơ quan vào danh bạ", "Cơ quan mới nhận biểu và nhiệm vụ từ ngày hoạt động"
    return form_page(request, form, title=title, lead=lead, doing="Thêm cơ quan")


@page("agencies.revise_agency")
@require_http_methods(FORM_METHODS)
def revise(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will change an agency's name, kind or contact from a day on."""
    shown = queries.agency(agency_id)
    contact = shown.contact
    start = {
        "name": shown.name,
        "short_name": shown.short_name,
        "kind": shown.kind,
        "address": contact.address,
        "phone": contact.phone,
        "email": contact.email,
        "contact_title": contact.title,
        "valid_from": timezone.localdate(),
    }
    form = ReviseAgencyForm(request.POST or None, initial=start)
    return form_changed(
        request,
        shown,
        form,
        lambda: revise_agency(agency_id=agency_id, **form.cleaned_data, actor=request.actor, at=timezone.now()),
        title="Đổi tên, loại, đầu mối liên hệ",
        lead="Thông tin cũ vẫn được giữ; văn bản gọi tên cũ vẫn tìm ra cơ quan này",
        doing="Lưu thay đổi",
        done=f"Đã ghi thay đổi của {shown.short_name}.",
    )


@page("agencies.correct_beginning")
@require_http_methods(FORM_METHODS)
def beginning(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will correct the day on which an agency began."""
    shown, first = queries.agency(agency_id), queries.versions(agency_id)[-1]
    form = BeginningForm(request.POST or None, initial={"begins_on": first.valid_from})
    return form_changed(
        request,
        shown,
        form,
        lambda: correct_beginning(agency_id=agency_id, **form.cleaned_data, actor=request.actor, at=timezone.now()),
        title="Sửa ngày bắt đầu hoạt động",
        lead="Dùng khi ngày đã ghi là nhầm; đổi tên, chuyển cấp trên thì ghi ở mục riêng",
        doing="Sửa ngày",
        done=f"Đã sửa ngày bắt đầu hoạt động của {shown.short_name}.",
    )


@page("agencies.move_agency")
@require_http_methods(FORM_METHODS)
def move(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will put an agency under another or in another area, from a day on."""
    shown, today = queries.agency(agency_id), timezone.localdate()
    above = queries.agency(shown.parent_id).name if shown.parent_id else ""
    start = {"parent": above, "area_id": shown.area_id, "valid_from": today}
    form = MoveAgencyForm(request.POST or None, initial=start, places=places_on_map(), on=today)

    def act() -> None:
        values = dict(form.cleaned_data)
        parent = values.pop("parent")
        parent_id = parent.id if parent else None
        move_agency(agency_id=agency_id, parent_id=parent_id, **values, actor=request.actor, at=timezone.now())

    return form_changed(
        request,
        shown,
        form,
        act,
        title="Chuyển sang cấp trên, địa bàn khác",
        lead="Quyền của người tại cơ quan đi theo cấp trên và địa bàn mới từ ngày có hiệu lực",
        doing="Chuyển cơ quan",
        done=f"Đã chuyển {shown.short_name}.",
    )


@page("agencies.close_agency")
@require_http_methods(FORM_METHODS)
def close(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will end an agency after a day."""
    shown, today = queries.agency(agency_id), timezone.localdate()
    form = CloseAgencyForm(request.POST or None, initial={"last_day": today}, on=today)

    def act() -> None:
        values = dict(form.cleaned_data)
        heir = values.pop("successor")
        successor_id = heir.id if heir else None
        close_agency(agency_id=agency_id, successor_id=successor_id, **values, actor=request.actor, at=timezone.now())

    return form_changed(
        request,
        shown,
        form,
        act,
        title="Kết thúc hoạt động",
        lead="Mọi chức vụ và việc giao ký tại đây kết thúc cùng ngày; việc đã làm vẫn đứng tên cơ quan này",
        doing="Kết thúc hoạt động",
        done=f"Đã kết thúc hoạt động của {shown.short_name}.",
    )


def places_on_map() -> tuple[AreaView, ...]:
    """This will list today's province and communes, for forms to choose from."""
    today = timezone.localdate()
    province = areas.province(today)
    return (province, *areas.communes(province.id, today)) if province else ()
