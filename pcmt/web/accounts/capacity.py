"""Choosing the post or delegation acted in, for those who have several."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pcmt.kernel.refusal import NotFound
from pcmt.web.views import CAPACITY, ActorRequest, page


@page()
@require_POST
def choose_capacity(request: ActorRequest) -> HttpResponse:
    """This will act in another of one's capacities from the next page on; an empty choice is one's own first post.

    It leads to the desk: what was on the screen may be no business of the other post.
    """
    wanted = request.POST.get("capacity", "")
    held = {one.key: one.label for one in request.capacities}
    if wanted and wanted not in held:
        raise NotFound
    request.session[CAPACITY] = wanted
    label = held.get(wanted) or next(iter(held.values()), "")
    messages.success(request, f"Từ bây giờ làm việc với tư cách: {label}.")
    return redirect("desk")
