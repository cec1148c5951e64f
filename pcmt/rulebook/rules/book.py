"""The rulebook as one value: every definition by code and day, and the digest of the files it was read from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from pcmt.kernel.lifecycle import Lifecycle
from pcmt.kernel.period import MONTHS, Kind
from pcmt.kernel.refusal import NotFound
from pcmt.rulebook.rules.acts import Ladder, Succession
from pcmt.rulebook.rules.checklists import Checklist
from pcmt.rulebook.rules.comparisons import ComparisonRules
from pcmt.rulebook.rules.corrections import CorrectionWords
from pcmt.rulebook.rules.cross_checks import CrossCheck
from pcmt.rulebook.rules.definitions import Apart, GroupDef, IndicatorDef, RoleDef, Scheme, Topic
from pcmt.rulebook.rules.elements import CategorySet, Element
from pcmt.rulebook.rules.examples import Example
from pcmt.rulebook.rules.forms import Form
from pcmt.rulebook.rules.layouts import ReportLayout
from pcmt.rulebook.rules.quality import QualityRules
from pcmt.rulebook.rules.reminders import ReminderRules
from pcmt.rulebook.rules.scorecards import Scorecard
from pcmt.rulebook.rules.tasks import TaskRules
from pcmt.rulebook.rules.unit_reports import UnitLayout, layouts_for
from pcmt.rulebook.rules.usual_agencies import UsualAgency
from vanban.text import format_date

ON_REQUEST_LAST = 99
"""Where a list of forms is in order of their months: what is asked on occasion stands after all others."""
T = TypeVar("T", IndicatorDef, Scheme, Scorecard, ReportLayout)


@dataclass(frozen=True)
class Book:
    """All rules of one release. Unknown codes, and codes with no version in force that day, raise NotFound."""

    digest: str
    element_by_code: Mapping[str, Element] = field(default_factory=dict)
    category_sets: Mapping[str, CategorySet] = field(default_factory=dict)
    all_forms: Sequence[Form] = ()
    all_indicators: Sequence[IndicatorDef] = ()
    all_schemes: Sequence[Scheme] = ()
    all_scorecards: Sequence[Scorecard] = ()
    all_checklists: Sequence[Checklist] = ()
    all_layouts: Sequence[ReportLayout] = ()
    all_unit_layouts: Sequence[UnitLayout] = ()
    lifecycle_by_code: Mapping[str, Lifecycle] = field(default_factory=dict)
    role_by_code: Mapping[str, RoleDef] = field(default_factory=dict)
    permissions: Mapping[str, str] = field(default_factory=dict)
    undelegated: frozenset[str] = frozenset()
    apart: Sequence[Apart] = ()
    agency_kinds: Mapping[str, str] = field(default_factory=dict)
    asked_kinds: frozenset[str] = frozenset()
    party_kinds: frozenset[str] = frozenset()
    several_kinds: frozenset[str] = frozenset()
    outlasting_kinds: frozenset[str] = frozenset()
    leading_kinds: frozenset[str] = frozenset()
    signing_bodies: Mapping[str, str] = field(default_factory=dict)
    commune_agencies: Sequence[UsualAgency] = ()
    agency_groups: Sequence[GroupDef] = ()
    topics: Sequence[Topic] = ()
    ladder: Ladder = field(default_factory=Ladder)
    successions: Sequence[Succession] = ()
    cross_checks: Sequence[CrossCheck] = ()
    quality: QualityRules = field(default_factory=QualityRules)
    reminders: ReminderRules = field(default_factory=ReminderRules)
    tasks: TaskRules = field(default_factory=TaskRules)
    comparisons: ComparisonRules = field(default_factory=ComparisonRules)
    corrections: CorrectionWords = field(default_factory=CorrectionWords)
    examples: Sequence[Example] = ()

    def element(self, code: str) -> Element:
        """This will give an element; `managed.users` gives `managed` narrowed to that category, with its label."""
        return _known(self.element_by_code, code, "chỉ tiêu thống kê")

    def elements(self) -> tuple[Element, ...]:
        """This will list the elements, each with its categories, in the order of the files."""
        return tuple(one for one in self.element_by_code.values() if not one.whole)

    def form(self, code: str, on: date) -> Form:
        """This will give the version of a form in force on a day (for a period: its last day)."""
        for form in self.all_forms:
            if form.code == code and _covers(form.version_from, form.version_to, on):
                return form
        raise _not_found("biểu", f"{code} (ngày {format_date(on)})")

    def form_by_id(self, form_id: str) -> Form:
        """This will give one version of a form: `xa-thang@2026-01-01`."""
        return _known(self._forms_by_id, form_id, "biểu")

    @cached_property
    def _forms_by_id(self) -> dict[str, Form]:
        return {form.id: form for form in self.all_forms}

    def restricted(self) -> dict[str, frozenset[str]]:
        """This will name the elements that some form holds back from most readers, each with those that own it.

        Owners are kinds of agency, and names of agencies where a section or form names them.
        """
        found: dict[str, frozenset[str]] = {}
        for form in self.all_forms:
            owing = frozenset(who for owed in form.owed_by for who in (owed.names or (owed.agency_kind,)))
            for section in form.sections:
                named = {section.owner_name or section.owner_kind} - {""}
                for cell in section.cells:
                    if cell.restricted:
                        found[cell.element] = found.get(cell.element, frozenset()) | (named or owing)
        return found

    def is_shared(self, form: Form) -> bool:
        """This will tell whether several agencies may owe a form for one area, so that each keeps its own figures."""
        owing: Counter[str] = Counter()
        for owed in form.owed_by:
            owing[owed.level] += len(owed.names) or (2 if owed.agency_kind in self.several_kinds else 1)
        return any(count > 1 for count in owing.values())

    def forms(self, on: date) -> tuple[Form, ...]:
        """This will list the forms in force on a day: the communes' first, and of these what comes most often."""
        found = (form for form in self.all_forms if _covers(form.version_from, form.version_to, on))
        months = {**MONTHS, Kind.RANGE: ON_REQUEST_LAST}
        return tuple(sorted(found, key=lambda one: ("commune" not in one.levels, months[one.period_kind], one.code)))

    @cached_property
    def indicator_versions(self) -> Mapping[str, Sequence[IndicatorDef]]:
        """All versions of each indicator, by its code."""
        found: dict[str, list[IndicatorDef]] = {}
        for one in self.all_indicators:
            found.setdefault(one.code, []).append(one)
        return found

    def indicator(self, code: str, on: date) -> IndicatorDef:
        """This will give the version of an indicator in force on a day."""
        return _in_force(self.indicator_versions.get(code, ()), code, on, "chỉ số")

    def indicators(self, on: date) -> tuple[IndicatorDef, ...]:
        """This will list the indicators in force on a day."""
        return tuple(one for one in self.all_indicators if _covers(one.valid_from, one.valid_to, on))

    def scheme(self, code: str, on: date) -> Scheme:
        """This will give the version of a classification scheme in force on a day."""
        return _in_force(self.all_schemes, code, on, "bộ tiêu chí")

    def schemes(self, on: date) -> tuple[Scheme, ...]:
        """This will list the schemes in force on a day."""
        return tuple(one for one in self.all_schemes if _covers(one.valid_from, one.valid_to, on))

    def scorecard(self, code: str, on: date) -> Scorecard:
        """This will give the version of a scorecard in force on a day."""
        return _in_force(self.all_scorecards, code, on, "bảng điểm")

    def scorecards(self, on: date) -> tuple[Scorecard, ...]:
        """This will list the scorecards in force on a day, the communes' first."""
        found = (one for one in self.all_scorecards if _covers(one.valid_from, one.valid_to, on))
        return tuple(sorted(found, key=lambda one: (one.whose != "commune", one.code)))

    def checklist(self, checklist_id: str) -> Checklist:
        """This will give one version of a checklist: `ke-hoach@2026-01-01`."""
        return _known({one.id: one for one in self.all_checklists}, checklist_id, "danh mục kiểm tra")

    def checklists(self, on: date) -> tuple[Checklist, ...]:
        """This will list the checklists in force on a day."""
        return tuple(one for one in self.all_checklists if _covers(one.valid_from, one.valid_to, on))

    def layout(self, code: str, on: date) -> ReportLayout:
        """This will give the version of a report's layout in force on a day (for a period: its last day)."""
        return _in_force(self.all_layouts, code, on, "mẫu báo cáo")

    def layout_by_id(self, layout_id: str) -> ReportLayout:
        """This will give one version of a report's layout: `bao-cao-quy@2026-01-01`."""
        return _known({one.id: one for one in self.all_layouts}, layout_id, "mẫu báo cáo")

    def layouts(self, on: date) -> tuple[ReportLayout, ...]:
        """This will list the report layouts in force on a day."""
        return tuple(one for one in self.all_layouts if _covers(one.valid_from, one.valid_to, on))

    def cross_check(self, code: str) -> CrossCheck:
        """This will give a cross-check of two sources."""
        return _known({one.code: one for one in self.cross_checks}, code, "phép đối chiếu")

    def unit_layouts(self, kind: str, form: Form, covers: str, on: date) -> tuple[UnitLayout, ...]:
        """This will list the layouts in force for a unit's own report: of an agency of a kind, of a form.

        covers: `whole` for who owes the report, `own` for an agency that owns sections of it.
        """
        present = tuple(one for one in self.all_unit_layouts if _covers(one.valid_from, one.valid_to, on))
        return layouts_for(present, kind, form, covers)

    def lifecycle(self, code: str) -> Lifecycle:
        """This will give a lifecycle: `submission`, `report` or `task`."""
        return _known(self.lifecycle_by_code, code, "vòng đời")

    def role(self, code: str) -> RoleDef:
        """This will give a role."""
        return _known(self.role_by_code, code, "vai trò")

    def roles(self) -> tuple[RoleDef, ...]:
        """This will list the roles in the order of the file."""
        return tuple(self.role_by_code.values())


K = TypeVar("K")


def _known(table: Mapping[str, K], code: str, called: str) -> K:
    if code not in table:
        raise _not_found(called, code)
    return table[code]


def _in_force(versions: Iterable[T], code: str, on: date, called: str) -> T:
    for one in versions:
        if one.code == code and _covers(one.valid_from, one.valid_to, on):
            return one
    raise _not_found(called, f"{code} (ngày {format_date(on)})")


def _covers(first: date, last: date | None, on: date) -> bool:
    return first <= on and (last is None or on <= last)


def _not_found(called: str, code: str) -> NotFound:
    return NotFound(
        f"Không có {called} “{code}” trong bộ quy tắc.",
        remedy="Kiểm tra mã và ngày hiệu lực trong thư mục rulebook.",
    )
