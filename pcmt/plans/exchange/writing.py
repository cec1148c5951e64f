"""Targets and tasks written into the rows of the sheet, as words that can be read back."""

from collections.abc import Iterable, Mapping, Sequence

from pcmt.plans.exchange.sheet import KINDS, plan_sheet
from pcmt.plans.rules.answers import TargetView
from pcmt.plans.rules.inputs import RECURRENCES, RELATIONS
from pcmt.plans.rules.task_answers import PartyView, TaskView
from vanban.text import format_date, format_number
from workbook.listing import listed

LABELS = dict(KINDS)


def target_row(one: TargetView, items: Mapping[int, str]) -> dict[str, str]:
    """This will put a target into the cells of its row. items: the names of the plan's parts."""
    return {
        "ref": one.reference,
        "kind": LABELS["target"],
        "item": items.get(one.item_id or 0, ""),
        "title": one.subject,
        "leads": one.lead_name,
        "every": RECURRENCES[one.every] if one.every else "",
        "indicator": one.indicator,
        "relation": RELATIONS[one.relation],
        "value": "" if one.value is None else format_number(one.value.decimal),
        "value_high": "" if one.value_high is None else format_number(one.value_high.decimal),
        "unit": one.unit,
        "by": one.by.id,
        "scope": one.scope_area_name,
        "part": one.scope_part,
        "anchor": one.anchor,
        "state": "đang thực hiện" if one.state == "active" else "đã rút",
        "quote": one.said,
    }


def task_row(one: TaskView, items: Mapping[int, str]) -> dict[str, str]:
    """This will put a task into the cells of its row; groups stand in the document's words."""
    return {
        "ref": one.reference,
        "kind": LABELS["task"],
        "item": items.get(one.item_id or 0, ""),
        "title": one.title,
        "leads": "; ".join(called(one.leads)),
        "supports": "; ".join(called(one.supports)),
        "due_on": format_date(one.due_on) if one.due_on else "",
        "within": one.within,
        "every": RECURRENCES[one.every] if one.every else "",
        "product": one.product,
        "weight": str(one.weight),
        "anchor": one.anchor,
        "state": one.state_label,
        "quote": one.quote,
    }


def called(parties: Sequence[PartyView]) -> list[str]:
    """This will list the names of parties, those of a group once in its words."""
    return list(dict.fromkeys(party.group or party.name for party in parties))


def written(rows: Iterable[Mapping[str, str]], *, plan: str) -> bytes:
    """This will write the rows to an XLSX file. plan: what its second sheet says that it holds."""
    spec = plan_sheet()
    lines = [[row.get(column.key, "") for column in spec.columns] for row in rows]
    notes = (("Kế hoạch", plan), *(("", line) for line in spec.instructions))
    return listed(spec.name, [column.head for column in spec.columns], lines, notes=notes)
