"""Entering: wrong figures, two writers, sections and their owners, what a change makes void."""

import pytest

from pcmt.journal import queries as journal
from pcmt.kernel.lifecycle import CannotMove
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting.actions.enter_cells import UnknownCell, enter_cells
from pcmt.reporting.drafts import WrongFigures
from pcmt.reporting.queries import SheetCell
from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db


def cell(walk: Walk, submission: int, element: str, username: str = "planner") -> SheetCell:
    view = walk.view(submission, username)
    return next(one for section in view.sections for one in section.cells if one.element == element)


def test_a_wrong_figure_names_its_cell_and_saves_nothing(walk: Walk):
    submission = walk.id("sen-hong")
    with pytest.raises(WrongFigures) as refused:
        walk.enter(submission, {"tested": "12,5", "talks": "2"})
    assert set(refused.value.fields) == {"tested"}
    assert "Lượt xét nghiệm" in refused.value.message
    assert "không phải số nguyên" in refused.value.fields["tested"]
    assert cell(walk, submission, "talks").quantity is None


def test_two_writers_on_one_cell_both_keep_their_text(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"tested": "40"}, "sen-hong.police-reporter", seen={})
    result = walk.enter(submission, {"tested": "44", "talks": "3"}, seen={})

    assert result.saved == 1
    (conflict,) = result.conflicts
    assert (conflict.yours, conflict.theirs, conflict.by) == ("44", "40", "Lý Văn Sen Hồng")
    assert cell(walk, submission, "tested").text == "40"
    assert cell(walk, submission, "talks").text == "3"

    walk.enter(submission, {"tested": "44"}, seen={"tested": conflict.revision})
    assert cell(walk, submission, "tested").text == "44"


def test_the_same_figure_twice_is_no_conflict(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"tested": "40"}, "sen-hong.police-reporter", seen={})
    assert walk.enter(submission, {"tested": "40"}, seen={}).conflicts == ()


def test_words_and_comments_collide_like_figures(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {}, words={"results": "Một"}, comments={"tested": "a"}, seen={})
    result = walk.enter(submission, {}, words={"results": "Hai"}, comments={"tested": "b"}, seen={})
    assert [(one.element, one.yours, one.theirs) for one in result.conflicts] == [
        ("words:results", "Hai", "Một"),
        ("comment:tested", "b", "a"),
    ]


def test_a_cell_can_be_emptied_again(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"tested": "40"})
    walk.enter(submission, {"tested": ""})
    assert cell(walk, submission, "tested").quantity is None


def test_a_section_belongs_to_its_agency(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"served_all": "3"}, "sen-hong.clinic-reporter")
    with pytest.raises(NotAllowed):
        walk.enter(submission, {"tested": "1"}, "sen-hong.clinic-reporter")
    with pytest.raises(NotAllowed):
        walk.enter(submission, {}, "sen-hong.clinic-reporter", words={"results": "…"})
    with pytest.raises(NotFound):
        walk.enter(submission, {"tested": "1"}, "hoa-ban.reporter", seen={})


def test_a_restricted_cell_is_hidden_from_other_sections(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {"wanted_present": "có"}, "sen-hong.police-reporter")
    hidden = cell(walk, submission, "wanted_present", "sen-hong.clinic-reporter")
    assert hidden.hidden
    assert (hidden.text, hidden.quantity) == ("", None)
    assert hidden.present
    assert not cell(walk, submission, "tested", "sen-hong.clinic-reporter").present
    for username in ("sen-hong.police-reporter", "sen-hong.reporter", "sen-hong.chairman", "planner"):
        assert cell(walk, submission, "wanted_present", username).text == "có"


def test_words_have_a_length(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {}, words={"results": "a" * 20_000})
    with pytest.raises(Refusal, match=r"dài quá 20\.000 ký tự"):
        walk.enter(submission, {}, words={"results": "a" * 20_001})
    with pytest.raises(Refusal, match=r"Ghi chú của ô dài quá 500 ký tự"):
        walk.enter(submission, {}, comments={"tested": "a" * 501})


def test_computed_and_unknown_cells_are_not_typed(walk: Walk):
    submission = walk.id("sen-hong")
    with pytest.raises(UnknownCell, match="hệ thống tính"):
        walk.enter(submission, {"managed": "5"})
    with pytest.raises(UnknownCell, match="không có trong biểu"):
        walk.enter(submission, {"weather": "5"})
    with pytest.raises(UnknownCell, match="lời văn"):
        walk.enter(submission, {}, words={"poem": "…"})


def test_a_change_voids_its_section_and_the_signature_only(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.confirm_all(submission)
    walk.sign(submission)

    result = walk.enter(submission, {"served_all": "1"})

    assert set(result.voided) == {"y_te", "signature"}
    view = walk.view(submission)
    assert {section.code: bool(section.confirmation) for section in view.sections} == {
        "cong_an": True,
        "y_te": False,
        "van_hoa_xa_hoi": True,
    }
    assert view.signature is None
    assert view.duty.state == "draft"
    assert view.steps[-1].voided == ("Phần II. Tư vấn, hỗ trợ y tế", "Chữ ký")
    entry = journal.entries(subject=f"submission:{submission}")[-1]
    assert entry.after == {"cells": {"served_all": 1}, "voided": ["y_te", "signature"]}


def test_saving_what_stands_already_voids_nothing(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.confirm_all(submission)
    walk.sign(submission)
    before = walk.view(submission).version
    assert walk.enter(submission, {"served_all": "0"}).saved == 0
    view = walk.view(submission)
    assert view.signature is not None
    assert view.version == before


def test_a_sent_report_takes_no_more_figures(walk: Walk):
    submission = walk.id("sen-hong")
    walk.fill(submission)
    walk.send(submission)
    with pytest.raises(CannotMove):
        walk.enter(submission, {"served_all": "1"})


def test_the_result_tells_which_checks_fail(walk: Walk):
    result = walk.enter(walk.id("sen-hong"), {"tested": "3", "test_positive": "5"})
    assert [problem.code for problem in result.problems] == ["positive_within_tested"]


def test_one_who_only_looks_cannot_type(walk: Walk):
    with pytest.raises(NotAllowed):
        enter_cells(submission_id=walk.id("sen-hong"), cells={"tested": "1"}, actor=walk.actor("planner"), at=walk.at)
