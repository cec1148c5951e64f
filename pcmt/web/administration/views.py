"""What an administrator keeps: accounts, agencies, the map, the rulebook, the journal."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pcmt.accounts import queries as accounts
from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.rulebook import queries as rulebooks
from pcmt.rulebook.queries import Book, RulebookBroken
from pcmt.web.components import State
from pcmt.web.views import ActorRequest, page

SHORT_DIGEST = 12


@dataclass(frozen=True)
class Version:
    """One dated version of a rule; both days are included, no last day means still."""

    id: str
    label: str
    valid_from: date
    valid_to: date | None
    source: str

    def standing(self, on: date) -> State:
        """This will tell whether it is in force on a day."""
        if on < self.valid_from:
            return State("on", "chưa đến ngày")
        if self.valid_to is not None and self.valid_to < on:
            return State("void", "hết hiệu lực")
        return State("met", "đang áp dụng")


@page("accounts.manage")
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """This will lead to what an administrator keeps, with the one figure of each that tells whether it is in order."""
    on = timezone.localdate()
    held = accounts.accounts(request.actor)
    province = areas.province(on)
    faults = len(rulebooks.problems())
    idle = sum(one.is_active and one.signed_in_at is None for one in held)
    values = {
        "title": f"Bộ quy tắc có {faults} lỗi cần sửa" if faults else "Quản trị",
        "active": sum(one.is_active for one in held),
        "idle": idle,
        "agencies": len(agencies.agencies(on=on)),
        "communes": len(areas.communes(province.id, on)) if province else 0,
        "faults": faults,
        "digest": _digest(),
        "may_see_journal": bool(request.actor.may("journal.view")),
    }
    return render(request, "administration/home.html", values)


@page("accounts.manage")
@require_safe
def rulebook(request: ActorRequest) -> HttpResponse:
    """This will show the rulebook: its digest, the faults of its files, every version with its days and its source."""
    on = timezone.localdate()
    faults = rulebooks.problems()
    found = None if faults else rulebooks.book()
    values = {
        "title": f"Bộ quy tắc có {len(faults)} lỗi cần sửa" if faults else "Bộ quy tắc đang dùng",
        "faults": faults,
        "book": found,
        "groups": _groups(found, on) if found else (),
    }
    return render(request, "administration/rulebook.html", values)


def _digest() -> str:
    try:
        return rulebooks.book().digest[:SHORT_DIGEST]
    except RulebookBroken:
        return ""


def _groups(book: Book, on: date) -> tuple[tuple[str, list[tuple[Version, State]]], ...]:
    forms = [Version(one.id, one.label, one.version_from, one.version_to, str(one.source)) for one in book.all_forms]
    dated = (
        ("Chỉ số", book.all_indicators),
        ("Bộ tiêu chí phân loại", book.all_schemes),
        ("Mẫu báo cáo tổng hợp", book.all_layouts),
    )
    groups = [("Biểu số liệu", forms)]
    for label, rules in dated:
        groups.append(
            (label, [Version(one.id, one.label, one.valid_from, one.valid_to, str(one.source)) for one in rules])
        )
    return tuple((label, [(one, one.standing(on)) for one in versions]) for label, versions in groups)
