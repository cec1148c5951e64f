"""Forms of files taken into the builder: what they ask and check comes along, and what does not is named."""

from dataclasses import replace

import pytest

from pcmt.kernel.formula.parse import parse
from pcmt.kernel.formula.tree import Cell, codes, to_text
from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import (
    FormPlan,
    RowPlan,
    with_row,
    with_row_as,
    with_section,
    with_table,
)
from pcmt.rulebook.rules.form_plan import from_json, to_json
from pcmt.rulebook.rules.forms import Check, Form
from pcmt.rulebook.rules.plan_checks import check_of, formula_of
from pcmt.rulebook.rules.plan_from_form import plan_from
from pcmt.rulebook.rules.plan_reading import read_plan
from tests.rulebook.test_rulebook_built_totals import empty


def periodic(form: Form) -> FormPlan:
    return replace(
        empty(),
        period_kind=form.period_kind.value,
        calendar=form.calendar.value,
        version_from=form.version_from.isoformat(),
    )


def conditions(form: Form) -> set[str]:
    return {to_text(one.condition) for one in form.checks if not one.reads and not one.register}


@pytest.mark.parametrize("form", book().all_forms, ids=lambda form: form.id)
def test_every_form_of_the_field_comes_over_whole(form: Form) -> None:
    plan, left_out = plan_from(form, periodic(form), book().element_by_code)
    reading = read_plan(plan, book())
    assert reading.problems == ()
    assert left_out == ()
    copied = reading.form
    assert {cell.element: (cell.label, cell.required, cell.restricted) for cell in copied.cells} == {
        cell.element: (cell.label, cell.required, cell.restricted) for cell in form.cells
    }
    assert conditions(copied) == conditions(form)
    assert [(one.label, one.kind, [label for _, label in one.options]) for one in copied.answers] == [
        (one.label, one.kind, [label for _, label in one.options]) for one in form.answers
    ]
    assert [table.rows for part in copied.sections for table in part.tables] == [
        table.rows for part in form.sections for table in part.tables
    ]


@pytest.mark.parametrize(
    ("condition", "pattern"),
    [
        ("a <= b", "within"),
        ("a <= b + c", "within"),
        ("a == b + c", "sums"),
        ("b + c <= a", "sum_within"),
        ("a == 0 or b > 0", "goes_with"),
        ("a <= 10.5", "at_most"),
        ("a >= 3", "at_least"),
        ("a >= b", "kept"),
        ("a <= b - c", "kept"),
        ("a == 0 or b > 1", "kept"),
        ("a <= previous(a) * 2", "kept"),
    ],
)
def test_a_check_is_held_by_the_pattern_that_says_the_same_or_as_it_stands(condition: str, pattern: str) -> None:
    plan = check_of("k1", Check("c", parse(condition), "warning", "Xem lại.", ("a",)))
    assert (plan.pattern, plan.severity, plan.message) == (pattern, "warning", "Xem lại.")
    assert parse(formula_of(plan)) == parse(condition)


def test_what_reads_elsewhere_or_back_is_named_and_left_out() -> None:
    form = book().form_by_id("xa-thang@2026-01-01")
    reading = Check("elsewhere", parse("tested <= talks_of_others"), "error", "Đọc biểu khác.", ("tested",), ("x",))
    counted = Check("counted", parse("tested == tested"), "error", "Đối chiếu sổ.", ("tested",), register="tested")
    changed = replace(form, checks=(*form.checks, reading, counted))
    plan, left_out = plan_from(changed, empty(), book().element_by_code)
    assert "phép kiểm tra “Đọc biểu khác.”" in left_out
    assert "phép kiểm tra “Đối chiếu sổ.”" in left_out
    assert sum(one.endswith("(cần kỳ trước, mà biểu hỏi một lần)") for one in left_out) == 2
    assert not read_plan(plan, book()).problems


def test_a_table_that_asks_in_its_columns_is_turned_round_and_says_so() -> None:
    form = book().form_by_id("cai-nghien-quy@2026-01-01")
    (part,) = [one for one in form.sections if one.tables]
    (table,) = part.tables
    turned = replace(table, rows=table.columns, columns=table.rows, grid=tuple(zip(*table.grid, strict=True)))
    changed = replace(form, sections=(replace(part, tables=(turned,)),))
    plan, left_out = plan_from(changed, periodic(form), book().element_by_code)
    assert f"cách trình bày bảng “{table.label}” (dòng và cột đổi chỗ)" in left_out
    assert {cell.element for cell in read_plan(plan, book()).form.cells} == {cell.element for cell in part.cells}


def test_a_table_by_two_sets_is_one_row_by_both() -> None:
    plan = with_section(empty(), "Người dự")
    plan = with_table(plan, plan.sections[0].key, "Theo giới tính, tuổi", "sex", across="age", restricted=True)
    row = RowPlan("", "dx_nguoi_du", "Người dự", is_new=True, unit="người")
    built = read_plan(with_row(plan, plan.sections[0].tables[0].key, row), book())
    copied, left_out = plan_from(built.form, empty(), {**book().element_by_code, **built.elements})
    assert left_out == ()
    (table,) = copied.sections[0].tables
    assert (table.columns, table.across, [one.element for one in table.rows]) == ("sex", "age", ["dx_nguoi_du"])
    assert (table.required, table.restricted) == (True, True)


def test_the_agency_of_a_part_comes_over_by_its_name() -> None:
    form = book().form_by_id("xa-thang@2026-01-01")
    section = replace(form.sections[0], owner_kind="", owner_name="Công an xã Sen Hồng")
    plan, left_out = plan_from(replace(form, sections=(section,), checks=()), periodic(form), book().element_by_code)
    assert left_out == ()
    assert from_json(to_json(plan)) == plan
    (copied,) = read_plan(plan, book()).form.sections
    assert (copied.owner_kind, copied.owner_name) == ("", "Công an xã Sen Hồng")


def test_estimates_come_over_and_what_is_worked_out_from_them_is_one_too() -> None:
    form = next(one for one in book().all_forms if any(cell.computed and cell.is_stored for cell in one.cells))
    total = next(cell for cell in form.cells if cell.computed and cell.is_stored)
    assert total.computed is not None
    added = codes(total.computed, Cell)
    estimated = {*added, total.element}
    sections = tuple(
        replace(part, cells=tuple(replace(cell, estimate=cell.element in estimated) for cell in part.cells))
        for part in form.sections
    )
    plan, left_out = plan_from(replace(form, sections=sections), periodic(form), book().element_by_code)
    assert left_out == ()
    reading = read_plan(plan, book())
    assert not reading.problems
    assert {cell.element for cell in reading.form.cells if cell.estimate} >= estimated

    row = next(one for one in plan.rows() if one.element == total.element)
    forgotten = read_plan(with_row_as(plan, replace(row, estimate=False)), book())
    assert not forgotten.problems, "a total of estimates is one without being said to be"
    assert forgotten.form.cell_by_code[total.element].estimate
    typed = {code for code in added if form.cell_by_code[code].computed is None}
    assert typed <= {cell.element for cell in forgotten.form.cells if cell.estimate}
