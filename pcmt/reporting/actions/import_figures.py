"""Import figures by the thousand into open reports: tried or written, row by row, or all or none."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from django.db import transaction

from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.bulk.matching import Filled, Matcher, Unmatched
from pcmt.reporting.bulk.outcome import Outcome
from pcmt.reporting.bulk.writing import Writer
from pcmt.reporting.rules.rows import Row, read_rows
from workbook.refusals import WorkbookRefused

__all__ = ["Outcome", "import_figures"]

BATCH = 10_000
_CHUNK = 1024 * 1024


class NothingImported(Exception):
    """Takes an all-or-none import back once a row of it was refused."""


def import_figures(
    *, stream: BinaryIO, is_trial: bool = False, all_or_none: bool = False, actor: Actor, at: datetime
) -> Outcome:
    """This will fill open reports with the figures of a file (CSV, XLSX, JSON, DHIS2's), and tell what came of it.

    stream: seekable. Figures go into drafts, as typed ones do; a report that was confirmed or signed must be so anew.
    Without all_or_none each batch of 10,000 rows is kept for itself, and rows with faults are left out; with it one
    fault takes everything back. A file handed in again changes nothing. Raises Refusal where it is no such file; what
    batches before kept stays.
    """
    if not actor.may_somewhere("reporting.import_figures"):  # where, is asked of each report
        actor.may("reporting.import_figures").require()

    outcome = Outcome()
    digest = _digest(stream)
    writer = Writer(actor, at, digest, outcome, is_trial=is_trial)
    try:
        if all_or_none:
            _all_or_none(stream, writer)
        else:
            _batch_by_batch(stream, writer)
    except WorkbookRefused as refused:
        kept = " Các dòng trước đó đã ghi; nộp lại tệp đã sửa thì không ghi trùng." if writer.touched else ""
        kept = "" if is_trial or all_or_none else kept
        raise Refusal(f"{refused.message}{kept}", remedy=refused.remedy, code="no_figures") from refused
    return outcome


def _batch_by_batch(stream: BinaryIO, writer: Writer) -> None:
    rows, matcher = read_rows(stream), Matcher(writer.actor)
    while batch := list(islice(rows, BATCH)):
        filled = list(_matched(batch, matcher, writer.outcome))
        with transaction.atomic():
            writer.write(filled)
    writer.outcome.is_written = not writer.is_trial


def _all_or_none(stream: BinaryIO, writer: Writer) -> None:
    try:
        with transaction.atomic():
            _batch_by_batch(stream, writer)
            if writer.outcome.refused:
                raise NothingImported
    except NothingImported:
        writer.outcome.is_written = False


def _matched(rows: list[Row], matcher: Matcher, outcome: Outcome) -> Iterator[Filled]:
    for row in rows:
        outcome.read += 1
        try:
            yield matcher.match(row)
        except Unmatched as fault:
            outcome.refuse(fault.kind, row.number, fault.example)


def _digest(stream: BinaryIO) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
