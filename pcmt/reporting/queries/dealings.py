"""What is agreed around one report: deadlines asked and given, questions, answers, what changed since sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pcmt.agencies import queries as agencies
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy, report_rows
from pcmt.reporting.models import Duty, Extension, LateEntry, Remark
from pcmt.reporting.owners import section_owners
from pcmt.reporting.printed import print_code
from pcmt.reporting.queries.corrections_asked import REFUSE, CorrectionAskedView, corrections_asked
from pcmt.reporting.queries.doubts import changes_since_sent
from pcmt.reporting.rules.figures import write_figure
from pcmt.rulebook.queries import Form, book


@dataclass(frozen=True)
class ExtensionView:
    """A longer deadline asked for; undecided where `decided_at` is None, refused where only `granted_on` is."""

    id: int
    due_before: date
    wanted_on: date
    reason: str
    asked_by: str
    asked_at: datetime
    granted_on: date | None
    answer: str
    decided_by: str
    decided_at: datetime | None
    after_closing: bool = False


@dataclass(frozen=True)
class LateView:
    """Leave to enter after closing, up to and with a day; None takes it back."""

    until: date | None
    reason: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True)
class RemarkView:
    """One line of a thread; `element` and `label` are empty where it is about the whole report."""

    element: str
    label: str
    text: str
    person: str
    at: datetime


@dataclass(frozen=True)
class ChangeView:
    """A figure that is not what was sent before, as texts; empty where the cell is."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Dealings:
    """What is agreed around one report, and what this actor may add. changed: by element."""

    extensions: tuple[ExtensionView, ...]
    late: tuple[LateView, ...]
    remarks: tuple[RemarkView, ...]
    changed: Mapping[str, ChangeView]
    may_ask: bool
    was_sent: bool
    may_decide: bool
    may_remark: bool
    corrections: tuple[CorrectionAskedView, ...] = ()
    may_ask_correction: bool = False
    may_refuse_correction: bool = False

    @property
    def correction_waiting(self) -> CorrectionAskedView | None:
        """The correction that is asked for and that nobody has answered yet."""
        return next((one for one in self.corrections if one.waits), None)

    def wrong_cells(self, submission_id: int) -> dict[str, str]:
        """This will say beside which cells of a round a correction is asked for: in it, or by opening it."""
        last = self.corrections[-1] if self.corrections else None
        is_here = last is not None and (last.opened == submission_id or last.waits)
        return last.notes if last is not None and is_here else {}

    @property
    def waiting(self) -> ExtensionView | None:
        """The request that nobody has decided yet."""
        return next((one for one in self.extensions if one.decided_at is None), None)

    @property
    def last_decided(self) -> ExtensionView | None:
        """What was answered to the last request; None where one waits, or none was made."""
        last = self.extensions[-1] if self.extensions else None
        return last if last and last.decided_at is not None else None

    @property
    def threads(self) -> tuple[tuple[str, tuple[RemarkView, ...]], ...]:
        """The remarks by what they are about, the whole report first, each thread in the order of writing."""
        labels = dict.fromkeys(one.label for one in sorted(self.remarks, key=lambda one: bool(one.element)))
        return tuple((label, tuple(one for one in self.remarks if one.label == label)) for label in labels)


def dealings(actor: Actor, submission_id: int) -> Dealings:
    """This will tell what is agreed around a report; raises NotFound where it may not be seen.

    Seven queries, and those of `corrections_asked` where it was ever closed.
    """
    row = report_rows.REPORT.first(submission_id)
    if row is None:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    duty, form = row.duty, book().form_by_id(row.duty.form_id)
    owners = section_owners(form, duty.agency_id, duty.area_id, duty.last_day)
    policy.require_sight(policy.may_view(actor, duty, owners.values()))
    hidden = _hidden(actor, duty, form, owners)
    asked = report_rows.EXTENSIONS.all(duty.pk)
    late = report_rows.LATE_ENTRIES.all(duty.pk)
    said = [one for one in report_rows.REMARKS.all(duty.pk) if one.element not in hidden]
    names = _names(asked, late, said)
    changed = changes_since_sent(form, [row]).get(row.pk, ())
    return Dealings(
        extensions=tuple(extension_view(one, names) for one in asked),
        late=tuple(LateView(one.until, one.reason, _who(one.granted_by_id, names), one.granted_at) for one in late),
        remarks=tuple(
            RemarkView(one.element, _label(one.element, form), one.text, _who(one.person_id, names), one.at)
            for one in said
        ),
        changed={
            one.element: ChangeView(
                _label(one.element, form),
                write_figure(one.before.scaled, one.before.scale, _kind(one.element, form)) if one.before else "",
                write_figure(one.now.scaled, one.now.scale, _kind(one.element, form)) if one.now else "",
            )
            for one in changed
            if one.element not in hidden
        },
        may_ask=bool(policy.may_ask_extension(actor, duty)) and row.submitted_at is None and row.dropped_at is None,
        was_sent=row.first_sent_at is not None,
        may_decide=bool(policy.may_on_duty(actor, "reporting.decide_extension", duty)),
        may_remark=bool(policy.may_remark(actor, duty, owners.values())),
        corrections=corrections_asked(row, form, hidden),
        may_ask_correction=row.accepted_at is not None
        and bool(policy.may_ask_correction(actor, duty, owners.values())),
        may_refuse_correction=bool(policy.may_on_duty(actor, REFUSE, duty)),
    )


def code_of_print(actor: Actor, submission_id: int) -> str:
    """This will give the code of the report as it stands, for its printed form; NotFound where it may not be seen."""
    row = report_rows.REPORT.first(submission_id)
    if row is None:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    duty = row.duty
    owners = section_owners(book().form_by_id(duty.form_id), duty.agency_id, duty.area_id, duty.last_day)
    policy.require_sight(policy.may_view(actor, duty, owners.values()))
    return print_code(row)


def extension_view(row: Extension, names: Mapping[int, str]) -> ExtensionView:
    """This will show one request with the names of who asked and who decided."""
    return ExtensionView(
        id=row.pk,
        due_before=row.due_before,
        wanted_on=row.wanted_on,
        reason=row.reason,
        asked_by=_who(row.asked_by_id, names),
        asked_at=row.asked_at,
        granted_on=row.granted_on,
        answer=row.answer,
        decided_by=_who(row.decided_by_id, names) if row.decided_at else "",
        decided_at=row.decided_at,
        after_closing=row.after_closing,
    )


def _names(asked: list[Extension], late: list[LateEntry], said: list[Remark]) -> dict[int, str]:
    persons = {one.asked_by_id for one in asked} | {one.decided_by_id for one in asked}
    persons |= {one.granted_by_id for one in late} | {one.person_id for one in said}
    return agencies.person_names(person for person in persons if person is not None)


def _hidden(actor: Actor, duty: Duty, form: Form, owners: Mapping[str, int]) -> frozenset[str]:
    return frozenset(
        cell.element
        for section in form.sections
        for cell in section.cells
        if cell.restricted and not policy.may_view_restricted(actor, duty, owners[section.code])
    )


def _label(element: str, form: Form) -> str:
    cell = form.cell(element)
    return cell.label if cell else element


def _kind(element: str, form: Form) -> str:
    cell = form.cell(element)
    return cell.kind if cell else "count"


def _who(person_id: int | None, names: Mapping[int, str]) -> str:
    return "Hệ thống" if person_id is None else names.get(person_id, "")
