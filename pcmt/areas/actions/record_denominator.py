"""Record a yearly denominator."""

from datetime import date, datetime

from django.db import transaction

from pcmt.areas.denominators import Figure, held_figures, write_figures
from pcmt.areas.models import AreaVersion
from pcmt.areas.policy import may_change
from pcmt.areas.rules.denominators import MEASURES, MOST, YEARS
from pcmt.areas.rules.validity import overlaps
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


@transaction.atomic
def record_denominator(
    *, area_id: int, measure: str, year: int, value: int, source: str, actor: Actor, at: datetime
) -> None:
    """This will note residents, households or land of an area in a year; what counted before is kept as superseded.

    value: scaled by the measure's decimals (land in hundredths of a km²). source: who counted, in which document.
    """
    may_change(actor, "record_denominator").require()

    if measure not in MEASURES or year not in YEARS or not 0 <= value <= MOST or not source.strip():
        raise Refusal(
            "Số liệu phải có loại, năm, giá trị không âm và nguồn.", remedy="Nhập đủ và kiểm tra lại các ô này."
        )
    first, last = date(year, 1, 1), date(year, 12, 31)
    stretches = AreaVersion.objects.filter(area_id=area_id).values_list("valid_from", "valid_to")
    if not any(overlaps(first, last, begun, ended) for begun, ended in stretches):
        raise NotFound(f"Không có đơn vị hành chính này trong năm {year}.")

    figure = Figure(area_id, measure, year, value, source.strip())
    before = held_figures([area_id]).get(figure.key)
    write_figures([figure], provenance="typed", at=at)

    record(
        action="areas.record_denominator",
        subject=f"area:{area_id}",
        actor=actor,
        at=at,
        before=None if before is None else {"value": before},
        after={"measure": measure, "year": year, "value": value},
        reason=source,
    )
