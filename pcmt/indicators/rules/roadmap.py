"""How far a target is reached: met, on its roadmap, late, at risk, or not to be told."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from pcmt.kernel.number import NO_DENOMINATOR, Number, Truth, compare, every
from vanban.text import format_date

RELATIONS = {">=": "ít nhất", ">": "trên", "<=": "nhiều nhất", "<": "dưới", "==": "bằng", "within": "từ"}
RISING = frozenset({">=", ">"})


@dataclass(frozen=True)
class Goal:
    """What is to be reached by when, with the milestones on the way (each a day and its figure, in any order).

    relation: `within` asks for a range, from `value` to `high`. wish: the direction in which going past the range is
    still well (`up`, `down`); empty where the range must be kept on both sides.
    """

    relation: str
    value: Fraction
    by: date
    milestones: tuple[tuple[date, Fraction], ...] = ()
    high: Fraction | None = None
    wish: str = ""

    @property
    def mark(self) -> Fraction:
        """The figure to which the roadmap leads: the range's near end, seen from where one begins."""
        return self.high if self.high is not None and self.wish == "down" else self.value

    @property
    def is_rising(self) -> bool:
        """Whether more is better on the way; an exact figure is thought to be reached from below."""
        return self.relation in RISING or (self.relation in ("==", "within") and self.wish != "down")


@dataclass(frozen=True)
class Standing:
    """Where a target stands; `wanted` is the roadmap's figure on the day of the value, None where there is none."""

    state: str
    label: str
    wanted: Fraction | None
    reason: str


def standing_of(goal: Goal, now: Number, as_of: date) -> Standing:
    """This will judge a value known as of a day (the last of its period) against the goal and its roadmap.

    States: `met` the figure asked is reached; `on` not yet, but the roadmap is kept; `late` behind the roadmap;
    `risk` behind a milestone already past, or the deadline is over; `void` the figures do not tell.
    """
    wanted = wanted_on(goal, as_of)
    reached = reaches(goal, now)
    over = as_of >= goal.by
    if reached.holds:
        if exceeds(goal, now).holds:
            return Standing("met", "vượt chỉ tiêu", wanted, "Đã vượt mức phấn đấu.")
        return Standing("met", "đạt chỉ tiêu", wanted, "Đã đạt mức phấn đấu.")
    if reached.holds is None:
        kept = _kept(goal, now, wanted) if wanted is not None and not over else reached
        if kept.holds:
            return Standing("on", "đúng lộ trình", wanted, "Đúng lộ trình dù còn thiếu số liệu.")
        nothing = now.missing == (NO_DENOMINATOR,)
        return Standing("void", "không tính" if nothing else "chưa đủ dữ liệu", wanted, _lacking(now))
    if over:
        return Standing("risk", "không đạt", wanted, "Đã hết thời hạn mà chưa đạt mức phấn đấu.")
    if wanted is None:
        return Standing("on", "còn trong thời hạn", None, _next_step(goal, as_of))
    return _on_the_way(goal, now, as_of, wanted)


def reaches(goal: Goal, now: Number) -> Truth:
    """This will tell whether a figure reaches what is asked; unknown where its bounds leave both open."""
    if goal.relation != "within" or goal.high is None:
        return compare(now, goal.relation, Number.exactly(goal.value))
    low, high = compare(now, ">=", Number.exactly(goal.value)), compare(now, "<=", Number.exactly(goal.high))
    return {"up": low, "down": high}.get(goal.wish, every([low, high]))


def exceeds(goal: Goal, now: Number) -> Truth:
    """This will tell whether a figure goes past what is asked, in the direction that is wished.

    A strict bound (trên 80%) has no figure that reaches it exactly, and an exact one none that goes past it. A ceiling
    (nhiều nhất 100%) is kept, not passed: to be far below it is what it asks.
    """
    if goal.relation == "within":
        past = {"up": (">", goal.high), "down": ("<", goal.value)}.get(goal.wish)
    else:
        past = (">", goal.value) if goal.relation == ">=" else None
    if past is None or past[1] is None:
        return Truth(False)
    return compare(now, past[0], Number.exactly(past[1]))


def _next_step(goal: Goal, as_of: date) -> str:
    coming = [day for day, _ in sorted(goal.milestones) if day > as_of]
    if not coming:
        return f"Chưa đạt mức phấn đấu; thời hạn đến hết ngày {format_date(goal.by)}, chưa có lộ trình từng kỳ."
    return f"Chưa đạt mức phấn đấu; lộ trình bắt đầu tính từ kỳ kết thúc ngày {format_date(coming[0])}."


def _on_the_way(goal: Goal, now: Number, as_of: date, wanted: Fraction) -> Standing:
    kept = _kept(goal, now, wanted)
    if kept.holds:
        ahead = compare(now, "!=", Number.exactly(wanted)).holds
        label = "vượt lộ trình" if ahead else "đúng lộ trình"
        return Standing("on", label, wanted, "Chưa tới mức phấn đấu cuối cùng, nhưng kịp lộ trình.")
    if kept.holds is None:
        return Standing("void", "chưa đủ dữ liệu", wanted, _lacking(now))
    past = [value for day, value in sorted(goal.milestones) if day <= as_of]
    if past and _kept(goal, now, past[-1]).holds is False:
        return Standing("risk", "nguy cơ không đạt", wanted, "Chưa đạt cả mức của kỳ lộ trình đã qua.")
    return Standing("late", "chậm lộ trình", wanted, "Chưa tới mức lộ trình tại thời điểm này.")


def _kept(goal: Goal, now: Number, wanted: Fraction) -> Truth:
    """This will tell whether a figure is on the roadmap's good side; being exactly on the line keeps it."""
    rising = goal.is_rising and (goal.relation != "==" or wanted <= goal.value)
    return compare(now, ">=" if rising else "<=", Number.exactly(wanted))


def wanted_on(goal: Goal, day: date) -> Fraction | None:
    """This will tell the figure that the roadmap wants on a day, straight lines between its milestones.

    Before the first milestone, and where there is no milestone but the deadline, nothing is wanted yet (None).
    """
    points = sorted({**dict(goal.milestones), goal.by: goal.mark}.items())
    if day >= points[-1][0]:
        return points[-1][1]
    for (first, low), (last, high) in pairwise(points):
        if first <= day < last:
            return low + (high - low) * Fraction((day - first).days, (last - first).days)
    return None


def gap(goal: Goal, now: Number) -> Fraction | None:
    """This will tell what is missing to the figure asked: positive, 0 when reached, None when not known."""
    if not now.is_known:
        return None
    under, over = goal.value - now.value, now.value - (goal.value if goal.high is None else goal.high)
    if goal.relation in ("==", "within") and not goal.wish:
        return max(under, over, Fraction(0))
    return max(under if goal.is_rising else over, Fraction(0))


def _lacking(now: Number) -> str:
    if now.missing == (NO_DENOMINATOR,):
        return "Không có đối tượng nào để tính tỷ lệ."
    if not now.missing:
        return "Số liệu hiện có chưa đủ để kết luận."
    shown = "; ".join(now.missing[:3])
    more = f" và {len(now.missing) - 3} nơi khác" if len(now.missing) > 3 else ""
    return f"Còn thiếu: {shown}{more}."
