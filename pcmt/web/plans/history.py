"""Entries of the journal as a page tells them, in the words of the house."""

from collections.abc import Iterable

from django.utils.timezone import localtime

from pcmt.journal.queries import EntryView
from pcmt.web.components import Event, StateKind
from pcmt.web.formats.figures import datetime_text

WORDS: dict[str, tuple[str, StateKind]] = {
    "documents.register_document": ("Đăng ký văn bản", "on"),
    "documents.correct_metadata": ("Sửa thông tin văn bản", "on"),
    "plans.adopt_plan": ("Lập kế hoạch", "on"),
    "plans.adopt_suggestion": ("Xác nhận từ văn bản", "met"),
    "plans.add_milestone": ("Đặt mức theo lộ trình", "on"),
    "plans.record_progress": ("Ghi tiến độ", "on"),
    "plans.finish_task": ("Hoàn thành", "met"),
    "plans.withdraw_target": ("Rút chỉ tiêu", "void"),
    "plans.withdraw_task": ("Rút nhiệm vụ", "void"),
}


def events(entries: Iterable[EntryView]) -> tuple[Event, ...]:
    """This will tell what was done, newest first."""
    return tuple(_event(entry) for entry in reversed(tuple(entries)))


def _event(entry: EntryView) -> Event:
    title, state = WORDS.get(entry.action, (entry.action, "on"))
    return Event(title, datetime_text(localtime(entry.at)), entry.actor_label, state, entry.reason)
