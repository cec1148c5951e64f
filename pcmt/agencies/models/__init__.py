"""Tables of organisations, persons, posts, committees and programmes, in time. `valid_to` is the last day included."""

from pcmt.agencies.models.agency import Agency, AgencyAlias, AgencyVersion
from pcmt.agencies.models.committee import Committee, CommitteeDecision, CommitteeMember, MemberArea
from pcmt.agencies.models.post import Person, Post, SigningOrder
from pcmt.agencies.models.programme import Programme, ProgrammeDecision, ProgrammeParty, ProgrammeReview

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyVersion",
    "Committee",
    "CommitteeDecision",
    "CommitteeMember",
    "MemberArea",
    "Person",
    "Post",
    "Programme",
    "ProgrammeDecision",
    "ProgrammeParty",
    "ProgrammeReview",
    "SigningOrder",
]
