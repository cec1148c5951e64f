"""The steps of a task: each takes what a form sent, calls one action, and leads back to the task's page."""

from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.actions.accept_task import accept_task
from pcmt.plans.actions.ask_extension import ask_extension
from pcmt.plans.actions.decide_extension import decide_extension
from pcmt.plans.actions.finish_task import finish_task
from pcmt.plans.actions.note_finished import note_finished
from pcmt.plans.actions.pause_task import pause_task
from pcmt.plans.actions.record_progress import record_progress
from pcmt.plans.actions.resume_task import resume_task
from pcmt.plans.actions.return_task import return_task
from pcmt.plans.actions.withdraw_task import withdraw_task
from pcmt.web.plans.forms import ReasonForm
from pcmt.web.plans.stepping import Step, step
from pcmt.web.plans.task_forms import (
    DecisionForm,
    ExtensionForm,
    FinishForm,
    PaperForm,
    ProgressForm,
    ResumeForm,
    VerdictForm,
)
from pcmt.web.views import ActorRequest


@step(
    "plans.record_progress",
    lambda request, _: ProgressForm(request.POST, request.FILES, auto_id="tien-do-%s"),
    place="progress",
    done="Đã ghi tiến độ.",
)
def report(now: Step[ProgressForm]) -> None:
    """This will record how far the actor's agency is."""
    record_progress(
        task_id=now.task.id,
        percent=now.said["percent"],
        words=now.said["words"],
        evidence=now.form.evidence(),
        actor=now.actor,
        at=now.at,
    )


@step(
    "plans.finish_task",
    lambda request, _: FinishForm(request.POST, request.FILES, auto_id="xong-%s"),
    place="result",
    done="Đã báo cáo hoàn thành; chờ cơ quan giao việc nghiệm thu.",
)
def finish(now: Step[FinishForm]) -> None:
    """This will report the actor's part as done."""
    words, evidence = now.said["words"], now.form.evidence()
    finish_task(task_id=now.task.id, words=words, evidence=evidence, actor=now.actor, at=now.at)


def _paper(request: ActorRequest, task: plans.TaskView) -> PaperForm:
    undone = [party for party in task.parties if party.counts and party.is_open]
    return PaperForm(request.POST, request.FILES, parties=undone, auto_id="giay-%s")


@step("plans.note_finished", _paper, place="paper", done="Đã ghi báo cáo hoàn thành; một người khác nghiệm thu.")
def note(now: Step[PaperForm]) -> None:
    """This will note that agencies reported on paper that they are done."""
    note_finished(
        task_id=now.task.id,
        words=now.said["words"],
        agency_ids=now.form.chosen(),
        evidence=now.form.evidence(),
        actor=now.actor,
        at=now.at,
    )


def _verdict(request: ActorRequest, task: plans.TaskView) -> VerdictForm:
    return VerdictForm(request.POST, parties=task.waiting, auto_id="nghiem-thu-%s")


@step("plans.accept_task", _verdict, place="verdict", done="Đã nghiệm thu.")
def accept(now: Step[VerdictForm]) -> None:
    """This will accept reported parts."""
    chosen, words = now.form.chosen(), now.said["reason"]
    accept_task(task_id=now.task.id, agency_ids=chosen, words=words, actor=now.actor, at=now.at)


@step("plans.return_task", _verdict, place="verdict", done="Đã trả lại để làm tiếp.")
def give_back(now: Step[VerdictForm]) -> None:
    """This will return reported parts with the reason."""
    chosen, reason = now.form.chosen(), now.said["reason"]
    return_task(task_id=now.task.id, agency_ids=chosen, reason=reason, actor=now.actor, at=now.at)


@step(
    "plans.ask_extension",
    lambda request, _: ExtensionForm(request.POST, auto_id="gia-han-%s"),
    place="extension",
    done="Đã gửi đề nghị gia hạn.",
)
def ask_time(now: Step[ExtensionForm]) -> None:
    """This will ask for more time for the actor's part."""
    ask_extension(task_id=now.task.id, **now.said, actor=now.actor, at=now.at)


def _decision(request: ActorRequest, task: plans.TaskView, extension_id: int) -> DecisionForm:
    if all(one.id != extension_id for one in plans.extensions(task.id)):
        raise NotFound("Không tìm thấy đề nghị gia hạn này.")
    return DecisionForm(request.POST, auto_id=f"quyet-{extension_id}-%s")


@step(
    "plans.decide_extension",
    _decision,
    place="decision-{extension_id}",
    done="Đã ghi quyết định về đề nghị gia hạn.",
)
def decide(now: Step[DecisionForm]) -> None:
    """This will grant or refuse more time."""
    decide_extension(
        extension_id=now.ids["extension_id"],
        granted_on=None if now.said["refuse"] else now.said["granted_on"],
        answer=now.said["answer"],
        actor=now.actor,
        at=now.at,
    )


@step(
    "plans.pause_task",
    lambda request, _: ReasonForm(request.POST, auto_id="dung-%s"),
    place="pause",
    done="Đã tạm dừng nhiệm vụ.",
)
def pause(now: Step[ReasonForm]) -> None:
    """This will put a task off, with its reason."""
    pause_task(task_id=now.task.id, **now.said, actor=now.actor, at=now.at)


@step(
    "plans.resume_task",
    lambda request, _: ResumeForm(request.POST, auto_id="tiep-%s"),
    place="resume",
    done="Nhiệm vụ được thực hiện tiếp.",
)
def resume(now: Step[ResumeForm]) -> None:
    """This will go on with a task that was put off."""
    resume_task(task_id=now.task.id, **now.said, actor=now.actor, at=now.at)


@step(
    "plans.withdraw_task",
    lambda request, _: ReasonForm(request.POST, auto_id="rut-%s"),
    place="reason",
    done="Đã rút nhiệm vụ.",
)
def withdraw(now: Step[ReasonForm]) -> None:
    """This will withdraw a task, with its reason."""
    withdraw_task(task_id=now.task.id, **now.said, actor=now.actor, at=now.at)
