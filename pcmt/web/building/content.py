"""The second step: sections, rows, tables, questions and words, each added, changed, moved, removed on one page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import (
    DraftView,
    FormPlan,
    QuestionPlan,
    RowPlan,
    elements_called,
    moved,
    new_element_code,
    with_question,
    with_question_as,
    with_row,
    with_row_as,
    with_section,
    with_section_as,
    with_table,
    with_table_as,
    with_words,
    with_words_as,
    without,
)
from pcmt.web.building.outline import outline
from pcmt.web.building.panels import Panel, panel_for, row_in, table_in
from pcmt.web.building.steps import changed, opened, shown, to_step
from pcmt.web.views import ActorRequest, page, status_of

Said = dict[str, Any]
HERE = "building.content"
PANEL = "them"


@page("rulebook.change_form_draft")
@require_http_methods(["GET", "HEAD", "POST"])
def content(request: ActorRequest, built_id: int) -> HttpResponse:
    """This will show what the form asks, and take one change of it."""
    view = opened(request, built_id)
    task, into = _asked(request)
    if request.method == "POST" and task in MOVES:
        said, plan = MOVES[task](view.plan, into)
        changed(request, view, plan, said)
        return to_step(HERE, built_id, anchor=into if task in ("len", "xuong") else "noi-dung-bieu")
    if request.method == "POST" and task == "dung":
        return _take(request, view, into)
    panel = panel_for(view, task or request.GET.get("them", ""), into or request.GET.get("vao", ""), request.POST)
    if request.method == "POST" and panel is not None and panel.form.is_valid():
        said, plan = DONE[panel.task](view.plan, panel.into, panel.form.cleaned_data)
        if changed(request, view, plan, said, panel.form):
            messages.success(request, f"Đã {said}.")
            return to_step(HERE, built_id, _again(panel), PANEL if panel.task in REPEATED else panel.into)
    values = shown(view, "content", "Biểu hỏi những gì", panel=panel, **_search(request, view, panel))
    values["outline"] = outline(view)
    return render(request, "building/content.html", values, status=status_of(panel.form) if panel else 200)


def _asked(request: ActorRequest) -> tuple[str, str]:
    """What was sent to be done, and to which part; the small buttons say both in one value ("len d3")."""
    task, _, part = str(request.POST.get("part", "")).partition(" ")
    return (task, part) if task else (str(request.POST.get("viec", "")), str(request.POST.get("vao", "")))


def _search(request: ActorRequest, view: DraftView, panel: Panel | None) -> Said:
    """What the words sought find among the elements of the rulebook, where a row is being added."""
    sought = str(request.GET.get("tim", "")).strip()[:200]
    if panel is None or panel.task != "dong":
        return {"sought": "", "found": ()}
    if sought and not request.POST:
        panel.form.initial["label"] = sought[:1].upper() + sought[1:]
    taken = {row.element for row in view.plan.rows()}
    found = elements_called(sought, by=_sets(view.plan, panel.into), on=timezone.localdate())
    return {"sought": sought, "found": [one for one in found if one.element.code not in taken]}


def _sets(plan: FormPlan, into: str) -> tuple[str, ...]:
    table = table_in(plan, into)
    return tuple(name for name in (table.columns, table.across) if name) if table else ()


def _take(request: ActorRequest, view: DraftView, into: str) -> HttpResponse:
    """Add a row that asks for an element of the rulebook."""
    element = book().element_by_code.get(str(request.POST.get("chi-tieu", "")))
    if element is not None and (view.plan.section(into) or table_in(view.plan, into)):
        said = f"thêm dòng “{element.label}”"
        plan = with_row(view.plan, into, RowPlan("", element.code, "", kind=element.kind))
        if changed(request, view, plan, said):
            messages.success(request, f"Đã {said}.")
    return to_step(HERE, view.row.id, f"them=dong&vao={into}", PANEL)


def _add_section(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"thêm phần “{said['label']}”", with_section(plan, **said)


def _change_section(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"sửa phần “{said['label']}”", with_section_as(plan, into, **said)


def _add_row(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    row = RowPlan("", new_element_code(said["label"], plan), is_new=True, **said)
    return f"thêm dòng {'tổng ' if row.is_total else ''}“{row.label}”", with_row(plan, into, row)


def _change_row(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    row = row_in(plan, into)
    assert row is not None
    return f"sửa dòng “{said['label'] or row.label or row.element}”", with_row_as(plan, replace(row, **said))


def _add_table(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"thêm bảng “{said['label']}”; bây giờ thêm dòng cho bảng", with_table(plan, into, **said)


def _change_table(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"sửa bảng “{said['label']}”", with_table_as(plan, into, **said)


def _change_question(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"sửa câu hỏi “{said['label']}”", with_question_as(plan, QuestionPlan(into, **said))


def _add_question(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"thêm câu hỏi “{said['label']}”", with_question(plan, into, QuestionPlan("", **said))


def _add_words(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"thêm mục “{said['label']}”", with_words(plan, said["label"], said["help"], said["key"])


def _change_words(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"sửa mục “{said['label']}”", with_words_as(plan, into, **said)


def _again(panel: Panel) -> str:
    return f"them={panel.task}&vao={panel.into}" if panel.task in REPEATED else ""


REPEATED = ("dong", "cau-hoi", "loi-van")
"""What is seldom added alone: the panel stays open for the next."""
DONE: dict[str, Callable[[FormPlan, str, Said], tuple[str, FormPlan]]] = {
    "phan": _add_section,
    "sua-phan": _change_section,
    "dong": _add_row,
    "sua-dong": _change_row,
    "tong": _add_row,
    "bang": _add_table,
    "sua-bang": _change_table,
    "sua-cau-hoi": _change_question,
    "cau-hoi": _add_question,
    "loi-van": _add_words,
    "sua-loi-van": _change_words,
}
MOVES: dict[str, Callable[[FormPlan, str], tuple[str, FormPlan]]] = {
    "bo": lambda plan, key: ("bỏ một mục", without(plan, key)),
    "len": lambda plan, key: ("chuyển lên", moved(plan, key, -1)),
    "xuong": lambda plan, key: ("chuyển xuống", moved(plan, key, 1)),
}
