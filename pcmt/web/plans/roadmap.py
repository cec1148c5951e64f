"""The registered roadmap of a target: communes by year, the sums against the milestones, and its changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.areas import queries as areas
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Calendar, Kind, Period
from pcmt.plans import queries as plans
from pcmt.plans.actions.move_registration import move_registration
from pcmt.plans.actions.register_roadmap import register_roadmap
from pcmt.plans.actions.withdraw_registration import withdraw_registration
from pcmt.plans.queries import EntryView, Registration, RoadmapView, YearSum
from pcmt.rulebook.queries import book
from pcmt.web.forms import YearField
from pcmt.web.plans.forms import ReasonForm
from pcmt.web.views import ActorRequest, page, refusals_in, status_of


@dataclass(frozen=True)
class YearCell:
    """A commune in one year: registered for it, reached in it (None where nothing was decided)."""

    year: int
    is_registered: bool
    reached: bool | None


@dataclass(frozen=True)
class CommuneRow:
    """A registered commune with its years."""

    entry: EntryView
    cells: tuple[YearCell, ...]


@dataclass(frozen=True)
class SumRow:
    """A year's sums, and how many of those registered for that very year reached it (None: nothing decided yet)."""

    sums: YearSum
    reached: int | None


class RegisterForm(forms.Form):
    """Communes ticked for one year, or lines pasted from a spreadsheet; one of the two."""

    year = YearField(label="Năm", required=False)
    note = forms.CharField(label="Ghi chú", required=False, max_length=255)
    areas = forms.MultipleChoiceField(label="Xã, phường", required=False, widget=forms.CheckboxSelectMultiple)
    pasted = forms.CharField(
        label="Hoặc dán từ bảng tính",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một xã, phường: tên (hoặc mã), năm, ghi chú. Dán thẳng từ Excel, hoặc cách nhau bằng “;”.",
    )

    def __init__(self, data: QueryDict | None, view: RoadmapView) -> None:
        super().__init__(data)
        self.target_id = view.target.id
        self.fields["areas"].choices = [(str(one.id), one.full_name) for one in view.open_areas]  # type: ignore[attr-defined]
        self.rows: tuple[Registration, ...] = ()

    def clean(self) -> None:
        """This will read what was ticked or pasted into rows, and tell the lines that cannot be read."""
        said = super().clean() or {}
        if text := said.get("pasted", "").strip():
            found = plans.read_roadmap(self.target_id, text, timezone.localdate())
            for fault in found.faults[:20]:
                self.add_error("pasted", fault)
            self.rows = found.rows
        elif said.get("areas") and not said.get("year"):
            self.add_error("year", "Chọn năm đăng ký.")
        else:
            year = said.get("year") or 0
            self.rows = tuple(Registration(int(one), year, said.get("note", "")) for one in said.get("areas", ()))


class MoveForm(forms.Form):
    """Another year for a commune, and why."""

    year = YearField(label="Chuyển sang năm")
    reason = forms.CharField(label="Lý do, căn cứ", widget=forms.Textarea(attrs={"rows": 2}))


@page("plans.view")
@require_safe
def show_roadmap(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will show who is registered for which year, whether that is enough, and who has reached it."""
    return _roadmap(request, target_id)


@page("plans.register_roadmap")
@require_POST
def register(request: ActorRequest, target_id: int) -> HttpResponse:
    """This will register the communes ticked or pasted."""
    form = RegisterForm(request.POST, plans.roadmap(request.actor, target_id, timezone.localdate()))
    if form.is_valid():
        with refusals_in(form):
            made = register_roadmap(target_id=target_id, rows=form.rows, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã đăng ký {len(made)} xã, phường.")
            return redirect("plans.roadmap", target_id)
    return _roadmap(request, target_id, form=form, status=status_of(form))


@page("plans.move_registration")
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: ActorRequest, registration_id: int) -> HttpResponse:
    """This will move a commune to another year, with the reason."""
    entry = plans.registration(request.actor, registration_id, timezone.localdate())
    form = MoveForm(request.POST or None, initial={"year": entry.year})
    if form.is_valid():
        with refusals_in(form):
            move_registration(entry_id=registration_id, **form.cleaned_data, actor=request.actor, at=timezone.now())
            messages.success(request, f"Đã chuyển {entry.area_name} sang năm {form.cleaned_data['year']}.")
            return redirect("plans.roadmap", entry.target_id)
    return _entry_page(request, entry, move=form)


@page("plans.withdraw_registration")
@require_POST
def withdraw(request: ActorRequest, registration_id: int) -> HttpResponse:
    """This will take a commune out of the roadmap, with the reason."""
    entry = plans.registration(request.actor, registration_id, timezone.localdate())
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            withdraw_registration(
                entry_id=registration_id, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now()
            )
            messages.success(request, f"Đã đưa {entry.area_name} ra khỏi lộ trình.")
            return redirect("plans.roadmap", entry.target_id)
    return _entry_page(request, entry, reason=form)


def _entry_page(
    request: ActorRequest, entry: EntryView, *, move: MoveForm | None = None, reason: ReasonForm | None = None
) -> HttpResponse:
    bound = next((form for form in (move, reason) if form is not None), MoveForm())
    context = {
        "title": f"{entry.area_name}: đăng ký năm {entry.year}",
        "entry": entry,
        "target": plans.seen_target(request.actor, entry.target_id),
        "move": move or MoveForm(initial={"year": entry.year}),
        "reason": reason or ReasonForm(),
    }
    return render(request, "plans/registration.html", context, status=status_of(bound))


def _roadmap(
    request: ActorRequest, target_id: int, *, form: RegisterForm | None = None, status: int = 200
) -> HttpResponse:
    on = timezone.localdate()
    view = plans.roadmap(request.actor, target_id, on)
    years = [one.year for one in view.years]
    reached = _reached(request.actor, view, years, on)
    context = {
        "title": f"Lộ trình đăng ký: {view.target.label}",
        "view": view,
        "target": view.target,
        "sums": [SumRow(one, _count(view, one.year, reached)) for one in view.years],
        "years": years,
        "rows": [_row(entry, years, reached) for entry in view.entries],
        "tells_reached": bool(reached),
        "form": form or RegisterForm(None, view),
        "may_register": view.counts and _may(request.actor, view, "plans.register_roadmap"),
        "may_import": view.counts and _may(request.actor, view, "plans.preview_roadmap"),
        "may_move": _may(request.actor, view, "plans.move_registration"),
    }
    return render(request, "plans/roadmap.html", context, status=status)


def _may(actor: Actor, view: RoadmapView, permission: str) -> bool:
    return (
        view.target.state == "active"
        and view.target.value is not None
        and plans.may_keep(actor, view.target, permission)
    )


def _row(entry: EntryView, years: list[int], reached: Mapping[tuple[int, int], bool]) -> CommuneRow:
    return CommuneRow(
        entry, tuple(YearCell(year, year == entry.year, reached.get((entry.area_id, year))) for year in years)
    )


def _count(view: RoadmapView, year: int, reached: Mapping[tuple[int, int], bool]) -> int | None:
    told = [reached.get((entry.area_id, year)) for entry in view.entries if entry.year == year]
    return None if not told or all(one is None for one in told) else sum(one is True for one in told)


def _reached(actor: Actor, view: RoadmapView, years: list[int], on: date) -> dict[tuple[int, int], bool]:
    """Which communes were recognised in which year, as decided; of those whose class the actor may see."""
    elements = [one.recognised_element for one in book().schemes(on)]
    marks = [one for one in elements if any(known.roadmap == view.target.indicator for known in book().elements())]
    if not marks or not view.entries:
        return {}
    here = areas.areas_by_id({entry.area_id for entry in view.entries}, on)
    seen = [area_id for area_id, area in here.items() if indicators.may_view(actor, area)]
    periods = [Period(Kind.YEAR, year, 1, Calendar.ND09) for year in years]
    found = indicators.values(marks[:1], seen, [one for one in periods if one.first_day <= on], on) if seen else {}
    return {
        (area_id, Period.parse(period).year): value.number.value == 1
        for (_, area_id, period), value in found.items()
        if value.number.is_known
    }
