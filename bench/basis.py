"""How long the net of a document's bases takes, and joining its citations, with thousands of documents registered.

    python -m bench.basis [--documents N] [--json]

Fills an empty database (it refuses another) with made-up acts: a few hundred of the centre, a thousand of the province,
the rest of communes, each with six citations of which four are bases, a quarter of acts that nobody registered. Times
are of `documents.queries.basis.basis` whole, and of `linking.link` for one more document.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402 Django is set up first
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.figures import SPREAD_HEADS, Spread, load, machine, table  # noqa: E402
from pcmt.documents.linking import link  # noqa: E402
from pcmt.documents.models import Citation, Document  # noqa: E402
from pcmt.documents.queries.basis import basis  # noqa: E402
from pcmt.documents.rules.identity import act_key, issuer_key, number_key  # noqa: E402
from pcmt.files.models import StoredFile  # noqa: E402
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant  # noqa: E402

ROUNDS = 15
AT_ONCE = 500
CENTRE, PROVINCE = 400, 1000
CITED, BASES = 6, 4
NOW = datetime(2026, 1, 5, tzinfo=UTC)
TODAY = date(2026, 11, 21)
FIRST = date(2018, 1, 1)


def fill(count: int) -> None:
    """This will register `count` made-up acts the short way, each citing earlier ones."""
    file = StoredFile.objects.create(
        digest="0" * 64, name="act.txt", media_type="text/plain", size=1, purpose="bench", kept_at=NOW
    )
    chance = random.Random(20261121)
    for first in range(0, count, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, count))
        with transaction.atomic():
            rows = Document.objects.bulk_create(_act(number, file.id) for number in numbers)
            cites = (_cites(row, number, chance) for row, number in zip(rows, numbers, strict=True))
            Citation.objects.bulk_create(one for some in cites for one in some)


def _act(number: int, file_id: int) -> Document:
    name, issuer = _named(number)
    return Document(
        kind="NĐ" if number < CENTRE else "KH",
        number=name,
        number_key=number_key(name),
        act_key=act_key(name),
        issued_on=_day(number),
        issuer=issuer,
        issuer_key=issuer_key(issuer),
        title="Thực hiện nhiệm vụ",
        file_id=file_id,
        file_digest=f"{number:064d}",
        text="",
        text_digest="",
        format="text",
        registered_at=NOW + timedelta(minutes=number),
    )


def _named(number: int) -> tuple[str, str]:
    if number < CENTRE:
        return f"{number + 1}/2018/NĐ-CP", "Chính phủ"
    if number < CENTRE + PROVINCE:
        return f"{number % 300 + 1}/KH-UBND", "Ủy ban nhân dân tỉnh Hoa Mai"
    return f"{number % 40 + 1}/KH-UBND", f"Ủy ban nhân dân xã {number % 500}"


def _day(number: int) -> date:
    return FIRST + timedelta(days=number * 3000 // 20_000)


def _cites(row: Document, number: int, chance: random.Random) -> Iterator[Citation]:
    """Communes cite the province and the centre, the province the centre; the first act is cited by every other."""
    above = CENTRE if number < CENTRE + PROVINCE else CENTRE + PROVINCE
    for place in range(CITED if number > CENTRE else 0):
        cited = 0 if place == 0 else chance.randrange(above)
        name, issuer = _named(cited)
        known = place == 0 or chance.random() > 0.25
        yield Citation(
            document=row,
            number=name if known else f"{cited}/QĐ-TTg",
            number_key=number_key(name) if known else "",
            act_key=act_key(name) if known else act_key(f"{cited}/QĐ-TTg"),
            issued_on=_day(cited),
            issuer=issuer,
            start=place,
            end=place,
            is_basis=place < BASES,
            cited_id=FIRST_ID + cited if known else None,
        )


FIRST_ID = 1
"""An empty database counts from 1."""


def measure(count: int) -> dict[str, Any]:
    """This will fill the database, measure, and give plain values."""
    fill(count)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    actor = Actor("bench", grants=(Grant("documents.view", "bench", EVERYWHERE),))
    chosen = {
        "a commune's plan": count,
        "a province's plan": FIRST_ID + CENTRE + PROVINCE // 2,
        "a decree that every act rests on": FIRST_ID,
    }
    asked: dict[str, Callable[[], object]] = {
        name: (lambda document_id=document_id: basis(actor, document_id, on=TODAY))
        for name, document_id in chosen.items()
    }
    asked["joining the citations of one document"] = lambda: link(Document.objects.get(id=count))
    asked["joining all citations of the decree"] = lambda: link(Document.objects.get(id=FIRST_ID))
    return {
        "machine": machine(),
        "load": load(),
        "database": connection.vendor,
        "documents": count,
        "questions": {name: _questions(ask) for name, ask in asked.items()},
        "spreads": {name: Spread.of([_timed(ask) for _ in range(ROUNDS)]) for name, ask in asked.items()},
    }


def _questions(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as made:
        ask()
    return len(made)


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def show(found: dict[str, Any]) -> str:
    """This will write the measures as a table."""
    rows = [(name, str(found["questions"][name]), *spread.cells) for name, spread in found["spreads"].items()]
    parts = ", ".join(f"{key} {value}" for key, value in found["machine"].items())
    heads = ("what", "queries", *SPREAD_HEADS)
    return (
        f"## Bases, {found['database']}, {found['documents']:,} documents\n\n{parts}; load {found['load']}\n\n"
        f"{table(heads, rows)}"
    )


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How long the net of a document's bases takes.")
    asked.add_argument("--documents", type=int, default=20_000)
    asked.add_argument("--json", action="store_true", help="print plain values")
    options = asked.parse_args()
    call_command("migrate", verbosity=0)
    if Document.objects.exists():
        sys.exit(f"{settings.DATABASES['default']['NAME']} holds documents: give an empty database by PCMT_DATA")
    found = measure(options.documents)
    shown = json.dumps(found, indent=2, default=vars) if options.json else show(found)
    sys.stdout.write(shown + "\n")


if __name__ == "__main__":
    main()
