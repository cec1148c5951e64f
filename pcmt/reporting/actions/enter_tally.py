"""Enter a report's figures place by place; they stay a draft of their own until their sums are carried over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.reporting import policy
from pcmt.reporting.actions.enter_cells import UnknownCell
from pcmt.reporting.drafts import WrongFigures
from pcmt.reporting.models import TallyCell
from pcmt.reporting.rounds import hold
from pcmt.reporting.rules.figures import WrongFigure, read_figure, write_figure
from pcmt.reporting.tallying import Key, Tally, tallied_cells
from pcmt.rulebook.queries import CellDef


@dataclass(frozen=True)
class TallyConflict:
    """A figure that somebody else changed meanwhile: whose place, of what, both texts; the other one stands."""

    key: Key
    label: str
    yours: str
    theirs: str


@dataclass(frozen=True)
class TallyResult:
    """How many figures were saved, and which were not because others had changed them."""

    saved: int
    conflicts: tuple[TallyConflict, ...]


@transaction.atomic
def enter_tally(
    *, submission_id: int, figures: Mapping[Key, str], seen: Mapping[Key, int], actor: Actor, at: datetime
) -> TallyResult:
    """This will save figures typed as officials write them, by (place, element); an empty text takes one back.

    seen: the revision that each figure had on the writer's page; left out means that there was none. WrongFigures comes
    with a message for each `PLACE:ELEMENT`, and then saves nothing. The report itself does not change.
    """
    held = hold(submission_id, actor)
    cells, tally = tallied_cells(held.form), Tally.load(held.submission)
    names = {one.pk: one.name for one in tally.places}
    for place_id, element in figures:
        if element not in cells or place_id not in names:
            raise UnknownCell("Phiếu cộng không có ô này.", remedy="Tải lại trang rồi nhập lại.")
    for owner in {held.form.section_of(element): element for _, element in figures}:
        if owner is not None:
            policy.may_enter(actor, held.duty, held.owners[owner.code]).require()

    held.check_move("enter_cells", actor, at)
    wanted = _read(figures, cells, names)
    changes = {key: scaled for key, scaled in wanted.items() if scaled != _scaled(tally.cells.get(key))}
    stale = {key for key in changes if seen.get(key, 0) != _revision(tally.cells.get(key))}

    kept = {key: scaled for key, scaled in changes.items() if key not in stale}
    TallyCell.objects.bulk_create(
        [
            TallyCell(
                place_id=key[0],
                element=key[1],
                scaled=scaled,
                scale=cells[key[1]].scale,
                entered_by_id=actor.person_id,
                entered_at=at,
                revision=_revision(tally.cells.get(key)) + 1,
            )
            for key, scaled in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["place", "element"],
        update_fields=["scaled", "scale", "entered_by", "entered_at", "revision"],
    )

    if kept:
        record(
            action="reporting.enter_tally",
            subject=held.subject,
            actor=actor,
            at=at,
            after={"figures": len(kept), "places": len({place for place, _ in kept})},
        )
    return TallyResult(len(kept), tuple(_conflict(key, wanted[key], tally, cells, names) for key in sorted(stale)))


def _read(figures: Mapping[Key, str], cells: Mapping[str, CellDef], names: Mapping[int, str]) -> dict[Key, int | None]:
    read: dict[Key, int | None] = {}
    wrong: dict[str, str] = {}
    for (place_id, element), text in figures.items():
        cell = cells[element]
        try:
            read[place_id, element] = read_figure(text, kind=cell.kind, scale=cell.scale)
        except WrongFigure as error:
            wrong[f"{place_id}:{element}"] = f"{names[place_id]}, {cell.label}: {error}"
    if wrong:
        raise WrongFigures(
            "; ".join(wrong.values()),
            remedy="Sửa các ô được chỉ ra rồi lưu lại; nội dung đã gõ vẫn còn trên trang.",
            fields=wrong,
        )
    return read


def _scaled(held: TallyCell | None) -> int | None:
    return held.scaled if held else None


def _revision(held: TallyCell | None) -> int:
    return held.revision if held else 0


def _conflict(
    key: Key, mine: int | None, tally: Tally, cells: Mapping[str, CellDef], names: Mapping[int, str]
) -> TallyConflict:
    cell, theirs = cells[key[1]], _scaled(tally.cells.get(key))
    texts = ["" if one is None else write_figure(one, cell.scale, cell.kind) for one in (mine, theirs)]
    return TallyConflict(key, f"{names[key[0]]}, {cell.label}", *texts)
