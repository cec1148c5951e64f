"""Say which outgoing document answers an incoming one."""

from datetime import datetime

from django.db import transaction

from pcmt.documents.handling import CannotHandle, lifecycle, obtain_handling
from pcmt.documents.models import Document
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor


@transaction.atomic
def record_reply(*, document_id: int, reply_id: int, actor: Actor, at: datetime) -> None:
    """This will close an incoming document as answered by an outgoing one, which must be registered."""
    handling = obtain_handling(document_id, "documents.record_reply", actor)

    target = lifecycle().after(handling.state, "record_reply")
    reply = Document.objects.filter(id=reply_id, direction=Document.Direction.OUT).only("id").first()
    if reply is None:
        raise CannotHandle(
            "Văn bản trả lời chưa có trong kho văn bản đi.",
            remedy="Đăng ký văn bản đi đã ký, rồi ghi lại.",
            fields={"number": "Không có văn bản đi này trong kho."},
        )

    before, handling.state = handling.state, target
    handling.reply_id, handling.closed_at = reply.id, at
    handling.save()

    record(
        action="documents.record_reply",
        subject=f"document:{handling.document_id}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "reply": f"document:{reply.id}"},
    )
