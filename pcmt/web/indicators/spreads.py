"""How an indicator's figures are spread over the communes, and what a value is made up of, as a chart and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Bin, Breakdown, IndicatorPage, Place, Value
from pcmt.web.charts import Chart, Series, bar_chart
from vanban.text import format_date

LEAST_PLACES = 5  # fewer communes are read off the ranking


@dataclass(frozen=True)
class Part:
    """One category: its figure, its share in words and as the width of a bar, and where it is explained."""

    label: str
    display: str
    share: str
    width: float
    url: str


@dataclass(frozen=True)
class Composition:
    """What a value is made up of, by the categories of one element."""

    title: str
    parts: list[Part]


def spread_chart(page: IndicatorPage, on: date) -> Chart | None:
    """This will draw how many communes have how much; None for a yes or no, and for too few known figures."""
    known = [place for place in page.places if place.number is not None and place.number.is_known]
    spread = indicators.spread_of([_value(place) for place in known], page.rule.scale)
    if spread is None or len(known) < LEAST_PLACES or spread.least == spread.greatest:
        return None
    unit, scale = page.rule.unit, page.rule.scale
    said = [indicators.said(one, scale, unit) for one in (spread.middle, spread.lower, spread.upper)]
    summary = (
        f"{len(known)} xã, phường có số liệu: một nửa từ {said[0]} trở xuống; một nửa ở giữa trong khoảng "
        f"{said[1]} đến {said[2]}; {_extremes(known, scale, unit)}"
    )
    return bar_chart(
        "phan-bo",
        f"Phân bố theo xã, phường: {page.rule.label}, {page.value.period.name_inside}",
        [_range(one, scale) for one in spread.bins],
        [Series("Số xã, phường", [one.count for one in spread.bins])],
        unit="xã",
        decimals=0,
        summary=summary,
        head=_head(unit, scale),
        source=f"số liệu báo cáo đã chốt, {page.value.period.name_inside}",
        dated=f"tính ngày {format_date(on)}",
    )


def composed(found: Sequence[Breakdown]) -> list[Composition]:
    """This will lay out what a value is made up of, each part with its share of what is known of them together."""
    return [
        Composition(one.element.label, [_part(label, value, _whole(one)) for label, value in one.parts])
        for one in found
        if any(value.number.is_known for _, value in one.parts)
    ]


def _whole(one: Breakdown) -> Fraction:
    return sum((value.number.value for _, value in one.parts if value.number.is_known), Fraction(0))


def _part(label: str, value: Value, whole: Fraction) -> Part:
    known = value.number.value if value.number.is_known else None
    share = known * 100 / whole if known is not None and whole else None
    return Part(
        label,
        value.display,
        indicators.said(share, 1, "%") if share is not None else "",
        float(share or 0),
        reverse("trace.show", args=[value.reference]),
    )


def _value(place: Place) -> Fraction:
    assert place.number is not None
    return place.number.value


def _extremes(known: Sequence[Place], scale: int, unit: str) -> str:
    most = max(known, key=_value)
    same = sum(_value(place) == _value(most) for place in known)
    who = most.area.full_name if same == 1 else f"{same} xã, phường"
    return f"cao nhất {indicators.said(_value(most), scale, unit)} ({who})"


def _head(unit: str, scale: int) -> str:
    told = [unit] * bool(unit) + ["đến dưới mức sau, khoảng cuối gồm cả mức sau"] * bool(scale)
    return f"Khoảng ({'; '.join(told)})" if told else "Khoảng"


def _range(one: Bin, scale: int) -> str:
    """A column's figures: “4”, “0 – 9” where they are whole, else “10–20”, short enough to stand below its column."""
    if scale:
        return "–".join(indicators.said(edge, scale if edge.denominator > 1 else 0) for edge in (one.low, one.high))
    low = indicators.said(one.low, scale)
    last = one.high - 1
    return low if last == one.low else f"{low} – {indicators.said(last, scale)}"
