"""How fast pages answer: each alone, then under the load of many readers and of several writers.

    python -m bench.pages [--users 50] [--seconds 30] [--writers 8] [--json]
    python scripts/with_postgres.py python -m bench.pages

The system is a real one: `pcmt serve` (two workers) with the sample province, asked over loopback by people who sign in
through the page and wait a second between requests. The visitors run on the same machine and take their share of it.
"""

import argparse
import json
import random
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bench.figures import SPREAD_HEADS, Spread, load, machine, table
from bench.server import Served, database, serving
from bench.visitor import TOKEN, Answer, Visitor, inputs, link, token
from vanban.text import fold

Act = Callable[[Visitor, random.Random, "Tally"], None]
ROOT = Path(__file__).resolve().parents[1]
PAUSE = 1.0  # seconds between two requests of one reader
ALONE = 20  # times that each page is asked with nobody else there
REPORT = r"/bao-cao-so-lieu/\d+/"
MONTHS = ("2026-05@nd09", "2026-06@nd09")  # closed months that the writers correct


@dataclass
class Tally:
    """The durations and weights that were seen, by page; several threads add to it.

    spent: processor milliseconds of the server's workers on all requests of a page, where they tell them.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, page: str, answer: Answer) -> None:
        """This will note one answer."""
        with self.lock:
            self.seconds.setdefault(page, []).append(answer.seconds)
            self.weights[page] = max(answer.weight, self.weights.get(page, 0))
            self.spent[page] = self.spent.get(page, 0) + answer.spent

    def fail(self, error: Exception) -> None:
        """This will note what went wrong; the measure goes on and shows the count."""
        with self.lock:
            self.failures.append(f"{type(error).__name__}: {error}")

    def summed(self) -> dict[str, Any]:
        """This will give the spread of each page and of all together, as plain values."""
        every = [one for times in self.seconds.values() for one in times]
        spreads = {page: asdict(Spread.of(times)) for page, times in self.seconds.items()}
        for page, spread in spreads.items():
            spread["processor"] = round(self.spent[page] / max(1, spread["count"]), 1)
        overall = asdict(Spread.of(every)) | {"processor": round(sum(self.spent.values()) / max(1, len(every)), 1)}
        return {"pages": spreads, "overall": overall, "failures": len(self.failures)}


@dataclass(frozen=True)
class People:
    """Who signs in: an officer of the standing office, and the clerks of the communes that have accounts."""

    password: str
    officer: str
    clerks: dict[str, str]  # username by commune

    @classmethod
    def of_sample(cls) -> "People":
        """This will read them from the sample's data."""
        data = yaml.safe_load((ROOT / "sample" / "people.yaml").read_text())
        clerks = {name: f"{fold(name).replace(' ', '-')}.nhap" for name in data["signed_in"]}
        return cls(data["sign_in"]["password"], data["province"][0]["user"], clerks)


def pages_of(visitor: Visitor) -> dict[str, str]:
    """This will walk from page to page by links, as the officer would, and name the pages that readers then open."""
    board = visitor.get("/bao-cao-so-lieu/?bieu=xa-thang&ky=" + MONTHS[0]).text
    closed = link(board, REPORT)
    return {
        "desk": "/",
        "documents.list": "/van-ban/",
        "documents.read": link(visitor.get("/van-ban/").text, r"/van-ban/\d+/"),
        "plans.list": "/ke-hoach/",
        "plans.tasks": "/ke-hoach/nhiem-vu/",
        "reporting.board": "/bao-cao-so-lieu/",
        "reporting.submission": closed,
        "indicators.list": "/chi-so/",
        "indicators.show": link(visitor.get("/chi-so/").text, r"/chi-so/[^/\"]+/[^\"]*"),
        "areas.list": "/dia-ban/",
        "areas.area": link(visitor.get("/dia-ban/").text, r"/dia-ban/\d+/"),
        "classification.board": "/phan-loai/",
        "trace.show": link(visitor.get(closed).text, r"/tra-nguon/cell[^\"]+"),
    }


def alone(served: Served, visitor: Visitor, pages: dict[str, str]) -> tuple[Tally, dict[str, float]]:
    """This will ask for each page some times with nobody else there; gives also the server's processor ms a request."""
    tally, spent = Tally(), {}
    for name, path in pages.items():
        visitor.get(path)
        visitor.get(path)  # the other worker, too, has loaded what it keeps
        before = served.processor_seconds()
        for _ in range(ALONE):
            tally.add(name, visitor.get(path))
        spent[name] = (served.processor_seconds() - before) / ALONE * 1000
    return tally, spent


def under_readers(address: str, people: People, pages: dict[str, str], users: int, seconds: float) -> Tally:
    """This will let readers open pages at random for some time, each with a session of their own."""
    visitors = [Visitor(address) for _ in range(users)]
    with ThreadPoolExecutor(max_workers=4) as doors:
        list(doors.map(lambda one: one.sign_in(people.officer, people.password), visitors))
    names = [*pages]

    def read(visitor: Visitor, rnd: random.Random, tally: Tally) -> None:
        name = rnd.choice(names)
        tally.add(name, visitor.get(pages[name]))
        time.sleep(PAUSE)

    return together(visitors, read, seconds)


def under_writers(address: str, people: People, writers: int, seconds: float) -> tuple[Tally, int]:
    """This will let clerks save their whole form again and again; gives how many figures a save changes."""
    reports = _open_reports(address, people)[:writers]
    visitors = [Visitor(address) for _ in reports]
    for visitor, (username, _) in zip(visitors, reports, strict=True):
        visitor.sign_in(username, people.password)
    paths = {id(visitor): path for visitor, (_, path) in zip(visitors, reports, strict=True)}
    sizes: list[int] = []

    def write(visitor: Visitor, rnd: random.Random, tally: Tally) -> None:
        path = paths[id(visitor)]
        page = visitor.get(path)
        fields = inputs(page.text) | {TOKEN: token(page.text)}
        cells = [name for name in fields if name.startswith("cell:")]
        fields |= {name: str(rnd.randint(0, 999)) for name in cells}
        sizes.append(len(cells))
        tally.add("reporting.enter_cells", visitor.post(path + "nhap", fields))
        tally.add("reporting.submission, to write", page)

    tally = together(visitors, write, seconds)
    return tally, min(sizes)


def _open_reports(address: str, people: People) -> list[tuple[str, str]]:
    """Closed reports opened again by the officer, so that each writer has one to write: (username, path)."""
    officer = Visitor(address)
    officer.sign_in(people.officer, people.password)
    found = []
    for month in MONTHS:
        board = officer.get(f"/bao-cao-so-lieu/?bieu=xa-thang&ky={month}").text
        for commune, username in people.clerks.items():
            path = link(board, REPORT + rf'(?="[^>]*>[^<]*{commune}<)')
            page = officer.get(path + "dinh-chinh")
            opened = officer.post(path + "dinh-chinh", {TOKEN: token(page.text), "reason": "Đo tốc độ ghi số liệu."})
            found.append((username, opened.location))
    return found


def together(visitors: Sequence[Visitor], act: Act, seconds: float) -> Tally:
    """This will let visitors act at the same time for so long, each again and again, and gather what they saw."""
    tally, ends = Tally(), time.monotonic() + seconds

    def live(number: int) -> None:
        rnd = random.Random(number)
        time.sleep(rnd.random() * PAUSE)
        while time.monotonic() < ends:
            try:
                act(visitors[number], rnd, tally)
            except Exception as error:  # a failed request is a result; it must not end the other visitors
                tally.fail(error)
                time.sleep(PAUSE)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(len(visitors))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def measure(users: int, writers: int, seconds: float) -> dict[str, Any]:
    """This will take all measures on one database, as plain values."""
    people = People.of_sample()
    with serving() as served:
        address = served.address
        officer = Visitor(address)
        officer.sign_in(people.officer, people.password)
        pages = pages_of(officer)
        single, spent = alone(served, officer, pages)
        readers = under_readers(address, people, pages, users, seconds)
        saving, cells = under_writers(address, people, writers, seconds)
    return {
        "machine": machine() | {"database": database()},
        "load": load(),
        "alone": single.summed(),
        "processor_ms": spent,
        "weights": single.weights,
        "readers": {"users": users, "seconds": seconds, **readers.summed()},
        "writers": {"users": writers, "cells": cells, **saving.summed()},
        "failed": [*readers.failures, *saving.failures][:5],
    }


def show(found: dict[str, Any]) -> str:
    """This will write the measures as tables."""
    readers, writers = found["readers"], found["writers"]
    parts = [f"## Pages on {found['machine']['database']}", ""]
    parts += [", ".join(f"{key} {value}" for key, value in found["machine"].items()) + f"; load {found['load']}", ""]
    rows = [
        (
            page,
            f"{found['weights'][page] / 1024:.1f}",
            f"{found['processor_ms'][page]:.0f}",
            f"{found['alone']['pages'][page]['p50']:.0f}",
            *Spread(**spread).cells,
        )
        for page, spread in sorted(readers["pages"].items())
    ]
    mean = sum(found["processor_ms"].values()) / len(found["processor_ms"])
    rows.append(
        ("all", "", f"{mean:.0f}", f"{found['alone']['overall']['p50']:.0f}", *Spread(**readers["overall"]).cells)
    )
    parts += [f"{readers['users']} readers, {PAUSE:.0f} s between requests, {readers['seconds']:.0f} s", ""]
    parts += [table(("page", "KB", "processor ms", "alone p50 ms", *SPREAD_HEADS), rows), ""]
    parts += [f"{writers['users']} writers without a pause, {writers['cells']} figures changed a save", ""]
    saves = [(page, *Spread(**spread).cells) for page, spread in writers["pages"].items()]
    parts += [table(("page", *SPREAD_HEADS), saves), ""]
    parts += [f"Failed requests: {readers['failures']} of readers, {writers['failures']} of writers."]
    return "\n".join([*parts, *found["failed"]])


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How fast pages answer, alone and under load.")
    asked.add_argument("--users", type=int, default=50, help="readers at the same time")
    asked.add_argument("--writers", type=int, default=8, help="clerks who save at the same time (at most 10)")
    asked.add_argument("--seconds", type=float, default=30, help="how long each load lasts")
    asked.add_argument("--json", action="store_true", help="print plain values")
    options = asked.parse_args()
    found = measure(options.users, options.writers, options.seconds)
    sys.stdout.write((json.dumps(found, indent=2, ensure_ascii=False) if options.json else show(found)) + "\n")


if __name__ == "__main__":
    main()
