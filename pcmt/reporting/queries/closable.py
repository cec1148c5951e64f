"""Which sent reports of a period can be closed together, and which are kept apart to be looked at one by one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting import policy
from pcmt.reporting.models import DraftCell, Step, Submission
from pcmt.reporting.queries.duties import area_names, latest_rounds, timing_of, visible_duties
from pcmt.reporting.queries.suspicions import suspicions
from pcmt.reporting.rounds import Made, hands_of
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.timeliness import Timeliness
from pcmt.reporting.sent import Changed, changed_since, sent_before
from pcmt.rulebook.queries import Form, book

SIGNS_TOLD = 3


@dataclass(frozen=True)
class Closable:
    """A sent report; `version` goes back with the closing. doubts: why it is kept apart, in Vietnamese."""

    submission_id: int
    version: int
    area_name: str
    former_district: str
    sent_at: datetime | None
    timing: Timeliness | None
    round: int
    doubts: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True)
class ToClose:
    """The sent reports of a form and period: plain ones, doubtful ones, those that others must close, and the rest.

    closed: how many are closed already; owed: how many there are at all.
    """

    plain: tuple[Closable, ...]
    doubtful: tuple[Closable, ...]
    barred: tuple[Closable, ...]
    closed: int
    owed: int

    @property
    def waiting(self) -> int:
        """How many lie with who checks."""
        return len(self.plain) + len(self.doubtful) + len(self.barred)


def to_close(actor: Actor, form_code: str, period: Period, on: date) -> ToClose:
    """This will sort the sent reports that the actor may close; a fixed number of queries, whatever their number.

    Doubtful is what nobody has set aside (`suspicions`), and what changed since it was sent before.
    """
    form = book().form(form_code, period.last_day)
    owed = list(visible_duties(actor).filter(form_code=form_code, period=period.id))
    latest = latest_rounds(owed)
    sources = book().lifecycle("submission").moves["accept"].sources
    sent = [
        duty
        for duty in owed
        if latest[duty.pk].state in sources and policy.may_on_duty(actor, "reporting.accept", duty)
    ]
    names = area_names(sent)
    ids = [latest[duty.pk].pk for duty in sent]
    signs = {one.submission_id: one.open for one in suspicions(actor, form_code, period, submission_ids=ids)}
    hands, changed = _hands(ids), changes_since_sent(form, [latest[duty.pk] for duty in sent])
    groups: dict[str, list[Closable]] = defaultdict(list)
    for duty in sorted(sent, key=lambda one: names[one.area_id].sort_key):
        row, area = latest[duty.pk], names[duty.area_id]
        doubts = [f"{one.kind_label}: {one.label} – {one.words}" for one in signs.get(row.pk, ())]
        doubts += [_told(one, form) for one in changed.get(row.pk, ())]
        one = Closable(
            submission_id=row.pk,
            version=row.version,
            area_name=area.full_name,
            former_district=area.former_district,
            sent_at=row.first_sent_at,
            timing=timing_of(duty, row, on),
            round=row.round,
            doubts=tuple(doubts[:SIGNS_TOLD]),
            more=max(len(doubts) - SIGNS_TOLD, 0),
        )
        groups["barred" if _barred(actor, hands.get(row.pk, {})) else "doubtful" if doubts else "plain"].append(one)
    return ToClose(
        plain=tuple(groups["plain"]),
        doubtful=tuple(groups["doubtful"]),
        barred=tuple(groups["barred"]),
        closed=sum(latest[duty.pk].accepted_at is not None for duty in owed),
        owed=len(owed),
    )


def changes_since_sent(form: Form, rows: Sequence[Submission]) -> dict[int, tuple[Changed, ...]]:
    """This will name what differs in each report from what was sent before it, in the form's order (two queries)."""
    sendings: dict[int, list[Step]] = defaultdict(list)
    by_duty = {row.duty_id: row for row in rows}
    for step in (
        Step.objects.filter(submission__duty__in=by_duty, move="submit").select_related("submission").order_by("id")
    ):
        sendings[step.submission.duty_id].append(step)
    before = {row.pk: sent_before(sendings[row.duty_id], row.state) for row in rows}
    told = [pk for pk, figures in before.items() if figures is not None]
    now: dict[int, dict[str, Quantity]] = defaultdict(dict)
    for cell in DraftCell.objects.filter(submission__in=told, scaled__isnull=False):
        now[cell.submission_id][cell.element] = Quantity(cell.scaled or 0, cell.scale)
    order = {cell.element: place for place, cell in enumerate(form.cells)}
    return {
        pk: tuple(
            sorted(changed_since(before[pk], now[pk]).values(), key=lambda one: order.get(one.element, len(order)))
        )
        for pk in told
    }


def _hands(ids: Sequence[int]) -> dict[int, Mapping[str, frozenset[int]]]:
    made: dict[int, list[Made]] = defaultdict(list)
    for step in Step.objects.filter(submission__in=ids).only("submission_id", "move", "person_id", "on_behalf_of_id"):
        made[step.submission_id].append((step.move, step.person_id, step.on_behalf_of_id))
    return {submission_id: hands_of(steps) for submission_id, steps in made.items()}


def _barred(actor: Actor, hands: Mapping[str, frozenset[int]]) -> bool:
    apart = book().lifecycle("submission").moves["accept"].apart_from
    return any(actor.hands & hands.get(move, frozenset()) for move in apart)


def _told(one: Changed, form: Form) -> str:
    cell = form.cell(one.element)
    label, kind = (cell.label, cell.kind) if cell else (one.element, "count")
    before, now = (
        write_figure(value.scaled, value.scale, kind) if value else "trống" for value in (one.before, one.now)
    )
    return f"Đã sửa sau khi gửi: {label} – từ {before} thành {now}"
