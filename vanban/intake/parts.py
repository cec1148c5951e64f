"""Parts of a scanned page read once more, each for itself: columns of tables, the two cells of heads and signatures.

Tesseract takes lines of different height in neighbouring cells for one line and loses both.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PIL import Image

from vanban.intake.grids import Grid, find_grids
from vanban.intake.paper import Scan
from vanban.intake.sides import find_sides
from vanban.intake.tesseract import CELL, recognise
from vanban.intake.words import Rule, Word

_SURE = 40.0  # of 100: what Tesseract is less sure of in a cell is a seal or a signature
_MOST_COLUMNS = 30  # of a table: each is a call of Tesseract
_SMALLEST = 12  # dots: what is lower or narrower holds no word
_PALE = 160  # where all dots are lighter, nothing is written
_INSET = 1.5  # points from a rule

Box = tuple[float, float, float, float]  # left, top, right, bottom in points


def read_parts_again(scan: Scan, words: Sequence[Word], rules: Sequence[Rule]) -> tuple[Word, ...]:
    """This will read a page's tables and side-by-side cells once more, in place of what the whole page gave."""
    picture = Image.frombytes("L", (scan.width, scan.height), scan.pixels)
    kept = list(words)
    for grid in find_grids(rules, words):
        if grid.columns <= _MOST_COLUMNS:
            kept = _column_by_column(scan, picture, grid, kept)
    scale = 72 / scan.dpi
    for sides in find_sides(picture, scan.dpi, list(rules)):
        middle, top, bottom = (sides.left + sides.right) / 2 * scale, sides.top * scale, sides.bottom * scale
        again = [
            *_block(scan, picture, (0.0, top, middle, bottom)),
            *_block(scan, picture, (middle, top, scan.width * scale, bottom)),
        ]
        if again:
            kept = [word for word in kept if not top <= (word.top + word.bottom) / 2 <= bottom] + again
    return tuple(kept)


def _column_by_column(scan: Scan, picture: Image.Image, grid: Grid, words: list[Word]) -> list[Word]:
    """This will read a table's columns; cells over several columns, or without a word now, keep what the page gave."""
    again: list[Word] = []
    for left, right in pairwise(grid.edges):
        again += _block(scan, picture, (left + _INSET, grid.top, right - _INSET, grid.bottom))
    kept = [word for word in words if not _is_in(word, (grid.left, grid.top, grid.right, grid.bottom))]
    for cell in grid.cells:
        read = [word for word in again if _is_in(word, cell.box)]
        kept += read if read and cell.across == 1 else cell.words
    return kept


def _is_in(word: Word, box: Box) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _block(scan: Scan, picture: Image.Image, box: Box) -> list[Word]:
    """This will read a part of the page as one block of lines."""
    scale = scan.dpi / 72
    dots = tuple(round(value * scale) for value in box)
    part = picture.crop((max(0, dots[0]), max(0, dots[1]), min(scan.width, dots[2]), min(scan.height, dots[3])))
    if min(part.size) < _SMALLEST or not sum(part.histogram()[:_PALE]):
        return []
    cut = replace(scan, width=part.width, height=part.height, pixels=part.tobytes())
    across, down = max(0, dots[0]) / scale, max(0, dots[1]) / scale
    return [_moved(word, across, down) for word in recognise(cut, CELL, least=_SURE)]


def _moved(word: Word, across: float, down: float) -> Word:
    return replace(
        word, left=word.left + across, right=word.right + across,
        top=word.top + down, bottom=word.bottom + down, base=word.base + down,
    )  # fmt: skip
