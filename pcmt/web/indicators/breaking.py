"""What parts a course over time: units that changed, another way of computing, a count that starts anew each year."""

from collections.abc import Sequence
from datetime import date

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import IndicatorPage
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import IndicatorDef
from pcmt.web.charts import Mark
from vanban.text import format_date

ANEW = "Tính lại từ đầu năm"


def cuts(rule: IndicatorDef, periods: Sequence[Period]) -> tuple[int, ...]:
    """This will give the places before which the course is not joined: the first of each year in what counts since."""
    firsts = [place for place in range(1, len(periods)) if periods[place].year != periods[place - 1].year]
    return tuple(place for place in firsts if indicators.starts_anew(rule, periods[place]))


def marks(page: IndicatorPage, periods: Sequence[Period], changes: Sequence[date]) -> list[Mark]:
    """This will mark what broke the series, one mark a period: changed units, a new rule, a count begun anew."""
    renewed = [
        Mark(periods.index(period), f"Cách tính mới từ {format_date(rule.valid_from)}")
        for period, rule in page.versions
        if period in periods[1:]
    ]
    return parting(page.rule, periods, changes, renewed)


def parting(
    rule: IndicatorDef, periods: Sequence[Period], changes: Sequence[date], renewed: Sequence[Mark] = ()
) -> list[Mark]:
    """This will mark changed units, the renewals given, and a count begun anew, in one mark where they meet."""
    begun = [Mark(place, ANEW) for place in cuts(rule, periods)]
    words: dict[int, list[str]] = {}
    for mark in (*map_marks(periods, changes), *renewed, *begun):
        words.setdefault(mark.place, []).append(mark.words)
    return [Mark(place, "; ".join(dict.fromkeys(told))) for place, told in sorted(words.items())]


def map_marks(periods: Sequence[Period], changes: Sequence[date]) -> list[Mark]:
    """This will mark where units changed within the periods; a change before the first of them has nothing to part."""
    days: dict[int, list[str]] = {}
    for day in changes:
        place = next((place for place, period in enumerate(periods) if day <= period.last_day), None)
        if place:
            days.setdefault(place, []).append(format_date(day))
    return [Mark(place, f"Địa bàn thay đổi từ {', '.join(told)}") for place, told in sorted(days.items())]


def break_notes(page: IndicatorPage, changes: Sequence[date]) -> list[str]:
    """This will explain what broke the series, so that nobody takes a change of the map for one of the matter."""
    notes = []
    if changes:
        days = ", ".join(format_date(day) for day in changes)
        ways = {one.way for one in page.trend}
        how = "cộng nguyên vẹn từ các địa bàn cũ" if "whole" in ways else "theo địa bàn của ngày ấy"
        how = "có phần ước tính theo tỷ lệ chia tách" if "share" in ways else how
        notes.append(f"Địa bàn thay đổi ngày {days}; số liệu trước đó tính về địa bàn đang xem, {how}.")
    for period, rule in page.versions:
        notes.append(
            f"Từ {period.name_inside} tính theo {rule.source} (hiệu lực {format_date(rule.valid_from)}); "
            "trước đó theo cách tính cũ, so sánh qua mốc này cần thận trọng."
        )
    if page.is_anew:
        notes.append(
            "Cộng dồn từ đầu năm và tính lại mỗi năm: so với cùng kỳ năm trước, không nối với tháng cuối năm trước."
        )
    return notes
