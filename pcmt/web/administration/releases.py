"""Rule files proposed by one person and released by another."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcmt.agencies import queries as agencies
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.rulebook import queries as rulebooks
from pcmt.rulebook.actions import release as releasing
from pcmt.rulebook.actions.propose_release import propose_release as proposing
from pcmt.rulebook.actions.withdraw_release import withdraw_release as withdrawing
from pcmt.rulebook.queries import ReleaseView
from pcmt.web.components import State
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

STATES = {
    "waiting": State("late", "chờ người khác ban hành"),
    "released": State("met", "đã ban hành"),
    "withdrawn": State("void", "đã rút"),
}
FOLDERS = {
    "elements": "Chỉ tiêu thống kê (elements)",
    "forms": "Biểu số liệu (forms)",
    "indicators": "Chỉ số (indicators)",
    "schemes": "Bộ tiêu chí (schemes)",
    "scorecards": "Bảng điểm (scorecards)",
    "reports": "Mẫu báo cáo (reports)",
    "unit-reports": "Mẫu văn bản của đơn vị (unit-reports)",
    "examples": "Ví dụ kiểm tra (examples)",
}


class ProposalForm(forms.Form):
    """One rule file with its place in the book, and why."""

    folder = forms.ChoiceField(label="Loại quy tắc", choices=[*FOLDERS.items()], initial="forms")
    name = forms.RegexField(
        label="Tên tệp",
        regex=r"^[\w.@-]{1,80}\.yaml$",
        help_text="Mã và ngày hiệu lực, ví dụ dot-xuat@2026-12-01.yaml.",
        error_messages={"invalid": "Tên gồm chữ, số, dấu chấm, @, gạch nối và kết thúc bằng .yaml."},
    )
    text = forms.CharField(label="Nội dung (YAML)", widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}))
    reason = forms.CharField(label="Lý do", max_length=1000, help_text="Văn bản hoặc yêu cầu mà quy tắc này đáp ứng.")


@page("rulebook.propose_release")
@require_http_methods(["GET", "HEAD", "POST"])
def propose_release(request: ActorRequest) -> HttpResponse:
    """This will list what was proposed, and take a new proposal."""
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            proposing(
                files={f"{said['folder']}/{said['name']}": said["text"].replace("\r\n", "\n")},
                reason=said["reason"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã ghi đề xuất. Quy tắc có hiệu lực khi người khác ban hành.")
            return redirect("rulebook.propose_release")
    found = rulebooks.releases()
    persons = {one for release in found for one in (release.proposed_by, release.decided_by) if one is not None}
    names = agencies.person_names(persons)
    values = {
        "title": _title(found),
        "form": form,
        "releases": [
            (one, STATES[one.state], names.get(one.proposed_by or 0, ""), names.get(one.decided_by or 0, ""))
            for one in found
        ],
        "mine": request.actor.person_id,
        "may_administer": request.actor.may_somewhere("accounts.manage"),
        "may_release": bool(request.actor.may("rulebook.release")),
        "may_compare": request.actor.may_somewhere("indicators.view"),
    }
    return render(request, "administration/releases.html", values, status=status_of(form))


@page("rulebook.release")
@require_POST
def release(request: ActorRequest, release_id: int) -> HttpResponse:
    """This will put a proposal in force."""
    return _done(
        request,
        lambda: releasing.release(
            release_id=release_id, digest=request.POST.get("digest", ""), actor=request.actor, at=timezone.now()
        ),
        "Đã ban hành; quy tắc có hiệu lực ngay trên toàn hệ thống.",
    )


@page("rulebook.withdraw_release")
@require_POST
def withdraw_release(request: ActorRequest, release_id: int) -> HttpResponse:
    """This will take a proposal back."""
    return _done(
        request,
        lambda: withdrawing(release_id=release_id, actor=request.actor, at=timezone.now()),
        "Đã rút đề xuất.",
    )


def _done(request: ActorRequest, act: Callable[[], None], told: str) -> HttpResponse:
    try:
        act()
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, told)
    return redirect("rulebook.propose_release")


def _title(found: tuple[ReleaseView, ...]) -> str:
    waiting = sum(one.state == "waiting" for one in found)
    return f"{waiting} đề xuất quy tắc chờ ban hành" if waiting else "Bổ sung quy tắc"
