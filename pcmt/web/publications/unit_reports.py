"""Pages of a unit's own report as a document: the sheet on the screen, and the same as a file."""

from collections.abc import Callable

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from pcmt.kernel.refusal import NotFound
from pcmt.publications import queries
from pcmt.publications.queries import UnitReportView
from pcmt.web.asked import number_of
from pcmt.web.downloads import download_of
from pcmt.web.views import ActorRequest, page
from vanban.text import file_name

FILES: dict[str, tuple[Callable[[UnitReportView], bytes], str]] = {
    "docx": (queries.unit_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (queries.unit_pdf, "application/pdf"),
}


@page("reporting.view")
@require_safe
def unit_report(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will show a report as the document that leaves the house.

    `?tuyen=` chooses the line, `?nguoi-ky=` the post that is to sign.
    """
    view = _asked(request, submission_id)
    duty = view.submission.duty
    chosen = QueryDict(mutable=True)
    chosen["tuyen"] = view.chosen.code
    if view.signer_id is not None:
        chosen["nguoi-ky"] = str(view.signer_id)
    values = {
        "title": f"Văn bản báo cáo {duty.period.name_inside} của {view.chosen.agency.short_name}",
        "view": view,
        "duty": duty,
        "query": chosen.urlencode(),
        "partial": len(view.chosen.sections) < len(view.submission.sections),
        "document": mark_safe(queries.unit_html(view)),  # noqa: S308 escaped by the writer
    }
    return render(request, "publications/unit_report.html", values)


@page("reporting.view", machine=True)
@require_safe
def unit_report_file(request: ActorRequest, submission_id: int, kind: str) -> HttpResponse:
    """This will give a unit's report as DOCX or PDF."""
    if kind not in FILES:
        raise NotFound
    view = _asked(request, submission_id)
    write, media_type = FILES[kind]
    duty = view.submission.duty
    name = file_name(duty.form_label, view.chosen.agency.short_name, duty.period.id.partition("@")[0])
    return download_of(write(view), name=f"{name}.{kind}", media_type=media_type)


def _asked(request: ActorRequest, submission_id: int) -> UnitReportView:
    return queries.unit_report(
        request.actor,
        submission_id,
        on=timezone.localdate(),
        line=request.GET.get("tuyen", ""),
        signer_id=number_of(request.GET.get("nguoi-ky", "")),
    )
