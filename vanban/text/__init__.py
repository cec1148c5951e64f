"""Vietnamese text as offices write it: one spelling, folding for search, sort order, numbers and dates."""

from vanban.text.dates import (
    DateMention,
    find_dates,
    format_date,
    format_date_legal,
    format_date_long,
    format_due,
    format_moment,
    parse_date,
)
from vanban.text.file_names import file_name
from vanban.text.fold import fold
from vanban.text.letters import lower_first
from vanban.text.normalise import Surface, normalise, normalise_surface, place_tones
from vanban.text.notes import without_notes
from vanban.text.numbers import (
    format_number,
    format_percent,
    format_quantity,
    parse_number,
    plain_decimal,
)
from vanban.text.sorting import sort_key

__all__ = [
    "DateMention",
    "Surface",
    "file_name",
    "find_dates",
    "fold",
    "format_date",
    "format_date_legal",
    "format_date_long",
    "format_due",
    "format_moment",
    "format_number",
    "format_percent",
    "format_quantity",
    "lower_first",
    "normalise",
    "normalise_surface",
    "parse_date",
    "parse_number",
    "place_tones",
    "plain_decimal",
    "sort_key",
    "without_notes",
]
