"""Agenda, papers and parties written down for a meeting, by the verbs that say them."""

from collections.abc import Iterable

from pcmt.agencies import queries as agencies
from pcmt.committee.models import AgendaItem, Conclusion, ConclusionParty, Meeting, Paper
from pcmt.committee.rules.inputs import BadConclusion, BadMeeting, ConclusionInput, MeetingInput
from pcmt.documents import queries as documents

LONGEST_WORDS = 255


def refuse_unknown(said: MeetingInput) -> None:
    """This will refuse an agenda that names an agency, or papers that name a document, which there is none of."""
    if _missing(one.presenter_id for one in said.agenda if one.presenter_id):
        raise BadMeeting("Có cơ quan không còn trong danh mục.", fields={"agenda": "Ghi lại cơ quan trình bày."})
    if set(said.papers) - set(documents.labels(said.papers)):
        raise BadMeeting("Có tài liệu chưa được đăng ký.", fields={"papers": "Ghi số, ký hiệu văn bản đã đăng ký."})


def refuse_strangers(said: ConclusionInput) -> None:
    """This will refuse a conclusion that charges an agency which is not in the directory."""
    if _missing((*said.leads, *said.supports)):
        raise BadConclusion("Có cơ quan không còn trong danh mục.", fields={"leads": "Ghi lại cơ quan."})


def set_out(meeting: Meeting, said: MeetingInput) -> None:
    """This will write the agenda and the papers of a meeting anew."""
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=number, title=" ".join(one.title.split()), presenter_id=one.presenter_id)
        for number, one in enumerate(said.agenda, 1)
    )
    meeting.papers.all().delete()
    Paper.objects.bulk_create(Paper(meeting=meeting, document_id=one) for one in dict.fromkeys(said.papers))


def charge(conclusion: Conclusion, said: ConclusionInput) -> None:
    """This will write whom a conclusion charges anew."""
    conclusion.parties.all().delete()
    group_of = {agency: name for name, members in reversed(said.groups) for agency in members}
    for role, ids, written in (("lead", said.leads, said.lead_words), ("support", said.supports, said.support_words)):
        ConclusionParty.objects.bulk_create(
            ConclusionParty(
                conclusion=conclusion, agency_id=one, role=role, as_written=group_of.get(one, "")[:LONGEST_WORDS]
            )
            for one in ids
        )
        ConclusionParty.objects.bulk_create(
            ConclusionParty(conclusion=conclusion, role=role, as_written=" ".join(words.split())[:LONGEST_WORDS])
            for words in written
            if words.strip()
        )


def _missing(agency_ids: Iterable[int | None]) -> bool:
    wanted = {one for one in agency_ids if one is not None}
    return len(agencies.agencies_by_id(wanted)) != len(wanted)
