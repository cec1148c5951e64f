"""What stands below the text: recipients, powers and offices, names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from vanban.read.names import person_name
from vanban.write.model import Signature
from vanban.write.recover.signing import ALSO, glued, parted, signature_of, signs, spaced
from vanban.write.recover.source import Source

_RECIPIENTS = re.compile(r"Nơi\s?nhận\s*:?\s*", re.IGNORECASE)
_DASH = re.compile(r"^[-–+]\s*")
_NOTE = re.compile(r"[(\[].{1,40}[)\]]$")

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a model; `after` is the block after it."""

    signature: Signature
    cosignatures: tuple[Signature, ...]
    recipients: tuple[str, ...]
    after: int

    @property
    def is_signed(self) -> bool:
        """Tell a foot that holds a signature."""
        return bool(self.signature.authority or self.signature.title)


def recover_foot(source: Source) -> Foot:
    """This will give recipients and signatures below the main text; of a joint document the lead's comes first."""
    return foot_between(source, source.parts.signature.first, source.parts.signature.last)


def foot_between(source: Source, first: int, last: int) -> Foot:
    """This will give the foot that begins with block `first`; it ends where lines of neither kind follow."""
    sorter = _Sorter(wraps=bool(source.reading.sheets))
    at = first
    for place, lines in source.cells(first, last):
        taken = sorter.take(place, lines)
        at += taken
        if taken < len(lines):
            break
    signatures = [signature for _, signature in sorter.signed]
    if not signatures:
        return Foot(Signature(()), (), tuple(sorter.recipients), at)
    lead = signatures.pop(_lead([place for place, _ in sorter.signed]))
    return Foot(lead, tuple(signatures), tuple(sorter.recipients), at)


def _lead(places: list[Place]) -> int:
    """Give which signature is the lead's: of those side by side in the first row the one at the right."""
    beside = [at for at, place in enumerate(places) if place[0] and place[:2] == places[0][:2]]
    return max(beside, key=lambda at: (places[at][2], -at), default=0)


@dataclass(slots=True)
class _Sorter:
    """Sorts the lines of a foot, cell by cell, into recipients and signatures.

    `wraps`: the lines are those of a page, where a long office goes over two.
    """

    wraps: bool
    recipients: list[str] = field(default_factory=list)
    signed: list[tuple[Place, Signature]] = field(default_factory=list)
    _offices: list[str] = field(default_factory=list)
    _note: str | None = None

    def take(self, place: Place, lines: list[str]) -> int:
        """This will sort the lines of a cell and give how many of them belong to the foot."""
        is_listing = False
        begun = 0
        for at, line in enumerate(map(spaced, lines)):
            if found := _RECIPIENTS.match(line):
                is_listing = True
                self._list(line[found.end() :])
            elif is_listing and _is_listed(line, in_cell=place[0] > 0):
                self._list(line)
            elif signature := glued(line):
                self.signed.append((place, signature))
            elif (line.isupper() or line == ALSO) and (self._offices or signs(line)):
                begun = begun if self._offices else at
                is_listing = False
                self._add_office(line)
            elif self._offices and _NOTE.match(line):
                self._note = line
            elif self._offices and (name := person_name(line)):
                self._sign(place, name)
            elif self._unnamed is not None and (name := person_name(line)):
                signed_at, unnamed = self.signed[self._unnamed]
                self.signed[self._unnamed] = (signed_at, replace(unnamed, name=name))
            else:
                return self._leave(place, begun, at)
        return self._leave(place, begun, len(lines))

    @property
    def _unnamed(self) -> int | None:
        """Give the signature whose name a page set apart from its office."""
        return next((at for at, (_, signature) in enumerate(self.signed) if signature.name is None), None)

    def _list(self, line: str) -> None:
        if name := _DASH.sub("", line).rstrip(";. "):
            self.recipients.append(name)

    def _add_office(self, line: str) -> None:
        if self.wraps and self._offices and line != ALSO and self._offices[-1] != ALSO and not signs(line):
            self._offices[-1] += f" {line}"
        else:
            self._offices += parted(line)

    def _sign(self, place: Place, name: str | None) -> None:
        self.signed.append((place, signature_of(self._offices, name, self._note)))
        self._offices, self._note = [], None

    def _leave(self, place: Place, begun: int, at: int) -> int:
        """Close the cell: offices without a name are a signature to come, or below another the head of an annex."""
        if self._offices and self.signed and not place[0]:
            self._offices = []
            return begun
        if self._offices:
            self._sign(place, None)
        return at


def _is_listed(line: str, *, in_cell: bool) -> bool:
    """Tell a recipient: an item, or the rest of one; capitals outside a cell begin what follows the foot."""
    return bool(_DASH.match(line)) or not (signs(line) or (line.isupper() and not in_cell))
