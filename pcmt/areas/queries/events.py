"""What may be asked of events: which there were, what one of them did, and what one would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from pcmt.areas.carrying import OWN, OWN_LABEL, Carried, carry_out, followers
from pcmt.areas.models import Event
from pcmt.areas.policy import may_change
from pcmt.areas.ports import Touched
from pcmt.areas.queries.maps import AreaView, on_map, view_of
from pcmt.areas.rules.change import KIND_LABELS, Change, Unit, as_data, from_data, share_per_million
from pcmt.areas.rules.names import TYPE_LABELS, stands_at
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.prepared import Prepared

__all__ = [
    "Change",
    "EventView",
    "Part",
    "Preview",
    "Unit",
    "event",
    "events",
    "kinds",
    "new_units",
    "old_units",
    "part_labels",
    "preview_change",
    "preview_event",
    "read_change",
    "read_share",
    "types_at",
]

_APPLIED = Prepared(lambda: Event.objects.filter(state=Event.State.APPLIED).order_by("-on", "-pk"))


@dataclass(frozen=True)
class Part:
    """What one follower touches: its Vietnamese name, and the things in its own order."""

    name: str
    label: str
    touched: tuple[Touched, ...]

    @property
    def warnings(self) -> int:
        """How many of them should be looked at before applying."""
        return sum(one.warning for one in self.touched)


@dataclass(frozen=True)
class Preview:
    """What an event would do; `digest` stands for all of it and goes back with the decision to apply."""

    parts: tuple[Part, ...]
    digest: str

    @property
    def warnings(self) -> int:
        """How many things should be looked at before applying."""
        return sum(part.warnings for part in self.parts)

    @property
    def questions(self) -> tuple[Touched, ...]:
        """What is asked before all else."""
        return tuple(one for part in self.parts for one in part.touched if one.asks)


@dataclass(frozen=True)
class EventView:
    """An event: what it orders, how it stands, and by whom (identifiers of persons)."""

    id: int
    kind: str
    on: date
    basis: str
    document: str
    state: str
    change: Change
    parts: tuple[Part, ...]
    proposed_at: datetime
    proposed_by: int | None
    applied_at: datetime | None
    applied_by: int | None
    undone_at: datetime | None
    undone_by: int | None
    undone_reason: str

    @property
    def kind_label(self) -> str:
        """The kind in Vietnamese: "Nhập, sắp xếp"."""
        return KIND_LABELS[self.kind]

    @property
    def state_label(self) -> str:
        """The state in Vietnamese: "Đã áp dụng"."""
        return str(Event.State(self.state).label)


def events(*, area_id: int | None = None) -> tuple[EventView, ...]:
    """This will list events, the latest day first; those of one area (applied ones only) where asked."""
    if area_id is None:
        return tuple(_view(row) for row in Event.objects.order_by("-on", "-pk"))
    return tuple(_view(row) for row in _APPLIED.all() if _touches(row, area_id))


def event(event_id: int) -> EventView:
    """This will give one event; raises NotFound."""
    row = Event.objects.filter(pk=event_id).first()
    if row is None:
        raise NotFound("Không tìm thấy sự kiện địa bàn.")
    return _view(row)


def old_units(shown: EventView) -> dict[str, AreaView]:
    """This will give the old units of an event as they were the day before, by code."""
    rows = on_map(shown.on - timedelta(days=1)).filter(code__in=shown.change.old)
    return {row.code: view_of(row) for row in rows}


def new_units(shown: EventView) -> dict[str, AreaView]:
    """This will give the units that an applied event left, by code; none before it is applied."""
    if shown.state != Event.State.APPLIED:
        return {}
    rows = on_map(shown.on).filter(code__in=[unit.code for unit in shown.change.units])
    return {row.code: view_of(row) for row in rows}


def preview_event(actor: Actor, event_id: int, choices: Mapping[str, str] | None = None, *, at: datetime) -> Preview:
    """This will say what applying a proposed event would do, by doing it and rolling it back."""
    may_change(actor, "propose_event").require()
    with transaction.atomic():
        row = Event.objects.filter(pk=event_id, state=Event.State.PROPOSED).first()
        if row is None:
            raise NotFound("Không tìm thấy sự kiện địa bàn đang chuẩn bị.")
        carried = carry_out(row, choices or {}, actor=actor, at=at)
        transaction.set_rollback(True)
    return _preview(carried)


def preview_change(actor: Actor, change: Change, choices: Mapping[str, str] | None = None, *, at: datetime) -> Preview:
    """This will say what a change would do that nobody has proposed yet; nothing of it is kept."""
    may_change(actor, "propose_event").require()
    with transaction.atomic():
        row = Event.objects.create(
            kind=change.kind, on=change.on, basis=change.basis, change=as_data(change), proposed_at=at
        )
        carried = carry_out(row, choices or {}, actor=actor, at=at)
        transaction.set_rollback(True)
    return _preview(carried)


def kinds() -> tuple[tuple[str, str], ...]:
    """This will list the kinds of events with their Vietnamese names."""
    return tuple(KIND_LABELS.items())


def part_labels() -> dict[str, str]:
    """This will name in Vietnamese the map itself and all who follow it, in their order."""
    return {OWN: OWN_LABEL, **{follower.name: follower.label for follower in followers()}}


def types_at(level: str, on: date) -> tuple[tuple[str, str], ...]:
    """This will list the types of unit that stand at a level on a day, with their Vietnamese names."""
    return tuple((code, label) for code, label in TYPE_LABELS.items() if stands_at(code, level, on))


def read_share(text: str) -> int:
    """This will read a share ("40%", "0,4") in millionths; raises ValueError where it is none."""
    return share_per_million(text)


def read_change(data: Mapping[str, object]) -> Change:
    """This will read a change from plain values (of a form or a file); raises Refusal where they say none."""
    return from_data(data)


def _preview(carried: Carried) -> Preview:
    parts = tuple(Part(name, carried.labels[name], part.touched) for name, part in carried.parts.items())
    return Preview(tuple(part for part in parts if part.touched), carried.digest)


def _touches(row: Event, area_id: int) -> bool:
    passed = {one[side] for one in row.areas["passings"] for side in ("old_id", "new_id")}
    return area_id in {*row.areas["ended"], *row.areas["begun"], *row.areas["revised"], *passed}


def _view(row: Event) -> EventView:
    return EventView(
        id=row.pk,
        kind=row.kind,
        on=row.on,
        basis=row.basis,
        document=row.document,
        state=row.state,
        change=from_data(row.change),
        parts=tuple(
            Part(name, "", tuple(Touched(**one) for one in touched)) for name, touched in row.touched.items() if touched
        ),
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        applied_at=row.applied_at,
        applied_by=row.applied_by,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
        undone_reason=row.undone_reason,
    )
