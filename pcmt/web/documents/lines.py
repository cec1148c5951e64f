"""How a line finds its way between the boxes of a layered drawing: round every row that lies between its two ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, MARGIN = 1080, 168
BOX_WIDTH, BOX_HEIGHT = 204, 50
CLEAR, BESIDE = 5, 5
"""How far a line keeps from a box, and from another line in the same place."""


@dataclass(frozen=True)
class Box:
    """One act: its corner, its two lines of text, where it leads, and what it is (`own`, `missing`, `ended` …)."""

    x: int
    y: int
    name: str
    note: str
    title: str
    url: str
    css: str

    @property
    def middle(self) -> int:
        """Where lines meet it, and its text is centred."""
        return self.x + BOX_WIDTH // 2


@dataclass
class Row:
    """Boxes side by side: the top of all, the left edge of each, and the places where lines pass already."""

    y: int
    lefts: tuple[int, ...]
    taken: list[int] = field(default_factory=list)

    def pass_at(self, wanted: int) -> int:
        """This will give the place nearest to the wanted one at which a line passes no box, and take it."""
        free = [(MARGIN, WIDTH - CLEAR)]
        for left in self.lefts:
            start, end = left - CLEAR, left + BOX_WIDTH + CLEAR
            parts = [part for low, high in free for part in ((low, min(high, start)), (max(low, end), high))]
            free = [(low, high) for low, high in parts if low <= high]
        steps = range(-WIDTH, WIDTH, BESIDE)
        places = [place for step in steps if any(low <= (place := wanted + step) <= high for low, high in free)]
        places += [edge for part in free for edge in part]
        untaken = [place for place in places if all(abs(place - other) >= BESIDE for other in self.taken)]
        found = min(untaken or places, key=lambda place: abs(place - wanted))
        self.taken.append(found)
        return found


def drawn_path(namer: Box, named: Box, rows: Sequence[Row]) -> str:
    """This will give the path from the higher of two boxes to the lower, through the rows between them."""
    upper, lower = sorted((namer, named), key=lambda box: box.y)
    if upper.y == lower.y:  # side by side: an arc above the two
        over = upper.y - BOX_HEIGHT // 2
        return f"M{upper.middle} {upper.y} C{upper.middle} {over} {lower.middle} {over} {lower.middle} {lower.y}"
    x, y = upper.middle, upper.y + BOX_HEIGHT
    path = [f"M{x} {y}"]
    for row in rows:
        if upper.y < row.y < lower.y:
            wanted = x + (lower.middle - x) * (row.y - y) // (lower.y - y)
            path.append(_down(x, y, to := row.pass_at(wanted), row.y))
            x, y = to, row.y + BOX_HEIGHT
            path.append(f"V{y}")
    return " ".join([*path, _down(x, y, lower.middle, lower.y)])


def _down(x: int, y: int, to_x: int, to_y: int) -> str:
    between = (y + to_y) // 2
    return f"C{x} {between} {to_x} {between} {to_x} {to_y}"
