"""Scorecards as pages and files show them: scores written, parts in a row, facts with where they lead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import ScoredFact, ScoreRow, ScoreTable, UnitScore, said
from pcmt.kernel.number import Number
from pcmt.rulebook.queries import PartScore, Scorecard, ScorePart
from pcmt.web.components import State, StateKind, Step

MARKS: dict[str, State] = {
    "good": State("met", "đạt"),
    "bad": State("risk", "chưa đạt"),
    "met": State("met", "đạt"),
    "on": State("on", "đúng lộ trình"),
    "late": State("late", "chậm"),
    "risk": State("risk", "nguy cơ không đạt"),
    "void": State("void", "chưa đủ dữ liệu"),
    "few": State("void", "quá ít, không chấm"),
}
# What a part counts, by the first word of its measure.
COUNTED = {"targets": "chỉ tiêu", "tasks": "nhiệm vụ", "reports": "báo cáo"}
WORST_FIRST: tuple[StateKind, ...] = ("risk", "late", "void", "on", "met")


@dataclass(frozen=True)
class PartCell:
    """A part's score in the table: written, or why there is none; note: how many facts it stands on.

    brief: the note as it stands beside the score on paper, where the head of the column says what is counted.
    """

    label: str
    text: str
    note: str
    brief: str


@dataclass(frozen=True)
class Line:
    """One unit of the table. middle: the score for the bar, the middle of what is certain; None for no score."""

    row: ScoreRow
    url: str
    rank: str
    score: str
    middle: float | None
    parts: tuple[PartCell, ...]


@dataclass(frozen=True)
class FactLine:
    """One fact of a card with its state and where it is told in full."""

    fact: ScoredFact
    state: State
    url: str


@dataclass(frozen=True)
class PartSheet:
    """One part of a card: its score, what it adds to the sum (empty where it stands out of it), its facts."""

    part: ScorePart
    text: str
    note: str
    adds: str
    facts: tuple[FactLine, ...]
    hidden: int


def score_text(total: Number | None, scale: int) -> str:
    """This will write a score: "82,5", "75,0 – 100,0" where figures are missing, a dash for none."""
    if total is None or total.low is None or total.high is None:
        return "–"
    low, high = said(total.low, scale), said(total.high, scale)
    return low if low == high else f"{low} – {high}"


def lines(table: ScoreTable, asked: str) -> tuple[Line, ...]:
    """This will dress the rows of a table; asked: the query that keeps the period in the links."""
    return tuple(_line(row, table.card, asked) for row in table.rows)


def _line(row: ScoreRow, card: Scorecard, asked: str) -> Line:
    return Line(
        row=row,
        url=reverse("indicators.unit_score", args=[card.code, row.unit.id]) + asked,
        rank=row.rank.text if row.rank else "",
        score=score_text(row.total, card.scale),
        middle=_middle(row.total),
        parts=part_cells(row, card),
    )


def part_cells(row: ScoreRow, card: Scorecard) -> tuple[PartCell, ...]:
    """This will write the parts of a score in the order of the card."""
    return tuple(_cell(part, score, card.scale) for part, score in zip(card.parts, row.parts, strict=True))


def _middle(total: Number | None) -> float | None:
    if total is None or total.low is None or total.high is None:
        return None
    return float((total.low + total.high) / 2)


def _cell(part: ScorePart, score: PartScore, scale: int) -> PartCell:
    return PartCell(part.short, score_text(score.number, scale), part_note(part, score), _brief(part, score))


def part_note(part: ScorePart, score: PartScore) -> str:
    """This will say on how many facts a part stands, or why it is not scored."""
    if score.of == 0:
        return "không có gì"
    if score.number is None:
        return f"mới {score.of}, cần {part.least}"
    return f"trong {score.of} {counted(part)}" + (f", {score.unknown} thiếu số liệu" if score.unknown else "")


def _brief(part: ScorePart, score: PartScore) -> str:
    if score.of == 0:
        return ""
    if score.number is None:
        return part_note(part, score)
    return f"/{score.of}" + (f", thiếu {score.unknown}" if score.unknown else "")


def counted(part: ScorePart) -> str:
    """This will name what a part counts: “báo cáo”."""
    return COUNTED[part.measure.split("_")[0]]


def sheets(found: UnitScore) -> tuple[PartSheet, ...]:
    """This will lay a unit's card out part by part, the facts that weigh against it first."""
    card = found.table.card
    weight = sum(part.weight for part, score, _, _ in found.facts if score.number is not None)
    return tuple(
        PartSheet(
            part=part,
            text=score_text(score.number, card.scale),
            note=part_note(part, score),
            adds=_adds(score.number, Fraction(part.weight, weight), card.scale) if score.number else "",
            facts=_fact_lines(facts),
            hidden=hidden,
        )
        for part, score, facts, hidden in found.facts
    )


def _adds(number: Number, share: Fraction, scale: int) -> str:
    return score_text(number * Number.exactly(share), scale)


def _fact_lines(facts: Sequence[ScoredFact]) -> tuple[FactLine, ...]:
    told = (FactLine(fact, _state(fact), fact_url(fact)) for fact in facts)
    return tuple(sorted(told, key=lambda line: WORST_FIRST.index(line.state.kind)))


def _state(fact: ScoredFact) -> State:
    state = MARKS[fact.mark]
    return replace(state, words=fact.label) if fact.label else state


def fact_url(fact: ScoredFact) -> str:
    """This will give the page on which a fact is told in full."""
    if fact.kind == "value":
        return reverse("trace.show", args=[fact.key])
    page = {"target": "plans.target", "task": "plans.task", "report": "reporting.submission"}[fact.kind]
    return reverse(page, args=[int(fact.key)])


def method(card: Scorecard) -> list[Step]:
    """This will tell how each part is scored."""
    return [Step(f"{part.label} ({part.weight}%)", part.explanation) for part in card.parts]


def file_heads(card: Scorecard) -> tuple[str, ...]:
    """This will name the columns of the exported table; the scores are bounds, the same where nothing is missing."""
    parts = (f"{part.label} ({part.weight}%){end}" for part in card.parts for end in (" – từ", " – đến"))
    return ("Hạng", "Đơn vị", "Nhóm", "Điểm từ", "Điểm đến", "Trọng số chấm được (%)", *parts, "Ghi chú")


def file_rows(table: ScoreTable) -> Iterator[tuple[str | Decimal | None, ...]]:
    """This will write the rows of the exported table, figures as figures, unknown cells empty."""
    scale = table.card.scale
    for row in table.rows:
        parts = (bound for score in row.parts for bound in _bounds(score.number, scale))
        rank = row.rank.text if row.rank else ""
        yield (rank, row.unit.name, row.unit.group, *_bounds(row.total, scale), Decimal(row.share), *parts, row.note)


def _bounds(number: Number | None, scale: int) -> tuple[Decimal | None, Decimal | None]:
    if number is None or number.low is None or number.high is None:
        return None, None
    return indicators.rounded(number.low, scale), indicators.rounded(number.high, scale)
