"""Figures kept by a browser arrive once: the same answer to the same key, whatever the line did meanwhile."""

from datetime import timedelta

import pytest

from pcmt.jobs.tidying import forget_old_entries
from pcmt.journal import queries as journal
from pcmt.kernel.refusal import NotAllowed, NotFound
from pcmt.reporting.actions.enter_once import BadKey, SentAnswer, enter_once
from pcmt.reporting.actions.forget_sent import forget_sent
from pcmt.reporting.drafts import WrongFigures
from pcmt.reporting.models import DraftCell, SentEntry, Step
from tests.reporting.walk import Walk

pytestmark = pytest.mark.django_db
KEY = "2f1c6d1e-0000-4000-8000-000000000001"


def sent(
    walk: Walk,
    cells: dict[str, str],
    key: str = KEY,
    seen: dict[str, int] | None = None,
    who: str = "sen-hong.reporter",
) -> SentAnswer:
    submission = walk.id("sen-hong")
    return enter_once(
        submission_id=submission, key=key, cells=cells, seen=seen or {}, actor=walk.actor(who), at=walk.at
    )


def stored(element: str) -> tuple[int | None, int]:
    row = DraftCell.objects.get(element=element)
    return row.scaled, row.revision


def test_what_arrives_twice_is_entered_once_and_answered_alike(walk: Walk):
    first = sent(walk, {"tested": "40", "talks": "3"})
    steps = Step.objects.count()
    again = sent(walk, {"tested": "40", "talks": "3"})

    assert again == first
    assert (first.saved, first.stored["tested"].text, first.stored["tested"].revision) == (2, "40", 1)
    assert Step.objects.count() == steps
    assert SentEntry.objects.count() == 1


def test_an_answer_that_was_lost_does_not_undo_what_came_after_it(walk: Walk):
    sent(walk, {"tested": "40"})
    walk.enter(walk.id("sen-hong"), {"tested": "44"}, "sen-hong.police-reporter")
    again = sent(walk, {"tested": "40"})

    assert again.stored["tested"].text == "40", "the answer is the one of that time"
    assert stored("tested") == (44, 2)


def test_a_collision_is_answered_again_with_both_texts(walk: Walk):
    walk.enter(walk.id("sen-hong"), {"tested": "40"}, "sen-hong.police-reporter")
    first = sent(walk, {"tested": "44", "talks": "3"})
    (conflict,) = first.conflicts

    assert (conflict.yours, conflict.theirs, first.saved) == ("44", "40", 1)
    assert first.stored["tested"].text == "40"
    assert sent(walk, {"tested": "44", "talks": "3"}) == first


def test_other_figures_under_a_used_key_are_refused(walk: Walk):
    sent(walk, {"tested": "40"})
    with pytest.raises(BadKey):
        sent(walk, {"tested": "41"})
    with pytest.raises(BadKey):
        sent(walk, {"tested": "40"}, who="sen-hong.police-reporter")
    assert stored("tested") == (40, 1)


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "a b c d e f g h i j", "khóa-có-dấu-tiếng-việt"])
def test_an_entry_without_a_key_is_refused(walk: Walk, key: str):
    with pytest.raises(BadKey):
        sent(walk, {"tested": "40"}, key=key)
    assert not DraftCell.objects.exists()


def test_a_refusal_keeps_no_answer_so_that_the_mended_entry_goes_in(walk: Walk):
    with pytest.raises(WrongFigures):
        sent(walk, {"tested": "12,5"})
    assert not SentEntry.objects.exists()
    assert sent(walk, {"tested": "12"}).saved == 1


def test_who_may_not_see_the_report_is_told_that_there_is_none(walk: Walk):
    with pytest.raises(NotFound):
        sent(walk, {"tested": "40"}, who="mua-ngau.reporter")


def test_it_is_in_the_journal_beside_what_was_entered(walk: Walk):
    sent(walk, {"tested": "40"})
    actions = [one.action for one in journal.entries(subject=f"submission:{walk.id('sen-hong')}")]
    assert {"reporting.enter_cells", "reporting.enter_once"} <= set(actions)


def test_ninety_days_later_the_key_is_forgotten_and_the_same_figures_change_nothing(walk: Walk):
    sent(walk, {"tested": "40"})
    walk.enter(walk.id("sen-hong"), {"tested": "41"})
    assert forget_old_entries(walk.at + timedelta(days=90)) == 0
    assert forget_old_entries(walk.at + timedelta(days=91)) == 1
    assert not SentEntry.objects.exists()
    assert journal.newest_of("entries:old")[0].after == {"entries": 1}

    again = sent(walk, {"tested": "40"})
    assert (again.saved, [one.theirs for one in again.conflicts]) == (0, ["41"])
    assert stored("tested") == (41, 2), "nothing is overwritten"
    with pytest.raises(NotAllowed):
        forget_sent(actor=walk.actor("planner"), at=walk.at)


def test_a_figure_of_ones_own_other_window_says_so(walk: Walk):
    sent(walk, {"tested": "40"})
    again = sent(walk, {"tested": "39"}, key=KEY.replace("1", "2"))
    assert [one.own for one in again.conflicts] == [True]
