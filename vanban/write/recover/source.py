"""The reading that a model is recovered from: its paragraphs by number, and questions on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.model import Block, Provision, Reading
from vanban.read.parts import Parts
from vanban.vocabulary import squeeze

_MOTTO = ("conghoaxahoichunghiavietnam", "dangcongsanvietnam")


@dataclass(frozen=True, slots=True)
class Source:
    """A reading with its parts; `lines` are the words of its blocks, in the same order."""

    reading: Reading
    parts: Parts
    lines: list[str] = field(default_factory=list)
    _sheets: list[int] = field(default_factory=list)
    _provisions: dict[int, Provision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.reading.text
        self._sheets.extend(sheet.start for sheet in self.reading.sheets)
        self._provisions.update((one.start, one) for one in self.reading.provisions)
        self.lines.extend(text[block.start : block.end].strip() for block in self.blocks)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give the blocks of the reading."""
        return self.reading.blocks

    def sheet_of(self, index: int) -> int:
        """This will give the page that the block begins on, from 1; 0 where pages are not known."""
        return bisect_right(self._sheets, self.blocks[index].start)

    def depth_at(self, index: int) -> int | None:
        """This will give the depth of the provision that begins with the block, None where none begins."""
        found = self._provisions.get(self.blocks[index].start)
        return found.depth if found else None

    def holds_more(self, index: int) -> bool:
        """This will tell whether the provision that begins with the block rules other blocks too."""
        found = self._provisions.get(self.blocks[index].start)
        return found is not None and found.end > self.blocks[index].end

    def cells(self, first: int, last: int) -> Iterator[tuple[tuple[int, int, int], list[str]]]:
        """This will give the lines from `first` to before `last` by table cell; running text is cell (0, 0, 0)."""
        key: tuple[int, int, int] | None = None
        lines: list[str] = []
        for block, line in zip(self.blocks[first:last], self.lines[first:last], strict=True):
            here = (block.table, block.row, block.column)
            if here != key and key is not None:
                yield key, lines
                lines = []
            key = here
            lines.append(line)
        if key is not None:
            yield key, lines


def is_motto(line: str) -> bool:
    """This will tell a line that holds the name of the State or the Party, as it heads a document."""
    return line.isupper() and any(motto in squeeze(line) for motto in _MOTTO)
