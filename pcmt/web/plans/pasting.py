"""The page that takes a pasted list of tasks: tried first, with what is wrong at which line, then added whole."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.plans import queries as plans
from pcmt.plans.actions.paste_tasks import Pasting, paste_tasks
from pcmt.web.views import ActorRequest, page, status_of, tried

LONGEST_ITEM = 110


class PasteForm(forms.Form):
    """A list as it was pasted, and the part of the plan that it belongs to."""

    text = forms.CharField(
        label="Danh sách nhiệm vụ",
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        max_length=200_000,
        help_text="Dán cả bảng từ Word, Excel; hoặc mỗi nhiệm vụ một dòng có số thứ tự, kèm “chủ trì: …; phối hợp: …; "
        "thời hạn: …; sản phẩm: …”.",
    )
    item = forms.TypedChoiceField(label="Thuộc mục", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, items: tuple[plans.ItemView, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chung của kế hoạch"), *((one.id, one.name[:LONGEST_ITEM]) for one in items)]


@page("plans.paste_tasks")
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show an empty field, then what the pasted text would add, and add it once that was confirmed."""
    view = plans.plan(request.actor, plan_id)
    form = PasteForm(request.POST or None, items=plans.items(request.actor, plan_id))
    trial = request.POST.get("buoc") != "ghi"
    told: list[Pasting] = []

    def act(said: dict[str, Any]) -> object:
        told.append(
            paste_tasks(
                plan_id=plan_id,
                text=said["text"],
                item_id=said["item"],
                dry_run=trial,
                actor=request.actor,
                at=timezone.now(),
            )
        )
        return told

    if tried(form, act) and told[0].added:
        messages.success(request, f"Đã thêm {len(told[0].added)} nhiệm vụ vào kế hoạch.")
        return redirect("plans.plan", plan_id)
    found = told[0] if told else None
    context = {
        "title": _title(found),
        "plan": view,
        "form": form,
        "told": found,
        "twice": sum(line.there for line in found.lines) if found else 0,
        "unknown": sum(bool(line.unknown) for line in found.lines) if found else 0,
    }
    status = 422 if found and found.faults else status_of(form)
    return render(request, "plans/paste.html", context, status=status)


def _title(found: Pasting | None) -> str:
    if found is None:
        return "Dán danh sách nhiệm vụ"
    return f"{found.faults} nhiệm vụ cần sửa trước khi thêm" if found.faults else f"Sẽ thêm {len(found.lines)} nhiệm vụ"
