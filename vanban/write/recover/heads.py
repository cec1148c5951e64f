"""What stands above the title: issuer and superior, number, marks, and which law's layout it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.read.head import joint_bodies, last_agency
from vanban.read.names import ordinary_case
from vanban.vocabulary import squeeze
from vanban.write.head import DRAFT
from vanban.write.kinds import KINDS, LETTER, URGENCY
from vanban.write.model import Layout
from vanban.write.recover.source import Source, is_motto

_PARTY = "dangcongsanvietnam"
_SYMBOL = re.compile(r"[Ss][ốỐ]\s{0,3}:?[\s.…_]{0,40}[/-]\s{0,3}(?P<symbol>\S{2,60})")
_NUMBER_LINE = re.compile(r"[Ss][ốỐ]\s{0,3}:?[\s.…_\d]{0,40}[/-]|V/v|về việc ", re.IGNORECASE)
_YEAR = re.compile(r"tháng[\s.…_\d]{0,40}năm\s{0,3}(?P<year>\d{4})")
_MOTTO = re.compile(r"CỘNG\s*HÒA|ĐẢNG\s*CỘNG")
_OFFICES = ("chutich", "giamdoc", "truongban", "bantuongvu", "banthuongvu", "thuongtruc")
_REACH = 14


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a model."""

    kind: str
    layout: Layout
    issuer: str
    superior: str | None
    partners: tuple[str, ...]
    number: str | None
    symbol: str
    year: int | None
    urgency: str | None
    draft: bool
    circulation: str | None
    type_word: str | None
    last: int


def recover_head(source: Source) -> Head:
    """This will give the head; `last` is the block after it, the type word or, of a letter, its first paragraph."""
    metadata, parts = source.reading.metadata, source.parts
    last = parts.type_word if parts.type_word >= 0 else _letter_end(source)
    lines = source.lines[:last]
    party = _PARTY in squeeze(" ".join(lines))
    superior, names = _bodies(source)
    marks = [line for line in lines if line.isupper()]
    urgency = next((mark for mark in marks if mark in URGENCY), None)
    symbol = next((found["symbol"] for line in lines if (found := _SYMBOL.search(line))), "")
    year = next((int(found["year"]) for line in lines if (found := _YEAR.search(line))), None)
    kind = LETTER if parts.type_word < 0 else metadata.kind
    return Head(
        kind=kind,
        layout="party" if party else "state",
        issuer=names[0] if names else "",
        superior=superior,
        partners=names[1:],
        number=metadata.number,
        symbol="" if metadata.number else symbol,
        year=None if metadata.issued_on else year,
        urgency=urgency,
        draft=DRAFT in marks,
        circulation=_circulation(source, last),
        type_word=_type_word(source, kind),
        last=last,
    )


def _letter_end(source: Source) -> int:
    """Give the block after the head of a letter: its head's table, or the lines of number, subject and date."""
    motto = source.parts.motto
    table = source.blocks[motto].table if motto >= 0 else 0
    at = motto + 1
    while at < min(len(source.lines), motto + _REACH):
        in_table = table and source.blocks[at].table == table
        line = source.lines[at]
        if not (in_table or line.isupper() or _NUMBER_LINE.match(line) or _YEAR.search(line) or "Độc lập" in line):
            break
        at += 1
    return at


def _bodies(source: Source) -> tuple[str | None, tuple[str, ...]]:
    """Give the superior and the issuing bodies, the lead first, from the lines before the motto."""
    said = source.reading.metadata.issuer
    lines = _lines_before_motto(source)
    if not lines:
        return None, (said,) if said else ()
    if joint := joint_bodies(" ".join(lines)):
        return None, joint
    words = " ".join(lines).split()
    for candidate in _candidates(said):
        for at in range(len(words)):
            if squeeze(" ".join(words[at:])) == squeeze(candidate):
                return (ordinary_case(" ".join(words[:at])) if at else None), (candidate,)
    joined = " ".join(words)
    issuer = last_agency(joined)
    superior = joined.removesuffix(issuer).strip()
    return (ordinary_case(superior) if superior else None), (ordinary_case(issuer),)


def _lines_before_motto(source: Source) -> list[str]:
    motto = source.parts.motto
    above = source.lines[max(0, motto - _REACH) : max(motto, 0)]
    number = next((at for at, line in enumerate(above) if at and _NUMBER_LINE.match(line.lstrip("* "))), len(above))
    lines = [line.strip(" *") for line in above[:number] if line.isupper()]
    before = _MOTTO.split(source.lines[motto])[0].strip(" *-–") if motto >= 0 else ""
    return [line for line in (*lines, before) if line]


def _candidates(said: str | None) -> list[str]:
    """Give the issuer as read, and the body alone where an office stands before it ("Chủ tịch Ủy ban …")."""
    if not said:
        return []
    words = said.split()
    shorter = [" ".join(words[at:]) for at in (1, 2, 3) if squeeze(" ".join(words[:at])) in _OFFICES]
    return [said, *(f"{name[:1].upper()}{name[1:]}" for name in shorter if name)]


def _circulation(source: Source, last: int) -> str | None:
    """Give the framed words below the number that are neither urgency nor draft."""
    numbered = False
    for line in source.lines[:last]:
        if numbered and line.isupper() and line not in URGENCY and line != DRAFT and not is_motto(line):
            return line
        numbered = numbered or bool(_NUMBER_LINE.match(line.lstrip("* ")))
    return None


def _type_word(source: Source, kind: str) -> str | None:
    """Give the type word where it says more than the kind's own."""
    if source.parts.type_word < 0 or kind == LETTER:
        return None
    line = source.lines[source.parts.type_word].strip(" :")
    own = KINDS.get(kind, "")
    more = len(line.split()) <= len(own.split()) + 3 and line.isupper() and squeeze(line) != squeeze(own)
    return line if more and squeeze(line).startswith(squeeze(own)) and own else None
