"""How reports follow when areas merge, split or end (a follower of pcmt.areas.ports).

A period that ended before the event's day stays the old unit's; those who do its agencies' work now answer for it. A
period that the day falls in, or a later one, is owed by the new unit, unless an old one has sent its report already:
then all old units of the event keep that period, and their figures count in the totals of where their heirs lie.
Drafts stay with the duty that they were typed into.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.areas.ports import Course, Followed, Touched
from pcmt.areas.ports.losses import Losses
from pcmt.areas.ports.memento import Memento, take_back
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting.ledger import refresh_since
from pcmt.reporting.models import Duty, Fact, Submission
from pcmt.rulebook.queries import book

Key = tuple[str, str, str]
"""A form, a period, and the kind of agency that owes it."""


@dataclass
class _Work:
    """One event: the old units' duties with their latest rounds, and what is written and told."""

    course: Course
    at: datetime
    names: Mapping[int, str]
    kinds: Mapping[int, str]
    latest: Mapping[int, Submission]
    memento: Memento = field(default_factory=Memento)
    touched: list[Touched] = field(default_factory=list)

    def key(self, duty: Duty) -> Key:
        """Duties of one key are owed by the same kind of agency for the same form and period."""
        return duty.form_code, duty.period, self.kinds[duty.pk]


class ReportingFollow:
    """The follower of this package."""

    name = "reporting"
    label = "Báo cáo số liệu"
    rows: Mapping[str, str] = {
        "reporting.DraftCell": "ô số liệu đã nhập",
        "reporting.Explanation": "giải trình",
        "reporting.Confirmation": "xác nhận phần biểu",
        "reporting.Duty": "báo cáo phải gửi",
        "reporting.Fact": "số liệu đã chốt",
        "reporting.Signature": "chữ ký báo cáo",
        "reporting.Step": "bước xử lý báo cáo",
        "reporting.Submission": "báo cáo",
        "reporting.TallyPlace": "số liệu theo thôn, bản",
        "reporting.Words": "phần lời đã nhập",
    }

    def follow(self, course: Course, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Followed:
        """This will pass the periods still to be answered to the new units, and keep the totals right."""
        duties = [*Duty.objects.select_for_update().filter(area_id__in=course.ended).order_by("first_day", "pk")]
        going_on = {one for passing in course.passings for one in (passing.old_id, passing.new_id)} - set(course.ended)
        beside = [*Duty.objects.filter(area_id__in=going_on, last_day__gte=course.on).order_by("pk")]
        work = _Work(course, at, _names(course), _kinds([*duties, *beside]), _latest([*duties, *beside]))
        later: dict[Key, list[Duty]] = {}
        for duty in duties:
            if duty.last_day < course.on:
                _stay(work, duty)
            else:
                later.setdefault(work.key(duty), []).append(duty)
        for duty in beside:
            later.setdefault(work.key(duty), [])
        for key, owed in later.items():
            _pass_on(work, owed, [duty for duty in beside if work.key(duty) == key])
        return Followed(tuple(work.touched), work.memento.rows)

    def unfollow(
        self, course: Course, memento: list[dict[str, Any]], losses: Losses, *, actor: Actor, at: datetime
    ) -> None:
        """This will give the old units their duties back; refuses where a new unit has closed figures."""
        closed = Fact.objects.filter(area_id__in=course.begun).count()
        if closed:
            losses.stands(f"{closed} số liệu của đơn vị mới đã được chốt")
        _let_go_of_drafts(course, memento, losses)
        _withdraw_untouched(course, memento, losses)
        take_back(memento, losses, losable=("reporting.Submission",))

    def settle(self, course: Course, *, undone: bool, at: datetime) -> None:
        """This will add up totals anew, and let old units owe again what was opened for new ones meanwhile."""
        if undone:
            _open_for_old(course, at)
        refresh_since({*course.ended, *course.begun, *course.revised}, course.on, at)


FOLLOWER = ReportingFollow()


def _names(course: Course) -> dict[int, str]:
    ids = {*course.ended, *course.begun, *(one.new_id for one in course.passings)}
    return {area_id: view.full_name for area_id, view in areas.last_seen(ids, course.on).items()}


def _kinds(duties: Collection[Duty]) -> dict[int, str]:
    """The kind of the agency that owed each duty before the event."""
    found = agencies.agencies_by_id(duty.agency_id for duty in duties)
    return {duty.pk: found[duty.agency_id].kind for duty in duties}


def _latest(duties: Iterable[Duty]) -> dict[int, Submission]:
    rows = Submission.objects.filter(duty_id__in=[duty.pk for duty in duties]).order_by("round")
    return {row.duty_id: row for row in rows}


def _label(work: _Work, duty: Duty) -> str:
    form = book().form_by_id(duty.form_id)
    return f"{form.short_label}, {Period.parse(duty.period).label.lower()}, {work.names[duty.area_id]}"


def _stay(work: _Work, duty: Duty) -> None:
    """What was owed for a period before the day stays; only what is still open is told."""
    if work.latest[duty.pk].accepted_at is not None:
        return
    heir = work.course.heir(duty.area_id)
    told = f"giữ theo đơn vị cũ; người của {work.names[heir]} làm tiếp" if heir else "không còn ai trả lời"
    reference = f"submission:{work.latest[duty.pk].pk}"
    work.touched.append(Touched(reference, _label(work, duty), told, warning=heir is None))


def _pass_on(work: _Work, owed: list[Duty], beside: list[Duty]) -> None:
    """One form and period that the event's day falls in or before: who owes it from now on.

    owed: by units that end. beside: by units that give or take something and go on.
    """
    if any(work.latest[duty.pk].first_sent_at is not None for duty in (*owed, *beside)):
        for duty in owed:
            told = "đã có đơn vị gửi báo cáo kỳ này, nên giữ theo đơn vị cũ; số liệu vẫn cộng vào tổng"
            work.touched.append(Touched(f"submission:{work.latest[duty.pk].pk}", _label(work, duty), told))
        return
    for duty in owed:
        successors = work.course.successors(duty.area_id)
        new = successors[0] if len(successors) == 1 and successors[0] in work.course.begun else None
        if new is not None and work.course.givers(new) == (duty.area_id,):
            _hand_on(work, duty, new)
        else:
            _release(work, duty)
    for area_id in work.course.begun:
        if work.course.givers(area_id):
            _owe(work, (owed or beside)[0], area_id)


def _release(work: _Work, duty: Duty) -> None:
    latest = work.latest[duty.pk]
    told = "chuyển cho đơn vị mới báo cáo; bản nhập dở giữ lại để tra cứu"
    if work.course.heir(duty.area_id) is None:
        told = "không còn phải báo cáo"
    work.memento.change(_label(work, duty), duty, released_on=work.course.on)
    reference, typed = f"submission:{latest.pk}", latest.cells.exists()
    work.touched.append(Touched(reference, _label(work, duty), told, warning=typed))


def _hand_on(work: _Work, duty: Duty, area_id: int) -> None:
    """A new unit that is all of one old unit goes on with its draft."""
    label, agency = _label(work, duty), _agency(duty, area_id, work)
    if agency is None:
        return
    work.memento.change(label, duty, area_id=area_id, agency_id=agency)
    reference = f"submission:{work.latest[duty.pk].pk}"
    work.touched.append(Touched(reference, label, f"{work.names[area_id]} báo cáo tiếp, giữ bản nhập dở"))


def _owe(work: _Work, like: Duty, area_id: int) -> None:
    agency = _agency(like, area_id, work)
    if agency is not None and not _owed_already(like, area_id, agency):
        label = f"{book().form_by_id(like.form_id).short_label}, {Period.parse(like.period).label.lower()}"
        work.memento.made(f"báo cáo {label}", *_open(like, area_id, agency, work.at))
        work.touched.append(Touched("", f"{label}, {work.names[area_id]}", "mở báo cáo của đơn vị mới"))


def _agency(duty: Duty, area_id: int, work: _Work) -> int | None:
    found = agencies.agency_for(area_id, work.kinds[duty.pk], work.course.on)
    if found is None:
        told = "chưa có cơ quan phải báo cáo ở đơn vị mới; bổ sung cơ quan rồi mở lại kỳ"
        work.touched.append(Touched("", _label(work, duty), told, warning=True))
    return None if found is None else found.id


def _let_go_of_drafts(course: Course, memento: list[dict[str, Any]], losses: Losses) -> None:
    """What new units have only typed goes; what somebody has confirmed, signed or sent stays, and stands in the way."""
    handed_on = {step["pk"] for step in memento if step.get("changed") == Duty._meta.label}
    rows = Submission.objects.filter(
        duty__area_id__in=course.begun, first_sent_at__isnull=True, confirmations=None, signatures=None
    )
    for draft in rows.exclude(duty_id__in=handed_on).select_related("duty").order_by("pk"):
        typed = (draft.cells, draft.words, draft.explanations, draft.tally_places)
        if draft.round == 1 and (draft.steps.exists() or any(part.exists() for part in typed)):
            name = book().form_by_id(draft.duty.form_id).short_label
            period = Period.parse(draft.duty.period).label.lower()
            losses.let_go(f"bản nhập dở {name}, {period}", f"submission:{draft.pk}")
            for part in (*typed, draft.steps):
                part.all().delete()


def _withdraw_untouched(course: Course, memento: list[dict[str, Any]], losses: Losses) -> None:
    """Duties opened for new units since the event, in which nobody has done anything, go without a trace."""
    own = {step["pk"] for step in memento if Duty._meta.label in {step.get("made"), step.get("changed")}}
    for duty in Duty.ever.filter(area_id__in=course.begun).exclude(pk__in=own):
        rounds = [*duty.submissions.all()]
        if len(rounds) != 1 or rounds[0].steps.exists() or rounds[0].cells.exists():
            losses.stands(f"báo cáo {Period.parse(duty.period).label.lower()} đã nhập ở đơn vị mới")
            continue
        rounds[0].delete()
        duty.delete()


def _open_for_old(course: Course, at: datetime) -> None:
    """Periods that were opened since the event are owed by the old units, as if it had never been."""
    since = [*Duty.objects.filter(last_day__gte=course.on).exclude(area_id__in=course.ended).order_by("pk")]
    kinds = _kinds(since)
    opened = {(duty.form_code, duty.period, kinds[duty.pk]): duty for duty in since}
    for (_, _, kind), like in opened.items():
        for area_id, agency in sorted(agencies.agencies_for(course.ended, kind, like.last_day).items()):
            if not _owed_already(like, area_id, agency.id):
                _open(like, area_id, agency.id, at)


def _owed_already(like: Duty, area_id: int, agency_id: int) -> bool:
    known = Duty.ever.filter(form_code=like.form_code, period=like.period, area_id=area_id)
    if book().is_shared(book().form_by_id(like.form_id)):
        known = known.filter(agency_id=agency_id)
    return known.exists()


def _open(like: Duty, area_id: int, agency_id: int, at: datetime) -> tuple[Duty, Submission]:
    duty = Duty.objects.create(
        form_id=like.form_id,
        form_code=like.form_code,
        period=like.period,
        first_day=like.first_day,
        last_day=like.last_day,
        area_id=area_id,
        agency_id=agency_id,
        due_on=like.due_on,
        opened_at=at,
    )
    start = book().lifecycle("submission").start
    return duty, Submission.objects.create(duty=duty, state=start, opened_at=at)
