"""Meetings of the made-up province's committee: called, held, concluded, and what of it became tasks."""

from datetime import date, time
from typing import Any

from django.conf import settings

from pcmt.agencies import queries as agencies
from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import hand, moment
from pcmt.cli.sample.registers import Province
from pcmt.committee import queries as committee
from pcmt.committee.actions.add_conclusion import add_conclusion
from pcmt.committee.actions.call_meeting import call_meeting
from pcmt.committee.actions.give_tasks import give_tasks
from pcmt.committee.actions.link_announcement import link_announcement
from pcmt.committee.actions.record_attendance import record_attendance
from pcmt.committee.actions.write_minutes import write_minutes
from pcmt.committee.queries import AgendaLine, ConclusionInput, MeetingInput, Presence
from pcmt.documents import queries as documents
from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans
from vanban.write.docx import write_docx
from vanban.write.from_yaml import load_document


def build_meetings(province: Province) -> None:
    """This will call the meetings, hold those that are over, and give what was announced as tasks."""
    officer = hand(province.posts["thuongtruc"], "planner")
    for row in read("meetings.yaml")["meetings"]:
        meeting_id = _call(row, province, officer)
        if "written_at" in row:
            _hold(row, meeting_id, officer)
            _conclude(row, meeting_id, province, officer)
        if "announcement" in row:
            _announce(row["announcement"], meeting_id, officer)


def _call(row: dict[str, Any], province: Province, officer: Actor) -> int:
    held_on = date.fromisoformat(row["held_on"])
    kind = "to_giup_viec" if row.get("team") else "ban_chi_dao"
    (body,) = (one for one in agencies.committees(held_on, province.id) if one.kind == kind)
    found = [documents.named_in(officer, number) for number in row.get("papers", ())]
    said = MeetingInput(
        title=row["title"],
        held_on=held_on,
        begins_at=time.fromisoformat(row["begins_at"]),
        place=row["place"],
        agenda=tuple(AgendaLine(words, province.agencies[key] if key else None) for words, key in row["agenda"]),
        papers=tuple(one.id for one in found if one),
    )
    return call_meeting(committee_id=body.id, said=said, actor=officer, at=moment(row["called_at"]))


def _hold(row: dict[str, Any], meeting_id: int, officer: Actor) -> None:
    at, away = moment(row["written_at"]), {one["name"]: one for one in row["absences"]}
    seats = committee.seats_of(officer, meeting_id)
    said = [
        Presence(seat.id, away[seat.person_name]["presence"], away[seat.person_name]["note"])
        if seat.person_name in away
        else Presence(seat.id, "absent" if seat.vacant else "present")
        for seat in seats
    ]
    record_attendance(meeting_id=meeting_id, said=said, chair_id=seats[0].id, actor=officer, at=at)
    write_minutes(
        meeting_id=meeting_id,
        words=row["minutes"],
        secretary=row["secretary"],
        ended_at=time.fromisoformat(row["ended_at"]),
        actor=officer,
        at=at,
    )


def _conclude(row: dict[str, Any], meeting_id: int, province: Province, officer: Actor) -> None:
    for one in row["conclusions"]:
        said = ConclusionInput(
            words=one["words"],
            leads=tuple(province.agencies[key] for key in one.get("leads", ())),
            supports=tuple(province.agencies[key] for key in one.get("supports", ())),
            due_on=date.fromisoformat(one["due_on"]) if "due_on" in one else None,
            product=one.get("product", ""),
        )
        add_conclusion(meeting_id=meeting_id, said=said, actor=officer, at=moment(row["written_at"]))


def _announce(row: dict[str, str], meeting_id: int, officer: Actor) -> None:
    at, name = moment(row["at"]), row["document"]
    data = write_docx(load_document(settings.SAMPLE_DIR / "announcements" / f"{name}.yaml"))
    document_id = register_document(data=data, name=f"{name}.docx", direction="out", actor=officer, at=at)
    link_announcement(meeting_id=meeting_id, document_id=document_id, actor=officer, at=at)
    view = committee.meeting(officer, meeting_id, on=at.date())
    plan_id = next(one.id for one in plans.plans(officer) if one.document_number.startswith(row["plan"].split("-")[0]))
    waiting = [one.id for one in view.to_give]
    give_tasks(meeting_id=meeting_id, plan_id=plan_id, conclusion_ids=waiting, actor=officer, at=at)
