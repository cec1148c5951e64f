"""Reads an official document that is kept as YAML: the model as data, strictly.

``yaml
kind: KH
issuer: Ủy ban nhân dân tỉnh Hoa Mai
number: 18/KH-UBND
place: Hoa Mai
issued_on: 2026-02-12
title: Thực hiện …
body:
  - h1: I. MỤC ĐÍCH, YÊU CẦU          # heading of level 1: label, then text
  - p: Đoạn văn.                      # paragraph
  - item: a) Chủ trì, phối hợp …      # item: label, then text
  - article: 1. Ban hành kèm theo …   # Điều 1. …
  - table: {columns: [{title: TT}, {title: Nội dung, weight: 5}], rows: [[1, …]]}
signature: {authority: [TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH], name: …}
``

Every scalar is text until the model asks for a date or a number, so nothing is guessed. A key that is not
known, a key given twice or a value of the wrong form is refused with the file's name and the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from vanban.write.model import (
    Annex,
    Article,
    Block,
    Column,
    Heading,
    Item,
    OfficialDocument,
    Paragraph,
    Row,
    Signature,
    Table,
)
from vanban.write.refusal import WriteRefused

_PART_WORDS: Final = frozenset({"Phần", "Chương", "Mục"})
_LABEL: Final = re.compile(r"(?:Phần|Chương|Mục) \S+$|[-+*•]$|\(?[\w.]{1,8}[.):-]+$")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 5)}
_LARGEST: Final = 5_000_000
_DOCUMENT_KEYS: Final = frozenset(OfficialDocument.__dataclass_fields__)
_ANNEX_KEYS: Final = frozenset(Annex.__dataclass_fields__)
_SIGNATURE_KEYS: Final = frozenset(Signature.__dataclass_fields__)
_TABLE_KEYS: Final = frozenset(Table.__dataclass_fields__)
_COLUMN_KEYS: Final = frozenset(Column.__dataclass_fields__)


def load_document(path: Path) -> OfficialDocument:
    """This will give the document that `path` describes; raise `WriteRefused` that names file and place."""
    if path.stat().st_size > _LARGEST:
        raise _refused(path.name, "tệp lớn hơn 5 MB")
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader)  # noqa: S506  # builds texts only
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _refused(path.name, str(error)) from error
    try:
        return _document(_Node(data, "văn bản"))
    except _MisplacedError as error:
        raise _refused(path.name, str(error)) from error


class _TextLoader(yaml.BaseLoader):
    """Builds mappings, lists and texts; refuses a key that is given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [key.value for key, _ in node.value]
        for at, key in enumerate(keys):
            if key in keys[:at]:
                line = node.value[at][0].start_mark.line + 1
                raise yaml.constructor.ConstructorError(None, None, f"khóa “{key}” lặp lại ở dòng {line}")
        return super().construct_mapping(node, deep)


class _MisplacedError(ValueError):
    """A value of the wrong form; the message names its place in the file."""


class _Node:
    """A piece of the data and its place, asked for as what the model needs."""

    def __init__(self, value: object, place: str) -> None:
        self.value = value
        self.place = place

    def mapping(self, known: frozenset[str]) -> dict[str, _Node]:
        """This will give the entries; refuse a key that is not in `known`."""
        if not isinstance(self.value, Mapping):
            raise _MisplacedError(f"{self.place}: cần các cặp khóa và giá trị")
        for key in self.value:
            if key not in known:
                raise _MisplacedError(f"{self.place}: không có khóa “{key}”, chỉ có {', '.join(sorted(known))}")
        return {str(key): _Node(value, f"{self.place}.{key}") for key, value in self.value.items()}

    def nodes(self) -> list[_Node]:
        """This will give the members of a list."""
        if not isinstance(self.value, list):
            raise _MisplacedError(f"{self.place}: cần một danh sách")
        return [_Node(value, f"{self.place}[{at}]") for at, value in enumerate(self.value)]

    def text(self) -> str:
        """This will give the text."""
        if not isinstance(self.value, str):
            raise _MisplacedError(f"{self.place}: cần chữ")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """This will give a list of texts."""
        return tuple(node.text() for node in self.nodes())

    def flag(self) -> bool:
        """This will give true or false."""
        return self.one_of("true", "false") == "true"

    def whole(self) -> int:
        """This will give a whole number."""
        if not self.text().isdecimal():
            raise _MisplacedError(f"{self.place}: cần số nguyên")
        return int(self.text())

    def day(self) -> date:
        """This will give a day written 2026-02-12."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as error:
            raise _MisplacedError(f"{self.place}: cần ngày dạng 2026-02-12") from error

    def one_of(self, *choices: str) -> str:
        """This will give the text, which must be one of `choices`."""
        if self.text() not in choices:
            raise _MisplacedError(f"{self.place}: chỉ nhận {', '.join(choices)}")
        return self.text()


def _document(node: _Node) -> OfficialDocument:
    given = node.mapping(_DOCUMENT_KEYS)
    _require(node, given, ("kind", "issuer", "title", "place", "body", "signature"))
    layout = given["layout"].one_of("state", "party") if "layout" in given else "state"
    return OfficialDocument(
        kind=given["kind"].text(),
        issuer=given["issuer"].text(),
        title=given["title"].text(),
        place=given["place"].text(),
        body=_blocks(given["body"]),
        signature=_signature(given["signature"]),
        superior=_maybe(given, "superior"),
        number=_maybe(given, "number"),
        symbol=_maybe(given, "symbol") or "",
        issued_on=given["issued_on"].day() if "issued_on" in given else None,
        year=given["year"].whole() if "year" in given else None,
        addressees=_list(given, "addressees"),
        enacting=_maybe(given, "enacting"),
        grounds=_list(given, "grounds"),
        recipients=_list(given, "recipients"),
        annexes=tuple(_annex(each) for each in given["annexes"].nodes()) if "annexes" in given else (),
        urgency=_maybe(given, "urgency"),
        draft="draft" in given and given["draft"].flag(),
        layout="party" if layout == "party" else "state",
    )


def _signature(node: _Node) -> Signature:
    given = node.mapping(_SIGNATURE_KEYS)
    _require(node, given, ("authority",))
    return Signature(given["authority"].texts(), _list(given, "title"), _maybe(given, "name"), _maybe(given, "note"))


def _annex(node: _Node) -> Annex:
    given = node.mapping(_ANNEX_KEYS)
    _require(node, given, ("title", "body"))
    return Annex(
        title=given["title"].text(),
        body=_blocks(given["body"]),
        label=_maybe(given, "label"),
        note=_maybe(given, "note"),
        kind=_maybe(given, "kind"),
        own_head="own_head" in given and given["own_head"].flag(),
        landscape="landscape" in given and given["landscape"].flag(),
    )


def _blocks(node: _Node) -> tuple[Block, ...]:
    return tuple(_block(each) for each in node.nodes())


def _block(node: _Node) -> Block:
    given = node.mapping(frozenset({*_HEADINGS, "p", "item", "article", "table", "ref"}))
    ref = _maybe(given, "ref")
    kinds = [key for key in given if key != "ref"]
    if len(kinds) != 1:
        raise _MisplacedError(f"{node.place}: cần đúng một trong h1–h4, p, item, article, table")
    kind, content = kinds[0], given[kinds[0]]
    if kind == "table":
        return _table(content, ref)
    if kind == "p":
        return Paragraph(content.text(), ref)
    label, text = _label_and_text(content)
    if kind == "item":
        return Item(label, text, ref)
    if kind == "article":
        return Article(label, text, ref)
    return Heading(label, text, _HEADINGS[kind], ref)


def _label_and_text(content: _Node) -> tuple[str, str]:
    """Split "a) Chủ trì" into "a)" and "Chủ trì"; the label of a part has two words ("Chương I")."""
    text = content.text()
    words = 2 if text.split(" ", 1)[0] in _PART_WORDS else 1
    pieces = text.split(" ", words)
    label = " ".join(pieces[:words])
    if not _LABEL.match(label):
        raise _MisplacedError(f"{content.place}: “{label}” không phải số thứ tự như I., 1., a) hoặc -")
    return label, " ".join(pieces[words:])


def _table(node: _Node, ref: str | None) -> Table:
    given = node.mapping(_TABLE_KEYS)
    _require(node, given, ("columns", "rows"))
    rows: tuple[Row, ...] = tuple(row.texts() for row in given["rows"].nodes())
    return Table(
        columns=tuple(_column(column) for column in given["columns"].nodes()),
        rows=rows,
        caption=_maybe(given, "caption"),
        unit_note=_maybe(given, "unit_note"),
        total=given["total"].texts() if "total" in given else None,
        ref=ref,
    )


def _column(node: _Node) -> Column:
    given = node.mapping(_COLUMN_KEYS)
    _require(node, given, ("title",))
    number = "kind" in given and given["kind"].one_of("text", "number") == "number"
    align = given["align"].one_of("left", "center", "right") if "align" in given else None
    return Column(
        title=given["title"].text(),
        weight=given["weight"].whole() if "weight" in given else 1,
        kind="number" if number else "text",
        align="center" if align == "center" else "right" if align == "right" else "left" if align else None,
    )


def _maybe(given: dict[str, _Node], key: str) -> str | None:
    return given[key].text() if key in given else None


def _list(given: dict[str, _Node], key: str) -> tuple[str, ...]:
    return given[key].texts() if key in given else ()


def _require(node: _Node, given: dict[str, _Node], keys: tuple[str, ...]) -> None:
    for key in keys:
        if key not in given:
            raise _MisplacedError(f"{node.place}: thiếu khóa “{key}”")


def _refused(file: str, reason: str) -> WriteRefused:
    return WriteRefused("bad_source", f"Không đọc được {file}: {reason}.", "Hãy sửa tệp rồi thực hiện lại.")
