"""The navigation as data: where the main entries lead and who sees them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch

from pcmt.kernel.actor import Actor
from pcmt.web import waiting
from pcmt.web.reversing import address_of


@dataclass(frozen=True)
class Entry:
    """One entry: the name of its page, its label, its symbol, and the permission that makes it visible ("" = anyone).

    `count` tells how many things wait there for the actor, `counted` what they are ("gợi ý chờ xác nhận"); `apart` sets
    the entry off from those above. `under` names the page below whose address the entry's other pages lie, where the
    page that it opens is only one of them.
    """

    page: str
    label: str
    icon: str
    permission: str = ""
    count: Callable[[Actor, datetime], int] | None = None
    counted: str = ""
    apart: bool = False
    under: str = ""


@dataclass(frozen=True)
class Item:
    """One entry as this actor sees it now; `more` stands behind "Thêm" on the phone."""

    label: str
    icon: str
    url: str
    count: int
    counted: str
    current: bool
    apart: bool
    more: bool


ENTRIES = (
    Entry("desk", "Bàn làm việc", "desk"),
    Entry("documents.list", "Văn bản", "document", "documents.view", waiting.suggestions, "gợi ý chờ xác nhận"),
    Entry("plans.list", "Kế hoạch", "plan", "plans.view"),
    Entry("reporting.board", "Báo cáo số liệu", "report", "reporting.view", waiting.submissions, "báo cáo chờ xử lý"),
    Entry("indicators.list", "Chỉ số", "chart", "indicators.view"),
    Entry("areas.list", "Địa bàn", "map", "areas.view"),
    Entry("publications.list", "Báo cáo tổng hợp", "publication", "publications.view", waiting.reports, "chờ xử lý"),
    Entry("committee.meetings", "Ban Chỉ đạo", "people", "committee.view", under="agencies.committees"),
    Entry("admin.home", "Quản trị", "settings", "accounts.manage", apart=True),
)
WITHIN_THUMB = 4


def items(actor: Actor | None, path: str, at: datetime, entries: tuple[Entry, ...] = ENTRIES) -> tuple[Item, ...]:
    """This will return the entries that the actor may use and whose page exists; the one holding `path` is current."""
    if actor is None:
        return ()
    seen = [(entry, url) for entry in entries if _visible(entry, actor) and (url := address(entry.page))]
    roots = [address(entry.under) or url if entry.under else url for entry, url in seen]
    here = max((root for root in roots if _holds(root, path)), key=len, default="")
    return tuple(
        Item(
            label=entry.label,
            icon=entry.icon,
            url=url,
            count=entry.count(actor, at) if entry.count else 0,
            counted=entry.counted,
            current=roots[place] == here,
            apart=entry.apart,
            more=place >= WITHIN_THUMB,
        )
        for place, (entry, url) in enumerate(seen)
    )


def address(page: str, *keys: int | str) -> str:
    """This will return the address of a page, or nothing where that page is not part of this system."""
    try:
        return address_of(page, *keys)
    except NoReverseMatch:
        return ""


def _visible(entry: Entry, actor: Actor) -> bool:
    return not entry.permission or actor.may_somewhere(entry.permission)


def _holds(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
