"""Questions to the database whose SQL is made once; asked again, only their values change.

Django makes the SQL of a queryset anew each time it is asked, and that takes five to ten times as long as SQLite takes
to answer. What stands in the way of every request, or of every action on a report, is therefore a `Prepared`: the
queryset is written as everywhere, its values are the parameters of a function, and rows come back as that queryset
gives them.

    _CELLS = Prepared(lambda submission_id: DraftCell.objects.filter(submission_id=submission_id))
    cells = _CELLS.all(12)

While a page is read (`each_asked_once`), the same question with the same values is answered from memory: many parts of
a page ask who the agency is, and nothing is changed between them.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from inspect import signature
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet, ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField, Expression, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.utils.module_loading import import_string

Row = TypeVar("Row")
Kept = TypeVar("Kept", bound=Model)
MOST_PREPARED = 400
"""Texts that a connection to PostgreSQL keeps: all questions, some twice, as small and large numbers differ there."""


class _Reading(threading.local):
    """What was answered while this thread's page is read; None outside. `depth`: in how many transactions it began."""

    answers: dict[Any, list[Any]] | None = None
    depth = (False, 0)


_READING = _Reading()


@contextmanager
def each_asked_once() -> Iterator[None]:
    """This will answer each question that comes again from memory, for the time of a page that changes nothing.

    Where something is changed all the same, in a transaction or by `Rows`, what was answered is forgotten. Whoever asks
    gets a list of their own, of rows that others read too.
    """
    _READING.answers, _READING.depth = {}, _depth()
    try:
        yield
    finally:
        _READING.answers = None


def _depth() -> tuple[bool, int]:
    connection = connections[DEFAULT_DB_ALIAS]
    return connection.in_atomic_block, len(connection.savepoint_ids)


def _forget() -> None:
    if _READING.answers:
        _READING.answers.clear()


@contextmanager
def _cursor(connection: BaseDatabaseWrapper) -> Iterator[CursorWrapper]:
    """A cursor for SQL that comes again and again.

    Django writes values into the text of what it sends to PostgreSQL, which must then be understood and planned each
    time. Sent apart from the values, a text is planned a few times and then kept (settings: `prepare_threshold`).
    """
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            yield cursor
        return
    connection.ensure_connection()
    line = connection.connection
    line.prepared_max = MOST_PREPARED
    kept, line.cursor_factory = line.cursor_factory, _apart()
    try:
        cursor = connection.cursor()
    finally:
        line.cursor_factory = kept
    with cursor:
        yield cursor


@cache
def _apart() -> Any:
    """Django's cursor that sends values apart; only where PostgreSQL is in use is its module there already."""
    return import_string("django.db.backends.postgresql.base.ServerBindingCursor")


class _Slot(Expression):
    """Where a value will stand: one, or a list of them after IN."""

    def __init__(self, place: int, many: bool) -> None:
        super().__init__()
        self.place, self.many = place, many

    @property
    def token(self) -> str:
        """What stands in the SQL for a list until its length is known."""
        return f"(/* list {self.place} */)"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """This will give a placeholder, and the slot itself in the place of its value."""
        return self.token if self.many else "%s", [self]


@dataclass
class _Made(Generic[Row]):
    """The SQL of a question for one connection, and the queryset that turns its answer into rows."""

    queryset: QuerySet[Any, Row]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    as_arrays: bool

    def ask(self, values: tuple[Any, ...]) -> list[Row]:
        """This will ask with these values."""
        sql, given = self._filled(values)
        if self.queryset.query.select_for_update and self.compiler.connection.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        with _cursor(self.compiler.connection) as cursor:
            cursor.execute(sql, given)
            found = cursor.fetchall()
        if self.compiler.has_extra_select:
            found = [row[: self.compiler.col_count] for row in found]
        self.compiler.execute_sql = lambda *_, **__: [found]  # type: ignore[assignment,method-assign]  # asked already
        rows: Any = self.queryset._iterable_class
        return list(rows(self.queryset))

    def count(self, values: tuple[Any, ...]) -> int:
        """This will let the database count the rows."""
        sql, given = self._filled(values)
        with _cursor(self.compiler.connection) as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({sql}) counted", given)  # noqa: S608 Django's own SQL
            return int(cursor.fetchone()[0])

    def _filled(self, values: tuple[Any, ...]) -> tuple[str, list[Any]]:
        """The SQL with a placeholder for each value, and the values in their order."""
        sql, given = self.sql, list[Any]()
        for one in self.params:
            if not isinstance(one, _Slot):
                given.append(one)
            elif one.many:
                listed = [self._fit(value) for value in values[one.place]]
                if self.as_arrays:
                    given.append(listed)
                else:
                    sql = sql.replace(one.token, f"({', '.join(['%s'] * len(listed))})")
                    given += listed
            else:
                given.append(self._fit(values[one.place]))
        return sql, given

    def _fit(self, value: Any) -> Any:
        """A value as the database takes it; Django does this where the SQL is made."""
        if isinstance(value, datetime):
            return self.compiler.connection.ops.adapt_datetimefield_value(value)
        return self.compiler.connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class Prepared(Generic[Row]):
    """A question with open values; lists may be given for what stands after `__in`.

    make: the queryset from its values, given in order. None is no value: nothing equals it.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        self._make, self._count = make, len(signature(make).parameters)
        # A compiler belongs to a connection, and a connection to a thread.
        self._mine = threading.local()

    def all(self, *values: Any) -> list[Row]:
        """This will give all rows for these values."""
        answers = _READING.answers
        if answers is None:
            return self._asked(values)
        if _depth() != _READING.depth:
            _forget()
            return self._asked(values)
        key = (self, *[tuple(value) if _is_many(value) else value for value in values])
        if key not in answers:
            answers[key] = self._asked(values)
        return [*answers[key]]

    def _asked(self, values: tuple[Any, ...]) -> list[Row]:
        made = self._made_for(values)
        return [] if made is None else made.ask(values)

    def count(self, *values: Any) -> int:
        """This will count the rows for these values in the database."""
        made = self._made_for(values)
        return 0 if made is None else made.count(values)

    def first(self, *values: Any) -> Row | None:
        """This will give the first row for these values; the question itself says what comes first and how many."""
        return next(iter(self.all(*values)), None)

    def _made_for(self, values: tuple[Any, ...]) -> _Made[Row] | None:
        """The question as made for this thread's connection; None where Django sees that nothing can be found."""
        if len(values) != self._count or None in values:
            raise TypeError(f"{self._count} values are asked for, none of them None")
        connection = connections[DEFAULT_DB_ALIAS]
        if getattr(self._mine, "connection", None) is not connection:
            self._mine.connection, self._mine.made = connection, {}
        # SQL knows no empty list: a question with one is another question, whose SQL leaves it out.
        empty = tuple([_is_many(value) and not value for value in values])
        made: dict[tuple[bool, ...], _Made[Row] | None] = self._mine.made
        if empty not in made:
            made[empty] = self._compile(values, connection)
        return made[empty]

    def _compile(self, values: tuple[Any, ...], connection: BaseDatabaseWrapper) -> _Made[Row] | None:
        slots = [_Slot(place, _is_many(value)) for place, value in enumerate(values)]
        queryset = self._make(*([] if slot.many and not values[slot.place] else slot for slot in slots))
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]  # no public name
            raise NotSupportedError("a prepared question fetches nothing beside its rows")
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        # They depend on the columns alone, and take as long to find as the rows to read.
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda *_: converters  # found already
        queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]  # the one made here
        as_arrays = connection.vendor == "postgresql"
        if as_arrays:  # one text for lists of any length, so that it can be kept
            for slot in slots:
                sql = sql.replace(f"IN {slot.token}", "= ANY(%s)")
        return _Made(queryset, compiler, sql, tuple(params), as_arrays)


def _is_many(value: Any) -> bool:
    return not isinstance(value, (int, str, bytes, date))


class Rows(Generic[Kept]):
    """Rows of one table, written one at a time by statements made once.

    For tables to which nearly every action adds a row. No signals are sent: there are none in this system.
    """

    def __init__(self, model: type[Kept]) -> None:
        self._model, self._meta = model, model._meta
        self._columns = [field for field in self._meta.concrete_fields if not isinstance(field, AutoField)]
        self._mine = threading.local()

    def add(self, row: Kept) -> Kept:
        """This will insert a new row and return it, with its key where the database gives it."""
        _forget()
        connection, insert, _ = self._statements()
        with _cursor(connection) as cursor:
            cursor.execute(insert, [self._value(row, field, connection, adds=True) for field in self._columns])
            if self._meta.pk not in self._columns:
                row.pk = self._new_key(cursor, connection)
        row._state.adding, row._state.db = False, connection.alias
        return row

    def keep(self, row: Kept) -> None:
        """This will write all columns of a row that is there already."""
        _forget()
        connection, _, update = self._statements()
        with _cursor(connection) as cursor:
            values = [self._value(row, field, connection, adds=False) for field in self._columns]
            cursor.execute(update, [*values, row.pk])
            if cursor.rowcount != 1:
                raise ObjectDoesNotExist(f"{self._meta.label} {row.pk} is not there any more")

    def _statements(self) -> tuple[BaseDatabaseWrapper, str, str]:
        connection = connections[DEFAULT_DB_ALIAS]
        made: tuple[BaseDatabaseWrapper, str, str] | None = getattr(self._mine, "made", None)
        if made is None or made[0] is not connection:
            made = self._mine.made = (connection, *self._write(connection))
        return made

    def _write(self, connection: BaseDatabaseWrapper) -> tuple[str, str]:
        quoted, key = connection.ops.quote_name, self._meta.pk
        table, names = quoted(self._meta.db_table), [quoted(str(field.column)) for field in self._columns]
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608
        if key not in self._columns and connection.features.can_return_columns_from_insert:
            insert += f" RETURNING {quoted(str(key.column))}"
        settings = ", ".join(f"{name} = %s" for name in names)
        return insert, f"UPDATE {table} SET {settings} WHERE {quoted(str(key.column))} = %s"  # noqa: S608 our own names

    def _new_key(self, cursor: Any, connection: BaseDatabaseWrapper) -> int:
        if connection.features.can_return_columns_from_insert:
            return int(cursor.fetchone()[0])
        return int(connection.ops.last_insert_id(cursor, self._meta.db_table, str(self._meta.pk.column)))

    def _value(self, row: Kept, field: Any, connection: BaseDatabaseWrapper, *, adds: bool) -> Any:
        return field.get_db_prep_save(field.pre_save(row, adds), connection)
