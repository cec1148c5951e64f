"""Reads a form that is being built exactly as its rule files would be read, on the ground of the book in force."""

from dataclasses import dataclass, replace

from pcmt.rulebook.rules.book import Book
from pcmt.rulebook.rules.elements import Element, narrowed
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.form_plan import FormPlan
from pcmt.rulebook.rules.forms import Form
from pcmt.rulebook.rules.plan_files import files_of
from pcmt.rulebook.rules.plan_totals import settled
from pcmt.rulebook.rules.problem import Problem
from pcmt.rulebook.rules.read_elements import read_elements
from pcmt.rulebook.rules.read_forms import read_form
from pcmt.rulebook.rules.strict_yaml import Content, StrictYamlError, load

SOME_DAY = "2000-01-01"
"""Stands for the first day while none was chosen, so that the form can be looked at meanwhile."""


@dataclass(frozen=True)
class PlanReading:
    """A built form as it would be: `form` is fit to be shown, and to be proposed where there is no problem.

    labels: of every cell that it asks, by code, those of tables too. elements: the new ones that it brings, narrowed.
    """

    form: Form
    elements: dict[str, Element]
    labels: dict[str, str]
    problems: tuple[Problem, ...]
    files: dict[str, str]


def read_plan(plan: FormPlan, book: Book) -> PlanReading:
    """This will read a plan; never raises, whatever it lacks."""
    shown = settled(plan, book.element_by_code)
    if not plan.begins:
        shown = replace(shown, version_from=SOME_DAY, due=replace(shown.due, first_day=SOME_DAY))
    first = _read(shown, book, {})
    files = files_of(shown, first.labels)
    return replace(_read(shown, book, first.labels), files=files)


def _read(plan: FormPlan, book: Book, labels: dict[str, str]) -> PlanReading:
    findings = Findings()
    files = files_of(plan, labels)
    brought: dict[str, Element] = {}
    for name, text in files.items():
        if name.startswith("elements/") and (content := _loaded(name, text, findings)):
            for element in read_elements(content, findings, book.category_sets):
                brought |= narrowed(element, book.category_sets)
    known = {**book.element_by_code, **brought}
    name = next(name for name in files if name.startswith("forms/"))
    content = _loaded(name, files[name], findings) or load("{}", name)
    form = read_form(content, findings, known, book.category_sets)
    _look_up(findings, known, book)
    told = {cell.element: cell.label for cell in form.cells}
    return PlanReading(form, brought, told, tuple(findings.problems), files)


def _loaded(name: str, text: str, findings: Findings) -> Content | None:
    try:
        return load(text, name)
    except StrictYamlError as error:
        findings.problems.append(error.problem)
        return None


def _look_up(findings: Findings, known: dict[str, Element], book: Book) -> None:
    """Codes that a form can name: of cells, of kinds of agency and of sets of categories."""
    options = {"cell": known, "agency_kind": book.agency_kinds, "category_set": book.category_sets}
    for named in findings.references:
        if named.kind in options and named.code not in options[named.kind]:
            findings.wrong(named.place, f"Không có “{named.code}” trong bộ quy tắc.", "Bỏ dòng này rồi chọn lại.")
