"""Tables of areas: units and their versions in time, and what each gave to its successors."""

from pcmt.areas.models.areas import Area, AreaVersion, Succession

__all__ = ["Area", "AreaVersion", "Succession"]
