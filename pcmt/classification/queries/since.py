"""Since when communes stand as they do: by the years' decisions, and by the months' figures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.areas.queries import AreaView
from pcmt.classification.queries.assessments import SCHEME
from pcmt.classification.queries.decisions import decisions_by_year
from pcmt.classification.rules.judgement import judge
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Spot
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.queries import Scheme, book

MONTHS_BACK = 12


@dataclass(frozen=True)
class Since:
    """The first period of a run; `longer`: nothing is known of the time before, so that it may have begun earlier."""

    period: Period
    longer: bool


def classed_since(area_ids: Sequence[int], tones: Collection[str]) -> dict[int, Since]:
    """This will tell since which year each area has been decided, year after year, into a class of one of the tones.

    Areas whose newest decision is another are left out; a year without a decision ends the run. One query.
    """
    years = [*reversed(decisions_by_year(area_ids).items())]
    found: dict[int, Since] = {}
    ended: set[int] = set()
    for year, decided in years:
        for area_id in area_ids:
            if area_id in ended or (area_id not in found and area_id not in decided):
                continue
            one = decided.get(area_id)
            if one is None or one.tone not in tones:
                ended.add(area_id)
                if one is not None and area_id in found:
                    found[area_id] = Since(found[area_id].period, longer=False)
            elif area_id not in found or found[area_id].period == year.next():
                found[area_id] = Since(year, longer=True)
    return found


def failing_since(communes: Sequence[AreaView], period: Period, on: date) -> dict[int, Since]:
    """This will tell since which month each commune has failed a condition; those that fail none then are left out.

    Months whose figures do not tell neither end a run nor begin one. Looks back a year, in a fixed number of queries.
    """
    schemes = _schemes([period.shifted(-back) for back in range(MONTHS_BACK + 1)])
    nodes = [
        node
        for scheme in {scheme.id: scheme for scheme in schemes.values()}.values()
        for condition in scheme.conditions
        for node in (condition.formula, condition.review_when)
        if node is not None
    ]
    if not communes or not nodes:
        return {}
    sheet = indicators.contexts(nodes, [one.id for one in communes], list(schemes), on)
    found: dict[int, Since] = {}
    for commune in communes:
        for month, scheme in schemes.items():
            states = {
                judge(condition.formula, condition.review_when, Spot(sheet, commune.id, month)).state
                for condition in scheme.conditions
            }
            if "unmet" in states:
                found[commune.id] = Since(month, longer=True)
            elif "unknown" not in states:
                if commune.id in found:
                    found[commune.id] = Since(found[commune.id].period, longer=False)
                break
    return found


def _schemes(months: Sequence[Period]) -> dict[Period, Scheme]:
    """The scheme of each month, the newest month first, as far back as there is one."""
    found: dict[Period, Scheme] = {}
    for month in months:
        try:
            found[month] = book().scheme(SCHEME, month.last_day)
        except NotFound:
            break
    return found
