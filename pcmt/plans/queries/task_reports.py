"""What agencies said of a task, with evidence and verdicts; the time that they asked for; what waits for the issuer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans.access import seen_tasks
from pcmt.plans.models import TaskEvidence, TaskExtension, TaskProgress
from pcmt.plans.rules.evidence import kind_of
from pcmt.plans.rules.task_answers import EvidenceView, ExtensionView, ProgressView
from pcmt.rulebook.queries import book


def progress(task_id: int) -> tuple[ProgressView, ...]:
    """This will list what was said of a task, newest first."""
    said = list(TaskProgress.objects.filter(task_id=task_id))
    names = agencies.agencies_by_id({row.agency_id for row in said if row.agency_id})
    beside = _evidence(said)
    return tuple(
        ProgressView(
            id=row.id,
            agency_id=row.agency_id,
            agency_name=names[row.agency_id].name if row.agency_id else "",
            percent=row.percent,
            words=row.words,
            at=row.at,
            person_id=row.person_id,
            for_day=row.for_day,
            is_final=row.is_final,
            on_paper=row.on_paper,
            verdict=row.verdict,
            verdict_words=row.verdict_words,
            verdict_on=row.verdict_on,
            evidence=tuple(beside[row.id]),
        )
        for row in said
    )


def returned_on(task_ids: Collection[int], agency_ids: Collection[int]) -> dict[int, date]:
    """This will tell on which day a report of some agencies was last returned, by task; for the job that tells them."""
    returned = TaskProgress.objects.filter(
        task_id__in=task_ids, agency_id__in=agency_ids, verdict=TaskProgress.Verdict.RETURNED
    )
    rows = returned.order_by("verdict_on").values_list("task_id", "verdict_on") if task_ids else ()
    return {task_id: day for task_id, day in rows if day}


def evidence_file(actor: Actor, evidence_id: int) -> files.FileView:
    """This will give a file that lies beside a report, to who may see the task; NotFound otherwise."""
    found = TaskEvidence.objects.filter(id=evidence_id, file__isnull=False).select_related("report").first()
    if found is None or not seen_tasks(actor).filter(id=found.report.task_id).exists():
        raise NotFound("Không tìm thấy tệp.")
    return files.file_view(found.file_id or 0)


def extensions(task_id: int) -> tuple[ExtensionView, ...]:
    """This will list the requests for more time in a task, newest first."""
    return _extension_views(TaskExtension.objects.filter(task_id=task_id))


def extensions_waiting(actor: Actor) -> tuple[ExtensionView, ...]:
    """This will list the requests that the actor may decide, the earliest deadline first."""
    reach = actor.agencies_for("plans.decide_extension")
    rows = TaskExtension.objects.filter(decided_at=None).order_by("due_before", "id")
    if reach is not None:
        rows = rows.filter(task__plan__agency_id__in=reach)
    return _extension_views(rows.select_related("task")) if reach is None or reach else ()


def _extension_views(found: Iterable[TaskExtension]) -> tuple[ExtensionView, ...]:
    rows = list(found)
    names = agencies.agencies_by_id({row.agency_id for row in rows}) if rows else {}
    return tuple(
        ExtensionView(
            row.id,
            row.task_id,
            row.agency_id,
            names[row.agency_id].name,
            row.due_before,
            row.wanted_on,
            row.reason,
            row.asked_at,
            row.granted_on,
            row.answer,
            row.decided_at,
            is_late=book().tasks.late_stays_late and localdate(row.asked_at) > row.due_before,
        )
        for row in rows
    )


def _evidence(said: Sequence[TaskProgress]) -> dict[int, list[EvidenceView]]:
    found: dict[int, list[EvidenceView]] = defaultdict(list)
    for row in TaskEvidence.objects.filter(report__in=said).select_related("file") if said else ():
        if row.file is not None:
            view = EvidenceView(row.id, "file", row.file.name, file_id=row.file_id)
        else:
            view = EvidenceView(row.id, kind_of(row.link), row.link, row.link)
        found[row.report_id].append(view)
    return found
