"""How the cells of a blank look, on the screen and on paper."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from workbook.blanks.spec import Look

FONT = "Times New Roman"
LINE = Side(style="thin", color="FFB5C0C0")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
INPUT_FILL = PatternFill("solid", start_color="FFFFFBE6", end_color="FFFFFBE6")
WRONG_FILL = PatternFill("solid", start_color="FFF4CCCC", end_color="FFF4CCCC")
FILLS: dict[Look, PatternFill] = {
    "head": PatternFill("solid", start_color="FFE6EFEF", end_color="FFE6EFEF"),
    "part": PatternFill("solid", start_color="FFF1F5F5", end_color="FFF1F5F5"),
    "total": PatternFill("solid", start_color="FFF1F5F5", end_color="FFF1F5F5"),
    "input": INPUT_FILL,
    "wrong": WRONG_FILL,
    "odd": PatternFill("solid", start_color="FFFCE8C8", end_color="FFFCE8C8"),
    "met": PatternFill("solid", start_color="FFDDEFE3", end_color="FFDDEFE3"),
}
FONTS: dict[Look, Font] = {
    "title": Font(name=FONT, size=14, bold=True),
    "strong": Font(name=FONT, size=11, bold=True),
    "small": Font(name=FONT, size=9, italic=True, color="FF55605F"),
    "head": Font(name=FONT, size=10, bold=True),
    "part": Font(name=FONT, size=11, bold=True),
    "total": Font(name=FONT, size=11, bold=True),
}
PLAIN = Font(name=FONT, size=11)
BOXED: frozenset[Look] = frozenset({"head", "label", "value", "input", "total", "part"})
WRAPPED = Alignment(wrap_text=True, vertical="center")
MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")
TOP = Alignment(wrap_text=True, vertical="top")
OPEN, CLOSED = Protection(locked=False), Protection(locked=True)


def number_format(scale: int) -> str:
    """This will give Excel's format of a figure: thousands apart, decimals as far as there are any."""
    return "#,##0" + (f".{'#' * scale}" if scale else "")
