"""What a file of figures of an earlier year would do: which units it names, which it leaves out, what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.quantity import Quantity
from pcmt.kernel.refusal import Refusal
from pcmt.reporting.rules.history import Line, read_lines
from pcmt.rulebook.queries import book
from vanban.text import format_date
from workbook.refusals import WorkbookRefused


class WrongFile(Refusal):
    """This will say that a file is no table of figures."""

    code = "wrong_file"


@dataclass(frozen=True)
class HistoryPreview:
    """What stands in a file against the map of its period's last day.

    matched: figures by area; missing: units beside those named that the file leaves out; unknown: lines whose code
    nobody bore that day; invalid: lines that cannot be read.
    """

    element: str
    period: Period
    matched: dict[int, Quantity]
    missing: tuple[str, ...]
    unknown: tuple[Line, ...]
    invalid: tuple[Line, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What stands in the way, a line each, in the order of the file."""
        day = format_date(self.period.last_day)
        told = [(one.number, f"Dòng {one.number}: {one.fault}.") for one in self.invalid]
        told += [
            (one.number, f"Dòng {one.number}: ngày {day} không có xã, phường nào mang mã {one.code}.")
            for one in self.unknown
        ]
        return tuple(text for _, text in sorted(told))


def history_preview(actor: Actor, data: bytes, *, element: str, period: Period) -> HistoryPreview:
    """This will hold a file against the map, and write nothing. NotFound where there is no such element."""
    actor.may("reporting.import_history").require()
    definition = book().element(element)
    try:
        lines = read_lines(data, definition.scale)
    except WorkbookRefused as refused:
        remedy = f"{refused.remedy} Xem hướng dẫn “Nhập số liệu các năm trước”."
        raise WrongFile(refused.message, remedy=remedy) from refused
    day = period.last_day
    good = [line for line in lines if line.quantity is not None]
    found = areas.communes_by_code((line.code for line in good), day)
    matched = {found[line.code].id: line.quantity for line in good if line.code in found and line.quantity is not None}
    return HistoryPreview(
        element=element,
        period=period,
        matched=matched,
        missing=_left_out({*matched}, found.values(), period),
        unknown=tuple(line for line in good if line.code not in found),
        invalid=tuple(line for line in lines if line.fault),
    )


def _left_out(named: set[int], found: Iterable[areas.AreaView], period: Period) -> tuple[str, ...]:
    """The communes of the same provinces that the file does not name."""
    day = period.last_day
    tops = {areas.ancestors(one, day)[-1] for one in _one_each(found)}
    return tuple(
        f"{commune.full_name} ({commune.code})"
        for top in sorted(tops)
        for commune in areas.communes(top, day)
        if commune.id not in named
    )


def _one_each(found: Iterable[areas.AreaView]) -> tuple[int, ...]:
    """One commune under each parent: enough to find the provinces."""
    return tuple({one.parent_id: one.id for one in found}.values())
