"""Sheets both ways: a form in XLSX handed out, filled in, read within bounds, and handed back with its faults marked.

Pure Python over openpyxl: no Django, no database, no clock. A sheet is told by a typed spec (`workbook.spec`); a file
is checked before it is opened (`workbook.guarding`), read into rows with the address of each cell (`workbook.reading`),
marked at the wrong cells (`workbook.marking`), or made empty with drop-downs and instructions (`workbook.template`).
Beside the forms stand tables that other programs make, CSV or XLSX, read line by line (`workbook.tables`).
It must never know what the rows mean.
"""
