"""How the page of all targets words one that keeps its day and is foreseen not to arrive."""

from dataclasses import replace
from types import SimpleNamespace

from pcmt.web.components import State
from pcmt.web.plans.overview import FORESEEN_LATE, TargetLine

STANDING = SimpleNamespace(state="on", label="còn trong thời hạn")
LINE = TargetLine(
    target=SimpleNamespace(),  # type: ignore[arg-type]
    progress=STANDING,  # type: ignore[arg-type]
    ahead="36,8%",
    ahead_state=State("late", "khó đạt"),
    urgency=FORESEEN_LATE,
)


def test_a_target_foreseen_to_fail_is_not_told_by_its_day_alone() -> None:
    assert LINE.state == State("late", "còn trong thời hạn, khó đạt")
    hopeful = replace(LINE, ahead_state=State("met", "dự báo đạt"), urgency=4)
    assert hopeful.state == State("on", "còn trong thời hạn")
    assert replace(LINE, progress=None).state is None
