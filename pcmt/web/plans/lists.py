"""The list of plans: what the actor's agency must make, all plans narrowed by words, keeper, kind and standing."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.plans import queries as plans
from pcmt.plans.queries import PLAN_KINDS, PlanWish
from pcmt.web.documents.shelves import page_number
from pcmt.web.views import ActorRequest, page

MOST_LATE = 10
OWN = "minh"
STANDINGS = (("", "Đang soạn, đang thực hiện"), ("ended", "Đã kết thúc, đã thay thế"), ("discarded", "Dự thảo đã bỏ"))
ORDERS = (("", "Mới nhất trước"), ("keeper", "Theo cơ quan"), ("title", "Theo tên"))


class ListForm(forms.Form):
    """What narrows the list of plans down, and its order."""

    q = forms.CharField(label="Tìm theo tên, số, cơ quan", required=False, max_length=200)
    cua = forms.ChoiceField(label="Của ai", required=False, choices=(("", "Mọi cơ quan"), (OWN, "Cơ quan mình")))
    loai = forms.ChoiceField(label="Loại", required=False, choices=(("", "Mọi loại"), *PLAN_KINDS.items()))
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False, choices=STANDINGS)
    thu_tu = forms.ChoiceField(label="Thứ tự", required=False, choices=ORDERS)


@page("plans.view")
@require_safe
def list_plans(request: ActorRequest) -> HttpResponse:
    """This will list the plans, those asked of the actor's agency first, and their own tasks that are late."""
    actor, on = request.actor, timezone.localdate()
    form = ListForm(request.GET or None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wish = PlanWish(
        words=said.get("q", ""),
        standing=said.get("trang_thai", ""),
        kind=said.get("loai", ""),
        agency_ids=frozenset(actor.own_agencies) if said.get("cua") == OWN else None,
        order=said.get("thu_tu", ""),
    )
    counts = plans.task_counts(actor, on)
    late = plans.task_page(actor, plans.Wish(standing="overdue"), on, size=MOST_LATE).tasks if counts.overdue else ()
    asked = plans.plans_asked_of(actor, on)
    context = {
        "title": f"{counts.overdue} nhiệm vụ quá hạn" if counts.overdue else "Kế hoạch",
        "form": form,
        "found": plans.plan_list(actor, wish, on, page=page_number(request)),
        "narrowed": any(said.get(name) for name in ("q", "cua", "loai", "trang_thai")),
        "counts": counts,
        "late": late,
        "may_register": actor.may_somewhere("documents.register_document"),
        "may_begin": actor.may_somewhere("plans.begin_plan"),
        "asked": [(view, due_on, draft, plans.may_begin_from(actor, view)) for view, due_on, draft in asked],
    }
    return render(request, "plans/list.html", context)
