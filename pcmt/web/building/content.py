"""The second step: sections, rows, tables, questions and words, each added, changed, moved, removed on one page."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib import messages
from django.forms import Form
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
    TablePlan,
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
    without,
)
from pcmt.web.building.content_forms import (
    NewRowForm,
    OwnLabelForm,
    QuestionForm,
    SectionForm,
    TableForm,
    TableNameForm,
    WordsForm,
)
from pcmt.web.building.outline import outline
from pcmt.web.building.steps import changed, opened, shown, to_step
from pcmt.web.views import ActorRequest, page, status_of

Said = dict[str, Any]
HERE = "building.content"
PANEL = "them"


@dataclass(frozen=True)
class Panel:
    """What is added or changed beside the form: the task's code, its heading, its form, and which part it is for."""

    task: str
    heading: str
    form: Form
    into: str = ""
    button: str = "Thêm"


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
    panel = _panel(view.plan, task or request.GET.get("them", ""), into or request.GET.get("vao", ""), request.POST)
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


def _panel(plan: FormPlan, task: str, into: str, post: Any) -> Panel | None:
    """The panel that an address or a sent form asks for; none where it asks for what is not there."""
    data = post or None
    if task == "phan":
        return Panel(task, "Thêm phần", SectionForm(data))
    if task == "loi-van":
        return Panel(task, "Thêm mục lời văn", WordsForm(data))
    section, row = plan.section(into), _row(plan, into)
    if task == "sua-phan" and section:
        form = SectionForm(data, initial={"label": section.label, "owner_kind": section.owner_kind})
        return Panel(task, f"Sửa phần “{section.label}”", form, into, "Lưu")
    if task == "dong" and (section or _table(plan, into)):
        return Panel(task, f"Thêm dòng vào “{_label(plan, into)}”", NewRowForm(data), into)
    if task == "bang" and section:
        return Panel(task, f"Thêm bảng vào “{section.label}”", TableForm(data), into)
    if task == "cau-hoi" and section:
        return Panel(task, f"Thêm câu hỏi vào “{section.label}”", QuestionForm(data), into)
    table, question = _table(plan, into), _question(plan, into)
    if task == "sua-bang" and table:
        start = {"label": table.label, "required": table.required}
        return Panel(task, f"Sửa bảng “{table.label}”", TableNameForm(data, initial=start), into, "Lưu")
    if task == "sua-cau-hoi" and question:
        start = {**asdict(question), "options": "\n".join(question.options)}
        return Panel(task, f"Sửa câu hỏi “{question.label}”", QuestionForm(data, initial=start), into, "Lưu")
    if task == "sua-dong" and row:
        shown_now = row.label or row.element
        start = {name: getattr(row, name) for name in NewRowForm.base_fields} if row.is_new else _own(row)
        kind = NewRowForm if row.is_new else OwnLabelForm
        return Panel(task, f"Sửa dòng “{shown_now}”", kind(data, initial=start), into, "Lưu")
    return None


def _own(row: RowPlan) -> Said:
    return {"label": row.label, "required": row.required}


def _label(plan: FormPlan, key: str) -> str:
    section, table = plan.section(key), _table(plan, key)
    return section.label if section else table.label if table else ""


def _table(plan: FormPlan, key: str) -> TablePlan | None:
    return next((table for section in plan.sections for table in section.tables if table.key == key), None)


def _question(plan: FormPlan, key: str) -> QuestionPlan | None:
    return next((one for section in plan.sections for one in section.questions if one.key == key), None)


def _row(plan: FormPlan, key: str) -> RowPlan | None:
    return next((row for row in plan.rows() if row.key == key), None)


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
    table = _table(plan, into)
    return tuple(name for name in (table.columns, table.across) if name) if table else ()


def _take(request: ActorRequest, view: DraftView, into: str) -> HttpResponse:
    """Add a row that asks for an element of the rulebook."""
    element = book().element_by_code.get(str(request.POST.get("chi-tieu", "")))
    if element is not None and (view.plan.section(into) or _table(view.plan, into)):
        said = f"thêm dòng “{element.label}”"
        plan = with_row(view.plan, into, RowPlan("", element.code, "", kind=element.kind))
        if changed(request, view, plan, said):
            messages.success(request, f"Đã {said}.")
    return to_step(HERE, view.row.id, f"them=dong&vao={into}", PANEL)


def _add_section(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"thêm phần “{said['label']}”", with_section(plan, said["label"], said["owner_kind"])


def _change_section(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"sửa phần “{said['label']}”", with_section_as(plan, into, said["label"], said["owner_kind"])


def _add_row(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    row = RowPlan("", new_element_code(said["label"], plan), is_new=True, **said)
    return f"thêm dòng “{row.label}”", with_row(plan, into, row)


def _change_row(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    row = _row(plan, into)
    assert row is not None
    return f"sửa dòng “{said['label'] or row.label or row.element}”", with_row_as(plan, replace(row, **said))


def _add_table(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    made = with_table(plan, into, said["label"], said["columns"], said["across"], required=said["required"])
    return f"thêm bảng “{said['label']}”; bây giờ thêm dòng cho bảng", made


def _change_table(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"sửa bảng “{said['label']}”", with_table_as(plan, into, said["label"], required=said["required"])


def _change_question(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"sửa câu hỏi “{said['label']}”", with_question_as(plan, QuestionPlan(into, **said))


def _add_question(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"thêm câu hỏi “{said['label']}”", with_question(plan, into, QuestionPlan("", **said))


def _add_words(plan: FormPlan, into: str, said: Said) -> tuple[str, FormPlan]:
    return f"thêm mục “{said['label']}”", with_words(plan, said["label"], said["help"], said["key"])


def _again(panel: Panel) -> str:
    return f"them={panel.task}&vao={panel.into}" if panel.task in REPEATED else ""


REPEATED = ("dong", "cau-hoi", "loi-van")
"""What is seldom added alone: the panel stays open for the next."""
DONE: dict[str, Callable[[FormPlan, str, Said], tuple[str, FormPlan]]] = {
    "phan": _add_section,
    "sua-phan": _change_section,
    "dong": _add_row,
    "sua-dong": _change_row,
    "bang": _add_table,
    "sua-bang": _change_table,
    "sua-cau-hoi": _change_question,
    "cau-hoi": _add_question,
    "loi-van": _add_words,
}
MOVES: dict[str, Callable[[FormPlan, str], tuple[str, FormPlan]]] = {
    "bo": lambda plan, key: ("bỏ một mục", without(plan, key)),
    "len": lambda plan, key: ("chuyển lên", moved(plan, key, -1)),
    "xuong": lambda plan, key: ("chuyển xuống", moved(plan, key, 1)),
}
