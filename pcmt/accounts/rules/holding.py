"""When what was given still holds: in its days, not revoked, and while its holder is still there."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol


class Dated(Protocol):
    """Something given from a day to a day (both included; no last day means until further notice) and revocable."""

    @property
    def valid_from(self) -> date:
        """The first day."""

    @property
    def valid_to(self) -> date | None:
        """The last day, None until further notice."""

    @property
    def revoked_at(self) -> datetime | None:
        """Since when no more, None while it stands."""


class Tenure(Protocol):
    """A post held in an agency from a day to a day."""

    @property
    def agency_id(self) -> int:
        """The agency of the post."""

    @property
    def valid_from(self) -> date | None:
        """The first day."""

    @property
    def valid_to(self) -> date | None:
        """The last day, None while it is held."""


def holds(given: Dated, at: datetime, day: date) -> bool:
    """This will tell whether it holds at an instant, which falls on this local day: a revocation counts at once."""
    in_days = given.valid_from <= day and (given.valid_to is None or day <= given.valid_to)
    return in_days and (given.revoked_at is None or at < given.revoked_at)


def serves(tenure: Tenure, day: date) -> bool:
    """This will tell whether a post is held on a day."""
    begun = tenure.valid_from is None or tenure.valid_from <= day
    return begun and (tenure.valid_to is None or day <= tenure.valid_to)


def has_left(tenures: Iterable[Tenure], day: date, agency_id: int | None = None) -> bool:
    """This will tell whether somebody held posts there (in any agency, if none is named) and all are over by that day.

    What was given for an agency falls with the last post in it, so that a forgotten grant denies. Who never had a
    post there was given it without one, and keeps it.
    """
    there = [tenure for tenure in tenures if agency_id is None or tenure.agency_id == agency_id]
    return bool(there) and all(tenure.valid_to is not None and tenure.valid_to < day for tenure in there)
