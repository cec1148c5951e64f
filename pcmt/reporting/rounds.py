"""One submission held for change: locked, with its form, its lifecycle and the hands that have worked on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timezone import localdate

from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Need, NotFound, Refusal
from pcmt.reporting import policy, report_rows
from pcmt.reporting.closings import require_open
from pcmt.reporting.models import Duty, Step, Submission
from pcmt.reporting.owners import section_owners
from pcmt.rulebook.queries import Form, Section, book
from vanban.text import format_date

Made = tuple[str, int | None, int | None]
"""A move, who made it, and for whom where that was another."""


class Stale(Refusal):
    """This will say that what the actor looked at is no longer what the system holds."""

    code = "stale"


class Dropped(Refusal):
    """This will say that the correction that somebody still wrote in was given up."""

    code = "dropped"


class Released(Refusal):
    """This will say that the area ended within the period, and that others owe the report now."""

    code = "released"


@dataclass
class Round:
    """A submission in the caller's transaction, that nobody else can change until it ends."""

    submission: Submission
    form: Form
    lifecycle: Lifecycle
    owners: dict[str, int] = field(default_factory=dict)

    @property
    def duty(self) -> Duty:
        """The duty that it answers."""
        return self.submission.duty

    @property
    def period(self) -> Period:
        """The period that it reports on."""
        return Period.parse(self.duty.period)

    @property
    def subject(self) -> str:
        """Its reference in the journal."""
        return f"submission:{self.submission.pk}"

    @property
    def sections_to_confirm(self) -> tuple[Section, ...]:
        """The sections of other agencies; what the owing agency answers for itself, its head confirms by signing."""
        return tuple(part for part in self.form.sections if self.owners[part.code] != self.duty.agency_id)

    def hands(self) -> dict[str, frozenset[int]]:
        """This will tell which persons made which moves in this round, voided ones included."""
        return hands_of(report_rows.MADE.all(self.submission.pk))

    def check_version(self, version: int | None) -> None:
        """This will refuse as Stale where the actor's page was made from another version; None asks for no check."""
        if version is not None and version != self.submission.version:
            raise Stale(
                "Báo cáo này vừa có thay đổi kể từ lúc trang được mở.",
                remedy="Mở lại trang để xem nội dung mới rồi thực hiện lại.",
            )

    def check_move(self, move: str, actor: Actor, at: datetime) -> str:
        """This will give the state that a move leads to; refuses where state, hands or a closed period forbid it."""
        target = self.lifecycle.after(self.submission.state, move, never=out_of_question(self.submission.round))
        if self.lifecycle.moves[move].while_open:
            require_open(self.duty, localdate(at))
        if self.lifecycle.moves[move].apart_from:
            needs = Need(self.lifecycle.moves[move].permission, self.duty.agency_id, self.duty.area_id)
            self.lifecycle.check_hands(move, actor.hands, self.hands(), needs)
        return target

    def step(
        self,
        move: str,
        target: str,
        *,
        actor: Actor,
        at: datetime,
        reason: str = "",
        detail: dict[str, object] | None = None,
    ) -> Step:
        """This will write the move down and bring state and version up to date."""
        submission, before = self.submission, self.submission.state
        submission.state = target
        submission.version += 1
        report_rows.REPORTS.keep(submission)
        return report_rows.ALL_STEPS.add(
            Step(
                submission_id=submission.pk,
                move=move,
                state_before=before,
                state_after=target,
                person_id=actor.person_id,
                on_behalf_of_id=actor.principal_id,
                post_id=actor.post_id,
                at=at,
                reason=reason,
                detail=detail or {},
            )
        )


def out_of_question(round_: int) -> frozenset[str]:
    """This will name the moves that a round can never make: the first corrects nothing that could be dropped."""
    return frozenset({"drop_correction"}) if round_ == 1 else frozenset()


def hands_of(steps: Iterable[Made]) -> dict[str, frozenset[int]]:
    """This will gather moves with by and for whom they were made into move → persons."""
    found: dict[str, set[int]] = {}
    for move, *persons in steps:
        found.setdefault(move, set()).update(person for person in persons if person is not None)
    return {move: frozenset(persons) for move, persons in found.items()}


def hold(submission_id: int, actor: Actor, version: int | None = None) -> Round:
    """This will lock a submission that the actor may see; NotFound for all others.

    version: what the actor's page was made from; Stale where the submission has changed since.
    SQLite locks the whole database at the transaction's start, PostgreSQL this row.
    """
    found = report_rows.HELD.first(submission_id)
    if found is None:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    duty, rules = found.duty, book()
    if duty.released_on is not None:
        raise Released(
            f"Kỳ báo cáo này đã chuyển sang đơn vị mới từ ngày {format_date(duty.released_on)}; bản nhập dở được giữ "
            "lại để tra cứu.",
            remedy="Nhập số liệu vào báo cáo của đơn vị mới.",
        )
    form = rules.form_by_id(duty.form_id)
    owners = section_owners(form, duty.agency_id, duty.area_id, duty.last_day)
    policy.require_sight(policy.may_view(actor, duty, owners.values()))
    if found.dropped_at is not None:
        raise Dropped(
            f"Lần đính chính này đã bỏ ngày {format_date(localdate(found.dropped_at))}; số đã chốt trước đó vẫn dùng.",
            remedy="Xem báo cáo đã chốt; nếu số vẫn sai thì đề nghị cơ quan thường trực mở lại để đính chính.",
        )
    held = Round(found, form, rules.lifecycle("submission"), owners)
    held.check_version(version)
    return held
