"""Totals, carried figures and restricted parts of forms that are built on a page."""

from dataclasses import replace

import pytest

from pcmt.kernel.formula.parse import parse
from pcmt.kernel.formula.tree import to_text
from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import (
    CheckPlan,
    FormPlan,
    QuestionPlan,
    RowPlan,
    with_check,
    with_check_as,
    with_question,
    with_row,
    with_row_as,
    with_section_as,
    with_table,
    with_table_as,
    with_words_as,
    without,
)
from pcmt.rulebook.rules.form_plan import from_json, to_json
from pcmt.rulebook.rules.plan_faults import faults_of_plan
from pcmt.rulebook.rules.plan_from_form import plan_from
from pcmt.rulebook.rules.plan_reading import PlanReading, read_plan
from pcmt.rulebook.rules.plan_totals import sum_of
from tests.rulebook.built_forms import BROKEN, VISITED, bars
from tests.rulebook.test_rulebook_building import TODAY, faults

TOTAL = "dx_cong"


def empty() -> FormPlan:
    return FormPlan(code="dx-quan-bar", label="Kiểm tra quán bar")


def with_total(plan: FormPlan, plus: tuple[str, ...], minus: tuple[str, ...] = (), code: str = TOTAL) -> FormPlan:
    total = RowPlan("", code, f"Cộng {code}", is_new=True, plus=plus, minus=minus)
    return with_row(plan, plan.sections[0].key, total)


def row_of(plan: FormPlan, element: str) -> RowPlan:
    return next(row for row in plan.rows() if row.element == element)


def read(plan: FormPlan) -> PlanReading:
    return read_plan(plan, book())


def test_a_total_adds_cells_of_lists_and_tables_and_nobody_types_it() -> None:
    plan = with_total(bars(empty()), (VISITED, BROKEN))
    reading = read(plan)
    assert reading.problems == ()
    cell = reading.form.cell(TOTAL)
    assert cell is not None
    assert to_text(cell.computed) == f"({VISITED} + {BROKEN})"
    assert (cell.unit, cell.required) == ("quán", False)
    assert faults_of_plan(plan, reading, book(), TODAY) == ()
    of_table = with_total(bars(empty()), ("dx_nguoi.male", "dx_nguoi.female"))
    found = read(of_table).form.cell(TOTAL)
    assert found is not None
    assert (found.unit, faults(of_table)) == ("người", "")
    assert from_json(to_json(of_table)) == of_table


def test_a_total_is_counted_like_what_it_adds_however_that_changes() -> None:
    plan = bars(empty())
    section = plan.sections[0].key
    weighed = RowPlan("", "dx_kg", "Khối lượng", is_new=True, unit="kg", kind="measure", scale=2, time="last")
    plan = with_row(with_row(plan, section, weighed), section, replace(weighed, element="dx_kg_2", time="sum", scale=1))
    plan = with_total(with_total(plan, ("dx_kg", "dx_kg_2")), (TOTAL,), ("dx_kg",), "dx_con_lai")
    reading = read(plan)
    cell, left = reading.form.cell(TOTAL), reading.elements["dx_con_lai"]
    assert cell is not None
    assert (cell.unit, cell.kind, cell.scale, reading.elements[TOTAL].time) == ("kg", "measure", 2, "last")
    assert (left.unit, left.scale, left.sums_over_areas) == ("kg", 2, True)
    finer = with_row_as(plan, replace(row_of(plan, "dx_kg"), scale=3, sums_over_areas=False))
    assert (read(finer).elements["dx_con_lai"].scale, read(finer).elements[TOTAL].sums_over_areas) == (3, False)


def test_totals_that_mean_nothing_are_told() -> None:
    plan = bars(empty())
    assert "khác đơn vị tính (người, quán)" in faults(with_total(plan, (VISITED, "dx_nguoi.male")))
    assert "không cộng dòng nào" in faults(with_total(plan, (), (VISITED,)))
    held = with_total(plan, (VISITED, BROKEN))
    assert "cộng 1 dòng đã bỏ" in faults(without(held, row_of(held, BROKEN).key))
    yes = RowPlan("", "dx_co", "Đã ký cam kết", is_new=True, unit="quán", kind="yesno")
    asked = with_row(plan, plan.sections[0].key, yes)
    assert "không phải số đếm" in faults(with_total(asked, (VISITED, "dx_co")))


def test_a_total_that_adds_itself_is_told_and_the_form_can_still_be_looked_at() -> None:
    plan = with_total(with_total(bars(empty()), (VISITED,)), (TOTAL,), (), "dx_vong")
    plan = with_row_as(plan, replace(row_of(plan, TOTAL), plus=(VISITED, "dx_vong")))
    assert faults(plan).count("cộng chính nó") == 2
    assert all(read(plan).form.cell(code).computed is None for code in (TOTAL, "dx_vong"))
    # Each total of the one before, added and taken away: looked up once each, or this would never end.
    deep = bars(empty())
    for number in range(60):
        before = f"dx_{number - 1}" if number else VISITED
        deep = with_total(deep, (before,), (before,), f"dx_{number}")
    assert read(deep).elements["dx_59"].unit == "quán"


def test_what_is_carried_over_needs_a_period_before() -> None:
    plan = replace(bars(empty()), period_kind="month", calendar="nd09", version_from="2026-12-15")
    plan = without(plan, row_of(plan, "talks").key)
    plan = with_row_as(plan, replace(row_of(plan, BROKEN), carried=VISITED))
    reading = read(plan)
    assert reading.problems == ()
    assert reading.form.cell(BROKEN).carried == VISITED
    assert f"carried.{BROKEN}" in [check.code for check in reading.form.checks]
    assert faults(plan) == ""
    assert "chỉ hỏi một lần" in faults(replace(plan, period_kind="range", calendar="civil"))
    assert "dòng đã bỏ" in faults(with_row_as(plan, replace(row_of(plan, BROKEN), carried="dx_khac")))


def test_parts_are_held_back_from_most_readers() -> None:
    plan = bars(empty())
    section, table = plan.sections[0].key, plan.sections[0].tables[0].key
    plan = with_row_as(plan, replace(row_of(plan, BROKEN), restricted=True))
    plan = with_table_as(plan, table, restricted=True)
    plan = with_question(plan, section, QuestionPlan("", "Tên chủ quán", "text", restricted=True))
    form = read(plan).form
    assert {cell.element for cell in form.cells if cell.restricted} == {
        BROKEN, "dx_nguoi.male", "dx_nguoi.female", "dx_nguoi"
    }  # fmt: skip
    assert [answer.restricted for answer in form.answers] == [False, True]


def test_the_year_is_added_up_only_where_there_is_one() -> None:
    plan = bars(empty())
    plan = with_section_as(plan, plan.sections[0].key, cumulative=True)
    assert read(plan).form.sections[0].cumulative == ""
    monthly = replace(plan, period_kind="month", version_from="2026-12-01")
    assert read(monthly).form.sections[0].cumulative == "Lũy kế từ đầu năm"


def test_checks_and_words_are_changed_where_they_stand() -> None:
    plan = with_check(bars(empty()), CheckPlan("", "at_most", VISITED, number="50"))
    first, second = plan.checks
    plan = with_check_as(plan, replace(first, severity="warning", message="Xem lại số quán."))
    assert [one.key for one in plan.checks] == [first.key, second.key]
    assert read(plan).form.checks[0].message == "Xem lại số quán."
    plan = with_words_as(plan, "difficulties", "Khó khăn khi kiểm tra", "Nêu ngắn gọn.")
    assert [(one.code, one.label, one.help) for one in read(plan).form.words] == [
        ("difficulties", "Khó khăn khi kiểm tra", "Nêu ngắn gọn.")
    ]


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("a + b", (("a", "b"), ())),
        ("a - b + c", (("a", "c"), ("b",))),
        ("a", (("a",), ())),
        ("a * 2", None),
        ("a - (b - c)", None),
        ("previous(a) + b", None),
    ],
)
def test_a_formula_of_a_file_is_a_total_where_it_only_adds(formula: str, found: object) -> None:
    assert sum_of(parse(formula)) == found


def test_a_form_of_a_file_brings_its_totals_and_what_it_holds_back() -> None:
    form = book().form_by_id("xa-thang@2027-01-01")
    plan, left_out = plan_from(form, empty(), book().element_by_code)
    managed = row_of(plan, "managed")
    assert managed.is_total
    assert len(managed.plus) == 8
    assert row_of(plan, "wanted_present").restricted
    assert not any("Tổng số người có hồ sơ" in one for one in left_out)
    assert to_text(read(plan).form.cell("managed").computed) == to_text(form.cell("managed").computed)


def test_a_table_keeps_what_is_said_of_all_its_rows() -> None:
    plan = bars(empty())
    plan = with_table(plan, plan.sections[0].key, "Theo nhóm tuổi", "age", required=False, restricted=True)
    table = plan.sections[0].tables[-1]
    plan = with_row(plan, table.key, RowPlan("", "dx_tuoi", "Người", is_new=True, unit="người"))
    cells = [cell for cell in read(plan).form.cells if cell.element.startswith("dx_tuoi")]
    assert cells
    assert all(cell.restricted and not cell.required for cell in cells)
