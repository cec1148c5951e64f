"""The bases of a document drawn as layers: a band for each rung of bodies, the highest above; colours by class only."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.urls import reverse

from pcmt.documents.queries.basis import BasisAct, BasisView
from pcmt.web.documents.lines import BOX_HEIGHT, BOX_WIDTH, MARGIN, WIDTH, Box, Row, drawn_path
from pcmt.web.formats.figures import date_text

GAP, ROW_GAP, PAD = 24, 30, 17
PER_ROW = (WIDTH - MARGIN) // (BOX_WIDTH + GAP)
MOST = 2 * PER_ROW
"""Boxes of one rung on one side of the document; the table beside the drawing has all acts."""
NAME_LETTERS, LABEL_LETTERS = 25, 23


@dataclass(frozen=True)
class Band:
    """The stretch of one rung: its top and height, and its name in lines."""

    y: int
    height: int
    lines: tuple[str, ...]


@dataclass
class Drawing:
    """The whole picture of a net on a plane of WIDTH × `height`."""

    view: BasisView
    bands: list[Band] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    height: int = 0

    def __post_init__(self) -> None:
        # Bodies of no known level are mostly of the centre: beneath the document they would seem to rest on it.
        for level in sorted(self.view.levels, key=lambda level: level.code != ""):
            for rung in level.rungs:
                self._add_band(rung.label, rung.acts)

    @property
    def width(self) -> int:
        """The width of the plane."""
        return WIDTH

    @property
    def box_width(self) -> int:
        """The width of each box."""
        return BOX_WIDTH

    @property
    def box_height(self) -> int:
        """The height of each box."""
        return BOX_HEIGHT

    @property
    def left_out(self) -> int:
        """How many acts are in the table only."""
        return sum(act.key not in self.boxes for act in self.view.acts)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The paths from who names to who is named, each with its class."""
        own = self.view.own.key
        found = []
        for namer, named, is_basis in self.view.lines:
            if namer in self.boxes and named in self.boxes:
                css = "own" if own in {namer, named} else ""
                path = drawn_path(self.boxes[namer], self.boxes[named], self.rows)
                found.append((path, css if is_basis else f"{css} mention"))
        return found

    def _add_band(self, label: str, acts: Sequence[BasisAct]) -> None:
        rows = self._rows(acts)
        height = 2 * PAD + len(rows) * BOX_HEIGHT + (len(rows) - 1) * ROW_GAP
        for number, row in enumerate(rows):
            used = len(row) * BOX_WIDTH + (len(row) - 1) * GAP
            x = MARGIN + (WIDTH - MARGIN - used) // 2
            y = self.height + PAD + number * (BOX_HEIGHT + ROW_GAP)
            places = [x + place * (BOX_WIDTH + GAP) for place in range(len(row))]
            self.boxes |= {key: replace(box, x=at, y=y) for (key, box), at in zip(row, places, strict=True)}
            self.rows.append(Row(y, tuple(places)))
        self.bands.append(Band(self.height, height, _in_lines(label)))
        self.height += height

    def _rows(self, acts: Sequence[BasisAct]) -> list[list[tuple[str, Box]]]:
        """What the document rests on stands above it, what rests on it below, also among bodies of one standing."""
        above = self._side([act for act in acts if act.distance < 0])
        own = self._side([act for act in acts if act.distance == 0])
        below = self._side([act for act in acts if act.distance > 0])
        return [side[at : at + PER_ROW] for side in (above, own, below) for at in range(0, len(side), PER_ROW)]

    def _side(self, acts: Sequence[BasisAct]) -> list[tuple[str, Box]]:
        """The boxes of one side by key, the nearest acts where there are too many, and one box for the rest."""
        near = sorted(acts, key=lambda act: (abs(act.distance), not act.is_basis))
        kept = near if len(near) <= MOST else near[: MOST - 1]
        boxes = [(act.key, _box(act)) for act in sorted(kept, key=self._pull)]
        if rest := len(near) - len(kept):
            boxes.append((f"rest-{near[0].key}", Box(0, 0, f"+ {rest} văn bản", "xem trong bảng", "", "", "rest")))
        return boxes

    def _pull(self, act: BasisAct) -> float:
        """The middle of what an act is joined to higher up: acts stand beneath what they rest on."""
        joined = [
            self.boxes[other].middle
            for namer, named, _ in self.view.lines
            for one, other in ((namer, named), (named, namer))
            if one == act.key and other in self.boxes
        ]
        return sum(joined) / len(joined) if joined else WIDTH / 2


def _box(act: BasisAct) -> Box:
    name = act.short if len(act.short) <= NAME_LETTERS else f"{act.short[: NAME_LETTERS - 1].rstrip()}…"
    css = "own" if act.distance == 0 else "" if act.document else "missing"
    return Box(0, 0, name, _note(act), act.label, _address(act), f"{css} ended" if act.has_ended else css)


def _note(act: BasisAct) -> str:
    day = date_text(act.issued_on) if act.issued_on else ""
    if act.has_ended and act.ending:
        return f"hết hiệu lực {date_text(act.ending.on)}"
    state = "văn bản đang xem" if act.distance == 0 else "" if act.document else "chưa có trong kho"
    return " · ".join(text for text in (day, state) if text)


def _address(act: BasisAct) -> str:
    return reverse("documents.basis", args=[act.document.id]) if act.document and act.distance else ""


def _in_lines(label: str) -> tuple[str, ...]:
    words = label.split()
    breaks, length = [0], 0
    for place, word in enumerate(words):
        if length and length + 1 + len(word) > LABEL_LETTERS:
            breaks.append(place)
            length = 0
        length += len(word) + bool(length)
    return tuple(" ".join(words[start:end]) for start, end in pairwise([*breaks, len(words)]))
