"""What is shown of a commune over the years on its page: its score, its classes, its own targets, how it reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from pcmt.agencies import queries as agencies
from pcmt.areas.queries import AreaView
from pcmt.classification import queries as classification
from pcmt.classification.queries import DecisionView
from pcmt.documents import queries as documents
from pcmt.documents.queries import DocumentRow
from pcmt.indicators import queries as indicators
from pcmt.indicators.queries import Progress, ScoreRow
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from pcmt.plans.queries import EntryView, PlanView, TargetView
from pcmt.reporting import queries as reporting
from pcmt.reporting.queries import Suspicion, Track, Tracks
from pcmt.rulebook.queries import Scorecard, book
from pcmt.web.areas.slots import HeadFact, Panel
from pcmt.web.classification.shapes import decided_badge
from pcmt.web.components import HeatRow, State
from pcmt.web.leading.score_shapes import PartCell, part_cells, score_text
from pcmt.web.reporting.wording import heat_state, short_month

SENT = ("on_time", "amended", "late")
SHOWN = 6
"""How many documents and signs are listed; the rest is a click away."""


@dataclass(frozen=True)
class Scored:
    """A commune's score of the year so far, with where it is told in full."""

    row: ScoreRow
    score: str
    parts: tuple[PartCell, ...]
    url: str
    period: str


@dataclass(frozen=True)
class Years:
    """The classes decided, newest year first, and the years for which the commune is registered."""

    decided: tuple[tuple[DecisionView, State], ...]
    registered: tuple[EntryView, ...]


@dataclass(frozen=True)
class Reported:
    """How every form came in: the most frequent as a heat map, all of them counted."""

    columns: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    counts: tuple[tuple[str, int, int], ...]
    url: str
    on: date


@dataclass(frozen=True)
class Signs:
    """What stands out in the newest report and nobody has set aside; `more` are not listed."""

    signs: tuple[Suspicion, ...]
    more: int
    period: str
    url: str


@dataclass(frozen=True)
class Papers:
    """The plans that a commune's offices issued, and the newest documents in their registers."""

    plans: tuple[PlanView, ...]
    documents: tuple[DocumentRow, ...]


def score_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will show the commune's score of the year so far; None for who may not see it."""
    on = timezone.localdate(at)
    card = _card(on) if area.level == "commune" else None
    row = indicators.own_score(actor, card.code, area.id, on) if card else None
    if card is None or row is None:
        return None
    period = indicators.score_periods(card, on)[0]
    url = reverse("indicators.unit_score", args=[card.code, area.id])
    parts = part_cells(row, card)
    shown = Scored(row, score_text(row.total, card.scale), parts, url, period.name_inside)
    return Panel("leading/area_score.html", shown)


def _card(on: date) -> Scorecard | None:
    return next((card for card in book().scorecards(on) if card.whose == "commune"), None)


def years_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the classes decided year by year, and the roadmap; None where there are neither, or unseen."""
    if area.level != "commune" or not classification.may_view(actor, area):
        return None
    decided = tuple((one, decided_badge(one)) for one in classification.decisions_of(area.id))
    seen = actor.may_somewhere("plans.view")
    registered = plans.registrations(area.id, timezone.localdate(at)) if seen else ()
    if not decided and not registered:
        return None
    fact = None
    if decided:
        newest, badge = decided[0]
        ground = State(badge.kind, f"QĐ số {newest.decision_number}")
        fact = HeadFact(f"Phân loại {newest.period.name_inside}", newest.class_label, ground)
    shown = Years(decided, registered)
    return Panel("leading/area_years.html", shown, "phan-loai-cac-nam", "Phân loại các năm", fact)


def targets_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will show the targets given to the commune itself; None where there are none, or unseen."""
    if area.level != "commune":
        return None
    own = [target for target in plans.targets(actor) if target.scope_area_id == area.id]
    if not own:
        return None
    judged = indicators.progresses(own, timezone.localdate(at))
    rows: list[tuple[TargetView, Progress]] = [(target, judged[target.id]) for target in own]
    return Panel("leading/area_targets.html", rows, "chi-tieu", "Chỉ tiêu")


def reported_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will show how the commune's reports came in; None where nothing was owed, or unseen."""
    on = timezone.localdate(at)
    found = reporting.tracks_of_area(actor, area.id, on) if area.level == "commune" else ()
    if not found:
        return None
    often = _most_frequent(found)
    shown = Reported(
        columns=tuple(short_month(one) for one in often.periods),
        heat=tuple(HeatRow("Gửi báo cáo", [heat_state(mark) for mark in track.marks]) for track in often.tracks),
        counts=tuple((one.form.short_label, *_counted(one.tracks)) for one in found),
        url=reverse("reporting.unit_timeliness", args=[area.id]),
        on=on,
    )
    return Panel("leading/area_reported.html", shown, "gui-bao-cao", "Gửi báo cáo", _in_time(shown))


def signs_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the open signs of doubt in the newest report that was sent; None where there is none."""
    found = reporting.tracks_of_area(actor, area.id, timezone.localdate(at))
    if not found:
        return None
    often = _most_frequent(found)
    sent = [mark for track in often.tracks for mark in reversed(track.marks) if mark.mark in SENT]
    if not sent or sent[0].submission_id is None:
        return None
    mark, submission_id = sent[0], sent[0].submission_id
    reports = reporting.suspicions(actor, often.form.code, mark.period, submission_ids=[submission_id])
    signs = reports[0].open if reports else ()
    url = reverse("reporting.submission", args=[submission_id])
    shown = Signs(signs[:SHOWN], max(len(signs) - SHOWN, 0), mark.period.name_inside, url)
    return Panel("leading/area_signs.html", shown)


def _most_frequent(found: Sequence[Tracks]) -> Tracks:
    return max(found, key=lambda one: len(one.periods))


def _in_time(shown: Reported) -> HeadFact | None:
    in_time, judged = (sum(count) for count in zip(*((one[1], one[2]) for one in shown.counts), strict=True))
    if not judged:
        return None
    missed = judged - in_time
    state = State("late", f"{missed} chậm, chưa gửi") if missed else State("met", "đều đúng hạn")
    return HeadFact("Báo cáo đúng hạn, 12 kỳ gần nhất", f"{in_time}/{judged}", state)


def _counted(tracks: Sequence[Track]) -> tuple[int, int]:
    return sum(one.in_time for one in tracks), sum(one.judged for one in tracks)


def papers_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the plans and the newest documents of the commune's offices; None where there are none."""
    if area.level != "commune" or not (actor.may_somewhere("plans.view") or actor.may_somewhere("documents.view")):
        return None
    offices = {agency.id for agency in agencies.agencies(area_id=area.id, on=timezone.localdate(at))}
    own = tuple(plan for plan in plans.plans(actor) if plan.agency_id in offices)
    rows = documents.of_agencies(actor, offices, most=SHOWN)
    if not own and not rows:
        return None
    return Panel("leading/area_papers.html", Papers(own, rows), "van-ban", "Văn bản, kế hoạch")
