"""Rows of the database as the instances that a queryset gives, by a plan made once.

Django finds for each question anew which column belongs where, and starts each instance by sending signals. There are
none in this system, so fields are set as they are. A model that wants more than that gets its instances Django's way.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from inspect import getattr_static
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import get_related_populators
from django.db.models.query_utils import DeferredAttribute
from django.db.models.sql.compiler import SQLCompiler

Draw = Callable[[Sequence[Any]], Any]
PLAIN = (DeferredAttribute, ForeignKeyDeferredAttribute)


class Plan:
    """How the rows of one question become instances of its model, those that go with them included."""

    def __init__(self, compiler: SQLCompiler, db: str) -> None:
        shape: Any = compiler.klass_info
        places = shape["select_fields"]
        self._start, self._end = places[0], places[-1] + 1
        names = [column[0].target.attname for column in compiler.select[self._start : self._end]]
        self._draw = drawn_by(shape["model"], names, db)
        self._beside = [_Beside(one, db) for one in _populators(shape, compiler.select, db)]
        self._annotated = [*(compiler.annotation_col_map or {}).items()]
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._converters = [
            (place, [partial(_converted, one, column, compiler.connection) for one in converters])
            for place, (converters, column) in compiler.get_converters(columns).items()
        ]

    def drawn(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        """This will draw all rows."""
        return [self._drawn(self._converted(row) if self._converters else row) for row in rows]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        values = [*row]
        for place, converters in self._converters:
            value = values[place]
            for convert in converters:
                value = convert(value)
            values[place] = value
        return values

    def _drawn(self, row: Sequence[Any]) -> Any:
        found = self._draw(row[self._start : self._end])
        for one in self._beside:
            one.put(row, found)
        for name, place in self._annotated:
            setattr(found, name, row[place])
        return found


class _Beside:
    """What stands beside each row by `select_related`, and what beside that."""

    def __init__(self, populator: Any, db: str) -> None:
        self._told = populator
        self._draw = drawn_by(populator.model_cls, populator.init_list, db)
        self._beside = [_Beside(one, db) for one in populator.related_populators]

    def put(self, row: Sequence[Any], at: Any) -> None:
        """This will draw it and join it to the row's instance."""
        told = self._told
        values = told.reorder_for_init(row) if told.reorder_for_init else row[told.cols_start : told.cols_end]
        if values[told.pk_idx] is None:
            told.local_setter(at, None)
            return
        found = self._draw(values)
        for one in self._beside:
            one.put(row, found)
        told.local_setter(at, found)
        told.remote_setter(found, at)


def drawn_by(model: type[Model], names: Sequence[str], db: str) -> Draw:
    """This will give the function that makes an instance of a model from its columns, named in their order."""
    plain = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
    if not plain or not all(type(getattr_static(model, name)) in PLAIN for name in names):
        return partial(model.from_db, db, [*names])

    def draw(values: Sequence[Any]) -> Any:
        found = model.__new__(model)
        state = ModelState()
        state.adding, state.db = False, db
        found.__dict__.update(zip(names, values, strict=True), _state=state)
        return found

    return draw


def _populators(shape: Any, columns: Any, db: str) -> Any:
    return get_related_populators(shape, columns, db)  # type: ignore[call-arg]  # the stubs are of a later Django


def _converted(convert: Callable[..., Any], column: Any, connection: Any, value: Any) -> Any:
    return convert(value, column, connection)
