"""What one finding of a new document would change in a plan: the same for the page that shows it and the verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.documents import queries as documents
from pcmt.plans.correcting import target_as_said, task_as_said
from pcmt.plans.models import Plan, Target, Task
from pcmt.plans.proposals import TargetProposal, TaskProposal
from pcmt.plans.proposing import Proposal, propose
from pcmt.plans.rules.directing import (
    amended_target,
    amended_task,
    differs,
    paired_duties,
    paired_targets,
)
from pcmt.plans.rules.inputs import TargetInput, TaskInput
from pcmt.plans.states import STANDING

Held = Target | Task


@dataclass(frozen=True)
class Amendment:
    """What the plan has beside a finding, and how the document would have it; said None where nothing differs."""

    item: documents.SuggestionView
    held: Held
    before: TargetInput | TaskInput
    said: TargetInput | TaskInput | None


@dataclass(frozen=True)
class Directed:
    """A document's findings against a plan.

    amendments: what the plan has already, the same or another level or lead. added: what it has not, each with what a
    plain yes would make of it. unspoken: what of the plan the document does not speak of.
    """

    amendments: tuple[Amendment, ...]
    added: tuple[tuple[documents.SuggestionView, Proposal], ...]
    unspoken: tuple[Held, ...]


def directed(plan: Plan, view: documents.DocumentView, on: date) -> Directed:
    """This will set a document's findings that the plan has not taken up against its targets and tasks."""
    items = open_to(plan, view)
    proposals = propose(
        items,
        sentences={item.id: documents.sentence(view, item) for item in items},
        limits={item.id: documents.time_limit(view, item) for item in items},
        on=on,
        horizon_to=plan.horizon_to,
    )
    targets = {f"target:{one.pk}": one for one in plan.targets.filter(state=Target.State.ACTIVE)}
    tasks = {f"task:{one.pk}": one for one in plan.tasks.filter(state__in=STANDING).prefetch_related("parties")}
    amendments = {
        **_amended_targets(targets, _of(items, proposals, TargetProposal)),
        **_amended_tasks(tasks, _of(items, proposals, TaskProposal)),
    }
    spoken = {_reference(one.held) for one in amendments.values()}
    return Directed(
        amendments=tuple(amendments[one.id] for one in items if one.id in amendments),
        added=tuple((one, proposals[one.id]) for one in items if one.id not in amendments),
        unspoken=(
            *(one for reference, one in targets.items() if reference not in spoken),
            *(one for reference, one in tasks.items() if reference not in spoken),
        ),
    )


def open_to(plan: Plan, view: documents.DocumentView) -> list[documents.SuggestionView]:
    """This will give the findings that a plan may still take up: another plan may have taken them up already."""
    own = {f"target:{one}" for one in plan.targets.values_list("id", flat=True)}
    own |= {f"task:{one}" for one in plan.tasks.values_list("id", flat=True)}
    return [one for one in view.suggestions if one.is_open or (one.state == "adopted" and one.settled_ref not in own)]


Found = Sequence[tuple[documents.SuggestionView, Proposal]]


def _of(items: Sequence[documents.SuggestionView], proposals: dict[int, Proposal], kind: type[Proposal]) -> Found:
    return [(one, proposals[one.id]) for one in items if isinstance(proposals[one.id], kind)]


def _amended_targets(held: dict[str, Target], found: Found) -> dict[int, Amendment]:
    ready = [(item, said) for item, proposal in found if isinstance(said := proposal.as_read(), TargetInput)]
    before = {reference: target_as_said(one) for reference, one in held.items()}
    amendments = {}
    for pair in paired_targets(before, [said for _, said in ready]):
        item, read = ready[pair.place]
        says_when = isinstance(item.payload, documents.ProposedTarget) and bool(item.payload.by)
        said = amended_target(before[pair.reference], read, says_when=says_when)
        amendments[item.id] = _amendment(item, held[pair.reference], before[pair.reference], said)
    return amendments


def _amended_tasks(held: dict[str, Task], found: Found) -> dict[int, Amendment]:
    read = [(item, _task_read(proposal)) for item, proposal in found if isinstance(proposal, TaskProposal)]
    before = {reference: task_as_said(one) for reference, one in held.items()}
    amendments = {}
    titles = {reference: said.title for reference, said in before.items()}
    pairs = paired_duties(titles, [said.title for _, said in read])
    # What a person gave another name is known again by the words that the documents have for it.
    named, spoken = {one.reference for one in pairs}, {one.place for one in pairs}
    quotes = {reference: one.quote for reference, one in held.items() if reference not in named}
    again = paired_duties(quotes, ["" if place in spoken else item.quote for place, (item, _) in enumerate(read)])
    for pair in (*pairs, *again):
        item, said = read[pair.place]
        amended = amended_task(before[pair.reference], said, likeness=pair.likeness)
        amendments[item.id] = _amendment(item, held[pair.reference], before[pair.reference], amended)
    return amendments


def _task_read(proposal: TaskProposal) -> TaskInput:
    """A duty as read, also where it names no lead: then the plan's stays."""
    return proposal.as_read() or TaskInput(
        title=proposal.title,
        supports=proposal.support_parties.ids,
        support_words=proposal.support_parties.words,
        due_on=proposal.due_on,
        within=proposal.within,
        every=proposal.every,
        product=proposal.product,
        groups=proposal.support_parties.groups,
    )


def _amendment(
    item: documents.SuggestionView, held: Held, before: TargetInput | TaskInput, said: TargetInput | TaskInput
) -> Amendment:
    return Amendment(item, held, before, said if differs(before, said) else None)


def _reference(held: Held) -> str:
    return f"target:{held.pk}" if isinstance(held, Target) else f"task:{held.pk}"
