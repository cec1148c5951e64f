"""Corrections carried into a later period: which there are for a report, and which period takes the next one up.

Of what happens in a period (`sum`) the difference is added to the figure of the period that takes it up, so that the
year's total is right. Of a state (`last`, `distinct`) nothing is added: the next report states it anew, and looks back
on the corrected figure. What is closed stays as it was closed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import Refusal
from pcmt.prepared import Prepared
from pcmt.reporting.models import Adjustment, Duty, Fact, PeriodClosing, Submission
from pcmt.rulebook.queries import book
from vanban.text import format_number

FARTHEST = 13
"""So many periods ahead one is looked for that still takes a correction up."""
IN_HAND = ("draft", "returned")
"""States of a report that is still with those who fill it in, so that they sign what is carried into it."""


class CannotCarry(Refusal):
    """This will say why a correction cannot be carried into a later period, and what to do instead."""

    code = "cannot_carry"


@dataclass(frozen=True)
class Standing:
    """A closed figure with what became of it: settled by later reports already sent, and held to be right now."""

    settled: Quantity
    right: Quantity


@dataclass(frozen=True)
class Adjusted:
    """What later corrections mean for one report.

    added: what is added to the figures of its own period, by element. past: corrected states of earlier periods, by
    period id and element. rows: those carried into this period, oldest first.
    """

    added: Mapping[str, Fraction] = field(default_factory=dict)
    past: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    rows: tuple[Adjustment, ...] = ()

    def words(self, element: str) -> str:
        """This will say of a figure what was added to it, and why, for its trace; empty where nothing was."""
        told = (_said(row) for row in self.rows if row.element == element)
        return "; ".join(told)[:300] if element in self.added else ""


def adjusted(duty: Duty, earlier: Collection[str] = ()) -> Adjusted:
    """This will load what was carried into a report, and corrected states of earlier periods (one query)."""
    of_series = (duty.form_code, duty.area_id, duty.period, [duty.period, *earlier])
    shared = book().is_shared(book().form_by_id(duty.form_id))
    rows = _CARRIED_BY.all(*of_series, duty.agency_id) if shared else _CARRIED.all(*of_series)
    added: dict[str, Fraction] = {}
    past: dict[str, dict[str, Fraction]] = {}
    into: list[Adjustment] = []
    for row in rows:
        if is_added(row.element):
            if row.into == duty.period:
                added[row.element] = added.get(row.element, Fraction(0)) + difference(row)
        elif row.duty.period != duty.period:
            past.setdefault(row.duty.period, {})[row.element] = Quantity(row.after, row.scale).fraction
        if row.into == duty.period:
            into.append(row)
    return Adjusted(added, past, tuple(into))


def carried_from(duty: Duty) -> tuple[Adjustment, ...]:
    """This will list the corrections of a closed report that were carried into later ones, oldest first."""
    return tuple(_CARRIED_FROM.all(duty.pk))


def is_added(element: str) -> bool:
    """This will tell whether a difference is added to a later figure; of a state it is not."""
    return book().element(element).time == "sum"


def difference(row: Adjustment) -> Fraction:
    """This will give what a correction adds."""
    return Quantity(row.after - row.before, row.scale).fraction


def next_taking(duty: Duty) -> Period:
    """This will find the first later period of the form whose report takes corrections up: not closed, and not sent.

    Raises CannotCarry where there is none within a year.
    """
    period = Period.parse(duty.period)
    if period.free:
        raise CannotCarry("Kỳ báo cáo này không có kỳ sau.", remedy="Mở lại kỳ để đính chính.")
    ahead = [period.shifted(step) for step in range(1, FARTHEST + 1)]
    names = [one.id for one in ahead]
    closings = PeriodClosing.objects.filter(form_code=duty.form_code, period__in=names, reopened_at__isnull=True)
    closed = set(closings.values_list("period", flat=True))
    rounds = Submission.objects.filter(duty__in=_series(duty).filter(period__in=names))
    sent = set(rounds.exclude(state__in=IN_HAND).values_list("duty__period", flat=True))
    for one in ahead:
        if one.id not in closed and one.id not in sent:
            return one
    raise CannotCarry("Các kỳ sau đều đã đóng hoặc đã gửi.", remedy="Mở lại kỳ để đính chính.")


def check_carried(duty: Duty, into: Period, elements: Collection[str]) -> None:
    """This will refuse what the later form does not ask any more, and what would add to another year's total."""
    period, form = Period.parse(duty.period), book().form(duty.form_code, into.last_day)
    unasked = [code for code in elements if form.cell(code) is None]
    if unasked:
        raise CannotCarry(
            f"{into.name} không còn hỏi: {_labels(unasked)}.", remedy="Mở lại kỳ để đính chính các ô này."
        )
    of_year = [code for code in elements if book().element(code).time != "last"]
    if of_year and into.year != period.year:
        raise CannotCarry(
            f"{into.name} thuộc năm báo cáo khác; số phát sinh của năm {period.year} không cộng sang được: "
            f"{_labels(of_year)}.",
            remedy="Mở lại kỳ để đính chính các ô này.",
        )


def refuse_taken_up(duty: Duty) -> None:
    """This will refuse to open a report again where a later one was closed with its corrections: they are there now."""
    rows = carried_from(duty)
    taken = taken_up(duty, rows)
    if late := next((row for row in rows if is_added(row.element) and row.into in taken), None):
        into = Period.parse(late.into)
        raise CannotCarry(
            f"Số điều chỉnh đã cộng vào báo cáo {into.name_inside} đã gửi; đính chính ở đây thì bị tính hai lần.",
            remedy=f"Đính chính báo cáo {into.name_inside}.",
        )


def drop_carried(duty: Duty, at: datetime) -> list[str]:
    """This will take back all that was carried out of a report, and name the elements."""
    rows = Adjustment.objects.filter(duty=duty, dropped_at__isnull=True)
    dropped = list(rows.order_by("id").values_list("element", flat=True))
    rows.update(dropped_at=at)
    return dropped


def restore_carried(duty: Duty, dropped_at: datetime) -> list[str]:
    """This will carry on again what was taken back at a moment, and name it; not into what was sent meanwhile."""
    rows = list(Adjustment.objects.filter(duty=duty, dropped_at=dropped_at).order_by("id"))
    taken = taken_up(duty, rows)
    again = [row for row in rows if row.into not in taken]
    Adjustment.objects.filter(pk__in=[row.pk for row in again]).update(dropped_at=None)
    return [row.element for row in again]


def drop_waiting(duty: Duty, at: datetime, elements: Collection[str]) -> None:
    """This will take back what of some elements waits for a report that was not sent yet."""
    rows = carried_from(duty)
    taken = taken_up(duty, rows)
    waiting = [row.pk for row in rows if row.into not in taken and row.element in elements]
    Adjustment.objects.filter(duty=duty, pk__in=waiting).update(dropped_at=at)


def held_right(duty: Duty) -> dict[str, Standing]:
    """This will give, by element, what of a closed report was closed and what is held to be right by now."""
    form = book().form_by_id(duty.form_id)
    shared = book().is_shared(form)
    facts = Fact.whoever.filter(agency=duty.agency_id) if shared else Fact.objects.all()
    facts = facts.filter(area=duty.area_id, period=duty.period, element__in=form.cell_by_code, superseded_at=None)
    found = {row.element: Standing(*[Quantity(row.scaled, row.scale)] * 2) for row in facts}
    rows = carried_from(duty)
    taken = taken_up(duty, rows)
    for row in rows:
        stands, after = found.get(row.element), Quantity(row.after, row.scale)
        if stands is not None:
            found[row.element] = Standing(after if row.into in taken else stands.settled, after)
    return found


def taken_up(duty: Duty, rows: Iterable[Adjustment]) -> frozenset[str]:
    """This will name those periods whose report was sent, or closed, with what was carried into it."""
    names = {row.into for row in rows}
    if not names:
        return frozenset()
    rounds = Submission.objects.filter(duty__in=_series(duty).filter(period__in=names)).exclude(state__in=IN_HAND)
    return frozenset(rounds.values_list("duty__period", flat=True))


def _series(duty: Duty) -> QuerySet[Duty]:
    """The reports of one form by one unit: of an area, or of one of several agencies that report of it."""
    rows = Duty.objects.filter(form_code=duty.form_code, area_id=duty.area_id)
    shared = book().is_shared(book().form_by_id(duty.form_id))
    return rows.filter(agency_id=duty.agency_id) if shared else rows


def _carried(form_code: Any, area_id: Any, into: Any, periods: Any) -> QuerySet[Adjustment]:
    """What was carried into a period of a series, or out of some periods of it, each with its report."""
    rows = Adjustment.objects.filter(duty__form_code=form_code, duty__area_id=area_id, dropped_at__isnull=True)
    return rows.filter(Q(into=into) | Q(duty__period__in=periods)).select_related("duty").order_by("id")


_CARRIED = Prepared(_carried)
_CARRIED_BY = Prepared(
    lambda form_code, area_id, into, periods, agency_id: _carried(form_code, area_id, into, periods).filter(
        duty__agency_id=agency_id
    )
)
_CARRIED_FROM = Prepared(
    lambda duty_id: Adjustment.objects.filter(duty_id=duty_id, dropped_at__isnull=True).order_by("id")
)


def _labels(elements: Collection[str]) -> str:
    return "; ".join(book().element(code).label for code in elements)


def _said(row: Adjustment) -> str:
    gap = Quantity(row.after - row.before, row.scale)
    sign = "+" if gap.scaled > 0 else ""
    of = Period.parse(row.duty.period).name_inside
    return f"gồm {sign}{format_number(gap.decimal)} điều chỉnh của {of}: {row.reason}"
