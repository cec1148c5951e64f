"""Many units in one table: a part of a form, units as rows, to read across and down."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries
from pcmt.reporting.queries import UnitsTable
from pcmt.web.reporting.sections import sides
from pcmt.web.reporting.wording import timing_state
from pcmt.web.views import ActorRequest, page
from vanban.text import fold


@page("reporting.view")
@require_safe
def units(request: ActorRequest) -> HttpResponse:
    """This will show what every unit has in a part of a form for a period."""
    on = timezone.localdate()
    forms = queries.forms_owed(request.actor, on)
    asked = request.GET.get("bieu", "")
    form = next((one for one in forms if one.code == asked), forms[0] if forms and not asked else None)
    if asked and form is None:
        raise NotFound("Không có biểu này.")
    known = queries.periods_known(form.code) if form else ()
    period = _period(request.GET.get("ky", ""), known)
    part, sought = request.GET.get("phan", ""), request.GET.get("q", "").strip()
    found = queries.units_table(request.actor, form.code, period, part, on) if form and period else None
    rows = [row for row in found.rows if fold(sought) in fold(row.duty.area_name)] if found else []
    values = {
        "title": _title(found),
        "lead": f"{found.form.label} · {found.period.label}" if found else "",
        "sides": sides("reporting.units", form.code if form else ""),
        "forms": forms,
        "periods": known,
        "found": found,
        "rows": [(row, timing_state(row.duty.timing)) for row in rows],
        "sums": found.sums(rows) if found else (),
        "sought": sought,
    }
    return render(request, "reporting/units.html", values)


def _title(found: UnitsTable | None) -> str:
    if found is None or not found.rows:
        return "Chưa có báo cáo nào để xem theo bảng"
    whole = sum(not row.empty for row in found.rows)
    return f"{found.period.name}: {whole}/{len(found.rows)} đơn vị đã nhập đủ phần này"


def _period(identifier: str, known: Sequence[Period]) -> Period | None:
    """The period asked for, or the latest where the form has none such, as after a change of the form."""
    try:
        asked = Period.parse(identifier) if identifier else None
    except ValueError:
        raise NotFound("Không có kỳ báo cáo này.") from None
    return asked if asked in known else next(iter(known), asked)
