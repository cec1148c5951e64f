"""The directory of agencies, and one page for each with its posts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts.queries import accounts_of
from pcmt.agencies import queries
from pcmt.agencies.actions import appoint as appointing
from pcmt.agencies.actions import relieve as relieving
from pcmt.agencies.actions.forget_alias import forget_alias
from pcmt.areas import queries as areas
from pcmt.web.agencies.forms import AppointForm, RelieveForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import fold


@page("agencies.view")
@require_safe
def agencies(request: ActorRequest) -> HttpResponse:
    """This will list the agencies, by kind and by words with or without diacritics."""
    today = timezone.localdate()
    wanted, kind = request.GET.get("q", "").strip(), request.GET.get("loai", "")
    found = queries.agencies(on=today)
    places = areas.areas_by_id({agency.area_id for agency in found}, today)
    rows = [
        (agency, places.get(agency.area_id))
        for agency in found
        if fold(wanted) in fold(f"{agency.name} {agency.short_name}") and kind in ("", agency.kind)
    ]
    values = {
        "title": f"{len(found)} cơ quan trong danh bạ" if found else "Danh bạ cơ quan",
        "lead": "Cơ quan được giao biểu, giao nhiệm vụ, và tên gọi trong văn bản",
        "rows": rows,
        "q": wanted,
        "kind": kind,
        "kinds": queries.kinds(),
        "any": bool(found),
        "committees": queries.committees(today),
    }
    return render(request, "agencies/list.html", values)


@page("agencies.view")
@require_safe
def agency(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will show one agency: who holds which post, how documents call it, what stands above and below it."""
    return _agency_page(request, agency_id, AppointForm(initial={"valid_from": timezone.localdate()}))


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
    return _agency_page(request, agency_id, form, status=status_of(form))


@page("agencies.relieve")
@require_http_methods(["GET", "HEAD", "POST"])
def relieve(request: ActorRequest, post_id: int) -> HttpResponse:
    """This will end a post after a day."""
    post = queries.post(post_id)
    form = RelieveForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if form.is_valid():
        with refusals_in(form):
            relieving.relieve(post_id=post_id, actor=request.actor, at=timezone.now(), **form.cleaned_data)
            messages.success(request, f"Đã kết thúc chức vụ {post.title} của {post.person_name}.")
            return redirect("agencies.agency", post.agency_id)
    values = {
        "title": f"Kết thúc chức vụ của {post.person_name}",
        "lead": post.title,
        "post": post,
        "agency": queries.agency(post.agency_id),
        "form": form,
    }
    return render(request, "agencies/relieve.html", values, status=status_of(form))


@page("agencies.forget_alias")
@require_POST
def forget(request: ActorRequest, agency_id: int) -> HttpResponse:
    """This will take a learned name from an agency."""
    name = request.POST.get("ten", "")
    forget_alias(agency_id=agency_id, text=name, actor=request.actor, at=timezone.now())
    messages.success(request, f"Đã bỏ tên gọi “{name}”.")
    return redirect("agencies.agency", agency_id)


def _agency_page(request: ActorRequest, agency_id: int, form: AppointForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    shown, posts = queries.agency(agency_id), queries.posts(agency_id, today)
    accounts = accounts_of(request.actor, [post.person_id for post in posts])
    values = {
        "title": shown.name,
        "lead": shown.kind_label,
        "agency": shown,
        "parent": queries.agency(shown.parent_id) if shown.parent_id else None,
        "place": areas.areas_by_id([shown.area_id], today).get(shown.area_id),
        "children": queries.branches([agency_id], today).get(agency_id, ())[1:],
        "posts": [(post, accounts.get(post.person_id)) for post in posts],
        "aliases": queries.aliases(agency_id),
        "learned": queries.learned_aliases(agency_id),
        "may_forget": request.actor.may_somewhere("agencies.forget_alias"),
        "form": form,
        "may_appoint": bool(request.actor.may("agencies.appoint", agency_id=agency_id)),
        "may_relieve": bool(request.actor.may("agencies.relieve", agency_id=agency_id)),
        "may_invite": bool(request.actor.may("accounts.invite")),
    }
    return render(request, "agencies/agency.html", values, status=status)
