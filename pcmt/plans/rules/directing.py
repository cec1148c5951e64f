"""A new document against a plan: which of its targets and duties the plan has, and what they would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pcmt.plans.rules.corrections import told_target, told_task
from pcmt.plans.rules.inputs import TargetInput, TaskInput
from vanban.compare.matching import Bag, bag_of, pair_up

LEAST_TARGET, LEAST_DUTY = 0.6, 0.5
"""How alike two wordings must be (Dice) to be states of one target or duty; as `vanban.compare` sets it."""
SAME_WORDS = 0.999


@dataclass(frozen=True)
class Paired:
    """A finding of the document (by its place in the list) and the reference of what the plan has for it."""

    place: int
    reference: str
    likeness: float


def paired_targets(held: Mapping[str, TargetInput], read: Sequence[TargetInput]) -> tuple[Paired, ...]:
    """This will pair targets of a plan with those of a document: by the one indicator that both name, else by words."""
    found = _by_indicator(held, read)
    taken, places = {one.reference for one in found}, {one.place for one in found}
    left = [reference for reference in held if reference not in taken]
    rest = [place for place in range(len(read)) if place not in places]
    pairs = pair_up([_target(held[one]) for one in left], [_target(read[one]) for one in rest], least=LEAST_TARGET)
    return (*found, *(Paired(rest[one.new], left[one.old], one.likeness) for one in pairs))


def paired_duties(held: Mapping[str, str], read: Sequence[str]) -> tuple[Paired, ...]:
    """This will pair duties of a plan with those of a document by their words and their order."""
    references = list(held)
    old = [bag_of(held[one], in_row=True) for one in references]
    pairs = pair_up(old, [bag_of(one, in_row=True) for one in read], least=LEAST_DUTY)
    return tuple(Paired(one.new, references[one.old], one.likeness) for one in pairs)


def amended_target(held: TargetInput, read: TargetInput, *, says_when: bool) -> TargetInput:
    """This will give a target as a document would have it: its level and deadline; what it measures and where stay.

    says_when: the document states a deadline of its own, and not the plan's end for want of one.
    """
    return replace(
        held,
        relation=read.relation,
        value=read.value,
        value_high=read.value_high,
        unit=read.unit or held.unit,
        by=read.by if says_when else held.by,
        every=read.every or held.every,
    )


def amended_task(held: TaskInput, read: TaskInput, *, likeness: float) -> TaskInput:
    """This will give a duty as a document would have it; what the document does not say stays."""
    names_leads, names_supports = bool(read.leads or read.lead_words), bool(read.supports or read.support_words)
    leads, lead_words = (read.leads, read.lead_words) if names_leads else (held.leads, held.lead_words)
    helping = read if names_supports else held
    return replace(
        held,
        title=held.title if likeness >= SAME_WORDS else read.title,
        leads=leads,
        lead_words=lead_words,
        supports=tuple(one for one in helping.supports if one not in leads),
        support_words=helping.support_words,
        due_on=read.due_on or held.due_on,
        within=read.within or held.within,
        every=read.every or held.every,
        product=read.product or held.product,
        groups=(*read.groups, *held.groups) if names_leads or names_supports else held.groups,
    )


def differs(held: TargetInput | TaskInput, said: TargetInput | TaskInput) -> bool:
    """This will tell whether anything that is kept would change."""
    if isinstance(held, TargetInput) and isinstance(said, TargetInput):
        return told_target(held) != told_target(said)
    if isinstance(held, TaskInput) and isinstance(said, TaskInput):
        return told_task(held) != told_task(said)
    return True


def _by_indicator(held: Mapping[str, TargetInput], read: Sequence[TargetInput]) -> list[Paired]:
    """Where plan and document each have one target alone on an indicator, these are the same."""
    found = []
    for place, one in enumerate(read):
        mine = [reference for reference, said in held.items() if one.indicator and said.indicator == one.indicator]
        theirs = sum(other.indicator == one.indicator for other in read)
        if len(mine) == 1 and theirs == 1:
            found.append(Paired(place, mine[0], 1.0))
    return found


def _target(said: TargetInput) -> Bag:
    """As `vanban.compare` has it: a share and a count are never the same, nor "do not let" and a level."""
    shape = "none" if said.relation in {"none", "maintain"} else "%" if said.unit == "%" else "count"
    return bag_of(said.subject, shape)
