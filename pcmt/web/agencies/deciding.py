"""Decisions on committees: founded, changed, ended, each as a form of rows."""

from collections.abc import Sequence

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.agencies import queries
from pcmt.agencies.actions.change_committee import Sitting, change_committee
from pcmt.agencies.actions.end_committee import end_committee
from pcmt.agencies.actions.found_committee import Seat, found_committee
from pcmt.agencies.queries import CommitteeView
from pcmt.kernel.refusal import NotFound
from pcmt.web.agencies.changing import places_on_map
from pcmt.web.agencies.committee_forms import (
    MOST_ROWS,
    ChangeCommitteeForm,
    EndCommitteeForm,
    FoundCommitteeForm,
    HeldSeatForm,
    SeatForm,
)
from pcmt.web.agencies.form_page import FORM_METHODS
from pcmt.web.agencies.papers import reference_of
from pcmt.web.agencies.typed import AGENCY_NAMES, AREA_NAMES, POST_NAMES, Directory, directory
from pcmt.web.asked import number_of
from pcmt.web.views import ActorRequest, page, refusals_in, status_of

FIRST_ROWS, ROWS_TO_JOIN, MORE_ROWS = 15, 5, 5
MORE = "them-dong"


@page("agencies.found_committee")
@require_http_methods(FORM_METHODS)
def found(request: ActorRequest) -> HttpResponse:
    """This will enter a committee, or with `cua` the support team of one, with its members."""
    today = timezone.localdate()
    parent = _parent(request)
    kind = "to_giup_viec" if parent else "ban_chi_dao"
    known = directory(today)
    adding = MORE in request.POST
    data = request.POST if request.method == "POST" and not adding else None
    start: dict[str, object] = {"valid_from": today, "area_id": parent.area_id if parent else None}
    start |= request.POST.dict() if adding else {}
    form = FoundCommitteeForm(data, initial=start, places=places_on_map(), known=known)
    rows = _rows(request, kind, known, FIRST_ROWS, adding=adding)
    if form.is_valid() and all(row.is_valid() for row in rows):
        with refusals_in(form):
            values = dict(form.cleaned_data)
            standing = values.pop("standing")
            made = found_committee(
                **values,
                document=reference_of(request.actor, values["founded_by"]),
                seats=seats_in(rows),
                kind=kind,
                parent_id=parent.id if parent else None,
                standing_id=standing.id if standing else None,
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, f"Đã ghi {values['name']}.")
            return redirect("agencies.committee", made)
    values = {
        "title": f"Thêm Tổ giúp việc của {parent.name}" if parent else "Thêm Ban Chỉ đạo",
        "lead": "Ghi thành viên như danh sách kèm quyết định; dòng trống được bỏ qua",
        "form": form,
        "rows": rows,
        "doing": "Ghi thành lập",
        "back": reverse("agencies.committees"),
        **_offered(known),
    }
    return render(request, "agencies/decide.html", values, status=_status(form, rows))


@page("agencies.change_committee")
@require_http_methods(FORM_METHODS)
def change(request: ActorRequest, committee_id: int) -> HttpResponse:
    """This will let members leave, join or sit otherwise, by a decision."""
    today = timezone.localdate()
    shown = queries.committee(committee_id, today)
    known = directory(today)
    adding = MORE in request.POST
    data = request.POST if request.method == "POST" and not adding else None
    start: dict[str, object] = {"holds_from": today}
    start |= request.POST.dict() if adding else {}
    form = ChangeCommitteeForm(data, initial=start)
    held = [HeldSeatForm(data, seat=seat, committee=shown, known=known) for seat in shown.seats]
    rows = _rows(request, shown.kind, known, ROWS_TO_JOIN, adding=adding)
    if form.is_valid() and all(row.is_valid() for row in (*held, *rows)):
        with refusals_in(form):
            change_committee(
                committee_id=committee_id,
                **form.cleaned_data,
                document=reference_of(request.actor, form.cleaned_data["decision"]),
                leaving=[row.held.id for row in held if row.leaving],
                joining=seats_in(rows),
                revised={row.held.id: sitting(row) for row in held if row.otherwise and not row.leaving},
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, f"Đã ghi quyết định kiện toàn {shown.name}.")
            return redirect("agencies.committee", committee_id)
    values = {
        "title": f"Kiện toàn {shown.name}",
        "lead": "Thành phần trước quyết định này vẫn xem lại được theo ngày",
        "committee": shown,
        "form": form,
        "held": held,
        "rows": rows,
        "doing": "Ghi kiện toàn",
        "back": reverse("agencies.committee", args=[committee_id]),
        **_offered(known),
    }
    return render(request, "agencies/decide.html", values, status=_status(form, [*held, *rows]))


@page("agencies.end_committee")
@require_http_methods(FORM_METHODS)
def end(request: ActorRequest, committee_id: int) -> HttpResponse:
    """This will end a committee after a day, by a decision."""
    today = timezone.localdate()
    shown = queries.committee(committee_id, today)
    form = EndCommitteeForm(request.POST or None, initial={"last_day": today})
    if form.is_valid():
        with refusals_in(form):
            end_committee(
                committee_id=committee_id,
                **form.cleaned_data,
                document=reference_of(request.actor, form.cleaned_data["decision"]),
                actor=request.actor,
                at=timezone.now(),
            )
            messages.success(request, f"Đã kết thúc {shown.name}.")
            return redirect("agencies.committee", committee_id)
    values = {
        "title": f"Kết thúc {shown.name}",
        "lead": "Ai phụ trách việc gì trước ngày đó vẫn xem lại được",
        "committee": shown,
        "form": form,
        "doing": "Kết thúc hoạt động",
        "back": reverse("agencies.committee", args=[committee_id]),
    }
    return render(request, "agencies/decide.html", values, status=status_of(form))


def seats_in(rows: Sequence[SeatForm]) -> list[Seat]:
    """This will give the seats that rows fill in."""
    return [seat for row in rows if (seat := row.seat()) is not None]


def sitting(row: HeldSeatForm) -> Sitting:
    """This will give how a member who stays sits from now on."""
    values = row.cleaned_data
    return Sitting(values.get("role") or row.held.role, values.get("field", ""), values.get("areas", ()))


def _parent(request: ActorRequest) -> CommitteeView | None:
    asked = number_of(request.GET.get("cua", ""))
    if asked is None:
        return None
    found = queries.committee(asked, timezone.localdate())
    if found.kind != "ban_chi_dao":
        raise NotFound
    return found


def _rows(request: ActorRequest, kind: str, known: Directory, least: int, *, adding: bool) -> list[SeatForm]:
    """The rows to fill in: as many as were sent, and more where they were asked for."""
    sent = number_of(request.POST.get("dong", "")) or least
    count = min(sent + (MORE_ROWS if adding else 0), MOST_ROWS)
    if not adding:
        data = request.POST if request.method == "POST" else None
        heads = least == FIRST_ROWS
        usual = [{"role": "head" if heads and place == 0 else "member"} for place in range(count)]
        return [
            SeatForm(data, prefix=f"dong-{place}", kind=kind, known=known, initial=usual[place])
            for place in range(count)
        ]
    return [
        SeatForm(prefix=f"dong-{place}", kind=kind, known=known, initial=_typed(request, f"dong-{place}"))
        for place in range(count)
    ]


def _typed(request: ActorRequest, prefix: str) -> dict[str, str]:
    return {name: request.POST.get(f"{prefix}-{name}", "") for name in ("member", "by", "role", "field", "areas")}


def _status(form: Form, rows: Sequence[Form]) -> int:
    return 422 if form.is_bound and (form.errors or any(row.errors for row in rows)) else 200


def _offered(known: Directory) -> dict[str, object]:
    return {
        "more": MORE,
        "offered": (
            (POST_NAMES, known.post_labels),
            (AREA_NAMES, [area.full_name for area in known.areas]),
            (AGENCY_NAMES, [agency.name for agency in queries.agencies(on=known.on)]),
        ),
    }
