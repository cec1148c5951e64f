"""Passages drawn anew by a person: one cut into several, neighbours made one, the ends moved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import vanban
from pcmt.documents.rules.payload import Payload, ProposedDuty, ProposedTarget
from pcmt.documents.rules.reading import proposed_target
from pcmt.kernel.refusal import Refusal
from vanban.text import normalise

LONGEST = 4000
"""Letters of one passage; a duty with all its points stays far below."""

NEAR = 600
"""Letters that may lie between two passages that are joined: the rest of a sentence, not another section."""

_JOINTS = re.compile(r"(?<=;)\s+|(?<=[^\W\d]\.)\s+|,?\s+(?=(?:và|đồng thời)\s+(?:trên |dưới |ít nhất |tối thiểu )?\d)")
_SENTENCES = re.compile(r"(?<=[^\W\d]\.)\s+(?=[^\W\da-zà-ỹđ])|(?<=;)\s+(?=[^\W\da-zà-ỹđ])")
_JOINED_BY = re.compile(r"^[\s,;]{0,4}(?:và|đồng thời)?\s{0,4}", re.IGNORECASE)
_AMONG_TARGETS = "I. MỤC TIÊU, CHỈ TIÊU\n1. "
_AMONG_DUTIES = "I. TỔ CHỨC THỰC HIỆN\n1. {}\na) {}.\n"
"""Where a piece is read as if it stood: a figure alone is no target elsewhere, a verb alone no duty."""


class CannotRedraw(Refusal):
    """This will say why passages are not split, joined or moved so."""

    code = "cannot_redraw"


@dataclass(frozen=True)
class Drawn:
    """A passage drawn by a person: its stretch of the text (start up to, not including, end), and what it proposes."""

    start: int
    end: int
    payload: Payload


def joints(passage: str, kind: str = "target") -> str:
    """This will break a passage into lines where it seems to say a new thing, as a first offer for splitting.

    A duty is offered sentence by sentence; only where it is a single one, clause by clause.
    """
    if kind == "duty" and _SENTENCES.search(passage):
        return _SENTENCES.sub("\n", passage)
    return _JOINTS.sub("\n", passage)


def sentence_count(passage: str) -> int:
    """This will count the sentences of a passage, each of which may be a duty of its own."""
    return len(_SENTENCES.findall(passage)) + 1


def cut(text: str, start: int, end: int, typed: str) -> tuple[tuple[int, int], ...]:
    """This will find the lines that a person typed as pieces of a passage, one after the other; no word may be new.

    Words may be left out between pieces (a lead-in, “và”). Raises CannotRedraw where a line is not in the passage.
    """
    found, at = [], start
    for line in filter(None, (" ".join(normalise(line).split()) for line in typed.split("\n"))):
        pattern = r"\s+".join(re.escape(word) for word in line.split(" "))
        piece = re.compile(pattern).search(text, at, end)
        if piece is None:
            raise CannotRedraw(
                f"Không thấy “{line[:60]}” ở chỗ này của đoạn.",
                remedy="Chỉ xuống dòng hoặc bỏ bớt chữ; không sửa, không thêm chữ của văn bản.",
            )
        found.append((piece.start(), piece.start() + len(piece.group().rstrip(" ;,."))))
        at = piece.end()
    return tuple(found)


def payload_of_piece(payload: Payload, words: str) -> Payload:
    """This will give what a piece of a split passage proposes at first: what the piece alone reads as.

    What a target's piece leaves unsaid (by when, how often, "ít nhất") is what the whole passage says; the helpers and
    the time of a duty are those of the sentence that names them.
    """
    if isinstance(payload, ProposedDuty):
        return _duty_of_piece(payload, words)
    own = replace(payload, subject=" ".join(words.split()))
    read = vanban.read(f"{_AMONG_TARGETS}{_JOINED_BY.sub('', words)}.\n").targets
    if not read or (read[0].value is None and payload.value):
        return own
    said = proposed_target(read[0])
    unbound = said.relation == "=" and said.unit == payload.unit
    return replace(
        said,
        relation=payload.relation if unbound else said.relation,
        by=said.by or payload.by,
        every=said.every or payload.every,
        table=payload.table,
    )


def _duty_of_piece(payload: ProposedDuty, words: str) -> ProposedDuty:
    above = payload.leads[:1]
    read = vanban.read(_AMONG_DUTIES.format(*above, words)).assignments if above else ()
    if len(read) != 1:
        return payload
    said = read[0]
    leads = payload.leads if said.leads == above else said.leads
    helpers = tuple(name for name in said.supports if name not in leads)
    return replace(payload, leads=leads, supports=helpers, due=said.due or "", every=said.every or "")


def refuse_pieces(pieces: Sequence[Drawn], *, start: int, end: int) -> None:
    """This will refuse with CannotRedraw pieces that are fewer than two, leave the passage, or say the same twice."""
    if len(pieces) < 2:
        raise CannotRedraw("Tách cần ít nhất hai mục.", remedy="Xuống dòng ở chỗ bắt đầu mục mới.")
    if any(not start <= piece.start < piece.end <= end for piece in pieces):
        raise CannotRedraw("Mục tách ra phải nằm trong đoạn cũ.")
    if len({(piece.start, piece.end, piece.payload) for piece in pieces}) < len(pieces):
        raise CannotRedraw("Hai mục tách ra giống hệt nhau.")


def refuse_apart(spans: Sequence[tuple[int, int]]) -> None:
    """This will refuse with CannotRedraw passages too far from each other to be one."""
    if len(spans) < 2:
        raise CannotRedraw("Gộp cần ít nhất hai mục.")
    if any(right[0] - left[1] > NEAR for left, right in pairwise(sorted(spans))):
        raise CannotRedraw("Hai đoạn cách nhau quá xa để gộp.", remedy="Chỉ gộp các mục liền nhau.")
    if max(end for _, end in spans) - min(start for start, _ in spans) > LONGEST:
        raise CannotRedraw(f"Đoạn gộp dài hơn {LONGEST} chữ cái.")


def merged(payloads: Sequence[Payload]) -> Payload:
    """This will make one proposal of several of a kind: the first one's words, what it lacks from the next."""
    first, *others = payloads
    if isinstance(first, ProposedTarget):
        for other in others:
            first = replace(first, **_lacking(first, other))
        return first
    for other in others:
        leads = tuple(dict.fromkeys((*first.leads, *getattr(other, "leads", ()))))
        supports = dict.fromkeys((*first.supports, *getattr(other, "supports", ())))
        first = replace(first, **_lacking(first, other))
        first = replace(first, leads=leads, supports=tuple(name for name in supports if name not in leads))
    return first


def by_lead(payload: ProposedDuty) -> tuple[ProposedDuty, ...]:
    """This will make a duty of each agency that leads; the others of them take no part."""
    return tuple(replace(payload, leads=(lead,)) for lead in payload.leads)


def _lacking(first: Payload, other: Payload) -> dict[str, Any]:
    """What the other says and the first does not; CannotRedraw for two kinds, which have nothing to give each other."""
    if type(first) is not type(other):
        raise CannotRedraw("Chỉ gộp các mục cùng loại.")
    return {name: value for name, value in vars(other).items() if value and not getattr(first, name)}
