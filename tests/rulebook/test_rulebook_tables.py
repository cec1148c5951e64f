"""Tables of a form: cells, totals and checks that follow from categories; due days; who owes; rates."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.formula.tree import Cell, codes, to_text
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import Book, DueRule, Form, Problem, book_at, problems
from tests.rulebook.made_forms import FILES, made_rulebook

DAY = date(2026, 11, 21)
MONTHLY = "forms/tham-hoi@2026-01-01.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_rulebook(tmp_path / "rulebook")


@pytest.fixture
def made(folder: Path) -> Book:
    assert problems(folder) == []
    return book_at(folder)


@pytest.fixture
def form(made: Book) -> Form:
    return made.form("tham-hoi", DAY)


@pytest.fixture
def broken(folder: Path) -> Callable[[str, str, str], list[Problem]]:
    def change(file: str, old: str, new: str) -> list[Problem]:
        assert old in FILES[file]
        (folder / file).write_text(FILES[file].lstrip().replace(old, new))
        return problems(folder)

    return change


def test_an_element_has_a_code_for_every_part_and_margin(made: Book):
    whole = made.element("held")
    assert whole.sets == ("categories", "sex", "grown")
    assert made.element("held.home.female").label == "Tại nhà: nữ"
    assert made.element("held.female").label == "Người được hỗ trợ: nữ"
    assert made.element("held.home.female").parts == (("categories", "home"), ("sex", "female"))
    assert "held.home.child" not in made.element_by_code, "that cross is not declared"
    assert "held.home.female" not in [one.code for one in made.elements()]


def test_a_table_lays_out_parts_and_totals(form: Form):
    table = form.sections[0].tables[0]
    assert [line.code for line in table.rows] == ["home", "centre", "total"]
    assert [line.label for line in table.columns] == ["Nam", "Nữ", "Tổng số"]
    assert table.grid == (
        ("held.home.male", "held.home.female", "held.home"),
        ("held.centre.male", "held.centre.female", "held.centre"),
        ("held.male", "held.female", "held"),
    )
    row_total, whole = form.cell("held.home"), form.cell("held")
    assert row_total is not None
    assert row_total.computed is not None
    assert to_text(row_total.computed) == "(held.home.male + held.home.female)"
    assert whole is not None
    assert whole.computed is not None
    assert codes(whole.computed, Cell) == {"held.male", "held.female"}
    typed = form.cell("held.home.male")
    assert typed is not None
    assert (typed.computed, typed.required, typed.label) == (None, True, "Tại nhà – Nam")


def test_a_whole_asked_before_is_shown_and_held_against_the_parts(form: Form):
    table = form.sections[0].tables[1]
    assert table.grid == (("held.child", "held.adult", "held"),), "a category that begins later is not asked"
    assert table.own == {"held.child", "held.adult"}
    check = next(check for check in form.checks if check.code == "held_age.1")
    assert to_text(check.condition) == "(held == (held.child + held.adult))"
    assert check.severity == "error"


def test_overlapping_categories_never_add_up(form: Form):
    table = form.sections[1].tables[1]
    assert table.grid == (("finds.patrol", "finds.tip", "finds"),)
    whole = form.cell("finds")
    assert whole is not None
    assert whole.computed is None
    told = [to_text(check.condition) for check in form.checks if check.code.startswith("found.")]
    assert told == ["(finds.patrol <= finds)", "(finds.tip <= finds)"]


def test_cells_of_tables_are_cells_of_the_form(form: Form):
    section = form.sections[1]
    assert [cell.element for cell in section.listed] == ["stock_open", "stock_close", "letter_share"]
    assert form.section_of("letters.adult") == section
    assert len({cell.element for cell in form.cells}) == len(form.cells)


def test_a_rate_is_worked_out_and_never_stored(form: Form):
    rate = form.cell("letter_share")
    assert rate is not None
    assert rate.computed is not None
    assert to_text(rate.computed) == "((letters * 100) / visits)"
    assert not rate.is_stored


def test_what_is_carried_over_is_checked(form: Form):
    check = next(check for check in form.checks if check.code == "carried.stock_open")
    assert to_text(check.condition) == "(stock_open == previous(stock_close))"
    assert check.severity == "warning"


def test_a_form_may_be_owed_by_several_agencies(made: Book, form: Form):
    shared = made.form("phoi-hop-quy", DAY)
    assert [(owed.agency_kind, owed.names) for owed in shared.owed_by] == [("", ("Sở Y tế",)), ("cong_an_tinh", ())]
    assert made.is_shared(shared)
    assert not made.is_shared(form)


@pytest.mark.parametrize(
    ("rule", "period", "due"),
    [
        (DueRule(day=20, month="same", before=True), "2026-11@nd09", date(2026, 11, 19)),
        (DueRule(day=15, month="next"), "2026-10", date(2026, 11, 16)),  # the 15th is a Sunday
        (DueRule(day=31, month="next"), "2026-01", date(2026, 3, 2)),  # the 28th is a Saturday
        (DueRule(day=15, month="12", before=True), "2026@nd09", date(2026, 12, 14)),
        (DueRule(day=15, month="12", before=True), "2026", date(2026, 12, 14)),
        (DueRule(day=10, month="1"), "2026", date(2027, 1, 11)),
        (DueRule(day=15, month="next"), "2026-12", date(2027, 1, 15)),
        (DueRule(day=5, month="next"), "2026-9M", date(2026, 10, 5)),
    ],
)
def test_a_fixed_day_is_found_from_the_periods_end(rule: DueRule, period: str, due: date):
    assert rule.due_on(Period.parse(period), WorkCalendar()) == due


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (MONTHLY, "columns: sex}", "columns: way}", "“held” không chia theo “categories.way”"),
        (MONTHLY, "columns: sex}", "columns: seks}", "Không có bộ phân loại “seks”"),
        (MONTHLY, "element: held, rows: categories", "rows: categories", "phải chia một chỉ tiêu"),
        (MONTHLY, "code: found, label", "code: done, label", "“done” có hai lần"),
        (MONTHLY, "carried: stock_close", "carried: stock_left", "để chuyển sang kỳ sau"),
        (MONTHLY, "reads: [attendances]", "reads: [talks]", "“attendances” không có trong biểu"),
        (MONTHLY, "kind: date", "kind: day", "“day” không dùng được"),
        (MONTHLY, "month: same", "month: last", "“last” không dùng được"),
        ("elements/made.yaml", "by: [way]", "by: [ways]", "Không có bộ phân loại “ways”"),
        ("elements/made.yaml", "categories.sex]", "sex.categories]", "khác thứ tự"),
        ("elements/made.yaml", "by: [way]", "by: [categories]", "không có loại riêng"),
        ("elements/made.yaml", "formerly: stock_left", "formerly: stock_gone", "“stock_gone”"),
        ("categories.yaml", "adult: Từ 18", "male: Từ 18", "Loại “male” có ở hai bộ"),
        ("categories.yaml", "child: Dưới", f"{'c' * 60}: Dưới", "dài quá 64 ký tự"),
        ("categories.yaml", "begins: {old", "begins: {older", "“older” không phải là loại"),
        ("categories.yaml", "patrol: Tuần", "patrol.car: Tuần", "có dấu chấm"),
    ],
)  # fmt: skip
def test_a_fault_of_a_table_is_told(
    broken: Callable[[str, str, str], list[Problem]], file: str, old: str, new: str, message: str
):
    assert any(message in problem.message for problem in broken(file, old, new))


def test_a_restricted_figure_of_another_form_is_not_handed_out(broken: Callable[[str, str, str], list[Problem]]):
    found = broken(MONTHLY, "reads: [attendances]", "reads: [attendances, wanted_present]")
    assert any("“wanted_present”, là số liệu hạn chế xem" in problem.message for problem in found)


def test_an_indicator_is_not_worked_out_from_a_rate(folder: Path):
    file = folder / "indicators/N3@2025-01-01.yaml"
    file.write_text(file.read_text().replace("  spots_use.stock\n", "  letter_share\n", 1))
    assert any("“letter_share”, là số không lưu" in problem.message for problem in problems(folder))


EXAMPLES = """
examples:
  - name: Bảng cộng đúng, tỷ lệ tính từ tổng
    form: tham-hoi
    day: "2026-11-21"
    cells:
      held.home.male: 1
      held.home.female: 2
      held.centre.male: 3
      held.centre.female: 4
      held.child: 4
      held.adult: 6
      visits.child: 3
      visits.adult: 1
      letters.child: 1
      letters.adult: 0
      stock_open: 5
    previous: {stock_close: 5}
    computed: {held.male: 4, held.home: 3, held: 10, visits: 4, letter_share: 25}
    checks: {held_age.1: holds, carried.stock_open: holds, found.1: unknown, from_other_form: unknown}
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", ""),
        ("held: 10", "held: 11", "ô held: chờ đợi 11, tính ra 10"),
        ("held.adult: 6", "held.adult: 7", "phép kiểm tra held_age.1: chờ đợi holds, tính ra fails"),
        ("found.1: unknown", "found.9: unknown", "biểu không có phép kiểm tra found.9"),
    ],
)
def test_an_example_of_a_form_is_worked_out(folder: Path, old: str, new: str, fault: str):
    (folder / "examples/made.yaml").write_text(EXAMPLES.lstrip().replace(old, new) if old else EXAMPLES.lstrip())
    found = [problem.message for problem in problems(folder)]
    assert found == ([f"Ví dụ “Bảng cộng đúng, tỷ lệ tính từ tổng”: {fault}."] if fault else [])
