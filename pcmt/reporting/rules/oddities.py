"""What a reviewer should look at first: figures that stand out from their own past, from their like, or from sense.

Figures are scaled integers of one element, so that nothing is rounded before it is judged. None of this says that a
figure is wrong: each oddity is a reason to ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Literal, Protocol

from pcmt.kernel.quantity import Quantity
from vanban.text import format_number

Kind = Literal["unusual", "jump", "peers", "copied", "stopped", "rounded", "explained"]
PER_DEVIATION = Fraction(14826, 10000)  # of a normal distribution, by its median absolute deviation
PER_MEAN_DEVIATION = Fraction(12533, 10000)  # the same by its mean absolute deviation, where the median one is zero
STEP, ROUND_FROM = 5, 10


class Thresholds(Protocol):
    """What counts as odd: `rulebook.quality.QualityRules`."""

    @property
    def own_spread(self) -> Fraction: ...
    @property
    def own_deviation(self) -> Fraction: ...
    @property
    def own_periods(self) -> int: ...
    @property
    def peer_spread(self) -> Fraction: ...
    @property
    def peers(self) -> int: ...
    @property
    def jump_ratio(self) -> Fraction: ...
    @property
    def jump_least(self) -> int: ...
    @property
    def copied_cells(self) -> int: ...
    @property
    def copied_share(self) -> Fraction: ...
    @property
    def stopped_periods(self) -> int: ...
    @property
    def stopped_level(self) -> int: ...
    @property
    def round_cells(self) -> int: ...
    @property
    def round_share(self) -> Fraction: ...
    @property
    def weights(self) -> Mapping[str, int]: ...


def mark_of(kind: str, element: str, words: str) -> str:
    """This will give the mark that names an oddity with its figures: sixteen hexadecimal digits."""
    return sha256("\0".join((kind, element, words)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Oddity:
    """One reason to look: at a cell, or at the whole report where `element` is empty."""

    kind: Kind
    element: str
    words: str


@dataclass(frozen=True)
class Figure:
    """An area's figure of one element now (scaled), and those of the periods before, latest first; None is unknown."""

    element: str
    scale: int
    adds_up: bool
    now: int
    before: tuple[int | None, ...] = ()

    @property
    def history(self) -> list[int]:
        """The known figures of the past."""
        return [value for value in self.before if value is not None]

    def text(self, scaled: int | Fraction) -> str:
        """This will write a figure of this element, rounded to its decimals, as screens do."""
        return format_number(Quantity.nearest(Fraction(scaled, 10**self.scale), scale=self.scale).decimal)


def odd_in_itself(figures: Sequence[Figure], rules: Thresholds) -> list[Oddity]:
    """This will judge one area's figures against its own past and against sense, cell by cell and as a whole."""
    found: list[Oddity] = []
    for figure in figures:
        found += _unusual(figure, rules) or _stopped(figure, rules) or _jump(figure, rules)
    return found + _copied(figures, rules) + _rounded(figures, rules)


def odd_among(peers: Mapping[int, Figure], called: str, rules: Thresholds) -> dict[int, Oddity]:
    """This will find the areas whose figure lies far from that of their like; keys are areas.

    called: what the areas have in common, in words ("các phường"). Empty where they are too few.
    """
    if len(peers) < rules.peers:
        return {}
    values = [figure.now for figure in peers.values()]
    middle, spread = _centre(values), _spread(values)
    found = {}
    for area, figure in peers.items():
        distance = abs(figure.now - middle)
        if distance > rules.peer_spread * max(spread, Fraction(10**figure.scale), middle / 10):
            words = (
                f"{figure.text(figure.now)}, {_beyond(figure.now, middle)} mức thường gặp của {len(peers)} {called} "
                f"(một nửa số {called} có từ {figure.text(middle)} trở xuống)"
            )
            found[area] = Oddity("peers", figure.element, words)
    return found


def _unusual(figure: Figure, rules: Thresholds) -> list[Oddity]:
    """Far from the median by the spread of the past and, lest one old leap hide it, from the mean as well."""
    history = figure.history
    if len(history) < rules.own_periods:
        return []
    middle, spread = _centre(history), _spread(history)
    distance = abs(figure.now - middle)
    if distance <= rules.own_spread * max(spread, Fraction(10**figure.scale), middle / 10):
        return []
    mean = Fraction(sum(history), len(history))
    variance = Fraction(sum((value - mean) ** 2 for value in history), len(history) - 1)
    if (figure.now - mean) ** 2 < rules.own_deviation**2 * variance:
        return []
    usual = f"thường khoảng {figure.text(middle)}" if middle else "phần lớn bằng 0"
    words = (
        f"{figure.text(figure.now)}, {_beyond(figure.now, middle)} {len(history)} kỳ trước, "
        f"{usual} (từ {figure.text(min(history))} đến {figure.text(max(history))})"
    )
    return [Oddity("unusual", figure.element, words)]


def _stopped(figure: Figure, rules: Thresholds) -> list[Oddity]:
    last = figure.before[: rules.stopped_periods]
    known = [value for value in last if value]
    if figure.now or len(known) < rules.stopped_periods:
        return []
    middle = _centre(known)
    if middle < rules.stopped_level * 10**figure.scale:
        return []
    words = f"bằng 0, trong khi {len(known)} kỳ liền trước đều có (thường khoảng {figure.text(middle)})"
    return [Oddity("stopped", figure.element, words)]


def _jump(figure: Figure, rules: Thresholds) -> list[Oddity]:
    last = figure.before[0] if figure.before else None
    if last is None or abs(figure.now - last) < rules.jump_least * 10**figure.scale:
        return []
    low, high = sorted((figure.now, last))
    if low and high < rules.jump_ratio * low:
        return []
    way = "tăng từ {} kỳ trước lên {}" if figure.now > last else "giảm từ {} kỳ trước còn {}"
    return [Oddity("jump", figure.element, way.format(figure.text(last), figure.text(figure.now)))]


def _copied(figures: Sequence[Figure], rules: Thresholds) -> list[Oddity]:
    """What happened in a period is hardly ever the same twice; what stands at its end often is, and does not count."""
    moved = [one for one in figures if one.adds_up and one.before and one.before[0] is not None]
    alive = [one for one in moved if one.now or one.before[0]]
    same = [one for one in alive if one.now == one.before[0]]
    if len(alive) < rules.copied_cells or len(same) < rules.copied_share * len(alive):
        return []
    return [Oddity("copied", "", f"{len(same)}/{len(alive)} ô phát sinh trong kỳ giống hệt kỳ trước")]


def _rounded(figures: Sequence[Figure], rules: Thresholds) -> list[Oddity]:
    large = [one for one in figures if one.now >= ROUND_FROM * 10**one.scale]
    round_ = [one for one in large if one.now % (STEP * 10**one.scale) == 0]
    if len(large) < rules.round_cells or len(round_) < rules.round_share * len(large):
        return []
    words = f"{len(round_)}/{len(large)} số từ {ROUND_FROM} trở lên là bội của {STEP}, có thể là số ước lượng"
    return [Oddity("rounded", "", words)]


def _centre(values: Sequence[int]) -> Fraction:
    """The median. Worked out in whole numbers: a review compares tens of thousands of figures."""
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half], 2)


def _spread(values: Sequence[int]) -> Fraction:
    """How far values lie from their median, as the standard deviation of a normal distribution would say it."""
    doubled = int(2 * _centre(values))  # a median of whole numbers may lie half way between two
    apart = [abs(2 * value - doubled) for value in values]
    by_median = _centre(apart) * PER_DEVIATION
    return (by_median or Fraction(sum(apart), len(apart)) * PER_MEAN_DEVIATION) / 2


def _beyond(now: int, middle: Fraction) -> str:
    return "cao hơn hẳn" if now > middle else "thấp hơn hẳn"
