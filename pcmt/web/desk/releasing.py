"""Rules that somebody else proposed and that wait for a second person."""

from collections.abc import Sequence
from datetime import date

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
