"""What areas lets higher packages do when the map changes: follow an event, and go back when it is undone.

A higher package offers a `Follower`; settings.AREA_FOLLOWERS is the one table of them, in the order in which they
follow. All followers work in the event's own transaction: one that refuses undoes everything. A preview is the event
itself, rolled back, so that it cannot say anything else than what would happen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from pcmt.areas.ports.losses import Losses
from pcmt.kernel.actor import Actor


@dataclass(frozen=True)
class Passing:
    """What went from an old area to a new one; the heir answers for what the old one left open."""

    old_id: int
    new_id: int
    whole: bool
    share_per_million: int | None
    is_heir: bool


@dataclass(frozen=True)
class Course:
    """What an event does to areas, by identifier, once it is written.

    on: the first day of the new map. ended: areas whose last day is the day before. begun: new identities.
    revised: areas that go on under another name, type, code or parent.
    """

    event_id: int
    kind: str
    on: date
    basis: str
    ended: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()
    revised: tuple[int, ...] = ()
    passings: tuple[Passing, ...] = ()

    def heir(self, area_id: int) -> int | None:
        """This will give the area that answers for an ended one; None where there is none."""
        return next((one.new_id for one in self.passings if one.old_id == area_id and one.is_heir), None)

    def successors(self, area_id: int) -> tuple[int, ...]:
        """This will list the areas that take something over from an area."""
        return tuple(one.new_id for one in self.passings if one.old_id == area_id)

    def givers(self, area_id: int) -> tuple[int, ...]:
        """This will list the areas from which an area takes something over."""
        return tuple(one.old_id for one in self.passings if one.new_id == area_id)


@dataclass(frozen=True)
class Touched:
    """One thing that an event touches: what it is, and what happens to it.

    reference: "agency:5", of a thing that stood before the event. Where a person may choose, `key` names the choice,
    `options` are its (value, Vietnamese label) pairs and `chosen` is the one that holds. warning: to be looked at
    before applying. kept: what the event keeps in the place of a label that names a person. asks: whether the choice is
    a question of its own, asked before all else, since other things follow from the answer. usual: what holds without a
    choice, where that follows from another answer; who leaves it so leaves it to follow.
    """

    reference: str
    label: str
    effect: str
    warning: bool = False
    kept: str = ""
    key: str = ""
    options: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    asks: bool = False
    usual: str = ""


@dataclass(frozen=True)
class Followed:
    """What a follower touched, and what it has to know to go back (see `memento`)."""

    touched: tuple[Touched, ...] = ()
    memento: list[dict[str, Any]] = field(default_factory=list)


class Follower(Protocol):
    """A package that takes part in a change of the map. rows: what its tables' rows are called, for a refusal."""

    name: str
    label: str
    rows: Mapping[str, str]

    def follow(self, course: Course, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Followed:
        """This will write what the event means for the package's own rows; may refuse."""
        ...

    def unfollow(
        self, course: Course, memento: list[dict[str, Any]], losses: Losses, *, actor: Actor, at: datetime
    ) -> None:
        """This will put the rows back as they were, and note what later stands on them."""
        ...

    def settle(self, course: Course, *, undone: bool, at: datetime) -> None:
        """This will bring up to date what is derived from the map, once all of it stands, after either of the two."""
        ...
