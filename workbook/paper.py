"""How a sheet of figures looks: columns as wide as what they hold, and printed on A4 lying, its head on every page."""

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

NARROWEST, WIDEST = 10, 48
"""In letters, as Excel counts widths."""


def width_of(letters: int) -> int:
    """This will give the width of a column whose longest text has so many letters."""
    return max(NARROWEST, min(WIDEST, letters + 2))


def on_paper(sheet: Worksheet) -> None:
    """This will let a sheet print on lying A4, all columns on one page's width, its first row on top of every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
