"""Rows written for an event, remembered so that they can be put back exactly, or not at all.

A memento is a list of plain values kept with the event: rows that were made, and fields of rows that were changed,
before and after. Going back walks it from the end. It refuses where a row is no longer as the event left it, or where
something else has come to stand on a row that would go: what people have done since is never lost silently.
"""

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from pcmt.kernel.refusal import Refusal

REMEDY = "Xử lý hoặc gỡ phần phát sinh sau trước, rồi hoàn tác; hoặc ghi nhận một sự kiện mới."


class StandsOn(Refusal):
    """This will say that something later stands on what would be taken back."""

    code = "stands_on"


class Memento:
    """What a follower writes, step by step."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def made(self, told: str, *rows: Model) -> None:
        """This will remember new rows, as they were written. told: what they are, in Vietnamese, for a refusal."""
        self.rows += [{"made": row._meta.label, "pk": row.pk, "told": told, "fields": _fields(row)} for row in rows]

    def change(self, told: str, row: Model, **values: object) -> None:
        """This will give fields of a row other values, save it, and remember both; what is equal is left alone."""
        before = _fields(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = _fields(row)
        changed = [name for name in after if after[name] != before[name]]
        if not changed:
            return
        row.save(update_fields=[_by_column(type(row), name).name for name in changed])
        self.rows.append(
            {
                "changed": row._meta.label,
                "pk": row.pk,
                "told": told,
                "before": {name: before[name] for name in changed},
                "after": {name: after[name] for name in changed},
            }
        )


def take_back(rows: list[dict[str, Any]]) -> None:
    """This will undo what a memento remembers, last first; raises StandsOn where that would lose something later."""
    for step in reversed(rows):
        model = apps.get_model(step.get("made") or step["changed"])
        row = model._base_manager.select_for_update(of=("self",)).filter(pk=step["pk"]).first()
        told = step["fields"] if "made" in step else step["after"]
        if row is None or any(_fields(row)[name] != value for name, value in told.items()):
            raise StandsOn(f"Không thể hoàn tác: {step['told']} đã thay đổi sau sự kiện này.", remedy=REMEDY)
        if "made" in step:
            _remove(row, step["told"])
        else:
            for name, value in step["before"].items():
                field = _by_column(model, name)
                setattr(row, name, None if value is None else field.to_python(value))
            row.save(update_fields=[_by_column(model, name).name for name in step["before"]])


def _remove(row: Model, told: str) -> None:
    """A cascade would take along what was added later; nothing but the row itself may go."""
    collector = Collector(using=row._state.db or "default", origin=row)
    try:
        collector.collect([row])
        along = [one for found in collector.data.values() for one in found if one != row]
        alone = not along and not any(found.exists() for found in collector.fast_deletes)
    except (ProtectedError, RestrictedError):
        alone = False
    if not alone:
        raise StandsOn(f"Không thể hoàn tác: sau sự kiện này đã có dữ liệu gắn với {told}.", remedy=REMEDY)
    row.delete()


def _fields(row: Model) -> dict[str, Any]:
    """Column by column, as text that the field itself reads back; instants in UTC, as databases give them back."""
    return {field.attname: _written(field, row) for field in row._meta.concrete_fields if not field.primary_key}


def _written(field: "Field[Any, Any]", row: Model) -> Any:
    value = field.value_from_object(row)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return None if value is None else field.value_to_string(row)


def _by_column(model: type[Model], attname: str) -> "Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if field.attname == attname)
