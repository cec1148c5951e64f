"""Who asks for more time and waits for an answer, for who may give one."""

from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import policy
from pcmt.reporting.closings import is_closed
from pcmt.reporting.models import Extension
from pcmt.reporting.queries.duties import area_names, visible_duties
from pcmt.reporting.rules.naming import report_name_beside, report_name_inside
from pcmt.rulebook.queries import book

DECIDE = "reporting.decide_extension"


@dataclass(frozen=True)
class ExtensionWaiting:
    """A longer deadline that nobody has decided yet. `unit` says whose report it is, as `DutyView.area_name` does."""

    unit: str
    form_code: str
    form_label: str
    period: Period
    due_on: date
    wanted_on: date
    after_closing: bool = False

    @property
    def name_inside(self) -> str:
        """What the report is called inside a sentence."""
        return report_name_inside(self.form_label, self.period)

    @property
    def name_beside(self) -> str:
        """What the name leaves out."""
        return report_name_beside(self.form_label, self.period)


def asks_after_closing(form_code: str, period: Period) -> bool:
    """This will tell whether more time asked for now is leave to enter late, for the period was closed."""
    return is_closed(form_code, period.id)


def extensions_waiting(
    actor: Actor, *, form_code: str | None = None, period: Period | None = None
) -> tuple[ExtensionWaiting, ...]:
    """This will list what the actor may decide, the earliest deadline first; of one form and period where named.

    No query where the actor decides nothing anywhere, one where nothing waits, a fixed number otherwise.
    """
    if not actor.may_somewhere(DECIDE):
        return ()
    owed = visible_duties(actor)
    owed = owed.filter(form_code=form_code) if form_code is not None else owed
    owed = owed.filter(period=period.id) if period is not None else owed
    asked = Extension.objects.filter(duty__in=owed, decided_at=None).select_related("duty").order_by("id")
    rows = [row for row in asked if policy.may_on_duty(actor, DECIDE, row.duty)]
    names = area_names(row.duty for row in rows)
    offices = agencies.agencies_by_id(row.duty.agency_id for row in rows) if rows else {}
    found = [
        ExtensionWaiting(
            unit=area.full_name if area.level == "commune" else offices[row.duty.agency_id].name,
            form_code=row.duty.form_code,
            form_label=book().form_by_id(row.duty.form_id).short_label,
            period=Period.parse(row.duty.period),
            due_on=row.duty.due_on,
            wanted_on=row.wanted_on,
            after_closing=row.after_closing,
        )
        for row in rows
        for area in (names[row.duty.area_id],)
    ]
    return tuple(sorted(found, key=lambda one: one.due_on))
