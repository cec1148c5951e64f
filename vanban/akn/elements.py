"""Text laid into elements: paragraphs with references in them, tables, and the tree of provisions."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from vanban.akn.components import Blocks
from vanban.akn.names import ELEMENTS, OTHER_ELEMENT, akn, own, plain
from vanban.akn.uris import slug, work_uri
from vanban.model import Block, Provision, Reading
from vanban.read.labels import read_label

_SHORT_HEADING = 200
_Reference = tuple[int, int, str]


class Setting:
    """Lays a reading's text into elements; holds the eIds given so far, which are unique in the whole file."""

    def __init__(self, reading: Reading) -> None:
        """This will make ready the references and the provisions by where they start."""
        self.reading = reading
        self.by_start = {one.start: one for one in reading.provisions}
        self.parents = {
            one.anchor
            for one, following in zip(reading.provisions, reading.provisions[1:], strict=False)
            if following.depth > one.depth and following.start < one.end
        }
        self.references = _references(reading)
        self.given: set[str] = set()

    def eid(self, wished: str) -> str:
        """This will give the identifier wished for, or that with the next number where it is taken."""
        found, count = wished, 1
        while found in self.given:
            count += 1
            found = f"{wished}_{count}"
        self.given.add(found)
        return found

    def lay(self, parent: etree._Element, blocks: Sequence[Block]) -> None:
        """This will put paragraphs and tables into an element, in order."""
        for table, run in groupby(blocks, key=lambda block: block.table):
            if table:
                self._table(parent, table, tuple(run))
            else:
                for block in run:
                    self.words(etree.SubElement(parent, akn("p")), block.start, block.end)

    def words(self, element: etree._Element, start: int, end: int) -> None:
        """This will put `text[start:end]` into an element, with a reference around every act named in it."""
        text = self.reading.text
        at, last = start, None
        for first, stop, href in self.references[bisect_left(self.references, (start,)) :]:
            if first >= end:
                break
            if stop > end:
                continue
            _append(element, last, plain(text[at:first]))
            last = etree.SubElement(element, akn("ref"), href=href)
            last.text = plain(text[first:stop])
            at = stop
        _append(element, last, plain(text[at:end]))

    def body(self, parent: etree._Element, blocks: Blocks) -> None:
        """This will build the tree of provisions over the blocks of a body; what is outside of all comes as it is."""
        stack: list[tuple[Provision, etree._Element]] = []
        opened: list[tuple[Provision | None, list[Block]]] = [(None, [])]
        for block in blocks:
            if provision := self.by_start.get(block.start):
                opened.append((provision, [block]))
            else:
                opened[-1][1].append(block)
        self.lay(parent, opened[0][1])
        for provision, held in opened[1:]:
            if provision is None:
                continue
            while stack and stack[-1][0].depth >= provision.depth:
                stack.pop()
            above = stack[-1][1] if stack else parent
            stack.append((provision, self._provision(above, provision, held)))

    def _provision(self, parent: etree._Element, provision: Provision, blocks: Sequence[Block]) -> etree._Element:
        first = blocks[0]
        label = read_label(self.reading.text[first.start : first.end])
        words_at = min(first.start + (label.length if label else 0), first.end)
        element = self._numbered(parent, provision, label.kind if label else "")
        etree.SubElement(element, akn("num")).text = plain(self.reading.text[first.start : words_at])
        is_parent = provision.anchor in self.parents
        if self._is_heading(first.end - words_at, is_parent=is_parent, alone=len(blocks) == 1):
            self.words(etree.SubElement(element, akn("heading")), words_at, first.end)
            if len(blocks) > 1 or not is_parent:
                inner = etree.SubElement(element, akn("intro" if is_parent else "content"))
                self.lay(inner, blocks[1:])
                if len(blocks) == 1:
                    etree.SubElement(inner, akn("p"))
            return element
        inner = etree.SubElement(element, akn("intro" if is_parent else "content"))
        self.words(etree.SubElement(inner, akn("p")), words_at, first.end)
        self.lay(inner, blocks[1:])
        return element

    @staticmethod
    def _is_heading(length: int, *, is_parent: bool, alone: bool) -> bool:
        """This will tell a heading from the provision's own first words: short, with something under it."""
        return length == 0 or (length <= _SHORT_HEADING and (is_parent or not alone))

    def _numbered(self, parent: etree._Element, provision: Provision, kind: str) -> etree._Element:
        name, prefix = ELEMENTS.get(kind, OTHER_ELEMENT)
        above = parent.get("eId")
        number = slug(provision.label.rsplit(" ", 1)[-1].replace("đ", "dd"))
        element = etree.SubElement(parent, akn(name), eId=self.eid(f"{above + '__' if above else ''}{prefix}_{number}"))
        if name == "hcontainer":
            element.set("name", slug(kind))
        element.set(own("anchor"), plain(provision.anchor))
        element.set(own("label"), plain(provision.label))
        return element

    def _table(self, parent: etree._Element, number: int, blocks: Blocks) -> None:
        table = etree.SubElement(parent, akn("table"))
        table.set(own("number"), str(number))
        for row, cells in groupby(blocks, key=lambda block: block.row):
            line = etree.SubElement(table, akn("tr"))
            line.set(own("row"), str(row))
            for column, held in groupby(cells, key=lambda block: block.column):
                cell = etree.SubElement(line, akn("td"))
                cell.set(own("column"), str(column))
                for block in held:
                    self.words(etree.SubElement(cell, akn("p")), block.start, block.end)


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _references(reading: Reading) -> list[_Reference]:
    """This will give the places where acts are named, none overlapping another."""
    spans = sorted((span.start, span.end, work_uri(one)) for one in reading.citations for span in one.spans)
    kept: list[_Reference] = []
    for start, end, href in spans:
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end, href))
    return kept
