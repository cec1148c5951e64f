"""The tally of a report by thôn, bản, tổ dân phố: a paper to fill in by hand, and the page that adds it up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions.carry_tally import carry_tally
from pcmt.reporting.actions.enter_tally import TallyConflict, enter_tally
from pcmt.reporting.actions.name_places import name_places
from pcmt.reporting.queries import TallySheet, TallyView
from pcmt.web.components import Link
from pcmt.web.views import ActorRequest, page

BLANK_ROWS = 12  # what an A4 page across has room for below its heads
LONGEST_NUMBER = 18
LONGEST_TAB = 44  # letters of a section's name
Key = tuple[int, str]


@dataclass(frozen=True)
class Field:
    """One place's field in a column: what stands in it, what stood in it and which revision that was, what is wrong."""

    place: int
    element: str
    text: str
    was: str
    error: str


@page("reporting.view")
@require_safe
def tally_sheet(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will lay the paper out, sheet by sheet: a row for each place that was named or is known, or empty ones."""
    view = queries.tally(request.actor, submission_id, timezone.localdate())
    asked = request.GET.get("thon", "")
    names = queries.named_places(asked) or view.names
    values = {
        "title": f"Phiếu cộng theo thôn, bản: {view.report.duty.area_name}, {view.report.duty.period.name_inside}",
        "view": view.report,
        "asked": asked or ", ".join(view.names),
        "blank_rows": BLANK_ROWS,
        "names": [*names, "", ""] if names else [""] * BLANK_ROWS,
        "sheets": view.sheets,
        "may_enter": any(sheet.may_enter for sheet in view.sheets),
    }
    return render(request, "reporting/tally_sheet.html", values)


@page("reporting.enter_cells")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will show one sheet of the tally to fill in, keep what is typed, and carry its sums over where asked."""
    view = queries.tally(request.actor, submission_id, timezone.localdate())
    sheet = _chosen(view, request.GET.get("to", ""))
    if request.method != "POST":
        return _shown(request, view, sheet)
    typed, seen = read_figures(request.POST)
    try:
        done = enter_tally(
            submission_id=submission_id, figures=typed, seen=seen, actor=request.actor, at=timezone.now()
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _shown(request, view, sheet, typed=typed, refusal=refusal)
    if done.conflicts:
        again = queries.tally(request.actor, submission_id, timezone.localdate())
        return _shown(request, again, _chosen(again, str(sheet.number if sheet else "")), conflicts=done.conflicts)
    messages.success(
        request, f"Đã lưu {done.saved} số của các thôn, bản." if done.saved else "Không có số nào thay đổi."
    )
    if request.POST.get("do") == "carry":
        _carry(request, submission_id)
    here = reverse("reporting.enter_tally", args=[submission_id])
    return HttpResponseRedirect(f"{here}?to={sheet.number if sheet else 1}")


@page("reporting.enter_cells")
@require_POST
def name(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will keep the list of places."""
    names = queries.named_places(request.POST.get("thon", ""))
    try:
        count = name_places(submission_id=submission_id, names=names, actor=request.actor, at=timezone.now())
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, f"{refusal.message} {refusal.remedy}")
    else:
        messages.success(request, f"Phiếu cộng có {count} thôn, bản.")
    return redirect("reporting.enter_tally", submission_id)


def read_figures(sent: QueryDict) -> tuple[dict[Key, str], dict[Key, int]]:
    """This will read what was changed (`o:PLACE:ELEMENT`), and the revisions that the page showed (`cu:…`)."""
    typed: dict[Key, str] = {}
    seen: dict[Key, int] = {}
    for field in sent:
        if not field.startswith("o:"):
            continue
        _, place, element = (*field.split(":", 2), "")[:3]
        if not (place.isascii() and place.isdecimal() and len(place) <= LONGEST_NUMBER):
            continue
        revision, _, was = sent.get(f"cu:{place}:{element}", "").partition("|")
        text = str(sent[field]).strip()
        if text != was:
            key = int(place), element
            typed[key] = text
            seen[key] = int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 10 else 0
    return typed, seen


def _carry(request: ActorRequest, submission_id: int) -> None:
    """Columns without any figure are left as they are; one with gaps is refused unless it was ticked too."""
    view = queries.tally(request.actor, submission_id, timezone.localdate())
    filled = {column.cell.element for sheet in view.sheets for column in sheet.columns if column.sum.known}
    wanted = [one for one in request.POST.getlist("chuyen") if one in filled]
    if not wanted:
        messages.info(request, "Chưa có cột nào có số để chuyển vào biểu.")
        return
    try:
        result = carry_tally(
            submission_id=submission_id,
            elements=wanted,
            with_gaps=request.POST.getlist("thieu"),
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        messages.error(request, f"Chưa chuyển số cộng vào biểu. {refusal.message} {refusal.remedy}")
        return
    messages.success(request, f"Đã chuyển số cộng của {len(wanted)} cột vào biểu; {result.saved} ô của biểu thay đổi.")
    if result.voided:
        messages.warning(request, "Số liệu đã xác nhận hoặc đã ký có thay đổi, cần xác nhận và ký lại.")


def sheet_names(sheets: Sequence[TallySheet]) -> list[str]:
    """This will name each sheet by the part of the form that it holds, with its place among that part's sheets."""
    in_section = Counter(one.section.code for one in sheets)
    before = Counter[str]()
    names = []
    for one in sheets:
        before[one.section.code] += 1
        label = Truncator(one.section.label).chars(LONGEST_TAB)
        several = in_section[one.section.code]
        names.append(f"{label} ({before[one.section.code]}/{several})" if several > 1 else label)
    return names


def _chosen(view: TallyView, number: str) -> TallySheet | None:
    """The sheet asked for; else the first that this reader fills in; None where the form has nothing to tally."""
    asked = next((one for one in view.sheets if str(one.number) == number), None)
    return asked or next((one for one in view.sheets if one.may_enter), next(iter(view.sheets), None))


def _shown(
    request: ActorRequest,
    view: TallyView,
    sheet: TallySheet | None,
    *,
    typed: Mapping[Key, str] | None = None,
    refusal: Refusal | None = None,
    conflicts: Sequence[TallyConflict] = (),
) -> HttpResponse:
    here = reverse("reporting.enter_tally", args=[view.report.id])
    values = {
        "title": f"Nhập theo thôn, bản: {view.report.duty.area_name}, {view.report.duty.period.name_inside}",
        "tally": view,
        "view": view.report,
        "sheet": sheet,
        "tabs": [
            Link(label, f"{here}?to={one.number}", current=one is sheet)
            for one, label in zip(view.sheets, sheet_names(view.sheets), strict=True)
        ],
        "rows": [(name, _fields(view, sheet, place, typed or {}, refusal)) for place, name in view.places]
        if sheet
        else [],
        "open": bool(sheet and sheet.may_enter),
        "may_name": any(one.may_enter for one in view.sheets),
        "named": "\n".join(view.names),
        "refusal": refusal,
        "conflicts": conflicts,
    }
    return render(request, "reporting/tally.html", values, status=422 if refusal else 409 if conflicts else 200)


def _fields(
    view: TallyView, sheet: TallySheet, place: int, typed: Mapping[Key, str], refusal: Refusal | None
) -> list[Field]:
    wrong = refusal.fields if refusal else {}
    found = []
    for column in sheet.columns:
        element = column.cell.element
        text, revision = view.figures.get((place, element), ("", 0))
        shown, error = typed.get((place, element), text), wrong.get(f"{place}:{element}", "")
        found.append(Field(place, element, shown, f"{revision}|{text}", error))
    return found
