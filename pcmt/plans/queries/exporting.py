"""A plan handed out as a file: the sheet that can be handed back, its document, the days that it sets."""

from datetime import date

from django.db.models import QuerySet

from pcmt.kernel.actor import Actor
from pcmt.plans.drafting import paper_of
from pcmt.plans.exchange.writing import target_row, task_row, written
from pcmt.plans.models import Plan, PlanItem
from pcmt.plans.queries.covering import coverage
from pcmt.plans.queries.plans import plan
from pcmt.plans.queries.targets import targets
from pcmt.plans.queries.tasks import tasks
from pcmt.plans.rules.paper import plan_document
from pcmt.plans.states import WITHDRAWN
from vanban.write.docx import write_docx
from workbook.listing import listed


def exported(actor: Actor, plan_id: int, on: date) -> bytes:
    """This will write a plan's targets and tasks, as far as the actor sees them, to an XLSX that can be taken back."""
    view = plan(actor, plan_id)
    names = {row.pk: row.title for row in _items(plan_id)}
    rows = [target_row(one, names) for one in sorted(targets(actor, plan_id=plan_id), key=lambda one: one.id)]
    found = [one for one in tasks(actor, plan_id=plan_id, on=on) if one.state != WITHDRAWN]
    rows += [task_row(one, names) for one in sorted(found, key=lambda one: one.id)]
    return written(rows, plan=f"{view.title} ({view.years})")


def exported_coverage(actor: Actor, plan_id: int, on: date) -> bytes:
    """This will write duties × agencies to an XLSX: C who leads, P who helps; what is lacking on its second sheet."""
    found = coverage(actor, plan_id, on)
    held = [line for line in found.cover.lines if line.agency_id in found.agencies]
    heads = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", *(found.agencies[line.agency_id].name for line in held)]
    lines = [
        [
            str(number),
            task.title,
            task.leads_text,
            task.supports_text,
            *("C" if key in line.leads else "P" if key in line.supports else "" for line in held),
        ]
        for number, (key, task) in enumerate(found.duties.items(), 1)
    ]
    lacking = (
        *(("Chưa có ai chủ trì", found.duties[key].title) for key in found.cover.without_lead),
        *(("Chưa rõ", f"{task.title}: {why}") for task, why in found.unclear),
        *(("Chưa được giao việc nào", one.name) for one in found.idle),
        *(("Chưa có kế hoạch riêng", f"{row.agency_name}: {row.label}") for row in found.without_plan),
    )
    notes = (("Kế hoạch", f"{found.plan.title} ({found.plan.years})"), ("Ký hiệu", "C chủ trì; P phối hợp"), *lacking)
    return listed("Ai chịu trách nhiệm gì", heads, lines, notes=notes)


def exported_paper(actor: Actor, plan_id: int, on: date) -> bytes:
    """This will lay a plan out as a DOCX; NotFound where the actor may not see it. Of a plan issued it is a copy."""
    plan(actor, plan_id)
    return write_docx(plan_document(paper_of(Plan.objects.get(id=plan_id), on)))


def plan_days(actor: Actor, plan_id: int, on: date) -> tuple[tuple[str, str, date], ...]:
    """This will list the days that a plan sets, soonest first: reference, what is due, the day."""
    found = [(one.reference, one.title, one.due_on) for one in tasks(actor, plan_id=plan_id, on=on) if one.is_open]
    days = [(reference, title, day) for reference, title, day in found if day is not None]
    days += [(one.reference, f"{one.label}: {one.level}", one.by.last_day) for one in targets(actor, plan_id=plan_id)]
    return tuple(sorted(days, key=lambda one: (one[2], one[0])))


def _items(plan_id: int) -> QuerySet[PlanItem]:
    return PlanItem.objects.filter(plan_id=plan_id)
