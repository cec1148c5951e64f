"""What waits for an actor among the reports: to fill in, confirm, sign, send, or check and close."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.kernel.actor import Actor
from pcmt.prepared import Prepared
from pcmt.reporting import policy
from pcmt.reporting.adjusting import IN_HAND
from pcmt.reporting.closings import closings_of
from pcmt.reporting.models import Answer, Confirmation, DraftCell, Duty, Step, Submission
from pcmt.reporting.owners import owners_among
from pcmt.reporting.queries.duties import DutyView, area_names, duties_within, duty_view, latest_rounds, reach_of
from pcmt.reporting.rounds import Made, hands_of
from pcmt.rulebook.queries import Form, book

MOVES = ("accept", "submit", "sign", "confirm_section", "enter_cells")
_UNCLOSED = Q(submissions__accepted_at__isnull=True, submissions__dropped_at__isnull=True)
_OPEN = Prepared(lambda: Duty.objects.filter(_UNCLOSED).distinct())
_OPEN_IN = Prepared(lambda area_ids, agency_ids: duties_within(area_ids, agency_ids).filter(_UNCLOSED).distinct())
_CONFIRMED = Prepared(lambda ids: Confirmation.objects.filter(submission_id__in=ids, voided_at__isnull=True))
_MADE = Prepared(
    lambda ids: Step.objects.filter(submission_id__in=ids).values_list(
        "submission_id", "move", "person_id", "on_behalf_of_id"
    )
)
_FILLED = Prepared(
    lambda ids: DraftCell.objects.filter(submission_id__in=ids, scaled__isnull=False).values_list(
        "submission_id", "element"
    )
)
_ANSWERED = Prepared(
    lambda ids: Answer.objects.filter(submission_id__in=ids).exclude(text="").values_list("submission_id", "question")
)


@dataclass(frozen=True)
class Awaiting:
    """A report in which this actor has the next step: `move` is the lifecycle's code, `label` its Vietnamese name."""

    duty: DutyView
    move: str
    label: str


@dataclass(frozen=True)
class _Found:
    """A report that is open. incomplete: the sections that lack a required figure or answer."""

    duty: Duty
    row: Submission
    form: Form
    owners: Mapping[str, int]
    confirmed: frozenset[str]
    hands: Mapping[str, frozenset[int]]
    incomplete: frozenset[str] = frozenset()

    @property
    def others(self) -> dict[str, int]:
        """The sections of other agencies than the one that owes the report, each with its owner."""
        return {section: owner for section, owner in self.owners.items() if owner != self.duty.agency_id}


def awaiting(actor: Actor, on: date) -> tuple[Awaiting, ...]:
    """This will list the reports that wait for this actor, the earliest deadline first; a fixed number of queries."""
    reach = reach_of(actor)
    duties = _OPEN.all() if reach is None else _OPEN_IN.all(*reach)
    if not duties:
        return ()
    latest = latest_rounds(duties)
    names = area_names(duties)
    local = agencies.last_in({duty.area_id for duty in duties}, on)
    known = {agency.id: agency for group in local.values() for agency in group}
    if elsewhere := {duty.agency_id for duty in duties} - known.keys():
        known |= agencies.agencies_by_id(elsewhere)
    closings = closings_of(duties)
    found = _with_gaps(actor, _gather(duties, latest, local))
    lifecycle = book().lifecycle("submission")
    waiting = []
    for one in found:
        move = _next_move(actor, one, closed=bool(closings.words(one.duty, on)))
        if move:
            view = duty_view(one.duty, one.row, names[one.duty.area_id], known[one.duty.agency_id].name, on)
            waiting.append(Awaiting(view, move, lifecycle.moves[move].label))
    return tuple(sorted(waiting, key=lambda one: (one.duty.due_on, one.duty.area_name)))


def _gather(
    duties: list[Duty], latest: Mapping[int, Submission], local: Mapping[int, Sequence[AgencyView]]
) -> list[_Found]:
    ids = [row.pk for row in latest.values()]
    confirmed: dict[int, set[str]] = {}
    for one in _CONFIRMED.all(ids):
        confirmed.setdefault(one.submission_id, set()).add(one.section)
    steps: dict[int, list[Made]] = {}
    for submission_id, move, person_id, principal_id in _MADE.all(ids):
        steps.setdefault(submission_id, []).append((move, person_id, principal_id))
    found = []
    for duty in duties:
        row, form = latest[duty.pk], book().form_by_id(duty.form_id)
        found.append(
            _Found(
                duty=duty,
                row=row,
                form=form,
                owners=owners_among(form, duty.agency_id, local.get(duty.area_id, ())),
                confirmed=frozenset(confirmed.get(row.pk, ())),
                hands=hands_of(steps.get(row.pk, ())),
            )
        )
    return found


def _with_gaps(actor: Actor, found: Sequence[_Found]) -> list[_Found]:
    """Each with what it lacks, asked only of what this actor fills in, confirms or signs (two queries at most)."""
    mine = {one.row.pk: one.form for one in found if one.row.state in IN_HAND and _has_a_hand(actor, one)}
    if not mine:
        return list(found)
    asking = [pk for pk, form in mine.items() if form.answers]
    filled: dict[int, set[str]] = {}
    for submission_id, code in (*_FILLED.all(list(mine)), *(_ANSWERED.all(asking) if asking else ())):
        filled.setdefault(submission_id, set()).add(code)
    return [replace(one, incomplete=_incomplete(one.form, filled.get(one.row.pk, set()))) for one in found]


def _incomplete(form: Form, filled: Collection[str]) -> frozenset[str]:
    return frozenset(
        section.code
        for section in form.sections
        if any(cell.required and cell.computed is None and cell.element not in filled for cell in section.cells)
        or any(asked.required and asked.code not in filled for asked in section.answers)
    )


def _has_a_hand(actor: Actor, one: _Found) -> bool:
    owners = set(one.owners.values())
    fills_in = any(policy.may_enter(actor, one.duty, owner) for owner in owners)
    return fills_in or bool(owners & actor.own_agencies) or bool(policy.may_sign(actor, one.duty))


def _next_move(actor: Actor, one: _Found, *, closed: bool) -> str:
    """The first move that is this actor's to make now, or nothing."""
    lifecycle = book().lifecycle("submission")
    for code in MOVES:
        move = lifecycle.moves[code]
        apart = [one.hands.get(other, frozenset()) for other in move.apart_from]
        if closed and move.while_open:
            continue
        if one.row.state not in move.sources or any(actor.hands & hands for hands in apart):
            continue
        if _is_mine(actor, code, one):
            return code
    return ""


def _is_mine(actor: Actor, move: str, one: _Found) -> bool:
    typed = "enter_cells" in one.hands
    if move == "confirm_section":
        # An agency above may confirm for one below, but is not asked to: who confirms cannot sign.
        own = [section for section, owner in one.others.items() if owner in actor.own_agencies]
        ready = set(own) - one.confirmed - one.incomplete
        return typed and any(policy.may_confirm(actor, one.others[section]) for section in ready)
    if move == "sign":
        ready_to_sign = typed and not one.incomplete and one.confirmed >= set(one.others)
        return ready_to_sign and bool(policy.may_sign(actor, one.duty))
    if move == "enter_cells":
        mine = {section for section, owner in one.owners.items() if policy.may_enter(actor, one.duty, owner)}
        if one.row.state == "returned":  # confirmed sections too: whoever filled them in answers
            return bool(mine)
        return bool(mine & one.incomplete if typed else mine) and one.row.state != "signed"
    return bool(policy.may_on_duty(actor, f"reporting.{move}", one.duty))
