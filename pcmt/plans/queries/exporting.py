"""A plan handed out as a file: the sheet that can be handed back, its document, the days that it sets."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans.drafting import paper_of
from pcmt.plans.exchange.sheet import plan_sheet
from pcmt.plans.exchange.writing import target_row, task_row, written
from pcmt.plans.models import Plan, PlanItem, Target, Task
from pcmt.plans.queries.covering import coverage
from pcmt.plans.queries.plans import plan
from pcmt.plans.queries.targets import targets
from pcmt.plans.queries.tasks import tasks
from pcmt.plans.rules.paper import plan_document
from pcmt.plans.rules.recurrence import deadlines
from pcmt.plans.states import WITHDRAWN
from vanban.write.docx import write_docx
from workbook.listing import listed

LONGEST_ID = 18  # digits


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
    """This will list the days that a plan sets, soonest first: reference, what is due, each of its days."""
    held, last = tasks(actor, plan_id=plan_id, on=on), plan(actor, plan_id).horizon_to
    # A day past the plan's end is told too, where it was given.
    until = max([last, *(one.due_on for one in held if one.due_on and one.due_on > last)])
    found = [one for one in deadlines(held, date.min, until) if one.day <= last or not one.returns]
    days = [(one.task.reference, one.task.title, one.day) for one in found]
    days += [(one.reference, f"{one.label}: {one.level}", one.by.last_day) for one in targets(actor, plan_id=plan_id)]
    return tuple(sorted(days, key=lambda one: (one[2], one[0])))


def plan_of_sheet(data: bytes) -> int | None:
    """This will name the plan whose targets and tasks a sheet tells by their references; None where it tells none.

    Asks for no actor: who takes the sheet in must be allowed to in that plan. Raises Refusal where the file is no
    sheet, and where its rows are of several plans.
    """
    refs = [str(row.values.get("ref") or "").partition(":") for row in files.sheet(data, plan_sheet()).rows]
    found = {
        plan_id
        for kind, rows in (("target", Target.objects), ("task", Task.objects))
        for plan_id in rows.filter(id__in=_ids(refs, kind)).values_list("plan_id", flat=True)
    }
    if len(found) > 1:
        raise Refusal("Bảng có mã của nhiều kế hoạch.", remedy="Mỗi bảng chỉ giữ các dòng của một kế hoạch.")
    return next(iter(found), None)


def _ids(refs: Iterable[tuple[str, str, str]], kind: str) -> list[int]:
    numbers = (number for one, _, number in refs if one == kind and len(number) <= LONGEST_ID)
    return [int(number) for number in numbers if number.isascii() and number.isdigit()]


def _items(plan_id: int) -> QuerySet[PlanItem]:
    return PlanItem.objects.filter(plan_id=plan_id)
