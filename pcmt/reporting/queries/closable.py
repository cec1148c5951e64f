"""Which sent reports of a period can be closed together, and which are kept apart to be looked at one by one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import policy
from pcmt.reporting.models import Step
from pcmt.reporting.queries.doubts import Doubt, doubts
from pcmt.reporting.queries.duties import area_names, latest_rounds, timing_of, visible_duties
from pcmt.reporting.rounds import Made, hands_of
from pcmt.reporting.rules.timeliness import Timeliness
from pcmt.rulebook.queries import book


@dataclass(frozen=True)
class Closable:
    """A sent report; `version` goes back with the closing. doubts: why it is kept apart."""

    submission_id: int
    version: int
    area_name: str
    former_district: str
    sent_at: datetime | None
    timing: Timeliness | None
    round: int
    doubts: tuple[Doubt, ...] = ()

    @property
    def marks(self) -> str:
        """The marks of its doubts, as the page sends them back."""
        return ".".join(one.mark for one in self.doubts)


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

    Doubtful is what has a doubt that nobody has set aside (`doubts`).
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
    hands, found = _hands(ids), doubts(actor, form, period, [latest[duty.pk] for duty in sent])
    groups: dict[str, list[Closable]] = defaultdict(list)
    for duty in sorted(sent, key=lambda one: names[one.area_id].sort_key):
        row, area = latest[duty.pk], names[duty.area_id]
        one = Closable(
            submission_id=row.pk,
            version=row.version,
            area_name=area.full_name,
            former_district=area.former_district,
            sent_at=row.first_sent_at,
            timing=timing_of(duty, row, on),
            round=row.round,
            doubts=found.get(row.pk, ()),
        )
        groups["barred" if _barred(actor, hands.get(row.pk, {})) else "doubtful" if one.doubts else "plain"].append(one)
    return ToClose(
        plain=tuple(groups["plain"]),
        doubtful=tuple(groups["doubtful"]),
        barred=tuple(groups["barred"]),
        closed=sum(latest[duty.pk].accepted_at is not None for duty in owed),
        owed=len(owed),
    )


def _hands(ids: Sequence[int]) -> dict[int, Mapping[str, frozenset[int]]]:
    made: dict[int, list[Made]] = defaultdict(list)
    for step in Step.objects.filter(submission__in=ids).only("submission_id", "move", "person_id", "on_behalf_of_id"):
        made[step.submission_id].append((step.move, step.person_id, step.on_behalf_of_id))
    return {submission_id: hands_of(steps) for submission_id, steps in made.items()}


def _barred(actor: Actor, hands: Mapping[str, frozenset[int]]) -> bool:
    apart = book().lifecycle("submission").moves["accept"].apart_from
    return any(actor.hands & hands.get(move, frozenset()) for move in apart)
