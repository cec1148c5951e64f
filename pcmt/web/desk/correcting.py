"""Corrections of closed reports that units ask for: those that wait for an answer, and what was answered with a no."""

from collections.abc import Sequence
from datetime import timedelta

from pcmt.reporting.queries import CorrectionTold
from pcmt.web.desk.chore import Chore
from pcmt.web.navigation import address

LOOK_BACK = timedelta(days=7)
"""So long a refusal stands on the desk of who asked."""


def corrections_refused(refused: Sequence[CorrectionTold]) -> list[Chore]:
    """This will tell a unit why its report was not opened again."""
    return [
        Chore(
            f"Không mở lại để đính chính báo cáo {one.name_inside}",
            f"{one.name_beside} · {one.answer}",
            "Xem trả lời",
            f"{address('reporting.submission', one.submission_id)}#de-nghi-dinh-chinh",
        )
        for one in refused
    ]


def corrections_to_answer(waiting: Sequence[CorrectionTold]) -> list[Chore]:
    """This will list what waits for an answer, each on its report."""
    return [
        Chore(
            f"Trả lời đề nghị đính chính của {one.unit}",
            f"{one.cells} ô của báo cáo {one.name_inside} · {one.name_beside}: {one.reason}",
            "Xem, trả lời",
            f"{address('reporting.submission', one.submission_id)}#de-nghi-dinh-chinh",
        )
        for one in waiting
    ]
