"""What is added or changed beside the form in the second step: one panel for each task, with the values that stand."""

from dataclasses import asdict, dataclass
from typing import Any

from django.forms import Form

from pcmt.rulebook.queries.drafts import (
    ADDABLE,
    DraftView,
    FormPlan,
    QuestionPlan,
    RowPlan,
    SectionPlan,
    TablePlan,
    WordsPlan,
)
from pcmt.web.building.content_forms import (
    Cells,
    NewRowForm,
    OwnLabelForm,
    QuestionForm,
    SectionForm,
    TableForm,
    TableNameForm,
    TotalForm,
    WordingForm,
    WordsForm,
)


@dataclass(frozen=True)
class Panel:
    """What is added or changed beside the form: the task's code, its heading, its form, and which part it is for."""

    task: str
    heading: str
    form: Form
    into: str = ""
    button: str = "Thêm"


def panel_for(view: DraftView, task: str, into: str, post: Any) -> Panel | None:
    """This will give the panel that an address or a sent form asks for; None where it asks for what is not there."""
    data, once = post or None, view.plan.is_once
    if task == "phan":
        return Panel(task, "Thêm phần", SectionForm(data, once=once))
    if task == "loi-van":
        return Panel(task, "Thêm mục lời văn", WordsForm(data))
    if (section := view.plan.section(into)) is not None:
        return _in_section(view, task, section, data)
    if (table := table_in(view.plan, into)) is not None:
        return _of_table(view, task, table, data)
    if task == "sua-dong" and (row := row_in(view.plan, into)) is not None:
        return _of_row(view, row, data)
    if task == "sua-cau-hoi" and (asked := _question(view.plan, into)) is not None:
        start = {**asdict(asked), "options": "\n".join(asked.options)}
        return Panel(task, f"Sửa câu hỏi “{asked.label}”", QuestionForm(data, initial=start), into, "Lưu")
    if task == "sua-loi-van" and (words := _words(view.plan, into)) is not None:
        return Panel(task, f"Sửa mục “{words.label}”", WordingForm(data, initial=asdict(words)), into, "Lưu")
    return None


def _in_section(view: DraftView, task: str, section: SectionPlan, data: Any) -> Panel | None:
    into, label = section.key, section.label
    match task:
        case "sua-phan":
            form = SectionForm(data, once=view.plan.is_once, initial=asdict(section))
            return Panel(task, f"Sửa phần “{label}”", form, into, "Lưu")
        case "dong":
            return Panel(task, f"Thêm dòng vào “{label}”", NewRowForm(data, cells=_carriable(view)), into)
        case "tong":
            return Panel(task, f"Thêm dòng tổng vào “{label}”", TotalForm(data, cells=_addable(view)), into)
        case "bang":
            return Panel(task, f"Thêm bảng vào “{label}”", TableForm(data), into)
        case "cau-hoi":
            return Panel(task, f"Thêm câu hỏi vào “{label}”", QuestionForm(data), into)
    return None


def _of_table(view: DraftView, task: str, table: TablePlan, data: Any) -> Panel | None:
    if task == "dong":
        return Panel(task, f"Thêm dòng vào “{table.label}”", NewRowForm(data, cells=(), in_table=True), table.key)
    if task == "sua-bang":
        form = TableNameForm(data, initial=asdict(table))
        return Panel(task, f"Sửa bảng “{table.label}”", form, table.key, "Lưu")
    return None


def _of_row(view: DraftView, row: RowPlan, data: Any) -> Panel:
    """A row's own form: that of a total, of a new figure, or of one that the rulebook knows."""
    start = asdict(row)
    form: Form
    if row.is_total:
        cells = [(code, label) for code, label in _addable(view) if code != row.element]
        form = TotalForm(data, cells=cells, needs_label=row.is_new, initial=start)
    else:
        others = [(code, label) for code, label in _carriable(view) if code != row.element]
        in_table = not any(row in section.rows for section in view.plan.sections)
        kind = NewRowForm if row.is_new else OwnLabelForm
        form = kind(data, cells=others, in_table=in_table, initial=start)
    return Panel("sua-dong", f"Sửa dòng “{row.label or row.element}”", form, row.key, "Lưu")


def _addable(view: DraftView) -> Cells:
    """The cells that a total can add up: of the lists and of the tables, counts and measures."""
    return [(cell.element, cell.label) for cell in view.form.cells if cell.kind in ADDABLE]


def _carriable(view: DraftView) -> Cells:
    """The cells whose figure of the period before can be offered; none where there is no period before."""
    return () if view.plan.is_once else [*view.reading.labels.items()]


def table_in(plan: FormPlan, key: str) -> TablePlan | None:
    """This will find a table by its key."""
    return next((table for section in plan.sections for table in section.tables if table.key == key), None)


def row_in(plan: FormPlan, key: str) -> RowPlan | None:
    """This will find a row by its key, in a section or in a table."""
    return next((row for row in plan.rows() if row.key == key), None)


def _question(plan: FormPlan, key: str) -> QuestionPlan | None:
    return next((one for section in plan.sections for one in section.questions if one.key == key), None)


def _words(plan: FormPlan, key: str) -> WordsPlan | None:
    return next((one for one in plan.words if one.key == key), None)
