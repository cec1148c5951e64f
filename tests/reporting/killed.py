"""A process that walks a report round and round and acknowledges each step, until test_reporting_kill.py kills it.

Orders come as JSON lines on stdin. It has no connection of its own: each order runs in a fork that opens one, so that
a kill hits work under way, and the next fork finds what the database kept.

    {"do": "walk", "duty": 1, "for": 0.4}   walks until it is killed after so many seconds; answers with what it told
    {"do": "look", "duty": 1}               answers with what stands in the database
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db.models import Sum

from pcmt.accounts.queries import actor_by_username
from pcmt.journal.models import Entry
from pcmt.kernel.actor import Actor
from pcmt.reporting.actions.confirm_section import confirm_section
from pcmt.reporting.actions.correct import correct
from pcmt.reporting.models import DraftCell, Duty, Fact, Step, Submission, Total
from tests.province import AT
from tests.reporting.walk import SECTION_OF, Walk

COMMUNE = "sen-hong"


def resolve(username: str) -> Actor:
    found = actor_by_username(username, AT)
    assert found is not None, username
    return found


def next_step(walk: Walk, duty_id: int) -> None:
    """One action, whichever the report stands before; a new round types the round's number as a figure."""
    submission = Submission.objects.filter(duty=duty_id).latest("round")
    view = walk.view(submission.pk)
    waiting = next((part for part in view.sections if part.needs_confirmation and part.confirmation is None), None)
    typed = DraftCell.objects.filter(submission=submission, element="tested").values_list("scaled", flat=True).first()
    if submission.state == "accepted":
        correct(duty_id=duty_id, reason="Đính chính.", actor=resolve("planner"), at=AT)
    elif typed != submission.round:
        walk.enter(submission.pk, {"tested": str(submission.round)}, f"{COMMUNE}.reporter")
    elif submission.state == "draft" and waiting is not None:
        who = f"{COMMUNE}.{SECTION_OF[waiting.code]}-head"
        confirm_section(submission_id=submission.pk, section=waiting.code, actor=resolve(who), at=AT)
    elif submission.state == "draft":
        walk.sign(submission.pk, COMMUNE)
    elif submission.state == "signed":
        walk.submit(submission.pk, COMMUNE)
    else:
        walk.accept(submission.pk)


def walk_on(duty_id: int, told: Callable[[str], None]) -> None:
    walk = Walk(None, resolve, AT)  # type: ignore[arg-type]  # the province's own ids are not asked for
    while True:
        next_step(walk, duty_id)
        told("+")


def look(duty_id: int) -> dict[str, Any]:
    """What stands: steps and their journal entries, the latest round, current facts and the total above them.

    A confirmation that a correction takes over from the closed report is a part of the correction, not a step more.
    """
    duty = Duty.objects.get(pk=duty_id)
    latest = Submission.objects.filter(duty=duty_id).latest("round")
    rounds = list(Submission.objects.filter(duty=duty_id).values_list("pk", flat=True))
    current = Fact.objects.filter(period=duty.period, element="tested", superseded_at__isnull=True)
    own = current.filter(area=duty.area_id)
    return {
        "steps": sum(not one.detail.get("carried") for one in Step.objects.filter(submission__in=rounds)),
        "entries": Entry.objects.filter(subject__in=[f"submission:{pk}" for pk in rounds]).count(),
        "round": latest.round,
        "state": latest.state,
        "draft": DraftCell.objects.filter(submission=latest, element="tested").values_list("scaled", flat=True).first(),
        "facts": list(own.values_list("scaled", flat=True)),
        "revisions": Fact.objects.filter(area=duty.area_id, period=duty.period, element="tested").count(),
        "total": Total.objects.filter(period=duty.period, element="tested").values_list("scaled", flat=True).first(),
        "sum": current.aggregate(sum=Sum("scaled"))["sum"],
    }


def in_a_fork(work: Callable[[Callable[[str], None]], None], lives: float | None = None) -> str:
    """Run work in a fork, kill it after so many seconds of telling, and give all that it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        work(lambda text: os.write(writing, text.encode()) and None)
        os._exit(0)
    os.close(writing)
    first = os.read(reading, 1)  # the clock starts when it is under way
    if lives is not None:
        time.sleep(lives)
        os.kill(child, signal.SIGKILL)
    told = first
    while piece := os.read(reading, 65536):
        told += piece
    os.waitpid(child, 0)
    os.close(reading)
    return told.decode()


def main() -> None:
    """Answer each order with one line."""
    for line in sys.stdin:
        order = json.loads(line)
        duty: int = order["duty"]
        if order["do"] == "walk":
            told = in_a_fork(lambda tell, duty=duty: walk_on(duty, tell), order["for"])
            answer: Any = {"acknowledged": len(told)}
        else:
            answer = json.loads(in_a_fork(lambda tell, duty=duty: tell(json.dumps(look(duty)))))
        print(json.dumps(answer), flush=True)
