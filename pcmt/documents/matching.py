"""Full-text matching in the database at hand: FTS5 on SQLite, text vectors on PostgreSQL; one question, one answer.

Every function gives a condition on `documents.id`. Tokens hold letters and figures only, so nothing that a person types
reaches the database as an operator.
"""

from collections.abc import Sequence
from enum import Enum

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from pcmt.documents.models import SearchText
from pcmt.documents.rules.searching import Phrase, Wanted

_SQLITE = "SELECT rowid / {parts} FROM documents_search_index WHERE documents_search_index MATCH %s"
_POSTGRES = "SELECT id / {parts} FROM documents_searchtext WHERE {column} @@ to_tsquery('simple', %s)"


class Where(Enum):
    """Which words are compared: of the head alone, of all the text, or of all the text with marks."""

    HEAD = "head"
    TEXT = "text"
    MARKED = "marked"


def matching(asked: Wanted, where: Where) -> Q:
    """This will be the condition that a document holds every phrase asked for."""
    sql, question = _postgres(asked, where) if connection.vendor == "postgresql" else _sqlite(asked, where)
    return Q(id__in=RawSQL(sql, (question,)))  # noqa: S611 the statement is one of those above; the question is a parameter


def _sqlite(asked: Wanted, where: Where) -> tuple[str, str]:
    columns = {Where.HEAD: "head", Where.TEXT: "head plain", Where.MARKED: "marked"}[where]
    phrases = asked.marked if where is Where.MARKED else asked.phrases
    return _SQLITE.format(
        parts=SearchText.PARTS
    ), f"{{{columns}}} : ({' AND '.join(_quoted(phrase) for phrase in phrases)})"


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'


def _postgres(asked: Wanted, where: Where) -> tuple[str, str]:
    column = "marked_vector" if where is Where.MARKED else "plain_vector"
    phrases = asked.marked if where is Where.MARKED else asked.phrases
    label = ":A" if where is Where.HEAD else ""
    return _POSTGRES.format(parts=SearchText.PARTS, column=column), " & ".join(
        _followed(phrase, label) for phrase in phrases
    )


def _followed(phrase: Sequence[str], label: str) -> str:
    return " <-> ".join(f"'{token}'{label}" for token in phrase)
