"""A batch of matched figures written into drafts, in a fixed number of statements however many reports it fills."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate

from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.lifecycle import CannotMove
from pcmt.reporting.bulk.matching import Filled
from pcmt.reporting.bulk.outcome import Outcome
from pcmt.reporting.bulk.storing import Stored, store
from pcmt.reporting.closings import shut_among
from pcmt.reporting.models import Confirmation, DraftCell, Duty, Signature, Step, Submission
from pcmt.rulebook.queries import book

MOVE = "enter_cells"
Key = tuple[int, str]


@dataclass
class Writer:
    """Writes batch after batch; remembers of each report only whether this file has touched it, and which cells."""

    actor: Actor
    at: datetime
    digest: str
    outcome: Outcome
    is_trial: bool = False
    touched: set[int] = field(default_factory=set)
    filled: dict[int, int] = field(default_factory=dict)

    def write(self, batch: Sequence[Filled]) -> None:
        """This will write what differs from the drafts; rows of reports that are not open are refused."""
        once = [one for one in batch if self._is_first(one)]
        latest = self._open_reports({one.duty_id for one in once})
        standing = self._standing({submission.pk for submission in latest.values()})
        cells: list[Stored] = []
        sections: dict[str, set[int]] = defaultdict(set)
        for one in once:
            submission = latest.get(one.duty_id)
            if submission is None:
                self.outcome.refuse("closed", one.row, f"dòng {one.row}")
                continue
            before = standing.get((submission.pk, one.cell.element))
            if before is not None and before[:2] == (one.scaled, one.cell.scale):
                self.outcome.same += 1
                continue
            self._count(before)
            revision = before[2] + 1 if before else 1
            cells.append(Stored(submission.pk, one.cell.element, one.scaled, one.cell.scale, revision))
            sections[one.section].add(submission.pk)
        if not self.is_trial and cells:
            self._store(cells, sections, {one.pk: one for one in latest.values()})
        self.touched |= {cell.submission_id for cell in cells}
        self.outcome.reports = len(self.touched)

    def _is_first(self, one: Filled) -> bool:
        """Whether no row before filled the same cell: a bit for each cell of a report."""
        bits, bit = self.filled.get(one.duty_id, 0), 1 << one.place
        if bits & bit:
            self.outcome.refuse("twice", one.row, one.cell.element)
            return False
        self.filled[one.duty_id] = bits | bit
        return True

    def _open_reports(self, duties: set[int]) -> dict[int, Submission]:
        """The latest round of each duty where figures may be entered, locked until the batch is written."""
        rows = Submission.objects.filter(duty__in=duties).order_by("duty_id", "round")
        latest = {row.duty_id: row for row in (rows if self.is_trial else rows.select_for_update())}
        lifecycle = book().lifecycle("submission")
        shut = shut_among(latest, localdate(self.at)) if lifecycle.moves[MOVE].while_open else frozenset()
        found = {}
        for duty_id, submission in latest.items():
            if duty_id in shut:
                continue
            try:
                lifecycle.after(submission.state, MOVE)
            except CannotMove:
                continue
            found[duty_id] = submission
        return found

    def _standing(self, submissions: set[int]) -> dict[Key, tuple[int | None, int, int]]:
        rows = DraftCell.objects.filter(submission__in=submissions)
        named = rows.values_list("submission_id", "element", "scaled", "scale", "revision")
        return {
            (submission, element): (scaled, scale, revision)
            for submission, element, scaled, scale, revision in named.iterator(5000)
        }

    def _count(self, before: tuple[int | None, int, int] | None) -> None:
        if before is None or before[0] is None:
            self.outcome.new += 1
        else:
            self.outcome.changed += 1

    def _store(self, cells: list[Stored], sections: dict[str, set[int]], reports: dict[int, Submission]) -> None:
        store(cells, person_id=self.actor.person_id, at=self.at)
        changed = {cell.submission_id for cell in cells}
        self._void(sections, changed)
        target = book().lifecycle("submission").moves[MOVE].target
        Submission.objects.filter(pk__in=changed).update(state=target, version=F("version") + 1)
        self._note_steps([reports[pk] for pk in sorted(changed - self.touched)], target)
        self._note(cells, changed)

    def _void(self, sections: dict[str, set[int]], changed: set[int]) -> None:
        standing = {"voided_at__isnull": True}
        for section, submissions in sections.items():
            Confirmation.objects.filter(submission__in=submissions, section=section, **standing).update(
                voided_at=self.at
            )
        self.outcome.voided += Signature.objects.filter(submission__in=changed, **standing).update(voided_at=self.at)

    def _note_steps(self, reports: Sequence[Submission], target: str) -> None:
        """One step a report, however many batches fill it: whose hands they were is what it is for."""
        Step.objects.bulk_create(
            Step(
                submission=report,
                move=MOVE,
                state_before=report.state,
                state_after=target,
                person_id=self.actor.person_id,
                on_behalf_of_id=self.actor.principal_id,
                post_id=self.actor.post_id,
                at=self.at,
                detail={"imported": self.digest},
            )
            for report in reports
        )

    def _note(self, cells: Sequence[Stored], changed: set[int]) -> None:
        """One entry a form and period: a million figures are one deed, and each report's steps tell of it too."""
        owed = Duty.objects.filter(submissions__in=changed).values_list("submissions", "form_code", "period")
        period_of = {submission: f"period:{form_code}/{period}" for submission, form_code, period in owed}
        figures = Counter(period_of[cell.submission_id] for cell in cells)
        reports = Counter(period_of[submission] for submission in changed)
        for period, count in sorted(figures.items()):
            record(
                action="reporting.import_figures",
                subject=period,
                actor=self.actor,
                at=self.at,
                after={"figures": count, "reports": reports[period], "digest": self.digest},
            )
