"""The text: each paragraph as the block of the model that prints it."""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.read.labels import read_label
from vanban.write.model import Article, Block, Heading, Item, Paragraph, Table
from vanban.write.recover.source import Source
from vanban.write.recover.tables import recover_table

_BULLET = re.compile(r"(?P<mark>[-–+*•])\s+(?=\S)")
_ARTICLE = re.compile(r"Điều\s+(?P<number>\d{1,3}[a-z]?)\s*[.:]\s*")
_PART = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s")
_CLOSED = (".", ":", ";", ",", "…")
_LONGEST_HEADING = 220
_DEEPEST = 4


def recover_body(source: Source, first: int, last: int) -> tuple[Block, ...]:
    """This will give the blocks of the model from block `first` to before `last`, tables among them."""
    found: list[Block] = []
    at = first
    while at < last:
        if table := source.blocks[at].table:
            end = at
            while end < last and source.blocks[end].table == table:
                end += 1
            blocks = recover_table(source, at, end)
            over_page = at > first and source.sheet_of(at - 1) != source.sheet_of(at)
            if over_page and (whole := _whole_table(found[-1], blocks[0])):
                found[-1] = whole
            else:
                found += blocks
            at = end
            continue
        title_follows = at + 1 < last and not source.blocks[at + 1].table
        block, used = _block(source, at, source.lines[at + 1] if title_follows else "")
        found.append(block)
        at += used
    return tuple(found)


def _whole_table(above: Block, below: Block) -> Table | None:
    """Give a table with its rest on the next page, under the same head; None where it is another one."""
    if not (isinstance(above, Table) and isinstance(below, Table)) or above.total:
        return None
    heads = [[(column.title, column.under) for column in table.columns] for table in (above, below)]
    return replace(above, rows=(*above.rows, *below.rows), total=below.total) if heads[0] == heads[1] else None


def _block(source: Source, at: int, following: str) -> tuple[Block, int]:
    """Give the block that prints the paragraph, and how many paragraphs it takes."""
    line = source.lines[at]
    if found := _BULLET.match(line):
        return Item(found["mark"], line[found.end() :]), 1
    label = read_label(line)
    if label is None:
        return Paragraph(line), 1
    printed, words = line[: label.length].strip(), line[label.length :].strip()
    if article := _ARTICLE.match(line):
        return Article(article["number"], line[article.end() :]), 1
    if _PART.match(printed):
        if not words and following.isupper() and read_label(following) is None:
            return Heading(printed, following, 1), 2
        return Heading("", line, 1), 1
    if not words:
        return Paragraph(line), 1
    depth = source.depth_at(at)
    if depth and source.holds_more(at) and len(words) <= _LONGEST_HEADING and not words.endswith(_CLOSED):
        return Heading(printed, words, min(depth, _DEEPEST)), 1
    return Item(printed, words), 1
