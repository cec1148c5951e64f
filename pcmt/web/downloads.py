"""Files handed out: always as a download, never shown inline, and never taken for another type than the one named."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def download_of(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """This will answer with a file under its own name, Vietnamese letters included (RFC 6266)."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[str]], *, name: str) -> HttpResponse:
    """This will answer with a table file, with a byte order mark, without which Excel takes it for another alphabet."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return download_of(told.getvalue().encode("utf-8-sig"), name=name, media_type="text/csv; charset=utf-8")


def noted_csv_of(
    notes: Iterable[tuple[str, str]], heads: Sequence[str], rows: Iterable[Sequence[str]], *, name: str
) -> HttpResponse:
    """This will answer with a table file that says on top what it holds, a line `# name: text` each.

    The lines below are a plain table; programs that read tables are told to pass over lines that begin with `#`.
    """
    told = io.StringIO()
    for note, text in notes:
        told.write(f"# {note}: {' '.join(text.split())}\r\n")
    writer = csv.writer(told)
    writer.writerow(heads)
    writer.writerows([_harmless(cell) if not _is_figure(cell) else cell for cell in row] for row in rows)
    return download_of(told.getvalue().encode("utf-8-sig"), name=name, media_type="text/csv; charset=utf-8")


def _is_figure(cell: str) -> bool:
    """A figure below zero begins like a formula, and is none."""
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def streamed_csv_of(heads: Sequence[str], rows: Iterable[Sequence[str]], *, name: str) -> StreamingHttpResponse:
    """This will answer with a table file of any length, written while it is sent, so that memory stays flat."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(_lines(heads, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    told = io.StringIO()
    writer = csv.writer(told)
    yield codecs.BOM_UTF8
    for row in chain([heads], rows):
        writer.writerow([_harmless(cell) for cell in row])
        yield told.getvalue().encode()
        told.seek(0)
        told.truncate()


def _harmless(cell: str) -> str:
    """A cell that begins like a formula must not become one in whoever's Excel opens the file."""
    return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell
