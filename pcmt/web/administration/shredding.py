"""One entry of the journal, and the removal of what it says of a person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.journal import queries
from pcmt.journal.actions.shred import shred as shred_entry
from pcmt.web.administration.forms import ShredForm
from pcmt.web.administration.journal import line_of
from pcmt.web.views import ActorRequest, page, refusals_in


@page("journal.view")
@require_safe
def entry(request: ActorRequest, entry_id: int) -> HttpResponse:
    """This will show one entry whole: what was before and after, and how personal data in it is held."""
    return _shown(request, entry_id, ShredForm())


@page("journal.shred", fresh=True)
@require_POST
def shred(request: ActorRequest, entry_id: int) -> HttpResponse:
    """This will make unreadable what the entry says of a person."""
    queries.entry_for(request.actor, entry_id)
    form = ShredForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            shred_entry(entry_id=entry_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã xóa thông tin cá nhân của mục {entry_id}; chuỗi niêm phong vẫn giữ nguyên.")
            return redirect("journal.entry", entry_id)
    return _shown(request, entry_id, form)


def _shown(request: ActorRequest, entry_id: int, form: ShredForm) -> HttpResponse:
    found = queries.entry_for(request.actor, entry_id)
    kind = next((one for one in queries.declared() if one.action == found.action), None)
    values = {
        "title": f"Mục nhật ký {entry_id}",
        "line": line_of(found),
        "kind": kind,
        "opened": queries.personal(entry_id),
        "form": form,
        "may_shred": bool(request.actor.may("journal.shred")),
    }
    return render(request, "administration/entry.html", values, status=422 if form.errors else 200)
