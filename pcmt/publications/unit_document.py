"""One unit's report as an official document: a layout of the rulebook, filled from what the unit entered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcmt.kernel.period import Kind, Period
from pcmt.publications.official import EMPTY_WORDS
from pcmt.publications.rules import unit_figures
from pcmt.publications.rules.comparing import Thresholds, earlier_called
from pcmt.publications.rules.unit_figures import ToDate, UnitFigure
from pcmt.reporting.queries import SectionView, SheetCell, SubmissionView
from pcmt.rulebook.queries import FieldsBlock, SectionsBlock, TextBlock, UnitAnnex, UnitLayout
from vanban.write import model
from vanban.write.kinds import KINDS

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
ANNEXED = "(Kèm theo {kind} số …/{symbol} ngày … tháng … năm {year} của {agency})"
LETTER_WORD = "Công văn"
NO_FIGURES = "Phần này chưa có số liệu."
HELD_BACK = "Không gồm số liệu hạn chế xem."
TITLES = {"this": "Kỳ này", "previous": "Kỳ trước", "last_year": "Cùng kỳ năm trước", "year_to_date": "Lũy kế năm"}
NUMBER, LABEL, UNIT = 1, 16, 4
WIDTHS = ((8, 4), (10, 7))
"""Letters of the longest figure, and the weight that a column of such figures needs on an upright page; beyond the
last the page lies across."""


@dataclass(frozen=True)
class UnitContent:
    """What a unit's report is made of: the layout, the sections that stand in it, and what its places stand for.

    held_back: cells and questions that this layout does not show to anybody. code: the code of the figures as they
    stand. draft: whether it is still to be signed. party: laid out as the Party's offices write.
    """

    layout: UnitLayout
    view: SubmissionView
    sections: tuple[SectionView, ...]
    held_back: frozenset[str]
    places: Mapping[str, str]
    signature: model.Signature
    code: str
    draft: bool
    party: bool
    year: int
    by: Thresholds

    @property
    def is_whole(self) -> bool:
        """Whether it has every section of the report."""
        return len(self.sections) == len(self.view.sections)


def unit_document(content: UnitContent) -> model.OfficialDocument:
    """This will make the document as Nghị định 30/2020/NĐ-CP lays it out, with room for number and day."""
    layout, places = content.layout, content.places
    return model.OfficialDocument(
        kind=layout.kind,
        superior=layout.superior.format(**places).strip() or None,
        issuer=layout.issuer.format(**places),
        symbol=layout.symbol.format(**places),
        place=places["place"],
        year=content.year,
        title=layout.title_for(content.view.duty.form_code).format(**places),
        addressees=_filled(layout.addressees, places),
        grounds=_filled(layout.grounds, places),
        body=tuple(_body(content)),
        recipients=_filled(layout.recipients, places),
        signature=content.signature,
        annexes=(_annex(content, layout.annex),),
        draft=content.draft,
        layout="party" if content.party else "state",
    )


def _filled(texts: Iterable[str], places: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text.format(**places) for text in texts)


def _body(content: UnitContent) -> Iterator[model.Block]:
    numbers = iter(ROMAN)
    for block in content.layout.blocks:
        match block:
            case TextBlock(text):
                yield model.Paragraph(text.format(**content.places))
            case SectionsBlock():
                yield model.Heading(next(numbers), block.heading.format(**content.places), 1)
                yield from _sections(content, block)
            case FieldsBlock(fields):
                for field in content.view.words:
                    # What nobody wrote leaves no trace in what is signed; in a draft its place is shown.
                    if (not fields or field.field in fields) and (field.text.strip() or content.draft):
                        yield model.Heading(next(numbers), field.label.upper(), 1)
                        yield from _words(field.text)


def _words(text: str) -> Iterator[model.Block]:
    written = [line for line in text.splitlines() if line.strip()]
    yield from (model.Paragraph(line) for line in written or [EMPTY_WORDS])


def _sections(content: UnitContent, block: SectionsBlock) -> Iterator[model.Block]:
    kind = content.view.duty.period.kind
    figures = {section.code: _figures(content, section) for section in content.sections}
    untold = unit_figures.untold_columns(one for found in figures.values() for one in found)
    if missing := [earlier_called(kind, one) for one in unit_figures.earlier_columns(kind) if one in untold]:
        yield model.Paragraph(f"Chưa có số liệu {', '.join(missing)} để so sánh.")
    for number, section in enumerate(content.sections, 1):
        if len(content.sections) > 1:
            yield model.Heading(str(number), _bare(section.label), 2)
        told = unit_figures.lines(figures[section.code], kind, tell=block.tell, untold=untold, by=content.by)
        answered = [one for one in section.answers if one.text and one.code not in content.held_back]
        answers = [f"{one.label}: {one.text}" for one in answered]
        yield from (model.Item("-", line) for line in (*told, *answers) or (NO_FIGURES,))


def _bare(label: str) -> str:
    """A section's label without its own numbering, which the report counts anew: "Phần I. Vụ án" → "Vụ án"."""
    first, _, rest = label.partition(". ")
    return rest if rest and first.casefold().startswith("phần ") else label


def _shown(content: UnitContent, section: SectionView) -> list[SheetCell]:
    return [cell for cell in section.cells if not cell.hidden and cell.element not in content.held_back]


def _figures(content: UnitContent, section: SectionView) -> list[UnitFigure]:
    return [_figure(cell) for cell in _shown(content, section)]


def _figure(cell: SheetCell) -> UnitFigure:
    earlier = {"previous": cell.previous, "last_year": cell.last_year}
    return UnitFigure(
        code=cell.element,
        label=f"{cell.label} (số ước)" if cell.estimate else cell.label,
        unit=cell.unit,
        kind=cell.kind,
        decimals=cell.scale,
        now=cell.quantity.fraction if cell.quantity else None,
        text=cell.text,
        earlier={column: one.quantity.fraction if one else None for column, one in earlier.items()},
        earlier_text={column: one.text if one else "" for column, one in earlier.items()},
        to_date=_to_date(cell),
        ref=cell.reference,
    )


def _to_date(cell: SheetCell) -> ToDate | None:
    if cell.earlier is None:
        return None
    whole = cell.quantity is not None and cell.earlier_known == cell.earlier_due
    value: Fraction | None = cell.to_date.fraction if cell.to_date is not None else None
    return ToDate(value, whole)


def _annex(content: UnitContent, annex: UnitAnnex) -> model.Annex:
    period = content.view.duty.period
    columns = tuple(one for one in annex.columns if _has(period, one))
    by_section = [(section, unit_figures.rows(_figures(content, section), columns)) for section in content.sections]
    table: list[model.Row | model.Band] = []
    for section, found in by_section:
        if len(by_section) > 1:
            table.append(model.Band(section.label))
        table += [_row(one) for one in found]
    longest = max((len(cell) for _, found in by_section for row in found for cell in row.cells), default=0)
    body: list[model.Block] = [model.Table(_heads(columns, longest), tuple(table))] if table else []
    body += [model.Paragraph(note) for note in _notes(content, [row for _, found in by_section for row in found])]
    return model.Annex(
        label=annex.label,
        title=annex.title.format(**content.places),
        note=ANNEXED.format(
            kind=KINDS.get(content.layout.kind, LETTER_WORD).capitalize(),
            symbol=content.layout.symbol.format(**content.places),
            year=content.year,
            agency=content.places["agency"],
        ),
        body=tuple(body),
        landscape=annex.landscape or longest > WIDTHS[-1][0],
    )


def _has(period: Period, column: str) -> bool:
    if column == "this":
        return True
    if column == "year_to_date":
        return period.kind not in (Kind.YEAR, Kind.NINE_MONTHS, Kind.RANGE)
    return column in unit_figures.earlier_columns(period.kind)


def _row(row: unit_figures.Row) -> model.Row:
    first, *rest = row.cells
    return (row.number, row.label, row.unit, model.Cell(first, row.ref or None), *rest)


def _heads(columns: Sequence[str], longest: int) -> tuple[model.Column, ...]:
    figure = next((weight for most, weight in WIDTHS if longest <= most), WIDTHS[-1][1])
    return (
        model.Column("TT", weight=NUMBER, align="center"),
        model.Column("Nội dung", weight=LABEL),
        model.Column("Đơn vị tính", weight=UNIT, align="center"),
        *(model.Column(TITLES[column], weight=figure, kind="number") for column in columns),
    )


def _notes(content: UnitContent, rows: Sequence[unit_figures.Row]) -> Iterator[str]:
    yield from unit_figures.notes(rows)
    if any(len(_shown(content, section)) < len(section.cells) for section in content.sections):
        yield HELD_BACK
    number = content.view.id
    if content.is_whole:
        yield (
            f"Lập từ báo cáo số liệu số {number}. Mã số liệu: {content.code}. "
            "Khi tải lên bản đã ký, ghi mã này để hệ thống biết số liệu không đổi từ lúc in."
        )
    else:
        yield (
            f"Lập từ báo cáo số liệu số {number}. Mã số liệu: {content.code}. "
            f"Văn bản này chỉ gồm phần của {content.places['agency']}, không thay bản ký của cả báo cáo."
        )
