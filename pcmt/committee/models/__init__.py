"""Tables of steering committees at work."""

from pcmt.committee.models.briefings import Briefing, BriefingDuty, BriefingSession
from pcmt.committee.models.conclusions import Conclusion, ConclusionParty
from pcmt.committee.models.inspections import Finding, Inspection, InspectionMember, InspectionVisit, VisitMark
from pcmt.committee.models.meetings import AgendaItem, Attendance, Meeting, Paper
from pcmt.committee.models.members import MemberReport
from pcmt.committee.models.opinions import Opinion, OpinionDuty
from pcmt.committee.models.reviews import Review, ReviewAnswer, ReviewLine

__all__ = [
    "AgendaItem",
    "Attendance",
    "Briefing",
    "BriefingDuty",
    "BriefingSession",
    "Conclusion",
    "ConclusionParty",
    "Finding",
    "Inspection",
    "InspectionMember",
    "InspectionVisit",
    "Meeting",
    "MemberReport",
    "Opinion",
    "OpinionDuty",
    "Paper",
    "Review",
    "ReviewAnswer",
    "ReviewLine",
    "VisitMark",
]
