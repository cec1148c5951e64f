"""What agencies wrote, gathered, as an official document to be worked on."""

from datetime import date

from pcmt.kernel.period import Period
from pcmt.reporting.queries import GatheredGroup, GatheredWords, Sayer
from vanban.write import model

NAMED = 5
"""Up to so many units are named behind a group; of more, the number is told and the table names them."""


def letter(found: GatheredWords, span: Period, *, issuer: str, place: str, on: date) -> model.OfficialDocument:
    """This will lay the groups out as a draft report: a numbered item each, and a table of who wrote what."""
    counted = (
        f"{found.came}/{found.owed} báo cáo đã gửi: {found.answered} báo cáo có ý kiến, {len(found.nothing)} báo cáo "
        f"ghi không có, {len(found.silent)} báo cáo để trống"
        + (f", {found.returned} báo cáo đang trả lại để sửa." if found.returned else ".")
    )
    items: list[model.Block] = [
        model.Item(str(number), f"{group.title} ({whose(group)}).") for number, group in enumerate(found.groups, 1)
    ]
    return model.OfficialDocument(
        kind="BC",
        issuer=issuer,
        title=f"Tổng hợp ý kiến của các đơn vị: {found.field.label.lower()}, {span.name_inside}",
        place=place,
        year=on.year,
        body=(model.Paragraph(counted), *(items or [model.Paragraph("Các đơn vị không có ý kiến.")])),
        signature=model.Signature(authority=("THỦ TRƯỞNG ĐƠN VỊ",)),
        annexes=(_annex(found),) if found.groups else (),
        draft=True,
    )


def whose(group: GatheredGroup) -> str:
    """This will name the units that say something, or tell how many these are."""
    units = units_of(group.sayers)
    return ", ".join(units) if len(units) <= NAMED else f"{len(units)} đơn vị"


def units_of(sayers: tuple[Sayer, ...]) -> tuple[str, ...]:
    """This will list units, each once, in the order given."""
    return tuple(dict.fromkeys(one.unit for one in sayers))


def _annex(found: GatheredWords) -> model.Annex:
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column("Ý kiến", weight=6),
        model.Column("Đơn vị", weight=4),
    )
    rows: list[model.Row | model.Band] = []
    for number, group in enumerate(found.groups, 1):
        rows += [
            (str(number) if place == 0 else "", one.text, "; ".join(units_of(one.sayers)))
            for place, one in enumerate(group.wordings)
        ]
    return model.Annex(label="Phụ lục", title="Ý KIẾN TỪNG ĐƠN VỊ", body=(model.Table(columns, tuple(rows)),))
