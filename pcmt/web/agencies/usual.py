"""The page that founds, at once, the agencies that every commune has."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.agencies.actions.found_usual_agencies import found_usual_agencies
from pcmt.agencies.queries.usual import lacking, usual_names
from pcmt.areas import queries as areas
from pcmt.web.agencies.form_page import FORM_METHODS
from pcmt.web.agencies.forms import UsualAgenciesForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("agencies.found_usual_agencies")
@require_http_methods(FORM_METHODS)
def found_usual(request: ActorRequest) -> HttpResponse:
    """This will show, commune by commune, which agencies are lacking and would be founded, and found them."""
    today = timezone.localdate()
    form = UsualAgenciesForm(request.POST or None, initial={"valid_from": today})
    province = areas.province(today)
    if province is not None and form.is_valid():
        with refusals_in(form):
            made = found_usual_agencies(
                province_id=province.id, **form.cleaned_data, actor=request.actor, at=timezone.now()
            )
            messages.success(request, f"Đã lập {made} cơ quan." if made else "Không thiếu cơ quan nào.")
            return redirect("agencies.list")
    rows = lacking(request.actor, province.id, today) if province is not None else ()
    values = {
        "title": f"Lập {len(rows)} cơ quan của các xã, phường" if rows else "Các xã, phường đã đủ cơ quan",
        "lead": f"Xã, phường, đặc khu nào cũng có: {', '.join(usual_names())}",
        "province": province,
        "communes": [(area, [one.name for one in group]) for area, group in groupby(rows, lambda one: one.area)],
        "form": form,
    }
    return render(request, "agencies/found_usual.html", values, status=status_of(form))
