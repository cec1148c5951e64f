"""Figures for tests of what is derived from them: closed at once, without walking every form through its hands."""

from collections.abc import Mapping

from pcmt.kernel.actor import system_actor
from pcmt.kernel.period import Period
from pcmt.reporting.actions.record_decided import record_decided
from tests.province import AT, Province

CLOSER = system_actor("số liệu kiểm thử", "reporting.record_decided")
PEOPLE = ("users", "addicts", "rehab_home", "rehab_public", "rehab_compulsory", "substitution", "aftercare", "detained")


def close(area_id: int, period: str, figures: Mapping[str, int]) -> None:
    """Close figures of one area and period; element codes as in the rulebook."""
    for element, value in figures.items():
        record_decided(
            area_id=area_id,
            period=Period.parse(period),
            element=element,
            scaled=value,
            scale=0,
            basis="số liệu kiểm thử",
            actor=CLOSER,
            at=AT,
        )


def month(users: int = 0, addicts: int = 0, *, spots: int = 0, wanted: int = 0, **others: int) -> dict[str, int]:
    """A commune's month: every status of managed people, lawbreakers, wanted persons, spots, talks."""
    people = {f"managed.{status}": 0 for status in PEOPLE}
    people |= {"managed.users": users, "managed.addicts": addicts}
    return {
        **people,
        "resident_lawbreakers": 0,
        "wanted_present": wanted,
        "spots_use.stock": spots,
        "talks": 2,
        **{name.replace("__", "."): value for name, value in others.items()},
    }


def october(province: Province) -> None:
    """Four communes in October 2026: one clean, one with two users, one with a spot, one that has not reported."""
    ids = {slug: commune.id for slug, commune in province.communes.items()}
    close(ids["hoa-ban"], "2026-10@nd09", month())
    close(ids["sen-hong"], "2026-10@nd09", month(2, 1))
    close(ids["chan-may"], "2026-10@nd09", month(spots=1))
