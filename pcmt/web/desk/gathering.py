"""Everything the desk asks for: one question a panel, and only what this actor may see."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from pcmt.accounts import queries as accounts
from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import ProgrammeView
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.classification import queries as classification
from pcmt.classification.queries import Standing
from pcmt.documents import queries as documents
from pcmt.documents.queries import DocumentRow, handling
from pcmt.documents.queries.drafting import DraftView, drafts_to_sign
from pcmt.documents.queries.handling import HandlingView, SealedView
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import IndicatorRow, Progress, PublicPageView, Value
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind, Period
from pcmt.kernel.refusal import NotFound
from pcmt.notices import queries as notices
from pcmt.notices.queries import NoticeView
from pcmt.plans import queries as plans
from pcmt.plans.queries import ClosingView, TargetView, TaskView
from pcmt.publications import queries as publications
from pcmt.publications.queries import ReportLayout, ReportRow
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import Awaiting, Board, CorrectionTold, ExtensionWaiting
from pcmt.rulebook.queries import book
from pcmt.rulebook.queries.drafts import ToRelease, to_release
from pcmt.web.desk.asked import Asked, gather_asked
from pcmt.web.desk.correcting import LOOK_BACK as CORRECTIONS_LOOK_BACK
from pcmt.web.waiting import report_step

LOOK_BACK = 3
SOON = timedelta(days=7)
"""How far ahead the desk looks for letters that must be answered."""


@dataclass(frozen=True)
class Recognised:
    """The share of communes recognised by decision, as indicator, and where its target stands."""

    value: Value
    progress: Progress | None


@dataclass(frozen=True)
class Undecided:
    """A year that has ended and for which no class has been decided, in a province with so many communes."""

    year: Period
    communes: int


@dataclass(frozen=True)
class Found:
    """What the desk shows of an actor's work; empty or None where it is not theirs to see.

    judged: for who oversees, the indicators of which something is asked, as the leader's page counts them; targets: for
    the others, those of plans in which their agencies lead.

    reports: those whose next step is theirs, with that step; to_compose: what has no report yet for the period ended.
    `oversees`: they look at the reports of every area, so tasks and targets are those of the whole plan. `kept`: the
    tasks of plans that are theirs to keep, on which they accept what others report. `charges`: they put people of their
    agency in charge.
    """

    oversees: bool
    area: AreaView | None = None
    waiting: tuple[Awaiting, ...] = ()
    board: Board | None = None
    tasks: tuple[TaskView, ...] | None = None
    suggestions: tuple[DocumentRow, ...] = ()
    reports: tuple[tuple[ReportRow, str], ...] = ()
    to_compose: tuple[tuple[ReportLayout, Period], ...] = ()
    judged: tuple[IndicatorRow, ...] = ()
    targets: tuple[tuple[TargetView, Progress], ...] = ()
    recognised: Recognised | None = None
    undecided: Undecided | None = None
    standing: Standing | None = None
    idle_accounts: int = 0
    accounts: int = 0
    lacks_communes: bool = False
    letters: tuple[HandlingView, ...] = ()
    unassigned: int = 0
    sealed: tuple[SealedView, ...] = ()
    programmes: tuple[ProgrammeView, ...] = ()
    escalated: tuple[NoticeView, ...] = ()
    rules: tuple[ToRelease, ...] = ()
    to_publish: tuple[PublicPageView, ...] = ()
    extensions: tuple[ExtensionWaiting, ...] = ()
    corrections: tuple[CorrectionTold, ...] = ()
    refused: tuple[CorrectionTold, ...] = ()
    to_sign: tuple[DraftView, ...] = ()
    kept: tuple[TaskView, ...] = ()
    charges: bool = False
    closings: tuple[ClosingView, ...] = ()
    own_agencies: frozenset[int] = frozenset()
    asked: Asked = field(default_factory=Asked)


def gather(actor: Actor, on: date) -> Found:
    """This will gather an actor's desk, as of a day."""
    oversees = actor.areas_for("reporting.view") is None
    area = areas.area(actor.area_id, on) if actor.area_id is not None else None
    written = publications.reports(actor) if actor.may_somewhere("publications.view") else ()
    judged = _judged(actor, on) if oversees else ()
    held = accounts.accounts(actor) if actor.may_somewhere("accounts.manage") else ()
    reports = actor.may_somewhere("reporting.view")
    tasks = _tasks(actor, on, oversees)
    return Found(
        oversees=oversees,
        area=area,
        waiting=reporting.awaiting(actor, on) if reports else (),
        board=_board(actor, on) if reports else None,
        tasks=tasks,
        kept=tuple(task for task in tasks or () if plans.may_keep(actor, task, "plans.accept_task")),
        closings=plans.closings_waiting(actor) if actor.may_somewhere("plans.accept_closing") else (),
        charges=actor.may_somewhere("plans.put_in_charge"),
        own_agencies=actor.own_agencies,
        suggestions=_suggestions(actor),
        reports=tuple((row, step) for row in written if (step := report_step(actor, row.state.code))),
        to_compose=_to_compose(written, on) if actor.may_somewhere("publications.compose") else (),
        judged=judged,
        targets=() if oversees else _led_targets(actor, on),
        recognised=_recognised(area, judged, on) if oversees and area else None,
        undecided=_undecided(actor, area, on),
        standing=_standing(actor, area, on),
        idle_accounts=sum(one.is_active and one.signed_in_at is None for one in held),
        accounts=sum(one.is_active for one in held),
        letters=handling.due_work(actor, by=on + SOON),
        unassigned=_unassigned(actor, on),
        sealed=handling.sealed_deadlines(actor),
        programmes=agencies.programmes(on) if actor.may_somewhere("agencies.record_review") else (),
        escalated=notices.unseen(actor, "escalated") if _leads(actor) else (),
        rules=to_release(actor) if actor.may_somewhere("rulebook.release") else (),
        to_publish=indicators.public_pages_to_open(actor),
        extensions=reporting.extensions_waiting(actor),
        corrections=reporting.corrections_waiting(actor),
        refused=reporting.corrections_refused(actor, on - CORRECTIONS_LOOK_BACK),
        to_sign=drafts_to_sign(actor) if actor.may_somewhere("documents.return_draft") else (),
        asked=gather_asked(actor, on, tasks or ()),
        lacks_communes=bool(held) and _lacks_communes(on),
    )


def _leads(actor: Actor) -> bool:
    """Only heads are told of what the agencies below have long owed."""
    return any(role.leads for role in book().roles() if role.code in actor.roles)


def _board(actor: Actor, on: date) -> Board | None:
    """The board of the newest period that has ended, else of the newest one open."""
    form = book().forms(on)[0]
    known = reporting.periods_known(form.code)
    present = reporting.present_period(form.code, on)
    shown = next((period for period in known if period.last_day < on), known[0] if known else present)
    return reporting.board(actor, form.code, shown, on)


def _tasks(actor: Actor, on: date, oversees: bool) -> tuple[TaskView, ...] | None:
    if not actor.may_somewhere("plans.view"):
        return None
    if oversees:
        return plans.tasks(actor, on=on)
    return plans.tasks(actor, agency_ids=actor.own_agencies, on=on) if actor.agency_id is not None else ()


def _suggestions(actor: Actor) -> tuple[DocumentRow, ...]:
    if not actor.may_somewhere("documents.settle_suggestion"):
        return ()
    return documents.documents(actor, waiting=True).rows


def _unassigned(actor: Actor, on: date) -> int:
    return handling.counts(actor, on).unassigned if actor.may_somewhere("documents.assign_handler") else 0


def _to_compose(written: tuple[ReportRow, ...], on: date) -> tuple[tuple[ReportLayout, Period], ...]:
    made = {(row.label, row.period) for row in written}
    ended = (
        (layout, indicators.ended_periods(layout.period_kind, layout.calendar, on, 1)[0])
        for layout in publications.layouts(on)
    )
    return tuple((layout, period) for layout, period in ended if (layout.label, period) not in made)


def _judged(actor: Actor, on: date) -> tuple[IndicatorRow, ...]:
    try:
        return indicators.judged_rows(actor, indicators.home_area(actor, on).id, on)
    except NotFound:
        return ()  # no province has been set up, or its values are not theirs to see


def _led_targets(actor: Actor, on: date) -> tuple[tuple[TargetView, Progress], ...]:
    found = plans.led_targets(actor, actor.own_agencies)
    standing = indicators.progresses(found, on) if found else {}
    return tuple((target, standing[target.id]) for target in found)


def _recognised(area: AreaView, judged: tuple[IndicatorRow, ...], on: date) -> Recognised | None:
    rule = classification.share_of_recognised(on)
    if rule is None or area.level != rule.level:
        return None
    row = next((row for row in judged if row.rule.code == rule.code), None)
    if row is not None:
        return Recognised(row.value, row.progress)
    ended = indicators.ended_periods(rule.period_kind, rule.calendar, on, LOOK_BACK)
    return Recognised(indicators.latest(indicators.series(rule.code, area.id, ended, on)), None)


def _undecided(actor: Actor, area: AreaView | None, on: date) -> Undecided | None:
    if area is None or not classification.may_decide(actor, area):
        return None
    year = indicators.ended_periods(Kind.YEAR, classification.scheme_on(on).calendar, on, 1)[0]
    communes = len(areas.communes(area.id, on))
    return Undecided(year, communes) if communes and not classification.decisions(year) else None


def _standing(actor: Actor, area: AreaView | None, on: date) -> Standing | None:
    if area is None or area.level != "commune" or not actor.may_somewhere("classification.view"):
        return None
    return classification.standing(actor, area.id, None, on)


def _lacks_communes(on: date) -> bool:
    province = areas.province(on)
    return province is None or not areas.communes(province.id, on)
