"""What somebody else proposed and what waits for a second person: rules, indicators for the public."""

from collections.abc import Sequence
from datetime import date

from pcmt.indicators.queries import PublicPageView
from pcmt.rulebook.queries.drafts import ToRelease
from pcmt.web.desk.chore import Chore
from pcmt.web.navigation import address


def rules_to_release(waiting: Sequence[ToRelease], on: date) -> list[Chore]:
    """This will list the proposals that the actor may release: a built form by its name, other rules by the reason.

    They have no deadline of their own, but whoever proposed them waits, and so does everyone who is to be asked: they
    are for today.
    """
    return [
        Chore(
            f"Xem, ban hành biểu “{one.label}”" if one.draft_id else "Xem, ban hành quy tắc được đề xuất",
            one.reason,
            "Xem đề xuất",
            address("rulebook.propose_form_draft", one.draft_id)
            if one.draft_id
            else address("rulebook.propose_release"),
            on,
        )
        for one in waiting
    ]


def pages_to_open(waiting: Sequence[PublicPageView], on: date) -> list[Chore]:
    """This will list the proposals to show indicators to everybody that the actor may open; for today, as above."""
    return [
        Chore(
            f"Xem, cho công khai {len(one.choices)} chỉ số",
            f"{one.proposed_by} đề nghị: {one.reason}",
            "Xem trước",
            address("indicators.public_proposal", one.id),
            on,
        )
        for one in waiting
    ]
