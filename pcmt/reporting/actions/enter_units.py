"""Enter figures of many units in one table, as an officer does who types in what came on paper or by telephone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting.actions.enter_cells import EntryResult, enter_cells
from pcmt.reporting.models import Submission
from pcmt.reporting.queries.sheet_views import CellConflict

MOST_UNITS = 1_000


@dataclass(frozen=True)
class UnitEntry:
    """What was typed for one unit: figures by element as texts, and the revision that each had on the page."""

    submission_id: int
    cells: Mapping[str, str]
    seen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitsEntered:
    """What came of a table: how many figures were saved, of how many units, and what was left out and why.

    conflicts: what collided, by submission. wrong: what is no figure, by `SUBMISSION:ELEMENT`. refused: why nothing of
    a unit could be saved, by submission, as where it sent its report meanwhile.
    """

    saved: int
    units: int
    conflicts: Mapping[int, tuple[CellConflict, ...]]
    wrong: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[int, Refusal] = field(default_factory=dict)


@transaction.atomic
def enter_units(
    *, form_code: str, period: Period, entries: Iterable[UnitEntry], actor: Actor, at: datetime
) -> UnitsEntered:
    """This will save the figures of all units as `enter_cells` saves one's, and tell of each that could not be saved.

    What is no figure, what somebody else typed meanwhile, and the units that take nothing any more are left as they
    stand and told; the others are saved. A unit that is not the actor's refuses the whole.
    """
    typed = sorted((one for one in entries if one.cells), key=lambda one: one.submission_id)
    names = _names(typed, form_code, period)

    # Each unit's own entry says whether the actor may, so that no unit is written under another's leave.
    if not typed:
        raise Refusal("Chưa sửa ô nào.", remedy="Gõ số liệu vào các ô rồi lưu.", code="nothing_typed")
    if len(typed) > MOST_UNITS:
        raise Refusal(f"Mỗi lần lưu nhiều nhất {MOST_UNITS} đơn vị.", remedy="Lọc bớt đơn vị rồi lưu từng phần.")

    taken, refused = dict[int, EntryResult](), dict[int, Refusal]()
    for one in typed:
        try:
            taken[one.submission_id] = enter_cells(
                submission_id=one.submission_id, cells=one.cells, seen=one.seen, keep_rest=True, actor=actor, at=at
            )
        except (NotFound, NotAllowed):
            raise
        except Refusal as refusal:
            refusal.where = names[one.submission_id]
            refused[one.submission_id] = refusal
    result = _entered(taken, refused)

    if result.saved:
        record(
            action="reporting.enter_units",
            subject=f"period:{form_code}/{period.id}",
            actor=actor,
            at=at,
            after={
                "units": result.units,
                "saved": result.saved,
                "conflicts": sum(len(one) for one in result.conflicts.values()),
            },
        )
    return result


def _entered(taken: Mapping[int, EntryResult], refused: Mapping[int, Refusal]) -> UnitsEntered:
    return UnitsEntered(
        saved=sum(one.saved for one in taken.values()),
        units=sum(bool(one.saved) for one in taken.values()),
        conflicts={unit: one.conflicts for unit, one in taken.items() if one.conflicts},
        wrong={f"{unit}:{element}": why for unit, one in taken.items() for element, why in one.wrong.items()},
        refused=refused,
    )


def _names(entries: Iterable[UnitEntry], form_code: str, period: Period) -> dict[int, str]:
    """The units' names by submission; NotFound where one reports on something else."""
    asked = {one.submission_id for one in entries}
    rows = Submission.objects.filter(pk__in=asked, duty__form_code=form_code, duty__period=period.id)
    of_area = dict(rows.values_list("pk", "duty__area_id"))
    if asked - of_area.keys():
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    seen = areas.last_seen(set(of_area.values()), period.last_day)
    return {pk: seen[area_id].full_name for pk, area_id in of_area.items()}
