"""Akoma Ntoso taken in: our own export whole, that of others for its text and head."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import etree

from vanban.akn.findings import read_findings
from vanban.akn.names import AKN, akn, own
from vanban.intake.refusals import IntakeRefused
from vanban.model import Block, Metadata, Provision, Reading
from vanban.read.outline import title_below
from vanban.read.pipeline import read_text
from vanban.text import Surface

_HEADING_WORDS = 40
_DEEPEST = 64
_PROLOG = 4096
_ROOT = re.compile(rb"<(?:[\w-]{1,20}:)?akomaNtoso[\s>]")
_BODIES = {akn("body"), akn("mainBody")}
_LINES = {
    akn(name) for name in ("p", "heading", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "block")
}
_SKIPPED = {akn("meta"), akn("remark")}


def from_akn(data: bytes) -> Reading:
    """This will read Akoma Ntoso 3.0; raises IntakeRefused ("akn") for what is none or is broken.

    Of our own export everything comes back as it was. Other files give their text, read like any document; what their
    `meta` says of number, date and issuer fills what the text does not show.
    """
    root = _parse(data)
    outer = root.find(f".//{own('reading')}")
    if outer is None:
        return _foreign(root)
    taken = _Taken(exact=True)
    try:
        _take(root, taken, 0)
        text = "\n".join(taken.lines) + ("\n" if taken.lines else "")
        reading = read_findings(outer, text, _provisions(taken))
    except (ValueError, TypeError, KeyError) as error:
        raise IntakeRefused("akn") from error
    whole = Surface(text, (0,), (0,))
    return replace(reading, blocks=tuple(taken.blocks), original=text, surface=whole)


def looks_like_akn(data: bytes) -> bool:
    """This will tell Akoma Ntoso by its first bytes: XML whose root is `akomaNtoso`."""
    opening = data[:_PROLOG].lstrip(b"\xef\xbb\xbf \t\r\n")
    return opening.startswith(b"<") and bool(_ROOT.search(opening))


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IntakeRefused("akn") from error
    if root.tag != akn("akomaNtoso") or b"<!DOCTYPE" in data[:_PROLOG]:
        raise IntakeRefused("akn")
    return root


@dataclass(slots=True)
class _Opened:
    """A provision met in the XML: which line begins it, and the line after its last one."""

    anchor: str
    label: str
    path: str
    depth: int
    heading: str
    first: int
    stop: int
    body: int


@dataclass(slots=True)
class _Taken:
    """What the walk over the elements gathers: lines with their blocks, provisions, and which body a line is of."""

    exact: bool
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    opened: list[_Opened] = field(default_factory=list)
    stack: list[_Opened] = field(default_factory=list)
    number: str = ""
    body: int = 0
    bodies_met: int = 0
    cell: tuple[int, int, int] = (0, 0, 0)
    length: int = 0


def _take(element: etree._Element, taken: _Taken, depth: int) -> None:
    if depth > _DEEPEST:
        raise IntakeRefused("akn")
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    if element.tag == akn("num"):
        taken.number = _words(element, taken)
    elif element.tag in _LINES:
        _line(element, taken)
    elif element.get(own("anchor")) is not None:
        _provision(element, taken, depth)
    else:
        before = (taken.body, taken.cell)
        _enter(element, taken)
        for child in element:
            _take(child, taken, depth + 1)
        taken.body, taken.cell = before


def _enter(element: etree._Element, taken: _Taken) -> None:
    table, row, column = taken.cell
    if element.tag in _BODIES:
        taken.bodies_met += 1
        taken.body = taken.bodies_met
    elif element.tag == akn("table"):
        taken.cell = (int(element.get(own("number"), "0")), 0, 0)
    elif element.tag == akn("tr"):
        taken.cell = (table, int(element.get(own("row"), "0")), 0)
    elif element.tag in {akn("td"), akn("th")}:
        taken.cell = (table, row, int(element.get(own("column"), str(column))))


def _provision(element: etree._Element, taken: _Taken, depth: int) -> None:
    label = element.get(own("label"), "")
    path = ".".join([*(one.label for one in taken.stack), label])
    one = _Opened(
        element.get(own("anchor"), ""), label, path, len(taken.stack) + 1, "", len(taken.lines), 0, taken.body
    )
    taken.opened.append(one)
    taken.stack.append(one)
    for child in element:
        _take(child, taken, depth + 1)
    taken.stack.pop()
    one.stop = len(taken.lines)


def _line(element: etree._Element, taken: _Taken) -> None:
    own_words = _words(element, taken)
    words = taken.number + own_words
    if taken.number and taken.stack:
        taken.stack[-1].heading = " ".join(own_words.split()[:_HEADING_WORDS])
    taken.number = ""
    if not words:
        return
    taken.lines.append(words)
    taken.blocks.append(Block(taken.length, taken.length + len(words), *taken.cell))
    taken.bodies.append(taken.body)
    taken.length += len(words) + 1


def _words(element: etree._Element, taken: _Taken) -> str:
    words = "".join(str(part) for part in element.itertext())
    return words if taken.exact else " ".join(words.split())


def _provisions(taken: _Taken) -> tuple[Provision, ...]:
    """This will give each provision its stretch: up to the next line of its body, or the end of its last line."""
    found: list[Provision] = []
    for order, one in enumerate(taken.opened):
        goes_on = one.stop < len(taken.lines) and taken.bodies[one.stop] == one.body
        end = taken.blocks[one.stop].start if goes_on else taken.blocks[one.stop - 1].end
        start = taken.blocks[one.first].start
        inside = one.first + 1 < one.stop and not taken.blocks[one.first + 1].table
        below = taken.lines[one.first + 1] if inside else ""
        heading = one.heading or " ".join(title_below(one.label, below).split()[:_HEADING_WORDS])
        found.append(Provision(one.anchor, one.path, one.label, one.depth, heading, start, end, order))
    return tuple(found)


def _foreign(root: etree._Element) -> Reading:
    taken = _Taken(exact=False)
    _gather(root, taken, 0)
    reading = read_text("\n\n".join(taken.lines))
    return replace(reading, metadata=_completed(reading.metadata, root), format="akn")


def _gather(element: etree._Element, taken: _Taken, depth: int) -> None:
    """This will take the lines of a file that others made: a number stands before the words it numbers."""
    if depth > _DEEPEST:
        raise IntakeRefused("akn")
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    if element.tag == akn("num"):
        if taken.number:
            taken.lines.append(taken.number.strip())
        taken.number = f"{_words(element, taken)} "
    elif element.tag in _LINES:
        if words := (taken.number + _words(element, taken)).strip():
            taken.lines.append(words)
        taken.number = ""
    else:
        for child in element:
            _gather(child, taken, depth + 1)


def _completed(head: Metadata, root: etree._Element) -> Metadata:
    names = {"a": AKN}
    number = root.xpath("string(//a:FRBRWork/a:FRBRnumber/@value)", namespaces=names)
    day = root.xpath("string(//a:FRBRWork/a:FRBRdate/@date)", namespaces=names)
    title = root.xpath("string(//a:FRBRWork/a:FRBRname/@value)", namespaces=names)
    return replace(
        head,
        number=head.number or str(number) or None,
        issued_on=head.issued_on or _date(str(day)),
        title=head.title or str(title) or None,
    )


def _date(said: str) -> date | None:
    try:
        found = date.fromisoformat(said[:10])
    except ValueError:
        return None
    return found if found.year > 1 else None
