"""What may be asked of indicators. Values are exact and derived on reading; only their display is rounded."""

from pcmt.indicators.policy import may_view
from pcmt.indicators.queries.answers import (
    TABLE_HEAD,
    Answer,
    answer,
    areas_named,
    exact,
    plain_answer,
    table_rows,
    told_steps,
)
from pcmt.indicators.queries.behind import Behind, behind
from pcmt.indicators.queries.beside import ReadWith, read_with
from pcmt.indicators.queries.breakdowns import Breakdown, breakdowns
from pcmt.indicators.queries.bulk import BulkValue, Table, bulk_values
from pcmt.indicators.queries.contexts import contexts, kept_under
from pcmt.indicators.queries.dashboards import (
    PANEL_KINDS,
    DashboardView,
    PanelView,
    dashboard,
    dashboards,
    indicator_pages,
    offered,
)
from pcmt.indicators.queries.differences import (
    STANDS,
    Difference,
    Found,
    SideView,
    compared_periods,
    compared_with,
    differences,
    stands_label,
)
from pcmt.indicators.queries.frames import MapFrames, map_frames
from pcmt.indicators.queries.moved import Moved, moved
from pcmt.indicators.queries.moves import Move
from pcmt.indicators.queries.outlook import (
    VERDICTS,
    Outlook,
    Prospect,
    Supposed,
    foreseen,
    outlook,
    prospects,
    supposed,
)
from pcmt.indicators.queries.pages import (
    IndicatorPage,
    IndicatorRow,
    ahead,
    floor_text,
    home_area,
    indicator_page,
    indicator_rows,
)
from pcmt.indicators.queries.pivoting import (
    PIVOT_HEAD,
    Asked,
    Choice,
    Choices,
    Pivot,
    SavedTableView,
    TooLarge,
    pivot,
    pivot_choices,
    pivot_rows,
    saved_tables,
)
from pcmt.indicators.queries.places import Place, classes, places, places_over
from pcmt.indicators.queries.public import (
    PUBLIC_LEVELS,
    ChoiceView,
    PublicPageView,
    levels_of,
    open_public_page,
    public_page,
    public_pages,
)
from pcmt.indicators.queries.public_tables import PublicFigure, PublicTable, public_table
from pcmt.indicators.queries.score_facts import ScoredFact
from pcmt.indicators.queries.scorecards import (
    ScoredUnit,
    ScoreRow,
    ScoreTable,
    UnitScore,
    own_score,
    score_periods,
    score_table,
    seen_cards,
    unit_score,
)
from pcmt.indicators.queries.side_by_side import Compared, SideBySide, side_by_side
from pcmt.indicators.queries.tables import LongTable, long_tables
from pcmt.indicators.queries.targets import Progress, ended_periods, goal_of, progress, progresses, shared_progresses
from pcmt.indicators.queries.values import Value, latest, rule_of, series, value, values, values_in
from pcmt.indicators.rules.classing import Band, band_of
from pcmt.indicators.rules.pivot import AXES as PIVOT_AXES
from pcmt.indicators.rules.pivot import Item
from pcmt.indicators.rules.projection import LEAST_POINTS, SURENESS, Projection
from pcmt.indicators.rules.roadmap import wanted_on
from pcmt.indicators.rules.scoring import Rank
from pcmt.indicators.rules.sheet import Reading, way_of
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.spread import Bin, Spread, spread_of
from pcmt.indicators.rules.wording import rounded, said, told

__all__ = [
    "LEAST_POINTS",
    "PANEL_KINDS",
    "PIVOT_AXES",
    "PIVOT_HEAD",
    "PUBLIC_LEVELS",
    "STANDS",
    "SURENESS",
    "TABLE_HEAD",
    "VERDICTS",
    "Answer",
    "Asked",
    "Band",
    "Behind",
    "Bin",
    "Breakdown",
    "BulkValue",
    "Choice",
    "ChoiceView",
    "Choices",
    "Compared",
    "DashboardView",
    "Difference",
    "Found",
    "IndicatorPage",
    "IndicatorRow",
    "Item",
    "LongTable",
    "MapFrames",
    "Move",
    "Moved",
    "Outlook",
    "PanelView",
    "Pivot",
    "Place",
    "Progress",
    "Projection",
    "Prospect",
    "PublicFigure",
    "PublicPageView",
    "PublicTable",
    "Rank",
    "ReadWith",
    "Reading",
    "SavedTableView",
    "ScoreRow",
    "ScoreTable",
    "ScoredFact",
    "ScoredUnit",
    "SideBySide",
    "SideView",
    "Spot",
    "Spread",
    "Supposed",
    "Table",
    "TooLarge",
    "UnitScore",
    "Value",
    "ahead",
    "answer",
    "areas_named",
    "band_of",
    "behind",
    "breakdowns",
    "bulk_values",
    "classes",
    "compared_periods",
    "compared_with",
    "contexts",
    "dashboard",
    "dashboards",
    "differences",
    "ended_periods",
    "exact",
    "floor_text",
    "foreseen",
    "goal_of",
    "home_area",
    "indicator_page",
    "indicator_pages",
    "indicator_rows",
    "kept_under",
    "latest",
    "levels_of",
    "long_tables",
    "map_frames",
    "may_view",
    "moved",
    "offered",
    "open_public_page",
    "outlook",
    "own_score",
    "pivot",
    "pivot_choices",
    "pivot_rows",
    "places",
    "places_over",
    "plain_answer",
    "progress",
    "progresses",
    "prospects",
    "public_page",
    "public_pages",
    "public_table",
    "read_with",
    "rounded",
    "rule_of",
    "said",
    "saved_tables",
    "score_periods",
    "score_table",
    "seen_cards",
    "series",
    "shared_progresses",
    "side_by_side",
    "spread_of",
    "stands_label",
    "supposed",
    "table_rows",
    "told",
    "told_steps",
    "unit_score",
    "value",
    "values",
    "values_in",
    "wanted_on",
    "way_of",
]
