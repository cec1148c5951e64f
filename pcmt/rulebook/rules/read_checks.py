"""Reads the checks of a form: between its cells, with other forms, periods and levels, and against registers."""

from collections.abc import Mapping
from dataclasses import replace

from pcmt.kernel.formula.tree import Aggregate, Binary, Cell, Compare, Logic, Node, Not, Shift, children, codes
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.forms import AREAS, REGISTER, SEVERITIES, CellDef, Check

OUTSIDE = (AREAS, REGISTER)


def read_check(fields: Fields, asked: Mapping[str, CellDef]) -> Check:
    """This will read a check. asked: the form's cells by code."""
    register = fields.code("register", "cell") if fields.has("register") else ""
    reads = fields.codes("reads", "cell")
    cells: tuple[str, ...] = (register,)
    condition: Node = Compare("==", Cell(register), Cell(REGISTER + register))
    if not register:
        condition, cells = _below(fields.condition("condition"), fields), fields.codes("cells", "cell", optional=False)
    read = frozenset(code for code in codes(condition, Cell) if not code.startswith(OUTSIDE))
    for cell in cells:
        if cell not in read:
            fields.wrong("cells", f"Điều kiện không dùng đến “{cell}”.", "Chỉ ghi các ô có trong điều kiện.")
    for code in sorted(read - set(asked) - set(reads)):
        fields.wrong(
            "condition",
            f"Điều kiện dùng “{code}” không có trong biểu.",
            "Thêm ô đó, sửa điều kiện, hoặc ghi mã vào “reads” nếu là số liệu của biểu khác.",
        )
    for code in reads:
        if any(own == code or own.startswith(f"{code}.") for own in asked):
            fields.wrong("reads", f"“{code}” là số liệu của chính biểu này.", "Chỉ ghi số liệu của biểu khác.")
    return Check(
        code=fields.text("code"),
        condition=condition,
        severity=fields.choice("severity", SEVERITIES),
        message=fields.text("message"),
        cells=cells,
        reads=reads,
        register=register,
    )


def carried_check(cell: CellDef, asked: Mapping[str, CellDef], fields: Fields) -> Check:
    """This will hold what is carried over against what was closed before; who knows better says why."""
    if cell.carried not in asked:
        fields.wrong("sections", f"“{cell.carried}” không có trong biểu để chuyển sang kỳ sau.", "Thêm ô đó vào biểu.")
    return Check(
        code=f"carried.{cell.element}",
        condition=Compare("==", Cell(cell.element), Shift(Cell(cell.carried), "period")),
        severity="warning",
        message=f"{cell.label}: khác số cuối kỳ trước đã chốt; nếu đúng thì nêu lý do.",
        cells=(cell.element,),
    )


def _below(node: Node, fields: Fields) -> Node:
    """The condition with each sum over areas as one figure, the communes' sum, which is loaded with the form."""
    match node:
        case Aggregate("sum", Cell(code), "areas"):
            return Cell(AREAS + code)
        case Aggregate(_, _, "areas"):
            remedy = "Viết sum(mã ô over areas)."
            fields.wrong("condition", "Điều kiện của biểu chỉ dùng được tổng của một ô ở các xã.", remedy)
            return node
        case Binary() | Compare():
            return replace(node, left=_below(node.left, fields), right=_below(node.right, fields))
        case Logic():
            return replace(node, parts=tuple(_below(part, fields) for part in children(node)))
        case Not() | Shift() | Aggregate():
            return replace(node, of=_below(node.of, fields))
    return node
