"""What became of the sample's tasks since: reports with evidence, verdicts of another hand, time asked for, put off."""

from datetime import date, datetime, timedelta
from typing import Any

from pcmt.cli.sample.hands import hand, moment
from pcmt.cli.sample.registers import Province
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.ask_extension import ask_extension
from pcmt.plans.actions.decide_extension import decide_extension
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.pause_task import pause_task
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.return_task import return_task
from pcmt.plans.queries import Evidence, FilePiece

VERDICT_AFTER = timedelta(days=1)
KEEPERS = ("thuongtruc", "thuongtruc2")


def answer_tasks(row: dict[str, Any], plan_id: int, province: Province) -> None:
    """This will let the agencies report on a plan's tasks, each by its own hand, and the standing office answer."""
    for said in row.get("done", ()):
        _report(said, plan_id, province)
    for given in row.get("communes_done", ()):
        for index, name in enumerate(given["names"]):
            each = {**given, "by": f"{name}/chutich", "percent": 100, "at": given["at"][index % len(given["at"])]}
            _report(each, plan_id, province)
    for said in row.get("extended", ()):
        _extend(said, plan_id, province)
    for said in row.get("paused", ()):
        actor = _keeper(province)
        pause_task(
            task_id=_task(said, plan_id, actor),
            reason=said["reason"],
            actor=actor,
            at=moment(said["at"]),
        )


def _report(said: dict[str, Any], plan_id: int, province: Province) -> None:
    actor, at = _hand(said["by"], province), moment(said["at"])
    task_id = _task(said, plan_id, actor)
    evidence = _evidence(said)
    if said["percent"] < 100:
        record_progress(
            task_id=task_id, percent=said["percent"], words=said["words"], evidence=evidence, actor=actor, at=at
        )
        return
    finish_task(task_id=task_id, words=said["words"], evidence=evidence, actor=actor, at=at)
    if said.get("verdict") == "waiting":
        return
    second, later = _keeper(province, apart_from=said["by"]), at + VERDICT_AFTER
    if "returned" in said:
        return_task(task_id=task_id, reason=said["returned"], actor=second, at=later)
    else:
        accept_task(task_id=task_id, actor=second, at=later)


def _extend(said: dict[str, Any], plan_id: int, province: Province) -> None:
    actor, at = _hand(said["by"], province), moment(said["at"])
    wanted = date.fromisoformat(said["wanted"])
    task_id = _task(said, plan_id, actor)
    asked = ask_extension(task_id=task_id, wanted_on=wanted, reason=said["reason"], actor=actor, at=at)
    if "granted" in said:
        decide_extension(
            extension_id=asked,
            granted_on=date.fromisoformat(said["granted"]),
            answer=said["answer"],
            actor=_keeper(province),
            at=_after(at),
        )


def _after(at: datetime) -> datetime:
    return at + VERDICT_AFTER


def _evidence(said: dict[str, Any]) -> Evidence:
    files = tuple(FilePiece(one["name"], one["text"].encode()) for one in said.get("files", ()))
    return Evidence(files, tuple(said.get("links", ())))


def _hand(who: str, province: Province) -> Actor:
    """Somebody by name, sign-in or, in a commune, by the post: "Hoa Ban/chutich"."""
    commune, _, suffix = who.partition("/")
    if suffix:
        return hand(next(one for one in province.communes if one.name == commune).posts[suffix], "head")
    return hand(province.posts[who], "planner" if who in KEEPERS else "head")


def _keeper(province: Province, *, apart_from: str = "") -> Actor:
    """Somebody of the standing office who did not make the report."""
    return _hand(next(one for one in reversed(KEEPERS) if one != apart_from), province)


def _task(said: dict[str, Any], plan_id: int, actor: Actor) -> int:
    """The task of a plan whose words begin so."""
    found = [task.id for task in plans.tasks(actor, plan_id=plan_id) if task.title.startswith(said["starts"])]
    if len(found) != 1:
        raise Refusal(f"Kế hoạch mẫu có {len(found)} nhiệm vụ bắt đầu bằng “{said['starts']}”.")
    return found[0]
