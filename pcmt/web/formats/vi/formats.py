"""Formats that Django's own `vi` locale lacks or gets wrong.

Without DATE_INPUT_FORMATS Django reads 05/11/2026 as 11 May and refuses 21/11/2026. Numbers that people
type go through `pcmt.web.forms`, because Django would read `1.5` as one and a half.
"""

DATE_FORMAT = "d/m/Y"
SHORT_DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "H:i d/m/Y"
SHORT_DATETIME_FORMAT = "H:i d/m/Y"
YEAR_MONTH_FORMAT = r"\t\há\n\g m/Y"
MONTH_DAY_FORMAT = "d/m"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
# Figures are grouped by the filter `vn_number` and nowhere else: Django would group every integer that a template
# prints, so that years became 2.026 and identifiers in addresses and attributes 1.234.
NUMBER_GROUPING = 0
