"""One report: the entry grid, what typed figures come to, the conflict page and the printed form."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal
from pcmt.reporting import queries
from pcmt.reporting.actions import enter_cells as entering
from pcmt.reporting.queries import Dealings, SubmissionView
from pcmt.reporting.queries.requests import moved_deadlines, request_of
from pcmt.web.committee.beside import opinions_beside
from pcmt.web.formats.figures import datetime_text
from pcmt.web.navigation import address
from pcmt.web.reporting.carrying import may_carry
from pcmt.web.reporting.compared import compared_with, notes_of
from pcmt.web.reporting.forms import ANSWER, CELL, Entry, read_entry
from pcmt.web.reporting.grid import GridSection, grid_sections, grid_words
from pcmt.web.reporting.panels import left_open
from pcmt.web.reporting.wording import (
    conflicts_title,
    history_events,
    lacks_figures,
    submission_lead,
    submission_place,
    submission_title,
    timing_state,
)
from pcmt.web.views import ActorRequest, page


@page("reporting.view")
@require_safe
def submission(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will show a report to read, fill in, confirm, sign, or check."""
    today = timezone.localdate()
    view = queries.submission(request.actor, submission_id, today)
    duty, dealings = view.duty, queries.dealings(request.actor, submission_id)
    left = left_open(request.actor, duty.area_id, today, form_code=duty.form_code, period=duty.period)
    compared = compared_with(request.actor, view, today)
    adjusted = queries.adjustments(view)
    values = values_of(view, dealings=dealings, beside={**notes_of(compared), **adjusted.notes()})
    values |= {"left": left, "compared": compared, "adjusted": adjusted, "may_carry": may_carry(request.actor, view)}
    asked = (duty.form_code, duty.period)
    values["asked"] = request_of(*asked) if duty.period.free else None
    values["moved"] = moved_deadlines([asked]).get(asked)
    values |= _opinions(request, view, today)
    return render(request, "reporting/submission.html", values)


@page("reporting.enter_cells")
@require_POST
def enter_cells(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will save what was changed on the grid; wrong figures and collisions come back with both texts."""
    entry = read_entry(request.POST)
    try:
        result = entering.enter_cells(
            submission_id=submission_id,
            cells=entry.cells,
            seen=entry.seen,
            words=entry.words,
            comments=entry.comments,
            explanations=entry.explanations,
            answers=entry.answers,
            keep_rest=True,
            actor=request.actor,
            at=timezone.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _refused(request, submission_id, entry, refusal)
    if result.conflicts:
        return _collided(request, submission_id, result)
    if result.wrong:
        return _left_out(request, submission_id, entry, result)
    _tell(request, result, reasons=len(entry.explanations))
    return redirect("reporting.submission", submission_id)


def _refused(request: ActorRequest, submission_id: int, entry: Entry, refusal: Refusal) -> HttpResponse:
    """Nothing was saved: all that was typed stands in its fields again, and on a list where these are closed now."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    shown = values_of(view, entry, refusal.fields, queries.dealings(request.actor, submission_id))
    values = {**shown, "refusal": refusal, "unsaved": _unsaved(view, entry)}
    return render(request, "reporting/submission.html", values, status=422 if refusal.fields else 409)


def _collided(request: ActorRequest, submission_id: int, result: entering.EntryResult) -> HttpResponse:
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    labels = {**view.label_of, **{ANSWER + one.code: one.label for part in view.sections for one in part.answers}}
    values = {
        "title": conflicts_title(result.conflicts),
        "view": view,
        "saved": result.saved,
        "wrong": [(labels.get(key, key), why) for key, why in result.wrong.items()],
        "all_own": all(one.own for one in result.conflicts),
        "conflicts": [(_field_name(one.element), one) for one in result.conflicts],
    }
    return render(request, "reporting/conflicts.html", values, status=409)


def _left_out(request: ActorRequest, submission_id: int, entry: Entry, result: entering.EntryResult) -> HttpResponse:
    """What could be read was saved; the rest stands in its fields again, to be mended."""
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    left = replace(
        entry,
        cells={key: text for key, text in entry.cells.items() if key in result.wrong},
        answers={key: text for key, text in entry.answers.items() if ANSWER + key in result.wrong},
        words={},
        comments={},
        explanations={},
    )
    values = values_of(view, left, result.wrong, queries.dealings(request.actor, submission_id))
    saved = result.saved + len(entry.explanations)
    return render(request, "reporting/submission.html", {**values, "saved": saved}, status=422)


@page("reporting.view")
@require_safe
def print_form(request: ActorRequest, submission_id: int) -> HttpResponse:
    """This will lay the report out for paper, with the places for "Người lập biểu" and "Thủ trưởng đơn vị".

    `?trong=1` leaves the figures of the period out, to be written by hand.
    """
    view = queries.submission(request.actor, submission_id, timezone.localdate())
    agency = agencies.agency(view.duty.agency_id)
    province = areas.province(view.duty.period.last_day)
    signed = view.signature if view.signature and view.signature.mode == "system" else None
    values = {
        "title": f"{view.duty.form_label}, {view.duty.period.name_inside}",
        "view": view,
        "sections": grid_sections(view),
        "blank": request.GET.get("trong") == "1",
        "agency": agency,
        "province": province,
        "signed": signed,
        "adjusted": queries.adjustments(view),
        "code": queries.code_of_print(request.actor, submission_id),
        "signed_post": agencies.post(signed.post_id) if signed and signed.post_id else None,
    }
    return render(request, "reporting/print_form.html", values)


def _opinions(request: ActorRequest, view: SubmissionView, on: date) -> dict[str, object]:
    """Leaders' opinions on any round; who fills in a report that was never sent is not kept waiting for them."""
    if (
        view.duty.sent_at is None
        and len(view.rounds) == 1
        and not request.actor.may_somewhere("committee.note_opinion")
    ):
        return {}
    rounds = (one.submission_id for one in view.rounds)
    return opinions_beside(request.actor, "submission", view.id, on, others=rounds)


def values_of(
    view: SubmissionView,
    typed: Entry | None = None,
    wrong: Mapping[str, str] | None = None,
    dealings: Dealings | None = None,
    beside: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """This will gather what the page of a report shows; typed texts that were refused stand again in their fields.

    beside: what other sources say, by element.
    """
    sections = grid_sections(view, typed, wrong, dealings, beside)
    cells = [cell for section in view.sections for cell in section.cells if not cell.computed]
    local = {place: datetime_text(timezone.localtime(step.at)) for place, step in enumerate(view.steps)}
    return {
        "title": submission_title(view),
        "place": submission_place(view),
        "lacks": lacks_figures(view),
        "lead": submission_lead(view),
        "view": view,
        "sections": sections,
        "words": grid_words(view, typed),
        "wrong": wrong_fields(sections),
        "timing": timing_state(view.duty.timing),
        "events": history_events(view, local),
        "filled": sum(cell.present for cell in cells),
        "filled_elsewhere": _filled_elsewhere(sections),
        "cells": len(cells),
        "dealings": dealings,
        "may_nothing": _may_report_nothing(view, dealings),
        "may_wish": _may_wish(view, dealings),
        "editable": any(section.editable for section in sections),
        "never_kept": " ".join(sorted(queries.restricted_fields(view.duty.form_id))),
        "traced": bool(address("trace.show", "cell:0")),
        "waits_to_sign": "sign" in view.open_moves and bool(view.open_checks),
    }


def wrong_fields(sections: Iterable[GridSection]) -> list[tuple[str, str, str]]:
    """This will list the fields that could not be read: where each stands on the page, its label, what is wrong."""
    found: list[tuple[str, str, str]] = []
    for section in sections:
        found += [(f"o-{row.cell.element}", row.cell.label, row.error) for row in section.rows if row.error]
        found += [(f"tra-loi-{one.view.code}", one.view.label, one.error) for one in section.answers if one.error]
    return found


def _may_report_nothing(view: SubmissionView, dealings: Dealings | None) -> bool:
    """Offered to who fills in the whole form, while it is in no hand but theirs and nothing was typed."""
    untouched = not any(cell.present and not cell.computed for section in view.sections for cell in section.cells)
    whole = view.may_write_words and all(section.may_enter for section in view.sections)
    return dealings is not None and view.may_edit and whole and untouched


def _may_wish(view: SubmissionView, dealings: Dealings | None) -> bool:
    """Who answers for a closed report or a part of it says what is wrong; one request at a time."""
    if dealings is None or not view.is_latest:
        return False
    return dealings.may_ask_correction and dealings.correction_waiting is None


def _filled_elsewhere(sections: Iterable[GridSection]) -> int:
    """How many figures stand in cells that are not open to this reader: what they type cannot change these."""
    return sum(
        row.cell.present and not row.cell.computed and (row.cell.hidden or not section.editable)
        for section in sections
        for row in section.rows
    )


def _tell(request: ActorRequest, result: entering.EntryResult, *, reasons: int) -> None:
    """Say what was saved; a reason given for a warning is no field of the form, and counts all the same."""
    saved = result.saved + reasons
    if not saved:
        messages.info(request, "Không có gì thay đổi so với bản đã lưu.")
        return
    said = f"Đã lưu {saved} mục."
    if result.problems:
        said += f" Còn {len(result.problems)} chỗ cần kiểm tra, xem mục Kiểm tra số liệu."
    messages.success(request, said)
    if result.voided:
        messages.warning(request, "Số liệu đã xác nhận hoặc đã ký có thay đổi, cần xác nhận và ký lại.")


def _unsaved(view: SubmissionView, entry: Entry) -> list[tuple[str, str]]:
    """What was typed and could not be saved, for the page to show where its fields are closed meanwhile."""
    labels = {**view.label_of, **{one.field: one.label for one in view.words}}
    labels |= {one.code: one.label for section in view.sections for one in section.answers}
    typed = [*entry.cells.items(), *entry.words.items(), *entry.answers.items()]
    return [(labels.get(key, key), text) for key, text in typed]


def _field_name(key: str) -> str:
    return key if ":" in key else CELL + key
