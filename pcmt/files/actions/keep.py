"""Keep an upload."""

from datetime import datetime

from django.db import transaction

from pcmt.files import shelf
from pcmt.files.models import StoredFile
from pcmt.files.queries import LARGEST, SAVE_AGAIN, FileView, flaw_of_name
from pcmt.files.rules import media
from pcmt.files.rules.name import safe_name
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal


class FileRefused(Refusal):
    """This will say why an upload cannot be kept."""

    code = "file_refused"


@transaction.atomic
def keep(*, data: bytes, name: str, purpose: str, actor: Actor, at: datetime) -> FileView:
    """This will keep the content under its digest and return what is known of it.

    purpose: the action that brings the file ("documents.register_document"). Refuses an empty file, more than 50 MB,
    a content of no known type, and a name whose ending claims another type than the content shows.
    """
    # Allowed by the action that brings the file: a file stands for nothing until that action's own thing refers to it.
    name, media_type = safe_name(name), media.media_type(data)

    _check(data, name, media_type)

    digest = shelf.put(data)
    row = StoredFile.objects.create(
        digest=digest, name=name, media_type=media_type, size=len(data), purpose=purpose, kept_at=at
    )

    record(
        action="files.keep",
        subject=f"file:{row.pk}",
        actor=actor,
        at=at,
        after={"digest": digest, "media_type": media_type, "size": row.size, "purpose": purpose},
        personal={"name": name},
    )
    return FileView(row.pk, digest, name, media_type, row.size, at, purpose)


def _check(data: bytes, name: str, media_type: str) -> None:
    if not data:
        raise FileRefused(
            "Tệp rỗng, không có nội dung.", remedy="Mở tệp trên máy để kiểm tra rồi tải lên lại.", where=name
        )
    if len(data) > LARGEST:
        raise FileRefused(
            f"Tệp nặng {len(data) / 1024 / 1024:.0f} MB, vượt quá mức 50 MB.",
            remedy="Giảm độ phân giải bản quét hoặc tách tệp rồi tải lên lại.",
            where=name,
        )
    if media_type == media.UNKNOWN:
        raise FileRefused(
            "Không nhận biết được loại tệp từ nội dung.",
            remedy="Dùng DOCX, PDF, HTML, văn bản thuần, XLSX, hoặc ảnh PNG, JPEG.",
            where=name,
        )
    if flaw := flaw_of_name(data, name):
        raise FileRefused(flaw, remedy=SAVE_AGAIN, where=name)
