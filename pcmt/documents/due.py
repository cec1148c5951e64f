"""The day by which an incoming document is to be answered, checked before it is kept."""

from datetime import date, datetime, time

from django.utils import timezone

from pcmt.documents.handling import CannotHandle


def check_due(
    due_on: date | None, due_time: time | None, *, arrived_on: date | None, is_old: bool, at: datetime
) -> None:
    """This will refuse an hour without a day, a day before the arrival, and a day gone by of what is not known as old.

    is_old: the person says that the document is entered late, its day of answer gone by.
    """
    if due_on is None:
        if due_time:
            raise CannotHandle("Có giờ hẹn mà chưa có ngày.", fields={"reply_due_on": "Ghi ngày của giờ hẹn."})
        return
    day = f"{due_on:%d/%m/%Y}"
    if arrived_on and due_on < arrived_on:
        raise CannotHandle(
            f"Hạn trả lời {day} trước ngày đến {arrived_on:%d/%m/%Y}.",
            remedy="Xem lại hạn ghi trên văn bản, hoặc ngày đến.",
            fields={"reply_due_on": f"Hạn trước ngày đến {arrived_on:%d/%m/%Y}."},
        )
    if due_on < timezone.localdate(at) and not is_old:
        raise CannotHandle(
            f"Hạn trả lời {day} đã qua.",
            remedy="Sửa hạn; nếu đúng là văn bản cũ, đánh dấu “Văn bản cũ, hạn đã qua”.",
            fields={"is_old": f"Hạn {day} đã qua: sửa hạn, hoặc đánh dấu ô này."},
        )
