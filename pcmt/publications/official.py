"""A report as an official document: its parts as blocks of the model that `vanban.write` lays out."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from pcmt.kernel.refusal import Refusal
from pcmt.publications.composing import NOT_ADDED
from pcmt.publications.rules.content import Heading, OwnWords, Part, Piece, Quotations, Sentence, Table
from pcmt.publications.rules.points import NAMED, Point, unit_inside
from pcmt.rulebook.queries import ReportLayout
from vanban.write import model
from vanban.write.refusal import WriteRefused

EMPTY_WORDS = "(chưa có nội dung)"
AT_END = f"({NOT_ADDED}) Số có tại thời điểm cuối kỳ, không cộng lũy kế."
LACKING = "(*) Chưa đủ số liệu của mọi xã, phường; con số là mức thấp nhất đã biết."


def official_document(
    report_id: int,
    layout: ReportLayout,
    parts: Sequence[Part],
    words: Mapping[str, str],
    places: Mapping[str, str],
    *,
    title: str,
    points: Mapping[str, Sequence[Point]],
    number: str | None,
    issued_on: date | None,
    year: int,
    signature: model.Signature,
    draft: bool,
) -> model.OfficialDocument:
    """This will make the document as Nghị định 30/2020/NĐ-CP lays it out, with room for number and day until given.

    points: drawn from agencies' words, by block; a block that has some prints these in place of all that was written.
    """
    return model.OfficialDocument(
        kind=layout.kind,
        superior=layout.superior.format(**places) or None,
        issuer=layout.issuer.format(**places),
        number=number,
        symbol=layout.symbol,
        place=places["place"],
        issued_on=issued_on,
        year=year,
        title=title,
        addressees=tuple(line.format(**places) for line in layout.addressees),
        grounds=tuple(line.format(**places) for line in layout.grounds),
        body=tuple(
            block
            for part in parts
            for block in _blocks(part, words, f"report:{report_id}#{part.code}", points.get(part.code, ()))
        ),
        recipients=tuple(line.format(**places) for line in layout.recipients),
        signature=signature,
        draft=draft,
    )


@contextmanager
def as_refusal() -> Iterator[None]:
    """This will give what the writer refuses (a letter without glyph, a number of another form) as a Refusal."""
    try:
        yield
    except WriteRefused as refused:
        raise Refusal(refused.message, remedy=refused.remedy, code=refused.code) from refused


def _blocks(part: Part, words: Mapping[str, str], ref: str, points: Sequence[Point] = ()) -> list[model.Block]:
    match part:
        case Heading(number=number, text=text, level=level):
            return [model.Heading(number, text, level, ref=ref)]
        case Sentence(pieces=pieces):
            return [model.Paragraph(tuple(_run(piece) for piece in pieces), ref=ref)]
        case Table():
            if not part.rows:
                return [model.Paragraph(f"{part.caption}: không có.", ref=ref)]
            lacking = any(not piece.known for row in part.rows for piece in row)
            not_added = any(piece.text == NOT_ADDED for row in part.rows for piece in row)
            notes = [*([LACKING] if lacking else []), *([AT_END] if not_added else [])]
            return [_table(part, ref), *(model.Paragraph(note) for note in notes)]
        case Quotations(heading=heading, entries=entries):
            lead: list[model.Block] = [model.Paragraph(heading, ref=ref)] if heading else []
            items: list[model.Block] = [_point(one) for one in points] or [
                model.Item("-", (model.Run(f"{name}: "), model.Run(piece.text, ref=piece.ref or None)))
                for name, piece in entries
            ]
            return [*lead, *(items or [model.Paragraph("Các đơn vị không có ý kiến.")])]
        case OwnWords(code=code, required=required):
            # What nobody had to write and nobody wrote leaves no trace in the document.
            text = words.get(code, "").strip() or (EMPTY_WORDS if required else "")
            return [model.Paragraph(line, ref=ref) for line in text.splitlines() if line.strip()]


def _point(point: Point) -> model.Item:
    """The office's wording with whose words it rests on; each unit that is named leads to what it wrote."""
    whose: tuple[model.Run, ...] = (model.Run(point.whose),)
    if len(point.units) <= NAMED:
        first = {one.unit: one.reference for one in reversed(point.sources)}
        named = [(model.Run(", "), model.Run(unit_inside(unit), ref=first[unit])) for unit in point.units]
        whose = tuple(run for pair in named for run in pair)[1:]
    return model.Item("-", (model.Run(f"{point.text.rstrip('.;, ')} ("), *whose, model.Run(").")))


def _run(piece: Piece) -> model.Run:
    return model.Run(piece.text, ref=piece.ref or None)


def _table(part: Table, ref: str) -> model.Table:
    return model.Table(
        columns=tuple(
            model.Column(title, weight=_weight(index, title), kind="number" if numeric else "text")
            for index, (title, numeric) in enumerate(zip(part.titles, part.numeric, strict=True))
        ),
        rows=tuple(tuple(model.Cell(piece.text, piece.ref or None) for piece in row) for row in part.rows),
        caption=part.caption or None,
        ref=ref,
    )


def _weight(index: int, title: str) -> int:
    if title == "TT":
        return 1
    return 6 if index == 0 else 4 if title in {"Xã, phường", "Chủ trì"} else 3
