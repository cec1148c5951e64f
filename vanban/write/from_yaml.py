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
  - table: {columns: [{title: TT}, {title: Nam, under: Số người}], rows: [[1, …], {band: Nhóm A}]}
signature: {authority: [TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH], name: …}
``

Every scalar is text until the model asks for a date or a number, so nothing is guessed. A key that is not
known, a key given twice or a value of the wrong form is refused with the file's name and the place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yaml

from vanban.write.model import (
    Annex,
    Article,
    Band,
    Block,
    Column,
    Copy,
    Heading,
    Item,
    OfficialDocument,
    Paragraph,
    Row,
    Signature,
    Table,
)
from vanban.write.refusal import WriteRefused
from vanban.write.yaml_nodes import MisplacedError, Node, TextLoader

_PART_WORDS: Final = frozenset({"Phần", "Chương", "Mục"})
_LABEL: Final = re.compile(r"(?:Phần|Chương|Mục) \S+$|[-+*•]$|\(?[\w.]{1,8}[.):-]+$")
_HEADINGS: Final = {f"h{level}": level for level in range(1, 5)}
_LARGEST: Final = 5_000_000
_DOCUMENT_KEYS: Final = frozenset(OfficialDocument.__dataclass_fields__)
_ANNEX_KEYS: Final = frozenset(Annex.__dataclass_fields__)
_SIGNATURE_KEYS: Final = frozenset(Signature.__dataclass_fields__)
_TABLE_KEYS: Final = frozenset(Table.__dataclass_fields__)
_COLUMN_KEYS: Final = frozenset(Column.__dataclass_fields__)
_COPY_KEYS: Final = frozenset(Copy.__dataclass_fields__)


def load_document(path: Path) -> OfficialDocument:
    """This will give the document that `path` describes; raise `WriteRefused` that names file and place."""
    if path.stat().st_size > _LARGEST:
        raise _refused(path.name, "tệp lớn hơn 5 MB")
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)  # noqa: S506  # builds texts only
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _refused(path.name, str(error)) from error
    try:
        return _document(Node(data, "văn bản"))
    except MisplacedError as error:
        raise _refused(path.name, str(error)) from error


def _document(node: Node) -> OfficialDocument:
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
        annexes=tuple(_annex(each) for each in _nodes(given, "annexes")),
        urgency=_maybe(given, "urgency"),
        draft="draft" in given and given["draft"].flag(),
        layout="party" if layout == "party" else "state",
        partners=_list(given, "partners"),
        cosignatures=tuple(_signature(each) for each in given["cosignatures"].nodes())
        if "cosignatures" in given
        else (),
        type_word=_maybe(given, "type_word"),
        circulation=_maybe(given, "circulation"),
        copy=_copy(given["copy"]) if "copy" in given else None,
    )


def _signature(node: Node) -> Signature:
    given = node.mapping(_SIGNATURE_KEYS)
    _require(node, given, ("authority",))
    return Signature(given["authority"].texts(), _list(given, "title"), _maybe(given, "name"), _maybe(given, "note"))


def _annex(node: Node) -> Annex:
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
        signature=_signature(given["signature"]) if "signature" in given else None,
    )


def _copy(node: Node) -> Copy:
    given = node.mapping(_COPY_KEYS)
    _require(node, given, ("form", "issuer", "number", "place", "copied_on", "signature"))
    return Copy(
        form=given["form"].text(),
        issuer=given["issuer"].text(),
        number=given["number"].text(),
        place=given["place"].text(),
        copied_on=given["copied_on"].day(),
        signature=_signature(given["signature"]),
        superior=_maybe(given, "superior"),
        recipients=_list(given, "recipients"),
    )


def _blocks(node: Node) -> tuple[Block, ...]:
    return tuple(_block(each) for each in node.nodes())


def _block(node: Node) -> Block:
    given = node.mapping(frozenset({*_HEADINGS, "p", "item", "article", "table", "ref"}))
    ref = _maybe(given, "ref")
    kinds = [key for key in given if key != "ref"]
    if len(kinds) != 1:
        raise MisplacedError(f"{node.place}: cần đúng một trong h1–h4, p, item, article, table")
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


def _label_and_text(content: Node) -> tuple[str, str]:
    """Split "a) Chủ trì" into "a)" and "Chủ trì"; the label of a part has two words ("Chương I")."""
    text = content.text()
    words = 2 if text.split(" ", 1)[0] in _PART_WORDS else 1
    pieces = text.split(" ", words)
    label = " ".join(pieces[:words])
    if not _LABEL.match(label):
        raise MisplacedError(f"{content.place}: “{label}” không phải số thứ tự như I., 1., a) hoặc -")
    return label, " ".join(pieces[words:])


def _table(node: Node, ref: str | None) -> Table:
    given = node.mapping(_TABLE_KEYS)
    _require(node, given, ("columns", "rows"))
    return Table(
        columns=tuple(_column(column) for column in given["columns"].nodes()),
        rows=tuple(_row(row) for row in given["rows"].nodes()),
        caption=_maybe(given, "caption"),
        unit_note=_maybe(given, "unit_note"),
        total=given["total"].texts() if "total" in given else None,
        ref=ref,
    )


def _row(node: Node) -> Row | Band:
    if isinstance(node.value, dict):
        given = node.mapping(frozenset({"band"}))
        _require(node, given, ("band",))
        return Band(given["band"].text())
    return node.texts()


def _column(node: Node) -> Column:
    given = node.mapping(_COLUMN_KEYS)
    _require(node, given, ("title",))
    number = "kind" in given and given["kind"].one_of("text", "number") == "number"
    align = given["align"].one_of("left", "center", "right") if "align" in given else None
    return Column(
        title=given["title"].text(),
        weight=given["weight"].whole() if "weight" in given else 1,
        kind="number" if number else "text",
        align="center" if align == "center" else "right" if align == "right" else "left" if align else None,
        under=_maybe(given, "under"),
    )


def _maybe(given: dict[str, Node], key: str) -> str | None:
    return given[key].text() if key in given else None


def _nodes(given: dict[str, Node], key: str) -> list[Node]:
    return given[key].nodes() if key in given else []


def _list(given: dict[str, Node], key: str) -> tuple[str, ...]:
    return given[key].texts() if key in given else ()


def _require(node: Node, given: dict[str, Node], keys: tuple[str, ...]) -> None:
    for key in keys:
        if key not in given:
            raise MisplacedError(f"{node.place}: thiếu khóa “{key}”")


def _refused(file: str, reason: str) -> WriteRefused:
    return WriteRefused("bad_source", f"Không đọc được {file}: {reason}.", "Hãy sửa tệp rồi thực hiện lại.")
