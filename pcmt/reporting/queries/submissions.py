"""One submission as a page needs it: cells with their neighbours in time, checks, seals, history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from pcmt.agencies import queries as agencies
from pcmt.agencies.queries import AgencyView
from pcmt.areas import queries as areas
from pcmt.areas.queries import AreaView
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import policy, report_rows
from pcmt.reporting.adjusting import adjusted
from pcmt.reporting.answering import unanswered
from pcmt.reporting.closings import closed_words
from pcmt.reporting.drafts import ANSWER
from pcmt.reporting.models import Answer, Confirmation, DraftCell, Duty, Fact, Signature, Step, Submission
from pcmt.reporting.owners import owners_among
from pcmt.reporting.queries.answers import answer_views
from pcmt.reporting.queries.beside import Surroundings, beside
from pcmt.reporting.queries.duties import duty_view
from pcmt.reporting.queries.moves import open_moves
from pcmt.reporting.queries.sheet_cells import EarlierFigure, SheetCell
from pcmt.reporting.queries.sheet_views import (
    RoundView,
    Seal,
    SectionView,
    StepView,
    SubmissionView,
    TableView,
    WordsView,
)
from pcmt.reporting.rules.checks import usual_range
from pcmt.reporting.rules.figures import write_figure
from pcmt.reporting.rules.in_hand import form_in_hand
from pcmt.reporting.rules.sheet import Sheet
from pcmt.reporting.sheets import (
    checked,
    closed_in,
    draft_figures,
    explanations_of,
    missing_cells,
    periods_before,
    quantity_of,
    sheet_of,
)
from pcmt.rulebook.queries import CellDef, Form, Section, book


@dataclass(frozen=True)
class _Loaded:
    """Everything of a submission, loaded in a fixed number of queries."""

    row: Submission
    form: Form
    period: Period
    area: AreaView
    agency_names: Mapping[int, AgencyView]
    owners: Mapping[str, int]
    drafts: Mapping[str, DraftCell]
    before: Mapping[str, Mapping[str, Fact]]
    facts: Mapping[str, Fact]
    answers: Mapping[str, Answer]
    steps: tuple[Step, ...]
    confirmations: Mapping[str, Confirmation]
    signature: Signature | None
    rounds: tuple[Submission, ...]
    names: Mapping[int, str]
    sheet: Sheet

    @property
    def duty(self) -> Duty:
        return self.row.duty

    @cached_property
    def previous(self) -> Mapping[str, Fact]:
        """What was closed of the period before; of a free range there is none."""
        return {} if self.period.free else self.before.get(self.period.previous().id, {})

    @cached_property
    def last_year(self) -> Mapping[str, Fact]:
        """What was closed of the same period last year."""
        return {} if self.period.free else self.before.get(self.period.same_last_year().id, {})

    @cached_property
    def surroundings(self) -> Surroundings:
        """What stands beside the cells, found once for all of them."""
        return Surroundings.of(self.sheet, self.period)


def submission(actor: Actor, submission_id: int, on: date | None = None) -> SubmissionView:
    """This will show a submission; raises NotFound where it does not exist or may not be seen.

    on: the day by which an unsent report is judged overdue.
    """
    loaded = _load(actor, submission_id)
    duty, steps = loaded.duty, tuple(_step(step, loaded) for step in loaded.steps)
    returned = next((step for step in reversed(steps) if step.move in ("return_for_correction", "submit")), None)
    returned = returned if returned and returned.move == "return_for_correction" else None
    remarks = _remarks(loaded) if returned else {}
    sees_all = {code: bool(policy.may_view_restricted(actor, duty, owner)) for code, owner in loaded.owners.items()}
    cells = {
        cell.element: _cell(cell, loaded, remarks, hidden=cell.restricted and not sees_all[section.code])
        for section in loaded.form.sections
        for cell in section.cells
    }
    sections = tuple(
        _section(section, loaded, actor, cells, sees_all=sees_all[section.code]) for section in loaded.form.sections
    )
    closed = closed_words(duty, on) if on else ""
    moves = open_moves(
        actor,
        loaded.row,
        loaded.owners,
        ((step.move, step.person_id, step.on_behalf_of_id) for step in loaded.steps),
        closed,
    )
    return SubmissionView(
        id=loaded.row.pk,
        duty=duty_view(duty, loaded.row, loaded.area, loaded.agency_names[duty.agency_id].name, on),
        version=loaded.row.version,
        reason=loaded.row.reason,
        sections=sections,
        words=_words(loaded),
        may_write_words=bool(policy.may_write_words(actor, duty)),
        checks=checked(loaded.form, loaded.sheet, explanations_of(loaded.row)),
        signature=_seal(loaded.signature, loaded) if loaded.signature else None,
        steps=steps,
        moves=moves,
        rounds=tuple(_round(row) for row in loaded.rounds),
        returned=returned,
        closed=closed,
        mend_by=loaded.row.mend_by,
        reviewer=_name(loaded.row.reviewer_id, loaded) if loaded.row.reviewer_id else "",
        dropped_at=loaded.row.dropped_at,
        in_hand=_in_hand(loaded, sections) if any(move.code == "enter_cells" and move.may for move in moves) else {},
    )


def _in_hand(loaded: _Loaded, sections: Iterable[SectionView]) -> dict[str, Any]:
    hidden = {cell.element for section in sections for cell in section.cells if cell.hidden}
    return form_in_hand(loaded.form, loaded.sheet, hidden)


def _load(actor: Actor, submission_id: int) -> _Loaded:
    row = report_rows.REPORT.first(submission_id)
    if row is None:
        raise NotFound("Không tìm thấy báo cáo số liệu này.")
    duty, form = row.duty, book().form_by_id(row.duty.form_id)
    period = Period.parse(duty.period)
    local = agencies.last_in([duty.area_id], duty.last_day)[duty.area_id]
    owners = owners_among(form, duty.agency_id, local)
    policy.require_sight(policy.may_view(actor, duty, owners.values()))
    agency_names = {view.id: view for view in local}
    if duty.agency_id not in agency_names:
        agency_names[duty.agency_id] = agencies.agency(duty.agency_id)
    drafts = {cell.element: cell for cell in report_rows.CELLS.all(row.pk)}
    closed = closed_in(duty, form, (period, *periods_before(period)))
    facts = closed.pop(period.id, {})
    area = areas.last_seen([duty.area_id], duty.last_day)[duty.area_id]
    steps = tuple(report_rows.STEPS.all(row.pk))
    confirmations = {one.section: one for one in report_rows.CONFIRMATIONS.all(row.pk)}
    signature = report_rows.SIGNATURE.first(row.pk)
    persons = {person for step in steps for person in (step.person_id, step.on_behalf_of_id)}
    persons |= {cell.entered_by_id for cell in drafts.values()}
    return _Loaded(
        row=row,
        form=form,
        period=period,
        area=area,
        agency_names=agency_names,
        owners=owners,
        drafts=drafts,
        before=closed,
        facts=facts,
        answers={one.question: one for one in report_rows.ANSWERS.all(row.pk)} if form.answers else {},
        steps=steps,
        confirmations=confirmations,
        signature=signature,
        rounds=tuple(report_rows.ROUNDS.all(duty.pk)),
        names=agencies.person_names(person for person in persons if person is not None),
        sheet=sheet_of(
            duty,
            form,
            draft_figures(drafts.values()),
            closed,
            area_name=area.full_name,
            later=adjusted(duty, closed),
        ),
    )


def _section(
    section: Section, loaded: _Loaded, actor: Actor, cells: Mapping[str, SheetCell], *, sees_all: bool
) -> SectionView:
    owner = loaded.owners[section.code]
    confirmation = loaded.confirmations.get(section.code)
    return SectionView(
        code=section.code,
        label=section.label,
        owner_id=owner,
        owner=loaded.agency_names[owner].name,
        cells=tuple(cells[cell.element] for cell in section.cells),
        listed=tuple(cells[cell.element] for cell in section.listed),
        tables=tuple(TableView.of(table, cells) for table in section.tables),
        answers=answer_views(section, loaded.answers, sees_all=sees_all),
        cumulative=section.cumulative,
        needs_confirmation=owner != loaded.duty.agency_id,
        confirmation=_seal(confirmation, loaded) if confirmation else None,
        missing=missing_cells(loaded.form, loaded.sheet, section.code)
        + unanswered(loaded.form, [code for code, one in loaded.answers.items() if one.text], section.code),
        may_enter=bool(policy.may_enter(actor, loaded.duty, owner)),
        confirms_instead=owner not in actor.own_agencies,
        may_confirm=owner != loaded.duty.agency_id and bool(policy.may_confirm(actor, owner)),
    )


def _cell(cell: CellDef, loaded: _Loaded, remarks: Mapping[str, str], *, hidden: bool) -> SheetCell:
    draft, fact = loaded.drafts.get(cell.element), loaded.facts.get(cell.element)
    figure = _quantity(cell, loaded)
    quantity = None if hidden else figure
    usual = usual_range(_history(cell.element, loaded))
    return SheetCell.of(
        cell,
        quantity,
        hidden=hidden,
        present=figure is not None,
        revision=draft.revision if draft else 0,
        comment=draft.comment if draft and not hidden else "",
        comment_revision=draft.comment_revision if draft else 0,
        entered_by=_name(draft.entered_by_id, loaded) if draft else "",
        entered_at=draft.entered_at if draft else None,
        previous=None if hidden else _earlier(cell, loaded, "period"),
        last_year=None if hidden else _earlier(cell, loaded, "year"),
        usual=(_rounded(usual.low, cell), _rounded(usual.high, cell)) if usual and not hidden else None,
        unusual=bool(usual and quantity and not usual.covers(quantity.fraction)),
        remark=remarks.get(cell.element),
        fact_id=fact.pk if fact and not hidden else None,
        tallied=_tallied(cell, draft) if not hidden else None,
        tallied_from=draft.tallied_from if draft and not hidden else "",
        **({} if hidden else beside(cell, loaded.surroundings)),
    )


def _tallied(cell: CellDef, draft: DraftCell | None) -> Quantity | None:
    return Quantity(draft.tallied, draft.scale, cell.unit) if draft and draft.tallied is not None else None


def _quantity(cell: CellDef, loaded: _Loaded) -> Quantity | None:
    if cell.computed is not None:
        return quantity_of(cell, loaded.sheet)
    draft = loaded.drafts.get(cell.element)
    return Quantity(draft.scaled, draft.scale, cell.unit) if draft and draft.scaled is not None else None


def _rounded(value: Fraction, cell: CellDef) -> Quantity:
    return Quantity.nearest(value, scale=cell.scale, unit=cell.unit)


def _earlier(cell: CellDef, loaded: _Loaded, by: str) -> EarlierFigure | None:
    """What was closed one period or year back; a rate, which nothing stores, is worked out from what was closed."""
    if not cell.is_stored:
        rate = None if loaded.period.free else quantity_of(cell, loaded.sheet.back(by))
        return EarlierFigure(None, rate, write_figure(rate.scaled, rate.scale, cell.kind)) if rate else None
    fact = (loaded.previous if by == "period" else loaded.last_year).get(cell.element)
    if fact is None:
        return None
    text = write_figure(fact.scaled, fact.scale, cell.kind)
    return EarlierFigure(fact.pk, Quantity(fact.scaled, fact.scale, cell.unit), text)


def _history(element: str, loaded: _Loaded) -> list[Fraction]:
    return [
        Quantity(facts[element].scaled, facts[element].scale).fraction
        for facts in loaded.before.values()
        if element in facts
    ]


def _words(loaded: _Loaded) -> tuple[WordsView, ...]:
    said = {one.field: one for one in report_rows.WORDS.all(loaded.row.pk)}
    return tuple(
        WordsView(
            field=field.code,
            label=field.label,
            help=field.help,
            text=said[field.code].text if field.code in said else "",
            revision=said[field.code].revision if field.code in said else 0,
        )
        for field in loaded.form.words
    )


def _seal(row: Confirmation | Signature, loaded: _Loaded) -> Seal:
    return Seal(
        person_id=row.person_id,
        person=_hand(row, loaded),
        post_id=row.post_id,
        at=row.at,
        mode=row.mode if isinstance(row, Signature) else "",
        file_id=row.file_id if isinstance(row, Signature) else None,
        carried=isinstance(row, Confirmation) and row.carried,
    )


def _step(row: Step, loaded: _Loaded) -> StepView:
    labels = {cell.element: cell.label for cell in loaded.form.cells}
    labels |= {ANSWER + asked.code: asked.label for asked in loaded.form.answers}
    sections = {section.code: section.label for section in loaded.form.sections}
    detail: dict[str, object] = row.detail
    touched = detail.get("cells", {})
    voided, changed = detail.get("voided", []), detail.get("changed", [])
    cells = touched.items() if isinstance(touched, dict) else ()
    return StepView(
        move=row.move,
        label=book().lifecycle("submission").moves[row.move].label,
        person=_hand(row, loaded),
        at=row.at,
        reason=row.reason,
        cells=tuple((labels.get(str(code), str(code)), str(remark)) for code, remark in cells),
        changed=tuple(labels.get(str(key), "Lời văn") for key in changed) if isinstance(changed, list) else (),
        voided=tuple(sections.get(str(code), "Chữ ký") for code in voided) if isinstance(voided, list) else (),
        section=sections.get(str(detail.get("section", "")), ""),
        carried=bool(detail.get("carried")),
    )


def _remarks(loaded: _Loaded) -> dict[str, str]:
    last = next(step for step in reversed(loaded.steps) if step.move == "return_for_correction")
    return {code: str(remark) for code, remark in last.detail.get("cells", {}).items()}


def _round(row: Submission) -> RoundView:
    state = book().lifecycle("submission").states[row.state]
    return RoundView(row.pk, row.round, state.label, state.tone, row.reason)


def _hand(row: Step | Confirmation | Signature, loaded: _Loaded) -> str:
    """Who did it, and for whom where that was another."""
    name = _name(row.person_id, loaded)
    return f"{name} (thay {_name(row.on_behalf_of_id, loaded)})" if row.on_behalf_of_id else name


def _name(person_id: int | None, loaded: _Loaded) -> str:
    return "Hệ thống" if person_id is None else loaded.names.get(person_id, "")
