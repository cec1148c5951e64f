"""Where a target is heading, as a page shows it: the chart with its range, the methods, what is needed, what if."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Outlook, Projection
from pcmt.kernel.period import Kind, Period
from pcmt.web.charts import Band, Chart, Series, line_chart
from pcmt.web.components import State, StateKind
from pcmt.web.formats.reading import Unclear, read_number
from pcmt.web.indicators.breaking import cuts
from vanban.text import format_date

MOST_SUPPOSED = 24
STEPS_DRAWN = 24
STEP_WORDS = {
    Kind.MONTH: "tháng",
    Kind.QUARTER: "quý",
    Kind.HALF: "kỳ 6 tháng",
    Kind.NINE_MONTHS: "năm",
    Kind.YEAR: "năm",
}
KINDS: dict[str, StateKind] = {"met": "met", "on": "on", "late": "late", "risk": "risk", "void": "void"}


@dataclass(frozen=True)
class MethodLine:
    """One method of the table: its figure at the deadline, its range, how it has done so far; chosen: why it leads."""

    name: str
    value: str
    between: str
    points: int
    error: str
    sureness: str
    chosen: str


@dataclass(frozen=True)
class SupposedLine:
    """One period of a reckoning by hand."""

    period: str
    value: str
    wanted: str
    state: State


@dataclass(frozen=True)
class AheadPanel:
    """All that the panel “Dự báo” shows; blank says why there is nothing to show."""

    blank: str
    verdict: State | None = None
    words: tuple[str, ...] = ()
    chart: Chart | None = None
    methods: tuple[MethodLine, ...] = ()
    supposed: tuple[SupposedLine, ...] = ()
    then: str = ""
    then_state: State | None = None


class SupposeForm(forms.Form):
    """The figures that a person supposes for the next periods, in their order."""

    gia_dinh = forms.CharField(
        label="Nếu các kỳ tới đạt",
        required=False,
        max_length=400,
        help_text="Ghi lần lượt từng kỳ, cách nhau bằng dấu chấm phẩy: 31,5; 33; 36.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
    )

    def clean_gia_dinh(self) -> tuple[Fraction, ...]:
        """This will read the figures; one that is none is told."""
        found = []
        for part in filter(None, (one.strip() for one in self.cleaned_data["gia_dinh"].split(";"))):
            try:
                found.append(Fraction(read_number(part)))
            except Unclear as unclear:
                raise ValidationError(str(unclear), code="invalid") from None
        if len(found) > MOST_SUPPOSED:
            raise ValidationError(f"Nhiều nhất {MOST_SUPPOSED} kỳ.", code="too_many")
        return tuple(found)


def ahead_panel(view: Outlook | None, supposed: Sequence[Fraction] = (), *, on: date) -> AheadPanel:
    """This will dress an outlook as of a day, and what would follow from figures that a person supposes."""
    if view is None:
        return AheadPanel("Chỉ tiêu chưa đo được bằng chỉ số nên không dự báo được.")
    rows, then = indicators.supposed(view, supposed) if supposed else ((), view)
    lines = tuple(
        SupposedLine(
            one.period.name,
            _said(one.value, view),
            "" if one.wanted is None else _said(one.wanted, view),
            State(KINDS[one.standing.state], one.standing.label),
        )
        for one in rows
    )
    best = view.best
    if best is None:
        return AheadPanel(_why_blank(view), words=_needs(view), supposed=lines)
    return AheadPanel(
        "",
        _verdict(view, best),
        (_headline(view, best), *_needs(view)),
        _chart(view, best, on),
        tuple(_method(one, view, is_best=one is best) for one in view.projections),
        lines,
        _headline(then, then.best) if supposed and then.best else "",
        _verdict(then, then.best) if supposed and then.best else None,
    )


def _verdict(view: Outlook, best: Projection) -> State:
    sureness = indicators.SURENESS[best.sureness]
    return State(KINDS[view.verdict], f"{view.label} ({sureness})")


def _why_blank(view: Outlook) -> str:
    known = sum(one.state == "known" for one in view.course)
    if view.steps == 0 and known:
        return "Chỉ tiêu đã đến thời hạn nên không còn dự báo."
    if known < indicators.LEAST_POINTS:
        had = f"{known} {STEP_WORDS[view.rule.period_kind]}"
        return f"Mới có {had} đủ số liệu; cần ít nhất {indicators.LEAST_POINTS} để dự báo."
    return "Số liệu tính lại từ đầu mỗi năm và chưa đủ các năm để so cùng kỳ, nên chưa dự báo."


def _headline(view: Outlook, best: Projection) -> str:
    between = "" if best.low == best.high else f" (từ {_said(best.low, view)} đến {_said(best.high, view)})"
    return (
        f"Theo {best.label}, từ {best.points} kỳ đã biết: {view.until.name_inside} khoảng "
        f"{_said(best.value, view)}{between}."
    )


def _needs(view: Outlook) -> tuple[str, ...]:
    if view.needed is None:
        return ()
    every = STEP_WORDS[view.rule.period_kind]
    told = f"Muốn đạt đúng hạn, mỗi {every} cần {_change(view.needed, view)} trong {view.steps} {every} còn lại"
    usual = f"; lâu nay bình quân mỗi {every} {_change(view.usual, view)}" if view.usual is not None else ""
    return (f"{told}{usual}.",)


def _change(step: Fraction, view: Outlook) -> str:
    unit = indicators.unit_of_change(view.rule.unit)
    shown = indicators.rounded(abs(step), max(view.rule.scale, 1))
    if shown == 0:
        return "không đổi"
    return f"{'tăng' if step > 0 else 'giảm'} {indicators.said(abs(step), max(view.rule.scale, 1), unit)}"


def _method(one: Projection, view: Outlook, *, is_best: bool) -> MethodLine:
    return MethodLine(
        name=one.label,
        value=_said(one.value, view),
        between="–" if one.low == one.high else f"{_said(one.low, view)} – {_said(one.high, view)}",
        points=one.points,
        error="chưa đủ kỳ để thử" if one.error is None else _said(one.error, view),
        sureness=indicators.SURENESS[one.sureness],
        chosen=_why_chosen(one) if is_best else "",
    )


def _why_chosen(one: Projection) -> str:
    return "dùng làm dự báo" if one.error is None else "cách lệch ít nhất, dùng làm dự báo"


def _chart(view: Outlook, best: Projection, on: date) -> Chart:
    """The series, then the range to come: it opens at the newest known value and ends at the deadline."""
    newest = view.newest
    course = view.course if newest is None else view.course[: view.course.index(newest) + 1]
    course = course[next((place for place, one in enumerate(course) if one.state == "known"), 0) :]
    coming = _coming(course[-1].period, view.steps)
    scale = view.rule.scale
    known = [_exact(one.number.value, scale) if one.state == "known" else None for one in course]
    empty: list[Decimal | None] = [None] * (len(course) - 1)
    here = known[-1]
    far: list[Decimal | None] = [None] * (len(coming) - 1)
    wanted = [indicators.wanted_on(view.goal, one.period.last_day) for one in course]
    wanted += [indicators.wanted_on(view.goal, one.last_day) for one in coming]
    return line_chart(
        "du-bao",
        f"Dự báo: {view.rule.label}",
        [*(one.period.name for one in course), *(one.name for one in coming)],
        [
            Series("Kết quả", [*known, *([None] * len(coming))]),
            Series("Dự báo", [*empty, here, *far, _exact(best.value, scale)]),
        ],
        target=[None if one is None else _exact(one, scale) for one in wanted],
        unit=view.rule.unit,
        decimals=scale,
        band=Band(
            "Khoảng dự báo",
            [*empty, here, *far, _exact(best.low, scale)],
            [*empty, here, *far, _exact(best.high, scale)],
        ),
        summary=_headline(view, best),
        cuts=cuts(view.rule, [one.period for one in course]),
        source="số liệu báo cáo đã chốt; dự báo do hệ thống tính",
        dated=f"tính ngày {format_date(on)}",
    )


def _coming(last: Period, steps: int) -> tuple[Period, ...]:
    """The periods to come, the first ones left out where there are too many to draw: the deadline stays."""
    every = [last.shifted(step) for step in range(1, steps + 1)]
    return tuple(every[:STEPS_DRAWN]) if len(every) <= STEPS_DRAWN else (*every[: STEPS_DRAWN - 1], every[-1])


def _said(value: Fraction, view: Outlook) -> str:
    return indicators.said(value, view.rule.scale, view.rule.unit)


def _exact(value: Fraction, scale: int) -> Decimal:
    return indicators.rounded(value, scale)
