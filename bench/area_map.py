"""How long a province's map takes: the list with 130 units drawn by boundaries, as tiles, narrowed, on another day.

    PCMT_DATA=FOLDER python -m bench.area_map [--units N] [--json]
    python scripts/with_postgres.py python -m bench.area_map

Fills an empty database (it refuses another) with a made-up province by the system's own actions, its outlines with some
eighty points each, and asks for the pages through the whole stack, sign-in included, in this process.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pcmt.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 Django is set up first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.figures import SPREAD_HEADS, Spread, load, machine, table  # noqa: E402
from bench.outlines import ACROSS, crooked  # noqa: E402
from pcmt.accounts.actions.grant_role import grant_role  # noqa: E402
from pcmt.accounts.actions.invite import invite  # noqa: E402
from pcmt.accounts.actions.open_session import open_session  # noqa: E402
from pcmt.agencies.actions.appoint import appoint  # noqa: E402
from pcmt.agencies.actions.found_agency import found_agency  # noqa: E402
from pcmt.agencies.queries import post  # noqa: E402
from pcmt.areas import queries as areas  # noqa: E402
from pcmt.areas.actions.import_file import import_file  # noqa: E402
from pcmt.areas.actions.open_area import open_area  # noqa: E402
from pcmt.kernel.actor import system_actor  # noqa: E402
from pcmt.web.entering import DOOR, SIGNED_IN  # noqa: E402

AT = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SINCE = date(2025, 7, 1)
ROUNDS = 60
WRITER = system_actor(
    "đo bản đồ", "areas.open_area", "areas.import_file", "agencies.found_agency", "agencies.appoint", "accounts.invite",
    "accounts.grant_role",
)  # fmt: skip


def fill(units: int) -> int:
    """This will make the province and an officer who may see all of it; gives the officer's account."""
    province = _open(code="90", name="Hoa Mai", type="tinh", level="province", parent_id=None)
    for number in range(units):
        name = f"Xã Thứ {number}" if number % 3 else f"Rừng Thông {number}"
        former = f"Huyện Cũ {number % 11}"
        column, row = number % ACROSS, number // ACROSS
        _open(
            code=f"{90_000 + number}", name=name, type="xa", level="commune", parent_id=province,
            former_district=former, tile=(column + 1, row + 1),
        )  # fmt: skip
    agency = found_agency(
        name="Công an tỉnh Hoa Mai", short_name="Công an tỉnh", kind="cong_an_tinh", area_id=province, parent_id=None,
        valid_from=SINCE, actor=WRITER, at=AT,
    )  # fmt: skip
    seat = appoint(
        agency_id=agency, person_name="Lê Văn Đo", title="Cán bộ", is_head=False, valid_from=SINCE, actor=WRITER, at=AT
    )
    user = invite(
        username="measurer", person_id=post(seat).person_id, password="hoa mai no som", must_change_password=False,
        actor=WRITER, at=AT,
    )  # fmt: skip
    grant_role(user_id=user, role="planner", agency_id=agency, valid_from=SINCE, actor=WRITER, at=AT)
    return user


def _open(**said: Any) -> int:
    return open_area(**said, valid_from=SINCE, actor=WRITER, at=AT)


def draw(units: int) -> None:
    """This will import outlines of all units."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"{90_000 + number}"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for number, ring in enumerate(crooked(units))
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    import_file(data=data, on=timezone.localdate(), source="đo", actor=WRITER, at=AT)


def signed_in(user: int) -> Client:
    """This will give a browser of the officer's."""
    client = Client(HTTP_HOST="localhost")
    opened = open_session(
        user_id=user, means=("password",), agent="", address="192.0.2.7", actor=DOOR, at=timezone.now()
    )
    session = client.session
    session[SIGNED_IN] = opened.session_id
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def measure(units: int) -> dict[str, Any]:
    """This will take all measures, as plain values."""
    client = signed_in(fill(units))
    indicator = f"/chi-so/N1/?dia-ban={areas.provinces(timezone.localdate())[0].id}"
    found = [_asked(client, "the list, as tiles", "/dia-ban/"), _asked(client, "an indicator, as tiles", indicator)]
    draw(units)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    found += [
        _asked(client, "the list, drawn", "/dia-ban/"),
        _asked(client, "the list, drawn, narrowed by a search", "/dia-ban/?q=rung+thong"),
        _asked(client, "the list, drawn, of another day", "/dia-ban/?on=2025-09-01"),
        _asked(client, "an indicator, drawn", indicator),
    ]
    return {"machine": machine(), "load": load(), "database": connection.vendor, "units": units, "pages": found}


class _Questions:
    """Counts what is asked of the database while it wraps its execution."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *question: Any) -> Any:
        self.count += 1
        return execute(*question)


def _asked(client: Client, name: str, address: str) -> dict[str, Any]:
    began = time.perf_counter()
    answer = client.get(address)
    first = time.perf_counter() - began
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    made = _Questions()
    with connection.execute_wrapper(made):
        client.get(address)
    seconds, spent = [], []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        client.get(address)
        seconds.append(time.perf_counter() - began)
        spent.append(time.process_time() - worked)
    return {
        "name": name,
        "queries": made.count,
        "first_ms": first * 1000,
        "processor_ms": sorted(spent)[ROUNDS // 2] * 1000,
        "spread": Spread.of(seconds),
    }


def show(found: dict[str, Any]) -> str:
    """This will write the measures as a table."""
    heads = ("page", "queries", "first ms", "processor ms", *SPREAD_HEADS)
    rows = [
        (one["name"], str(one["queries"]), f"{one['first_ms']:.0f}", f"{one['processor_ms']:.0f}", *one["spread"].cells)
        for one in found["pages"]
    ]
    parts = ", ".join(f"{key} {value}" for key, value in found["machine"].items())
    head = f"## A map of {found['units']} units, {found['database']}"
    return f"{head}\n\n{parts}; load {found['load']}\n\n{table(heads, rows)}"


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How long a province's map takes.")
    asked.add_argument("--units", type=int, default=130)
    asked.add_argument("--json", action="store_true", help="print plain values")
    options = asked.parse_args()
    call_command("migrate", verbosity=0)
    if areas.provinces(timezone.localdate()):
        sys.exit("The database holds a province already: give an empty one by PCMT_DATA or PCMT_DATABASE.")
    found = measure(options.units)
    sys.stdout.write((json.dumps(found, indent=2, default=vars) if options.json else show(found)) + "\n")


if __name__ == "__main__":
    main()
