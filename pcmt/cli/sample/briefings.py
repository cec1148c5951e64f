"""Briefings of the made-up province: asked by the standing office, told by each agency, with some that told nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from pcmt.agencies import queries as agencies
from pcmt.cli.sample.data import read
from pcmt.cli.sample.hands import Post, hand, moment
from pcmt.cli.sample.registers import Province
from pcmt.committee.actions.ask_briefing import ask_briefing
from pcmt.committee.actions.record_briefing import record_briefing
from pcmt.committee.queries import SessionInput
from pcmt.documents import queries as documents

WEEK = timedelta(days=7)


def build_briefings(province: Province) -> None:
    """This will ask for the briefings and let the agencies tell what they held."""
    told, officer = read("briefings.yaml"), hand(province.posts["thuongtruc"], "planner")
    for row in told["briefings"]:
        found = documents.named_in(officer, row["document"])
        if found is None:
            continue
        asked_at, due_on = moment(row["asked_at"]), date.fromisoformat(row["due_on"])
        owing = [*_offices(row, told["office"], province), *_communes(row, told["reach"], province)]
        briefing_id = ask_briefing(
            document_id=found.id,
            agency_ids=[post.agency_id for post, _, _ in owing],
            due_on=due_on,
            note=row["note"],
            actor=officer,
            at=asked_at,
        )
        for (post, people, name), sitting in zip(owing, cycle(told["sittings"]), strict=False):
            if name in (*row.get("silent", ()), *row.get("silent_agencies", ())):
                continue
            held_on = due_on + timedelta(days=3) if name in row.get("late", ()) else asked_at.date() + WEEK
            said = SessionInput(held_on, sitting["place"], sitting["form"], people, people - people // 9)
            record_briefing(
                briefing_id=briefing_id,
                agency_id=post.agency_id,
                said=said,
                actor=hand(post, "reporter"),
                at=moment(row["told_at"]),
            )


def _offices(row: dict[str, Any], people: int, province: Province) -> Iterator[tuple[Post, int, str]]:
    """The departments, each with one of its people, how many were called, and its key."""
    posts = {post.agency_id: post for post in province.posts.values()}
    for number, key in enumerate(row["agencies"]):
        yield posts[province.agencies[key]], people + 5 * number, key


def _communes(row: dict[str, Any], reach: int, province: Province) -> Iterator[tuple[Post, int, str]]:
    """The people's committees that stood when they were asked, by their chairmen, with the commune's name."""
    if not row["communes"]:
        return
    on = moment(row["asked_at"]).date()
    standing = {one.id for one in agencies.agencies(on=on)}
    for commune in province.communes_on(on):
        post = commune.posts["chutich"]
        if post.agency_id in standing:
            yield post, max(30, commune.residents * reach // 1000), commune.name
