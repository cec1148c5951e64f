"""Pages of a plan's parts and money: confirmed from its document, written by hand, moved about."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.agencies import queries as agencies
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_items import add_items
from pcmt.plans.actions.place_under import place_under
from pcmt.plans.actions.remove_item import remove_item
from pcmt.plans.actions.revise_item import revise_item
from pcmt.plans.actions.set_budget import set_budget
from pcmt.plans.queries import FUNDS, ITEM_KINDS, BudgetInput, ItemInput, ItemView, Money, PartProposal
from pcmt.web.asked import number_of
from pcmt.web.forms import VnIntegerField, YearField
from pcmt.web.plans.ways import rooms
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

TOP = (("", "Không thuộc mục nào"),)


class ProposalsForm(forms.Form):
    """Which of the parts that the document shows are taken over."""

    taken = forms.MultipleChoiceField(label="Mục lấy từ văn bản", required=False)

    def __init__(self, data: QueryDict | None, proposals: Sequence[PartProposal]) -> None:
        super().__init__(data)
        self.proposals = {one.part.key: one for one in proposals if not one.is_there}
        self.fields["taken"].choices = [(key, key) for key in self.proposals]  # type: ignore[attr-defined]

    def chosen(self) -> list[ItemInput]:
        """This will give the parts ticked; the form must be valid."""
        return [self.proposals[key].as_read() for key in self.cleaned_data["taken"]]


class ItemForm(forms.Form):
    """A part written by hand, or put right."""

    kind = forms.ChoiceField(label="Loại", choices=tuple(ITEM_KINDS.items()))
    label = forms.CharField(label="Số thứ tự", required=False, max_length=64, help_text="Ví dụ: III.2, Dự án 4.")
    title = forms.CharField(label="Tên mục", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(label="Cơ quan chủ trì", required=False, max_length=255)
    parent = forms.ChoiceField(label="Thuộc mục", required=False)

    def __init__(self, *args: Any, tree: Sequence[ItemView], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].choices = [*TOP, *((str(one.id), one.name[:90]) for one in tree)]  # type: ignore[attr-defined]

    def clean_lead(self) -> int | None:
        """This will give the agency whose name was typed; a name that nobody or several bear is told."""
        said = self.cleaned_data["lead"].strip()
        if not said:
            return None
        found = agencies.match(said, timezone.localdate())
        if len(found) != 1:
            raise forms.ValidationError("Chưa rõ cơ quan nào; ghi tên như trong danh mục cơ quan.")
        return found[0].id

    def said(self) -> ItemInput:
        """This will give what was typed; the form must be valid."""
        held = self.cleaned_data
        return ItemInput(
            kind=held["kind"],
            title=held["title"],
            label=held["label"],
            lead=held["lead"],
            parent=int(held["parent"]) if held["parent"] else None,
        )


class BudgetForm(forms.Form):
    """One line of money, in đồng; without a figure it is taken away."""

    item = forms.ChoiceField(label="Cho mục", required=False)
    fund = forms.ChoiceField(label="Nguồn", choices=tuple(FUNDS.items()))
    year = YearField(label="Năm")
    planned = VnIntegerField(label="Dự kiến", required=False, minimum=0)
    allotted = VnIntegerField(label="Đã giao", required=False, minimum=0)
    spent = VnIntegerField(label="Đã chi", required=False, minimum=0)
    confirmed = forms.BooleanField(label="Số ghi như trên là đúng", required=False)

    def __init__(self, data: QueryDict | None, tree: Sequence[ItemView]) -> None:
        super().__init__(data)
        self.fields["item"].choices = [("", "Cả kế hoạch"), *((str(one.id), one.name[:90]) for one in tree)]  # type: ignore[attr-defined]

    def line(self) -> BudgetInput:
        """This will give the line typed; the form must be valid."""
        held = self.cleaned_data
        return BudgetInput(
            fund=held["fund"],
            year=held["year"],
            money=Money(held["planned"], held["allotted"], held["spent"]),
            item=int(held["item"]) if held["item"] else None,
            confirmed=held["confirmed"],
        )


@page("plans.view")
@require_safe
def show_items(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show a plan's parts, those its document shows besides, and what hangs under none."""
    return _items(request, plan_id)


@page("plans.add_items")
@require_POST
def add(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will add the parts ticked, or the one written by hand."""
    form: ProposalsForm | ItemForm
    if "title" in request.POST:
        form = ItemForm(request.POST, tree=plans.items(request.actor, plan_id))
    else:
        form = ProposalsForm(request.POST, plans.parts_shown(request.actor, plan_id, timezone.localdate()).proposals)
    if form.is_valid():
        with refusals_in(form):
            said = [form.said()] if isinstance(form, ItemForm) else form.chosen()
            made = add_items(plan_id=plan_id, items=said, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã thêm {len(made)} mục vào kế hoạch.")
            return redirect("plans.items", plan_id)
    return _items(request, plan_id, form=form)


@page("plans.place_under")
@require_POST
def place(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will hang the targets and tasks ticked under the part chosen."""
    form = forms.Form(request.POST)
    if form.is_valid():
        with refusals_in(form):
            place_under(
                plan_id=plan_id,
                item_id=number_of(request.POST.get("item", "")),
                references=set(request.POST.getlist("ref")),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, "Đã xếp vào mục.")
            return redirect("plans.items", plan_id)
    return _items(request, plan_id, form=form)


@page("plans.revise_item")
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: ActorRequest, plan_id: int, item_id: int) -> HttpResponse:
    """This will show a part in a form, and put it right as the form says."""
    tree = plans.items(request.actor, plan_id)
    view = plans.item(request.actor, plan_id, item_id)
    initial = {
        "kind": view.kind,
        "label": view.label,
        "title": view.title,
        "lead": view.lead_name,
        "parent": str(view.parent_id or ""),
    }
    form = ItemForm(request.POST or None, initial=initial, tree=[one for one in tree if one.id != item_id])
    if form.is_valid():
        with refusals_in(form):
            revise_item(item_id=item_id, said=form.said(), actor=request.actor, at=timezone.now())
            messages.success(request, "Đã sửa mục.")
            return redirect("plans.items", plan_id)
    context = {"title": "Sửa mục của kế hoạch", "plan": plans.plan(request.actor, plan_id), "item": view, "form": form}
    context["reference"] = f"item:{view.id}"
    return render(request, "plans/item.html", context, status=status_of(form))


@page("plans.remove_item")
@require_POST
def remove(request: ActorRequest, plan_id: int, item_id: int) -> HttpResponse:
    """This will take a part out of the plan."""
    plans.item(request.actor, plan_id, item_id)
    form = forms.Form(request.POST)
    if form.is_valid():
        with refusals_in(form):
            remove_item(item_id=item_id, actor=request.actor, at=timezone.now())
            messages.success(request, "Đã xóa mục; chỉ tiêu, nhiệm vụ của mục về lại kế hoạch.")
            return redirect("plans.items", plan_id)
    return _items(request, plan_id, form=form)


@page("plans.view")
@require_safe
def show_budget(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will show a plan's money by year and fund, with its sums."""
    return _budget(request, plan_id)


@page("plans.set_budget")
@require_POST
def write_budget(request: ActorRequest, plan_id: int) -> HttpResponse:
    """This will write one line of money."""
    form = BudgetForm(request.POST, plans.items(request.actor, plan_id))
    if form.is_valid():
        with refusals_in(form):
            set_budget(plan_id=plan_id, line=form.line(), actor=request.actor, at=timezone.now())
            messages.success(request, "Đã ghi dòng kinh phí.")
            return redirect("plans.budget", plan_id)
    return _budget(request, plan_id, form=form)


def _items(request: ActorRequest, plan_id: int, *, form: forms.Form | None = None) -> HttpResponse:
    on = timezone.localdate()
    view = plans.plan(request.actor, plan_id)
    tree = plans.items(request.actor, plan_id)
    may = plans.may_keep(request.actor, view, "plans.add_items")
    shown = plans.parts_shown(request.actor, plan_id, on) if may else plans.PartsShown((), ())
    targets = plans.targets(request.actor, plan_id=plan_id)
    tasks = [one for one in plans.tasks(request.actor, plan_id=plan_id, on=on) if one.state != "withdrawn"]
    context = {
        "title": "Mục, dự án của kế hoạch",
        "plan": view,
        "rooms": rooms(view, "plans.items"),
        "tree": [(one, _hung(one.id, targets, tasks)) for one in tree],
        "loose": _hung(None, targets, tasks),
        "proposals": [one for one in shown.proposals if not one.is_there],
        "shortfalls": shown.shortfalls,
        "may": may,
        "errors": form,
        "form": form if isinstance(form, ItemForm) else ItemForm(tree=tree),
    }
    return render(request, "plans/items.html", context, status=status_of(form) if form else 200)


def _hung(
    item_id: int | None, targets: Sequence[plans.TargetView], tasks: Sequence[plans.TaskView]
) -> list[plans.TargetView | plans.TaskView]:
    hung: list[plans.TargetView | plans.TaskView] = [one for one in targets if one.item_id == item_id]
    return [*hung, *(one for one in tasks if one.item_id == item_id)]


def _budget(request: ActorRequest, plan_id: int, *, form: BudgetForm | None = None) -> HttpResponse:
    view = plans.plan(request.actor, plan_id)
    context = {
        "title": "Kinh phí của kế hoạch",
        "plan": view,
        "rooms": rooms(view, "plans.budget"),
        "sheet": plans.budget(request.actor, plan_id),
        "form": form or BudgetForm(None, plans.items(request.actor, plan_id)),
        "may": plans.may_keep(request.actor, view, "plans.set_budget"),
    }
    return render(request, "plans/budget.html", context, status=status_of(form) if form else 200)
