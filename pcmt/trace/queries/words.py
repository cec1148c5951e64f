"""What an agency wrote in its own words: in which report, when, by whom, and which official reports drew on it."""

from pcmt.areas import queries as areas
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.reporting import queries as reporting
from pcmt.rulebook.queries import book
from pcmt.trace.queries.cells import area_then
from pcmt.trace.queries.plans import events_of
from pcmt.trace.queries.reports import printed_nodes
from pcmt.trace.rules.node import TraceNode


def trace_words(words_id: int, actor: Actor) -> TraceNode:
    """This will tell where some words stand and where they were used; NotFound for those who may not read it."""
    found = reporting.said(actor, [words_id]).get(words_id)
    if found is None:
        raise NotFound("Không tìm thấy nội dung cần tra nguồn.")
    area = area_then(found.area_id, found.period)
    above = areas.area(area.parent_id, found.period.last_day) if area.parent_id is not None else area
    form = book().form(found.form_code, found.period.last_day)
    label = next((one.label for one in form.words if one.code == found.field), found.field)
    facts = [
        ("Nguyên văn", found.said),
        ("Đơn vị", found.unit),
        ("Kỳ", found.period.label),
        ("Biểu", form.label),
        ("Báo cáo", f"submission:{found.submission_id}"),
        ("Trạng thái", "đã chốt" if found.is_closed else "đã gửi, chưa chốt"),
        ("Người nhập", found.writer),
    ]
    return TraceNode(
        reference=found.reference,
        kind="words",
        title=f"{label} – {found.unit}, {found.period.name_inside}",
        facts=tuple((name, told) for name, told in facts if told),
        up=printed_nodes([found.reference], above, actor),
        events=events_of(f"submission:{found.submission_id}"),
    )
