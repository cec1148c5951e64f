"""One cell of the entry grid, as forms ask for it and as one reader may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pcmt.kernel.quantity import Quantity
from pcmt.kernel.source import Source
from pcmt.reporting.rules.figures import write_figure
from pcmt.rulebook.queries import CellDef


@dataclass(frozen=True)
class EarlierFigure:
    """A closed figure of an earlier period, beside the cell; its reference is `cell:ID`, `text` as one types it.

    fact_id: None for a rate, which is worked out from closed figures and stored nowhere.
    """

    fact_id: int | None
    quantity: Quantity
    text: str

    @property
    def reference(self) -> str:
        """How trace names it; empty where nothing is stored of it."""
        return f"cell:{self.fact_id}" if self.fact_id else ""


@dataclass(frozen=True)
class SheetCell:
    """One cell of the entry grid.

    text: the figure as it would be typed. revision: what `seen` must carry for it (0: never filled in).
    hidden: restricted, and not for this reader. present: a figure stands in it, also where this reader may not see it.
    unusual: the figure lies outside what the area has usually reported.
    remark: what was said of it when the report was returned (None: it was not pointed out). fact_id: the closed figure.
    estimate: it is an estimate (số ước). offered: what the period before hands over, to be typed here (opening stock).
    earlier: what the year's `earlier_known` periods before this one add up to, out of `earlier_due` (lũy kế); None
    where periods are never added. tallied: the sum over places that was put here last, `tallied_from` of which. over,
    under: the two sides of a rate.
    """

    element: str
    label: str
    unit: str
    scale: int
    kind: str
    required: bool
    computed: bool
    hidden: bool
    present: bool
    help: str
    source: Source
    quantity: Quantity | None
    text: str
    revision: int = 0
    comment: str = ""
    comment_revision: int = 0
    entered_by: str = ""
    entered_at: datetime | None = None
    previous: EarlierFigure | None = None
    last_year: EarlierFigure | None = None
    usual: tuple[Quantity, Quantity] | None = None
    unusual: bool = False
    remark: str | None = None
    fact_id: int | None = None
    estimate: bool = False
    offered: str = ""
    earlier: Quantity | None = None
    earlier_known: int = 0
    earlier_due: int = 0
    tallied: Quantity | None = None
    tallied_from: str = ""
    over: Quantity | None = None
    under: Quantity | None = None

    @classmethod
    def of(
        cls, cell: CellDef, quantity: Quantity | None, *, hidden: bool = False, present: bool, **more: Any
    ) -> "SheetCell":
        """This will show a cell as its form asks for it, with the figure that its reader may see."""
        return cls(
            element=cell.element,
            label=cell.label,
            unit=cell.unit,
            scale=cell.scale,
            kind=cell.kind,
            required=cell.required,
            computed=cell.computed is not None,
            hidden=hidden,
            present=present,
            help=cell.help,
            source=cell.source,
            quantity=quantity,
            text=write_figure(quantity.scaled, quantity.scale, cell.kind) if quantity else "",
            estimate=cell.estimate,
            **more,
        )

    @property
    def to_date(self) -> Quantity | None:
        """The year so far with this period; None where nothing of it is known or months are never added."""
        if self.earlier is None or (self.quantity is None and not self.earlier_known):
            return None
        return self.earlier + self.quantity if self.quantity is not None else self.earlier

    @property
    def change(self) -> Quantity | None:
        """How much it differs from the period before, where both are known."""
        if self.quantity is None or self.previous is None or self.kind in ("yesno", "class"):
            return None
        return Quantity(self.quantity.scaled - self.previous.quantity.rescaled(self.scale).scaled, self.scale)

    @property
    def reference(self) -> str:
        """How trace names the closed figure; empty while there is none."""
        return f"cell:{self.fact_id}" if self.fact_id else ""
