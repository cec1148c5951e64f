"""Why sent reports of a period are kept apart from those closed together: what nobody has looked at yet, by report."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.prepared import Prepared
from pcmt.reporting.models import DraftCell, SetAside, Step, Submission
from pcmt.reporting.queries.suspicions import suspicions
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.oddities import mark_of
from pcmt.reporting.sent import Changed, changed_since, sent_before
from pcmt.rulebook.queries import Form

_FIGURES = Prepared(
    lambda submission_ids: DraftCell.objects.filter(submission_id__in=submission_ids, scaled__isnull=False)
)
_SENDINGS = Prepared(
    lambda duty_ids: (
        Step.objects.filter(submission__duty_id__in=duty_ids, move="submit").select_related("submission").order_by("id")
    )
)

CHANGED, CHANGED_LABEL = "changed", "Đã sửa sau khi gửi"


@dataclass(frozen=True)
class Doubt:
    """One reason to look before closing: a sign (`suspicions`), or a figure changed since it was sent before."""

    kind: str
    kind_label: str
    element: str
    label: str
    words: str

    @property
    def mark(self) -> str:
        """What names it when it is set aside: another figure makes another mark."""
        return mark_of(self.kind, self.element, self.words)


def doubts(actor: Actor, form: Form, period: Period, rows: Sequence[Submission]) -> dict[int, tuple[Doubt, ...]]:
    """This will gather what nobody has set aside in sent reports of one form and period, by submission."""
    changed = _changes_unseen(form, rows)
    found: dict[int, list[Doubt]] = defaultdict(list)
    for report in suspicions(actor, form.code, period, submission_ids=[row.pk for row in rows]):
        for one in report.open:
            found[report.submission_id].append(Doubt(one.kind, one.kind_label, one.element, one.label, one.words))
    for submission_id, told in changed.items():
        found[submission_id] += told
    return {submission_id: tuple(told) for submission_id, told in found.items()}


def _changes_unseen(form: Form, rows: Sequence[Submission]) -> dict[int, list[Doubt]]:
    found = {pk: [_told(one, form) for one in changes] for pk, changes in changes_since_sent(form, rows).items()}
    seen = set()
    if any(found.values()):
        aside = SetAside.objects.filter(submission__in=found, kind=CHANGED)
        seen = set(aside.values_list("submission_id", "element", "words"))
    return {pk: [one for one in told if (pk, one.element, one.words) not in seen] for pk, told in found.items()}


def changes_since_sent(form: Form, rows: Sequence[Submission]) -> dict[int, tuple[Changed, ...]]:
    """This will name what differs in each report from what was sent before it, in the form's order (two queries)."""
    sendings: dict[int, list[Step]] = defaultdict(list)
    # Most reports that are opened were never sent, in this round or one before it: of them nothing is asked.
    rows = [row for row in rows if row.first_sent_at is not None or row.round > 1]
    by_duty = {row.duty_id: row for row in rows}
    for step in _SENDINGS.all(by_duty):
        sendings[step.submission.duty_id].append(step)
    before = {row.pk: sent_before(sendings[row.duty_id], row.state) for row in rows}
    told = [pk for pk, figures in before.items() if figures is not None]
    now: dict[int, dict[str, Quantity]] = defaultdict(dict)
    for cell in _FIGURES.all(told):
        now[cell.submission_id][cell.element] = Quantity(cell.scaled or 0, cell.scale)
    order = {cell.element: place for place, cell in enumerate(form.cells)}
    return {
        pk: tuple(
            sorted(changed_since(before[pk], now[pk]).values(), key=lambda one: order.get(one.element, len(order)))
        )
        for pk in told
    }


def _told(one: Changed, form: Form) -> Doubt:
    cell = form.cell(one.element)
    label, kind = (cell.label, cell.kind) if cell else (one.element, "count")
    before, now = (
        write_figure(value.scaled, value.scale, kind) if value else "trống" for value in (one.before, one.now)
    )
    return Doubt(CHANGED, CHANGED_LABEL, one.element, label, f"từ {before} thành {now}")
