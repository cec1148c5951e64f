"""Keep a sheet that was handed in, and beside it a copy with its faults marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from django.db import transaction

from pcmt.files.actions.keep import keep
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from workbook.marking import mark
from workbook.spec import Fault, Row, SheetSpec


@dataclass(frozen=True)
class KeptSheet:
    """A sheet that was tried and kept: its rows, what is wrong in them, and the marked copy where anything is."""

    file_id: int
    marked_id: int | None
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


@transaction.atomic
def keep_sheet(
    *,
    data: bytes,
    name: str,
    purpose: str,
    spec: SheetSpec,
    rows: Sequence[Row],
    faults: Sequence[Fault],
    actor: Actor,
    at: datetime,
) -> KeptSheet:
    """This will keep a sheet as it came, and where it has faults the same workbook with them written in."""
    # Allowed by the action that brings the sheet, as in `keep`.
    marked = mark(data, spec, faults) if faults else None

    kept = keep(data=data, name=name, purpose=purpose, actor=actor, at=at)
    copy = None
    if marked is not None:
        shown = f"{PurePosixPath(kept.name).stem}-loi.xlsx"
        copy = keep(data=marked, name=shown, purpose=purpose, actor=actor, at=at)

    record(
        action="files.keep_sheet",
        subject=f"file:{kept.id}",
        actor=actor,
        at=at,
        after={"rows": len(rows), "faults": len(faults), "marked": copy.id if copy else None},
    )
    return KeptSheet(kept.id, copy.id if copy else None, tuple(rows), tuple(faults))
