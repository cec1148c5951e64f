"""What an agency answers to a review, and what the reviewer says of the targets: both with what the system knows."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcmt.committee import queries as committee
from pcmt.committee.actions.answer_review import answer_review
from pcmt.committee.actions.judge_targets import judge_targets
from pcmt.committee.actions.keep_answer import keep_answer
from pcmt.kernel.refusal import NotFound
from pcmt.plans.queries import PartyView, TargetView, TaskView
from pcmt.web.committee.calling import FORM_METHODS
from pcmt.web.committee.figures import proposals, task_figures
from pcmt.web.committee.review_forms import AnswerForm, JudgedForm, Line
from pcmt.web.views import ActorRequest, page, refusals_in, status_of
from vanban.text import format_date

DRAFT = "luu_nhap"
KEPT = "Đã lưu nháp. Báo cáo chưa gửi; chỉ cơ quan mình đọc được."


@page("committee.answer_review")
@require_http_methods(FORM_METHODS)
def answer(request: ActorRequest, review_id: int, agency_id: int) -> HttpResponse:
    """This will answer a review for an agency: its tasks as the plan knows them, to be put right and completed."""
    view = committee.review(request.actor, review_id, on=timezone.localdate())
    own = next((one for one in view.mine if one.agency_id == agency_id), None)
    if own is None:
        raise NotFound
    told = {line.of_id: line for line in own.lines}
    speaks_for = committee.spoken_for(review_id, agency_id, timezone.localdate())
    tasks = [one for one, _ in view.tasks if committee.parts_of(one, speaks_for)]
    figures = task_figures(request.actor, tasks, min(timezone.localdate(), view.row.covers_to))
    lines = [
        _task_line(one, committee.parts_of(one, speaks_for), told.get(one.id), figures.get(one.id, "")) for one in tasks
    ]
    keeps = DRAFT in request.POST
    verb, done = (keep_answer, KEPT) if keeps else (answer_review, "Đã gửi báo cáo.")
    form = AnswerForm(
        request.POST or None, lines=lines, outcomes=committee.OUTCOMES, words=dict(own.words), unfinished=keeps
    )
    if form.is_valid():
        with refusals_in(form):
            verb(review_id=review_id, agency_id=agency_id, said=form.answer(), actor=request.actor, at=timezone.now())
            messages.success(request, done)
            return redirect(request.path if keeps else reverse("committee.review", args=[review_id]))
    context = {
        "title": f"Báo cáo của {own.agency_name}",
        "lead": f"{view.row.title} · hạn {format_date(view.row.due_on)}",
        "view": view,
        "form": form,
        "returned_for": own.returned_for,
        "doing": "Gửi lại báo cáo" if own.sent_on else "Gửi báo cáo",
        "keeping": "" if own.is_sent else DRAFT,
        "heading": "Nhiệm vụ của cơ quan",
        "hint": "Đánh giá và kết quả điền sẵn theo tình trạng đang theo dõi; việc chưa làm, bị trả lại hay tạm dừng "
        "thì để trống cho cơ quan tự chọn.",
        "back": reverse("committee.review", args=[review_id]),
    }
    return render(request, "committee/review_lines.html", context, status=status_of(form))


@page("committee.judge_targets")
@require_http_methods(FORM_METHODS)
def targets(request: ActorRequest, review_id: int) -> HttpResponse:
    """This will say what became of each target, with the figure that its indicator shows."""
    on = timezone.localdate()
    view = committee.review(request.actor, review_id, on=on)
    found = proposals(request.actor, [one for one, _ in view.targets], min(on, view.row.covers_to))
    lines = [_target_line(one, line, found.get(one.id, committee.Proposed())) for one, line in view.targets]
    form = JudgedForm(request.POST or None, lines=lines, outcomes=committee.TARGET_OUTCOMES)
    if form.is_valid():
        with refusals_in(form):
            judge_targets(review_id=review_id, lines=form.said(), actor=request.actor, at=timezone.now(), known=found)
            left = len(lines) - len(form.said())
            more = f"; còn {left} chỉ tiêu chưa đánh giá, ghi tiếp lúc nào cũng được" if left else ""
            messages.success(request, f"Đã ghi đánh giá {len(form.said())} chỉ tiêu{more}.")
            return redirect("committee.review", review_id)
    context = {
        "title": f"Đánh giá {len(lines)} chỉ tiêu",
        "lead": view.row.title,
        "view": view,
        "form": form,
        "doing": "Ghi đánh giá",
        "heading": "Chỉ tiêu",
        "hint": "Kết quả lấy từ chỉ số tính từ số liệu đã chốt, kèm tăng, giảm so với cùng kỳ năm trước. Đánh giá đề "
        "xuất theo số liệu đã chọn sẵn; sửa nếu khác và ghi lý do. Chỉ tiêu chưa chọn đánh giá thì để lại, ghi sau.",
        "back": reverse("committee.review", args=[review_id]),
    }
    return render(request, "committee/review_lines.html", context, status=status_of(form))


def _task_line(task: TaskView, parts: Sequence[PartyView], said: committee.LineView | None, figure: str) -> Line:
    """A task as its agency answers for it: after a merger several parts of it are told in one line.

    figure: where the figure stands that the task is to bring about, in words.
    """
    role = "chủ trì" if any(part.role == "lead" for part in parts) else "phối hợp"
    due = _due(min((part.due_on for part in parts if part.due_on), default=task.due_on), task.within)
    if behind := next((part.behind for part in parts if part.behind), None):
        due = f", hạn {format_date(behind.shown_on)}, {behind.text}"
    if said is not None:
        return Line(
            task.id, task.title, f"{role}{due}", said.outcome, said.result, said.cause, said.lesson, said.onward
        )
    outcome = committee.joint_outcome([committee.followed(task, part) for part in parts])
    onward = "end" if outcome == "done" else "carry"
    words = "\n".join(filter(None, (_words(parts), figure)))
    return Line(task.id, task.title, f"{role}{due}", outcome, words, onward=onward)


def _words(parts: Sequence[PartyView]) -> str:
    """What was last said of the parts; each with its agency where there are several."""
    if len(parts) == 1:
        return parts[0].words
    return "\n".join(f"{part.short_name}: {part.words}" for part in parts if part.words)


def _due(day: date | None, within: str) -> str:
    if day is not None:
        return f", hạn {format_date(day)}"
    return f", {within}" if within else ""


def _target_line(target: TargetView, said: committee.LineView | None, proposed: committee.Proposed) -> Line:
    asked = f"{target.level}, {target.deadline}"
    if said is not None:
        return Line(
            target.id, target.label, asked, said.outcome, said.result, said.cause, said.lesson, said.onward,
            said.figure, proposed.outcome,
        )  # fmt: skip
    onward = "end" if proposed.outcome == "done" else "carry"
    return Line(
        target.id, target.label, asked, proposed.outcome, proposed.result,
        onward=onward, figure=proposed.figure, proposed=proposed.outcome,
    )  # fmt: skip
