"""Enter all agencies of a sheet, or none."""

from datetime import datetime

from django.db import transaction

from pcmt.agencies.importing import enter
from pcmt.agencies.policy import may_change
from pcmt.agencies.queries.importing import agencies_sheet
from pcmt.files import queries as files
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class CannotImport(Refusal):
    """This will say that a sheet is not entered, as not every row of it can be."""

    code = "cannot_import"


@transaction.atomic
def import_agencies(*, file_id: int, actor: Actor, at: datetime) -> tuple[int, ...]:
    """This will enter every row of a sheet that was tried before, and return the agencies in the order of entering.

    Refuses the whole where one row cannot be entered any more, and a sheet without rows.
    """
    may_change(actor, "import_agencies").require()

    kept = files.kept_for(file_id, "agencies.preview_import")
    reading = files.sheet(files.content(file_id), agencies_sheet())
    if not reading.rows:
        raise CannotImport("Bảng chưa có dòng nào.", remedy="Điền bảng rồi tải lên lại.")
    if reading.faults:
        raise CannotImport("Bảng còn lỗi.", remedy="Tải tệp đã ghi lỗi về, sửa rồi nộp lại.", where=kept.name)

    entered = enter(reading.rows, actor, at)
    if entered.faults:
        first = entered.faults[0]
        raise CannotImport(f"Dòng {first.row}: {first.text}", remedy="Nộp lại bảng để xem mọi lỗi.", where=kept.name)

    record(
        action="agencies.import_agencies",
        subject=f"file:{file_id}",
        actor=actor,
        at=at,
        after={"agencies": [*entered.made]},
    )
    return entered.made
