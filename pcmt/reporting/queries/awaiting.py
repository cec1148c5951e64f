"""What waits for an actor among the reports: to fill in, confirm, sign, send, or check and close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.kernel.actor import Actor
from pcmt.prepared import Prepared
from pcmt.reporting import policy
from pcmt.reporting.closings import closings_of
from pcmt.reporting.models import Confirmation, Duty, Step, Submission
from pcmt.reporting.owners import owners_among
from pcmt.reporting.queries.duties import DutyView, area_names, duties_within, duty_view, latest_rounds, reach_of
from pcmt.reporting.rounds import Made, hands_of
from pcmt.rulebook.queries import book

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


@dataclass(frozen=True)
class Awaiting:
    """A report in which this actor has the next step: `move` is the lifecycle's code, `label` its Vietnamese name."""

    duty: DutyView
    move: str
    label: str


@dataclass(frozen=True)
class _Found:
    duty: Duty
    row: Submission
    owners: Mapping[str, int]
    confirmed: frozenset[str]
    hands: Mapping[str, frozenset[int]]


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
    found = _gather(duties, latest, local)
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
                owners=owners_among(form, duty.agency_id, local.get(duty.area_id, ())),
                confirmed=frozenset(confirmed.get(row.pk, ())),
                hands=hands_of(steps.get(row.pk, ())),
            )
        )
    return found


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
    others = {section: owner for section, owner in one.owners.items() if owner != one.duty.agency_id}
    typed = "enter_cells" in one.hands
    if move == "confirm_section":
        # An agency above may confirm for one below, but is not asked to: who confirms cannot sign.
        own = [section for section, owner in others.items() if owner in actor.own_agencies]
        return typed and any(
            section not in one.confirmed and policy.may_confirm(actor, others[section]) for section in own
        )
    if move == "sign":
        return typed and one.confirmed >= set(others) and bool(policy.may_sign(actor, one.duty))
    if move == "enter_cells":
        mine = {section for section, owner in one.owners.items() if policy.may_enter(actor, one.duty, owner)}
        if one.row.state == "returned":  # confirmed sections too: whoever filled them in answers
            return bool(mine)
        done = one.confirmed | (one.owners.keys() - others.keys() if typed else set())
        return bool(mine - done) and one.row.state != "signed"
    return bool(policy.may_on_duty(actor, f"reporting.{move}", one.duty))
