"""Closing a report: facts, totals, and what a second click gets."""

import pytest

from pcmt.journal import queries as journal
from pcmt.kernel.lifecycle import CannotMove, SamePerson
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.reporting import queries
from pcmt.reporting.actions.accept import accept
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.rounds import Stale
from tests.reporting.walk import OCTOBER, Walk

pytestmark = pytest.mark.django_db


def total(walk: Walk, element: str) -> queries.TotalView:
    return queries.totals(walk.province.id, [OCTOBER], [element])[(OCTOBER, element)]


def test_the_figures_become_facts_and_the_province_adds_up(walk: Walk):
    walk.close(
        "sen-hong", {"managed.users": "12", "managed.addicts": "1.003", "area_found": "12,5", "plants_found": "3"}
    )
    walk.close("hoa-ban", {"managed.users": "5"})

    users = total(walk, "managed.users")
    assert (users.quantity.scaled, users.reported, users.expected) == (17, 2, 4)
    communes = walk.province.communes
    assert set(users.missing_area_ids) == {communes["mua-ngau"].id, communes["chan-may"].id}
    fact = queries.fact(communes["sen-hong"].id, OCTOBER, "area_found")
    assert fact is not None
    assert fact.quantity.decimal == Quantity(125, 1).decimal
    assert fact.provenance == "typed"


def test_figures_from_a_file_are_closed_as_such_until_somebody_types_over_them(walk: Walk):
    submission, reporter = walk.id("sen-hong"), walk.actor("sen-hong.reporter")
    walk.fill(submission)
    seen = {cell.element: cell.revision for section in walk.view(submission).sections for cell in section.cells}
    cells = {"tested": "40", "sanctions": "2"}
    enter_cells(submission_id=submission, cells=cells, seen=seen, provenance="imported", actor=reporter, at=walk.at)
    walk.enter(submission, {"sanctions": "3"})
    walk.send(submission)
    walk.accept(submission)
    area = walk.province.communes["sen-hong"].id
    told = {one: queries.fact(area, OCTOBER, one) for one in ("tested", "sanctions", "talks")}
    assert {one: fact.provenance for one, fact in told.items() if fact} == {
        "tested": "imported",
        "sanctions": "typed",
        "talks": "typed",
    }


def test_a_computed_cell_is_closed_as_computed(walk: Walk):
    walk.close("sen-hong", {"managed.users": "12", "managed.addicts": "1.003"})
    fact = queries.fact(walk.province.communes["sen-hong"].id, OCTOBER, "managed")
    assert fact is not None
    assert (fact.quantity.scaled, fact.provenance) == (1015, "computed")
    assert total(walk, "managed").quantity.scaled == 1015


def test_a_second_click_is_refused_and_changes_nothing(walk: Walk):
    submission = walk.close("sen-hong", {"managed.users": "12"})
    before = total(walk, "managed.users")
    with pytest.raises(CannotMove) as refused:
        walk.accept(submission, "planner-2")
    assert "Nguyễn Thu Lan" in refused.value.message
    assert "09:00 ngày 21/11/2026" in refused.value.message
    assert total(walk, "managed.users") == before


def test_what_changed_after_it_was_looked_at_is_not_closed(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    seen = walk.view(submission).version
    walk.send(submission)
    with pytest.raises(Stale):
        accept(submission_id=submission, version=seen, actor=walk.actor("planner"), at=walk.at)


def test_a_reporter_cannot_close_and_another_commune_sees_nothing(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    with pytest.raises(NotAllowed):
        walk.accept(submission, "sen-hong.reporter")
    with pytest.raises(NotFound):
        walk.accept(submission, "hoa-ban.reporter")


def test_a_draft_cannot_be_closed(walk: Walk):
    with pytest.raises(CannotMove):
        walk.accept(walk.id("sen-hong"))


def test_a_correction_supersedes_only_what_it_changes(walk: Walk):
    submission = walk.close("sen-hong", {"managed.users": "12", "talks": "2", "attendances": "90"})
    area = walk.province.communes["sen-hong"].id
    kept, replaced = queries.fact(area, OCTOBER, "talks"), queries.fact(area, OCTOBER, "managed.users")
    assert kept
    assert replaced
    duty = walk.view(submission).duty.id

    second = correct(duty_id=duty, reason="Đếm trùng 2 người.", actor=walk.actor("planner"), at=walk.at)
    assert queries.fact(area, OCTOBER, "managed.users") == replaced
    walk.enter(second, {"managed.users": "10"})
    walk.explain(second)
    walk.send(second)
    walk.accept(second)

    newer = queries.fact(area, OCTOBER, "managed.users")
    assert newer is not None
    assert (newer.quantity.scaled, newer.revision, newer.submission_id) == (10, 2, second)
    assert queries.fact(area, OCTOBER, "talks") == kept
    assert total(walk, "managed.users").quantity.scaled == 10
    story = queries.cell(newer.id)
    assert [revision.quantity.scaled for revision in story.revisions] == [12, 10]
    assert story.revisions[0].superseded_at is not None


def test_the_journal_says_what_was_done(walk: Walk):
    submission = walk.close("sen-hong", {"managed.users": "12"})
    actions = [entry.action for entry in journal.entries(subject=f"submission:{submission}")]
    assert actions[-1] == "reporting.accept"
    assert set(actions) == {
        "reporting.enter_cells",
        "reporting.confirm_section",
        "reporting.sign",
        "reporting.submit",
        "reporting.accept",
    }


def test_who_signed_may_not_close(walk: Walk, monkeypatch: pytest.MonkeyPatch):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    planner, chairman = walk.actor("planner"), walk.actor("sen-hong.chairman")
    both = type(chairman)(label=chairman.label, person_id=chairman.person_id, grants=planner.grants)
    with pytest.raises(SamePerson):
        accept(submission_id=submission, actor=both, at=walk.at)


def test_the_story_of_a_figure_names_all_hands(walk: Walk):
    walk.close("sen-hong", {"served_addicts": "1", "served_all": "2"})
    fact = queries.fact(walk.province.communes["sen-hong"].id, OCTOBER, "served_all")
    assert fact is not None
    story = queries.cell(fact.id)
    assert story.section == "y_te"
    labels = [deed.label for deed in story.deeds]
    assert labels == ["Nhập số liệu", "Xác nhận phần số liệu", "Ký", "Gửi báo cáo", "Chốt số liệu"]
    assert story.deeds[-1].person == "Nguyễn Thu Lan"
