"""Requests on occasion: what is asked of whom by when, and who has answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.reporting.closings import is_closed
from pcmt.reporting.models import Duty, Request, Submission
from pcmt.reporting.owing import owing
from pcmt.reporting.queries.duties import DutyView, duties, latest_rounds, timing_of, visible_duties
from pcmt.rulebook.queries import Form, book
from vanban.text import sort_key


@dataclass(frozen=True)
class Standing:
    """How the answers of a request stand: `overdue` were never sent and their day is over, `late` came after it."""

    owed: int = 0
    sent: int = 0
    late: int = 0
    overdue: int = 0
    accepted: int = 0

    @property
    def missing(self) -> int:
        """How many have not answered, in time or not."""
        return self.owed - self.sent


@dataclass(frozen=True)
class Moved:
    """That a deadline was moved for all: the day before and the day now, when and why; `times` in all."""

    before: date
    due_on: date
    at: datetime
    reason: str
    times: int


@dataclass(frozen=True)
class RequestView:
    """One request as an actor sees it; `standing` counts only the reports that the actor may look at."""

    id: int
    form_id: str
    form_code: str
    label: str
    period: Period
    due_on: date
    reason: str
    document_id: int | None
    asked_by: str
    asked_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str
    standing: Standing
    moved: Moved | None = None


@dataclass(frozen=True)
class RequestBoard:
    """A request with everybody who owes an answer, in Vietnamese order. is_closed: no entry is taken any more."""

    request: RequestView
    form: Form
    rows: tuple[DutyView, ...]
    is_closed: bool
    may_withdraw: bool
    may_move: bool = False


@dataclass(frozen=True)
class Addressee:
    """Who would have to answer a form: an agency, named as its commune where each commune has one such."""

    agency_id: int
    area_id: int
    label: str


def requests(actor: Actor, on: date) -> tuple[RequestView, ...]:
    """This will list the requests that the actor may see something of, latest deadline first (a few queries for all).

    Withdrawn ones are told to those who oversee all.
    """
    rows = list(Request.objects.order_by("-due_on", "-id"))
    owed = _owed(actor, rows)
    oversees = actor.areas_for("reporting.view") is None
    seen = [row for row in rows if owed.get((row.form_code, row.period)) or oversees]
    latest = latest_rounds(duty for row in seen for duty in owed.get((row.form_code, row.period), ()))
    names = agencies.person_names({row.asked_by_id for row in seen if row.asked_by_id is not None})
    return tuple(_view(row, owed.get((row.form_code, row.period), ()), latest, names, on) for row in seen)


def request(actor: Actor, request_id: int, on: date) -> RequestBoard:
    """This will show one request; NotFound where it does not exist or nothing of it may be seen."""
    row = Request.objects.filter(pk=request_id).first()
    oversees = actor.areas_for("reporting.view") is None
    owed = _owed(actor, [row])[row.form_code, row.period] if row is not None else []
    if row is None or not (owed or oversees):
        raise NotFound("Không tìm thấy yêu cầu này.")
    names = agencies.person_names({row.asked_by_id} if row.asked_by_id is not None else ())
    period = Period.parse(row.period)
    found = duties(actor, form_code=row.form_code, period=period, on=on) if row.withdrawn_at is None else ()
    ordered = sorted(found, key=lambda one: (sort_key(one.area_name), sort_key(one.agency_name)))
    return RequestBoard(
        request=_view(row, owed if row.withdrawn_at is None else (), latest_rounds(owed), names, on),
        form=book().form_by_id(row.form_id),
        rows=tuple(ordered),
        is_closed=is_closed(row.form_code, row.period),
        may_withdraw=row.withdrawn_at is None and actor.may_somewhere("reporting.withdraw_request"),
        may_move=row.withdrawn_at is None and actor.may_somewhere("reporting.move_deadline"),
    )


def request_of(form_code: str, period: Period) -> int | None:
    """This will name the request that made the duties of a form and a free range; None where there is none."""
    asked = Request.objects.filter(form_code=form_code, period=period.id, withdrawn_at=None)
    return asked.values_list("id", flat=True).first()


def moved_deadlines(asked: Iterable[tuple[str, Period]]) -> dict[tuple[str, Period], Moved]:
    """This will tell which of some forms and periods have a deadline moved for all (no query but for free ranges)."""
    wanted = {(code, period.id): (code, period) for code, period in asked if period.free}
    if not wanted:
        return {}
    rows = Request.objects.filter(period__in={period for _, period in wanted}, withdrawn_at=None, moves__gt=0)
    found = {(row.form_code, row.period): _moved(row) for row in rows}
    return {wanted[key]: moved for key, moved in found.items() if key in wanted and moved is not None}


def _moved(row: Request) -> Moved | None:
    if row.moved_from is None or row.moved_at is None:
        return None
    return Moved(row.moved_from, row.due_on, row.moved_at, row.moved_why, row.moves)


def document_behind(form_code: str, period: Period) -> int | None:
    """This will name the document because of which a form was asked for a free range; None where none is known."""
    asked = Request.objects.filter(form_code=form_code, period=period.id, withdrawn_at=None)
    return asked.values_list("document_id", flat=True).first()


def addressees(form: Form, on: date) -> tuple[tuple[Addressee, ...], tuple[str, ...]]:
    """This will name who would owe a form on a day, in Vietnamese order, and the units that have no such agency."""
    province = areas.province(on)
    if province is None:
        return (), ()
    pairs, without = owing(form, Period.between(on, on), province)
    names = areas.areas_by_id({area_id for area_id, _ in pairs}, on)
    offices = agencies.agencies_by_id(agency_id for _, agency_id in pairs)
    several = len(pairs) > len(names)
    found = [
        Addressee(
            agency_id,
            area_id,
            offices[agency_id].name if several or names[area_id].level != "commune" else names[area_id].full_name,
        )
        for area_id, agency_id in pairs
    ]
    return tuple(sorted(found, key=lambda one: sort_key(one.label))), tuple(without)


def _owed(actor: Actor, rows: Iterable[Request]) -> Mapping[tuple[str, str], list[Duty]]:
    asked = list(rows)
    found: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    codes, periods = {row.form_code for row in asked}, {row.period for row in asked}
    if asked:
        for duty in visible_duties(actor).filter(form_code__in=codes, period__in=periods):
            found[duty.form_code, duty.period].append(duty)
    return found


def _view(
    row: Request, owed: Sequence[Duty], latest: Mapping[int, Submission], names: Mapping[int, str], on: date
) -> RequestView:
    held = owed if row.withdrawn_at is None else ()
    return RequestView(
        id=row.pk,
        form_id=row.form_id,
        form_code=row.form_code,
        label=book().form_by_id(row.form_id).short_label,
        period=Period.parse(row.period),
        due_on=row.due_on,
        reason=row.reason,
        document_id=row.document_id,
        asked_by=names.get(row.asked_by_id or 0, "Hệ thống"),
        asked_at=row.asked_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        moved=_moved(row),
        standing=_standing(held, latest, on),
    )


def _standing(owed: Sequence[Duty], latest: Mapping[int, Submission], on: date) -> Standing:
    timings = [timing_of(duty, latest[duty.pk], on) for duty in owed]
    words = [one.timing for one in timings if one is not None]
    return Standing(
        owed=len(owed),
        sent=sum(latest[duty.pk].first_sent_at is not None for duty in owed),
        late=words.count("late"),
        overdue=words.count("overdue"),
        accepted=sum(latest[duty.pk].accepted_at is not None for duty in owed),
    )
