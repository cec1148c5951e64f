"""Forms built on a page become rule files like any other: written, read by the strict reader, proposed, released."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.rulebook.actions.begin_form_draft import begin_form_draft
from pcmt.rulebook.actions.change_form_draft import change_form_draft
from pcmt.rulebook.actions.discard_form_draft import discard_form_draft
from pcmt.rulebook.actions.end_form import end_form
from pcmt.rulebook.actions.propose_form_draft import NotReady, propose_form_draft
from pcmt.rulebook.actions.release import release
from pcmt.rulebook.actions.undo_form_draft import undo_form_draft
from pcmt.rulebook.actions.withdraw_release import withdraw_release
from pcmt.rulebook.drafting import DraftSettled, DraftStale
from pcmt.rulebook.queries import book, releases
from pcmt.rulebook.queries.drafts import (
    CheckPlan,
    DuePlan,
    FormPlan,
    RowPlan,
    draft,
    drafts,
    elements_called,
    moved,
    new_element_code,
    with_check,
    with_row,
    with_row_as,
    with_section,
    with_section_as,
    with_table,
    without,
)
from pcmt.rulebook.rules.form_plan import from_json, to_json
from pcmt.rulebook.rules.plan_checks import PATTERNS, sentence_of
from pcmt.rulebook.rules.plan_codes import element_code, form_code
from pcmt.rulebook.rules.plan_faults import faults_of_plan
from pcmt.rulebook.rules.plan_reading import read_plan
from tests.province import AT
from tests.rulebook.built_forms import BROKEN, VISITED, bars

TODAY = date(2026, 11, 21)
ActorOf = Callable[[str], Actor]


@pytest.fixture(autouse=True)
def _apart(settings: Settings, tmp_path: Path) -> None:
    settings.RELEASES_DIR = tmp_path / "rules"


def empty() -> FormPlan:
    return FormPlan(code="dx-quan-bar", label="Kiểm tra quán bar")


def test_a_built_form_reads_as_a_rule_file() -> None:
    reading = read_plan(bars(empty()), book())
    assert reading.problems == ()
    assert set(reading.files) == {
        "forms/dx-quan-bar@2026-11-01.yaml",
        "elements/dx-quan-bar@2026-11-01.yaml",
    }
    form = reading.form
    assert form.period_kind is Kind.RANGE
    assert [cell.label for cell in form.sections[0].listed][:2] == ["Quán đã kiểm tra", "Quán vi phạm"]
    assert [line.label for line in form.sections[0].tables[0].columns] == ["Nam", "Nữ", "Tổng số"]
    assert form.cell("dx_nguoi.male") is not None
    assert form.checks[0].message == "Quán vi phạm không được lớn hơn quán đã kiểm tra."
    assert form.answers[0].options[0][1] == "Đã lập"
    assert faults_of_plan(bars(empty()), reading, book(), TODAY) == ()


def test_a_plan_survives_being_kept() -> None:
    plan = bars(empty())
    assert from_json(to_json(plan)) == plan


@pytest.mark.parametrize(
    "said",
    [
        'Số "điểm nóng": mới',
        "chữ\x01 \x85lạ\u2028",
        "a: b # c",
        "- gạch đầu dòng",
        "yes",
        "2026-01-01",
        "{x}",
        "\\n",
        "*neo & tham chiếu",
        "| >",
    ],
)
def test_no_text_of_an_official_breaks_the_file(said: str) -> None:
    plan = bars(empty())
    plan = with_row_as(plan, replace(plan.sections[0].rows[0], label=said))
    plan = replace(plan, label=said, reason=said, document=said)
    reading = read_plan(plan, book())
    assert reading.problems == ()
    seen = " ".join(part for part in re.sub(r"[\x00-\x1f\x7f-\x9f\u2028]", " ", said).split())
    assert reading.form.label == seen
    assert reading.labels[VISITED] == seen


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.code)
def test_every_offered_check_is_of_the_closed_grammar(pattern) -> None:
    number = "12.5" if pattern.needs == "number" else ""
    right = () if number else (VISITED, "talks") if pattern.needs == "several" else (VISITED,)
    check = CheckPlan("", pattern.code, BROKEN, right, number, "warning")
    plan = replace(bars(empty()), period_kind="month", version_from="2026-12-01")
    reading = read_plan(with_check(plan, check), book())
    assert reading.problems == ()
    assert sentence_of(check, reading.labels) == reading.form.checks[1].message
    assert "{" not in reading.form.checks[1].message
    once = with_check(bars(empty()), check)
    told = faults_of_plan(once, read_plan(once, book()), book(), TODAY)
    assert bool(told) is pattern.looks_back


def test_a_form_can_be_looked_at_from_its_first_row() -> None:
    reading = read_plan(with_section(empty(), "Phần một"), book())
    assert [section.label for section in reading.form.sections] == ["Phần một"]
    plan = with_section(empty(), "Phần một")
    plan = with_row(plan, plan.sections[0].key, RowPlan("", "talks", ""))
    assert [*read_plan(plan, book()).labels] == ["talks"]


def faults(plan: FormPlan) -> str:
    return " ".join(one.message for one in faults_of_plan(plan, read_plan(plan, book()), book(), TODAY))


def test_what_is_lacking_is_told_in_plain_words() -> None:
    told = faults(empty())
    for part in ("lý do", "từ ngày nào", "hạn gửi", "chưa hỏi gì", "ai phải trả lời"):
        assert part in told
    plan = bars(empty())
    assert "hai lần" in faults(with_row(plan, plan.sections[0].key, RowPlan("", "talks", "")))
    assert "đã qua" in faults(replace(plan, due=replace(plan.due, due_on="2026-11-20")))
    assert "chưa có dòng" in faults(with_table(plan, plan.sections[0].key, "Bảng trống", "age"))
    assert "chưa hỏi gì" in faults(with_section(plan, "Phần trống"))
    assert "1 dòng đã bỏ" in faults(without(plan, plan.sections[0].rows[0].key))
    monthly = replace(plan, period_kind="month", calendar="nd09", version_from="2026-12-15")
    assert "đã hỏi" in faults(monthly)  # the communes' own month asks for talks


def test_rows_move_and_a_check_goes_with_its_row() -> None:
    plan = bars(empty())
    first, second = plan.sections[0].rows[:2]
    assert [row.key for row in moved(plan, second.key, -1).sections[0].rows][:2] == [second.key, first.key]
    assert moved(plan, first.key, -1) == plan
    assert without(plan, plan.sections[0].key).sections == ()
    named = with_section_as(plan, plan.sections[0].key, label="Phần khác", owner_kind="cong_an_xa")
    assert read_plan(named, book()).form.sections[0].owner_kind == "cong_an_xa"


def test_codes_are_given_once_and_are_words_of_the_grammar() -> None:
    assert element_code("Số quán bar, karaoke đã kiểm tra trong đợt cao điểm", ()) == "dx_so_quan_bar_karaoke_da_kiem"
    assert element_code("Số", {"dx_so"}) == "dx_so_2"
    assert element_code("???", ()) == "dx_moi"
    assert form_code("x" * 500, ()) == "dx-" + "x" * 30


@pytest.mark.django_db
def test_elements_are_found_without_marks_and_by_their_breakdowns() -> None:
    labels = [one.element.code for one in elements_called("tuyen truyen", on=TODAY)]
    assert labels
    assert elements_called("", on=TODAY) == ()
    wholes = elements_called("người", by=("sex",), on=TODAY)
    assert all(any("sex" in cross for cross in one.element.by) for one in wholes)
    assert new_element_code("Quán đã kiểm tra", bars(empty())) == "dx_quan_da_kiem_tra_2"


def built(actor: ActorOf) -> int:
    number, _ = begin_form_draft(label="Kiểm tra quán bar", actor=actor("planner"), at=AT)
    view = draft(actor("planner"), number, TODAY)
    change_form_draft(
        draft_id=number, version=view.version, plan=bars(view.plan), said="dựng cả biểu", actor=actor("planner"), at=AT
    )
    return number


@pytest.mark.django_db(transaction=True)
def test_a_built_form_is_released_by_another_person(actor: ActorOf) -> None:
    number = built(actor)
    held = draft(actor("planner"), number, TODAY)
    assert held.faults == ()
    proposal = propose_form_draft(draft_id=number, version=held.version, actor=actor("planner"), at=AT)
    assert drafts(actor("planner"))[0].state == "waiting"
    with pytest.raises(DraftSettled):
        undo_form_draft(draft_id=number, version=held.version, actor=actor("planner"), at=AT)
    release(release_id=proposal, digest=releases()[0].digest, actor=actor("planner-2"), at=AT)
    assert drafts(actor("planner"))[0].state == "released"
    form = book().form("dx-kiem-tra-quan-bar", date(2026, 11, 20))
    assert form.is_on_request
    assert form == held.form
    assert book().forms(TODAY)[0].code == "xa-thang"


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_proposal_gives_the_form_back_and_a_version_follows_another(actor: ActorOf) -> None:
    number = built(actor)
    planner, at = actor("planner"), AT
    version = draft(planner, number, TODAY).version
    withdraw_release(
        release_id=propose_form_draft(draft_id=number, version=version, actor=planner, at=at), actor=planner, at=at
    )
    assert draft(planner, number, TODAY).may_change
    proposal = propose_form_draft(draft_id=number, version=version, actor=planner, at=at)
    release(release_id=proposal, digest=releases()[0].digest, actor=actor("planner-2"), at=at)

    following, left_out = begin_form_draft(
        label="Kiểm tra quán bar (lần 2)",
        like="dx-kiem-tra-quan-bar@2026-11-01",
        next_version=True,
        actor=planner,
        at=at,
    )
    assert left_out == ()
    view = draft(planner, following, TODAY)
    assert [cell.element for cell in view.form.cells][:2] == [VISITED, BROKEN]
    assert len(view.form.checks) == 1
    assert not any(row.is_new for row in view.plan.rows())
    plan = replace(
        view.plan,
        reason="Kiểm tra tiếp.",
        due=DuePlan("2026-12-01", "2026-12-20", "2026-12-25"),
        addressees=bars(empty()).addressees,
    )
    change_form_draft(draft_id=following, version=view.version, plan=plan, said="ngày", actor=planner, at=at)
    proposal = propose_form_draft(draft_id=following, version=view.version + 1, actor=planner, at=at)
    release(release_id=proposal, digest=releases()[0].digest, actor=actor("planner-2"), at=at)
    assert book().form("dx-kiem-tra-quan-bar", date(2026, 11, 30)).version_to == date(2026, 11, 30)
    assert book().form("dx-kiem-tra-quan-bar", date(2026, 12, 20)).id == "dx-kiem-tra-quan-bar@2026-12-01"

    proposal = end_form(
        form_id="dx-kiem-tra-quan-bar@2026-12-01",
        last_day=date(2026, 12, 31),
        reason="Hết đợt.",
        actor=planner,
        at=at,
    )
    release(release_id=proposal, digest=releases()[0].digest, actor=actor("planner-2"), at=at)
    with pytest.raises(NotFound):
        book().form("dx-kiem-tra-quan-bar", date(2027, 1, 1))


@pytest.mark.django_db
def test_a_form_of_a_file_gives_all_that_it_asks_and_tells_what_it_cannot(actor: ActorOf) -> None:
    number, left_out = begin_form_draft(label="Như biểu quý", like="xa-quy@2026-01-01", actor=actor("planner"), at=AT)
    view = draft(actor("planner"), number, TODAY)
    form = book().form_by_id("xa-quy@2026-01-01")
    assert list(view.form.cell_by_code) == list(form.cell_by_code)
    (told,) = left_out
    assert told.endswith("(cần kỳ trước, mà biểu hỏi một lần)")
    assert view.plan.follows == ""
    assert not [one for one in view.faults if one.step in ("content", "checks")]
    (entry,) = journal.entries(subject=f"form_draft:{number}")
    assert entry.after["not_copied"] == [told]


@pytest.mark.django_db
def test_a_removed_row_comes_back(actor: ActorOf) -> None:
    number, planner = built(actor), actor("planner")
    view = draft(planner, number, TODAY)
    row = view.plan.sections[0].rows[0]
    change_form_draft(
        draft_id=number, version=view.version, plan=without(view.plan, row.key), said="bỏ dòng", actor=planner, at=AT
    )
    gone = draft(planner, number, TODAY)
    assert VISITED not in gone.reading.labels
    assert gone.undo == "bỏ dòng"
    assert undo_form_draft(draft_id=number, version=gone.version, actor=planner, at=AT) == "bỏ dòng"
    assert draft(planner, number, TODAY).plan.sections == view.plan.sections


@pytest.mark.django_db
def test_two_builders_see_each_other_and_others_see_nothing(actor: ActorOf) -> None:
    number = built(actor)
    view = draft(actor("planner-2"), number, TODAY)
    with pytest.raises(DraftStale):
        change_form_draft(
            draft_id=number, version=view.version - 1, plan=view.plan, said="", actor=actor("planner-2"), at=AT
        )
    with pytest.raises(NotFound):
        draft(actor("sen-hong.reporter"), number, TODAY)
    assert drafts(actor("sen-hong.reporter")) == ()
    with pytest.raises(NotAllowed):
        begin_form_draft(label="x", actor=actor("sen-hong.reporter"), at=AT)
    with pytest.raises(Refusal, match="tên"):
        begin_form_draft(label=" ", actor=actor("planner"), at=AT)
    bare, _ = begin_form_draft(label="Biểu trống", actor=actor("planner"), at=AT)
    with pytest.raises(NotReady):
        propose_form_draft(draft_id=bare, version=1, actor=actor("planner"), at=AT)
    discard_form_draft(draft_id=number, version=view.version, actor=actor("planner"), at=AT)
    with pytest.raises(NotFound):
        draft(actor("planner"), number, TODAY)
