"""Words for the indicators behind their goal fit the states that were counted."""

from types import SimpleNamespace
from typing import Any

import pytest

from pcmt.web.indicators.behind import behind_words, tally

LATE, RISK, OVER = ("late", "chậm lộ trình"), ("risk", "nguy cơ không đạt"), ("risk", "không đạt")
MET, VOID = ("met", "đạt chỉ tiêu"), ("void", "chưa đủ dữ liệu")


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([OVER, OVER, MET], "không đạt"),
        ([RISK, LATE, VOID], "chậm lộ trình hoặc nguy cơ không đạt"),
        ([OVER, LATE, RISK], "chậm lộ trình hoặc không đạt hoặc nguy cơ không đạt"),
        ([MET, VOID], ""),
    ],
)
def test_the_words_name_only_the_states_that_are_there(states: list[tuple[str, str]], words: str) -> None:
    rows: list[Any] = [SimpleNamespace(progress=SimpleNamespace(state=state, label=label)) for state, label in states]
    assert behind_words([*rows, SimpleNamespace(progress=None)]) == words  # type: ignore[list-item]


def test_one_count_tells_of_how_many_and_by_whose_figure_they_are_held() -> None:
    standing = [(OVER, "kế hoạch"), (LATE, None), (MET, "kế hoạch"), (VOID, None)]
    rows: list[Any] = [
        SimpleNamespace(progress=SimpleNamespace(state=state, label=label), target=target)
        for (state, label), target in standing
    ]
    counts = tally([*rows, SimpleNamespace(progress=None, target=None)])
    assert (counts.share, counts.words, counts.untold) == ("2/4", "chậm lộ trình hoặc không đạt", 1)
    assert counts.base == "4 chỉ số có mức phấn đấu: 2 theo kế hoạch, 2 theo mức chung"
    assert tally([]).share == "–"
