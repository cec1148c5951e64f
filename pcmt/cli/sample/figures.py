"""The figures of the made-up province: for each commune a course over the months, plausible and consistent in itself.

The same seed gives the same figures. Faults (late, missing, wrong, corrected) are put in by the story, not here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from pcmt.kernel.period import Period

# How a commune fares: people on file at the start by status, how many come a month (expected), hot spots at the start.
COURSES: dict[str, tuple[dict[str, tuple[int, int]], float, tuple[int, int]]] = {
    "recognised": ({"aftercare": (0, 2), "substitution": (0, 1)}, 0.0, (0, 0)),
    "clear": ({"users": (0, 2), "addicts": (0, 2), "rehab_home": (0, 2), "aftercare": (0, 3)}, 0.12, (0, 0)),
    "away": ({"rehab_compulsory": (4, 5), "aftercare": (0, 2)}, 0.0, (0, 0)),
    "light": (
        {"users": (3, 9), "addicts": (4, 12), "rehab_home": (1, 4), "rehab_compulsory": (1, 4), "rehab_public": (0, 2),
         "substitution": (1, 5), "aftercare": (2, 6), "detained": (0, 3)},
        0.7, (0, 1),
    ),
    "heavy": (
        {"users": (18, 36), "addicts": (24, 48), "rehab_home": (3, 7), "rehab_compulsory": (8, 15),
         "rehab_public": (2, 5), "substitution": (6, 14), "aftercare": (6, 12), "detained": (4, 9)},
        2.2, (2, 3),
    ),
    "silent": ({"users": (1, 4), "addicts": (1, 5), "rehab_home": (0, 2), "aftercare": (0, 3)}, 0.3, (0, 1)),
}  # fmt: skip
STATUSES = (
    "users", "addicts", "rehab_home", "rehab_public", "rehab_compulsory", "substitution", "aftercare", "detained",
)  # fmt: skip
# Which way people go on from a status, and how likely in a month.
PATHS = (
    ("users", "addicts", 0.02), ("addicts", "rehab_home", 0.03), ("addicts", "rehab_compulsory", 0.03),
    ("addicts", "substitution", 0.02), ("rehab_home", "aftercare", 0.08), ("rehab_compulsory", "aftercare", 0.05),
    ("rehab_public", "aftercare", 0.05), ("users", "detained", 0.01), ("detained", "aftercare", 0.04),
)  # fmt: skip
LEAVING = (("users", 0.05), ("aftercare", 0.06), ("substitution", 0.01))


@dataclass
class Commune:
    """What is known of a commune at the end of a month."""

    rnd: Random
    arrivals: float
    people: dict[str, int]
    spots: int
    served: dict[str, int] = field(default_factory=lambda: {"addicts": 0, "all": 0})


def course(code: str, kind: str, periods: Sequence[Period]) -> Iterator[tuple[Period, dict[str, str]]]:
    """This will give, month by month, what the commune would type: element code → figure as Vietnamese write it."""
    commune = beginning(code, kind)
    for period in periods:
        yield period, month(commune, period)


def beginning(code: str, kind: str) -> Commune:
    """This will give what is known of a commune before its first month."""
    rnd = Random(f"hoa-mai/{code}")  # noqa: S311 made-up figures, no secret
    start, arrivals, spots = COURSES[kind]
    people = {status: rnd.randint(*start.get(status, (0, 0))) for status in STATUSES}
    return Commune(rnd, arrivals, people, rnd.randint(*spots))


def joined(code: str, parts: Sequence[Commune]) -> Commune:
    """This will give what is known of a commune on the day on which it is made of others: all of theirs."""
    return Commune(
        Random(f"hoa-mai/{code}"),  # noqa: S311 made-up figures, no secret
        sum(part.arrivals for part in parts),
        {status: sum(part.people[status] for part in parts) for status in STATUSES},
        sum(part.spots for part in parts),
        {whom: sum(part.served[whom] for part in parts) for whom in parts[0].served},
    )


def month(commune: Commune, period: Period) -> dict[str, str]:
    """This will let a month go by, and give what the commune would type of it."""
    rnd, people = commune.rnd, commune.people
    arrived, left = _flow(commune)
    found = sum(rnd.random() < commune.arrivals / 12 for _ in range(2))
    cleared = sum(rnd.random() < 0.22 for _ in range(commune.spots + found))
    reformed = int(found > 0 and rnd.random() < 0.2)
    commune.spots += found - cleared
    on_file, addicts = sum(people.values()), people["addicts"] + people["rehab_home"] + people["substitution"]
    tested = on_file and rnd.randint(on_file // 3, on_file)
    talks = rnd.randint(1, 5)
    plants = rnd.choice((0, 0, 0, 0, 0, 0, 0, 12, 30, 85)) if period.index in (2, 3, 4) and commune.arrivals else 0
    _serve(commune, period, addicts, on_file)
    cells = {f"managed.{status}": people[status] for status in STATUSES} | {
        "managed_new": arrived,
        "off_list": left,
        "tested": tested,
        "test_positive": sum(rnd.random() < 0.04 for _ in range(tested)),
        "spots_use.stock": commune.spots,
        "spots_use.found": found,
        "spots_use.reformed": reformed,
        "spots_use.cleared": cleared,
        "resident_lawbreakers": int(people["detained"] > 0 and rnd.random() < 0.5),
        "wanted_present": int(commune.arrivals > 1 and rnd.random() < 0.1),
        "sanctions": sum(rnd.random() < 0.08 for _ in range(people["users"] + people["addicts"])),
        "plants_found": plants,
        "plants_destroyed": plants,
        "served_addicts": commune.served["addicts"],
        "served_all": commune.served["all"],
        "talks": talks,
        "attendances": sum(rnd.randint(40, 220) for _ in range(talks)),
    }
    area = f"{plants * 3 // 10},{plants * 3 % 10}"
    return {code: str(value) for code, value in cells.items()} | {"area_found": area, "area_destroyed": area}


def _flow(commune: Commune) -> tuple[int, int]:
    """Move people along, let some in and some out; returns how many came on file and how many left it."""
    rnd, people = commune.rnd, commune.people
    for source, target, chance in PATHS:
        moved = sum(rnd.random() < chance for _ in range(people[source]))
        people[source] -= moved
        people[target] += moved
    left = 0
    for source, chance in LEAVING:
        gone = sum(rnd.random() < chance for _ in range(people[source]))
        people[source] -= gone
        left += gone
    arrived = sum(rnd.random() < commune.arrivals / 3 for _ in range(3))
    for _ in range(arrived):
        people["addicts" if rnd.random() < 0.35 else "users"] += 1
    return arrived, left


def _serve(commune: Commune, period: Period, addicts: int, on_file: int) -> None:
    """Count the distinct persons helped since the year began; the count starts anew in January."""
    if period.index == 1:
        commune.served = {"addicts": 0, "all": 0}
    share = min(1.0, 0.25 + 0.07 * period.index)
    commune.served["addicts"] = max(commune.served["addicts"], int(addicts * share))
    commune.served["all"] = max(commune.served["all"], commune.served["addicts"], int(on_file * share))
