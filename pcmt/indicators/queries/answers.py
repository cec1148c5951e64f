"""One value as it is told to programs, and tables of many, within what an actor may see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pcmt.indicators.queries.anew import starts_anew
from pcmt.indicators.queries.bulk import BulkValue, bulk_values
from pcmt.indicators.queries.moves import BASELINE, BEFORE, LAST_YEAR, Move, compared_to, moves_of
from pcmt.indicators.queries.naming import Named, place_named
from pcmt.indicators.queries.pages import floor_progress, floor_source, targets_of
from pcmt.indicators.queries.targets import Progress, judged_target
from pcmt.indicators.queries.values import Value, rule_of, values
from pcmt.indicators.rules.wording import rounded, said, unit_of_change
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.evaluate import Trace
from pcmt.kernel.number import Number
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.plans.queries import TargetView
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import IndicatorDef

TABLE_HEAD = (
    "Mã", "Tên", "Mã địa bàn", "Địa bàn", "Kỳ", "Tên kỳ", "Giá trị", "Ít nhất", "Nhiều nhất", "Đơn vị tính",
    "Trạng thái", "Thiếu", "Trên tổng số", "Hiển thị",
)  # fmt: skip
STATES = {"known": "đủ", "partial": "trong khoảng", "void": "chưa đủ dữ liệu"}
AGAINST = {BEFORE: "previous", LAST_YEAR: "same_last_year", BASELINE: "baseline"}
AT_ONCE = 60
"""How many months of areas are evaluated together: what a large table holds in memory at a time."""


@dataclass(frozen=True)
class Answer:
    """One value with where it stands, and how it moved.

    target: of a plan; None where the level that is set for all is asked, or nothing. rule: None for an element.
    """

    value: Value
    place: Named
    target: TargetView | None
    progress: Progress | None
    moves: tuple[Move, ...] = ()
    rule: IndicatorDef | None = None


def answer(actor: Actor, code: str, area_code: str, period: Period, on: date, *, baseline: int | None = None) -> Answer:
    """This will compute one indicator or element, for who may see it; NotFound where area or code are unknown.

    area_code: a code or name, a zone's name, or communes to add up (`99001+99002`). baseline: also compare with the
    same period of this year.
    """
    place = place_named(actor, area_code, on)
    _need_sight(actor, [code], [place])
    rule = rule_of(code, period)
    earlier = compared_to(period, baseline)
    if rule is not None and earlier.get(BEFORE, period).year != period.year and starts_anew(rule, period):
        del earlier[BEFORE]  # the count begins with the year: January is no fall from December
    spans = [period, *dict.fromkeys(earlier.values())]
    known = {one.period: one for one in values([code], [place.id], spans, on, place.together).values()}
    found = known.pop(period)
    moves = moves_of(found, rule.better if rule else "", known.get, baseline)
    aimed = targets_of(actor, place.id, on).get(code, []) if place.id > 0 else []
    if rule is None or place.id < 0:
        return Answer(found, place, None, None, moves, rule)
    if not aimed:
        return Answer(found, place, None, floor_progress(rule, found), moves, rule)
    return Answer(found, place, aimed[0], judged_target(aimed[0], found, rule, aimed), moves, rule)


def table_rows(
    actor: Actor, codes: Sequence[str], of: Sequence[Named], periods: Sequence[Period], on: date
) -> Iterator[tuple[str | int | Decimal | None, ...]]:
    """This will give a table row by row (TABLE_HEAD), some periods evaluated at a time; NotFound as `answer`."""
    _need_sight(actor, codes, of)
    by_id = {place.id: place for place in of}
    labels = {code: rule.label for code in codes if (rule := _rule(code, periods))}
    return _rows(codes, by_id, labels, periods, on)


def _rows(
    codes: Sequence[str], by_id: dict[int, Named], labels: dict[str, str], periods: Sequence[Period], on: date
) -> Iterator[tuple[str | int | Decimal | None, ...]]:
    names = {period.id: period.name for period in periods}
    alone = [one for one in by_id if one > 0]
    groups = {key: group.members for place in by_id.values() for key, group in place.together.items()}
    stretch = max(1, AT_ONCE * 100 // max(len(by_id), 1))
    for start in range(0, len(periods), stretch):
        for one in bulk_values(codes, alone, periods[start : start + stretch], on, groups=groups):
            place = by_id[one.area_id]
            yield (
                one.code, labels.get(one.code, ""), place.code, place.name, one.period, names[one.period],
                *bounds_of(one), one.unit, STATES[one.state], one.missing, one.of, one.display,
            )  # fmt: skip


def bounds_of(one: BulkValue) -> tuple[Decimal | int | None, Decimal | int | None, Decimal | int | None]:
    """This will give a value as columns of a table: exact, else at least and at most."""
    low, high = (
        end if end is None or not one.scale else Decimal(end).scaleb(-one.scale) for end in (one.low, one.high)
    )
    return (low, None, None) if one.state == "known" else (None, low, high)


def _rule(code: str, periods: Sequence[Period]) -> IndicatorDef | None:
    return next((rule for period in reversed(periods) if (rule := rule_of(code, period))), None)


def _need_sight(actor: Actor, codes: Sequence[str], of: Sequence[Named]) -> None:
    """Figures that a form restricts are not told by their own codes to those who do not see that form."""
    sight = reporting.sight_of(actor)
    if not all(sight.covers(code, area.id) for code in codes for place in of for area in place.members):
        raise NotFound("Không tìm thấy số liệu này trong phạm vi được xem.")


def plain_answer(found: Answer, *, explained: bool) -> dict[str, object]:
    """This will give an answer as plain values: value, state, unit, missing, target, trace (null unless explained)."""
    told = found.value
    return {
        "code": told.code,
        "area": found.place.code or found.place.name,
        "period": told.period.id,
        "value": exact(told.number.value) if told.number.is_known else None,
        "low": exact(told.number.low),
        "high": exact(told.number.high),
        "display": told.display,
        "state": told.state,
        "unit": told.unit,
        "missing": {"areas": told.owing, "of": told.of, "names": list(told.number.missing)},
        "target": _plain_target(found),
        "compared": [_plain_move(one) for one in found.moves],
        "rule": told.rule_id,
        "reference": told.reference,
        "trace": _plain_trace(told.trace) if explained else None,
    }


def move_line(move: Move, value: Value) -> str:
    """This will write how a value moved: “So với kỳ trước (tháng 9/2026, 28%): tăng 1,5 điểm %”."""
    if move.change is None:
        told = "chưa so được"
    elif not rounded(move.change, value.scale):
        told = "không đổi"
    else:
        amount = said(abs(move.change), value.scale, unit_of_change(value.unit))
        told = f"{'tăng' if move.change > 0 else 'giảm'} {amount}"
    return f"So với {move.against} ({move.before.period.name_inside}, {move.before.display}): {told}"


def _plain_move(move: Move) -> dict[str, object]:
    return {
        "against": AGAINST[move.against],
        "period": move.before.period.id,
        "value": exact(move.before.number.value) if move.before.number.is_known else None,
        "display": move.before.display,
        "change": exact(move.change),
        "is_better": move.is_better,
    }


def exact(end: Fraction | None) -> str | None:
    """This will write an exact bound: "28.5", or "11/38" where no decimal holds it."""
    if end is None:
        return None
    digits = next((digits for digits in range(7) if 10**digits % end.denominator == 0), None)
    return str(end) if digits is None else str(Decimal(end.numerator) / Decimal(end.denominator))


def _plain_target(found: Answer) -> dict[str, object] | None:
    if found.progress is None or found.rule is None:
        return None
    floor, target = found.rule.floor, found.target
    by = target.by if target else floor.by if floor else None
    return {
        "reference": f"target:{target.id}" if target else None,
        "asked": found.progress.asked,
        "source": f"{target.document_number} {target.place}".strip() if target else floor_source(found.rule),
        "by": by.id if by else None,
        "state": found.progress.state,
        "label": found.progress.label,
        "reason": found.progress.reason,
    }


def _plain_trace(step: Trace) -> dict[str, object]:
    told = step.value
    if isinstance(told, Number):
        shown: dict[str, object] = {"low": exact(told.low), "high": exact(told.high)}
    else:
        shown = {"holds": told.holds}
    return {
        "formula": step.text,
        "where": step.where,
        **shown,
        "missing": list(told.missing),
        "steps": [_plain_trace(one) for one in step.steps],
    }


def told_steps(step: Trace, depth: int = 1) -> Iterator[str]:
    """This will write a calculation as lines, each step under the one that it is a part of."""
    told = step.value
    if isinstance(told, Number):
        ends = [exact(end) or "?" for end in (told.low, told.high)]
        shown = ends[0] if told.is_known else f"từ {ends[0]} đến {ends[1]}"
    else:
        shown = {True: "đúng", False: "sai", None: "chưa rõ"}[told.holds]
    yield f"{'  ' * depth}{step.text} = {shown}  [{step.where}]"
    for one in step.steps:
        yield from told_steps(one, depth + 1)
