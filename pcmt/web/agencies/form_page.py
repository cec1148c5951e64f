"""The page of one form that changes an agency, and what follows on sending it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pcmt.agencies import queries
from pcmt.agencies.queries import AgencyView
from pcmt.web.agencies.typed import AGENCY_NAMES
from pcmt.web.views import ActorRequest, refusals_in, status_of

FORM_METHODS = ["GET", "HEAD", "POST"]


def form_changed(
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
    """This will act on a form of an agency's and lead back to its page, or show the form with what is wrong."""
    if form.is_valid():
        with refusals_in(form):
            act()
            messages.success(request, done)
            return redirect("agencies.agency", shown.id)
    return form_page(request, form, title=title, lead=lead, doing=doing, note=note, shown=shown)


def form_page(
    request: ActorRequest,
    form: Form,
    *,
    title: str,
    lead: str,
    doing: str,
    note: str = "",
    shown: AgencyView | None = None,
) -> HttpResponse:
    """This will show one form, with the names of agencies to choose from where it asks for one."""
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
