"""Finds the documents that hold a set of terms, in the database at hand: FTS5 on SQLite, GIN on PostgreSQL.

Terms hold letters, figures and three signs of our own, so nothing that a person types reaches the database as an
operator. The statements are written out because an index gives its rows newest first only where it is asked directly:
SQLite then reads no more of them than are wanted.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from pcmt.documents.models import Document, SearchText
from pcmt.documents.rules.searching import Terms

_SQLITE = (
    "SELECT DISTINCT rowid / {parts} FROM documents_search_index WHERE documents_search_index MATCH %s"
    " AND rowid < %s * {parts} {among} ORDER BY rowid DESC LIMIT %s"
)
_AMONG_SQLITE = "AND rowid / {parts} IN ({sql})"
# Materialized, or the planner may think to meet the few wanted sooner by reading all rows from the newest on.
_POSTGRES = (
    "WITH held AS MATERIALIZED"
    " (SELECT document_id FROM documents_searchtext WHERE string_to_array(terms, ' ') @> %s::text[])"
    " SELECT DISTINCT document_id FROM held WHERE document_id < %s {among} ORDER BY document_id DESC LIMIT %s"
)
# Not as a condition: the planner takes a rare term for granted, and would look each document up by itself.
_AMONG_POSTGRES = "INTERSECT ({sql})"
_RUN_POSTGRES = "strpos(documents_searchtext.words, %s) > 0"
# GLOB finds a first letter four times as fast as instr; only instr is asked for the blank before it.
_RUN_SQLITE = "documents_searchtext.words GLOB %s AND instr(documents_searchtext.words, %s) > 0"

NEWEST = 2**40
"""Above every identifier of a document."""


def newest(terms: Terms, among: QuerySet[Document] | None, *, below: int = NEWEST, most: int) -> list[int]:
    """This will give the newest documents, `most` at the most, whose identifier is below and that hold every term.

    among: only these; None for all.
    """
    on_postgres = connection.vendor == "postgresql"
    sql, params = ("", ()) if among is None else among.values("id").query.sql_with_params()
    narrow = (_AMONG_POSTGRES if on_postgres else _AMONG_SQLITE) if sql else ""
    statement = (_POSTGRES if on_postgres else _SQLITE).format(
        parts=SearchText.PARTS, among=narrow.format(sql=sql, parts=SearchText.PARTS)
    )
    question = list(terms) if on_postgres else " AND ".join(f'"{term}"' for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(statement, (question, below, *params, most))
        return [document_id for (document_id,) in cursor.fetchall()]


def with_runs(documents: Sequence[int], runs: Sequence[str]) -> list[int]:
    """This will keep the documents of which a part holds every run of words as it stands; reads the words of each."""
    on_postgres = connection.vendor == "postgresql"
    found = SearchText.objects.filter(document__in=documents)
    for run in runs:
        sql, params = (_RUN_POSTGRES, (run,)) if on_postgres else (_RUN_SQLITE, (f"*{run.lstrip()}*", run))
        found = found.filter(RawSQL(sql, params, output_field=BooleanField()))  # noqa: S611 one of the two above
    kept = set(found.values_list("document_id", flat=True))
    return [document_id for document_id in documents if document_id in kept]
