"""A form built step by step, as an official builds it: shared by the tests of building and of asking."""

from dataclasses import replace

from pcmt.rulebook.queries.drafts import (
    AddresseesPlan,
    CheckPlan,
    DuePlan,
    FormPlan,
    QuestionPlan,
    RowPlan,
    with_check,
    with_question,
    with_row,
    with_section,
    with_table,
    with_words,
)

VISITED, BROKEN = "dx_quan_da_kiem_tra", "dx_quan_vi_pham"


def bars(plan: FormPlan) -> FormPlan:
    """A one-off question about bars: two new figures, one of the rulebook, a table, a question, checks and words."""
    plan = replace(
        plan,
        reason="Công văn số 41/CV-UBND về kiểm tra đột xuất.",
        document="Công văn số 41/CV-UBND",
        due=DuePlan(first_day="2026-11-01", last_day="2026-11-20", due_on="2026-11-27"),
        addressees=AddresseesPlan(commune_kinds=("ubnd_xa",)),
    )
    plan = with_section(plan, "Kết quả kiểm tra")
    section = plan.sections[0].key
    for code, label in ((VISITED, "Quán đã kiểm tra"), (BROKEN, "Quán vi phạm")):
        plan = with_row(plan, section, RowPlan("", code, label, is_new=True, unit="quán"))
    plan = with_row(plan, section, RowPlan("", "talks", "", required=False))
    plan = with_table(plan, section, "Người có mặt", "sex")
    table = plan.sections[0].tables[0].key
    plan = with_row(plan, table, RowPlan("", "dx_nguoi", "Người có mặt", is_new=True, unit="người"))
    plan = with_question(plan, section, QuestionPlan("", "Đã lập biên bản chưa", "choice", ("Đã lập", "Chưa lập")))
    plan = with_check(plan, CheckPlan("", "within", BROKEN, (VISITED,)))
    return with_words(plan, "Khó khăn, vướng mắc", key="difficulties")
