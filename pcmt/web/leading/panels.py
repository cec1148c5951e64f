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
from pcmt.web.areas.slots import Panel
from pcmt.web.classification.shapes import decided_badge
from pcmt.web.components import HeatRow, State
from pcmt.web.leading.score_shapes import PartCell, part_cells, score_text
from pcmt.web.reporting.wording import heat_state, short_month

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
    """How every form came in: the most frequent as a heat map, all of them counted; and what stands out just now."""

    columns: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    counts: tuple[tuple[str, int, int], ...]
    signs: tuple[Suspicion, ...]
    more: int
    signs_url: str
    signs_period: str
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
    return Panel("leading/area_score.html", shown, "diem", "Bảng điểm")


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
    return Panel("leading/area_years.html", Years(decided, registered), "phan-loai-cac-nam", "Phân loại các năm")


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
    """This will show how the commune's reports came in, and what stands out in the newest; None where unseen."""
    if area.level != "commune":
        return None
    on = timezone.localdate(at)
    found = reporting.tracks_of_area(actor, area.id, on)
    if not found:
        return None
    often = max(found, key=lambda one: len(one.periods))
    signs, period, url = _signs(actor, often)
    shown = Reported(
        columns=tuple(short_month(one) for one in often.periods),
        heat=tuple(HeatRow("Gửi báo cáo", [heat_state(mark) for mark in track.marks]) for track in often.tracks),
        counts=tuple((one.form.label, *_counted(one.tracks)) for one in found),
        signs=signs[:SHOWN],
        more=max(len(signs) - SHOWN, 0),
        signs_url=url,
        signs_period=period,
        url=reverse("reporting.unit_timeliness", args=[area.id]),
    )
    return Panel("leading/area_reported.html", shown, "gui-bao-cao", "Gửi báo cáo, dấu hiệu")


def _counted(tracks: Sequence[Track]) -> tuple[int, int]:
    return sum(one.in_time for one in tracks), sum(one.judged for one in tracks)


def _signs(actor: Actor, often: Tracks) -> tuple[tuple[Suspicion, ...], str, str]:
    """The signs of doubt that nobody has set aside in the newest report, its period, and where it is."""
    marks = [mark for track in often.tracks for mark in track.marks if mark.submission_id is not None]
    for mark in reversed(marks):
        assert mark.submission_id is not None
        reports = reporting.suspicions(actor, often.form.code, mark.period, submission_ids=[mark.submission_id])
        if reports:
            url = reverse("reporting.submission", args=[mark.submission_id])
            return reports[0].open, mark.period.name_inside, url
    return (), "", ""


def papers_panel(actor: Actor, area: AreaView, at: datetime) -> Panel | None:
    """This will list the plans and the newest documents of the commune's offices; None where there are none."""
    if area.level != "commune":
        return None
    offices = {agency.id for agency in agencies.agencies(area_id=area.id, on=timezone.localdate(at))}
    own = tuple(plan for plan in plans.plans(actor) if plan.agency_id in offices)
    rows = documents.of_agencies(actor, offices, most=SHOWN)
    if not own and not rows:
        return None
    return Panel("leading/area_papers.html", Papers(own, rows), "van-ban", "Văn bản, kế hoạch")
