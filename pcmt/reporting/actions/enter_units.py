"""Enter figures of many units in one table, as an officer does who types in what came on paper or by telephone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting.actions.enter_cells import enter_cells
from pcmt.reporting.drafts import WrongFigures
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
    """How many figures were saved, of how many units, and what collided, by submission."""

    saved: int
    units: int
    conflicts: Mapping[int, tuple[CellConflict, ...]]


@transaction.atomic
def enter_units(
    *, form_code: str, period: Period, entries: Iterable[UnitEntry], actor: Actor, at: datetime
) -> UnitsEntered:
    """This will save the figures of all units as `enter_cells` saves one's, or none where one cannot be saved.

    Raises WrongFigures naming the fields as `SUBMISSION:ELEMENT`, or the first unit's refusal, which says whose it is.
    A figure that somebody else typed meanwhile is left as it stands and told; the others are saved.
    """
    typed = sorted((one for one in entries if one.cells), key=lambda one: one.submission_id)
    names = _names(typed, form_code, period)

    # Each unit's own entry says whether the actor may, so that no unit is written under another's leave.
    if not typed:
        raise Refusal("Chưa sửa ô nào.", remedy="Gõ số liệu vào các ô rồi lưu.", code="nothing_typed")
    if len(typed) > MOST_UNITS:
        raise Refusal(f"Mỗi lần lưu nhiều nhất {MOST_UNITS} đơn vị.", remedy="Lọc bớt đơn vị rồi lưu từng phần.")

    saved, conflicts, wrong = 0, dict[int, tuple[CellConflict, ...]](), dict[str, str]()
    for one in typed:
        try:
            result = enter_cells(submission_id=one.submission_id, cells=one.cells, seen=one.seen, actor=actor, at=at)
        except WrongFigures as refusal:
            wrong |= {f"{one.submission_id}:{element}": text for element, text in refusal.fields.items()}
            continue
        except NotFound:
            raise
        except Refusal as refusal:
            refusal.where = names[one.submission_id]
            raise
        saved += result.saved
        if result.conflicts:
            conflicts[one.submission_id] = result.conflicts
    if wrong:
        raise WrongFigures(
            f"Có {len(wrong)} ô chưa đọc được; chưa lưu ô nào.",
            remedy="Sửa các ô được chỉ ra rồi lưu lại; nội dung đã gõ vẫn còn trên trang.",
            fields=wrong,
        )

    record(
        action="reporting.enter_units",
        subject=f"period:{form_code}/{period.id}",
        actor=actor,
        at=at,
        after={"units": len(typed), "saved": saved, "conflicts": sum(len(one) for one in conflicts.values())},
    )
    return UnitsEntered(saved, len(typed), conflicts)


def _names(entries: Iterable[UnitEntry], form_code: str, period: Period) -> dict[int, str]:
    """The units' names by submission; NotFound where one reports on something else."""
    asked = {one.submission_id for one in entries}
    rows = Submission.objects.filter(pk__in=asked, duty__form_code=form_code, duty__period=period.id)
    of_area = dict(rows.values_list("pk", "duty__area_id"))
    if asked - of_area.keys():
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    seen = areas.last_seen(set(of_area.values()), period.last_day)
    return {pk: seen[area_id].full_name for pk, area_id in of_area.items()}
