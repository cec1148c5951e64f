"""The table of facts that ships with the system: all units before and since 01/7/2025, and who became part of whom.

Read from `data/`, whose README names sources, licences and columns; tests compare it with an independent table.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from pcmt.areas.rules.facts import Fact, Facts, Retyping
from pcmt.areas.rules.history import CHANGE
from pcmt.areas.rules.names import full_name
from vanban.text import format_date

DATA = Path(__file__).with_name("data")


@cache
def shipped_facts() -> Facts:
    """This will read the table; once for each process."""
    cited = {row["reference"]: _cited(row) for row in _rows("resolutions")}
    changes: dict[str, tuple[Retyping, ...]] = {}
    for row in _rows("changes"):
        retyping = Retyping(row["code"], date.fromisoformat(row["on"]), row["type"], cited[row["basis"]])
        changes[retyping.code] = (*changes.get(retyping.code, ()), retyping)
    before = (
        Fact(row["code"], row["parent"], row["type"], row["name"], into=tuple(row["into"].split()))
        for row in _rows("before")
    )
    since = (
        Fact(
            row["code"],
            row["parent"],
            row["type"],
            row["name"],
            basis=cited.get(row["basis"], ""),
            tile=(int(row["column"]), int(row["row"])) if row["column"] else None,
        )
        for row in _rows("since")
    )
    return Facts({fact.code: fact for fact in before}, {fact.code: fact for fact in since}, changes)


def name_in_the_nation(code: str, on: date) -> str:
    """This will name a unit of that day by the table of the whole nation, with its province; "" where it has none."""
    facts = shipped_facts()
    table = facts.since if on >= CHANGE else facts.before
    names: list[str] = []
    fact = table.get(code)
    while fact is not None:
        if fact.level != "district":
            names.append(full_name(fact.type, fact.name))
        fact = table.get(fact.parent)
    return ", ".join(names)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _cited(row: dict[str, str]) -> str:
    return f"Nghị quyết số {row['reference']} ngày {format_date(date.fromisoformat(row['issued']))}"
