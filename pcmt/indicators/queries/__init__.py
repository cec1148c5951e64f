"""What may be asked of indicators. Values are exact and derived on reading; only their display is rounded."""

from pcmt.indicators.policy import may_view
from pcmt.indicators.queries.contexts import contexts, kept_under
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
from pcmt.indicators.queries.outlook import VERDICTS, Outlook, Supposed, foreseen, outlook, supposed
from pcmt.indicators.queries.pages import (
    IndicatorPage,
    IndicatorRow,
    ahead,
    floor_text,
    home_area,
    indicator_page,
    indicator_rows,
)
from pcmt.indicators.queries.places import Place, classes, places
from pcmt.indicators.queries.targets import Progress, ended_periods, goal_of, progress, progresses
from pcmt.indicators.queries.values import Value, latest, rule_of, series, value, values
from pcmt.indicators.rules.classing import Band, band_of
from pcmt.indicators.rules.projection import SURENESS, Projection
from pcmt.indicators.rules.sheet import Reading, way_of
from pcmt.indicators.rules.spot import Spot
from pcmt.indicators.rules.wording import rounded, said, told

__all__ = [
    "STANDS",
    "SURENESS",
    "VERDICTS",
    "Band",
    "Difference",
    "Found",
    "IndicatorPage",
    "IndicatorRow",
    "Outlook",
    "Place",
    "Progress",
    "Projection",
    "Reading",
    "SideView",
    "Spot",
    "Supposed",
    "Value",
    "ahead",
    "band_of",
    "classes",
    "compared_periods",
    "compared_with",
    "contexts",
    "differences",
    "ended_periods",
    "floor_text",
    "foreseen",
    "goal_of",
    "home_area",
    "indicator_page",
    "indicator_rows",
    "kept_under",
    "latest",
    "may_view",
    "outlook",
    "places",
    "progress",
    "progresses",
    "rounded",
    "rule_of",
    "said",
    "series",
    "stands_label",
    "supposed",
    "told",
    "value",
    "values",
    "way_of",
]
