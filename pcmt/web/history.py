"""What was done with a thing, as its page tells it: the journal's entries, each action by its name in the rulebook."""

from collections.abc import Iterable

from django.utils.timezone import localtime

from pcmt.journal.queries import EntryView
from pcmt.rulebook.queries import book
from pcmt.web.components import Event, StateKind
from pcmt.web.formats.figures import datetime_text

# What everybody may do needs no permission and so has no name in the rulebook.
UNGRANTED = {
    "accounts.begin": "Tạo tài khoản đầu tiên",
    "accounts.sign_in": "Đăng nhập",
    "accounts.sign_out": "Đăng xuất",
    "accounts.change_password": "Đổi mật khẩu",
    "files.keep": "Lưu tệp",
}
SHAPES: dict[str, StateKind] = {
    "plans.adopt_suggestion": "met",
    "plans.finish_task": "met",
    "plans.withdraw_target": "void",
    "plans.withdraw_task": "void",
    "publications.return_draft": "risk",
    "publications.issue": "met",
}


def action_names() -> dict[str, str]:
    """This will give every action that the journal may hold in words, by its name."""
    granted = {code: label for code, label in book().permissions.items() if not code.endswith((".view", ".manage"))}
    return granted | UNGRANTED


def events(entries: Iterable[EntryView]) -> tuple[Event, ...]:
    """This will tell what was done, newest first; `entries` come oldest first, as the journal gives them."""
    names = action_names()
    return tuple(
        Event(
            names.get(entry.action, entry.action),
            datetime_text(localtime(entry.at)),
            entry.actor_label,
            SHAPES.get(entry.action, "on"),
            entry.reason,
        )
        for entry in reversed(tuple(entries))
    )
