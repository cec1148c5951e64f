"""What the later stages read from: the text with its blocks, parts, metadata and provisions, and questions on them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from vanban.model import Block, Metadata, Provision
from vanban.read.parts import Parts

_ONE_YEAR = re.compile(r"(?<!\w)năm (20\d\d)(?!\d|\s?[-–])")


@dataclass(frozen=True, slots=True)
class Page:
    """A document after its structure is known."""

    text: str
    blocks: tuple[Block, ...]
    parts: Parts
    metadata: Metadata
    provisions: tuple[Provision, ...]
    _starts: list[int] = field(default_factory=list, repr=False)
    _parents: list[int] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        open_above: list[Provision] = []
        for one in self.provisions:
            while open_above and open_above[-1].depth >= one.depth:
                open_above.pop()
            self._starts.append(one.start)
            self._parents.append(open_above[-1].order if open_above else -1)
            open_above.append(one)

    @property
    def counted_from(self) -> date | None:
        """The day that its other days are counted from: its own, else the first of the year that its title names."""
        if self.metadata.issued_on is not None:
            return self.metadata.issued_on
        year = _ONE_YEAR.search(self.metadata.title or "")
        return date(int(year.group(1)), 1, 1) if year else None

    def shown(self, block: Block) -> str:
        """This will give the block's words."""
        return self.text[block.start : block.end]

    def provision_at(self, offset: int) -> Provision | None:
        """This will give the innermost provision that covers the offset."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            one = self.provisions[index]
            if offset < one.end:
                return one
            index = self._parents[index]
        return None

    def ancestors(self, provision: Provision) -> list[Provision]:
        """This will give the provisions above, the nearest first."""
        out: list[Provision] = []
        index = self._parents[provision.order]
        while index >= 0:
            out.append(self.provisions[index])
            index = self._parents[index]
        return out

    def blocks_before(self, offset: int, count: int) -> tuple[Block, ...]:
        """This will give the last blocks that end at or before the offset, in order."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.end)
        return self.blocks[max(at - count, 0) : at]

    def body_blocks(self) -> Iterator[Block]:
        """This will go through the running text: the body and the attached plan, tables left out."""
        for part in (self.parts.body, self.parts.attached):
            if part is not None:
                yield from (block for block in self.blocks[part.first : part.last] if not block.table)
