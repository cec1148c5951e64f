"""The words of a filter find tasks whatever their case, and with or without marks, on both databases."""

import re
import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.queries import TaskInput, Wish
from pcmt.plans.rules.word_pattern import word_pattern
from tests.province import Province

TITLE = "Đề nghị Ủy ban nhân dân xã ở vùng cao mở điểm tư vấn (đợt 1)"
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "words",
    ["đề nghị", "ĐỀ NGHỊ", "de nghi uy ban", "ủy ban", "vung  cao", "(đợt 1)", unicodedata.normalize("NFD", "Tư vấn")],
)
def test_a_task_is_found_whatever_the_case_with_or_without_marks(
    words: str, plan_id: int, province: Province, actor, at: datetime
):
    planner: Actor = actor("planner")
    said = TaskInput(title=TITLE, leads=(province.agencies["health"],))
    task_id = add_task(plan_id=plan_id, said=said, actor=planner, at=at)
    assert plans.task_ids(planner, Wish(words=words), TODAY, 10) == (task_id,)


@pytest.mark.parametrize("words", ["để nghị", "nghị đề", "tư vấn.", "x.*"])
def test_marks_order_and_signs_are_meant_as_typed(words: str):
    assert re.search(word_pattern(words), TITLE) is None


@given(st.text(max_size=30))
def test_any_words_make_a_pattern_that_finds_themselves(words: str):
    told = " ".join(unicodedata.normalize("NFC", words).split())
    assert re.search(word_pattern(words), told) is not None
