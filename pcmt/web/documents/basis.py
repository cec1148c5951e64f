"""What a document rests on and what rests on it, drawn and as a list, on a day that one may choose."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.documents.queries.basis import BasisAct, BasisView, basis
from pcmt.plans import queries as plans
from pcmt.web.documents.drawing import Drawing
from pcmt.web.formats.figures import number_text
from pcmt.web.forms import VnDateField
from pcmt.web.views import ActorRequest, page


class DayForm(forms.Form):
    """The day for which is told what was in force."""

    ngay = VnDateField(label="Tính đến ngày")


@page("documents.view")
@require_safe
def document_basis(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will show what a document rests on, up to the centre, and what rests on it, down to the commune."""
    return render(request, "documents/basis.html", basis_context(request, document_id))


def basis_context(request: ActorRequest, document_id: int) -> dict[str, Any]:
    """This will give what the page of a document's bases shows, for whichever page shows it."""
    today = timezone.localdate()
    form = DayForm(request.GET if "ngay" in request.GET else None, initial={"ngay": today})
    on = (form.cleaned_data["ngay"] if form.is_valid() else None) or today
    view = basis(request.actor, document_id, on=on)
    kept = plans.plans_by_document(request.actor, [act.document.id for act in view.acts if act.document])
    levels = [
        (level.label, [(rung.label, [(act, _plan_id(act, kept)) for act in rung.acts]) for rung in level.rungs])
        for level in view.levels
    ]
    return {
        "title": _title(view),
        "notes": {
            "bases": _parts(view.bases, view.mentioned),
            "missing": _parts(view.missing, view.mentioned_missing),
            "ended": _parts(view.ended, view.mentioned_ended),
        },
        "view": view,
        "form": form,
        "drawing": Drawing(view),
        "levels": levels,
        "may_register": request.actor.may_somewhere("documents.register_document"),
    }


def _plan_id(act: BasisAct, kept: Mapping[int, int]) -> int | None:
    return kept.get(act.document.id) if act.document else None


def _title(view: BasisView) -> str:
    """What matters most: bases that ended, else bases that are missing, else how many there are; near and far ones."""
    if ended := [act for act in view.ended if act.has_ended]:
        return f"{number_text(len(ended))} căn cứ đã hết hiệu lực{_way(ended)}"
    if view.missing:
        return f"{number_text(len(view.missing))} căn cứ chưa có trong kho{_way(view.missing)}"
    return f"Dựa trên {number_text(len(view.direct))} văn bản" if view.direct else "Văn bản không nêu căn cứ"


def _way(bases: Sequence[BasisAct]) -> str:
    """How these bases are bases, where it is not by being named in the document itself."""
    direct = sum(act.is_direct for act in bases)
    if direct == len(bases):
        return ""
    return f": {_parts(bases, ())}" if direct else ", nêu qua căn cứ khác"


def _parts(bases: Sequence[BasisAct], mentioned: Sequence[BasisAct]) -> str:
    """How many bases are named in the document itself, how many in its bases, and how many acts are only mentioned."""
    direct = sum(act.is_direct for act in bases)
    parts = (
        (direct, "nêu trực tiếp"),
        (len(bases) - direct, "qua căn cứ khác"),
        (len(mentioned), "chỉ nhắc trong nội dung, không tính"),
    )
    return ", ".join(f"{number_text(count)} {words}" for count, words in parts if count)
