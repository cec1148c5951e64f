"""The letter that urges those who are late with their reports, as an official document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.rulebook.queries import UrgingLetter
from vanban.text import format_date
from vanban.write import model

MOST_ADDRESSEES = 6
"""Up to so many units are named under "Kính gửi"; beyond it the annex names them."""


@dataclass(frozen=True)
class LateReport:
    """One report that has not come: whose, which, for when, and how many days it is overdue."""

    agency: str
    form: str
    period: str
    due_on: date
    days: int


def letter(
    rules: UrgingLetter, late: Sequence[LateReport], *, province: str, on: date, new_day: date
) -> model.OfficialDocument:
    """This will write the letter of urging with the list of what is late as its annex, in the order given."""
    units = list(dict.fromkeys(one.agency for one in late))
    places = {
        "province": province,
        "count": str(len(units)),
        "reports": str(len(late)),
        "day": format_date(on),
        "new_day": format_date(new_day),
    }
    return model.OfficialDocument(
        kind="CV",
        issuer=_filled(rules.issuer, places),
        superior=_filled(rules.superior, places) or None,
        symbol=rules.symbol,
        title=_filled(rules.title, places),
        place=province,
        year=on.year,
        addressees=tuple(units) if len(units) <= MOST_ADDRESSEES else ("Các cơ quan, đơn vị có tên trong Phụ lục",),
        body=tuple(model.Paragraph(_filled(words, places)) for words in (rules.opening, *rules.closing)),
        recipients=rules.recipients,
        signature=model.Signature(authority=rules.authority[:-1], title=rules.authority[-1:]),
        annexes=(_annex(late, on),),
        draft=True,
    )


def _annex(late: Sequence[LateReport], on: date) -> model.Annex:
    columns = (
        model.Column("TT", weight=1, align="center"),
        model.Column("Cơ quan, đơn vị", weight=5),
        model.Column("Báo cáo, kỳ báo cáo", weight=6),
        model.Column("Thời hạn", weight=3, align="center"),
        model.Column("Số ngày quá hạn", weight=2, kind="number"),
    )
    rows = tuple(
        (str(place), one.agency, f"{one.form}, {one.period}", format_date(one.due_on), str(one.days))
        for place, one in enumerate(late, 1)
    )
    return model.Annex(
        label="Phụ lục",
        title=f"DANH SÁCH CƠ QUAN, ĐƠN VỊ CHƯA GỬI BÁO CÁO TÍNH ĐẾN NGÀY {format_date(on)}",
        body=(model.Table(columns, rows),),
    )


def _filled(words: str, places: Mapping[str, str]) -> str:
    return words.format(**places)
