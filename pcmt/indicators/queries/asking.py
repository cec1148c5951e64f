"""Which period a person means who asks for one by hand, and whether the rule can answer for it."""

from dataclasses import replace

from pcmt.indicators.queries.values import rule_of
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.kernel.refusal import Refusal
from pcmt.rulebook.queries import book


class NotAnswered(Refusal):
    """This will say that a rule has no figure of its own for a period, and which period to give instead."""

    code = "not_answered"


def period_asked(code: str, period: Period) -> Period:
    """This will give a period in the calendar in which an indicator or element counts; where none is named, in that.

    Raises NotAnswered for another calendar, and for days that the rule's own periods do not make up: a figure of a
    year is not one of a month. NotFound for unknown codes.
    """
    kinds, calendars = _counted(code, period)
    if not kinds or (period.free and Kind.RANGE in kinds):
        return period
    if period.free:
        raise NotAnswered(
            f"{code} tính theo kỳ báo cáo, không tính được theo khoảng ngày {period.id}.",
            remedy=f"Ghi một kỳ, như {_holding(period, kinds, calendars).id}.",
        )
    if period.calendar is Calendar.CIVIL and Calendar.CIVIL not in calendars:
        period = replace(period, calendar=Calendar.ND09)
    if period.calendar not in calendars:
        civil = replace(period, calendar=Calendar.CIVIL)
        raise NotAnswered(
            f"{code} tính theo ngày dương lịch, không theo kỳ {period.label}.", remedy=f"Ghi kỳ là {civil.id}."
        )
    width = min(Period(kind, period.year).width for kind in kinds)
    if width and (period.index if period.is_span else period.width) % width:
        held_by = _holding(period, kinds, calendars)
        raise NotAnswered(
            f"{code} không có số riêng của {period.label_inside}.",
            remedy=f"Ghi kỳ là {held_by.id}: {held_by.label_inside}.",
        )
    return period


def _counted(code: str, period: Period) -> tuple[set[Kind], set[Calendar]]:
    """The kinds of periods and the calendars of a rule; of an element, those of the forms that ask for it."""
    versions = [one for one in book().all_indicators if one.code == code]
    if versions:
        rule = rule_of(code, period) or versions[-1]
        return {rule.period_kind}, {rule.calendar}
    rule_of(code, period)  # an unknown code is refused here
    forms = [form for form in book().all_forms if form.cell(code) is not None]
    return {form.period_kind for form in forms}, {form.calendar for form in forms}


def _holding(period: Period, kinds: set[Kind], calendars: set[Calendar]) -> Period:
    """The period of the rule's shortest kind in which the last day asked for falls."""
    shortest = min((kind for kind in kinds if kind is not Kind.RANGE), key=lambda kind: Period(kind, 2000).width)
    calendar = period.calendar if period.calendar in calendars else min(calendars, key=lambda one: one.value)
    if calendar is Calendar.CIVIL and Calendar.CIVIL not in calendars:
        calendar = Calendar.ND09
    return Period.holding(period.last_day, shortest, calendar)
