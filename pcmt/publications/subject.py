"""Official reports as things that a leader gives an opinion on: `committee.ports.Subject`, plugged in by settings."""

from datetime import date

from pcmt.committee.ports import Subject
from pcmt.kernel.actor import Actor
from pcmt.publications.access import report_for


class Reports:
    """The official reports, each seen in its province."""

    kind = "report"
    label = "Báo cáo tổng hợp"

    def title(self, actor: Actor, subject_id: int, on: date) -> str:
        """This will name a report as its heading does."""
        return report_for(actor, subject_id, "publications.view").title


SUBJECT: Subject = Reports()
