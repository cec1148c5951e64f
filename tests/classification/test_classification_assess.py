"""Where communes stand by their figures, with a reason for every condition; never a decision."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.classification import queries
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import book
from tests.indicators.figures import close, month, october
from tests.province import AT, Province

ON = AT.date()
OCTOBER = Period.parse("2026-10@nd09")
Resolve = Callable[[str], Actor]


def test_assess_all(province: Province) -> None:
    october(province)
    found = {one.area.short_name: one for one in queries.assess_all(OCTOBER, ON)}
    assert {name: one.outcome.code for name, one in found.items()} == {
        "Hoa Ban": "tam_dat",
        "Sen Hồng": "chua_dat",
        "Chân Mây": "chua_dat",
        "Mưa Ngâu": "chua_du_du_lieu",
    }
    people, law, spots = found["Sen Hồng"].conditions
    assert [people.state, law.state, spots.state] == ["unmet", "met", "met"]
    assert people.reason == (
        "Còn người nghiện hoặc người sử dụng trái phép chất ma túy không thuộc diện trừ (khoản 1 Điều 6)"
        " (Người sử dụng trái phép chất ma túy đang bị quản lý: 2;"
        " Người nghiện chưa tham gia cai nghiện, điều trị: 1)."
    )
    assert all(figure.reference.startswith("cell:") for figure in people.figures)
    missing = found["Mưa Ngâu"].conditions[0]
    assert (missing.state, missing.reason) == ("unknown", "Chưa có số liệu: Xã Mưa Ngâu, Tháng 10/2026.")


def test_where_the_law_is_silent_a_person_must_look(province: Province) -> None:
    commune = province.communes["hoa-ban"].id
    close(commune, OCTOBER.id, month(managed__detained=1))
    found = queries.assess(commune, OCTOBER, ON)
    assert (found.outcome.code, found.conditions[0].state) == ("can_xem_xet", "review")
    assert "không nói rõ" in found.conditions[0].reason


def test_one_wanted_offender_is_enough(province: Province) -> None:
    commune = province.communes["hoa-ban"].id
    close(commune, OCTOBER.id, month(wanted=1))
    found = queries.assess(commune, OCTOBER, ON)
    assert [one.state for one in found.conditions] == ["met", "unmet", "met"]
    assert found.failing[0].reason.endswith("(Có người bị truy nã về tội phạm ma túy lẩn trốn trên địa bàn: có).")


def test_a_restricted_figure_is_told_only_to_those_who_see_it_on_the_form(province: Province, actor: Resolve) -> None:
    commune = province.communes["hoa-ban"].id
    close(commune, OCTOBER.id, month(wanted=1))
    for name in ("sen-hong.reporter", "hoa-ban.clinic-head", "health-head"):
        law = queries.standing(actor(name), commune, OCTOBER, ON).assessment.conditions[1]
        assert (law.state, law.shortfall) == ("unmet", "số liệu hạn chế xem")
        assert "địa bàn: có" not in law.reason
        assert [(one.text, one.reference) for one in law.figures if one.label.startswith("Có người bị truy nã")] == [
            ("hạn chế xem", "")
        ]
        board = queries.board(actor(name), OCTOBER, ON)
        assert board is not None
        assert not any("địa bàn: có" in one.reason for row in board.rows for one in row.assessment.conditions)
    for name in ("planner", "chairman", "hoa-ban.reporter", "hoa-ban.police-head"):
        law = queries.standing(actor(name), commune, OCTOBER, ON).assessment.conditions[1]
        assert law.reason.endswith("địa bàn: có).")


def test_the_board_asks_a_fixed_number_of_queries(province: Province, actor: Resolve) -> None:
    october(province)
    with CaptureQueriesContext(connection) as caught:
        board = queries.board(actor("planner"), OCTOBER, ON)
    assert board is not None
    assert len(board.rows) == 4
    assert len(caught) <= 12
    assert [(option.code, count) for option, count in board.counted()] == [
        ("tam_dat", 1),
        ("chua_dat", 2),
        ("chua_du_du_lieu", 1),
    ]


def test_the_board_hides_from_those_who_may_not_look(province: Province, actor: Resolve) -> None:
    board = queries.board(actor("admin"), OCTOBER, ON)
    assert board is not None
    assert board.rows == ()
    with pytest.raises(NotFound):
        queries.standing(actor("admin"), province.communes["hoa-ban"].id, OCTOBER, ON)


def test_the_provisional_share_is_a_lower_bound_while_figures_are_missing(province: Province, actor: Resolve) -> None:
    october(province)
    board = queries.board(actor("planner"), OCTOBER, ON)
    assert board is not None
    assert board.provisional() == (1, 1)


def test_the_scheme_names_the_indicator_of_its_share_among_all_that_count_decisions() -> None:
    rule = queries.share_of_recognised(ON)
    assert rule is not None
    assert rule.code == "T1b"
    counting = [one.code for one in book().indicators(ON) if queries.is_counted_by(one)]
    assert counting[0] != rule.code, "the first that counts decisions is another: the desk must not take that"
