"""Changes of an agency: found, revise, move, close; who holds a post in it, and who signs for its head."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.accounts.actions import discharge as discharging
from pcmt.agencies import queries
from pcmt.agencies.actions import appoint as appointing
from pcmt.agencies.actions.close_agency import close_agency
from pcmt.agencies.actions.end_signing import end_signing
from pcmt.agencies.actions.forget_alias import forget_alias
from pcmt.agencies.actions.found_agency import found_agency
from pcmt.agencies.actions.move_agency import move_agency
from pcmt.agencies.actions.order_signing import order_signing
from pcmt.agencies.actions.revise_agency import revise_agency
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.web.agencies.asked import number_of
from pcmt.web.agencies.forms import (
    AppointForm,
    CloseAgencyForm,
    EndSigningForm,
    FoundAgencyForm,
    MoveAgencyForm,
    OrderSigningForm,
    RelieveForm,
    ReviseAgencyForm,
)
from pcmt.web.agencies.papers import reference_of
from pcmt.web.agencies.typed import AGENCY_NAMES
from pcmt.web.agencies.views import agency_page
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

FORM_METHODS = ["GET", "HEAD", "POST"]


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
    return _form_page(request, form, title=title, lead=lead, doing="Thêm cơ quan")


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
    return _changed(
        request,
        shown,
        form,
        lambda: revise_agency(agency_id=agency_id, **form.cleaned_data, actor=request.actor, at=timezone.now()),
        title="Đổi tên, loại, đầu mối liên hệ",
        lead="Thông tin cũ vẫn được giữ; văn bản gọi tên cũ vẫn tìm ra cơ quan này",
        doing="Lưu thay đổi",
        done=f"Đã ghi thay đổi của {shown.short_name}.",
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

    return _changed(
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

    return _changed(
        request,
        shown,
        form,
        act,
        title="Kết thúc hoạt động",
        lead="Mọi chức vụ và việc giao ký tại đây kết thúc cùng ngày; việc đã làm vẫn đứng tên cơ quan này",
        doing="Kết thúc hoạt động",
        done=f"Đã kết thúc hoạt động của {shown.short_name}.",
    )


@page("agencies.appoint")
@require_POST
def appoint(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will put a person in a post."""
    form = AppointForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            appointing.appoint(agency_id=agency_id, actor=request.actor, at=timezone.now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi nhận chức vụ của {form.cleaned_data['person_name']}.")
            return redirect("agencies.agency", agency_id)
    return agency_page(request, agency_id, form)


@page("agencies.relieve")
@require_http_methods(FORM_METHODS)
def relieve(request: ActorRequest, post_id: int) -> HttpResponse:
    """This will end a post after a day, and with the last post in the agency what was held for it."""
    post = queries.post(post_id)
    form = RelieveForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return _changed(
        request,
        queries.agency(post.agency_id),
        form,
        lambda: discharging.discharge(post_id=post_id, **form.cleaned_data, actor=request.actor, at=timezone.now()),
        title=f"Kết thúc chức vụ của {post.person_name}",
        lead=post.title,
        doing="Kết thúc chức vụ",
        done=f"Đã kết thúc chức vụ {post.title} của {post.person_name}.",
        note="Những việc đã làm trong chức vụ này vẫn đứng tên người đó. Nếu đây là chức vụ cuối cùng tại cơ quan, vai "
        "trò và ủy quyền gắn với cơ quan hết hiệu lực cùng ngày.",
    )


@page("agencies.order_signing")
@require_http_methods(FORM_METHODS)
def order(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will let a post sign for the agency's head, by order or by authorisation."""
    shown, today = queries.agency(agency_id), timezone.localdate()
    form = OrderSigningForm(request.POST or None, initial={"valid_from": today}, posts=_signing_posts(shown))

    def act() -> None:
        values = form.cleaned_data
        paper = reference_of(request.actor, values["basis"])
        order_signing(agency_id=agency_id, document=paper, **values, actor=request.actor, at=timezone.now())

    return _changed(
        request,
        shown,
        form,
        act,
        title="Giao ký thừa lệnh, thừa ủy quyền",
        lead="Người được giao ký thay mặt người đứng đầu trong phạm vi của văn bản giao; không giao lại được",
        doing="Giao ký",
        done="Đã ghi việc giao ký.",
    )


@page("agencies.end_signing")
@require_http_methods(FORM_METHODS)
def end_order(request: ActorRequest, agency_id: int, order_id: int) -> HttpResponse:
    """This will end an order to sign after a day."""
    form = EndSigningForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return _changed(
        request,
        queries.agency(agency_id),
        form,
        lambda: end_signing(order_id=order_id, **form.cleaned_data, actor=request.actor, at=timezone.now()),
        title="Kết thúc việc giao ký",
        lead="Văn bản đã ký trong thời hạn giữ nguyên giá trị",
        doing="Kết thúc việc giao ký",
        done="Đã kết thúc việc giao ký.",
    )


@page("agencies.forget_alias")
@require_POST
def forget(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will take a learned name from an agency."""
    name = request.POST.get("ten", "")
    forget_alias(agency_id=agency_id, text=name, actor=request.actor, at=timezone.now())
    messages.success(request, f"Đã bỏ tên gọi “{name}”.")
    return redirect("agencies.agency", agency_id)


def places_on_map() -> tuple[AreaView, ...]:
    """This will list today's province and communes, for forms to choose from."""
    today = timezone.localdate()
    province = areas.province(today)
    return (province, *areas.communes(province.id, today)) if province else ()


def _signing_posts(shown: AgencyView) -> list[tuple[int, str]]:
    """The posts that an agency may let sign: its own but the head's, and the heads of those under it."""
    today = timezone.localdate()
    under = {one.id: one.short_name for one in queries.agencies(parent_id=shown.id, on=today)}
    held = queries.posts_in([shown.id, *under], today)
    own = [(post.id, f"{post.person_name}, {post.title}") for post in held.get(shown.id, ()) if not post.is_head]
    heads = [
        (post.id, f"{post.person_name}, {post.title}, {name}")
        for agency_id, name in under.items()
        for post in held.get(agency_id, ())
        if post.is_head
    ]
    return own + heads


def _changed(
    request: ActorRequest,
    shown: AgencyView,
    form: Form,
    act: Callable[[], object],
    *,
    title: str,
    lead: str,
    doing: str,
    done: str,
    note: str = "",
) -> HttpResponse:
    """Act on a form of an agency's and lead back to its page, or show the form with what is wrong."""
    if form.is_valid():
        with refusals_in(form):
            act()
            messages.success(request, done)
            return redirect("agencies.agency", shown.id)
    return _form_page(request, form, title=title, lead=lead, doing=doing, note=note, shown=shown)


def _form_page(
    request: ActorRequest,
    form: Form,
    *,
    title: str,
    lead: str,
    doing: str,
    note: str = "",
    shown: AgencyView | None = None,
) -> HttpResponse:
    offered = "parent" in form.fields or "successor" in form.fields
    values = {
        "title": title,
        "lead": lead,
        "form": form,
        "doing": doing,
        "note": note,
        "agency": shown,
        "list_id": AGENCY_NAMES,
        "names": [one.name for one in queries.agencies(on=timezone.localdate())] if offered else (),
    }
    return render(request, "agencies/form.html", values, status=status_of(form))
