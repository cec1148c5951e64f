"""Reviews of the made-up province: asked by the standing office, answered by some, one answer returned."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import Post, hand, moment
from pcmt.cli.sample.registers import Province
from pcmt.committee import queries as committee
from pcmt.committee.actions.answer_review import answer_review
from pcmt.committee.actions.ask_review import ask_review
from pcmt.committee.actions.return_answer import return_answer
from pcmt.committee.queries import AnswerInput, LineInput, ReviewInput
from pcmt.kernel.actor import Actor
from pcmt.plans import queries as plans


def build_reviews(province: Province) -> None:
    """This will ask for the reviews, and let those who did answer."""
    officer = hand(province.posts["thuongtruc"], "planner")
    for row in read("reviews.yaml")["reviews"]:
        plan_id = next((one.id for one in plans.plans(officer) if one.title == row["plan"]), None)
        if plan_id is None:
            continue
        at = moment(row["asked_at"])
        owing = dict(_owing(row, province, at.date()))
        first, last = (date.fromisoformat(day) for day in row["covers"])
        said = ReviewInput(row["title"], row["kind"], (first, last), date.fromisoformat(row["due_on"]), row["note"])
        ids = [post.agency_id for post in owing.values()]
        review_id = ask_review(plan_id=plan_id, said=said, agency_ids=ids, actor=officer, at=at)
        for one in row["answers"]:
            _answer(one, review_id, plan_id, owing[one["of"]], officer)


def _owing(row: dict[str, Any], province: Province, on: date) -> Iterator[tuple[str, Post]]:
    """The agencies asked, by the name that the data uses, each with one of its people."""
    posts = {post.agency_id: post for post in province.posts.values()}
    for key in row["agencies"]:
        yield key, posts[province.agencies[key]]
    for commune in province.communes_on(on):
        if commune.name in row["communes"]:
            yield commune.name, commune.posts["chutich"]


def _answer(row: dict[str, Any], review_id: int, plan_id: int, post: Post, officer: Actor) -> None:
    at, doer = moment(row["at"]), hand(post, "reporter")
    tasks = committee.tasks_to_answer(doer, plan_id, {post.agency_id})
    lines = [_line(task, row["lines"]) for task in tasks]
    said = AnswerInput(tuple(lines), tuple(row["words"].items()))
    answer_review(review_id=review_id, agency_id=post.agency_id, said=said, actor=doer, at=at)
    if back := row.get("returned"):
        return_answer(
            review_id=review_id, agency_id=post.agency_id, reason=back["reason"], actor=officer, at=moment(back["at"])
        )


def _line(task: plans.TaskView, told: list[dict[str, Any]]) -> LineInput:
    line = next(one for one in told if one["task"] in task.title)
    done = "done" if line["onward"] == "end" and not line.get("cause") else ""
    proposed = committee.proposed_outcome(task.state, task.percent, is_late=bool(line.get("cause")))
    return LineInput(
        of_id=task.id,
        outcome=done or proposed or "on_track",
        result=line["result"],
        cause=line.get("cause", ""),
        lesson=line.get("lesson", ""),
        onward=line["onward"],
    )
