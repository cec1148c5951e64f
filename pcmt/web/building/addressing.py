"""The fourth step: who shall answer."""

from dataclasses import asdict, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.reporting.queries import requests as reporting
from pcmt.rulebook.queries.drafts import AddresseesPlan
from pcmt.web.building.forms import AddresseesForm
from pcmt.web.building.steps import changed, opened, shown, to_step
from pcmt.web.views import ActorRequest, page, status_of


@page("rulebook.change_form_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def addressees(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will show and take who shall answer, and say whom that means today."""
    view, today = opened(request, built_id), timezone.localdate()
    province = areas.province(today)
    form = AddresseesForm(
        request.POST or None,
        zones=areas.zones(today),
        places=areas.communes(province.id, today) if province else (),
        offices=agencies.last_in([province.id], today)[province.id] if province else (),
        initial=asdict(view.plan.addressees) | {"asked": view.plan.addressees.agencies},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        to = AddresseesPlan(
            commune_kinds=tuple(said["commune_kinds"]),
            where=said["where"],
            zone=said["zone"] if said["where"] == "zone" else "",
            areas=tuple(said["areas"]) if said["where"] == "areas" else (),
            agencies=(*said["agencies"], *said.get("asked", ())),
        )
        if changed(request, view, replace(view.plan, addressees=to), "chọn nơi nhận", form):
            return to_step("building.trial" if "tiep" in request.POST else "building.addressees", built_id)
    found, without = reporting.addressees(view.form, today)
    values = shown(view, "addressees", "Ai phải trả lời", form=form, found=found, without=without)
    return render(request, "building/addressees.html", values, status=status_of(form))
