"""When somebody must set up a second factor: a role asks for it, and the days of grace are over."""

from datetime import datetime, timedelta
from typing import Literal

Due = Literal["", "password", "second_factor"]
"""What an account must settle before it may do anything else."""


def last_moment(*, asked_at: datetime | None, grace: timedelta, at: datetime) -> datetime:
    """This will give the instant until which one may do without; grace counts from the first time of being asked."""
    return (asked_at or at) + grace


def what_is_due(*, password: bool, second_factor_by: datetime | None, at: datetime) -> Due:
    """This will say what comes first: one's own password, then the second factor once its last moment has passed."""
    if password:
        return "password"
    return "second_factor" if second_factor_by is not None and second_factor_by <= at else ""
