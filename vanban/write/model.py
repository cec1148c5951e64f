"""The document as its author thinks of it: parts and blocks, no fonts and no positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right"]
Layout = Literal["state", "party"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text within a block; `ref` names what stands behind it (a figure, a target)."""

    text: str
    bold: bool = False
    italic: bool = False
    ref: str | None = None


Words = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A labelled heading: `Heading("I", "MỤC ĐÍCH", 1)`, `Heading("1", …, 2)`, `("Chương I", …)`."""

    label: str
    text: str
    level: int = 1
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; a line break in the text begins a new paragraph of the same kind."""

    text: Words
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered, lettered or dashed item: labels `1`, `1.1`, `a`, `-`, `+`, `(1)`."""

    label: str
    text: Words
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article: `Article("1", …)` is written "Điều 1. …"."""

    label: str
    text: Words
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `weight` is its share of the width, numbers stand at the right.

    Neighbours with the same `under` share a merged head of that title above their own.
    """

    title: str
    weight: int = 1
    kind: Literal["text", "number"] = "text"
    align: Align | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell whose content can be traced."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A row that is one cell across the whole table: the heading of the rows below it."""

    text: str
    ref: str | None = None


Row = tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head is repeated on every page; `total` is a last row in bold."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    caption: str | None = None
    unit_note: str | None = None
    total: Row | None = None
    ref: str | None = None


Block = Heading | Paragraph | Item | Article | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines of authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), the signer's title, the name.

    Powers: TM., KT., TL., TUQ., Q. of the State; T/M, K/T, T/L, Q. of the Party. `note` stands in the room for the
    seal, e.g. "(Đã ký)" in a copy.
    """

    authority: tuple[str, ...]
    title: tuple[str, ...] = ()
    name: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own: label ("Phụ lục I"), title, and `note` that names its document "(Kèm theo …)".

    `own_head` gives it issuer and motto again, as a plan has that is issued with a decision;
    `kind` is then the code of its type word, and it may bear a `signature` of its own.
    """

    title: str
    body: tuple[Block, ...]
    label: str | None = None
    note: str | None = None
    kind: str | None = None
    own_head: bool = False
    landscape: bool = False
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """What makes a copy of the document an official one, below its end (Nghị định 30/2020/NĐ-CP, Điều 25-27).

    `form`: SAO Y, SAO LỤC, TRÍCH SAO; `number` is the copy's own ("05/SY-SYT", for the Party "24-BS/VPTU").
    """

    form: str
    issuer: str
    number: str
    place: str
    copied_on: date
    signature: Signature
    superior: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """An administrative document.

    `kind` is the code of the type ("KH", "QĐ", "CV" …: see `kinds`). `number` is the whole number and
    symbol ("18/KH-UBND"); None leaves room for văn thư before `symbol` ("BC-BCĐ"). `issued_on` None
    leaves room for day and month in `year`. `title` is the trích yếu. `enacting` is the authority named
    above the grounds of a decision (a line each); without it the issuer stands there.

    A joint document has its lead as `issuer`, which signs at the right, and the others in `partners`; their
    signatures are `cosignatures`, in the same order. `type_word` is printed where it says more than the kind's own
    ("KẾ HOẠCH LIÊN TỊCH"). `circulation` limits who may see it ("LƯU HÀNH NỘI BỘ").
    """

    kind: str
    issuer: str
    title: str
    place: str
    body: tuple[Block, ...]
    signature: Signature
    superior: str | None = None
    number: str | None = None
    symbol: str = ""
    issued_on: date | None = None
    year: int | None = None
    addressees: tuple[str, ...] = ()
    enacting: str | None = None
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    urgency: str | None = None
    draft: bool = False
    layout: Layout = "state"
    partners: tuple[str, ...] = ()
    cosignatures: tuple[Signature, ...] = ()
    type_word: str | None = None
    circulation: str | None = None
    copy: Copy | None = None
