"""How agencies follow when their areas merge, split, move or change their name (a follower of pcmt.areas.ports).

Agencies of an ended area end with it, and their likes in the new area take over their work, their people and their
children; schools, enterprises and their kind only change their area. Where an area goes on under another name, its
agencies do too. What an agency was stays as it was: names, posts and seats begin anew from the day on.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from pcmt.agencies.following.committees import end_committees, pass_programmes, pass_seats
from pcmt.agencies.following.handing import hand_over
from pcmt.agencies.following.hanging import hang
from pcmt.agencies.following.letting_go import LOSABLE, let_go_of_posts
from pcmt.agencies.following.names import rename
from pcmt.agencies.following.posts import end_orders, pass_posts
from pcmt.agencies.following.work import Work
from pcmt.agencies.rules.taking_over import Place
from pcmt.areas import queries as areas
from pcmt.areas.ports import Course, Followed
from pcmt.areas.ports.losses import Losses
from pcmt.areas.ports.memento import take_back
from pcmt.kernel.actor import Actor


class AgenciesFollow:
    """The follower of this package."""

    name = "agencies"
    label = "Cơ quan, chức vụ"
    rows: Mapping[str, str] = {
        "agencies.Agency": "cơ quan",
        "agencies.AgencyVersion": "tên gọi, cấp trên của cơ quan",
        "agencies.AgencyAlias": "tên gọi đã ghi nhớ",
        "agencies.Committee": "ban chỉ đạo, tổ giúp việc",
        "agencies.CommitteeMember": "thành viên ban chỉ đạo",
        "agencies.MemberArea": "địa bàn phụ trách của thành viên",
        "agencies.Post": "chức vụ",
        "agencies.ProgrammeParty": "chương trình phối hợp",
        "agencies.SigningOrder": "văn bản giao ký",
    }

    def follow(self, course: Course, choices: Mapping[str, str], *, actor: Actor, at: datetime) -> Followed:
        """This will end, found, move and rename agencies, and let posts and seats go over with them."""
        work = Work(course, choices, _places(course))
        hand_over(work)
        hang(work)
        pass_posts(work)
        end_orders(work)
        pass_seats(work)
        pass_programmes(work)
        end_committees(work)
        rename(work)
        return Followed(tuple(work.touched), work.memento.rows)

    def unfollow(
        self, course: Course, memento: list[dict[str, Any]], losses: Losses, *, actor: Actor, at: datetime
    ) -> None:
        """This will put agencies, posts and seats back as they were."""
        let_go_of_posts(memento, losses)
        take_back(memento, losses, losable=LOSABLE)

    def settle(self, course: Course, *, undone: bool, at: datetime) -> None:
        """This will do nothing: nothing here is derived from the map."""


def _places(course: Course) -> dict[int, Place]:
    old = areas.areas_by_id(course.ended, course.on - timedelta(days=1))
    new = areas.areas_by_id({one.new_id for one in course.passings}, course.on)
    return {area_id: Place(view.full_name, view.short_name) for area_id, view in (old | new).items()}


FOLLOWER = AgenciesFollow()
