"""How long to wait after failed sign-ins, counted for one name from one address: nobody can lock out somebody else."""

from datetime import datetime, timedelta

FREE_FAILURES = 3
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)


def pause_after(failures: int) -> timedelta:
    """This will give the wait after so many failures in a row: none for three, then 5 s doubling up to 15 minutes."""
    if failures <= FREE_FAILURES:
        return timedelta()
    doublings = min(failures - FREE_FAILURES - 1, 16)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def failures_now(failures: int, failed_at: datetime, at: datetime) -> int:
    """This will count the failures that still matter: all, or none after an hour of quiet."""
    return 0 if at - failed_at > FORGOTTEN_AFTER else failures


def in_words(wait: timedelta) -> str:
    """This will word a wait for the refusal: "40 giây", "3 phút", rounded up."""
    seconds = max(1, -(-int(wait.total_seconds() * 1000) // 1000))
    return f"{seconds} giây" if seconds < 60 else f"{-(-seconds // 60)} phút"
