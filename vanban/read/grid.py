"""Tables as rows of cells: what the reader's tables of tasks and of targets are both read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from vanban.model import Block
from vanban.read.page import Page


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row with its paragraphs; `text` joins them."""

    column: int
    blocks: tuple[Block, ...]
    text: str

    @property
    def start(self) -> int:
        """Where the cell's words begin."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Where the cell's words end."""
        return self.blocks[-1].end


def tables_of(page: Page) -> Iterator[list[list[Cell]]]:
    """This will go through the tables of a document, each as its rows; empty cells are no cells."""
    in_tables = [block for block in page.blocks if block.table]
    for _, blocks in groupby(in_tables, key=lambda block: block.table):
        yield [_row(page, list(row)) for _, row in groupby(blocks, key=lambda block: block.row)]


def _row(page: Page, blocks: list[Block]) -> list[Cell]:
    cells: list[Cell] = []
    for column, cell in groupby(blocks, key=lambda block: block.column):
        parts = tuple(cell)
        cells.append(Cell(column, parts, " ".join(page.shown(part).strip() for part in parts)))
    return cells
