"""Who holds a post in an agency, who signs for its head, and what documents call it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.accounts.actions import discharge as discharging
from pcmt.agencies import queries
from pcmt.agencies.actions import appoint as appointing
from pcmt.agencies.actions.end_signing import end_signing
from pcmt.agencies.actions.forget_alias import forget_alias
from pcmt.agencies.actions.order_signing import order_signing
from pcmt.agencies.queries import AgencyView
from pcmt.documents import queries as documents
from pcmt.web.agencies.form_page import FORM_METHODS, form_changed
from pcmt.web.agencies.forms import AppointForm, EndSigningForm, OrderSigningForm, RelieveForm
from pcmt.web.agencies.papers import reference_of
from pcmt.web.agencies.views import agency_page
from pcmt.web.documents.desk import at_suggestion, number
from pcmt.web.views import ActorRequest, page, refusals_in


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
    return form_changed(
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

    return form_changed(
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
    return form_changed(
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
    if suggestion_id := number(request.POST.get("goi_y", "")):  # sent from the desk, where the name was met
        return at_suggestion(request, documents.suggestion(suggestion_id).document_id, suggestion_id)
    return redirect("agencies.agency", agency_id)


def _signing_posts(shown: AgencyView) -> list[tuple[int, str]]:
    """The posts that an agency may let sign: its own but the head's, and the heads of those under it."""
    today = timezone.localdate()
    under = {one.id: one.short_name for one in queries.agencies(parent_id=shown.id, on=today)}
    held = queries.posts_in([shown.id, *under], today)
    own = [
        (post.id, f"{post.person_name}, {post.title}")
        for post in held.get(shown.id, ())
        if not (post.is_head or post.powers)
    ]
    heads = [
        (post.id, f"{post.person_name}, {post.title}, {name}")
        for agency_id, name in under.items()
        for post in held.get(agency_id, ())
        if post.is_head
    ]
    return own + heads
