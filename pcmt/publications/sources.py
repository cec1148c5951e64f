"""Where a report's content comes from: the queries of the packages below, for one province in one period."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from pcmt.areas import queries as areas
from pcmt.indicators import queries as indicators
from pcmt.kernel.actor import Actor
from pcmt.kernel.formula.tree import Cell, Indicator, codes, looks_back
from pcmt.kernel.number import NO_DENOMINATOR
from pcmt.kernel.period import Period
from pcmt.plans import queries as plans
from pcmt.publications.composing import Figure, column_periods
from pcmt.publications.rules.content import Piece, Table
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import (
    Block,
    CommuneTableBlock,
    FiguresBlock,
    SentenceBlock,
    Subject,
    book,
)
from vanban.text import format_date

SHARES = {"%", "‰"}
AT_THE_END = "last"


class ProvinceSources:
    """The figures, words and plans of one province in one period; figures are fetched together, at first asking."""

    def __init__(
        self, province: areas.AreaView, period: Period, blocks: Sequence[Block], actor: Actor, at: datetime
    ) -> None:
        self.province, self.period, self.actor = province, period, actor
        self.today = timezone.localdate(at)
        self.periods = {name: column for name, (column, _) in column_periods(period).items()}
        self.communes = areas.communes(province.id, period.last_day)
        wanted = list(dict.fromkeys(subject.code for block in blocks for subject in province_subjects(block)))
        below = list(dict.fromkeys(subject.code for block in blocks for subject in commune_subjects(block)))
        spans = list(dict.fromkeys(self.periods.values()))
        self.values = indicators.values(wanted, [province.id], spans, period.last_day)
        self.below = indicators.values(below, [area.id for area in self.communes], [period], period.last_day)

    def figure(self, subject: Subject, column: str) -> Figure:
        """This will give the province's value in the period that a column means."""
        return self._said(self.values[(subject.code, self.province.id, self.periods[column].id)])

    def commune_figures(self, subject: Subject) -> Sequence[tuple[str, Figure]]:
        """This will give the communes' values in the period, in Vietnamese order."""
        return [
            (area.full_name, self._said(self.below[(subject.code, area.id, self.period.id)])) for area in self.communes
        ]

    def unit(self, subject: Subject) -> str:
        """This will give the unit in which a subject is counted."""
        if subject.kind == "element":
            return book().element(subject.code).unit
        return book().indicator(subject.code, self.period.last_day).unit

    def is_state(self, subject: Subject) -> bool:
        """This will tell whether a subject is what stands at a period's end, and is never added up."""
        current = book()
        if subject.kind == "element":
            return current.element(subject.code).time == AT_THE_END
        formula = current.indicator(subject.code, self.period.last_day).formula
        if looks_back(formula):
            return False
        read = [current.element_by_code[code] for code in codes(formula, Cell) if code in current.element_by_code]
        others = [Subject("indicator", code) for code in codes(formula, Indicator)]
        return bool(read or others) and all(one.time == AT_THE_END for one in read) and all(map(self.is_state, others))

    def words(self, form: str, field: str) -> Sequence[tuple[str, Piece]]:
        """This will give what the communes wrote in each month of the period, under their names."""
        names = {area.id: area.full_name for area in self.communes}
        return [
            (f"{names.get(area_id, '')} ({month.name_inside})", Piece(text.strip()))
            for month in self.period.months()
            for area_id, text in reporting.words(form, month, field)
        ]

    def targets(self) -> Table:
        """This will give the plan's targets with where they stand at the end of the period."""
        found = plans.targets(self.actor)
        standing = indicators.progresses(found, min(self.today, self.period.last_day))
        rows = tuple(
            (
                Piece(target.indicator_label, target.reference),
                Piece(f"{standing[target.id].asked}, {target.deadline}"),
                Piece(standing[target.id].now),
                Piece(standing[target.id].label),
            )
            for target in found
        )
        return Table("", "", ("Chỉ tiêu", "Mức phấn đấu", "Hiện nay", "Đánh giá"), (False,) * 4, rows)

    def tasks(self) -> Table:
        """This will give the tasks that fell due or were finished in the period, and those that are late."""
        last = self.period.last_day
        rows = tuple(
            (
                Piece(task.title, task.reference),
                Piece(task.leads_text),
                Piece(format_date(task.due_on) if task.due_on else ""),
                Piece("quá hạn" if task.is_overdue else task.state_label.lower()),
            )
            for task in plans.tasks(self.actor, on=min(self.today, last))
            if task.is_overdue
            or (task.due_on and self.period.contains(task.due_on))
            or (task.finished_on and self.period.contains(task.finished_on))
        )
        return Table("", "", ("Nhiệm vụ", "Chủ trì", "Thời hạn", "Trạng thái"), (False,) * 4, rows)

    def _said(self, value: indicators.Value) -> Figure:
        unit = value.unit if value.unit in SHARES else ""
        display = indicators.told(value.number, value.scale, unit)
        if value.number.is_known:
            return Figure(display, value.reference, value.number.value, unit=value.unit, decimals=value.scale)
        if value.number.missing == (NO_DENOMINATOR,):
            return Figure(display, value.reference, None, "không tính")
        if display.startswith("chưa"):
            return Figure(f"[{display}]", value.reference, None, "chưa đủ (*)")
        return Figure(display, value.reference, None, f"từ {display.removeprefix('ít nhất ')} (*)")


def province_subjects(block: Block) -> tuple[Subject, ...]:
    """This will list what a block asks of the province."""
    if isinstance(block, FiguresBlock):
        return tuple(row.subject for row in block.rows)
    return tuple(binding.subject for binding in block.bindings) if isinstance(block, SentenceBlock) else ()


def commune_subjects(block: Block) -> tuple[Subject, ...]:
    """This will list what a block asks of each commune."""
    if isinstance(block, CommuneTableBlock):
        return (block.order_by, *(column.subject for column in block.columns))
    return ()
