"""A nation sends its month's report at once: how long it takes, and what readers of pages feel meanwhile.

    PCMT_DATA=FOLDER python -m bench.submissions [--communes 3321] [--clients 8] [--readers 50] [--within 10] [--kept]
                                                 [--soak 900]
    PCMT_DATA=FOLDER python scripts/with_postgres.py python -m bench.submissions

Fills an empty database (it refuses another) and serves it as `pcmt serve` does. In each commune the clerk opens the
form of sixty cells and saves it, three heads look and confirm their sections, the chairman looks and signs, the clerk
sends: eighteen requests by five people, the pages that browsers load after each step among them. With `--kept` the
clerk has filled in the copy that the browser kept: it is fetched, and its sixty cells are sent once, under a key, as
the script does when the line is back; all else is the same. Without `--within` the clients send as fast as they are
answered, which shows what the server can take; with it the reports begin evenly spread over so many minutes, as those
of a nation would, which shows what readers then feel. With `--soak` clerks and readers then go on for so many
seconds, and the slope of the server's memory is printed.
"""

import argparse
import json
import os
import queue
import random
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcmt.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 Django is set up first
from django.db import connection, connections  # noqa: E402

from bench import nation  # noqa: E402
from bench.figures import SPREAD_HEADS, load, machine, table  # noqa: E402
from bench.nation import Clerk, Commune, Nation  # noqa: E402
from bench.pages import Tally  # noqa: E402
from bench.server import Served, ready_pages, serving_here  # noqa: E402
from bench.visitor import TOKEN, Visitor, token  # noqa: E402
from pcmt.kernel.actor import system_actor  # noqa: E402
from pcmt.kernel.period import Calendar, Period  # noqa: E402
from pcmt.reporting.actions.open_period import open_period  # noqa: E402
from pcmt.reporting.models import DraftCell, Submission  # noqa: E402

PERIOD = Period.month_of(date(2026, 10, 10), Calendar.ND09)
OPENER = system_actor("đo tải", "reporting.open_period")
PAUSE = 1.0  # seconds between two requests of one reader
LOOK = 10.0  # seconds between two looks at the server's memory
SETTLING = 0.25  # the share of a soak in which the workers load what they keep, left out of the slope
SEEN = re.compile(r'name="(seen:cell:[^"]+)" value="(\d+)"')
CELLS = [f"cell:{code}_{number:02}" for code, _, count in nation.SECTIONS for number in range(count)]


Act = Callable[["Crowd", Commune], None]


@dataclass
class Crowd:
    """What goes on at once: reports on their way, and how those who write and those who read fare."""

    address: str
    reports: dict[int, int]  # submission by area
    writers: Tally = field(default_factory=Tally)
    readers: Tally = field(default_factory=Tally)
    over: threading.Event = field(default_factory=threading.Event)

    def browser(self, clerk: Clerk) -> Visitor:
        """This will give somebody's browser, signed in."""
        return Visitor(self.address, {"sessionid": clerk.cookie})

    def step(self, commune: Commune, who: str, move: str, fields: dict[str, str]) -> None:
        """This will let somebody open the report, act, and load the page that the browser is led to."""
        path, visitor = f"/bao-cao-so-lieu/{self.reports[commune.area_id]}/", self.browser(commune.people[who])
        page = visitor.get(path)
        self.writers.add("the report's page", page)
        seen = dict(SEEN.findall(page.text)) if fields else {}
        answer = visitor.post(path + move, {TOKEN: token(page.text), **seen, **fields})
        self.writers.add(move.partition("/")[0], answer)
        self.writers.add("the report's page", visitor.get(path))


def enter(crowd: Crowd, commune: Commune) -> None:
    """This will let the clerk save sixty figures and a paragraph; those that checks compare stand as they should."""
    said = {"words:results": "Đã tổ chức tuyên truyền tại các thôn."}
    crowd.step(commune, "clerk", "nhap", {**_figures(commune), **said})


def enter_kept(crowd: Crowd, commune: Commune) -> None:
    """This will let the clerk's browser fetch the copy that it keeps, and send sixty figures when the line is back."""
    visitor, number = crowd.browser(commune.people["clerk"]), crowd.reports[commune.area_id]
    crowd.writers.add("the kept copy", visitor.get(f"/bao-cao-so-lieu/{number}/mang-theo"))
    line = visitor.get("/bao-cao-so-lieu/duong-truyen")
    crowd.writers.add("the line's answer", line)
    cells = {name.removeprefix("cell:"): text for name, text in _figures(commune).items()}
    told = {"key": f"do-tai-{number:012}", "cells": cells, "seen": {}}
    answer = visitor.post_json(f"/bao-cao-so-lieu/{number}/gui-lai", told, json.loads(line.text)["token"])
    crowd.writers.add("gui-lai", answer)


def _figures(commune: Commune) -> dict[str, str]:
    chance = random.Random(commune.area_id)
    return {name: str(chance.randint(1, 9)) if place % 2 else "0" for place, name in enumerate(CELLS)}


def confirm(crowd: Crowd, commune: Commune) -> None:
    """This will let three heads confirm their sections and the chairman sign."""
    for code, _, _ in nation.SECTIONS:
        crowd.step(commune, code, f"xac-nhan/{code}", {})
    crowd.step(commune, "chairman", "ky", {})


def send(crowd: Crowd, commune: Commune) -> None:
    """This will let the clerk send the report."""
    crowd.step(commune, "clerk", "gui", {})


PHASES: dict[str, Act] = {
    "sixty cells saved": enter,
    "confirmed by three, signed": confirm,
    "sent": send,
}
KEPT_PHASES = {"sixty cells sent from the kept copy": enter_kept, **dict(list(PHASES.items())[1:])}


@dataclass(frozen=True)
class Spent:
    """Processor seconds: of the server with its workers, of PostgreSQL, and of the visitors, who are this process."""

    server: float
    database: float
    visitors: float

    @classmethod
    def now(cls, served: Served) -> "Spent":
        """This will read what was spent so far."""
        return cls(served.processor_seconds(), served.database_seconds(), time.process_time())

    def since(self, before: "Spent", reports: int) -> dict[str, float]:
        """This will give the milliseconds a report since a reading before."""
        pairs = {name: (getattr(self, name), getattr(before, name)) for name in ("server", "database", "visitors")}
        return {name: round((now - then) / reports * 1000) for name, (now, then) in pairs.items()}


def side_by_side(crowd: Crowd, communes: Sequence[Commune], act: Act, most: int) -> float:
    """This will let so many communes at a time act, each once; gives the seconds that it took."""
    waiting: queue.SimpleQueue[Commune] = queue.SimpleQueue()
    for one in communes:
        waiting.put(one)

    def work() -> None:
        while not waiting.empty():
            try:
                act(crowd, waiting.get_nowait())
            except queue.Empty:
                return
            except Exception as error:  # a failed request is a result; it must not end the other clients
                crowd.writers.fail(error)

    began = time.monotonic()
    _join([threading.Thread(target=work) for _ in range(most)])
    return time.monotonic() - began


def spread_out(crowd: Crowd, communes: Sequence[Commune], acts: Iterable[Act], most: int, over: float) -> float:
    """This will let communes go their whole way, beginning evenly over so many seconds; gives the seconds in all.

    most: how many may be on their way at a time; where that holds some back, the seconds grow beyond what was asked.
    """
    steps, began = list(acts), time.monotonic()
    due = {one.area_id: began + over * place / len(communes) for place, one in enumerate(communes)}

    def walk(crowd: Crowd, commune: Commune) -> None:
        time.sleep(max(0.0, due[commune.area_id] - time.monotonic()))
        for act in steps:
            act(crowd, commune)

    return side_by_side(crowd, communes, walk, most)


def _join(threads: list[threading.Thread]) -> None:
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def read_on(crowd: Crowd, communes: Sequence[Commune], count: int) -> list[threading.Thread]:
    """This will let people spread over the nation open pages at random, a second apart, until it is over."""

    def live(commune: Commune) -> None:
        chance, visitor = random.Random(commune.area_id), crowd.browser(commune.people["clerk"])
        pages = {
            "desk": "/",
            "reporting.board": "/bao-cao-so-lieu/",
            "reporting.submission": f"/bao-cao-so-lieu/{crowd.reports[commune.area_id]}/",
            "areas.area": f"/dia-ban/{commune.area_id}/",
        }
        time.sleep(chance.random() * PAUSE)
        while not crowd.over.is_set():
            name = chance.choice([*pages])
            try:
                crowd.readers.add(name, visitor.get(pages[name]))
            except Exception as error:  # as above
                crowd.readers.fail(error)
            crowd.over.wait(PAUSE)

    step = max(1, len(communes) // max(1, count))
    threads = [threading.Thread(target=live, args=(one,)) for one in communes[::step][:count]]
    for one in threads:
        one.start()
    return threads


def soak(crowd: Crowd, served: Served, communes: Sequence[Commune], writers: int, seconds: float) -> dict[str, Any]:
    """This will let clerks save and save again; gives the server's memory at the ends and its slope an hour."""
    ends, seen = time.monotonic() + seconds, list[tuple[float, float]]()

    def live(number: int) -> None:
        own = communes[number::writers]
        for turn in range(10**9):
            if time.monotonic() >= ends:
                return
            fields = {name: str((turn + place) % 9 + 1) for place, name in enumerate(CELLS[30:])}
            try:
                crowd.step(own[turn % len(own)], "clerk", "nhap", fields)
            except Exception as error:  # as above
                crowd.writers.fail(error)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(writers)]
    for one in threads:
        one.start()
    while (left := ends - time.monotonic()) > 0:
        seen.append((seconds - left, served.megabytes()))
        time.sleep(min(LOOK, left))
    for one in threads:
        one.join()
    settled = [(at, size) for at, size in seen if at >= seconds * SETTLING]
    return {
        "seconds": seconds,
        "megabytes_settled": round(settled[0][1]),
        "megabytes_at_the_end": round(settled[-1][1]),
        "slope_megabytes_an_hour": round(_slope(settled) * 3600, 1),
    }


def _slope(seen: Sequence[tuple[float, float]]) -> float:
    """The slope of the straight line nearest to the points, by least squares."""
    mean_at, mean_size = (sum(one[side] for one in seen) / len(seen) for side in (0, 1))
    spread = sum((at - mean_at) ** 2 for at, _ in seen)
    return sum((at - mean_at) * (size - mean_size) for at, size in seen) / spread if spread else 0.0


def prepare(communes: int) -> tuple[Nation, dict[int, int]]:
    """This will fill the database, put the form in force and open the period; gives the reports by area."""
    ready_pages()
    call_command("migrate", verbosity=0)
    made = nation.build(communes)
    nation.release_form()
    open_period(form_code=nation.FORM, period=PERIOD, actor=OPENER, at=nation.AT)
    reports = dict(Submission.objects.values_list("duty__area_id", "id"))
    connections.close_all()
    return made, reports


def measure(
    communes: int, clients: int, readers: int, soaked: float, *, within: float = 0, kept: bool = False
) -> dict[str, Any]:
    """This will take every measure on the configured database, as plain values; `within` is in minutes, 0 for none."""
    made, reports = prepare(communes)
    apart = max(clients, communes // 10) if soaked else 0  # these go on writing after the others have sent
    early, late = made.communes[: communes - apart], made.communes[communes - apart :]
    phases = {}
    with serving_here() as served:
        crowd = Crowd(served.address, reports)
        around = read_on(crowd, made.communes, readers)
        walk = KEPT_PHASES if kept else PHASES
        for name, act in {"all, spread out": None}.items() if within else walk.items():
            before = Spent.now(served)
            if act is None:
                seconds = spread_out(crowd, early, walk.values(), clients, within * 60)
            else:
                seconds = side_by_side(crowd, early, act, clients)
            phases[name] = {"minutes": round(seconds / 60, 2), **Spent.now(served).since(before, len(early))}
        writing, reading, failed = crowd.writers.summed(), crowd.readers.summed(), _failures(crowd)
        told = soak(crowd, served, late, clients, soaked) if soaked else {}
        crowd.over.set()
        for one in around:
            one.join()
    found = {
        "machine": machine() | {"database": connection.vendor},
        "load": load(),
        "communes": len(early),
        "sent": Submission.objects.filter(state="submitted").count(),
        "cells": DraftCell.objects.filter(submission__state="submitted").count(),
        "phases": phases,
        "writers": writing,
        "readers": reading,
        "failures": failed,
    }
    return found | ({"soak": told | {"failures": _failures(crowd)}} if soaked else {})


def _failures(crowd: Crowd) -> list[str]:
    return crowd.writers.failures[:5] + crowd.readers.failures[:5]


def show(found: dict[str, Any]) -> str:
    """This will write the measures as tables."""
    told = ", ".join(f"{key} {value}" for key, value in found["machine"].items())
    columns = ("minutes", "server", "database", "visitors")
    phases = [*found["phases"].items()]
    together = {key: round(sum(one[key] for _, one in phases), 2) for key in columns}
    rows = [(name, *(f"{one[key]:g}" for key in columns)) for name, one in (*phases, ("together", together))]
    lines = [
        f"## {found['communes']:,} communes, {found['cells']:,} cells",
        "",
        f"{told}; load {found['load']}; sent {found['sent']:,}; failures {found['failures'] or 'none'}",
        "",
        "Processor milliseconds a report, with what the readers cost meanwhile:",
        "",
        table(("phase", *columns), rows),
    ]
    lines += ["", _told_apart(found)]
    for who in ("writers", "readers"):
        spreads = {**found[who]["pages"], "all": found[who]["overall"]}
        cells = [
            (name, *(f"{one[key]:.0f}" for key in ("count", "p50", "p95", "p99", "most")), f"{one['processor']:.1f}")
            for name, one in spreads.items()
        ]
        lines += ["", table((who, *SPREAD_HEADS, "processor ms"), cells)]
    if soaked := found.get("soak"):
        lines += ["", "Soak: " + ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in soaked.items())]
    return "\n".join(lines)


def _told_apart(found: dict[str, Any]) -> str:
    """What the workers themselves say that they spent on either, in their own processes."""
    walk, read = found["writers"]["overall"], found["readers"]["overall"]
    reports = max(1, found["communes"])
    return (
        f"Of the workers: {walk['processor'] * walk['count'] / reports:.0f} ms a report on its own "
        f"{walk['count'] / reports:.1f} requests; {read['processor']:.1f} ms a reader's page, of which "
        f"{read['count'] / reports:.1f} came in a report's time."
    )


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How fast a nation's reports come in.")
    asked.add_argument("--communes", type=int, default=3321)
    asked.add_argument("--clients", type=int, default=8, help="communes that act at the same time")
    asked.add_argument("--readers", type=int, default=50, help="people who open pages meanwhile, a second apart")
    asked.add_argument("--within", type=float, default=0, help="minutes over which the reports begin, evenly")
    asked.add_argument("--kept", action="store_true", help="cells come from the copy that the clerk's browser kept")
    asked.add_argument("--soak", type=float, default=0, help="seconds to go on writing and reading afterwards")
    asked.add_argument("--json", action="store_true", help="print plain values")
    options = asked.parse_args()
    asked_of = (options.communes, options.clients, options.readers, options.soak)
    found = measure(*asked_of, within=options.within, kept=options.kept)
    sys.stdout.write((json.dumps(found, indent=2, ensure_ascii=False) if options.json else show(found)) + "\n")


if __name__ == "__main__":
    main()
