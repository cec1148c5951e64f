"""What may be asked of classification: where each area stands by its figures, and what has been decided."""

from pcmt.classification.queries.answers import (
    Assessment,
    Board,
    ConditionResult,
    DecisionView,
    FigureView,
    Standing,
)
from pcmt.classification.queries.assessments import (
    SCHEME,
    assess,
    assess_all,
    is_counted_by,
    scheme_on,
    share_of_recognised,
)
from pcmt.classification.queries.decisions import decision, decision_view, decisions, decisions_by_year, decisions_of
from pcmt.classification.queries.recent import RecentDecision, recent_decisions
from pcmt.classification.queries.since import Since, classed_since, failing_since
from pcmt.classification.queries.standings import board, may_decide, may_decide_area, may_view, standing, verdict

__all__ = [
    "SCHEME",
    "Assessment",
    "Board",
    "ConditionResult",
    "DecisionView",
    "FigureView",
    "RecentDecision",
    "Since",
    "Standing",
    "assess",
    "assess_all",
    "board",
    "classed_since",
    "decision",
    "decision_view",
    "decisions",
    "decisions_by_year",
    "decisions_of",
    "failing_since",
    "is_counted_by",
    "may_decide",
    "may_decide_area",
    "may_view",
    "recent_decisions",
    "scheme_on",
    "share_of_recognised",
    "standing",
    "verdict",
]
