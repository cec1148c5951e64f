"""Enter figures that a browser kept while its line was down: once, however often they arrive."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.actions.enter_cells import EntryResult, enter_cells
from pcmt.reporting.models import SentEntry
from pcmt.reporting.queries.sheet_views import CellConflict
from pcmt.reporting.rounds import Round, hold
from pcmt.reporting.rules.figures import write_figure

KEY = re.compile(r"[A-Za-z0-9-]{16,64}")


class BadKey(Refusal):
    """This will say that an entry came under no key, or under one that was used for other figures."""

    code = "bad_key"


@dataclass(frozen=True)
class StoredCell:
    """What stands in a cell after the entry, and the revision that `seen` must carry for the next one."""

    text: str
    revision: int


@dataclass(frozen=True)
class SentAnswer:
    """What an entry was answered: how much was saved, what collided, what it made void, what stands now, and when."""

    saved: int
    conflicts: tuple[CellConflict, ...]
    voided: tuple[str, ...]
    stored: Mapping[str, StoredCell]
    at: datetime


@transaction.atomic
def enter_once(
    *, submission_id: int, key: str, cells: Mapping[str, str], seen: Mapping[str, int], actor: Actor, at: datetime
) -> SentAnswer:
    """This will enter figures as `enter_cells` does, and answer the same again where the same key comes again.

    key: made by the browser for this entry, 16 to 64 letters, digits and dashes; another content under it is refused.
    Refusals are not kept: what was refused may be sent again under its key.
    """
    held = hold(submission_id, actor)

    digest = _digest(cells, seen)
    if earlier := _earlier(held, key, digest, actor):
        return _read(earlier)

    result = enter_cells(submission_id=submission_id, cells=cells, seen=seen, actor=actor, at=at)
    answer = SentAnswer(result.saved, result.conflicts, result.voided, _stored(held, cells), at)
    SentEntry.objects.create(
        submission=held.submission,
        key=key,
        digest=digest,
        answer=_written(answer),
        person_id=actor.person_id,
        at=at,
    )

    _note(held, result, actor, at)
    return answer


def _note(held: Round, result: EntryResult, actor: Actor, at: datetime) -> None:
    record(
        action="reporting.enter_once",
        subject=held.subject,
        actor=actor,
        at=at,
        after={"saved": result.saved, "conflicts": [one.element for one in result.conflicts]},
    )


def _earlier(held: Round, key: str, digest: str, actor: Actor) -> SentEntry | None:
    """The entry that came under this key before; whoever else uses it, or sends other figures by it, is refused."""
    if not KEY.fullmatch(key):
        raise BadKey("Lần gửi này không có mã nhận biết.", remedy="Tải lại biểu rồi gửi lại.")
    found = SentEntry.objects.filter(submission=held.submission, key=key).first()
    if found is not None and (found.digest != digest or found.person_id != actor.person_id):
        raise BadKey("Mã nhận biết này đã dùng cho lần gửi khác.", remedy="Tải lại biểu rồi gửi lại.")
    return found


def _digest(cells: Mapping[str, str], seen: Mapping[str, int]) -> str:
    return hashlib.sha256(json.dumps([cells, seen], sort_keys=True).encode()).hexdigest()


def _stored(held: Round, cells: Mapping[str, str]) -> dict[str, StoredCell]:
    """What stands now in the cells that were sent; a cell never filled in is empty at revision 0."""
    kinds = {cell.element: cell for cell in held.form.cells}
    rows = {row.element: row for row in held.submission.cells.filter(element__in=list(cells))}
    return {
        element: StoredCell(
            text="" if row.scaled is None else write_figure(row.scaled, row.scale, kinds[element].kind),
            revision=row.revision,
        )
        if (row := rows.get(element))
        else StoredCell("", 0)
        for element in cells
    }


def _written(answer: SentAnswer) -> dict[str, Any]:
    conflicts = [{**vars(one), "at": one.at.isoformat()} for one in answer.conflicts]
    stored = {element: vars(one) for element, one in answer.stored.items()}
    return {"saved": answer.saved, "conflicts": conflicts, "voided": list(answer.voided), "stored": stored}


def _read(row: SentEntry) -> SentAnswer:
    told = row.answer
    return SentAnswer(
        saved=told["saved"],
        conflicts=tuple(CellConflict(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in told["conflicts"]),
        voided=tuple(told["voided"]),
        stored={element: StoredCell(**one) for element, one in told["stored"].items()},
        at=row.at,
    )
