"""What a new document changes in a plan, and how the plan has been amended by documents: what was, what is."""

from dataclasses import dataclass
from datetime import date, datetime

from pcmt.documents import queries as documents
from pcmt.documents.queries import DocumentRow
from pcmt.documents.queries.basis import ended_bases
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.quantity import Quantity
from pcmt.plans.correcting import names_in
from pcmt.plans.directing import directed
from pcmt.plans.models import Correction, Plan, Target, Task
from pcmt.plans.proposals import TargetProposal
from pcmt.plans.queries.plans import plan
from pcmt.plans.rules.answers import PlanView, level_words
from pcmt.plans.rules.corrections import Change, Told, changes, told_target, told_task
from pcmt.plans.rules.inputs import TargetInput, decimals

MOST_CANDIDATES = 12


@dataclass(frozen=True)
class AmendedRow:
    """A finding of the document beside what the plan has; changes empty where both say the same.

    revision: how many corrections of it there are, to be handed back with the yes.
    """

    item: documents.SuggestionView
    reference: str
    title: str
    place: str
    changes: tuple[Change, ...]
    revision: int

    @property
    def held_id(self) -> int:
        """The identifier of the target or task."""
        return int(self.reference.partition(":")[2])


@dataclass(frozen=True)
class AddedRow:
    """A finding that the plan has nothing of: what it asks, at which level or of whom, what is missing of it."""

    item: documents.SuggestionView
    title: str
    told: str
    place: str
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class UnspokenRow:
    """A target or task of the plan of which the document does not speak."""

    reference: str
    title: str

    @property
    def held_id(self) -> int:
        """The identifier of the target or task."""
        return int(self.reference.partition(":")[2])


@dataclass(frozen=True)
class Directive:
    """A document against a plan: what to amend, what to add, what it says the same, what it does not speak of."""

    plan: PlanView
    document: DocumentRow
    amend: tuple[AmendedRow, ...]
    same: tuple[AmendedRow, ...]
    add: tuple[AddedRow, ...]
    unspoken: tuple[UnspokenRow, ...]
    settled: int


@dataclass(frozen=True)
class AmendmentView:
    """A correction of a plan's target or task: what it was and is, since when, by whom, and by which document."""

    reference: str
    title: str
    at: datetime
    who: str
    reason: str
    document: DocumentRow | None
    changes: tuple[Change, ...]

    @property
    def held_id(self) -> int:
        """The identifier of the target or task."""
        return int(self.reference.partition(":")[2])


def directive(actor: Actor, plan_id: int, document_id: int, on: date) -> Directive:
    """This will set a registered document against a plan; NotFound where either may not be seen."""
    view = plan(actor, plan_id)
    text = documents.document(actor, document_id)
    found = directed(Plan.objects.get(id=plan_id), text, on)
    listed = [*(one.item for one in found.amendments), *(one for one, _ in found.added)]
    told = [Correction(before=_told(one.before), after=_told(one.said or one.before)) for one in found.amendments]
    names = names_in(told)
    places = {one.anchor: documents.place_words(one.place) for one in text.provisions}
    rows = [
        AmendedRow(
            item=one.item,
            reference=_reference(one.held),
            title=_title(one.held),
            place=places.get(one.item.anchor, ""),
            changes=changes(row.before, row.after, names) if one.said else (),
            revision=one.held.corrections.count() if one.said else 0,
        )
        for one, row in zip(found.amendments, told, strict=True)
    ]
    return Directive(
        plan=view,
        document=text.row,
        amend=tuple(one for one in rows if one.changes),
        same=tuple(one for one in rows if not one.changes),
        add=tuple(
            AddedRow(
                item,
                proposal.subject if isinstance(proposal, TargetProposal) else proposal.title,
                _asked(proposal) if isinstance(proposal, TargetProposal) else proposal.leads_text,
                places.get(item.anchor, ""),
                proposal.gaps,
            )
            for item, proposal in found.added
        ),
        unspoken=tuple(UnspokenRow(_reference(one), _title(one)) for one in found.unspoken),
        settled=sum(one.state == "adopted" for one in text.suggestions) - sum(not one.is_open for one in listed),
    )


def newer_documents(actor: Actor, view: PlanView, on: date) -> tuple[DocumentRow, ...]:
    """This will list registered documents that may change a plan: what replaced its bases, then what cites its ground.

    Newest first within each; the plan's own document is none of them.
    """
    over = [heir.document for act in ended_bases(actor, view.ground_id, on=on) if act.ending for heir in act.ending.by]
    cites = documents.cited_by(view.ground_id)
    own = documents.family(view.ground_id) | ({view.document_id} if view.document_id else set())
    found = {row.id: row for row in (*over, *cites) if row is not None and row.id not in own}
    return tuple(found.values())[:MOST_CANDIDATES]


def amendments(actor: Actor, plan_id: int) -> tuple[AmendmentView, ...]:
    """This will tell how a plan's targets and tasks were put right, the newest first; NotFound where it is not seen."""
    plan(actor, plan_id)
    of_targets = Correction.objects.filter(target__plan_id=plan_id).select_related("target", "task")
    of_tasks = Correction.objects.filter(task__plan_id=plan_id).select_related("target", "task")
    rows = sorted((*of_targets, *of_tasks), key=lambda row: -row.pk)
    if not rows:
        return ()
    subjects = sorted({_reference(held) for row in rows if (held := row.target or row.task)})
    entries = {one.id: one for one in journal.entries(subjects=subjects, limit=20_000)}
    heads = documents.labels(row.document_id for row in rows if row.document_id)
    names = names_in(rows)
    return tuple(
        AmendmentView(
            reference=_reference(held),
            title=_title(held),
            at=entry.at,
            who=entry.actor_label,
            reason=entry.reason,
            document=heads.get(row.document_id or 0),
            changes=changes(row.before, row.after, names),
        )
        for row in rows
        if (held := row.target or row.task) and (entry := entries.get(row.entry))
    )


def _told(said: object) -> Told:
    return told_target(said) if isinstance(said, TargetInput) else told_task(said)  # type: ignore[arg-type]


def _reference(held: Target | Task) -> str:
    return f"target:{held.pk}" if isinstance(held, Target) else f"task:{held.pk}"


def _title(held: Target | Task) -> str:
    return held.subject if isinstance(held, Target) else held.title


def _asked(proposal: TargetProposal) -> str:
    value = None if proposal.value is None else Quantity.of(proposal.value, scale=decimals(proposal.value))
    high = (
        None if proposal.value_high is None else Quantity.of(proposal.value_high, scale=decimals(proposal.value_high))
    )
    return level_words(proposal.relation, value, high, proposal.unit)
