"""Every table as it stands, for tests that something is put back exactly."""

from django.apps import apps

# What stays on purpose: the journal, the events themselves, how many changes there were; and under which key and when
# totals were last added up.
KEPT = {"areas.Event", "indicators.Revision", "journal.Entry", "journal.Payload", "journal.PayloadKey"}
LEFT_OUT = {"reporting.TotalSet": {"id", "refreshed_at"}, "reporting.Total": {"id"}}


def dump() -> dict[str, list[tuple[object, ...]]]:
    """This will give all rows of the project's tables, column by column, in the order of their keys."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for model in apps.get_models():
        label = model._meta.label
        if not model.__module__.startswith("pcmt.") or label in KEPT or not model._meta.managed:
            continue
        columns = [f.attname for f in model._meta.concrete_fields if f.name not in LEFT_OUT.get(label, set())]
        rows = list(model._base_manager.order_by("pk").values_list(*columns))
        rows = sorted(rows, key=str) if label in LEFT_OUT else rows
        if rows:
            found[label] = rows
    return found
