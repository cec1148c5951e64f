"""Questions whose SQL is made once (see the package)."""

import threading
from collections.abc import Callable
from datetime import date, datetime
from inspect import signature
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

from pcmt.prepared.drawing import Plan
from pcmt.prepared.line import asked
from pcmt.prepared.reading import kept_answers

Row = TypeVar("Row")


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


class _Made(Generic[Row]):
    """The SQL of a question for one connection, and what turns its answer into rows."""

    def __init__(
        self, queryset: QuerySet[Any, Row], compiler: SQLCompiler, sql: str, params: tuple[Any, ...], as_arrays: bool
    ) -> None:
        self._queryset, self._compiler, self._sql, self._params = queryset, compiler, sql, params
        self._as_arrays, self._locks = as_arrays, queryset.query.select_for_update
        self._connection: BaseDatabaseWrapper = compiler.connection
        related: Any = queryset
        plain = related._iterable_class is ModelIterable and not related._known_related_objects
        self._plan = Plan(compiler, queryset.db) if plain else None

    def ask(self, values: tuple[Any, ...]) -> list[Row]:
        """This will ask with these values."""
        if self._locks and self._connection.get_autocommit():
            raise TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        found = asked(self._connection, *self._filled(values))
        if self._plan is not None:
            return self._plan.drawn(found)
        if self._compiler.has_extra_select:
            found = [row[: self._compiler.col_count] for row in found]
        self._compiler.execute_sql = lambda *_, **__: [found]  # type: ignore[assignment,method-assign]  # asked already
        rows: Any = self._queryset._iterable_class
        return list(rows(self._queryset))

    def count(self, values: tuple[Any, ...]) -> int:
        """This will let the database count the rows."""
        sql, given = self._filled(values)
        ((found,),) = asked(self._connection, f"SELECT COUNT(*) FROM ({sql}) counted", given)  # noqa: S608 Django's SQL
        return int(found)

    def _filled(self, values: tuple[Any, ...]) -> tuple[str, list[Any]]:
        """The SQL with a placeholder for each value, and the values in their order."""
        sql, given = self._sql, list[Any]()
        for one in self._params:
            if not isinstance(one, _Slot):
                given.append(one)
            elif one.many:
                listed = [self._fit(value) for value in values[one.place]]
                if self._as_arrays:
                    given.append(listed)
                else:
                    sql = sql.replace(one.token, f"({', '.join(['%s'] * len(listed))})")
                    given += listed
            else:
                given.append(self._fit(values[one.place]))
        return sql, given

    def _fit(self, value: Any) -> Any:
        """A value as the database takes it; Django does this where the SQL is made."""
        if not isinstance(value, date):
            return value
        if isinstance(value, datetime):
            return self._connection.ops.adapt_datetimefield_value(value)
        return self._connection.ops.adapt_datefield_value(value)


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
        connection = connections[DEFAULT_DB_ALIAS]
        answers = kept_answers(connection)
        if answers is None:
            return self._asked(values, connection)
        key = (self, *[tuple(value) if _is_many(value) else value for value in values])
        if key not in answers:
            answers[key] = self._asked(values, connection)
        return [*answers[key]]

    def _asked(self, values: tuple[Any, ...], connection: BaseDatabaseWrapper) -> list[Row]:
        made = self._made_for(values, connection)
        return [] if made is None else made.ask(values)

    def count(self, *values: Any) -> int:
        """This will count the rows for these values in the database."""
        made = self._made_for(values, connections[DEFAULT_DB_ALIAS])
        return 0 if made is None else made.count(values)

    def first(self, *values: Any) -> Row | None:
        """This will give the first row for these values; the question itself says what comes first and how many."""
        return next(iter(self.all(*values)), None)

    def _made_for(self, values: tuple[Any, ...], connection: BaseDatabaseWrapper) -> _Made[Row] | None:
        """The question as made for this thread's connection; None where Django sees that nothing can be found."""
        if len(values) != self._count or None in values:
            raise TypeError(f"{self._count} values are asked for, none of them None")
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
