"""How measures are summed up and shown: percentiles, tables, and the machine that they were taken on."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import django
import psycopg


@dataclass(frozen=True)
class Spread:
    """A distribution of durations, in milliseconds. processor: what the server spent on each in the mean, if told."""

    count: int
    p50: float
    p95: float
    p99: float
    most: float
    processor: float = 0

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread":
        """This will sum durations up by the nearest rank, so that each percentile was measured; of none all is 0."""
        if not seconds:
            return cls(0, 0, 0, 0, 0)
        ordered = sorted(seconds)
        ranks = [ordered[max(0, ceil(len(ordered) * share) - 1)] * 1000 for share in (0.5, 0.95, 0.99, 1)]
        return cls(len(ordered), *(round(rank, 1) for rank in ranks))

    @property
    def cells(self) -> tuple[str, ...]:
        """Its columns in a table: count, p50, p95, p99, most."""
        return (str(self.count), *(f"{value:.0f}" for value in (self.p50, self.p95, self.p99, self.most)))


SPREAD_HEADS = ("requests", "p50 ms", "p95 ms", "p99 ms", "max ms")


def machine() -> dict[str, str]:
    """This will tell what the figures depend on; no names of hosts or folders."""
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
        "psycopg": psycopg.__version__,
    }


def load() -> str:
    """This will tell how busy the machine is with other work: the runnable processes of the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """This will lay rows out as a Markdown table: the first column to the left, figures to the right."""
    widths = [max(len(row[index]) for row in (heads, *rows)) for index in range(len(heads))]
    lines = [_line(heads, widths), "|" + "|".join("-" * (width + 1) + ("-" if not index else ":")
             for index, width in enumerate(widths)) + "|"]  # fmt: skip
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    shown = [
        cell.rjust(width) if index else cell.ljust(width)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "| " + " | ".join(shown) + " |"
