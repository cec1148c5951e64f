"""The standing of communes as components: badges, rows and tiles; decided always apart from provisional."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from pcmt.classification.queries import Assessment, Board, ConditionResult, DecisionView, Standing
from pcmt.kernel.period import Period
from pcmt.rulebook.queries import ClassDef, Scheme
from pcmt.web.areas.picture import Picture, picture_of
from pcmt.web.areas.slots import TileStates
from pcmt.web.components import State, StateKind
from vanban.text import lower_first

CONDITION_WORDS: dict[str, tuple[StateKind, str]] = {
    "met": ("met", "đạt"),
    "unmet": ("late", "chưa đạt"),
    "review": ("on", "cần xem xét"),
    "unknown": ("void", "chưa đủ dữ liệu"),
}
KINDS: dict[str, StateKind] = {"met": "met", "on": "on", "late": "late", "risk": "risk", "void": "void"}


@dataclass(frozen=True)
class Answer:
    """One condition of one commune: its badge and the sentence that says why."""

    condition: ConditionResult
    badge: State


@dataclass(frozen=True)
class StandingRow:
    """One commune on a page: provisional and decided badges apart, the conditions, and what is still lacking."""

    standing: Standing
    url: str
    provisional: State
    decided: State | None
    answers: tuple[Answer, ...]
    lacking: str

    @property
    def headline(self) -> State:
        """The badge that counts: the decision's, else the provisional one."""
        return self.decided or self.provisional

    @property
    def ground(self) -> str:
        """What the headline stands on: the decision, or the month's figures only."""
        decision = self.standing.decision
        if decision is None:
            return f"tạm tính {self.standing.assessment.period.name_inside}"
        return f"đã quyết định (QĐ số {decision.decision_number})"


def standing_row(standing: Standing) -> StandingRow:
    """This will dress one commune's standing."""
    assessment = standing.assessment
    return StandingRow(
        standing=standing,
        url=reverse("classification.show", args=[assessment.area.id]),
        provisional=provisional_badge(assessment),
        decided=decided_badge(standing.decision) if standing.decision else None,
        answers=tuple(Answer(one, condition_badge(one)) for one in assessment.conditions),
        lacking=_lacking(assessment),
    )


def _lacking(assessment: Assessment) -> str:
    """What is still lacking, condition by condition; said once where the whole report is missing."""
    failing = assessment.failing
    if failing and all(one.state == "unknown" for one in failing):
        return failing[0].shortfall
    places = {one.code: place for place, one in enumerate(assessment.conditions, start=1)}
    return "; ".join(f"điều kiện {places[one.code]}: {one.shortfall}" for one in failing)


def standing_rows(board: Board) -> list[StandingRow]:
    """This will dress every commune of a board, in the board's order."""
    return [standing_row(row) for row in board.rows]


def condition_badge(result: ConditionResult) -> State:
    """This will give a condition's badge."""
    return State(*CONDITION_WORDS[result.state])


def provisional_badge(assessment: Assessment) -> State:
    """This will give the provisional outcome with the conditions that fail: “chưa đạt điều kiện 1, 3”."""
    failing = [place for place, one in enumerate(assessment.conditions, start=1) if one.state == "unmet"]
    words = _lower(assessment.outcome).removesuffix(" (tạm tính)")
    if failing:
        words = f"chưa đạt điều kiện {', '.join(str(place) for place in failing)}"
    return State(KINDS[assessment.outcome.tone], words)


def decided_badge(decision: DecisionView) -> State:
    """This will give a decided class: “không ma túy”; the decision's number stands beside it."""
    return State(KINDS[decision.tone], lower_first(decision.class_label))


def board_states(board: Board) -> TileStates:
    """This will fill the map by the class decided for the year; undecided communes are empty."""
    decided = {row.assessment.area.id: row.decision for row in board.rows}
    return class_states(board.year, decided, board.scheme)


def class_states(year: Period, decided: Mapping[int, DecisionView | None], scheme: Scheme) -> TileStates:
    """This will fill the map of a year by area, each with the number of its decision where there are several."""
    numbers = [*dict.fromkeys(f"QĐ số {one.decision_number}" for one in decided.values() if one)]
    undecided = State("void", f"chưa có quyết định {year.name_inside}")
    fills = {area_id: _class_fill(one, len(numbers) > 1) if one else undecided for area_id, one in decided.items()}
    codes = {one.class_code for one in decided.values() if one}
    legend = [State(KINDS[option.tone], _lower(option)) for option in scheme.decided_classes if option.code in codes]
    by = numbers[0] if len(numbers) == 1 else f"{len(numbers)} quyết định" if numbers else ""
    missing = [undecided] if None in decided.values() else []
    return TileStates(f"Bản đồ · phân loại {year.name_inside}{f' ({by})' if by else ''}", fills, [*legend, *missing])


def _class_fill(decision: DecisionView, with_number: bool) -> State:
    badge = decided_badge(decision)
    return replace(badge, words=f"{badge.words}, QĐ số {decision.decision_number}") if with_number else badge


def board_picture(board: Board, on: date) -> Picture | None:
    """This will draw the communes in the board's order, each leading to why it stands so."""
    communes = [row.assessment.area for row in board.rows]
    urls = {one.id: reverse("classification.show", args=[one.id]) for one in communes}
    return picture_of(communes, board_states(board), on, urls, None)


def _lower(option: ClassDef) -> str:
    return lower_first(option.label)
