"""Writes a blank: locked but for the cells to fill in, with drop-downs, rules of entry, colours and A4 to print."""

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbook.blanks import looks
from workbook.blanks.manifest import Sign, span, stamp_sheet
from workbook.blanks.spec import NO, YES, Blank, Input, Page, Placed

LINES_SHEET = "_tinh"
LARGEST = 10**12
"""Above this a number is no figure of ours."""
LONGEST_LIST = 250
"""Excel keeps a drop-down's choices in 255 letters, parted by commas."""
A4 = 9


def write_blank(blank: Blank, sign: Sign) -> bytes:
    """This will give a blank as XLSX. sign: makes the signature of a text under the installation's key."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in blank.pages:
        _write_page(book.create_sheet(page.name), page)
    if blank.lines:
        _write_lines(book.create_sheet(LINES_SHEET), blank.lines)
    stamp_sheet(book, blank, sign)
    book.security = WorkbookProtection(lockStructure=True)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_page(sheet: Worksheet, page: Page) -> None:
    for placed in page.cells:
        _write_cell(sheet, placed)
        if placed.across:
            sheet.merge_cells(span(placed.row, placed.column, placed.across))
    for column, width in page.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, height in page.heights.items():
        sheet.row_dimensions[row].height = height
    for column in page.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    for row in page.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for tint in page.tints:
        rule = FormulaRule(formula=[tint.formula], fill=looks.FILLS[tint.look])
        sheet.conditional_formatting.add(tint.address, rule)
    _write_rules(sheet, page)
    _protect(sheet)
    _lay_on_paper(sheet, page)


def _write_cell(sheet: Worksheet, placed: Placed) -> None:
    cell = sheet.cell(placed.row, placed.column)
    assert isinstance(cell, Cell)
    if placed.formula:
        cell.value = placed.formula
    elif placed.number is not None:
        cell.value = placed.number
    elif placed.text:
        cell.value = placed.text
        cell.data_type = "s"  # never a formula, whatever the text begins with
        cell.quotePrefix = placed.text[0] in "=+-@"
    is_figure = placed.look in ("value", "total") or (placed.input is not None and placed.input.kind == "number")
    _dress([cell], placed, is_figure=is_figure)
    if placed.across:
        _dress((sheet.cell(placed.row, at) for at in range(placed.column + 1, placed.across + 1)), placed)


def _dress(cells: Iterable[Cell | MergedCell], placed: Placed, *, is_figure: bool = False) -> None:
    for cell in cells:
        cell.font = looks.FONTS.get(placed.look, looks.PLAIN)
        if placed.look in looks.FILLS:
            cell.fill = looks.FILLS[placed.look]
        if placed.look in looks.BOXED:
            cell.border = looks.BOX
        cell.alignment = _alignment(placed, is_figure=is_figure)
        cell.protection = looks.OPEN if placed.input is not None else looks.CLOSED
        if is_figure:
            cell.number_format = looks.number_format(placed.scale)


def _alignment(placed: Placed, *, is_figure: bool) -> Alignment:
    if is_figure or placed.look in ("title", "strong", "small", ""):
        return Alignment(vertical="center")
    if placed.input is not None and placed.input.kind in ("text", "choice", "date"):
        return looks.TOP
    return looks.MIDDLE if placed.look == "head" else looks.WRAPPED


def _write_rules(sheet: Worksheet, page: Page) -> None:
    """One rule for all cells of a kind: Excel keeps the addresses of each together."""
    rules: dict[tuple[object, ...], DataValidation] = {}
    for placed in page.inputs:
        asked = placed.input
        assert asked is not None
        key = (asked.kind, asked.scale if asked.kind == "number" else asked.longest, asked.options)
        if key not in rules:
            rules[key] = _rule(asked)
            sheet.add_data_validation(rules[key])
        rules[key].add(placed.address)


def _rule(asked: Input) -> DataValidation:
    if asked.kind == "yesno":
        rule = DataValidation("list", formula1=f'"{YES},{NO}"', allow_blank=True)
        rule.error = f"Chọn “{YES}” hoặc “{NO}”."
    elif asked.kind in ("choice", "date"):
        return _chosen_or_told(asked)
    elif asked.kind == "text":
        rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(asked.longest), allow_blank=True)
        rule.error = f"Nhiều nhất {asked.longest} chữ."
    else:
        kind = "decimal" if asked.scale else "whole"
        rule = DataValidation(kind, operator="between", formula1="0", formula2=str(LARGEST), allow_blank=True)
        rule.error = "Ô này chỉ nhận số từ 0 trở lên." if asked.scale else "Ô này chỉ nhận số nguyên từ 0 trở lên."
    rule.errorTitle, rule.showErrorMessage = "Chưa đúng", True
    return rule


def _chosen_or_told(asked: Input) -> DataValidation:
    """A drop-down where Excel can hold the choices; else what may be typed is told beside the cell."""
    if asked.options and not any(mark in one for one in asked.options for mark in ',"'):
        joined = ",".join(asked.options)
        if len(joined) <= LONGEST_LIST:
            rule = DataValidation("list", formula1=f'"{joined}"', allow_blank=True)
            rule.errorTitle, rule.error, rule.showErrorMessage = "Chưa đúng", "Chọn trong danh sách của ô.", True
            return rule
    rule = DataValidation(None, allow_blank=True)
    rule.promptTitle, rule.showInputMessage = "Cách ghi", True
    rule.prompt = ("; ".join(asked.options) or "Ngày/tháng/năm, ví dụ 21/11/2026")[:LONGEST_LIST]
    return rule


def _protect(sheet: Worksheet) -> None:
    """Without a password: it keeps a hand from slipping; that nothing was rebuilt is told by the signed places."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _lay_on_paper(sheet: Worksheet, page: Page) -> None:
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.8, 0.5, 0.6, 0.7
    sheet.print_options.horizontalCentered = True
    if page.repeated:
        sheet.print_title_rows = f"{page.repeated}:{page.repeated}"
    if page.freeze:
        sheet.freeze_panes = page.freeze
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = page.footer, "&P/&N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
    sheet.sheet_view.showGridLines = False


def _write_lines(sheet: Worksheet, lines: Iterable[tuple[str, str, str]]) -> None:
    for row, texts in enumerate(lines, 1):
        for column, text in enumerate(texts, 1):
            if text:
                sheet.cell(row, column).value = text if text.startswith("=") else int(text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
