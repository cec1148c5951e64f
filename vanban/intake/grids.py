"""Tables whose rules are drawn: the rules make a grid, the grid's cells hold the words that lie in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vanban.intake.words import Rule, Word

_TOUCH = 3.0  # points: rules that come as near as this meet
_SHORTEST = 14.0  # points, after pieces were put together: the strokes of letters drawn as paths are shorter
_COVERED = 0.6  # of a cell's side that must be ruled to close it
_SMALLEST = 18.0  # points: what is lower or narrower is no table
_MOST_LINES = 400  # of a grid's rows or columns; more is a drawing


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its row and column, counted from 0, how many columns and rows it covers, and its place."""

    row: int
    column: int
    across: int
    down: int
    words: tuple[Word, ...]
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where it stands, its cells in the order of reading, and the sides of its columns."""

    left: float
    top: float
    right: float
    bottom: float
    cells: tuple[Cell, ...]
    edges: tuple[float, ...]

    @property
    def columns(self) -> int:
        return len(self.edges) - 1


def find_grids(rules: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """This will give the tables of a page from top to bottom."""
    level = _merged([(rule.top, rule.left, rule.right) for rule in rules if rule.right - rule.left > _TOUCH])
    upright = _merged([(rule.left, rule.top, rule.bottom) for rule in rules if rule.bottom - rule.top > _TOUCH])
    level, upright = ([one for one in strokes if one[2] - one[1] > _SHORTEST] for strokes in (level, upright))
    grids = [_grid(one_level, one_upright, words) for one_level, one_upright in _connected(level, upright)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.top)


Stroke = tuple[float, float, float]  # where it lies, from, to


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """This will make one of rules that lie in one line and touch."""
    out: list[Stroke] = []
    for at, start, end in sorted((round(at), start, end) for at, start, end in strokes):
        if out and abs(out[-1][0] - at) < 1 and start <= out[-1][2] + _TOUCH:
            out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], end))
        else:
            out.append((at, start, end))
    return out


def _connected(level: list[Stroke], upright: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """This will part the rules into groups that meet one another."""
    if len(level) > _MOST_LINES * 4 or len(upright) > _MOST_LINES * 4:
        return []
    group = list(range(len(level)))

    def root(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    meets: list[int] = []
    for x, top, bottom in upright:
        met = [
            index
            for index, (y, left, right) in enumerate(level)
            if left - _TOUCH <= x <= right + _TOUCH and top - _TOUCH <= y <= bottom + _TOUCH
        ]
        meets.append(met[0] if met else -1)
        for index in met[1:]:
            group[root(index)] = root(met[0])
    found: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, stroke in enumerate(level):
        found.setdefault(root(index), ([], []))[0].append(stroke)
    for first, stroke in zip(meets, upright, strict=True):
        if first >= 0:
            found[root(first)][1].append(stroke)
    return [pair for pair in found.values() if len(pair[0]) > 1 and pair[1]]


def _grid(level: list[Stroke], upright: list[Stroke], words: Sequence[Word]) -> Grid | None:
    ys = _places([stroke[0] for stroke in level])
    xs = _places([x for stroke in level for x in stroke[1:]] + [stroke[0] for stroke in upright])
    if not (2 <= len(ys) <= _MOST_LINES and 2 <= len(xs) <= _MOST_LINES) or len(ys) + len(xs) < 5:
        return None
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    if right - left < _SMALLEST * 3 or bottom - top < _SMALLEST:
        return None
    spans = _spans(xs, ys, level, upright)
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        if left <= x <= right and top <= y <= bottom:
            place = (_index(ys, y), _index(xs, x))
            inside.setdefault(place, []).append(word)
    cells = []
    for (row, column), (across, down) in sorted(spans.items()):
        held = [word for r in range(row, row + down) for c in range(column, column + across)
                for word in inside.get((r, c), ())]  # fmt: skip
        box = (xs[column], ys[row], xs[column + across], ys[row + down])
        cells.append(Cell(row, column, across, down, tuple(held), box))
    if sum(bool(cell.words) for cell in cells) < 2:
        return None
    return Grid(left, top, right, bottom, tuple(cells), tuple(xs))


def _places(values: list[float]) -> list[float]:
    """This will give the distinct places of rules, those nearer than they can be told apart as one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _TOUCH * 1.5:
            out.append(value)
    return out


def _index(edges: list[float], value: float) -> int:
    return max(0, min(sum(edge <= value for edge in edges) - 1, len(edges) - 2))


def _spans(
    xs: list[float], ys: list[float], level: list[Stroke], upright: list[Stroke]
) -> dict[tuple[int, int], tuple[int, int]]:
    """This will tell how many columns and rows each cell covers: to the right and below as far as no rule parts it."""
    taken: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            across = 1
            while (
                column + across < len(xs) - 1
                and (row, column + across) not in taken
                and not _is_ruled(upright, xs[column + across], ys[row], ys[row + 1])
            ):
                across += 1
            down = 1
            while row + down < len(ys) - 1 and not _is_ruled(level, ys[row + down], xs[column], xs[column + across]):
                down += 1
            taken |= {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
            spans[row, column] = (across, down)
    return spans


def _is_ruled(strokes: list[Stroke], at: float, start: float, end: float) -> bool:
    drawn = sum(
        max(0.0, min(end, to) - max(start, begin)) for place, begin, to in strokes if abs(place - at) <= _TOUCH * 1.5
    )
    return drawn >= _COVERED * (end - start)
