"""The page of one form about a committee's work: sent well, it does its thing and leads on; else it comes back."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pcmt.web.views import ActorRequest, refusals_in, status_of


@dataclass(frozen=True)
class Told:
    """What such a page says. back: where it leads, done or not; home: the list above it, as (address, name)."""

    title: str
    lead: str
    doing: str
    done: str
    back: str
    home: tuple[str, str]
    grave: bool = False


def form_page(request: ActorRequest, form: forms.Form, act: Callable[[], object], told: Told) -> HttpResponse:
    """This will answer with the form, or do what it asks for; a refusal stands at its fields."""
    if form.is_valid():
        with refusals_in(form):
            act()
            messages.success(request, told.done)
            return redirect(told.back)
    context = {
        "title": told.title,
        "lead": told.lead,
        "form": form,
        "doing": told.doing,
        "grave": told.grave,
        "home": told.home[0],
        "home_name": told.home[1],
        "back": told.back,
    }
    return render(request, "committee/form.html", context, status=status_of(form))
