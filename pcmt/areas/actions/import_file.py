"""Import a file into the map."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pcmt.areas.importing.kinds import plan_of
from pcmt.areas.importing.plan import BLOCKING, VERDICTS, Asked
from pcmt.areas.policy import may_change
from pcmt.areas.queries.imports import digest_of
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


@dataclass(frozen=True)
class Imported:
    """What was written: the kind of the file, its SHA-256, and how many rows."""

    kind: str
    digest: str
    written: int


@transaction.atomic
def import_file(
    *, data: bytes, on: date, source: str = "", previewed: str = "", actor: Actor, at: datetime
) -> Imported:
    """This will write units, steps, yearly values or boundaries into the map of a day, whole or not at all.

    source: where the file comes from, kept with boundaries and yearly values. previewed: the digest of the preview that
    was confirmed; refuses where the map has changed since, and wherever a line or outline must be mended first.
    """
    may_change(actor, "import_file").require()

    plan = plan_of(data, Asked(on, at, source))
    if plan.is_blocked:
        faults = "; ".join(f"{VERDICTS[code].lower()}: {plan.counts[code]}" for code in BLOCKING if plan.counts[code])
        raise Refusal(f"Tệp còn chỗ phải sửa, chưa ghi gì ({faults}).", remedy="Sửa các chỗ được nêu rồi chọn lại tệp.")
    if previewed and previewed != digest_of(plan.findings):
        raise Refusal("Bản đồ đã thay đổi từ lúc xem trước.", remedy="Xem trước lại rồi xác nhận.")

    written = plan.write()
    imported = Imported(plan.kind, hashlib.sha256(data).hexdigest(), written)

    if written:
        record(
            action="areas.import_file",
            subject=f"areas:{plan.kind}",
            actor=actor,
            at=at,
            after={"digest": imported.digest, "on": str(on), "written": written, "counts": dict(plan.counts)},
            reason=source,
        )
    return imported
