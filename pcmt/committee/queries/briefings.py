"""Briefings as they are read: the requests, and who has done what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from pcmt.agencies import queries as agencies
from pcmt.committee import policy
from pcmt.committee.models import Briefing, BriefingDuty, BriefingSession
from pcmt.committee.rules.briefing import FORM_LABELS, STANDINGS, Standing, standing
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound


@dataclass(frozen=True)
class SessionView:
    """A sitting; it counts unless it was taken back, for the reason given."""

    id: int
    held_on: date
    place: str
    form_label: str
    invited: int
    present: int
    words: str
    told_at: datetime
    taken_back_for: str

    @property
    def counts(self) -> bool:
        """Whether it is part of the figures."""
        return not self.taken_back_for


@dataclass(frozen=True)
class DutyView:
    """How an agency stands, with its sittings; mine: the actor records for it."""

    agency_id: int
    agency_name: str
    is_asked: bool
    standing: Standing
    sessions: tuple[SessionView, ...]
    mine: bool = False

    @property
    def tone(self) -> str:
        """Its tone on the screen."""
        return STANDINGS[self.standing][0]

    @property
    def label(self) -> str:
        """How it stands, in Vietnamese."""
        return STANDINGS[self.standing][1]

    @property
    def is_done(self) -> bool:
        """Whether a sitting counts."""
        return self.standing in ("done", "done_late")

    @property
    def counting(self) -> tuple[SessionView, ...]:
        """The sittings that count."""
        return tuple(one for one in self.sessions if one.counts)

    @property
    def invited(self) -> int:
        """How many people were asked to come, over all its sittings."""
        return sum(one.invited for one in self.counting)

    @property
    def present(self) -> int:
        """How many people came, over all its sittings."""
        return sum(one.present for one in self.counting)


@dataclass(frozen=True)
class BriefingView:
    """A request with how those stand whom the actor may see; the worst first."""

    id: int
    document: documents.DocumentRow
    due_on: date
    asked_on: date
    note: str
    withdrawn_for: str
    duties: tuple[DutyView, ...] = field(default=())
    may_withdraw: bool = False

    @property
    def reference(self) -> str:
        """The reference that the journal understands."""
        return f"briefing:{self.id}"

    @property
    def done(self) -> int:
        """How many agencies have briefed their people."""
        return sum(one.is_done for one in self.duties)

    @property
    def late(self) -> int:
        """How many have not, past the day."""
        return sum(one.standing == "late" for one in self.duties)

    @property
    def invited(self) -> int:
        """How many people were asked to come, over all agencies."""
        return sum(one.invited for one in self.duties)

    @property
    def present(self) -> int:
        """How many people came, over all agencies."""
        return sum(one.present for one in self.duties)

    @property
    def mine(self) -> tuple[DutyView, ...]:
        """What the actor records for."""
        return tuple(one for one in self.duties if one.mine)

    @property
    def awaits_me(self) -> bool:
        """Whether an agency for which the actor records has not briefed its people."""
        return not self.withdrawn_for and any(not one.is_done for one in self.mine)


ORDER: tuple[Standing, ...] = ("late", "waiting", "done_late", "done")


def briefings(actor: Actor, *, on: date) -> tuple[BriefingView, ...]:
    """This will list the requests that concern whom the actor may see, newest first, as they stand on a day."""
    return _views(actor, Briefing.objects.all(), on)


def briefing(actor: Actor, briefing_id: int, *, on: date) -> BriefingView:
    """This will give one request as it stands on a day; NotFound where the actor may see none of its agencies."""
    found = _views(actor, Briefing.objects.filter(pk=briefing_id), on)
    if not found:
        raise NotFound("Không tìm thấy yêu cầu quán triệt.")
    return found[0]


def _views(actor: Actor, found: Iterable[Briefing], on: date) -> tuple[BriefingView, ...]:
    reach = policy.agencies_reach(actor)
    rows = list(found)
    duties = BriefingDuty.objects.filter(briefing__in=[row.pk for row in rows])
    owed = list(duties if reach is None else duties.filter(agency_id__in=reach))
    held: dict[int, list[BriefingSession]] = defaultdict(list)
    for one in BriefingSession.objects.filter(duty__in=[duty.pk for duty in owed]):
        held[one.duty_id].append(one)
    named = agencies.agencies_by_id({duty.agency_id for duty in owed})
    heads = documents.labels(row.document_id for row in rows)
    by_briefing: dict[int, list[BriefingDuty]] = defaultdict(list)
    for duty in owed:
        by_briefing[duty.briefing_id].append(duty)
    return tuple(
        BriefingView(
            id=row.pk,
            document=heads[row.document_id],
            due_on=row.due_on,
            asked_on=row.asked_on,
            note=row.note,
            withdrawn_for=row.withdrawn_for,
            duties=_duties(row, by_briefing[row.pk], held, named, actor=actor, on=on),
            may_withdraw=not row.withdrawn_for
            and bool(policy.may_ask("committee.withdraw_briefing", actor, agency_id=row.keeper_id)),
        )
        for row in rows
        if by_briefing[row.pk]
    )


def _duties(
    row: Briefing,
    owed: Iterable[BriefingDuty],
    held: dict[int, list[BriefingSession]],
    named: dict[int, agencies.AgencyView],
    *,
    actor: Actor,
    on: date,
) -> tuple[DutyView, ...]:
    views = [
        DutyView(
            agency_id=duty.agency_id,
            agency_name=named[duty.agency_id].name,
            is_asked=named[duty.agency_id].party_line,
            standing=standing(
                (one.held_on for one in held[duty.pk] if not one.taken_back_for), due_on=row.due_on, on=on
            ),
            sessions=tuple(_session(one) for one in held[duty.pk]),
            mine=policy.answers_for("committee.record_briefing", actor, duty.agency_id),
        )
        for duty in owed
    ]
    return tuple(sorted(views, key=lambda one: (ORDER.index(one.standing), one.agency_name)))


def _session(row: BriefingSession) -> SessionView:
    return SessionView(
        id=row.pk,
        held_on=row.held_on,
        place=row.place,
        form_label=FORM_LABELS[row.form],
        invited=row.invited,
        present=row.present,
        words=row.words,
        told_at=row.told_at,
        taken_back_for=row.taken_back_for,
    )
