"""Many suggestions adopted at once: what would be done is listed first, and what is left, with the reason."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.agencies.actions.learn_aliases import learn_aliases
from pcmt.documents import queries as documents
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.adopt_suggestions import adopt_suggestions
from pcmt.web.documents.desk import NOT_TAKEN_ON, kept, number, plan_id_of
from pcmt.web.documents.sure import THRESHOLDS, Row, rows_of
from pcmt.web.documents.whom import Unknown, unknown_names
from pcmt.web.views import ActorRequest, page

NO_PLAN = "Chưa chọn kế hoạch để đưa vào."
CHANGED = "Có mục vừa đổi hoặc thiếu lựa chọn nên không xác nhận được nữa; xem lại danh sách rồi xác nhận."


@page("plans.adopt_suggestions")
@require_http_methods(["GET", "HEAD", "POST"])
def adopt_many(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will list what is surer than a limit (`tu`, in percent), and adopt what of it was ticked.

    `gan` fills in the nearest agency for each name that means none, to be looked over before it is remembered.
    """
    view = documents.document(request.actor, document_id)
    least = number(request.POST.get("tu", "") or request.GET.get("tu", "")) or THRESHOLDS[0]
    choices = plans.plans(request.actor)
    wanted = plan_id_of(request) or plans.plan_of(document_id)
    plan = next((one for one in choices if one.id == wanted), None)
    rows = rows_of(view, least, plan)
    problem = ""
    if request.method == "POST":
        problem = _adopt(request, view, plan, {row.card.item.id: row for row in rows if not row.left})
        if not problem:
            return redirect(f"{reverse('documents.read', args=[document_id])}?ke_hoach={plan.id if plan else ''}#goi-y")
    doing = [row for row in rows if not row.left]
    unknown = _unknown(rows) if request.actor.may_somewhere("agencies.learn_aliases") else ()
    context = {
        "title": _title(len(doing), len(rows), least),
        "view": view,
        "plan": plan,
        "plans": choices,
        "doing": doing,
        "left": [row for row in rows if row.left],
        "unknown": unknown,
        "alike": sum(1 for one in unknown if one.likely),
        "nearest": "gan" in request.GET,
        "kept": kept(request),
        "least": least,
        "thresholds": THRESHOLDS,
        "problem": problem,
    }
    return render(request, "documents/many.html", context, status=422 if problem else 200)


@page("agencies.learn_aliases")
@require_POST
def learn(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will remember whom names of the document mean, and lead back to the list, now with these agencies."""
    view = documents.document(request.actor, document_id)
    told = zip(request.POST.getlist("called_name"), request.POST.getlist("called_agency"), strict=False)
    meant = {name: agency_id for name, chosen in told if (agency_id := number(chosen))}
    now = timezone.now()
    least = number(request.POST.get("tu", ""))
    back = f"{reverse('plans.adopt_suggestions', args=[view.id])}?tu={least}{kept(request)}"
    if meant:
        reference = f"document:{view.id}"
        learn_aliases(meant=meant, learned_from=reference, on=timezone.localdate(now), actor=request.actor, at=now)
        messages.success(request, f"Đã nhớ {len(meant)} tên cơ quan; danh sách dưới đây đã tính theo tên mới.")
    else:
        messages.warning(request, "Chưa chọn cơ quan cho tên nào.")
    return redirect(back)


def _unknown(rows: Sequence[Row]) -> tuple[Unknown, ...]:
    """The names on the list that mean no registered agency, those that stand there most often first."""
    tasks = [row.proposal for row in rows if isinstance(row.proposal, plans.TaskProposal)]
    counted = Counter(name for task in tasks for name in task.unknown)
    return unknown_names(name for name, _ in counted.most_common())


def _title(doing: int, sure: int, least: int) -> str:
    if doing:
        return f"Xác nhận {doing} mục tin cậy từ {least}%"
    return f"{sure} mục tin cậy từ {least}% đều cần người chọn" if sure else f"Không có mục nào tin cậy từ {least}%"


def _adopt(
    request: ActorRequest, view: documents.DocumentView, plan: plans.PlanView | None, offered: Mapping[int, Row]
) -> str:
    """Adopt what was ticked, or say what stands in the way; nothing is adopted that was not on the list just now."""
    if plan is None:
        return NO_PLAN
    if view.asks_to_take_on and "nhan" not in request.POST:
        return NOT_TAKEN_ON
    ticked = [number(one) for one in request.POST.getlist("muc")]
    if not set(ticked) <= set(offered):
        return CHANGED
    confirmed = {one: said for one in ticked if (said := offered[one].proposal.as_read())}
    try:
        made = adopt_suggestions(plan_id=plan.id, confirmed=confirmed, actor=request.actor, at=timezone.now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return " ".join((refusal.message, refusal.remedy))
    waiting = sum(item.is_open for item in view.suggestions) - len(made)
    messages.success(
        request, f"Đã xác nhận {len(made)} mục vào kế hoạch; còn {waiting} mục chờ. Hoàn tác được cả lượt."
    )
    return ""
