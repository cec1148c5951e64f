"""Ways of reading old books that are kept, and the books that were loaded."""

from typing import Any

from django.db.models import Count, QuerySet

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.models import OldBookFigure, OldBookLoad, OldBookMapping
from pcmt.reporting.queries.book_views import LoadView, MappingView, PeriodRow
from pcmt.rulebook.queries import Form, book

PERMISSION = "reporting.load_book"


def mappings(actor: Actor) -> tuple[MappingView, ...]:
    """This will list the ways of reading that are kept, by name."""
    actor.may(PERMISSION).require()
    rows = [*OldBookMapping.objects.order_by("name")]
    names = agencies.person_names({row.saved_by_id for row in rows if row.saved_by_id is not None})
    return tuple(
        MappingView(
            row.pk,
            row.name,
            len(row.definition["elements"]),
            len(row.definition["units"]),
            names.get(row.saved_by_id or 0, ""),
            row.saved_at,
        )
        for row in rows
    )


def mapping(actor: Actor, mapping_id: int) -> tuple[str, dict[str, Any]]:
    """This will give a kept way of reading as name and JSON values, to be handed out; raises NotFound."""
    actor.may(PERMISSION).require()
    row = OldBookMapping.objects.filter(pk=mapping_id).first()
    if row is None:
        raise NotFound("Không tìm thấy cách đọc này.")
    return row.name, dict(row.definition)


def book_loads(actor: Actor) -> tuple[LoadView, ...]:
    """This will list the books that were loaded, newest first."""
    actor.may(PERMISSION).require()
    return _loads(OldBookLoad.objects.order_by("-pk"))


def book_load(actor: Actor, load_id: int) -> tuple[LoadView, tuple[PeriodRow, ...]]:
    """This will give one load, with what it gave of each period; raises NotFound."""
    actor.may(PERMISSION).require()
    found = _loads(OldBookLoad.objects.filter(pk=load_id))
    if not found:
        raise NotFound("Không tìm thấy lần nạp này.")
    rows = OldBookFigure.objects.filter(load_id=load_id).values_list("fact__period")
    counted = rows.annotate(Count("pk"), Count("fact__area", distinct=True), Count("fact__element", distinct=True))
    periods = sorted(((Period.parse(period), *counts) for period, *counts in counted), key=lambda one: one[0].first_day)
    held: dict[str, set[str]] = {}
    for period_id, element in rows.values_list("fact__period", "fact__element").distinct():
        held.setdefault(period_id, set()).add(element)
    return found[0], tuple(
        PeriodRow(period.label, figures, units, elements, period.id, _form_asking(period, held[period.id]))
        for period, figures, units, elements in periods
    )


def book_periods(form_code: str) -> tuple[Period, ...]:
    """This will list periods of a form of which old books gave figures that stand, latest first. The caller checks."""
    asked = {cell.element for form in book().all_forms if form.code == form_code for cell in form.cells}
    rows = OldBookFigure.objects.filter(load__undone_at__isnull=True, fact__element__in=asked)
    periods = (Period.parse(one) for one in rows.values_list("fact__period", flat=True).distinct())
    found = [one for one in periods if any(form.code == form_code for form in _forms_of(one))]
    return tuple(sorted(found, key=lambda one: one.first_day, reverse=True))


def _form_asking(period: Period, elements: set[str]) -> str:
    """The form of the period in force then that asks for most of the elements; "" where none asks for any."""
    asked = {form.code: sum(cell.element in elements for cell in form.cells) for form in _forms_of(period)}
    best = max(asked, key=lambda code: asked[code], default="")
    return best if asked.get(best) else ""


def _forms_of(period: Period) -> list[Form]:
    return [
        form
        for form in book().forms(period.last_day)
        if (form.period_kind, form.calendar) == (period.kind, period.calendar)
    ]


def loads_of(digest: str) -> tuple[LoadView, ...]:
    """This will list the loads of the very same file that still stand. The caller checks who may see them."""
    return _loads(OldBookLoad.objects.filter(file__digest=digest, undone_at__isnull=True))


def _loads(rows: QuerySet[OldBookLoad]) -> tuple[LoadView, ...]:
    found = [*rows.select_related("file").annotate(count=Count("figures"))]
    people = {person for row in found for person in (row.loaded_by_id, row.undone_by_id) if person is not None}
    names = agencies.person_names(people)
    return tuple(
        LoadView(
            id=row.pk,
            file_id=row.file_id,
            file_name=row.file.name,
            digest=row.file.digest,
            sheets=tuple(row.sheets),
            basis=row.basis,
            figures=row.count,
            left_out=row.left_out,
            loaded_by=names.get(row.loaded_by_id or 0, "Hệ thống"),
            loaded_at=row.loaded_at,
            undone_at=row.undone_at,
            undone_by=names.get(row.undone_by_id or 0, "") if row.undone_at else "",
            undo_reason=row.undo_reason,
        )
        for row in found
    )
