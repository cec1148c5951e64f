"""What a reviewer should look at first, across the reports of a form and period: ranked, each with its reasons."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pcmt.agencies import queries as agencies
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.reporting.models import DraftCell, Duty, Explanation, Fact, SetAside, Submission
from pcmt.reporting.queries.duties import area_names, latest_rounds, visible_duties
from pcmt.reporting.rules.checks import answer_checks
from pcmt.reporting.rules.oddities import Figure, Kind, Oddity, mark_of, odd_among, odd_in_itself
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import periods_before, quantity_of
from pcmt.rulebook.queries import CellDef, Element, Form, QualityRules, book
from vanban.text import sort_key

COUNTED = ("count", "measure")
Past = Mapping[str, Mapping[str, int]]
KIND_LABELS: Mapping[Kind, str] = {
    "copied": "Giống hệt kỳ trước",
    "unusual": "Khác thường so với chính đơn vị",
    "stopped": "Đột ngột bằng 0",
    "rounded": "Nhiều số tròn",
    "jump": "Tăng, giảm đột biến",
    "peers": "Khác các đơn vị cùng loại",
    "explained": "Cảnh báo đã giải trình",
}


@dataclass(frozen=True)
class Seen:
    """That somebody looked at an oddity and found it reasonable: who, when and why."""

    person: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Suspicion:
    """One reason to look, at a cell (`element`, `label`) or at the whole report; `seen` takes it off the list.

    words: what stands out, with the figures; it is also what `set_aside` names, so that a changed figure comes back.
    """

    kind: Kind
    kind_label: str
    element: str
    label: str
    words: str
    weight: int
    seen: Seen | None = None

    @property
    def mark(self) -> str:
        """What names it when many are set aside: another figure makes another mark."""
        return mark_of(self.kind, self.element, self.words)


@dataclass(frozen=True)
class SuspectReport:
    """A report with what stands out in it; `score` ranks it: the points of what nobody has looked at yet."""

    submission_id: int
    area_id: int
    area_name: str
    former_district: str
    state: str
    state_label: str
    tone: str
    open: tuple[Suspicion, ...]
    seen: tuple[Suspicion, ...]

    @property
    def marks(self) -> str:
        """The marks of what nobody has looked at yet, as a page sends them back."""
        return ".".join(one.mark for one in self.open)

    @property
    def score(self) -> int:
        """Points by the weights of the rulebook."""
        return sum(one.weight for one in self.open)


@dataclass(frozen=True)
class _Sent:
    """What was sent for a form and period, loaded in a fixed number of queries."""

    form: Form
    period: Period
    duties: Sequence[Duty]
    latest: Mapping[int, Submission]
    names: Mapping[int, AreaView]
    drafts: Mapping[int, Mapping[str, int]]
    past: Mapping[int, Past]
    explained: Mapping[int, Mapping[str, str]]
    aside: Mapping[int, Mapping[tuple[str, str, str], Seen]]


def suspicions(
    actor: Actor, form_code: str, period: Period, *, submission_ids: Sequence[int] | None = None
) -> tuple[SuspectReport, ...]:
    """This will list the sent reports that the actor may see, most to look at first; a fixed number of queries.

    submission_ids narrows what is listed, not what figures are compared with. Closed reports stand behind those
    that wait; those with nothing odd are listed too. Of cells that the actor may not see nothing is told.
    """
    sent = _load(actor, form_code, period)
    rules, hidden = book().quality, _hidden(actor, sent)
    figures = {duty.pk: _figures(sent, duty, hidden) for duty in sent.duties}
    among = _among(sent, figures, rules)
    found = []
    for duty in sent.duties:
        if submission_ids is not None and sent.latest[duty.pk].pk not in submission_ids:
            continue
        odd = [*odd_in_itself(figures[duty.pk], rules), *among[duty.pk], *_explained(sent, duty, hidden)]
        found.append(_report(sent, duty, odd, rules))
    return tuple(sorted(found, key=lambda one: (one.state == "accepted", -one.score, sort_key(one.area_name))))


def _load(actor: Actor, form_code: str, period: Period) -> _Sent:
    form = book().form(form_code, period.last_day)
    owed = list(visible_duties(actor).filter(form_code=form_code, period=period.id))
    latest = latest_rounds(owed)
    duties = [duty for duty in owed if latest[duty.pk].first_sent_at is not None]
    rounds = {latest[duty.pk].pk for duty in duties}
    drafts: dict[int, dict[str, int]] = defaultdict(dict)
    cells = DraftCell.objects.filter(submission__in=rounds, scaled__isnull=False)
    for submission_id, element, scaled, scale in cells.values_list("submission_id", "element", "scaled", "scale"):
        drafts[submission_id][element] = _at_scale(element, scaled or 0, scale, form)
    explained: dict[int, dict[str, str]] = defaultdict(dict)
    for submission_id, code, text in Explanation.objects.filter(submission__in=rounds).values_list(
        "submission_id", "check_code", "text"
    ):
        explained[submission_id][code] = text
    return _Sent(
        form, period, duties, latest, area_names(duties), drafts, _past(form, period, duties), explained, _aside(rounds)
    )


def _past(form: Form, period: Period, duties: Sequence[Duty]) -> dict[int, dict[str, dict[str, int]]]:
    """Closed figures of the periods before, by area, period and element, at the form's scale (one query)."""
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    now_called = {cell.formerly: cell.element for cell in form.cells if cell.formerly}
    rows = Fact.objects.filter(
        area_id__in={duty.area_id for duty in duties},
        period__in=[one.id for one in periods_before(period)],
        element__in=[*form.cell_by_code, *now_called],
        superseded_at__isnull=True,
    )
    for area_id, at, kept, scaled, scale in rows.values_list("area_id", "period", "element", "scaled", "scale"):
        element = now_called.get(kept, kept)
        if element == kept or element not in found[area_id][at]:
            found[area_id][at][element] = _at_scale(element, scaled, scale, form)
    return found


def _aside(rounds: set[int]) -> dict[int, dict[tuple[str, str, str], Seen]]:
    found: dict[int, dict[tuple[str, str, str], Seen]] = defaultdict(dict)
    rows = list(SetAside.objects.filter(submission__in=rounds).order_by("id"))
    names = agencies.person_names({row.person_id for row in rows if row.person_id is not None})
    for row in rows:
        who = names.get(row.person_id, "") if row.person_id else "Hệ thống"
        found[row.submission_id][row.kind, row.element, row.words] = Seen(who, row.at, row.reason)
    return found


def _at_scale(element: str, scaled: int, scale: int, form: Form) -> int:
    cell = form.cell(element)
    return scaled if cell is None or cell.scale == scale else Quantity(scaled, scale).rescaled(cell.scale).scaled


def _figures(sent: _Sent, duty: Duty, hidden: frozenset[str]) -> list[Figure]:
    """One area's figures with their past: what is counted or measured, not answers by yes or no."""
    now = sent.drafts.get(sent.latest[duty.pk].pk, {})
    past = sent.past.get(duty.area_id, {})
    sheet = _sheet(sent, duty)
    found = []
    for cell in sent.form.cells:
        if cell.kind not in COUNTED or cell.element in hidden:
            continue
        computed = quantity_of(cell, sheet) if cell.computed is not None else None
        scaled = computed.scaled if computed else now.get(cell.element)
        if scaled is not None:
            before = tuple(past.get(one.id, {}).get(cell.element) for one in periods_before(sent.period))
            found.append(Figure(cell.element, cell.scale, _adds_up(cell), scaled, before))
    return found


def _adds_up(cell: CellDef) -> bool:
    element: Element = book().element(cell.element)
    return element.time == "sum"


def _sheet(sent: _Sent, duty: Duty) -> Sheet:
    """The figures as the form's checks see them."""
    scale_of = {cell.element: cell.scale for cell in sent.form.cells}
    known = {sent.period.id: sent.drafts.get(sent.latest[duty.pk].pk, {}), **sent.past.get(duty.area_id, {})}
    return Sheet(
        area="",
        period=sent.period,
        figures={
            at: {element: Quantity(scaled, scale_of[element]).fraction for element, scaled in cells.items()}
            for at, cells in known.items()
        },
        labels={cell.element: cell.label for cell in sent.form.cells},
        computed={cell.element: cell.computed for cell in sent.form.cells if cell.computed is not None},
    )


def _among(sent: _Sent, figures: Mapping[int, Sequence[Figure]], rules: QualityRules) -> dict[int, list[Oddity]]:
    """What stands out among areas of one type, element by element."""
    groups: dict[tuple[str, str], dict[int, Figure]] = defaultdict(dict)
    for duty in sent.duties:
        area = sent.names[duty.area_id]
        for figure in figures[duty.pk]:
            groups[area.type_label.lower(), figure.element][duty.pk] = figure
    found: dict[int, list[Oddity]] = defaultdict(list)
    for (called, _), peers in groups.items():
        for duty_id, oddity in odd_among(peers, called, rules).items():
            found[duty_id].append(oddity)
    return found


def _explained(sent: _Sent, duty: Duty, hidden: frozenset[str]) -> list[Oddity]:
    """Warnings that were sent with a reason: the reviewer judges the reason."""
    reasons = sent.explained.get(sent.latest[duty.pk].pk, {})
    if not reasons:
        return []
    answers = answer_checks([check for check in sent.form.checks if check.code in reasons], _sheet(sent, duty))
    return [
        Oddity("explained", answer.cells[0], f"{answer.message} Giải trình: {reasons[answer.code]}")
        for answer in answers
        if answer.outcome == "fails" and not hidden.intersection(answer.cells)
    ]


def _hidden(actor: Actor, sent: _Sent) -> frozenset[str]:
    """Restricted cells count only for those who check the form."""
    checks = all(actor.may("reporting.accept", agency_id=duty.agency_id, area_id=duty.area_id) for duty in sent.duties)
    return frozenset() if checks else frozenset(cell.element for cell in sent.form.cells if cell.restricted)


def _report(sent: _Sent, duty: Duty, odd: Sequence[Oddity], rules: QualityRules) -> SuspectReport:
    submission, area = sent.latest[duty.pk], sent.names[duty.area_id]
    aside = sent.aside.get(submission.pk, {})
    state = book().lifecycle("submission").states[submission.state]
    told = [_suspicion(one, sent.form, rules, aside.get((one.kind, one.element, one.words))) for one in odd]
    told.sort(key=lambda one: -one.weight)
    return SuspectReport(
        submission_id=submission.pk,
        area_id=duty.area_id,
        area_name=area.full_name,
        former_district=area.former_district,
        state=submission.state,
        state_label=state.label,
        tone=state.tone,
        open=tuple(one for one in told if one.seen is None),
        seen=tuple(one for one in told if one.seen is not None),
    )


def _suspicion(odd: Oddity, form: Form, rules: QualityRules, seen: Seen | None) -> Suspicion:
    cell = form.cell(odd.element)
    label = cell.label if cell else "Toàn bộ báo cáo"
    return Suspicion(odd.kind, KIND_LABELS[odd.kind], odd.element, label, odd.words, rules.weights[odd.kind], seen)
