"""Reports of figures as things that a leader gives an opinion on: `committee.ports.Subject`, plugged in by settings."""

from datetime import date

from pcmt.committee.ports import Subject
from pcmt.kernel.actor import Actor
from pcmt.reporting.queries.submissions import submission


class Submissions:
    """What communes and agencies hand in, each seen by who owes it, owns a part of it or checks it."""

    kind = "submission"
    label = "Báo cáo số liệu"

    def title(self, actor: Actor, subject_id: int, on: date) -> str:
        """This will name a report by its form, whose it is, and its period."""
        duty = submission(actor, subject_id, on).duty
        return f"{duty.form_short}, {duty.area_name}, {duty.name_inside}"


SUBJECT: Subject = Submissions()
