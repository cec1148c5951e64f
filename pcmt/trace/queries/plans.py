"""Targets, tasks and the sentences that asked for them: up to the document, down to where they stand."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.timezone import localtime

from pcmt.areas import queries as areas
from pcmt.documents import queries as documents
from pcmt.indicators import queries as indicators
from pcmt.journal import queries as journal
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import NotFound
from pcmt.plans import queries as plans
from pcmt.plans.queries import TargetView, TaskTiming, TaskView
from pcmt.rulebook.queries import book
from pcmt.trace import policy
from pcmt.trace.rules.node import TraceEvent, TraceNode
from vanban.text import format_date


def trace_target(target_id: int, actor: Actor, on: date) -> TraceNode:
    """This will tell which sentence set a target, and where it stands now by which value."""
    target = plans.seen_target(actor, target_id)
    siblings = plans.targets(actor, indicator=target.indicator) if target.indicator else ()
    progress = indicators.progresses([*(one for one in siblings if one.id != target.id), target], on)[target.id]
    facts = [
        *_target_facts(target),
        ("Hiện nay", progress.now),
        ("Đánh giá", f"{progress.label}. {progress.reason}"),
    ]
    if progress.wanted_now:
        facts.append(("Lộ trình lúc này", progress.wanted_now))
    return TraceNode(
        reference=target.reference,
        kind="target",
        title=_target_title(target),
        facts=tuple(facts),
        up=_provisions(target.document_id, target.anchor, target.said, actor),
        down=_value_nodes(progress),
        events=events_of(target.reference),
    )


def trace_item(item_id: int, actor: Actor, on: date) -> TraceNode:
    """This will tell from which sentence a part of a plan comes, what it carries out, and what hangs under it."""
    item = plans.seen_item(actor, item_id)
    targets = [one for one in plans.targets(actor, plan_id=item.plan_id) if one.item_id == item_id]
    tasks = [one for one in plans.tasks(actor, plan_id=item.plan_id, on=on) if one.item_id == item_id]
    above = plans.carried_item(actor, item)
    facts = [("Loại", item.kind_label), ("Kế hoạch", plans.plan(actor, item.plan_id).title)]
    if item.lead_name:
        facts.append(("Chủ trì", item.lead_name))
    carried = (TraceNode(f"item:{above.id}", "item", f"Mục của cấp trên: {above.name}", ()),) if above else ()
    asked = _provisions(item.document_id, item.anchor, item.quote, actor) if item.document_id else ()
    return TraceNode(
        reference=f"item:{item.id}",
        kind="item",
        title=f"Mục của kế hoạch: {item.name}",
        facts=tuple(facts),
        up=(*carried, *asked),
        down=(
            *(TraceNode(one.reference, "target", _target_title(one), ()) for one in targets),
            *(TraceNode(one.reference, "task", f"Nhiệm vụ: {one.title}", ()) for one in tasks),
        ),
    )


def _value_nodes(progress: indicators.Progress) -> tuple[TraceNode, ...]:
    value = progress.value
    if value is None:
        return ()
    title = f"Giá trị: {value.display} ({value.period.name_inside})"
    return (TraceNode(value.reference, "value", title, (("Quy tắc", value.rule_id),)),)


def trace_task(task_id: int, actor: Actor, on: date) -> TraceNode:
    """This will tell which sentence gave a task, to whom, and what they have said of it."""
    task = plans.seen_task(actor, task_id, on=on)
    return TraceNode(
        reference=task.reference,
        kind="task",
        title=f"Nhiệm vụ: {task.title}",
        facts=_task_facts(task),
        up=_provisions(task.document_id, task.anchor, task.quote, actor),
        down=_closing_nodes(task_id),
        events=events_of(task.reference),
    )


def _closing_nodes(task_id: int) -> tuple[TraceNode, ...]:
    """The figures on which closing the task was proposed, each with what became of it."""
    return tuple(
        TraceNode(
            one.reference,
            "value",
            f"Số liệu: {one.shown}",
            (("Đề nghị kết thúc nhiệm vụ", f"{format_date(one.proposed_on)}, {one.state_label}"),),
        )
        for one in plans.closings_of(task_id)
    )


def trace_provision(document_id: int, anchor: str, actor: Actor, on: date) -> TraceNode:
    """This will show a sentence of a document, and the targets and tasks that came from it."""
    policy.need(policy.may_read_documents(actor))
    found = documents.provision(document_id, anchor)
    head = documents.labels([document_id])[document_id]
    facts = [
        ("Văn bản", head.label),
        ("Trích yếu", found.document_title),
        ("Vị trí", found.place),
        ("Nội dung", found.text),
    ]
    targets = {target.id for target in plans.targets(actor)}
    tasks = {task.id for task in plans.tasks(actor, on=on)}
    down = [_target_node(one) for one in plans.targets_from(document_id, anchor) if one.id in targets]
    down += [_task_node(one) for one in plans.tasks_from(document_id, anchor, on) if one.id in tasks]
    return TraceNode(
        reference=found.reference,
        kind="provision",
        title=f"{head.label}, {found.place}",
        facts=tuple(facts),
        up=tuple(_document_node(row.id, row.label, row.title) for row in documents.cited_by(document_id)),
        down=tuple(down),
        events=events_of(f"document:{document_id}"),
    )


def target_nodes(indicator: str, area_id: int, actor: Actor, on: date) -> tuple[TraceNode, ...]:
    """This will list the targets on an indicator for an area, each with its sentence."""
    province = areas.province(on)
    found = [
        target
        for target in plans.targets(actor)  # all of them, which a page asks for once
        if target.indicator == indicator
        and not plans.is_part(target)
        and (target.scope_area_id or (province.id if province else None)) == area_id
    ]
    return tuple(
        TraceNode(
            reference=target.reference,
            kind="target",
            title=_target_title(target),
            facts=(("Kế hoạch", target.plan_title),),
            up=_provisions(target.document_id, target.anchor, target.said, actor),
        )
        for target in sorted(found, key=lambda one: one.by.last_day)
    )


def counted_task_nodes(
    counted: str, area_ids: Collection[int], periods: Sequence[Period], actor: Actor, on: date
) -> tuple[TraceNode, ...]:
    """This will list the tasks that an indicator counts, those done too late or not at all first.

    counted: `due` for all that fall due in the periods at the areas, `on_time` for those done in time. Of those that
    the actor may not see their number alone is told.
    """
    due = plans.task_timings(min(one.first_day for one in periods), max(one.last_day for one in periods), on)
    here = [task for task in due if task.areas & {*area_ids} and any(one.contains(task.due_on) for one in periods)]
    wanted = {task.id: task for task in here if counted == "due" or task.is_on_time}
    seen = [task for task in plans.tasks(actor, on=on) if task.id in wanted]
    nodes = [
        _counted_node(task, wanted[task.id], on) for task in sorted(seen, key=lambda one: wanted[one.id].is_on_time)
    ]
    if hidden := len(wanted) - len(seen):
        nodes.append(TraceNode("", "task", f"{hidden} nhiệm vụ khác ngoài phạm vi xem của tài khoản này"))
    return tuple(nodes)


def _counted_node(task: TaskView, timing: TaskTiming, on: date) -> TraceNode:
    if timing.finished_on is not None:
        told = f"hoàn thành {format_date(timing.finished_on)}" + ("" if timing.is_on_time else ", sau thời hạn")
    else:
        told = "chưa hoàn thành, còn trong hạn" if timing.is_waiting(on) else "quá hạn, chưa hoàn thành"
    return TraceNode(task.reference, "task", f"{task.title}: {told}", _task_facts(task))


def _provisions(document_id: int, anchor: str, quote: str, actor: Actor) -> tuple[TraceNode, ...]:
    """The sentence that asked: with its provision to those who may read documents, alone to the others."""
    if not policy.may_read_documents(actor):
        return (TraceNode("", "provision", f"“{quote}”"),)
    head = documents.labels([document_id]).get(document_id)
    if head is None:
        return (TraceNode("", "provision", f"“{quote}”"),)
    try:
        found = documents.provision(document_id, anchor)
    except NotFound:
        return (TraceNode("", "provision", f"“{quote}” – {head.label}"),)
    facts = (("Nguyên văn", f"“{quote}”"), ("Trích yếu", found.document_title))
    return (TraceNode(found.reference, "provision", f"{head.label}, {found.place}", facts),)


def _document_node(document_id: int, label: str, title: str) -> TraceNode:
    return TraceNode("", "document", f"Được viện dẫn tại {label}", (("Trích yếu", title),) if title else ())


def _target_title(target: TargetView) -> str:
    return f"Chỉ tiêu: {target.label}, {target.level}, {target.deadline}"


def _target_facts(target: TargetView) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Kế hoạch", target.plan_title),
        ("Chỉ số", target.indicator_label or "chưa gắn chỉ số"),
        ("Mức phấn đấu", target.level),
        ("Thời hạn", target.deadline),
        ("Phạm vi", target.scope_name),
    ]
    facts += [
        (f"Lộ trình {period.name_inside}", indicators.said(level.fraction, level.scale, target.unit))
        for period, level in target.milestones
    ]
    if target.floor:
        facts.append(("Chỉ tiêu của Trung ương", f"{target.floor.text} ({target.floor.source})"))
    return tuple(facts)


def _target_node(target: TargetView) -> TraceNode:
    return TraceNode(target.reference, "target", _target_title(target), _target_facts(target))


def _task_node(task: TaskView) -> TraceNode:
    return TraceNode(task.reference, "task", f"Nhiệm vụ: {task.title}", _task_facts(task))


def _task_facts(task: TaskView) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Kế hoạch", task.plan_title),
        ("Chủ trì", task.leads_text or "chưa rõ"),
        ("Phối hợp", task.supports_text),
        ("Thời hạn", format_date(task.due_on) if task.due_on else task.recurrence or "không nêu thời hạn"),
        ("Trạng thái", task.state_label + (", quá hạn" if task.is_overdue else "")),
        ("Tiến độ", f"{task.percent}%"),
    ]
    return tuple((label, value) for label, value in facts if value)


def events_of(subject: str) -> tuple[TraceEvent, ...]:
    named = book().permissions
    return tuple(
        TraceEvent(localtime(entry.at), named.get(entry.action, entry.action), entry.actor_label, entry.reason)
        for entry in journal.entries(subject=subject)
    )
