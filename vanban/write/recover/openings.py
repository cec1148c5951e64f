"""What stands between the title and the text: addressees, the enacting authority, its grounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.read.names import ordinary_case
from vanban.vocabulary import squeeze
from vanban.write.kinds import ENACTED, LETTER
from vanban.write.recover.heads import Head
from vanban.write.recover.source import Source

_ADDRESSED = re.compile(r"(?:Kính\s+(?:gửi|trình)|(?P<who>.{6,100}?)\s+điện)\s*:\s*(?P<first>.*)$", re.IGNORECASE)
_DASH = re.compile(r"^[-–+]\s*")
_DECIDES = re.compile(r"(?:QUYẾT\s*ĐỊNH|QUYẾT\s*NGHỊ)\s*:?\s*\.?$")
_ENDS = ";,. "
_MOST_GROUNDS = 80
_MOST_LINES = 4
_REACH = 8


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a document; `after` is the block that its text begins with."""

    after: int
    addressees: tuple[str, ...] = ()
    enacting: str | None = None
    grounds: tuple[str, ...] = ()


def recover_opening(source: Source, head: Head) -> Opening:
    """This will give what stands between the title and the first paragraph of the text."""
    at = head.last if head.kind == LETTER else _after_title(source)
    at, addressees, who = _addressees(source, at)
    if head.kind not in ENACTED:
        return Opening(at, addressees, who)
    end = _decides(source, at)
    if end is None:
        return Opening(at, addressees)
    names: list[str] = []
    while at < end and len(names) < _MOST_LINES and source.lines[at].isupper():
        names.append(source.lines[at].strip(" :,"))
        at += 1
    grounds = tuple(_DASH.sub("", line).rstrip(_ENDS) for line in source.lines[at:end])
    enacting = "\n".join(_named(name, head.issuer) for name in names)
    own = squeeze(enacting) == squeeze(head.issuer)
    return Opening(end + 1, addressees, None if own else enacting or None, grounds)


def _named(line: str, issuer: str) -> str:
    """Give a line in capitals in ordinary case, as the head has the name where it holds it."""
    office, found, rest = line.partition(issuer.upper())
    return f"{ordinary_case(office.strip())} {issuer}{rest}".strip() if found and issuer else ordinary_case(line)


def _after_title(source: Source) -> int:
    """Give the block after the last line of the title."""
    at, last = source.parts.type_word + 1, source.parts.body.last
    left = squeeze(source.reading.metadata.title or "")
    type_line = squeeze(source.lines[source.parts.type_word])
    if left and type_line.endswith(left):  # glued to its type word
        return at
    for step in range(at, min(last, at + _REACH)):
        line = squeeze(source.lines[step])
        if not left:
            return step
        if not line or left.startswith(line) or line.startswith(left):
            left = left[len(line) :]
            at = step + 1
    return at


def _addressees(source: Source, at: int) -> tuple[int, tuple[str, ...], str | None]:
    if at >= source.parts.body.last or not (found := _ADDRESSED.match(source.lines[at])):
        return at, (), None
    who = found["who"].strip() if found["who"] else None
    if found["first"]:
        return at + 1, (found["first"].rstrip(";."),), who
    names: list[str] = []
    at += 1
    while at < source.parts.body.last and _DASH.match(source.lines[at]):
        names.append(_DASH.sub("", source.lines[at]).rstrip(";."))
        at += 1
    return at, tuple(names), who


def _decides(source: Source, at: int) -> int | None:
    """Give the block with the word of enactment: "QUYẾT ĐỊNH:"."""
    last = min(source.parts.body.last, at + _MOST_GROUNDS)
    return next((step for step in range(at, last) if _DECIDES.match(source.lines[step])), None)
