"""Leaders' opinions in the made-up province: noted by the standing office, carried out by some."""

from datetime import date

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import hand, moment
from pcmt.cli.sample.registers import Province
from pcmt.committee import queries as committee
from pcmt.committee.actions.accept_opinion import accept_opinion
from pcmt.committee.actions.answer_opinion import answer_opinion
from pcmt.committee.actions.note_opinion import note_opinion
from pcmt.committee.queries import OpinionInput
from pcmt.documents import queries as documents


def build_opinions(province: Province) -> None:
    """This will note the opinions on the documents that are there, and let those who did tell what they did."""
    officer = hand(province.posts["thuongtruc"], "planner")
    posts = {post.agency_id: post for post in province.posts.values()}
    for row in read("opinions.yaml")["opinions"]:
        found = documents.named_in(officer, row["document"])
        if found is None:
            continue
        said = OpinionInput(
            about="document",
            about_id=found.id,
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
