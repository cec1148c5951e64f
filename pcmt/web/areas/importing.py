"""A file of the map: handed in, looked through, written once confirmed."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from pcmt.areas import queries
from pcmt.areas.actions.hand_in_file import hand_in_file
from pcmt.areas.actions.import_file import import_file
from pcmt.areas.queries import Preview
from pcmt.files import queries as files
from pcmt.files.actions.release import release
from pcmt.web.forms import UploadField, VnDateField
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date

# How a verdict is marked and how many of it are shown: first what must be mended, then what is written, then the rest.
MARKS = {
    "invalid": ("risk", 100),
    "swapped": ("risk", 100),
    "oversized": ("risk", 100),
    "different": ("late", 100),
    "new": ("on", 100),
    "changed": ("on", 100),
    "unknown": ("void", 100),
    "elsewhere": ("void", 20),
    "missing": ("void", 20),
    "matched": ("met", 20),
}


class HandInForm(forms.Form):
    """The file, the day whose map it means, and where it comes from."""

    file = UploadField(label="Tệp CSV, Excel (.xlsx), GeoJSON hoặc TopoJSON")
    on = VnDateField(
        label="Bản đồ của ngày",
        help_text="Với bảng kế thừa: ngày đầu tiên của bản đồ mới. Đơn vị không ghi ngày riêng thì mở từ ngày này.",
    )
    source = forms.CharField(
        label="Nguồn của tệp",
        required=False,
        max_length=300,
        help_text="Cơ quan, văn bản đã cung cấp; được giữ cùng ranh giới và số liệu theo năm.",
    )


class ConfirmForm(forms.Form):
    """What was previewed: the day, the source, and the digest of what was shown."""

    on = VnDateField(widget=forms.HiddenInput)
    source = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    previewed = forms.CharField(max_length=64, widget=forms.HiddenInput)


@page("areas.hand_in_file")
@require_http_methods(["GET", "HEAD", "POST"])
def handed_in(request: ActorRequest) -> HttpResponse:
    """This will take a file, and lead to what it would do."""
    today = timezone.localdate()
    form = HandInForm(request.POST or None, request.FILES or None, initial={"on": today})
    if form.is_valid():
        asked = {"on": form.cleaned_data["on"], "source": form.cleaned_data["source"]}
        with refusals_in(form):
            token = hand_in_file(data=form.cleaned_data["file"].read(), **asked, actor=request.actor, at=timezone.now())
            query = urlencode({"ngay": format_date(asked["on"]), "nguon": asked["source"]})
            return redirect(f"{reverse('areas.import_file', args=[token])}?{query}")
    values = {
        "title": "Nhập địa bàn từ tệp",
        "lead": "Xem trước từng dòng; chỉ ghi khi anh/chị xác nhận",
        "form": form,
    }
    return render(request, "areas/hand_in.html", values, status=status_of(form))


@page("areas.import_file")
@require_http_methods(["GET", "HEAD", "POST"])
def imported(request: ActorRequest, token: str) -> HttpResponse:
    """This will show what the file would do, and write it once that is confirmed."""
    at = timezone.now()
    data = files.held(token)
    asked = {"on": request.GET.get("ngay", ""), "source": request.GET.get("nguon", ""), "previewed": "-"}
    form = ConfirmForm(request.POST or asked)
    if not form.is_valid():
        return redirect("areas.hand_in_file")
    on, source = form.cleaned_data["on"], form.cleaned_data["source"]
    if request.method == "POST":
        with refusals_in(form):
            done = import_file(data=data, **form.cleaned_data, actor=request.actor, at=at)
            release(tokens=[token], actor=request.actor, at=at)
            messages.success(request, f"Đã ghi {done.written} dòng từ tệp vào bản đồ.")
            return redirect("areas.list")
    preview = queries.preview_import(request.actor, data, on, at, source)
    values = {
        "title": f"Xem trước: {preview.kind_label.lower()}",
        "form": form,
        "again": ConfirmForm(initial={"on": on, "source": source, "previewed": preview.digest}),
        "preview": preview,
        "on": on,
        "source": source,
        "groups": groups(preview),
        "to_write": sum(count for verdict, _, count in preview.counts if verdict in written_by(preview)),
    }
    return render(request, "areas/preview.html", values, status=status_of(form))


def written_by(preview: Preview) -> frozenset[str]:
    """This will tell which verdicts are written: an outline is, where its unit stands on the map."""
    return frozenset({"matched"} if preview.kind == "boundaries" else {"new", "changed"})


def groups(preview: Preview) -> list[dict[str, object]]:
    """This will give the findings by verdict, as many of each as are shown."""
    found = {verdict: (label, count) for verdict, label, count in preview.counts}
    return [
        {
            "verdict": verdict,
            "mark": mark,
            "label": found[verdict][0],
            "count": found[verdict][1],
            "found": preview.of(verdict)[:shown],
            "more": found[verdict][1] - shown,
        }
        for verdict, (mark, shown) in MARKS.items()
        if verdict in found
    ]
