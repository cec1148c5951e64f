"""Millions of closed figures in an empty database, the short way: provinces, communes, a form, months of facts, totals.

Rows are written straight into the tables, a month at a time with a bar of progress: what is measured begins where they
stand. The figures follow from their place by arithmetic, so that every run has the same.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.db import connection, transaction
from django.db.models import QuerySet

from bench import nation
from bench.outlines import crooked
from pcmt.areas.models import Area, AreaVersion, Boundary
from pcmt.areas.rules.rings import A_DEGREE
from pcmt.kernel.period import Calendar, Period
from pcmt.reporting.models import Total
from pcmt.rulebook.models import Release
from pcmt.rulebook.queries import refresh
from pcmt.rulebook.releasing import check_whole
from pcmt.rulebook.rules.releases import digest_of

SINCE = date(2010, 1, 1)
LAST = Period.month_of(date(2026, 10, 10), Calendar.ND09)
ELEMENTS, INDICATORS = 60, 40
FACT = ("area_id", "period", "element", "scaled", "scale", "revision", "provenance", "basis", "accepted_at")
COUNTING = """
    INSERT INTO reporting_total (area_id, period, element, scaled, scale, reported, expected, estimated)
    SELECT v.parent_id, f.period, f.element, SUM(f.scaled), 0, COUNT(*), %s, 0
    FROM reporting_fact f JOIN areas_areaversion v ON v.area_id = f.area_id
    WHERE f.period = %s AND f.superseded_at IS NULL AND f.agency_id IS NULL GROUP BY v.parent_id, f.period, f.element
"""


@dataclass(frozen=True)
class Cells:
    """What was built: provinces, communes by province, element and indicator codes."""

    provinces: list[int]
    communes: dict[int, list[int]]
    elements: list[str]
    indicators: list[str]

    @property
    def places(self) -> list[int]:
        """All communes."""
        return [one for group in self.communes.values() for one in group]


@transaction.atomic
def build(provinces: int, communes: int) -> Cells:
    """This will lay out areas, and put elements, a form and indicators in force, or take up what an earlier run of the
    same size laid out; ends where other areas stand already.
    """
    if Area.objects.exists():
        return _taken_up(provinces, communes)
    tops = Area.objects.bulk_create(Area() for _ in range(provinces))
    AreaVersion.objects.bulk_create(
        _version(top, f"{10 + number}", "tinh", "province", None) for number, top in enumerate(tops)
    )
    places = Area.objects.bulk_create(Area() for _ in range(communes))
    AreaVersion.objects.bulk_create(
        _version(place, f"{number:05}", "xa", "commune", tops[number % provinces])
        for number, place in enumerate(places)
    )
    found = {top.pk: [place.pk for place in places[number::provinces]] for number, top in enumerate(tops)}
    _draw(found)
    elements, indicators = _codes()
    _release(_files(elements, indicators))
    return Cells([top.pk for top in tops], found, [name for _, name in elements], indicators)


def months_there(cells: Cells) -> int:
    """This will count the months that an earlier run has written."""
    return Total.objects.filter(area_id=cells.provinces[0], element=cells.elements[0]).count()


def _taken_up(provinces: int, communes: int) -> Cells:
    elements, indicators = _codes()
    found: dict[int, list[int]] = {top: [] for top in _of_level("province").values_list("area_id", flat=True)}
    for place, top in _of_level("commune").values_list("area_id", "parent_id"):
        found.setdefault(top, []).append(place)
    is_own = Release.objects.filter(digest=digest_of(_files(elements, indicators))).exists()
    if not is_own or len(found) != provinces or sum(map(len, found.values())) != communes:
        sys.exit("bench: this database holds other areas; give it an empty one, or ask for the size it was built in")
    refresh()
    return Cells([*found], found, [name for _, name in elements], indicators)


def _of_level(level: str) -> QuerySet[AreaVersion]:
    return AreaVersion.objects.filter(level=level).order_by("code")


def add_months(cells: Cells, first: int, count: int) -> None:
    """This will write facts and totals of `count` months, going back from the `first` before the last."""
    for step in range(first, first + count):
        period = LAST.shifted(-step)
        with transaction.atomic():
            _write(_rows(cells, period, step))
            with connection.cursor() as cursor:
                cursor.execute(COUNTING, [len(cells.places) // len(cells.provinces), period.id])
        done = step - first + 1
        sys.stderr.write(f"\r{'█' * (done * 30 // count):<30} {done}/{count} months")
    sys.stderr.write("\n")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _draw(communes: dict[int, list[int]]) -> None:
    """Outlines of all communes, so that maps are drawn: every province the same crooked grid."""
    most = max(map(len, communes.values()))
    rings = [[round(part * A_DEGREE) for point in ring for part in point] for ring in crooked(most)]
    versions = dict(AreaVersion.objects.filter(level="commune").values_list("area_id", "pk"))
    Boundary.objects.bulk_create(
        Boundary(
            version_id=versions[one], rings=json.dumps([[ring]]), points=len(ring) // 2, west=min(ring[::2]),
            east=max(ring[::2]), south=min(ring[1::2]), north=max(ring[1::2]), source="đo",
        )
        for group in communes.values()
        for one, ring in zip(group, rings, strict=False)
    )  # fmt: skip


def _version(area: Area, code: str, type_: str, level: str, parent: Area | None) -> AreaVersion:
    return AreaVersion(
        area=area,
        code=code,
        name=f"Hoa {code}",
        sort_key=code,
        type=type_,
        level=level,
        parent=parent,
        valid_from=SINCE,
    )


def _rows(cells: Cells, period: Period, step: int) -> Iterator[tuple[object, ...]]:
    for area_id in cells.places:
        for number, element in enumerate(cells.elements):
            scaled = 1 + (area_id * 7 + number * 13 + step * 5) % 97
            yield (area_id, period.id, element, scaled, 0, 1, "typed", "", nation.AT.isoformat())


def _write(rows: Iterator[tuple[object, ...]]) -> None:
    names = ", ".join(FACT)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows))
            with cursor.cursor.copy(f"COPY reporting_fact ({names}) FROM STDIN") as copy:
                copy.write(lines.getvalue())
            return
        marks = ", ".join("?" for _ in FACT)
        cursor.cursor.connection.executemany(f"INSERT INTO reporting_fact ({names}) VALUES ({marks})", rows)


def _codes() -> tuple[list[tuple[str, str]], list[str]]:
    """The elements with the section of each, and the indicators."""
    elements = [(code, f"{code}_{number:02}") for code, _, _ in nation.SECTIONS for number in range(ELEMENTS // 3)]
    return elements, [f"DO{number:02}" for number in range(INDICATORS)]


def _files(elements: list[tuple[str, str]], codes: list[str]) -> dict[str, str]:
    """Sixty elements in a monthly form, forty shares of one in another, each with an example, as a province's rules."""
    names = [element for _, element in elements]
    files = {
        "elements/do-tai.yaml": "elements:\n" + "".join(nation.element_text(name) for name in names),
        f"forms/{nation.FORM}@2010-01-01.yaml": nation.form_text(elements).replace("2025-07-01", "2010-01-01"),
        "examples/do-tai.yaml": "examples:\n",
    }
    for number, code in enumerate(codes):
        over, under = names[number], names[(number + 17) % ELEMENTS]
        files[f"indicators/{code}@2010-01-01.yaml"] = _indicator(code, over, under)
        files["examples/do-tai.yaml"] += (
            f"  - name: Tỷ lệ đo {code}\n    indicator: {code}\n    day: '2026-10-14'\n"
            f"    cells: {{{over}: 1, {under}: 4}}\n    expect: 25\n"
        )
    return files


def _release(files: dict[str, str]) -> None:
    check_whole(files)
    Release.objects.create(
        files=files, digest=digest_of(files), reason="đo", proposed_at=nation.AT, released_at=nation.AT, released_by=1
    )
    refresh()


def _indicator(code: str, over: str, under: str) -> str:
    return (
        f'code: {code}\nlabel: Tỷ lệ đo {code}\nunit: "%"\nbetter: up\nformula: {over} / {under} * 100\nscale: 1\n'
        "period_kind: month\ncalendar: nd09\nlevel: any\nvalid_from: '2010-01-01'\nexplanation: Chỉ để đo.\n"
        "source: {document: Thiết lập của phép đo, provision: không có, certain: false}\n"
    )
