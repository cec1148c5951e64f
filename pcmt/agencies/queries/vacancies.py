"""Whether a post can be filled: what an appointment asks before it, and a sheet of appointments before any of them."""

from pcmt.agencies.models import Post
from pcmt.agencies.rules.signing import flaw_of_post
from pcmt.kernel.refusal import Refusal
from vanban.text import format_date


def refuse_flawed_power(powers: str, *, is_head: bool) -> None:
    """This will refuse a signing power that such a post cannot carry by itself."""
    if flaw := flaw_of_post(powers, is_head=is_head):
        raise Refusal(
            flaw, remedy="Cấp phó ghi KT., quyền cấp trưởng ghi Q., còn lại để trống.", fields={"powers": flaw}
        )


def refuse_second_head(agency_id: int) -> None:
    """This will refuse to put a head beside the one that an agency has."""
    head = Post.objects.filter(agency_id=agency_id, is_head=True, valid_to__isnull=True).first()
    if head is not None:
        message = f"Cơ quan đang có người đứng đầu ({head.title}, từ {format_date(head.valid_from)})."
        remedy = "Kết thúc nhiệm kỳ của người đứng đầu hiện nay trước."
        raise Refusal(message, remedy=remedy, fields={"is_head": f"{message} {remedy}"})
