"""A plan made from a form that stands: to ask the like once more, or to make its next version."""

from collections.abc import Collection
from dataclasses import replace

from pcmt.kernel.formula.tree import Node, to_text
from pcmt.rulebook.rules.elements import Element
from pcmt.rulebook.rules.form_plan import DuePlan, FormPlan, RowPlan, SectionPlan, WordsPlan
from pcmt.rulebook.rules.forms import CellDef, Form, Section
from pcmt.rulebook.rules.plan_totals import sum_of


def plan_from(form: Form, plan: FormPlan) -> tuple[FormPlan, tuple[str, ...]]:
    """This will copy the sections, rows, totals and words of a form into a plan; the second value names what is not.

    Tables, rates, questions and checks of forms written by hand say more than the builder can: they are left out.
    """
    sections: list[SectionPlan] = []
    left_out: list[str] = []
    listed = {cell.element for section in form.sections for cell in section.listed}
    for section in form.sections:
        key, plan = plan.new_key("p")
        rows: list[RowPlan] = []
        for cell in section.listed:
            row_key, plan = plan.new_key("d")
            if (row := _row(row_key, cell, listed)) is not None:
                rows.append(row)
            elif cell.computed is not None:
                left_out.append(_total(cell, cell.computed))
        left_out += _told(section)
        if rows:
            sections.append(
                SectionPlan(key, section.label, section.owner_kind, bool(section.cumulative), rows=tuple(rows))
            )
    words = tuple(WordsPlan(one.code, one.label, one.help) for one in form.words)
    left_out += [f"phép kiểm tra “{one.message}”" for one in form.checks]
    return replace(plan, sections=tuple(sections), words=words), tuple(left_out)


def plan_again(built: FormPlan, plan: FormPlan) -> FormPlan:
    """This will take all that a built form asked into a plan; what was new then is of the rulebook now.

    Its days and its deadline are not taken over: they were of that occasion.
    """

    def known(rows: tuple[RowPlan, ...]) -> tuple[RowPlan, ...]:
        return tuple(replace(row, is_new=False) for row in rows)

    sections = tuple(
        replace(one, rows=known(one.rows), tables=tuple(replace(table, rows=known(table.rows)) for table in one.tables))
        for one in built.sections
    )
    return replace(
        plan,
        sections=sections,
        words=built.words,
        checks=built.checks,
        addressees=built.addressees,
        period_kind=built.period_kind,
        calendar=built.calendar,
        due=DuePlan(days=built.due.days, working=built.due.working),
        keys_given=built.keys_given,
    )


def is_askable(element: Element) -> bool:
    """This will tell whether a row can ask for an element as it is: one figure, which people type."""
    return element.kind in ("count", "measure", "yesno") and not element.categories


def _row(key: str, cell: CellDef, listed: Collection[str]) -> RowPlan | None:
    """A cell as a row; None for what is worked out in a way that the builder cannot say."""
    row = RowPlan(key, cell.element, cell.label, kind=cell.kind, required=cell.required, restricted=cell.restricted)
    if cell.computed is None:
        return replace(row, carried=cell.carried if cell.carried in listed else "")
    added = sum_of(cell.computed)
    if added is None or not {*added[0], *added[1]} <= {*listed}:
        return None
    return replace(row, plus=added[0], minus=added[1], required=True)


def _total(cell: CellDef, computed: Node) -> str:
    return f"dòng tính sẵn “{cell.label}” ({to_text(computed)})"


def _told(section: Section) -> list[str]:
    tables = [f"bảng “{one.label}”" for one in section.tables]
    return [*tables, *(f"câu hỏi “{one.label}”" for one in section.answers)]
