"""Tiles: each unit gets a square of its own, near to where it lies; the whole keeps the province's shape.

The squares are those of a grid laid over the centres, some more than there are units; each unit takes one so that the
sum of the squared distances is least (the assignment problem, solved by shortest augmenting paths in O(n²·m)).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt

# Squares for each hundred units: room to keep the shape, without holes everywhere.
SQUARES_PER_HUNDRED = 140
PLENTY = 5
OUTLYING = 20  # one in so many may lie far out at either end
FAR = 1 << 62
FINE = 64  # steps into which a square is divided, so that distances are whole numbers


def lay_tiles(centres: Mapping[str, tuple[Fraction | int, Fraction | int]]) -> dict[str, tuple[int, int]]:
    """This will give each unit a tile (column, row), counted from 1 at the top left; the same for the same centres.

    centres: (x, y) by a name that orders the units, x to the east and y to the north, in one unit of length.
    """
    names = sorted(centres)
    if not names:
        return {}
    columns, rows, placed = _on_grid([centres[name] for name in names])
    squares = [(column, row) for row in range(rows) for column in range(columns)]
    half = FINE // 2
    costs = [
        [(x - column * FINE - half) ** 2 + (y - row * FINE - half) ** 2 for column, row in squares] for x, y in placed
    ]
    taken = [squares[number] for number in _least(costs)]
    return dict(zip(names, _closed_up(taken), strict=True))


def _on_grid(centres: list[tuple[Fraction | int, Fraction | int]]) -> tuple[int, int, list[tuple[int, int]]]:
    """The size of the grid, and the centres in fine steps of it, top left first."""
    columns, rows = (_reined_in(line) for line in zip(*centres, strict=True))
    west, south = min(columns), min(rows)
    wide, high = max(columns) - west, max(rows) - south
    squares = max(len(centres) * SQUARES_PER_HUNDRED // 100, len(centres) + PLENTY)
    # As many columns to rows as the province is wide to high.
    across = min(max(isqrt(int(squares * (wide or 1) / (high or 1))), 1), squares)
    down = -(-squares // across)
    placed = [
        (
            int((x - west) / (wide or 1) * (across * FINE - 1)),
            int((south + high - y) / (high or 1) * (down * FINE - 1)),
        )
        for x, y in zip(columns, rows, strict=True)
    ]
    return across, down, placed


def _reined_in(line: Sequence[Fraction | int]) -> list[Fraction | int]:
    """Draw in what lies far out (islands off the coast), so that it does not make most of the grid sea."""
    ordered = sorted(line)
    edge = len(ordered) // OUTLYING
    low, high = ordered[edge], ordered[-1 - edge]
    margin = Fraction(high - low) / 4
    return [min(max(value, low - margin), high + margin) for value in line]


def _least(costs: list[list[int]]) -> list[int]:
    """Give each row a column of its own so that the sum of costs is least; there are no fewer columns than rows."""
    width = len(costs[0])
    row_potential, column_potential = [0] * (len(costs) + 1), [0] * (width + 1)
    held_by, before = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, len(costs) + 1):
        held_by[0] = row
        _augment(costs, row_potential, column_potential, held_by, before)
    found = [0] * len(costs)
    for column in range(1, width + 1):
        if held_by[column]:
            found[held_by[column] - 1] = column - 1
    return found


def _augment(
    costs: list[list[int]],
    row_potential: list[int],
    column_potential: list[int],
    held_by: list[int],
    before: list[int],
) -> None:
    """Bring one more row in by the shortest path over reduced costs; `held_by[0]` is that row."""
    width = len(column_potential)
    shortest, seen, column = [FAR] * width, [False] * width, 0
    while held_by[column]:
        seen[column] = True
        row = held_by[column]
        line, own = costs[row - 1], row_potential[row]
        nearest, following = FAR, 0
        for other in range(1, width):
            if seen[other]:
                continue
            reduced = line[other - 1] - own - column_potential[other]
            if reduced < shortest[other]:
                shortest[other], before[other] = reduced, column
            if shortest[other] < nearest:
                nearest, following = shortest[other], other
        for other in range(width):
            if seen[other]:
                row_potential[held_by[other]] += nearest
                column_potential[other] -= nearest
            else:
                shortest[other] -= nearest
        column = following
    while column:
        held_by[column] = held_by[before[column]]
        column = before[column]


def _closed_up(taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop empty columns and rows, and count from 1."""
    columns = {column: number for number, column in enumerate(sorted({column for column, _ in taken}), start=1)}
    rows = {row: number for number, row in enumerate(sorted({row for _, row in taken}), start=1)}
    return [(columns[column], rows[row]) for column, row in taken]
