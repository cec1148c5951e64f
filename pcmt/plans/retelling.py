"""What was put right in a target or task, told for a page; and what it says now, to be put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.journal import queries as journal
from pcmt.plans.correcting import names_in, target_as_said, task_as_said
from pcmt.plans.models import Correction, Target, Task
from pcmt.plans.proposing import members_of
from pcmt.plans.rules.corrections import Change, changes
from pcmt.plans.rules.inputs import TargetInput, TaskInput


@dataclass(frozen=True)
class CorrectionView:
    """One correction: when, by whom, why, and each thing that it changed."""

    at: datetime
    who: str
    reason: str
    changes: tuple[Change, ...]


def corrections(reference: str) -> tuple[CorrectionView, ...]:
    """This will tell the corrections of a "target:7" or "task:12", the first of them first.

    Asks for no actor: whoever may see the thing may see what it said before.
    """
    kind, _, number = reference.partition(":")
    rows = list(Correction.objects.filter(**{f"{kind}_id": int(number)}))
    if not rows:
        return ()
    entries = {one.id: one for one in journal.entries(subject=reference, limit=2000)}
    names = names_in(rows)
    return tuple(
        CorrectionView(entry.at, entry.actor_label, entry.reason, changes(row.before, row.after, names))
        for row in rows
        if (entry := entries.get(row.entry))
    )


def said_target(target_id: int) -> TargetInput:
    """This will give a target as a person would have confirmed it. Asks for no actor (see `corrections`)."""
    return target_as_said(Target.objects.get(id=target_id))


def said_task(task_id: int, *, on: date) -> tuple[TaskInput, Mapping[str, int]]:
    """This will give a task as a person would have confirmed it, and which agency each single name means.

    Its `lead_names` and `support_names` are the document's own words wherever these still mean the same agencies, so
    that "UBND các xã, phường" is not written out. Asks for no actor (see `corrections`).
    """
    task = Task.objects.get(id=task_id)
    said = task_as_said(task)
    read = documents.suggestion(task.suggestion_id).confirmed if task.suggestion_id else None
    duty = read if isinstance(read, documents.ProposedDuty) else documents.ProposedDuty((), ())
    meant = members_of((*duty.leads, *duty.supports), on=on)
    known = agencies.agencies_by_id({*said.leads, *said.supports})
    names = {key: one.name for key, one in known.items()}
    leads = _gathered(duty.leads, said.leads, said.lead_words, meant, names)
    supports = _gathered(duty.supports, said.supports, said.support_words, meant, names)
    told = replace(said, lead_names=leads, support_names=supports)
    return told, {name: key for key, name in names.items()}


def _gathered(
    read: Sequence[str],
    ids: Sequence[int],
    words: Sequence[str],
    meant: Mapping[str, Sequence[agencies.AgencyView]],
    names: Mapping[int, str],
) -> tuple[str, ...]:
    """Agencies by the names that the document used for them, where all of a name's agencies are still there."""
    left, found = set(ids), []
    for name in read:
        if (held := {one.id for one in meant[name]}) and held <= left:
            left -= held
            found.append(name)
    return (*found, *(names[one] for one in ids if one in left), *words)
