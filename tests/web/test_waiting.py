"""The counts in the navigation: what waits, for whom, at how many questions."""

from collections.abc import Callable

import pytest

from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from pcmt.reporting import queries as reporting
from pcmt.reporting.actions.return_for_correction import return_for_correction
from pcmt.web import waiting
from tests.documents.papers import PLAN
from tests.province import AT, Province
from tests.reporting.walk import Walk


@pytest.fixture
def walk(province: Province, actor: Callable[[str], Actor]) -> Walk:
    """Sen Hồng has sent October."""
    walk = Walk(province, actor, AT)
    walk.open()
    october = walk.id("sen-hong")
    walk.fill(october)
    walk.send(october)
    return walk


def test_reports_wait_for_who_closes_then_for_who_mends(walk: Walk, actor: Callable[[str], Actor]):
    def counted(username: str) -> int:
        return waiting.submissions(actor(username), AT)

    assert [counted(name) for name in ("planner", "chairman", "sen-hong.reporter", "admin")] == [1, 0, 0, 0]
    return_for_correction(submission_id=walk.id("sen-hong"), reason="Thiếu thuyết minh.", actor=actor("planner"), at=AT)
    assert [counted(name) for name in ("planner", "sen-hong.reporter", "mua-ngau.reporter")] == [0, 1, 0]


def test_what_is_counted_for_reporters_is_what_awaits_them(walk: Walk, actor: Callable[[str], Actor]):
    planner = actor("planner")
    closing = [one for one in reporting.awaiting(planner, AT.date()) if one.move == "accept"]
    assert reporting.waiting_count(planner) == len(closing)


def test_suggestions_count_for_those_who_settle_them(province: Province, actor: Callable[[str], Actor]):
    register_document(data=PLAN.encode(), name="ke-hoach.txt", actor=actor("planner"), at=AT)
    assert waiting.suggestions(actor("planner"), AT) > 0
    assert waiting.suggestions(actor("sen-hong.reporter"), AT) == 0


def test_each_state_of_an_official_report_waits_for_one_role(province: Province, actor: Callable[[str], Actor]):
    def steps(username: str) -> list[str]:
        who = actor(username)
        return [state for state in waiting.REPORT_STEPS if waiting.report_step(who, state)]

    assert steps("planner") == ["draft", "returned", "signed"]
    assert steps("chairman") == ["submitted"]
    assert steps("sen-hong.reporter") == []
    assert waiting.report_step(actor("planner"), "issued") == ""


@pytest.mark.parametrize(("who", "questions"), [("planner", 9), ("sen-hong.reporter", 9), ("admin", 6)])
def test_the_frame_asks_few_questions(walk: Walk, visit, django_assert_num_queries, who: str, questions: int):
    """Session, account, its grants and posts, then one or two questions an entry that counts."""
    client = visit(who)
    with django_assert_num_queries(questions):
        client.get("/tim-kiem/")
