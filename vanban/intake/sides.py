"""Where a scanned page has two cells side by side: found by the white between them, so that each is read for itself.

Tesseract takes lines of different height on both sides of a head or signature for one line and loses both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from vanban.intake.words import Rule

_GRAIN = 75  # dots per inch are enough to see letters and the white between them
_INK = 170
_GAP = 0.28  # inch of white between two cells; a stretched space has a tenth
_EDGE = 0.4  # inch at the page's sides that may hold a scanner's shadow
_PAUSE = 0.75  # inch of white below which something else begins
_SPECK = 2  # dots of the small picture
_MARGIN = 0.04  # inch left around a cell


@dataclass(frozen=True, slots=True)
class Sides:
    """A stretch of a page with a gutter, in dots of the page: rows from top to bottom, white from left to right."""

    top: int
    bottom: int
    left: int
    right: int


def find_sides(picture: Image.Image, dpi: float, rules: list[Rule]) -> list[Sides]:
    """This will find the stretches of a page in which all rows leave one gutter free; tables with rules have none."""
    scale = _GRAIN / dpi
    size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
    small = picture.resize(size, Image.Resampling.BOX)
    edge = min(int(_EDGE * _GRAIN), small.width // 4)
    dark = small.point([1 if value < _INK else 0 for value in range(256)])
    dark = dark.crop((edge, 0, small.width - edge, small.height))
    found: list[Sides] = []
    ruled = [(rule.top * _GRAIN / 72, rule.bottom * _GRAIN / 72) for rule in rules if rule.bottom - rule.top > 9]
    for top, bottom, gap in _stretches(list(_strips(dark)), dark.width):
        if any(start < bottom and top < end for start, end in ruled):
            continue
        margin = int(_MARGIN * dpi)
        found.append(
            Sides(
                max(0, int(top / scale) - margin), min(picture.height, int(bottom / scale) + margin),
                int((gap[0] + edge) / scale), int((gap[1] + edge) / scale),
            )
        )  # fmt: skip
    return found


Gap = tuple[int, int]
Strip = tuple[int, int, tuple[Gap, ...], Gap]  # top, bottom, gaps inside, from the first to the last ink


def _strips(dark: Image.Image) -> Iterator[Strip]:
    """This will cut a page into strips of ink with white above and below."""
    inked = dark.getprojection()[1]
    start: int | None = None
    for row, has_ink in enumerate((*inked, 0)):
        if has_ink and start is None:
            start = row
        elif not has_ink and start is not None:
            if row - start > _SPECK:
                yield _strip(dark, start, row)
            start = None


def _strip(dark: Image.Image, top: int, bottom: int) -> Strip:
    columns = dark.crop((0, top, dark.width, bottom)).getprojection()[0]
    inked = [place for place, has_ink in enumerate(columns) if has_ink]
    least = int(_GAP * _GRAIN)
    gaps = tuple((before + 1, after) for before, after in pairwise(inked) if after - before > least)
    return top, bottom, gaps, (inked[0], inked[-1] + 1)


def _stretches(strips: list[Strip], width: int) -> Iterator[tuple[int, int, Gap]]:
    """This will join strips that share a gutter; strips on one side of it may stand between, not at the ends."""
    at = 0
    while at < len(strips):
        gutter = _widest(strips[at][2], width)
        if gutter is None:
            at += 1
            continue
        end = at
        for place in range(at + 1, len(strips)):
            top, _, gaps, extent = strips[place]
            shared = _common(gutter, gaps, extent)
            if shared is None or top - strips[place - 1][1] > _PAUSE * _GRAIN:
                break
            gutter = shared
            if gaps:
                end = place
        yield strips[at][0], strips[end][1], gutter
        at = end + 1


def _widest(gaps: tuple[Gap, ...], width: int) -> Gap | None:
    """This will choose the gutter: the widest gap of one or two; more make a table."""
    if not gaps or len(gaps) > 2:
        return None
    gap = max(gaps, key=lambda one: one[1] - one[0])
    return gap if width * 0.15 < (gap[0] + gap[1]) / 2 < width * 0.85 else None


def _common(gutter: Gap, gaps: tuple[Gap, ...], extent: Gap) -> Gap | None:
    """This will give what a strip leaves free of a gutter."""
    least = int(_GAP * _GRAIN) // 2
    if extent[1] <= gutter[0] or extent[0] >= gutter[1]:
        return gutter
    for free in (*gaps, (extent[1], 10**6), (-1, extent[0])):
        start, end = max(gutter[0], free[0]), min(gutter[1], free[1])
        if end - start >= least:
            return start, end
    return None
