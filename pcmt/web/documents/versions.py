"""Versions of an act, and other readings of one: what differs, another file kept beside, a text read again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pcmt.documents import queries as documents
from pcmt.documents.actions.add_version import add_version
from pcmt.documents.actions.receive_files import receive_files
from pcmt.documents.actions.reread_document import reread_document
from pcmt.documents.queries import receiving, rereading, versions
from pcmt.web.documents.forms import VersionForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@page("documents.add_version")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will take another file of a document in and lead to what it changed; a scan is read afterwards."""
    view = documents.document(request.actor, document_id)
    form = VersionForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_in(form):
            return _add(request, view, form)
    context = {"title": "Thêm bản khác của văn bản", "form": form, "view": view}
    return render(request, "documents/add_version.html", context, status=status_of(form))


@page("documents.view")
@require_safe
def compared(request: ActorRequest, document_id: int, other_id: int) -> HttpResponse:
    """This will show what changed from the older of two versions to the newer: targets, duties, provisions."""
    view = documents.document(request.actor, document_id)
    found = versions.compared(request.actor, other_id, document_id)
    count = len(found.targets) + len(found.duties) + len(found.provisions)
    what = f"{count} chỗ khác nhau" if count else "Không có khác biệt"
    context = {
        "title": f"{what} giữa bản {found.old.version} và bản {found.new.version}",
        "view": view,
        "found": found,
        "panels": [("Chỉ tiêu", found.targets), ("Nhiệm vụ", found.duties), ("Điều khoản", found.provisions)],
    }
    return render(request, "documents/compare.html", context)


@page("documents.reread_document")
@require_http_methods(["GET", "HEAD", "POST"])
def reread(request: ActorRequest, document_id: int) -> HttpResponse:
    """This will show what reading a document again would change, and do it where a person says so."""
    view = documents.document(request.actor, document_id)
    if request.method == "POST":
        done = reread_document(document_id=document_id, actor=request.actor, at=timezone.now())
        told = f"Đã đọc lại: {done.new} gợi ý mới, {done.gone} gợi ý không còn; {done.kept} việc đã quyết giữ nguyên."
        messages.success(request, told)
        return redirect("documents.read", document_id)
    found = rereading.rereading(request.actor, document_id)
    context = {
        "title": "Đọc lại không thay đổi gì" if found.is_same else "Đọc lại văn bản sẽ thay đổi những chỗ này",
        "view": view,
        "found": found,
        "panels": [("Chỉ tiêu", found.targets), ("Nhiệm vụ", found.duties), ("Điều khoản", found.provisions)],
    }
    return render(request, "documents/reread.html", context)


def _add(request: ActorRequest, view: documents.DocumentView, form: VersionForm) -> HttpResponse:
    file, note = form.cleaned_data["file"], form.cleaned_data["note"]
    data, now = file.read(), timezone.now()
    if not receiving.reads_quickly(data, file.name):
        batch_id = receive_files(
            uploads=[(data, file.name)],
            direction=view.row.direction,
            version_of=view.id,
            version_note=note,
            actor=request.actor,
            at=now,
        )
        return redirect("documents.batch", batch_id)
    before = next(one for one in versions.versions(request.actor, view.id) if one.is_current)
    new_id = add_version(document_id=view.id, data=data, name=file.name, note=note, actor=request.actor, at=now)
    messages.success(request, "Đã giữ bản mới bên cạnh bản cũ. Xem những chỗ khác nhau dưới đây.")
    return redirect("documents.compare", new_id, before.id)
