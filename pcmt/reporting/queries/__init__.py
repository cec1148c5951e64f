"""What may be asked of reporting: duties and their board, a submission, closed figures, totals."""

from pcmt.reporting.closings import LONGEST_LEAVE
from pcmt.reporting.outside import checks_unkept
from pcmt.reporting.queries.adjustments import Adjustments, AdjustmentView, Carriable, adjustments, carriable
from pcmt.reporting.queries.answers import AnswerView
from pcmt.reporting.queries.awaiting import Awaiting, awaiting
from pcmt.reporting.queries.away import KeptForm, form_away, forms_to_keep, restricted_fields
from pcmt.reporting.queries.blank_of_many import Fillable, blank_of_many, fillable
from pcmt.reporting.queries.blanks import BlankFile, blank
from pcmt.reporting.queries.board import Board, BoardRow, HeatMark, board, period_of, present_period
from pcmt.reporting.queries.book_records import book_load, book_loads, book_periods, mapping, mappings
from pcmt.reporting.queries.book_views import LoadView, MappingView, OldBookView
from pcmt.reporting.queries.closable import Closable, ToClose, to_close
from pcmt.reporting.queries.columns import fact_columns, owed_columns, total_columns
from pcmt.reporting.queries.corrected import CorrectedFigure, CorrectedReport, changes_of, corrected_reports
from pcmt.reporting.queries.corrections_asked import (
    CorrectionAskedView,
    CorrectionTold,
    correctable,
    correction_waiting,
    corrections_refused,
    corrections_waiting,
)
from pcmt.reporting.queries.counting import waiting_count
from pcmt.reporting.queries.dealings import (
    ChangeView,
    Dealings,
    ExtensionView,
    LateView,
    RemarkView,
    code_of_print,
    dealings,
)
from pcmt.reporting.queries.duties import DutyView, duties, duty, periods_known, timeliness, words
from pcmt.reporting.queries.extensions import ExtensionWaiting, asks_after_closing, extensions_waiting
from pcmt.reporting.queries.facts import CellOrigin, CellView, Deed, FactView, cell, fact, facts
from pcmt.reporting.queries.file_views import FileConflict, Taken, UnitTaken
from pcmt.reporting.queries.gathered import (
    GatheredGroup,
    GatheredWords,
    Narrowing,
    Sayer,
    gathered,
    said,
    words_fields,
)
from pcmt.reporting.queries.history import HistoryPreview, history_preview
from pcmt.reporting.queries.lacking import without_agency
from pcmt.reporting.queries.later import LaterFigure, last_changes, later_figures
from pcmt.reporting.queries.moves import verdict
from pcmt.reporting.queries.old_books import Asked, book_in_hand, old_book
from pcmt.reporting.queries.owed import Owed, owed_between
from pcmt.reporting.queries.period_desk import ClosingView, Leave, OpenPeriod, PeriodDesk, never_closed, period_desk
from pcmt.reporting.queries.pulse import BoardPulse, board_pulse
from pcmt.reporting.queries.punctuality import (
    Punctuality,
    duties_counted,
    punctuality,
    punctuality_of_agencies,
)
from pcmt.reporting.queries.requests import Moved, moved_deadlines
from pcmt.reporting.queries.restricted import Sight, sight_of
from pcmt.reporting.queries.sheet_cells import EarlierFigure, SheetCell
from pcmt.reporting.queries.sheet_views import (
    CellConflict,
    MoveView,
    SectionView,
    StepView,
    SubmissionView,
    TableView,
)
from pcmt.reporting.queries.submissions import submission
from pcmt.reporting.queries.summary import Summary, SummaryRow, summary
from pcmt.reporting.queries.suspicions import KIND_LABELS, SuspectReport, Suspicion, suspicions
from pcmt.reporting.queries.tally import TallyColumn, TallySheet, TallyView, named_places, tally
from pcmt.reporting.queries.totals import TotalView, totals
from pcmt.reporting.queries.tracks import Track, Tracks, forms_owed, most_owed, overdue, tracks, tracks_of_area
from pcmt.reporting.queries.units import UnitFigure, UnitRow, UnitsTable, units_table
from pcmt.reporting.rules.checks import CheckResult
from pcmt.reporting.rules.timeliness import Timeliness

__all__ = [
    "KIND_LABELS",
    "LONGEST_LEAVE",
    "AdjustmentView",
    "Adjustments",
    "AnswerView",
    "Asked",
    "Awaiting",
    "BlankFile",
    "Board",
    "BoardPulse",
    "BoardRow",
    "Carriable",
    "CellConflict",
    "CellOrigin",
    "CellView",
    "ChangeView",
    "CheckResult",
    "Closable",
    "ClosingView",
    "CorrectedFigure",
    "CorrectedReport",
    "CorrectionAskedView",
    "CorrectionTold",
    "Dealings",
    "Deed",
    "DutyView",
    "EarlierFigure",
    "ExtensionView",
    "ExtensionWaiting",
    "FactView",
    "FileConflict",
    "Fillable",
    "GatheredGroup",
    "GatheredWords",
    "HeatMark",
    "HistoryPreview",
    "KeptForm",
    "LateView",
    "LaterFigure",
    "Leave",
    "LoadView",
    "MappingView",
    "MoveView",
    "Moved",
    "Narrowing",
    "OldBookView",
    "OpenPeriod",
    "Owed",
    "PeriodDesk",
    "Punctuality",
    "RemarkView",
    "Sayer",
    "SectionView",
    "SheetCell",
    "Sight",
    "StepView",
    "SubmissionView",
    "Summary",
    "SummaryRow",
    "SuspectReport",
    "Suspicion",
    "TableView",
    "Taken",
    "TallyColumn",
    "TallySheet",
    "TallyView",
    "Timeliness",
    "ToClose",
    "TotalView",
    "Track",
    "Tracks",
    "UnitFigure",
    "UnitRow",
    "UnitTaken",
    "UnitsTable",
    "adjustments",
    "asks_after_closing",
    "awaiting",
    "blank",
    "blank_of_many",
    "board",
    "board_pulse",
    "book_in_hand",
    "book_load",
    "book_loads",
    "book_periods",
    "carriable",
    "cell",
    "changes_of",
    "checks_unkept",
    "code_of_print",
    "correctable",
    "corrected_reports",
    "correction_waiting",
    "corrections_refused",
    "corrections_waiting",
    "dealings",
    "duties",
    "duties_counted",
    "duty",
    "extensions_waiting",
    "fact",
    "fact_columns",
    "facts",
    "fillable",
    "form_away",
    "forms_owed",
    "forms_to_keep",
    "gathered",
    "history_preview",
    "last_changes",
    "later_figures",
    "mapping",
    "mappings",
    "most_owed",
    "moved_deadlines",
    "named_places",
    "never_closed",
    "old_book",
    "overdue",
    "owed_between",
    "owed_columns",
    "period_desk",
    "period_of",
    "periods_known",
    "present_period",
    "punctuality",
    "punctuality_of_agencies",
    "restricted_fields",
    "said",
    "sight_of",
    "submission",
    "summary",
    "suspicions",
    "tally",
    "timeliness",
    "to_close",
    "total_columns",
    "totals",
    "tracks",
    "tracks_of_area",
    "units_table",
    "verdict",
    "waiting_count",
    "without_agency",
    "words",
    "words_fields",
]
