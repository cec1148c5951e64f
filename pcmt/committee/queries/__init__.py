"""What may be asked of committees at work: typed values out, filtered for the actor."""

from pcmt.committee.answers import AgendaView, AttendanceView, ConclusionView, MeetingRow, MeetingView
from pcmt.committee.inspection_answers import FindingView, InspectionRow, InspectionView, MarkView, VisitView
from pcmt.committee.queries.awaiting import AWAITED_KINDS, Awaited, awaiting
from pcmt.committee.queries.briefings import BriefingView, DutyView, SessionView, briefing, briefings
from pcmt.committee.queries.charges import ChargeView, charges
from pcmt.committee.queries.inspections import finding, inspection, inspections, visit_paper
from pcmt.committee.queries.long_overdue import overdue
from pcmt.committee.queries.meetings import meeting, meetings, meetings_of_task, seats_of
from pcmt.committee.queries.members import ReportView, SeatWork, Unanswered, Upcoming, member_reports, seats_held
from pcmt.committee.queries.opinions import OpinionDutyView, OpinionView, opinion, opinions, opinions_on
from pcmt.committee.queries.papers import PAPERS, MeetingFile, paper
from pcmt.committee.queries.reviews import CarriedOn, carried_on, review, reviews
from pcmt.committee.queries.seeing import committees_kept, committees_seen
from pcmt.committee.review_answers import AnswerView, LineView, ReviewRow, ReviewView
from pcmt.committee.rules.briefing import FORM_LABELS, SessionInput
from pcmt.committee.rules.inputs import MEETING_KINDS, AgendaLine, ConclusionInput, MeetingInput
from pcmt.committee.rules.inspecting import (
    INSPECTION_KINDS,
    MARKS,
    FindingInput,
    InspectionInput,
    MarkInput,
    VisitInput,
)
from pcmt.committee.rules.opinions import OpinionInput
from pcmt.committee.rules.presence import PRESENCE_LABELS, Presence, Turnout
from pcmt.committee.rules.reviewing import (
    ONWARD,
    OUTCOMES,
    REVIEW_KINDS,
    SECTIONS,
    TARGET_OUTCOMES,
    AnswerInput,
    LineInput,
    Proposed,
    ReviewInput,
    days_wrong,
    joint_outcome,
    proposed_for_target,
    proposed_outcome,
)
from pcmt.committee.subjects import sees, title_of
from pcmt.committee.tasks_of import followed, parts_of, spoken_for, tasks_to_answer

__all__ = [
    "AWAITED_KINDS",
    "FORM_LABELS",
    "INSPECTION_KINDS",
    "MARKS",
    "MEETING_KINDS",
    "ONWARD",
    "OUTCOMES",
    "PAPERS",
    "PRESENCE_LABELS",
    "REVIEW_KINDS",
    "SECTIONS",
    "TARGET_OUTCOMES",
    "AgendaLine",
    "AgendaView",
    "AnswerInput",
    "AnswerView",
    "AttendanceView",
    "Awaited",
    "BriefingView",
    "CarriedOn",
    "ChargeView",
    "ConclusionInput",
    "ConclusionView",
    "DutyView",
    "FindingInput",
    "FindingView",
    "InspectionInput",
    "InspectionRow",
    "InspectionView",
    "LineInput",
    "LineView",
    "MarkInput",
    "MarkView",
    "MeetingFile",
    "MeetingInput",
    "MeetingRow",
    "MeetingView",
    "OpinionDutyView",
    "OpinionInput",
    "OpinionView",
    "Presence",
    "Proposed",
    "ReportView",
    "ReviewInput",
    "ReviewRow",
    "ReviewView",
    "SeatWork",
    "SessionInput",
    "SessionView",
    "Turnout",
    "Unanswered",
    "Upcoming",
    "VisitInput",
    "VisitView",
    "awaiting",
    "briefing",
    "briefings",
    "carried_on",
    "charges",
    "committees_kept",
    "committees_seen",
    "days_wrong",
    "finding",
    "followed",
    "inspection",
    "inspections",
    "joint_outcome",
    "meeting",
    "meetings",
    "meetings_of_task",
    "member_reports",
    "opinion",
    "opinions",
    "opinions_on",
    "overdue",
    "paper",
    "parts_of",
    "proposed_for_target",
    "proposed_outcome",
    "review",
    "reviews",
    "seats_held",
    "seats_of",
    "sees",
    "spoken_for",
    "tasks_to_answer",
    "title_of",
    "visit_paper",
]
