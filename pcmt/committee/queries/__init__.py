"""What may be asked of committees at work: typed values out, filtered for the actor."""

from pcmt.committee.answers import AgendaView, AttendanceView, ConclusionView, MeetingRow, MeetingView
from pcmt.committee.queries.awaiting import AWAITED_KINDS, Awaited, awaiting
from pcmt.committee.queries.briefings import BriefingView, DutyView, SessionView, briefing, briefings
from pcmt.committee.queries.charges import ChargeView, charges
from pcmt.committee.queries.meetings import meeting, meetings, meetings_of_task, seats_of
from pcmt.committee.queries.papers import PAPERS, MeetingFile, paper
from pcmt.committee.queries.seeing import committees_kept, committees_seen
from pcmt.committee.rules.briefing import FORM_LABELS, SessionInput
from pcmt.committee.rules.inputs import MEETING_KINDS, AgendaLine, ConclusionInput, MeetingInput
from pcmt.committee.rules.presence import PRESENCE_LABELS, Presence, Turnout

__all__ = [
    "AWAITED_KINDS",
    "FORM_LABELS",
    "MEETING_KINDS",
    "PAPERS",
    "PRESENCE_LABELS",
    "AgendaLine",
    "AgendaView",
    "AttendanceView",
    "Awaited",
    "BriefingView",
    "ChargeView",
    "ConclusionInput",
    "ConclusionView",
    "DutyView",
    "MeetingFile",
    "MeetingInput",
    "MeetingRow",
    "MeetingView",
    "Presence",
    "SessionInput",
    "SessionView",
    "Turnout",
    "awaiting",
    "briefing",
    "briefings",
    "charges",
    "committees_kept",
    "committees_seen",
    "meeting",
    "meetings",
    "meetings_of_task",
    "paper",
    "seats_of",
]
