"""The content of a report once composed: parts made of pieces, each with the reference of what stands behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A stretch of text or the content of a table's cell; `ref` names the figure, target, task or words behind it."""

    text: str
    ref: str = ""
    known: bool = True


@dataclass(frozen=True)
class Heading:
    """A numbered heading; level counts from 1."""

    code: str
    number: str
    text: str
    level: int


@dataclass(frozen=True)
class Sentence:
    """A paragraph, some of whose pieces are figures."""

    code: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Table:
    """A table; `numeric` says for each column whether it holds figures."""

    code: str
    caption: str
    titles: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Quotations:
    """What agencies wrote, each under its name; empty where nobody wrote anything."""

    code: str
    heading: str
    entries: tuple[tuple[str, Piece], ...]


@dataclass(frozen=True)
class OwnWords:
    """The place of the office's own words; the text itself is kept apart, since it goes on being edited."""

    code: str
    label: str
    help: str
    required: bool
    suggested: str


Part = Heading | Sentence | Table | Quotations | OwnWords
KINDS: dict[str, type[Part]] = {kind.__name__: kind for kind in (Heading, Sentence, Table, Quotations, OwnWords)}


def to_json(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """This will give the parts as plain JSON values, for keeping."""
    return [{"part": type(part).__name__, **asdict(part)} for part in parts]


def from_json(data: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """This will rebuild the parts that `to_json` gave."""
    return tuple(_part(dict(item)) for item in data)


def figures(parts: Sequence[Part]) -> Iterator[tuple[str, str, Piece]]:
    """This will walk every piece that stands for something: (block code, key within the block, piece)."""
    for part in parts:
        match part:
            case Sentence(code, pieces):
                yield from ((code, str(index), piece) for index, piece in enumerate(pieces) if piece.ref)
            case Table(code, rows=rows):
                for row, cells in enumerate(rows):
                    yield from ((code, f"{row}.{column}", piece) for column, piece in enumerate(cells) if piece.ref)
            case Quotations(code, entries=entries):
                yield from ((code, str(index), piece) for index, (_, piece) in enumerate(entries) if piece.ref)


def changes(old: Sequence[Part], new: Sequence[Part]) -> tuple[tuple[str, str, str], ...]:
    """This will list what differs between two compositions: (reference, text before, text now); "" where absent."""
    before = {piece.ref: piece.text for _, _, piece in figures(old)}
    now = {piece.ref: piece.text for _, _, piece in figures(new)}
    refs = dict.fromkeys([*before, *now])
    return tuple((ref, before.get(ref, ""), now.get(ref, "")) for ref in refs if before.get(ref) != now.get(ref))


def _part(item: dict[str, Any]) -> Part:
    kind = KINDS[item.pop("part")]
    if kind is Sentence:
        item["pieces"] = tuple(Piece(**piece) for piece in item["pieces"])
    elif kind is Table:
        item["rows"] = tuple(tuple(Piece(**piece) for piece in row) for row in item["rows"])
        item["titles"], item["numeric"] = tuple(item["titles"]), tuple(item["numeric"])
    elif kind is Quotations:
        item["entries"] = tuple((name, Piece(**piece)) for name, piece in item["entries"])
    return kind(**item)
