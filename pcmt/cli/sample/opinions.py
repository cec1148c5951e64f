"""Leaders' opinions in the made-up province: noted by the standing office, carried out by some."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import hand, moment
from pcmt.cli.sample.registers import Province
from pcmt.committee import queries as committee
from pcmt.committee.actions.accept_opinion import accept_opinion
from pcmt.committee.actions.answer_opinion import answer_opinion
from pcmt.committee.actions.note_opinion import note_opinion
from pcmt.committee.queries import OpinionInput
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.reporting import queries as reporting


def build_opinions(province: Province) -> None:
    """This will note the opinions on papers and reports that are there, and let those who did tell what they did."""
    officer = hand(province.posts["thuongtruc"], "planner")
    posts = {post.agency_id: post for post in province.posts.values()}
    for row in read("opinions.yaml")["opinions"]:
        about, about_id = _thing(officer, row, province)
        if about_id is None:
            continue
        said = OpinionInput(
            about=about,
            about_id=about_id,
            post_id=province.posts["lanhdao"].id,
            said_on=date.fromisoformat(row["said_on"]),
            words=row["words"],
            agency_ids=tuple(province.agencies[key] for key in row["to"]),
            due_on=date.fromisoformat(row["due_on"]) if "due_on" in row else None,
        )
        made = note_opinion(said=said, actor=officer, at=moment(row["noted_at"]))
        if told := row.get("told"):
            agency_id, at = province.agencies[told["by"]], moment(told["at"])
            duties = committee.opinion(officer, made, on=at.date()).duties
            duty_id = next(one.id for one in duties if one.agency_id == agency_id)
            doer = hand(posts[agency_id], "reporter")
            answer_opinion(duty_id=duty_id, words=told["words"], actor=doer, at=at)
            accept_opinion(duty_id=duty_id, actor=officer, at=moment(row["accepted_at"]))


def _thing(officer: Actor, row: Mapping[str, Any], province: Province) -> tuple[str, int | None]:
    """On what an opinion is: a report of a period, or a document by its number; None where it is not there."""
    if told := row.get("report"):
        period = Period.parse(told["period"])
        area_id = next(one.id for one in province.communes_on(period.last_day) if one.name == told["of"])
        owed = reporting.duty(officer, told["form"], period, area_id)
        return "submission", owed.submission_id if owed else None
    found = documents.named_in(officer, row["document"])
    return "document", found.id if found else None
