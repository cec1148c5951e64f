"""Pages of official reports: one call down a view."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.accounts.queries import guidance
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.publications import queries
from pcmt.publications.actions.compose import compose
from pcmt.publications.actions.correct import correct
from pcmt.publications.actions.edit_words import edit_words
from pcmt.publications.actions.issue import issue
from pcmt.publications.actions.refresh import refresh
from pcmt.publications.actions.return_draft import return_draft
from pcmt.publications.actions.sign import sign
from pcmt.publications.actions.submit_for_signature import submit_for_signature
from pcmt.publications.queries import OwnWords, ReportView
from pcmt.rulebook.queries import AgencyWordsBlock
from pcmt.web.committee.beside import opinions_beside
from pcmt.web.downloads import download_of
from pcmt.web.history import events
from pcmt.web.publications.forms import ComposeForm, IssueForm, ReasonForm, WordsForm
from pcmt.web.reporting.forms import read_version
from pcmt.web.views import ActorRequest, page, refusals_in, show_refusal, status_of

DOWNLOADS: dict[str, tuple[Callable[..., bytes], str]] = {
    "docx": (queries.as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (queries.as_pdf, "application/pdf"),
}


@page("publications.view")
@require_safe
def report_list(request: ActorRequest) -> HttpResponse:
    """This will list the reports."""
    rows = queries.reports(request.actor)
    may_compose = request.actor.may_somewhere("publications.compose")
    later = queries.later_counts(request.actor, timezone.now())
    shown = [(row, later.get(row.id, 0)) for row in rows]
    title = f"{len(rows)} báo cáo tổng hợp" if rows else "Chưa có báo cáo tổng hợp"
    return render(request, "publications/list.html", {"title": title, "rows": shown, "may_compose": may_compose})


@page("publications.compose")
@require_http_methods(["GET", "HEAD", "POST"])
def compose_report(request: ActorRequest) -> HttpResponse:
    """This will begin a report for a layout and a period."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = ComposeForm(request.POST or None, layouts=queries.layouts(today), today=today)
    if request.method == "POST" and form.is_valid():
        layout, period = form.chosen
        try:
            made = compose(layout=layout.code, period=period, actor=request.actor, at=now)
        except Refusal as refusal:
            if refusal.code == "already_composed":
                messages.info(request, f"{refusal.message} {refusal.remedy}")
                return redirect("publications.show", int(refusal.where.removeprefix("report:")))
            show_refusal(form, refusal, request.actor)
        else:
            messages.success(request, "Đã lập dự thảo từ số liệu đã chốt. Viết phần lời văn rồi trình ký.")
            return redirect("publications.show", made)
    return render(
        request, "publications/compose.html", {"title": "Lập báo cáo tổng hợp", "form": form}, status=status_of(form)
    )


@page("publications.view")
@require_safe
def report(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will show a report as it will be printed, with what may be done with it now."""
    return show_report(request, queries.report(request.actor, report_id))


@page("publications.edit_words")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will let the office write its own words."""
    view = queries.report(request.actor, report_id)
    blocks = [part for part in view.parts if isinstance(part, OwnWords)]
    written = {block.code: view.words.get(block.code) or block.suggested for block in blocks}
    form = WordsForm(request.POST or None, blocks=blocks, initial={"version": view.version, **written})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            edit_words(
                report_id=report_id,
                texts=form.texts,
                version=form.cleaned_data["version"],
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã ghi phần lời văn.")
            return redirect("publications.show", report_id)
    title = f"Viết lời văn: {view.row.title}"
    return render(
        request, "publications/words.html", {"title": title, "view": view, "form": form}, status=status_of(form)
    )


@page("publications.correct")
@require_POST
def correct_report(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will draft the report that corrects an issued one, and lead to it."""
    try:
        made = correct(report_id=report_id, actor=request.actor, at=timezone.now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return redirect("publications.show", int(refusal.where.removeprefix("report:") or report_id))
    messages.success(request, "Đã lập dự thảo báo cáo đính chính. Viết nguyên nhân nếu cần, rồi trình ký.")
    return redirect("publications.show", made)


@page("publications.refresh")
@require_POST
def refresh_figures(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will bind the figures anew and show which have changed."""
    changed = refresh(report_id=report_id, actor=request.actor, at=timezone.now())
    if not changed:
        messages.info(request, "Số liệu không thay đổi so với lần lập trước.")
    return show_report(request, queries.report(request.actor, report_id), changed=changed)


@page("publications.submit_for_signature")
@require_POST
def submit(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will put the draft before the person who signs."""
    try:
        submit_for_signature(report_id=report_id, actor=request.actor, at=timezone.now())
    except Refusal as refusal:
        return show_report(request, queries.report(request.actor, report_id), refusal=refusal)
    messages.success(request, "Đã trình ký.")
    return redirect("publications.show", report_id)


@page("publications.return_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will give the draft back with a reason."""
    view = queries.report(request.actor, report_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, request.actor):
            return_draft(
                report_id=report_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, "Đã trả lại dự thảo để chỉnh sửa.")
            return redirect("publications.show", report_id)
    return render(
        request,
        "publications/give_back.html",
        {"title": "Trả lại dự thảo", "view": view, "form": form},
        status=status_of(form),
    )


@page("publications.sign")
@require_POST
def approve(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will approve the report for issue."""
    try:
        sign(report_id=report_id, version=read_version(request.POST), actor=request.actor, at=timezone.now())
    except Refusal as refusal:
        return show_report(request, queries.report(request.actor, report_id), refusal=refusal)
    messages.success(request, "Đã ký. Văn thư lấy số, phát hành và tải bản đã ký lên.")
    return redirect("publications.show", report_id)


@page("publications.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def issue_report(request: ActorRequest, report_id: int) -> HttpResponse:
    """This will take back the signed file with its number and day."""
    view = queries.report(request.actor, report_id)
    form = IssueForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_in(form, request.actor):
            issue(
                report_id=report_id,
                number=form.cleaned_data["number"],
                issued_on=form.cleaned_data["issued_on"],
                data=file.read(),
                name=file.name,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã phát hành và đăng ký vào kho văn bản đi.")
            return redirect("publications.show", report_id)
    return render(
        request,
        "publications/issue.html",
        {"title": "Phát hành báo cáo", "view": view, "form": form},
        status=status_of(form),
    )


@page("publications.view", machine=True)
@require_safe
def download(request: ActorRequest, report_id: int, kind: str) -> HttpResponse:
    """This will give the report as DOCX or PDF."""
    if kind not in DOWNLOADS:
        raise NotFound
    write, media_type = DOWNLOADS[kind]
    row = queries.report(request.actor, report_id).row
    name = f"{row.number.replace('/', '-') or f'bao-cao-{row.period.id}'.replace('@', '-')}.{kind}"
    return download_of(write(request.actor, report_id), name=name, media_type=media_type)


def show_report(
    request: ActorRequest,
    view: ReportView,
    *,
    refusal: Refusal | None = None,
    changed: tuple[tuple[str, str, str], ...] = (),
) -> HttpResponse:
    """This will render a report's page, with what stands in the way of a move, or with what has changed."""
    labels = {part.code: part.label for part in view.parts if isinstance(part, OwnWords)}
    later = queries.later(request.actor, view.row.id, timezone.now())
    return render(
        request,
        "publications/report.html",
        {
            "title": view.row.title,
            "view": view,
            "moves": {move.code: move for move in view.moves},
            "kept_back": [(move, _others(request, move)) for move in view.moves if move.refused],
            "document": mark_safe(queries.as_html(request.actor, view.row.id, trace_address)),  # noqa: S308 escaped by the writer
            "unfinished": view.row.period.last_day >= timezone.localdate(),
            "missing": [labels[code] for code in view.missing_words],
            "drawn_from": _drawn_from(view),
            "refusal": refusal,
            "changed": [(trace_address(ref), before, now) for ref, before, now in changed],
            "later": [(one, trace_address(one.reference), len({by.area_id for by in one.by})) for one in later],
            "events": events(view.history),
            **opinions_beside(
                request.actor, "report", view.row.id, timezone.localdate(), also=("document", view.document_id)
            ),
        },
        status=409 if refusal else 200,
    )


def _others(request: ActorRequest, move: queries.MoveView) -> str:
    """Which posts may make a move that this reader's own hands keep them from; empty where it is not about hands."""
    if move.needs is None:
        return ""
    held = guidance(move.needs, actor=request.actor, at=timezone.now()).holders
    return "; ".join(map(str, held)) or "chưa ai khác giữ vai trò này, đề nghị quản trị hệ thống giao vai trò"


def _drawn_from(view: ReportView) -> list[tuple[str, str, int]]:
    """The blocks of agencies' words: code, heading, and how many points were drawn from them."""
    named = () if view.corrects else view.layout.blocks
    blocks = [one for one in named if isinstance(one, AgencyWordsBlock)]
    return [(one.code, one.heading or one.code, len(view.points.get(one.code, ()))) for one in blocks]


def trace_address(reference: str) -> str | None:
    """This will give the page that answers for a figure; none for a whole block, which stands on this page."""
    return None if reference.startswith("report:") else reverse("trace.show", args=[reference])
