"""What stands after the signature: the plan or rules that a decision issues, annexes, notes."""

from __future__ import annotations

import re
from itertools import pairwise

from vanban.read.labels import read_label
from vanban.vocabulary import head_kinds, squeeze
from vanban.write.model import Annex, Table
from vanban.write.recover.bodies import recover_body
from vanban.write.recover.feet import Foot, foot_between
from vanban.write.recover.source import Source, is_motto

_LABEL = re.compile(r"(?P<label>(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?[IVXLC\d]{1,6}[a-z]?)?)\s*[.:–-]?\s*(?P<title>.*)$")
_NOTE = re.compile(r"\(.{0,20}[Kk]èm\s+theo")
_LONGEST_LABEL = 300
_REACH = 5
_WIDE = 7
"""Columns of a table that lies better across the page."""

_REST = "Ghi chú"


def recover_annexes(source: Source, foot: Foot, end: int) -> tuple[Annex, ...]:
    """This will give the attached document and the annexes before block `end`; what has no title becomes "Ghi chú"."""
    at = foot.after
    found: list[Annex] = []
    if attached := source.parts.attached:
        annex, at = _attached(source, foot.after)
        found.append(annex)
        at = max(at, attached.last)
    starts = [here for here in range(at, end) if _is_label(source, here)]
    if at < (starts[0] if starts else end):
        found += _rest(source, at, starts[0] if starts else end)
    for first, last in pairwise((*starts, end)):
        found.append(_annex(source, first, last))
    return tuple(found)


def _is_label(source: Source, at: int) -> bool:
    line = source.lines[at]
    return not source.blocks[at].table and len(line) < _LONGEST_LABEL and bool(_LABEL.match(line))


def _rest(source: Source, first: int, last: int) -> list[Annex]:
    if squeeze(source.lines[first]) == squeeze(_REST):
        first += 1
    blocks = recover_body(source, first, last)
    return [Annex(_REST, blocks)] if blocks else []


def _attached(source: Source, after: int) -> tuple[Annex, int]:
    """Give the document that a decision issues, and the block after its own signature."""
    part = source.parts.attached
    assert part is not None
    own_head = any(is_motto(line) for line in source.lines[after : part.first])
    word = source.lines[part.first - 1].strip(" :")
    kind = head_kinds().get(squeeze(word))
    title, note, body = _titled(source, part.first, part.last, [] if kind else [word])
    foot = foot_between(source, part.last, min(len(source.lines), _next_label(source, part.last)))
    signature = foot.signature if foot.is_signed else None
    annex = Annex(
        title, recover_body(source, body, part.last), note=note, kind=kind, own_head=own_head, signature=signature
    )
    return annex, foot.after if signature else part.last


def _next_label(source: Source, at: int) -> int:
    return next((here for here in range(at, len(source.lines)) if _is_label(source, here)), len(source.lines))


def _annex(source: Source, first: int, last: int) -> Annex:
    found = _LABEL.match(source.lines[first])
    assert found is not None
    given = found["title"].strip()
    if _NOTE.match(given):
        title, _, body = _titled(source, first + 1, last, [])
        note: str | None = given
    else:
        title, note, body = _titled(source, first + 1, last, [given] if given else [])
    blocks = recover_body(source, body, last)
    wide = any(isinstance(block, Table) and len(block.columns) >= _WIDE for block in blocks)
    return Annex(title, blocks, found["label"], note, landscape=wide)


def _titled(source: Source, first: int, last: int, lines: list[str]) -> tuple[str, str | None, int]:
    """Give title, the note that names the document, and the block that the text begins with."""
    near = range(first, min(last, first + _REACH))
    noted = next((at for at in near if _NOTE.match(source.lines[at]) and not source.blocks[at].table), None)
    at = first
    while at < last and not source.blocks[at].table:
        line = source.lines[at]
        if at == noted:
            return " ".join(lines), line, at + 1
        if read_label(line) or (noted is None and lines and not line.isupper()):
            break
        if noted is None and not lines and line.endswith((".", ";", ":")):
            break
        lines.append(line)
        at += 1
    return " ".join(lines), None, at
