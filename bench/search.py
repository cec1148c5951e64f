"""How long search over documents takes, with thousands of them in the register, on the database that is configured.

    python -m bench.search [--documents N] [--json]

Fills an empty database with made-up documents of some thirty provisions each, or takes the one that it filled before
(it refuses another), then asks as people do: words that stand everywhere, words that are rare, phrases, numbers, with
and without marks, with filters, and the tenth page. Times are of `documents.search` whole: count, page, passages.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402 Django is set up first
from django.db import connection, transaction  # noqa: E402

from bench.figures import SPREAD_HEADS, Spread, load, machine, table  # noqa: E402
from pcmt.documents import queries as documents  # noqa: E402
from pcmt.documents.indexing import index  # noqa: E402
from pcmt.documents.models import Document, Provision  # noqa: E402
from pcmt.documents.queries import Asked  # noqa: E402
from pcmt.files.models import StoredFile  # noqa: E402
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant  # noqa: E402

ROUNDS = 40
PROVISIONS = 30
PURPOSE = "bench"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
SYLLABLES = re.findall(  # words that plans are full of; nothing of a real one
    r"\w+",
    """phòng chống ma túy quản lý cai nghiện xã phường tỉnh kế hoạch tổ chức thực hiện công an sở y tế giáo dục
    tuyên truyền vận động người dân học sinh kiểm tra giám sát báo cáo kết quả trước ngày tháng năm chủ trì phối hợp
    đơn vị địa phương kinh phí bố trí ngân sách tăng cường rà soát thống kê lập hồ sơ điều trị hỗ trợ việc làm""",
)
QUESTIONS = {
    "a word that stands everywhere": Asked("túy"),
    "two words that stand everywhere": Asked("ma túy"),
    "the same without marks": Asked("ma tuy"),
    "five words that stand everywhere": Asked("tuyên truyền vận động người dân"),
    "five with other marks": Asked("tuyến truyện vẫn đồng người"),
    "a phrase of two common words": Asked('"ma túy"'),
    "a phrase of three common words": Asked('"công an xã"'),
    "a phrase of four common words": Asked('"kiểm tra giám sát"'),
    "a phrase that stands everywhere": Asked('"ủy ban nhân dân"'),
    "a rare word": Asked("hiếm17"),
    "a rare word and common ones": Asked("hiếm17 ma túy công an"),
    "a number": Asked("153/KH-UBND"),
    "common words of one year and kind": Asked("ma túy", kind="KH", year=2024),
    "common words of one topic": Asked("công an", topic="ma_tuy"),
    "common words of one issuer": Asked("công an", issuer="xã 17"),
    "a phrase of one year": Asked('"ủy ban nhân dân"', year=2024),
    "nothing": Asked("khôngcógì"),
}


def fill(count: int) -> None:
    """This will register `count` made-up documents the short way: no reading, the same rows and index."""
    chance = random.Random(20261121)
    file = StoredFile.objects.create(
        digest="0" * 64, name="thu.txt", media_type="text/plain", size=1, purpose=PURPOSE, kept_at=NOW
    )
    for first in range(0, count, 200):
        with transaction.atomic():
            for number in range(first, min(first + 200, count)):
                _keep(number, file.id, chance)


def _keep(number: int, file_id: int, chance: random.Random) -> None:
    lines = [f"{at + 1}. " + " ".join(chance.choices(SYLLABLES, k=chance.randint(40, 120))) for at in range(PROVISIONS)]
    lines[chance.randrange(PROVISIONS)] += f" hiếm{number % 2000}"
    text = "\n".join(lines) + "\n"
    document = Document.objects.create(
        kind="KH" if number % 3 else "QĐ",
        number=f"{number % 900 + 1}/KH-UBND",
        number_key=f"{number % 900 + 1}/kh-ubnd",
        issued_on=date(2018, 1, 1) + timedelta(days=number % 2900),
        issuer=f"Ủy ban nhân dân xã {number % 120}",
        issuer_key=f"uy ban nhan dan xa {number % 120}",
        title="Phòng, chống ma túy" if number % 50 == 0 else "Thực hiện nhiệm vụ",
        file_id=file_id,
        file_digest=f"{number:064d}",
        text=text,
        text_digest="",
        format="text",
        registered_at=NOW + timedelta(minutes=number),
    )
    Provision.objects.bulk_create(_provisions(document, lines))
    index(document)


def _provisions(document: Document, lines: Sequence[str]) -> Iterator[Provision]:
    start = 0
    for order, line in enumerate(lines):
        label = str(order + 1)
        yield Provision(
            document=document,
            anchor=label,
            path=label,
            label=label,
            depth=1,
            start=start,
            end=start + len(line),
            order=order,
        )
        start += len(line) + 1


def measure(count: int) -> dict[str, Any]:
    """This will fill the database, ask every question, and give plain values."""
    began = time.perf_counter()
    if not Document.objects.exists():
        fill(count)
    filled = time.perf_counter() - began
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    actor = Actor("bench", grants=(Grant("documents.view", "bench", EVERYWHERE),))
    spreads, totals = {}, {}
    for name, asked in QUESTIONS.items():
        found = documents.search(actor, asked)
        totals[name] = f"{'more than ' if found.is_more else ''}{found.total:,}"
        spreads[name] = Spread.of([_timed(actor, asked, 1 + 9 * (turn % 2)) for turn in range(ROUNDS)])
    return {
        "machine": machine(),
        "load": load(),
        "database": connection.vendor,
        "documents": count,
        "filled_seconds": filled,
        "totals": totals,
        "spreads": spreads,
    }


def _timed(actor: Actor, asked: Asked, page: int) -> float:
    began = time.perf_counter()
    documents.search(actor, asked, page=page)
    return time.perf_counter() - began


def show(found: dict[str, Any]) -> str:
    """This will write the measures as a table."""
    heads = ("question", "documents found", *SPREAD_HEADS)
    rows = [(name, found["totals"][name], *spread.cells) for name, spread in found["spreads"].items()]
    parts = ", ".join(f"{key} {value}" for key, value in found["machine"].items())
    return (
        f"## Search, {found['database']}, {found['documents']:,} documents\n\n{parts}; load {found['load']}; "
        f"filled in {found['filled_seconds']:.0f} s\n\n{table(heads, rows)}"
    )


def main() -> None:
    """This will measure and print."""
    asked = argparse.ArgumentParser(description="How long search takes.")
    asked.add_argument("--documents", type=int, default=20_000)
    asked.add_argument("--json", action="store_true", help="print plain values")
    options = asked.parse_args()
    call_command("migrate", verbosity=0)
    if Document.objects.exclude(file__purpose=PURPOSE).exists():
        sys.exit(f"{settings.DATABASES['default']['NAME']} holds documents: give an empty database by PCMT_DATA")
    if 0 < Document.objects.count() != options.documents:
        sys.exit(f"{settings.DATABASES['default']['NAME']} was filled with another number: give an empty one")
    found = measure(options.documents)
    shown = json.dumps(found, indent=2, default=vars) if options.json else show(found)
    sys.stdout.write(shown + "\n")


if __name__ == "__main__":
    main()
