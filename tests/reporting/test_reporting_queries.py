"""What pages ask: narrowed to the actor, a fixed number of queries, what waits for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pcmt.agencies.actions.found_agency import found_agency
from pcmt.areas.actions.open_area import open_area
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries
from tests.province import BUILDER, SINCE
from tests.reporting.walk import FORM, NOVEMBER, OCTOBER, Walk

pytestmark = pytest.mark.django_db


def more_communes(walk: Walk, count: int) -> None:
    for number in range(count):
        area = open_area(
            code=f"92{number:03}",
            name=f"Thử {number}",
            type="xa",
            level="commune",
            parent_id=walk.province.id,
            valid_from=SINCE,
            actor=BUILDER,
            at=walk.at,
        )
        found_agency(
            name=f"Ủy ban nhân dân xã Thử {number}",
            short_name=f"UBND xã Thử {number}",
            kind="ubnd_xa",
            area_id=area,
            parent_id=walk.province.agencies["ubnd"],
            valid_from=SINCE,
            actor=BUILDER,
            at=walk.at,
        )


def count(act: object) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        act()  # type: ignore[operator]
    return len(captured)


def test_pages_ask_as_much_for_forty_communes_as_for_four(walk: Walk):
    submission = walk.close("sen-hong", {"tested": "4"})
    planner, day = walk.actor("planner"), walk.at.date()

    def asked() -> list[int]:
        return [
            count(lambda: queries.board(planner, FORM, OCTOBER, day)),
            count(lambda: queries.duties(planner, on=day)),
            count(lambda: queries.submission(planner, submission, day)),
            count(lambda: queries.awaiting(planner, day)),
        ]

    few = asked()
    more_communes(walk, 36)
    walk.open()
    walk.open(NOVEMBER)
    assert len(queries.board(planner, FORM, NOVEMBER, day).rows) == 40
    assert asked() == few
    assert few[0] <= 6
    assert few[2] <= 16


def test_the_board_tells_how_each_area_stands(walk: Walk):
    walk.close("sen-hong")
    submission = walk.id("hoa-ban")
    walk.fill(submission, commune="hoa-ban")
    walk.send(submission, "hoa-ban")
    board = queries.board(walk.actor("planner"), FORM, OCTOBER, walk.at.date())
    assert [row.area_name for row in board.rows] == ["Xã Chân Mây", "Phường Hoa Ban", "Xã Mưa Ngâu", "Xã Sen Hồng"]
    assert [row.duty.state for row in board.rows] == ["draft", "submitted", "draft", "accepted"]
    assert (board.sent, board.closed, board.timed("overdue"), board.timed("late")) == (2, 1, 2, 2)
    assert board.rows[0].heat[-1].mark == "missing"
    assert {one.state: one.count for one in board.counts if one.count} == {"draft": 2, "submitted": 1, "accepted": 1}
    assert board.may_open
    assert board.to_open is not None
    assert board.to_open.id == "2026-12@nd09"


def test_an_amended_month_looks_so(walk: Walk):
    walk.at -= timedelta(days=36)
    first = walk.close("sen-hong")
    walk.at += timedelta(days=36)
    board = queries.board(walk.actor("planner"), FORM, OCTOBER, walk.at.date())
    assert next(row for row in board.rows if row.duty.submission_id == first).heat[-1].mark == "on_time"


def test_nobody_sees_beyond_the_own_reach(walk: Walk):
    day = walk.at.date()
    seen = {
        username: {duty.area_name for duty in queries.duties(walk.actor(username), on=day)}
        for username in ("sen-hong.reporter", "sen-hong.clinic-head", "hoa-ban.police-reporter", "admin", "chairman")
    }
    assert seen["sen-hong.reporter"] == {"Xã Sen Hồng"}
    assert seen["sen-hong.clinic-head"] == {"Xã Sen Hồng"}
    assert seen["hoa-ban.police-reporter"] == {"Phường Hoa Ban"}
    assert seen["admin"] == set()
    assert len(seen["chairman"]) == 4


def next_moves(walk: Walk, submission: int, *usernames: str) -> list[str]:
    found = []
    for username in usernames:
        waiting = queries.awaiting(walk.actor(username), walk.at.date())
        found += [one.move for one in waiting if one.duty.submission_id == submission] or [""]
    return found


def test_each_step_waits_for_its_own_person(walk: Walk):
    submission = walk.id("sen-hong")
    hands = ("sen-hong.reporter", "sen-hong.clinic-head", "sen-hong.chairman", "planner")
    assert next_moves(walk, submission, *hands) == ["enter_cells", "", "", ""]
    walk.fill(submission)
    assert next_moves(walk, submission, *hands) == ["", "confirm_section", "", ""]
    walk.confirm_all(submission)
    assert next_moves(walk, submission, *hands) == ["", "", "sign", ""]
    walk.sign(submission)
    assert next_moves(walk, submission, *hands) == ["submit", "", "", ""]
    walk.submit(submission)
    assert next_moves(walk, submission, *hands) == ["", "", "", "accept"]
    walk.accept(submission)
    assert next_moves(walk, submission, *hands) == ["", "", "", ""]


def test_while_a_cell_is_empty_it_waits_for_who_fills_it_in(walk: Walk):
    submission = walk.id("sen-hong")
    hands = ("sen-hong.reporter", "sen-hong.police-reporter", "sen-hong.clinic-head", "sen-hong.chairman")
    cells = {cell.element: "0" for part in walk.view(submission).sections for cell in part.cells if not cell.computed}
    last = next(part for part in walk.view(submission).sections if part.code == "cong_an").cells[0].element
    walk.enter(submission, {element: text for element, text in cells.items() if element != last})
    walk.explain(submission)
    assert next_moves(walk, submission, *hands) == ["enter_cells", "enter_cells", "confirm_section", ""]
    assert next_moves(walk, submission, "sen-hong.police-head") == [""], "nothing is confirmed that lacks a figure"
    walk.confirm(submission, "y_te", "sen-hong.clinic-head")
    walk.confirm(submission, "van_hoa_xa_hoi", "sen-hong.culture-head")
    assert next_moves(walk, submission, *hands) == ["enter_cells", "enter_cells", "", ""]
    walk.enter(submission, {last: "0"})
    walk.explain(submission)
    assert next_moves(walk, submission, *hands, "sen-hong.police-head") == ["", "", "", "", "confirm_section"]


def test_words_come_from_closed_reports(walk: Walk):
    submission = walk.id("sen-hong")
    walk.enter(submission, {}, words={"results": "Đã tổ chức ra quân."})
    assert queries.words(FORM, OCTOBER, "results") == ()
    walk.fill(submission)
    walk.send(submission)
    walk.accept(submission)
    area = walk.province.communes["sen-hong"].id
    assert queries.words(FORM, OCTOBER, "results") == ((area, "Đã tổ chức ra quân."),)


def test_the_sheet_shows_the_neighbours_in_time(walk: Walk):
    walk.close("sen-hong", {"tested": "12"})
    walk.open(NOVEMBER)
    view = walk.view(walk.id("sen-hong", NOVEMBER), "sen-hong.reporter")
    tested = next(cell for section in view.sections for cell in section.cells if cell.element == "tested")
    assert tested.previous is not None
    assert tested.previous.quantity.scaled == 12
    assert tested.previous.reference.startswith("cell:")
    assert tested.last_year is None


def test_the_summary_sets_a_period_beside_those_before(walk: Walk):
    walk.close("sen-hong", {"talks": "2", "attendances": "50", "managed.users": "4"})
    walk.open(NOVEMBER)
    walk.close("sen-hong", {"talks": "3", "attendances": "70", "managed.users": "5"}, NOVEMBER)
    found = queries.summary(walk.actor("planner"), FORM, NOVEMBER, NOVEMBER.last_day)
    rows = {row.cell.element: row for section in found.sections for row in section.rows}
    talks, users = rows["talks"], rows["managed.users"]
    assert talks.now is not None
    assert talks.previous is not None
    assert talks.to_date is not None
    assert (talks.now.quantity.scaled, talks.previous.quantity.scaled, talks.to_date.quantity.scaled) == (3, 2, 5)
    assert (talks.months, found.months_due) == (2, 11)
    assert users.to_date is None
    assert talks.last_year is None
    assert (found.closed, found.expected) == (1, 4)
    with pytest.raises(NotFound):
        queries.summary(walk.actor("sen-hong.reporter"), FORM, NOVEMBER, NOVEMBER.last_day)
