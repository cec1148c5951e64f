"""The book answers which rule is in force on a day, and the data says what the issue asks it to say."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from pcmt.kernel.clock import WorkCalendar
from pcmt.kernel.formula.tree import Cell, Node, codes
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import DueRule, book, book_at

TODAY = date(2026, 11, 21)


def test_the_version_in_force_on_a_periods_last_day_counts() -> None:
    january = Period.parse("2026-01@nd09")
    december = Period.parse("2025-12@nd09")
    assert book().form("xa-thang", january.last_day).id == "xa-thang@2026-01-01"
    assert book().form("xa-thang", december.last_day).id == "xa-thang@2025-01-01"
    assert book().form_by_id("xa-thang@2025-01-01").version_to == date(2025, 12, 31)
    with pytest.raises(NotFound):
        book().form("xa-thang", date(2024, 12, 31))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: book().element("nothing"),
        lambda: book().form("nothing", TODAY),
        lambda: book().form_by_id("xa-thang@1999-01-01"),
        lambda: book().indicator("nothing", TODAY),
        lambda: book().indicator("T2b", date(2025, 6, 1)),
        lambda: book().scheme("khong-ma-tuy", date(2025, 8, 23)),
        lambda: book().layout("nothing", TODAY),
        lambda: book().lifecycle("nothing"),
        lambda: book().role("nothing"),
    ],
)
def test_what_is_not_there_is_not_found(ask: object) -> None:
    with pytest.raises(NotFound, match="bộ quy tắc"):
        ask()  # type: ignore[operator]  # each is a call


def test_an_element_of_a_category_is_the_element_narrowed() -> None:
    whole, users = book().element("managed"), book().element("managed.users")
    assert users.label == "Người sử dụng trái phép chất ma túy đang bị quản lý"
    assert (users.unit, users.time, users.categories) == (whole.unit, whole.time, ())
    assert "managed.users" in whole.cell_codes
    listed = [element.code for element in book().elements()]
    assert "managed" in listed
    assert "managed.users" not in listed
    assert "spots_use.stock" in listed


def test_the_monthly_form_is_owed_by_communes_in_three_sections() -> None:
    form = book().form("xa-thang", TODAY)
    assert [section.owner_kind for section in form.sections] == ["cong_an_xa", "tram_y_te", "phong_vhxh"]
    assert [(owed.agency_kind, owed.level) for owed in form.owed_by] == [("ubnd_xa", "commune")]
    assert len([cell for cell in form.cells if cell.computed is None]) >= 12
    assert {words.code for words in form.words} == {"results", "difficulties", "proposals"}
    assert all(cell.source.document and cell.label and cell.unit for cell in form.cells)
    assert form.section_of("talks") == form.sections[2]
    assert form.cell("residents") is None
    older = book().form("xa-thang", date(2025, 6, 1))
    assert {cell.element for cell in older.cells} < {cell.element for cell in form.cells}


def test_the_computed_total_is_the_sum_of_all_statuses() -> None:
    total = book().form("xa-thang", TODAY).cell("managed")
    assert total is not None
    assert total.computed is not None
    assert codes(total.computed, Cell) == set(book().element("managed").cell_codes)
    assert not total.required


def test_a_form_is_due_in_working_days() -> None:
    form = book().form("xa-thang", TODAY)
    period = Period.parse("2026-11@nd09")
    assert period.last_day == date(2026, 11, 14), "a Saturday"
    assert form.due.due_on(period, WorkCalendar()) == date(2026, 11, 17)
    assert DueRule(1, working=False).due_on(period, WorkCalendar()) == date(2026, 11, 16), "moved off the Sunday"


def test_every_rule_says_where_it_comes_from() -> None:
    sources = [one.source for one in (*book().indicators(TODAY), *book().elements(), *book().forms(TODAY))]
    sources += [one.floor.source for one in book().indicators(TODAY) if one.floor]
    sources += [condition.source for scheme in book().schemes(TODAY) for condition in scheme.conditions]
    assert all(source.document for source in sources)
    assert any(not source.certain for source in sources), "provincial settings say so"


def test_the_scheme_is_article_6_with_three_conditions() -> None:
    scheme = book().scheme("khong-ma-tuy", TODAY)
    assert [str(condition.source) for condition in scheme.conditions] == [
        f"khoản {number} Điều 6, Quyết định số 28/2025/QĐ-TTg" for number in (1, 2, 3)
    ]
    counted = codes(scheme.conditions[0].formula, Cell)
    assert counted.isdisjoint({"managed.rehab_home", "managed.substitution", "managed.aftercare"})
    assert scheme.recognised_element == "recognised"
    assert [one.code for one in scheme.decided_classes][:2] == ["khong_ma_tuy", "khac"]


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        (("met", "met", "met"), "tam_dat"),
        (("met", "review", "met"), "can_xem_xet"),
        (("review", "unknown", "met"), "chua_du_du_lieu"),
        (("unknown", "unknown", "unmet"), "chua_dat"),
        (("review", "met", "unmet"), "chua_dat"),
    ],
)
def test_the_states_of_conditions_lead_to_one_class(states: tuple[str, ...], outcome: str) -> None:
    scheme = book().scheme("khong-ma-tuy", TODAY)
    assert scheme.outcome(states).code == outcome
    assert not scheme.outcome(states).decided, "only a person's decision gives the year's class"


def test_hands_are_kept_apart_from_entry_to_acceptance() -> None:
    moves = book().lifecycle("submission").moves
    assert moves["confirm_section"].apart_from == {"enter_cells"}
    assert moves["sign"].apart_from == {"enter_cells", "confirm_section"}
    for last in ("accept", "return_for_correction"):
        assert moves[last].apart_from >= {"enter_cells", "confirm_section", "sign", "submit"}
    assert "submit_for_signature" in book().lifecycle("report").moves["sign"].apart_from


def test_no_role_both_enters_and_accepts() -> None:
    for role in book().roles():
        held = {*role.permissions, *role.everywhere}
        assert not {"reporting.enter_cells", "reporting.accept"} <= held, role.code
        assert not {"reporting.enter_cells", "reporting.sign"} <= held, role.code
        assert not {"publications.compose", "publications.sign"} <= held, role.code


def test_the_digest_tells_one_release_from_another(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(Path(__file__).resolve().parents[2] / "rulebook", tmp_path / "a"))
    assert book_at(copy).digest == book().digest
    other = Path(shutil.copytree(copy, tmp_path / "b"))
    with (other / "roles.yaml").open("a") as file:
        file.write("# đổi\n")
    assert book_at(other).digest != book().digest


def test_layout_blocks_bind_what_the_book_defines() -> None:
    layout = book().layout("bao-cao-quy", TODAY)
    assert layout.block("so-lieu-chung") in layout.blocks
    assert layout.block("nothing") is None
    assert len({type(block) for block in layout.blocks}) == 7, "each kind of block is in use"


def test_formulas_are_kernel_trees() -> None:
    assert all(isinstance(one.formula, Node) for one in book().indicators(TODAY))
    assert len(book().indicators(TODAY)) >= 8
