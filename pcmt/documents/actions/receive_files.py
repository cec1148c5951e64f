"""Take in files handed in together, to be read afterwards."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from pcmt.documents import policy
from pcmt.documents.due import check_due
from pcmt.documents.models import Batch, Document, ReceivedFile
from pcmt.documents.rules.receiving import EMPTY_MESSAGE, EMPTY_REMEDY, MOST_FILES
from pcmt.files import queries as files
from pcmt.files.actions.hold import hold
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound, Refusal


class WrongNumberOfFiles(Refusal):
    """This will say that a batch has no file, or too many."""

    code = "wrong_number_of_files"


@transaction.atomic
def receive_files(
    *,
    uploads: Iterable[tuple[bytes, str]],
    direction: str = "in",
    arrived_on: date | None = None,
    urgency: str = "",
    numbered: bool = False,
    reply_due_on: date | None = None,
    due_time: time | None = None,
    is_old: bool = False,
    version_of: int | None = None,
    version_note: str = "",
    actor: Actor,
    at: datetime,
) -> int:
    """This will put each file aside for `documents.read_received` and return the batch's identifier.

    uploads: content and name of 1 to 100 files, taken one at a time, so that no two need lie in memory. numbered:
    each incoming document gets the book's next arrival number when it is registered. is_old: the day by which an
    answer is owed may have gone by already. version_of: the document of
    which the files are other versions. Nothing is read or kept yet.
    """
    policy.may_receive(actor).require()
    if direction == "in":
        check_due(reply_due_on, due_time, arrived_on=arrived_on, is_old=is_old, at=at)
    if version_of is not None:
        act = Document.objects.filter(id=version_of).only("agency_id").first() if policy.may_view(actor) else None
        if act is None:
            raise NotFound("Không tìm thấy văn bản.")
        policy.may_change("documents.add_version", actor, agency_id=act.agency_id).require()

    if numbered and arrived_on is None:
        raise Refusal(
            "Chưa ghi ngày đến nên chưa cấp được số đến.",
            remedy="Ghi ngày đến, hoặc bỏ chọn cấp số đến.",
            fields={"arrived_on": "Ghi ngày đến để cấp số đến theo sổ của năm."},
            code="no_arrival_day",
        )

    batch = Batch.objects.create(
        direction=direction,
        arrived_on=arrived_on,
        urgency=urgency,
        numbered=numbered and direction == "in",
        agency_id=actor.agency_id,
        reply_due_on=reply_due_on,
        due_time=due_time if reply_due_on else None,
        version_of_id=version_of,
        version_note=version_note,
        person_id=actor.person_id,
        received_at=at,
    )
    count = 0
    for data, name in uploads:
        count += 1
        _receive(batch, data, name, actor, at)
    if not 1 <= count <= MOST_FILES:
        raise WrongNumberOfFiles(
            f"Mỗi lần nhận từ 1 đến {MOST_FILES} tệp, lần này có {count}.", remedy="Chia thành nhiều lần tải lên."
        )

    record(action="documents.receive_files", subject=f"batch:{batch.id}", actor=actor, at=at, after={"files": count})
    return batch.id


def _receive(batch: Batch, data: bytes, name: str, actor: Actor, at: datetime) -> None:
    received = ReceivedFile(batch=batch, name=files.safe_name(name), size=len(data))
    if not data:
        received.state, received.finished_at = ReceivedFile.State.REFUSED, at
        received.message, received.remedy = EMPTY_MESSAGE, EMPTY_REMEDY
    elif len(data) > files.LARGEST:
        received.state, received.finished_at = ReceivedFile.State.REFUSED, at
        received.message = f"Tệp nặng {len(data) // 1024**2} MB, vượt quá mức {files.LARGEST // 1024**2} MB."
        received.remedy = "Giảm độ phân giải bản quét hoặc tách tệp rồi tải lên lại."
    else:
        received.is_slow = not files.has_words(data)
        received.held = hold(data=data, actor=actor, at=at)
    received.save()
