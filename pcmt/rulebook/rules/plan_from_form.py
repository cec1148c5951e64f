"""A plan made from a form that stands: to ask the like once more, or to make its next version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from pcmt.kernel.formula.tree import Cell, Node, codes, looks_back, to_text
from pcmt.rulebook.rules.elements import Element
from pcmt.rulebook.rules.form_plan import CheckPlan, DuePlan, FormPlan, QuestionPlan, RowPlan, SectionPlan, WordsPlan
from pcmt.rulebook.rules.forms import LONGEST_TEXT, AnswerDef, CellDef, Check, Form, Section
from pcmt.rulebook.rules.plan_checks import check_of
from pcmt.rulebook.rules.plan_of_tables import cells_of_tables, tables_from
from pcmt.rulebook.rules.plan_totals import sum_of


def plan_from(form: Form, plan: FormPlan, elements: Mapping[str, Element]) -> tuple[FormPlan, tuple[str, ...]]:
    """This will copy what a form asks and checks into a plan; the second value names what is not.

    elements: of the rulebook, by code. Left out is what the builder cannot say: what is worked out otherwise than by
    adding up, checks that read other forms, communes or registers, and, in a form that is asked once, the past.
    """
    copying = _Copying(form, elements, plan)
    copying.kept |= {cell.element for part in form.sections for cell in part.listed if cell.computed is None}
    sections = [copying.begun(part) for part in form.sections]
    copying.settle()
    sections = [copying.filled(part, begun) for part, begun in zip(form.sections, sections, strict=True)]
    checks = tuple(filter(None, (copying.check(one) for one in form.checks)))
    words = tuple(WordsPlan(one.code, one.label, one.help) for one in form.words)
    asking = tuple(one for one in sections if one.rows or one.tables or one.questions)
    return replace(copying.plan, sections=asking, words=words, checks=checks), tuple(copying.left_out)


@dataclass
class _Copying:
    """One form being copied. kept: the cells that the plan will have. left_out: what it will not, in words."""

    form: Form
    elements: Mapping[str, Element]
    plan: FormPlan
    kept: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)

    def begun(self, section: Section) -> SectionPlan:
        """This will copy a section's tables and questions; its rows wait until it is known which cells there are."""
        key, plan = self.plan.new_key("p")
        tables, self.plan, told = tables_from(section, plan, self.elements)
        self.kept |= cells_of_tables(section, tables)
        self.left_out += told
        questions = tuple(self.question(one) for one in section.answers)
        return SectionPlan(
            key,
            section.label,
            section.owner_kind,
            bool(section.cumulative),
            tables=tables,
            questions=questions,
            owner=section.owner_name,
        )

    def question(self, one: AnswerDef) -> QuestionPlan:
        """This will copy a question; its options are known by their labels."""
        key, self.plan = self.plan.new_key("h")
        if one.longest != LONGEST_TEXT:
            self.left_out.append(f"giới hạn {one.longest} chữ của câu hỏi “{one.label}”")
        options = tuple(label for _, label in one.options)
        return QuestionPlan(key, one.label, one.kind, options, one.required, one.help, one.restricted)

    def settle(self) -> None:
        """This will find what is worked out only from cells that are kept, totals of totals too."""
        waiting = [cell for part in self.form.sections for cell in part.listed if cell.computed is not None]
        while found := [cell for cell in waiting if _is_sayable(cell, self.kept)]:
            self.kept |= {cell.element for cell in found}
            waiting = [cell for cell in waiting if cell not in found]
        self.left_out += [_total(cell, cell.computed) for cell in waiting if cell.computed is not None]

    def filled(self, section: Section, begun: SectionPlan) -> SectionPlan:
        """This will copy a section's rows."""
        rows: list[RowPlan] = []
        for cell in section.listed:
            key, self.plan = self.plan.new_key("d")
            if cell.element in self.kept:
                rows.append(self.row(key, cell))
        return replace(begun, rows=tuple(rows))

    def row(self, key: str, cell: CellDef) -> RowPlan:
        """This will copy a cell as a row."""
        element = self.elements[cell.element]
        label = "" if cell.label == element.label else cell.label
        row = RowPlan(
            key,
            cell.element,
            label,
            kind=cell.kind,
            required=cell.required,
            restricted=cell.restricted,
            estimate=cell.estimate,
        )
        if cell.help != element.help and cell.computed is None:
            self.left_out.append(f"cách ghi riêng của dòng “{cell.label}”")
        if cell.carried and (self.plan.is_once or cell.carried not in self.kept):
            self.left_out.append(f"số kỳ trước điền sẵn của dòng “{cell.label}”")
        elif cell.carried:
            row = replace(row, carried=cell.carried)
        added = sum_of(cell.computed) if cell.computed is not None and cell.is_stored else None
        return replace(row, plus=added[0], minus=added[1], required=True) if added else row

    def check(self, one: Check) -> CheckPlan | None:
        """This will copy a check that somebody wrote; those of tables and of carried figures come by themselves."""
        if self._comes_by_itself(one):
            return None
        read = codes(one.condition, Cell)
        past = self.plan.is_once and looks_back(one.condition)
        if one.register or one.reads or not read <= self.kept or past:
            why = " (cần kỳ trước, mà biểu hỏi một lần)" if past and read <= self.kept else ""
            self.left_out.append(f"phép kiểm tra “{one.message}”{why}")
            return None
        key, self.plan = self.plan.new_key("k")
        return check_of(key, one)

    def _comes_by_itself(self, one: Check) -> bool:
        tables = {table.code for part in self.form.sections for table in part.tables}
        return one.code.partition(".")[0] in {"carried", *tables} and "." in one.code


def plan_again(built: FormPlan, plan: FormPlan) -> FormPlan:
    """This will take all that a built form asked into a plan; what was new then is of the rulebook now.

    Its days and its deadline are not taken over: they were of that occasion.
    """

    def known(rows: tuple[RowPlan, ...]) -> tuple[RowPlan, ...]:
        return tuple(replace(row, is_new=False) for row in rows)

    sections = tuple(
        replace(one, rows=known(one.rows), tables=tuple(replace(table, rows=known(table.rows)) for table in one.tables))
        for one in built.sections
    )
    return replace(
        plan,
        sections=sections,
        words=built.words,
        checks=built.checks,
        addressees=built.addressees,
        period_kind=built.period_kind,
        calendar=built.calendar,
        due=DuePlan(days=built.due.days, working=built.due.working),
        keys_given=built.keys_given,
    )


def is_askable(element: Element) -> bool:
    """This will tell whether a row can ask for an element as it is: one figure, which people type."""
    return element.kind in ("count", "measure", "yesno") and not element.categories


def _is_sayable(cell: CellDef, kept: Collection[str]) -> bool:
    """Whether what is worked out is a sum of cells that are kept, or a rate, which its element says by itself."""
    assert cell.computed is not None
    is_rate = not cell.is_stored
    return codes(cell.computed, Cell) <= set(kept) and (is_rate or sum_of(cell.computed) is not None)


def _total(cell: CellDef, computed: Node) -> str:
    return f"dòng tính sẵn “{cell.label}” ({to_text(computed)})"
