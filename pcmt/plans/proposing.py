"""Suggestions turned into proposals: the words of the document matched to the registers and to what the plan has.

However many suggestions are asked for at once, the questions to the database stay the same few.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.kernel.formula.tree import is_change
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.plans.models import IndicatorChoice, Target, Task, TaskAgency
from pcmt.plans.proposals import Parties, TargetProposal, TaskProposal
from pcmt.plans.rules.answers import FloorView, level_words
from pcmt.plans.rules.groups import kinds_in_group
from pcmt.plans.rules.guess import Candidate, Chosen, clause_of, guesses
from pcmt.plans.rules.inputs import RECURRENCES
from pcmt.plans.rules.sameness import TargetFacts, TaskFacts, known_target, known_task
from pcmt.plans.rules.when import day_of, period_of
from pcmt.plans.rules.wording import words
from pcmt.plans.showing import floor_view
from pcmt.plans.states import OPEN
from pcmt.rulebook.queries import IndicatorDef, book
from vanban.text import fold, without_notes

Proposal = TargetProposal | TaskProposal
NEWEST_CHOICES = 2000


@dataclass(frozen=True)
class _Ground:
    """What proposals of one day and plan stand on."""

    on: date
    horizon: Period | None
    province: areas.AreaView | None
    indicators: Mapping[str, IndicatorDef]
    candidates: Sequence[Candidate]
    chosen: Sequence[Chosen]
    members: Mapping[str, tuple[agencies.AgencyView, ...]]
    targets: Sequence[TargetFacts]
    tasks: Sequence[TaskFacts]


def propose(
    suggestions: Iterable[documents.SuggestionView],
    *,
    sentences: Mapping[int, str],
    on: date,
    horizon_to: date | None = None,
    plan_id: int | None = None,
    limits: Mapping[int, str] | None = None,
) -> dict[int, Proposal]:
    """This will fill targets and tasks in from suggestions, by their identifiers.

    sentences: those in which the suggestions stand, as the document words them. horizon_to: the plan's last day, which
    is the deadline where the document states none. plan_id: the plan in which the same may stand already. limits: of
    duties, in words that name no day.
    """
    items = tuple(suggestions)
    ground = _ground(items, on, horizon_to, plan_id)
    told = limits or {}
    return {item.id: _proposal(item, sentences.get(item.id, ""), told.get(item.id, ""), ground) for item in items}


def propose_target(suggestion: documents.SuggestionView, *, on: date, horizon_to: date | None = None) -> TargetProposal:
    """This will fill one target in from its suggestion: the indicator guessed, the area the whole province."""
    found = propose([suggestion], sentences={}, on=on, horizon_to=horizon_to)[suggestion.id]
    if not isinstance(found, TargetProposal):
        raise NotFound("Gợi ý này không phải chỉ tiêu.")
    return found


def propose_task(suggestion: documents.SuggestionView, *, sentence: str, on: date) -> TaskProposal:
    """This will fill one task in from its suggestion; `sentence` is the duty as the document words it."""
    found = propose([suggestion], sentences={suggestion.id: sentence}, on=on)[suggestion.id]
    if not isinstance(found, TaskProposal):
        raise NotFound("Gợi ý này không phải nhiệm vụ.")
    return found


def parties(names: Iterable[str], *, on: date, called: Mapping[str, int] | None = None) -> Parties:
    """This will find the agencies that names mean; a group ("UBND các xã, phường") stands for all of its kind.

    called: agencies, by identifier, that a person says are meant by some of the names.
    """
    asked = tuple(names)
    chosen = agencies.agencies_by_id((called or {}).values()) if called else {}
    told = {name: (chosen[one],) for name, one in (called or {}).items() if one in chosen}
    members = {**members_of([name for name in asked if name not in told], on=on), **told}
    return Parties(tuple((name, members[name]) for name in asked))


def members_of(names: Iterable[str], *, on: date) -> dict[str, tuple[agencies.AgencyView, ...]]:
    """This will find the registered agencies of each name, none where the name tells none or several apart."""
    asked = tuple(dict.fromkeys(names))
    groups = {name: kinds_in_group(name, book().agency_groups) for name in asked if agencies.is_group(name)}
    of_kinds = agencies.agencies_of_kinds({kind for kinds in groups.values() for kind in kinds}, on)
    single = agencies.matches([name for name in asked if name not in groups], on)
    found = {name: tuple(one for kind in kinds for one in of_kinds[kind]) for name, kinds in groups.items()}
    return {**found, **{name: meant if len(meant) == 1 else () for name, meant in single.items()}}


def _ground(
    items: Sequence[documents.SuggestionView], on: date, horizon_to: date | None, plan_id: int | None
) -> _Ground:
    duties = [item.payload for item in items if isinstance(item.payload, documents.ProposedDuty)]
    asks_targets = len(duties) < len(items)
    indicators = {one.code: one for one in book().indicators(on)}
    return _Ground(
        on=on,
        horizon=Period.parse(str(horizon_to.year)) if horizon_to else None,
        province=areas.province(on) if asks_targets else None,
        indicators=indicators,
        candidates=[
            Candidate(one.code, one.label, one.unit, one.keywords, is_change(one.formula), one.better)
            for one in indicators.values()
        ],
        chosen=_chosen() if asks_targets else (),
        members=members_of([name for duty in duties for name in (*duty.leads, *duty.supports)], on=on),
        targets=_target_facts(plan_id) if asks_targets and plan_id else (),
        tasks=_task_facts(plan_id) if duties and plan_id else (),
    )


def _proposal(item: documents.SuggestionView, sentence: str, limit: str, ground: _Ground) -> Proposal:
    if isinstance(item.payload, documents.ProposedTarget):
        return _target(item, item.payload, sentence, ground)
    return _task(item, item.payload, sentence, limit, ground)


def _target(
    item: documents.SuggestionView, read: documents.ProposedTarget, sentence: str, ground: _Ground
) -> TargetProposal:
    value, high = _decimal(read.value), _decimal(read.value_high)
    by = period_of(read.by) or ground.horizon
    subject = read.subject or item.quote
    unit = read.unit
    found = guesses(
        subject,
        unit,
        has_value=value is not None,
        candidates=ground.candidates,
        chosen=ground.chosen,
        clause=clause_of(subject, item.quote, sentence),
        relation=read.relation,
    )
    code = found[0].code if found and found[0].sure else ""
    scope = ground.province.id if ground.province else None
    told = without_notes(subject)
    asked = TargetFacts("", "", code, read.relation, value, high, unit, told, by.id if by else "", scope, read.every)
    return TargetProposal(
        indicator=code,
        indicator_label=ground.indicators[code].label if code else "",
        relation=read.relation,
        value=value,
        value_high=high,
        unit=unit,
        subject=told,
        by=by,
        every=read.every,
        scope_area_id=scope,
        scope_name=ground.province.full_name if ground.province else "",
        floor=_floor(ground.indicators.get(code), read.relation, value, by),
        guesses=found,
        known=known_target(asked, ground.targets),
    )


def _task(
    item: documents.SuggestionView, read: documents.ProposedDuty, sentence: str, limit: str, ground: _Ground
) -> TaskProposal:
    title = without_notes(sentence or item.quote)
    leads = Parties(tuple((name, ground.members[name]) for name in read.leads))
    asked = TaskFacts("", "", words(fold(title)), _who(leads.ids, leads.words))
    due_on = day_of(read.due, on=ground.on, every=read.every, sentence=title) if read.due else None
    return TaskProposal(
        title=title,
        lead_parties=leads,
        support_parties=Parties(tuple((name, ground.members[name]) for name in read.supports)),
        due_on=due_on,
        within=limit or (f"ngày {read.due} {RECURRENCES[read.every]}" if read.due and not due_on else ""),
        every=read.every,
        product=read.product,
        known=known_task(asked, ground.tasks),
    )


def _chosen() -> tuple[Chosen, ...]:
    rows = IndicatorChoice.objects.values_list("subject", "indicator", "chosen_on")[:NEWEST_CHOICES]
    return tuple(Chosen(subject, indicator, on) for subject, indicator, on in rows)


def _target_facts(plan_id: int) -> tuple[TargetFacts, ...]:
    return tuple(
        TargetFacts(
            reference=f"target:{row.id}",
            label=level_words(
                row.relation,
                None if row.value is None else Quantity(row.value, row.scale, row.unit),
                None if row.value_high is None else Quantity(row.value_high, row.scale, row.unit),
                row.unit,
            )
            + f" {row.subject}{f', {RECURRENCES[row.every]}' if row.every else ''}",
            indicator=row.indicator,
            relation=row.relation,
            value=None if row.value is None else Quantity(row.value, row.scale, row.unit).decimal,
            value_high=None if row.value_high is None else Quantity(row.value_high, row.scale, row.unit).decimal,
            unit=row.unit,
            subject=row.subject,
            by=row.by_period,
            scope_area_id=row.scope_area_id,
            every=row.every,
            scope_zone_id=row.scope_zone_id,
            scope_type=row.scope_type,
        )
        for row in Target.objects.filter(plan_id=plan_id, state=Target.State.ACTIVE).order_by("id")
    )


def _task_facts(plan_id: int) -> tuple[TaskFacts, ...]:
    rows = Task.objects.filter(plan_id=plan_id, state__in=OPEN).order_by("id").values_list("id", "title")
    ids: dict[int, list[int]] = defaultdict(list)
    written: dict[int, list[str]] = defaultdict(list)
    leads = TaskAgency.objects.filter(task__plan_id=plan_id, role=TaskAgency.Role.LEAD)
    for task_id, agency_id, name in leads.values_list("task_id", "agency_id", "as_written"):
        if agency_id is None:
            written[task_id].append(name)
        else:
            ids[task_id].append(agency_id)
    return tuple(
        TaskFacts(f"task:{task_id}", title, words(fold(title)), _who(ids[task_id], written[task_id]))
        for task_id, title in rows
    )


def _who(ids: Iterable[int], written: Iterable[str]) -> frozenset[int | str]:
    return frozenset([*ids, *(fold(name) for name in written)])


def _floor(indicator: IndicatorDef | None, relation: str, value: Decimal | None, by: Period | None) -> FloorView | None:
    return floor_view(indicator, relation, value, by.last_day) if by else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None
