"""Tables of reporting: duties and the rounds that answer them, closed figures and their totals."""

from pcmt.reporting.models.adjustment import Adjustment
from pcmt.reporting.models.asking import Request
from pcmt.reporting.models.dealing import CorrectionAsked, Extension, LateEntry, PeriodClosing, Remark
from pcmt.reporting.models.duty import (
    Answer,
    Confirmation,
    DraftCell,
    Duty,
    Explanation,
    SetAside,
    Signature,
    Step,
    Submission,
    Words,
)
from pcmt.reporting.models.fact import Fact, Total, TotalSet
from pcmt.reporting.models.old_book import OldBookFigure, OldBookLoad, OldBookMapping
from pcmt.reporting.models.sent import SentEntry
from pcmt.reporting.models.tally import TallyCell, TallyPlace

__all__ = [
    "Adjustment",
    "Answer",
    "Confirmation",
    "CorrectionAsked",
    "DraftCell",
    "Duty",
    "Explanation",
    "Extension",
    "Fact",
    "LateEntry",
    "OldBookFigure",
    "OldBookLoad",
    "OldBookMapping",
    "PeriodClosing",
    "Remark",
    "Request",
    "SentEntry",
    "SetAside",
    "Signature",
    "Step",
    "Submission",
    "TallyCell",
    "TallyPlace",
    "Total",
    "TotalSet",
    "Words",
]
