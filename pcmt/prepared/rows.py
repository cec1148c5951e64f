"""Rows written one at a time by statements made once (see the package)."""

import threading
from typing import Any, Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Model

from pcmt.prepared.line import told
from pcmt.prepared.reading import forget

Kept = TypeVar("Kept", bound=Model)


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
        forget()
        connection, insert, _ = self._statements()
        values = [self._value(row, field, connection, adds=True) for field in self._columns]
        cursor = told(connection, insert, values)
        if self._meta.pk not in self._columns:
            row.pk = self._new_key(cursor, connection)
        row._state.adding, row._state.db = False, connection.alias
        return row

    def keep(self, row: Kept) -> None:
        """This will write all columns of a row that is there already."""
        forget()
        connection, _, update = self._statements()
        values = [self._value(row, field, connection, adds=False) for field in self._columns]
        if told(connection, update, [*values, row.pk]).rowcount != 1:
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
