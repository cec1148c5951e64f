"""How a target that keeps its day and is foreseen not to arrive is worded, wherever its standing is told."""

from types import SimpleNamespace

from pcmt.indicators.queries import Prospect
from pcmt.web.components import State
from pcmt.web.plans.overview import FORESEEN_LATE, line_of


def prospect(verdict: str, label: str, state: str = "on") -> Prospect:
    """A target within its time, or not, and what is foreseen of it."""
    outlook = SimpleNamespace(verdict=verdict, label=label, best=None)
    return Prospect(SimpleNamespace(state=state, label="còn trong thời hạn"), outlook)  # type: ignore[arg-type]


def test_a_target_foreseen_to_fail_is_not_told_by_its_day_alone() -> None:
    line = line_of(SimpleNamespace(), prospect("late", "khó đạt"))  # type: ignore[arg-type]
    assert (line.state, line.urgency) == (State("late", "còn trong thời hạn, khó đạt"), FORESEEN_LATE)
    hopeful = line_of(SimpleNamespace(), prospect("met", "dự báo đạt"))  # type: ignore[arg-type]
    assert hopeful.state == State("on", "còn trong thời hạn")
    assert prospect("risk", "dự báo không đạt", state="late").label == "còn trong thời hạn", "late is told by its day"
    assert line_of(SimpleNamespace(), None).state is None  # type: ignore[arg-type]
