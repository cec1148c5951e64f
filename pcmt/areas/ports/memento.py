"""Rows written for an event, remembered so that they can be put back exactly, or not at all.

A memento is a list of plain values kept with the event: rows that were made, and fields of rows that were changed,
before and after. Going back walks it from the end. Where a row is no longer as the event left it, or something else
has come to stand on a row that would go, that is noted as a loss (losses.py): what people have done since is never lost
silently.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from pcmt.areas.ports.losses import Losses


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


def take_back(rows: list[dict[str, Any]], losses: Losses, *, losable: Collection[str] = ()) -> None:
    """This will undo what a memento remembers, last first, and note what that would lose.

    losable: labels of models; where a row of theirs that the event made has changed since, the change goes with it.
    """
    for step in reversed(rows):
        label = step.get("made") or step["changed"]
        model = apps.get_model(label)
        row = model._base_manager.select_for_update(of=("self",)).filter(pk=step["pk"]).first()
        told = step["fields"] if "made" in step else step["after"]
        if row is None or any(_fields(row)[name] != value for name, value in told.items()):
            if row is None or label not in losable or "made" not in step:
                losses.stands(f"{step['told']} đã thay đổi")
                if row is not None:
                    losses.leave(row)
                continue
            losses.let_go(f"thay đổi của {step['told']}", f"{model._meta.model_name}:{row.pk}")
        if "made" in step:
            _remove(row, step["told"], losses)
        else:
            for name, value in step["before"].items():
                field = _by_column(model, name)
                setattr(row, name, None if value is None else field.to_python(value))
            row.save(update_fields=[_by_column(model, name).name for name in step["before"]])


def stands_alone(row: Model) -> bool:
    """This will tell whether nothing hangs on a row."""
    return not _standing_on(row)


def _remove(row: Model, told: str, losses: Losses) -> None:
    """A cascade would take along what was added later; nothing but the row itself may go."""
    later = _standing_on(row)
    if not later:
        row.delete()
        return
    losses.leave(row)
    if others := losses.besides_left(later):
        losses.rows_stand(told, others)


def _standing_on(row: Model) -> list[Model]:
    """What would go along with a row, or keeps it from going."""
    collector = Collector(using=row._state.db or "default", origin=row)
    try:
        collector.collect([row])
    except ProtectedError as error:
        return [*error.protected_objects]
    except RestrictedError as error:
        return [*error.restricted_objects]
    along = [one for found in collector.data.values() for one in found if one != row]
    return [*along, *(one for found in collector.fast_deletes for one in found)]


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
