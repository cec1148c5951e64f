"""Communes as their pages show them: the provisional assessment beside the decision."""

from datetime import date

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.classification import policy
from pcmt.classification.queries.answers import Board, Standing
from pcmt.classification.queries.assessments import assessed, scheme_on
from pcmt.classification.queries.decisions import decisions, decisions_of
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.verdict import Verdict
from pcmt.reporting.queries import sight_of


def board(actor: Actor, period: Period | None, on: date, year: Period | None = None) -> Board | None:
    """This will show every commune's standing that the actor may see; None where no province has been set up.

    period: the month assessed (None: the last that has ended).
    year: whose decisions stand beside (None: the last that has ended).
    """
    province = areas.province(on)
    if province is None:
        return None
    months = indicators.ended_periods(Kind.MONTH, scheme_on(on).calendar, on, 13)
    years = indicators.ended_periods(Kind.YEAR, scheme_on(on).calendar, on, 3)
    shown, decided_year = period or months[-1], year or years[-1]
    seen = [area for area in areas.communes(province.id, on) if policy.may_view(actor, area)]
    decided = decisions(decided_year)
    rows = tuple(Standing(one, decided.get(one.area.id)) for one in assessed(seen, shown, on, sight_of(actor)))
    current = months[-1].enclosing(Kind.YEAR)
    choices = tuple(dict.fromkeys((current, *reversed(years))))
    return Board(province, shown, decided_year, scheme_on(shown.last_day), rows, tuple(reversed(months)), choices)


def standing(actor: Actor, area_id: int, period: Period | None, on: date) -> Standing:
    """This will show one area's assessment and newest decision; NotFound for those who may not see it."""
    area = areas.area(area_id, on)
    policy.need_view(actor, area)
    shown = period or indicators.ended_periods(Kind.MONTH, scheme_on(on).calendar, on, 1)[0]
    decided = decisions_of(area_id)
    return Standing(assessed([area], shown, on, sight_of(actor))[0], decided[0] if decided else None)


def verdict(actor: Actor, permission: str, area_id: int, on: date) -> Verdict:
    """This will answer for one permission and one area of the day's map."""
    area = areas.area(area_id, on)
    seen = policy.may_view(actor, area)
    return Verdict(bool(seen), seen if permission == policy.VIEW else policy.may_decide(actor, permission, area))


def may_view(actor: Actor, area: AreaView) -> bool:
    """This will tell whether the actor may see an area's class and assessment."""
    return bool(policy.may_view(actor, area))


def may_decide(actor: Actor, province: AreaView) -> bool:
    """This will tell whether the actor takes in decisions for the communes of a province."""
    return bool(actor.may(policy.DECIDE, area_id=province.id))


def may_decide_area(actor: Actor, area: AreaView) -> bool:
    """This will tell whether the actor may decide, or revoke, one commune's class."""
    return bool(policy.may_decide(actor, policy.REVOKE, area))
