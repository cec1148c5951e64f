"""The walk of one report in tests: opened, filled in, confirmed, signed, sent, closed, each by its own hands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import queries
from pcmt.reporting.actions.accept import accept
from pcmt.reporting.actions.confirm_section import confirm_section
from pcmt.reporting.actions.enter_cells import EntryResult, enter_cells
from pcmt.reporting.actions.open_period import open_period
from pcmt.reporting.actions.sign import sign
from pcmt.reporting.actions.submit import submit
from pcmt.reporting.queries import SubmissionView
from tests.province import Province

FORM = "xa-thang"
OCTOBER = Period.parse("2026-10@nd09")
NOVEMBER = Period.parse("2026-11@nd09")
SECTION_OF = {"y_te": "clinic", "van_hoa_xa_hoi": "culture", "cong_an": "police"}


@dataclass
class Walk:
    """The steps of reports in the small province; `actor` resolves accounts."""

    province: Province
    actor: Callable[[str], Actor]
    at: datetime

    def open(self, period: Period = OCTOBER) -> int:
        return open_period(form_code=FORM, period=period, actor=self.actor("planner"), at=self.at)

    def id(self, commune: str, period: Period = OCTOBER) -> int:
        """The latest round's submission of a commune."""
        area = self.province.communes[commune].id
        duty = queries.duty(self.actor("planner"), FORM, period, area)
        assert duty is not None
        return duty.submission_id

    def view(self, submission: int, username: str = "planner") -> SubmissionView:
        return queries.submission(self.actor(username), submission, self.at.date())

    def enter(
        self,
        submission: int,
        cells: Mapping[str, str | None],
        username: str = "sen-hong.reporter",
        seen: Mapping[str, int] | None = None,
        **more: Mapping[str, str],
    ) -> EntryResult:
        """Enters with the revisions that stand now, unless `seen` says otherwise."""
        if seen is None:
            view = self.view(submission, username)
            seen = {cell.element: cell.revision for section in view.sections for cell in section.cells}
        return enter_cells(
            submission_id=submission, cells=cells, seen=seen, actor=self.actor(username), at=self.at, **more
        )

    def fill(self, submission: int, figures: Mapping[str, str] | None = None, commune: str = "sen-hong") -> None:
        """Fills every cell: 0 unless a figure is given; explains every warning."""
        view = self.view(submission)
        cells = {cell.element: "0" for section in view.sections for cell in section.cells if not cell.computed}
        self.enter(submission, {**cells, **(figures or {})}, f"{commune}.reporter")
        self.explain(submission, commune)

    def explain(self, submission: int, commune: str = "sen-hong") -> None:
        reasons = {check.code: "Đã đối chiếu sổ gốc." for check in self.view(submission).failing}
        if reasons:
            self.enter(submission, {}, f"{commune}.reporter", explanations=reasons)

    def confirm(self, submission: int, section: str, username: str) -> None:
        confirm_section(submission_id=submission, section=section, actor=self.actor(username), at=self.at)

    def confirm_all(self, submission: int, commune: str = "sen-hong") -> None:
        for section in self.view(submission).sections:
            if section.confirmation is None:
                self.confirm(submission, section.code, f"{commune}.{SECTION_OF[section.code]}-head")

    def sign(self, submission: int, commune: str = "sen-hong") -> None:
        sign(submission_id=submission, actor=self.actor(f"{commune}.chairman"), at=self.at)

    def submit(self, submission: int, commune: str = "sen-hong", at: datetime | None = None) -> None:
        submit(submission_id=submission, actor=self.actor(f"{commune}.reporter"), at=at or self.at)

    def send(self, submission: int, commune: str = "sen-hong", at: datetime | None = None) -> None:
        """From a filled draft to the standing office."""
        self.confirm_all(submission, commune)
        self.sign(submission, commune)
        self.submit(submission, commune, at)

    def accept(self, submission: int, username: str = "planner") -> None:
        accept(submission_id=submission, actor=self.actor(username), at=self.at)

    def close(self, commune: str, figures: Mapping[str, str] | None = None, period: Period = OCTOBER) -> int:
        """The whole walk for a commune with all heads; returns the submission."""
        submission = self.id(commune, period)
        self.fill(submission, figures, commune)
        self.send(submission, commune)
        self.accept(submission)
        return submission


def far_reaching(walk: Walk) -> Actor:
    """One who fills in for two communes, as a province's own role may let somebody do."""
    one, other = walk.actor("sen-hong.reporter"), walk.actor("hoa-ban.reporter")
    return replace(one, grants=one.grants + other.grants)
