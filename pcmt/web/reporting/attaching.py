"""The files that a form asks for: attach one, take it back, hand it out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.files import queries as files
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries
from pcmt.reporting.actions import attach_answer as attaching
from pcmt.reporting.queries import AnswerView, SubmissionView
from pcmt.web.downloads import download_of
from pcmt.web.reporting.forms import AttachForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("reporting.enter_cells")
@require_http_methods(["GET", "HEAD", "POST"])
def attach_answer(request: ActorRequest, submission_id: int, question: str) -> HttpResponse:
    """This will ask for a file and keep it with the report, or take it back."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    asked = _asked(view, question)
    taken_back = request.method == "POST" and bool(request.POST.get("go"))
    form = AttachForm(request.POST or None, request.FILES or None) if not taken_back else AttachForm()
    if request.method == "POST" and (taken_back or form.is_valid()):
        upload = None if taken_back else form.cleaned_data["file"]
        with refusals_in(form, request.actor):
            attaching.attach_answer(
                submission_id=submission_id,
                question=question,
                data=upload.read() if upload else None,
                name=upload.name if upload else "",
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã gỡ tệp." if taken_back else "Đã đính kèm tệp.")
            return redirect("reporting.submission", submission_id)
    values = {"title": asked.label, "view": view, "asked": asked, "form": form}
    return render(request, "reporting/attach_answer.html", values, status=status_of(form))


@page("reporting.view", machine=True)
@require_safe
def answer_file(request: ActorRequest, submission_id: int, question: str) -> HttpResponse:
    """This will hand out a file that answers a question, as a download."""
    asked = _asked(queries.submission(request.actor, submission_id), question)
    if asked.file_id is None:
        raise NotFound("Báo cáo này không có tệp đính kèm ở mục này.")
    kept = files.file_view(asked.file_id)
    return download_of(files.content(kept.id), name=kept.name, media_type=kept.media_type)


def _asked(view: SubmissionView, question: str) -> AnswerView:
    for section in view.sections:
        for asked in section.answers:
            if asked.code == question and asked.kind == "file" and not asked.hidden:
                return asked
    raise NotFound("Biểu không yêu cầu tệp này.")
