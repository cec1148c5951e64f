"""What may be asked of classification: where each area stands by its figures, and what has been decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.classification import policy
from pcmt.classification.models import ClassDecision
from pcmt.classification.rules.judgement import judge
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Reading, Spot, said, told
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.tree import Cell, codes
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import ClassDef, Condition, IndicatorDef, Scheme, book

SCHEME = "khong-ma-tuy"


@dataclass(frozen=True)
class FigureView:
    """One figure that a condition read: its label, how it reads, and its reference (empty where it is missing).

    value: None where it is not known; unit: empty for a yes or no.
    """

    label: str
    text: str
    reference: str
    value: Fraction | None
    unit: str

    @property
    def stands_against(self) -> bool:
        """Whether the figure is there and is not zero."""
        return bool(self.value)


@dataclass(frozen=True)
class ConditionResult:
    """One condition at one area. state: met, unmet, review or unknown; reason: one Vietnamese sentence.

    shortfall: in a few words what stands against it (“còn 8 người”), or what is missing; empty where it is met.
    """

    code: str
    label: str
    state: str
    reason: str
    shortfall: str
    figures: tuple[FigureView, ...]
    source: str


@dataclass(frozen=True)
class DecisionView:
    """A class as decided for a year, and by which document."""

    id: int
    area_id: int
    period: Period
    class_code: str
    class_label: str
    tone: str
    decision_number: str
    decided_on: date
    document_id: int | None
    recorded_at: datetime


@dataclass(frozen=True)
class Assessment:
    """Where an area stands provisionally by one period's figures; `outcome` is a class that no one has decided."""

    area: AreaView
    period: Period
    conditions: tuple[ConditionResult, ...]
    outcome: ClassDef
    scheme_id: str

    @property
    def failing(self) -> tuple[ConditionResult, ...]:
        """The conditions that are not met, or cannot be told, with their reasons."""
        return tuple(condition for condition in self.conditions if condition.state != "met")


@dataclass(frozen=True)
class Standing:
    """One commune on the board: its provisional assessment, and the newest decision if there is one."""

    assessment: Assessment
    decision: DecisionView | None


@dataclass(frozen=True)
class Board:
    """All communes of a province in one period, with the year whose decisions stand beside them."""

    province: AreaView
    period: Period
    year: Period
    scheme: Scheme
    rows: tuple[Standing, ...]
    periods: tuple[Period, ...]
    years: tuple[Period, ...]

    def counted(self) -> tuple[tuple[ClassDef, int], ...]:
        """This will count the communes in each provisional outcome, best first."""
        tally: dict[str, int] = {}
        for row in self.rows:
            code = row.assessment.outcome.code
            tally[code] = tally.get(code, 0) + 1
        return tuple(
            (option, tally[option.code])
            for option in sorted(self.scheme.classes, key=lambda one: one.rank)
            if tally.get(option.code)
        )


def scheme_on(on: date) -> Scheme:
    """This will give the scheme in force on a day; NotFound where there is none yet."""
    return book().scheme(SCHEME, on)


def is_counted_by(rule: IndicatorDef) -> bool:
    """This will tell whether an indicator counts decided classes, so that only decisions move it."""
    recognised = {scheme.recognised_element for scheme in book().all_schemes}
    return bool(recognised & codes(rule.formula, Cell))


def assess(area_id: int, period: Period, on: date) -> Assessment:
    """This will tell where one area stands by the figures of a period, condition by condition."""
    return _assessed([areas.area(area_id, on)], period, on)[0]


def assess_all(period: Period, on: date) -> tuple[Assessment, ...]:
    """This will tell where every commune stands by the figures of a period, in a fixed number of queries."""
    province = areas.province(on)
    return _assessed(areas.communes(province.id, on), period, on) if province else ()


def decisions(period: Period, area_ids: Sequence[int] | None = None) -> dict[int, DecisionView]:
    """This will give the decisions of a year that stand (not revoked), by area."""
    rows = ClassDecision.objects.filter(period=period.id, revoked_at__isnull=True)
    if area_ids is not None:
        rows = rows.filter(area_id__in=area_ids)
    return {row.area_id: decision_view(row) for row in rows}


def decisions_of(area_id: int) -> tuple[DecisionView, ...]:
    """This will list an area's standing decisions, the newest year first."""
    rows = ClassDecision.objects.filter(area_id=area_id, revoked_at__isnull=True).order_by("-period")
    return tuple(decision_view(row) for row in rows)


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
    rows = tuple(Standing(one, decided.get(one.area.id)) for one in _assessed(seen, shown, on))
    current = months[-1].enclosing(Kind.YEAR)
    choices = tuple(dict.fromkeys((current, *reversed(years))))
    return Board(province, shown, decided_year, scheme_on(shown.last_day), rows, tuple(reversed(months)), choices)


def standing(actor: Actor, area_id: int, period: Period | None, on: date) -> Standing:
    """This will show one area's assessment and newest decision; NotFound for those who may not see it."""
    policy.need_view(actor, areas.area(area_id, on))
    shown = period or indicators.ended_periods(Kind.MONTH, scheme_on(on).calendar, on, 1)[0]
    decided = decisions_of(area_id)
    return Standing(assess(area_id, shown, on), decided[0] if decided else None)


def decision(actor: Actor, decision_id: int) -> DecisionView:
    """This will give one decision, revoked or not; NotFound for those who may not see the area."""
    row = ClassDecision.objects.filter(pk=decision_id).first()
    if row is None:
        raise NotFound
    policy.need_view(actor, areas.area(row.area_id, Period.parse(row.period).last_day))
    return decision_view(row)


def may_view(actor: Actor, area: AreaView) -> bool:
    """This will tell whether the actor may see an area's class and assessment."""
    return bool(policy.may_view(actor, area))


def may_decide(actor: Actor, province: AreaView) -> bool:
    """This will tell whether the actor takes in decisions for the communes of a province."""
    return bool(actor.may(policy.DECIDE, area_id=province.id))


def may_decide_area(actor: Actor, area: AreaView) -> bool:
    """This will tell whether the actor may decide, or revoke, one commune's class."""
    return bool(policy.may_decide(actor, policy.REVOKE, area))


def decision_view(row: ClassDecision) -> DecisionView:
    """This will show a decision with the label that its scheme gave the class."""
    period = Period.parse(row.period)
    named = book().scheme(SCHEME, period.last_day).class_def(row.class_code)
    return DecisionView(
        id=row.pk,
        area_id=row.area_id,
        period=period,
        class_code=row.class_code,
        class_label=named.label,
        tone=named.tone,
        decision_number=row.decision_number,
        decided_on=row.decided_on,
        document_id=row.document_id,
        recorded_at=row.recorded_at,
    )


def _assessed(communes: Sequence[AreaView], period: Period, on: date) -> tuple[Assessment, ...]:
    scheme = scheme_on(period.last_day)
    nodes = [node for one in scheme.conditions for node in (one.formula, one.review_when) if node is not None]
    sheet = indicators.contexts(nodes, [commune.id for commune in communes], [period], on)
    found = []
    for commune in communes:
        results = tuple(_result(condition, Spot(sheet, commune.id, period)) for condition in scheme.conditions)
        outcome = scheme.outcome(tuple(result.state for result in results))
        found.append(Assessment(commune, period, results, outcome, scheme.id))
    return tuple(found)


def _result(condition: Condition, spot: Spot) -> ConditionResult:
    judged = judge(condition.formula, condition.review_when, spot)
    figures = tuple(_figure(reading) for reading in spot.readings())
    text = {
        "met": condition.met_text,
        "unmet": _with_figures(condition.unmet_text, figures),
        "review": _with_figures(condition.review_note, figures),
        "unknown": "Chưa có số liệu: " + "; ".join(judged.missing[:3]) + ".",
    }[judged.state]
    short = {"met": "", "unmet": _short(figures), "review": _short(figures), "unknown": _short_missing(spot)}[
        judged.state
    ]
    source = str(condition.source)
    return ConditionResult(condition.code, condition.label, judged.state, text, short, figures, source)


def _figure(reading: Reading) -> FigureView:
    definition = book().element(reading.code)
    value = reading.number.value if reading.number.is_known else None
    is_yesno = definition.kind == "yesno"
    text = (
        {None: "chưa đủ dữ liệu", 0: "không"}.get(value, "có") if is_yesno else told(reading.number, definition.scale)
    )
    reference = reading.references[0] if reading.references else ""
    return FigureView(reading.label, text, reference, value, "" if is_yesno else definition.unit)


def _with_figures(text: str, figures: Sequence[FigureView]) -> str:
    """Say with the text which figures stand against it: those that are there and are not zero."""
    against = "; ".join(f"{figure.label}: {figure.text}" for figure in figures if figure.stands_against)
    return f"{text.rstrip('. ')} ({against})." if against else text


def _short(figures: Sequence[FigureView]) -> str:
    """Say what stands against a condition, figures of one unit together: “còn 8 người”."""
    sums: dict[str, Fraction] = {}
    said_yes = []
    for figure in figures:
        if figure.value and figure.unit:
            sums[figure.unit] = sums.get(figure.unit, Fraction(0)) + figure.value
        elif figure.value:
            said_yes.append(figure.label[:1].lower() + figure.label[1:])
    counted = [f"còn {said(value, 0, unit)}" for unit, value in sums.items()]
    return "; ".join((*counted, *said_yes))


def _short_missing(spot: Spot) -> str:
    return f"chưa có số liệu {spot.period.name[:1].lower()}{spot.period.name[1:]}"
