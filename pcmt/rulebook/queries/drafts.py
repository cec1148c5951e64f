"""What may be asked of forms that are being built: which there are, how each would be, what it still lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Kind
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook import policy
from pcmt.rulebook.models import FormDraft, Release
from pcmt.rulebook.queries import Element, Form, book
from pcmt.rulebook.rules.form_plan import (
    ONCE,
    AddresseesPlan,
    CheckPlan,
    DuePlan,
    FormPlan,
    QuestionPlan,
    RowPlan,
    SectionPlan,
    TablePlan,
    WordsPlan,
    from_json,
)
from pcmt.rulebook.rules.plan_changes import (
    moved,
    with_check,
    with_check_as,
    with_question,
    with_question_as,
    with_row,
    with_row_as,
    with_section,
    with_section_as,
    with_table,
    with_table_as,
    with_words,
    with_words_as,
    without,
)
from pcmt.rulebook.rules.plan_checks import BY_CODE, PATTERNS, Pattern, sentence_of
from pcmt.rulebook.rules.plan_codes import element_code
from pcmt.rulebook.rules.plan_faults import PlanFault, faults_of_plan
from pcmt.rulebook.rules.plan_from_form import is_askable
from pcmt.rulebook.rules.plan_reading import PlanReading, read_plan
from pcmt.rulebook.rules.plan_totals import ADDABLE
from vanban.text import fold

__all__ = [
    "ADDABLE",
    "BY_CODE",
    "ONCE",
    "PATTERNS",
    "AddresseesPlan",
    "CheckPlan",
    "DraftRow",
    "DraftView",
    "DuePlan",
    "FormPlan",
    "Found",
    "Pattern",
    "PlanFault",
    "QuestionPlan",
    "RowPlan",
    "SectionPlan",
    "TablePlan",
    "ToRelease",
    "WordsPlan",
    "draft",
    "drafts",
    "elements_called",
    "moved",
    "new_element_code",
    "sentence_of",
    "to_release",
    "with_check",
    "with_check_as",
    "with_question",
    "with_question_as",
    "with_row",
    "with_row_as",
    "with_section",
    "with_section_as",
    "with_table",
    "with_table_as",
    "with_words",
    "with_words_as",
    "without",
]
MOST_FOUND = 20


@dataclass(frozen=True)
class DraftRow:
    """A form that is, or was, being built. state: building, waiting (for the second person), released."""

    id: int
    code: str
    label: str
    state: str
    release_id: int | None
    proposed_by: int | None
    digest: str
    changed_by: int | None
    changed_at: datetime
    is_once: bool


@dataclass(frozen=True)
class DraftView:
    """A form as it is built: its plan, how it would be read, and what it lacks. undo: what the latest change was."""

    row: DraftRow
    plan: FormPlan
    version: int
    reading: PlanReading
    faults: tuple[PlanFault, ...]
    undo: str

    @property
    def form(self) -> Form:
        """The form as it would be."""
        return self.reading.form

    @property
    def may_change(self) -> bool:
        """Whether it is still being built."""
        return self.row.state == "building"


@dataclass(frozen=True)
class ToRelease:
    """A proposal that waits for a second person; the form's draft and name where it was built on a page."""

    release_id: int
    reason: str
    draft_id: int | None
    label: str


@dataclass(frozen=True)
class Found:
    """An element that a row can ask for, and the forms that ask for it already, by their short names."""

    element: Element
    asked_by: tuple[str, ...]


def to_release(actor: Actor) -> tuple[ToRelease, ...]:
    """This will list the proposals of others that the actor may release, oldest first (one query at most)."""
    if not policy.may_release(actor):
        return ()
    of_release = FormDraft.objects.filter(release=OuterRef("pk"), discarded_at=None)
    waiting = Release.objects.filter(released_at=None, withdrawn_at=None).exclude(proposed_by__in=actor.hands)
    rows = waiting.annotate(
        draft_id=Subquery(of_release.values("id")[:1]), draft_label=Subquery(of_release.values("label")[:1])
    )
    told = rows.order_by("id").values_list("id", "reason", "draft_id", "draft_label")
    return tuple(ToRelease(number, reason, draft_id, label or "") for number, reason, draft_id, label in told)


def drafts(actor: Actor) -> tuple[DraftRow, ...]:
    """This will list the forms that are being built or were, latest change first; nothing for who may not build."""
    if not policy.may_build(actor):
        return ()
    rows = FormDraft.objects.filter(discarded_at=None).select_related("release").order_by("-changed_at", "-id")
    return tuple(_row(row) for row in rows)


def draft(actor: Actor, draft_id: int, on: date) -> DraftView:
    """This will show a form that is being built; NotFound for who may not build. on: by which deadlines are judged."""
    row = FormDraft.objects.filter(pk=draft_id, discarded_at=None).select_related("release").first()
    if row is None or not policy.may_build(actor):
        raise NotFound("Không tìm thấy biểu đang dựng này.")
    plan, shown = from_json(row.plan), _row(row)
    reading = read_plan(plan, book())
    faults = faults_of_plan(plan, reading, book(), on) if shown.state == "building" else ()
    undo = str(row.earlier[-1]["said"]) if row.earlier else ""
    return DraftView(shown, plan, row.version, reading, faults, undo)


def elements_called(words: str, *, by: Iterable[str] = (), on: date) -> tuple[Found, ...]:
    """This will find elements that a row can ask for by words of their labels, without marks; twenty at most.

    by: sets of categories by which the element must be broken down; then only wholes are found.
    """
    wanted, sets = fold(words[:200]).split(), tuple(by)
    if not wanted:
        return ()
    asked = _askers(on)
    found = []
    for code, element in book().element_by_code.items():
        if not is_askable(element) or (sets and not _is_broken_down(element, sets)):
            continue
        label = fold(f"{element.label} {code}")
        if all(word in label for word in wanted):
            found.append(Found(element, asked.get(code, ())))
    return tuple(sorted(found, key=lambda one: (bool(one.element.whole), len(one.element.label)))[:MOST_FOUND])


def new_element_code(label: str, plan: FormPlan) -> str:
    """This will give a new element of a plan a code that neither the rulebook nor a plan has yet."""
    taken = {*book().element_by_code, *(row.element for row in plan.rows())}
    for row in FormDraft.objects.filter(discarded_at=None, release=None):
        taken |= {one.element for one in from_json(row.plan).rows()}
    return element_code(label, taken)


def _askers(on: date) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form in book().forms(on):
        if form.period_kind is not Kind.RANGE:
            for code in form.cell_by_code:
                found[code] = (*found.get(code, ()), form.short_label)
    return found


def _is_broken_down(element: Element, sets: tuple[str, ...]) -> bool:
    crossed = set(sets)
    return not element.whole and any(crossed <= set(cross) for cross in element.by)


def _row(row: FormDraft) -> DraftRow:
    release: Release | None = row.release
    state = "building"
    if release is not None and release.withdrawn_at is None:
        state = "released" if release.released_at is not None else "waiting"
    return DraftRow(
        id=row.pk,
        code=row.code,
        label=row.label,
        state=state,
        release_id=row.release_id if state != "building" else None,
        proposed_by=release.proposed_by if release is not None else None,
        digest=release.digest if release is not None else "",
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        is_once=row.plan["period_kind"] == ONCE,
    )
