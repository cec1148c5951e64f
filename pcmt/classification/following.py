"""What a change of the map means for classes (a follower of pcmt.areas.ports): only told, never written.

A class was decided for an area as it was; whether its successor has one is for a new decision to say.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pcmt.areas import queries as areas
from pcmt.areas.ports import Course, Followed, Touched
from pcmt.areas.ports.losses import Losses
from pcmt.classification.models import ClassDecision
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period


class ClassificationFollow:
    """The follower of this package."""

    name = "classification"
    label = "Phân loại địa bàn"
    rows: Mapping[str, str] = {"classification.ClassDecision": "quyết định phân loại"}

    def follow(self, course: Course, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Followed:
        """This will tell which decisions for the event's year or later concern areas that end or take others in."""
        concerned = {*course.ended, *(one.new_id for one in course.passings), *(one.old_id for one in course.passings)}
        names = areas.last_seen(concerned, course.on)
        rows = ClassDecision.objects.filter(area_id__in=concerned, revoked_at__isnull=True).order_by("pk")
        told = "quyết định giữ nguyên cho địa bàn cũ; địa bàn mới cần rà soát, phân loại lại"
        return Followed(
            tuple(
                Touched(
                    f"class:{row.pk}",
                    f"{names[row.area_id].full_name}, {Period.parse(row.period).label_inside}, {row.decision_number}",
                    told,
                    warning=True,
                )
                for row in rows
                if Period.parse(row.period).last_day >= course.on
            )
        )

    def unfollow(
        self, course: Course, memento: list[dict[str, Any]], losses: Losses, *, actor: Actor, at: datetime
    ) -> None:
        """This will do nothing: nothing was written."""

    def settle(self, course: Course, *, undone: bool, at: datetime) -> None:
        """This will do nothing: nothing here is derived from the map."""


FOLLOWER = ClassificationFollow()
