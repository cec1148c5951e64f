"""Rows of the sheet taken into a plan: what has a reference is put right, what has none is added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.files import queries as files
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.plans.actions.add_target import add_target
from pcmt.plans.actions.add_task import add_task
from pcmt.plans.actions.name_lead import name_lead
from pcmt.plans.actions.place_under import place_under
from pcmt.plans.actions.revise_target import revise_target
from pcmt.plans.actions.revise_task import revise_task
from pcmt.plans.exchange.sheet import KINDS, TOLD, plan_sheet
from pcmt.plans.exchange.writing import target_row, task_row
from pcmt.plans.models import Plan, Target, Task, TaskAgency
from pcmt.plans.proposing import parties
from pcmt.plans.rules.inputs import RECURRENCES, RELATIONS, SCOPE_TYPES, TargetInput, TaskInput
from pcmt.plans.showing import target_views
from pcmt.plans.showing_tasks import task_views
from pcmt.plans.states import WITHDRAWN
from vanban.text import fold, format_date, parse_number
from workbook.spec import Fault, Row, in_order

UNTOLD = (*TOLD, "ref", "kind", "title")
"""What the line of a row that is added tells apart from its cells."""

REASON = "Nhập từ bảng tính của kế hoạch."
HEADS = {column.key: column.head for column in plan_sheet().columns}
LABELS = {"kind": dict(KINDS), "every": RECURRENCES, "relation": RELATIONS}


@dataclass(frozen=True)
class TakenLine:
    """What a row changes. ref: "" where it is added; cells: each one's head with what stood there, and what will."""

    row: int
    ref: str
    kind_label: str
    title: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Taken:
    """What became of a sheet: references added, put right, left as they were; and what stood in the way of the rest.

    rows: as they were read. lines: what each row that says anything new changes, in the order of the sheet.
    """

    added: tuple[str, ...]
    revised: tuple[str, ...]
    unchanged: tuple[str, ...]
    faults: tuple[Fault, ...]
    rows: tuple[Row, ...] = ()
    lines: tuple[TakenLine, ...] = ()


def take(plan: Plan, data: bytes, *, keep: bool, actor: Actor, at: datetime) -> Taken:
    """This will take a sheet into a plan by the verbs of its rows, all or none; nothing stays where `keep` is False.

    Raises Refusal where the file cannot be read.
    """
    reading = files.sheet(data, plan_sheet())
    wrong = {fault.row for fault in reading.faults}
    with transaction.atomic():
        found = Entering(plan, [row for row in reading.rows if row.number not in wrong], actor, at).run()
        taken = replace(found, faults=in_order([*reading.faults, *found.faults]), rows=reading.rows)
        if taken.faults or not keep:
            transaction.set_rollback(True)
    return taken


SAME = ("kind", "title", "due_on", "indicator", "relation", "value", "value_high", "by", "part")
"""Cells by which a row without a reference is told to stand in the plan already, beside its place and its leads."""


class Entering:
    """One taking of rows into a plan: what stands there, and what names mean."""

    def __init__(self, plan: Plan, rows: Sequence[Row], actor: Actor, at: datetime) -> None:
        self.plan, self.rows, self.actor, self.at, self.on = plan, rows, actor, at, localdate(at)
        self.items = {row.pk: row.title for row in plan.items.all()}
        self.by_item = {fold(title): key for key, title in self.items.items()}
        self.held = self._held()
        self.places = self._places()
        self.outcome: dict[str, list[str]] = {"added": [], "revised": [], "unchanged": []}
        self.lines: list[TakenLine] = []

    def run(self) -> Taken:
        """This will take every row in a savepoint of its own, and tell all that is wrong at once."""
        faults: list[Fault] = []
        for row in self.rows:
            with files.told_in(row, faults), transaction.atomic():
                self._take(row)
        added, revised, unchanged = (tuple(self.outcome[name]) for name in ("added", "revised", "unchanged"))
        return Taken(added, revised, unchanged, in_order(faults), lines=tuple(self.lines))

    def _held(self) -> dict[str, Mapping[str, str]]:
        targets = target_views(Target.objects.filter(plan=self.plan, state=Target.State.ACTIVE))
        tasks = task_views(Task.objects.filter(plan=self.plan), None)
        rows = {one.reference: target_row(one, self.items) for one in targets}
        return {**rows, **{one.reference: task_row(one, self.items) for one in tasks}}

    def _places(self) -> dict[str, int]:
        province = areas.province(self.on)
        found = (province, *areas.communes(province.id, self.on)) if province else ()
        return {fold(name): one.id for one in found for name in (one.full_name, one.code, one.name)}

    def _take(self, row: Row) -> None:
        said = {key: _text(key, value) for key, value in row.values.items()}
        ref = said["ref"]
        if not ref and (twin := self._twin(row, said)):
            self.outcome["unchanged"].append(twin)
            return
        if not ref:
            self.outcome["added"].append(self._add(row, said))
            self._tell(row, said, {}, [key for key, text in said.items() if text and key not in UNTOLD])
            return
        held = self.held.get(ref)
        if held is None:
            raise files.in_cell("ref", "Không có mã này trong kế hoạch.")
        said["weight"] = said["weight"] or held.get("weight", "")
        if said["kind"] != held["kind"]:
            raise files.in_cell("kind", "Không đổi được loại của mục đã có.")
        changed = {key for key in said if key not in TOLD and said[key] != " ".join(held.get(key, "").split())}
        is_target = row.values["kind"] == "target"
        if changed - ({"item", "leads"} if is_target else {"item"}):
            self._revise(ref, row, said)
        if is_target and "leads" in changed:
            self._lead(ref, row)
        if "item" in changed:
            place_under(plan_id=self.plan.pk, item_id=self._item(said), references=[ref], actor=self.actor, at=self.at)
        self.outcome["revised" if changed else "unchanged"].append(ref)
        if changed:
            self._tell(row, said, held, [key for key in said if key in changed])

    def _twin(self, row: Row, said: Mapping[str, str]) -> str:
        """What a new row says already stands in the plan, "" where nothing does: a sheet may be handed in twice."""
        alike = [ref for ref, held in self.held.items() if self._alike(said, held)]
        if not alike or row.values["kind"] == "target":
            return next(iter(alike), "")
        leads = set(parties(_names(row, "leads"), on=self.on).ids)
        ids = {int(ref.partition(":")[2]): ref for ref in alike}
        led: dict[str, set[int]] = {ref: set() for ref in alike}
        for one in TaskAgency.objects.exclude(task__state=WITHDRAWN).filter(task__in=ids, role=TaskAgency.Role.LEAD):
            led[ids[one.task_id]] |= {one.agency_id} if one.agency_id else set()
        return next((ref for ref in alike if led[ref] == leads), "")

    def _alike(self, said: Mapping[str, str], held: Mapping[str, str]) -> bool:
        one, other = (self.places.get(fold(cells.get("scope", ""))) for cells in (said, held))
        return one == other and all(fold(said.get(key, "")) == fold(held.get(key, "")) for key in SAME)

    def _tell(self, row: Row, said: Mapping[str, str], held: Mapping[str, str], keys: Sequence[str]) -> None:
        cells = tuple((HEADS[key], held.get(key, ""), said[key]) for key in keys)
        self.lines.append(TakenLine(row.number, said["ref"], said["kind"], held.get("title") or said["title"], cells))

    def _add(self, row: Row, said: Mapping[str, str]) -> str:
        where = {"plan_id": self.plan.pk, "item_id": self._item(said), "anchor": said["anchor"]}
        if row.values["kind"] == "target":
            added = f"target:{add_target(said=self._target(row), actor=self.actor, at=self.at, **where)}"  # type: ignore[arg-type]
            if said["leads"]:
                self._lead(added, row)
            return added
        return f"task:{add_task(said=self._task(row, said), actor=self.actor, at=self.at, **where)}"  # type: ignore[arg-type]

    def _revise(self, ref: str, row: Row, told: Mapping[str, str]) -> None:
        kind, _, key = ref.partition(":")
        if kind == "target":
            target = Target.objects.get(id=int(key))
            revise_target(
                target_id=target.pk,
                said=self._target(row),
                revision=target.corrections.count(),
                reason=REASON,
                actor=self.actor,
                at=self.at,
            )
            return
        task = Task.objects.get(id=int(key))
        revise_task(
            task_id=task.pk,
            said=self._task(row, told),
            revision=task.corrections.count(),
            reason=REASON,
            actor=self.actor,
            at=self.at,
        )

    def _lead(self, ref: str, row: Row) -> None:
        """Name who leads in a target: one registered agency, or nobody where the cell is empty."""
        names = _names(row, "leads")
        found = parties(names, on=self.on)
        if names and (len(found.ids) != 1 or found.words):
            raise files.in_cell("leads", "Chỉ tiêu do một cơ quan chủ trì; ghi đúng một tên có trong danh bạ.")
        lead = found.ids[0] if names else None
        name_lead(target_id=int(ref.partition(":")[2]), agency_id=lead, actor=self.actor, at=self.at)

    def _item(self, said: Mapping[str, str]) -> int | None:
        if not said["item"]:
            return None
        found = self.by_item.get(fold(said["item"]))
        if found is None:
            raise files.in_cell("item", "Kế hoạch không có mục này; thêm mục trước.")
        return found

    def _target(self, row: Row) -> TargetInput:
        said = {key: _text(key, value) for key, value in row.values.items()}
        place = self.places.get(fold(said["scope"]))
        if place is None:
            raise files.in_cell("scope", "Không có tỉnh, xã, phường này.")
        zone, kind = self._part(said["part"])
        try:
            by = Period.parse(said["by"])
        except ValueError:
            raise files.in_cell("by", "Ghi kỳ như 2030, 2026-Q4 hoặc 2026-11.") from None
        figures = {}
        for key in ("value", "value_high"):
            figures[key] = parse_number(said[key]) if said[key] else None
            if said[key] and figures[key] is None:
                raise files.in_cell(key, "Ghi số, ví dụ 60 hoặc 28,5.")
        return TargetInput(
            relation=str(row.values["relation"] or ""),
            value=figures["value"],
            value_high=figures["value_high"],
            subject=said["title"],
            by=by,
            scope_area_id=place,
            scope_zone_id=zone,
            scope_type=kind,
            indicator=said["indicator"],
            unit=said["unit"],
            every=str(row.values["every"] or ""),
        )

    def _part(self, name: str) -> tuple[int | None, str]:
        """The zone or the type of communes that a cell names."""
        if not name:
            return None, ""
        if kind := {fold(words): kind for kind, words in SCOPE_TYPES.items()}.get(fold(name)):
            return None, kind
        zones = [one.id for one in areas.zones(self.on) if fold(one.name) == fold(name)]
        if len(zones) != 1:
            raise files.in_cell("part", "Không có khu vực, tuyến hoặc loại xã này." if not zones else "Trùng tên.")
        return zones[0], ""

    def _task(self, row: Row, said: Mapping[str, str]) -> TaskInput:
        weight = said["weight"] or "1"
        if not (weight.isascii() and weight.isdecimal()):
            raise files.in_cell("weight", "Ghi số nguyên từ 1 đến 100.")
        leads = parties(_names(row, "leads"), on=self.on)
        supports = parties(_names(row, "supports"), on=self.on)
        due_on = row.values["due_on"]
        return TaskInput(
            title=str(row.values["title"]),
            leads=leads.ids,
            supports=tuple(one for one in supports.ids if one not in leads.ids),
            lead_words=leads.words,
            support_words=supports.words,
            due_on=due_on if isinstance(due_on, date) else None,
            within=str(row.values["within"] or ""),
            every=str(row.values["every"] or ""),
            product=str(row.values["product"] or ""),
            groups=(*leads.groups, *supports.groups),
            weight=int(weight),
        )


def _names(row: Row, key: str) -> tuple[str, ...]:
    found = row.values[key]
    return tuple(str(one) for one in found) if isinstance(found, tuple) else ()


def _text(key: str, value: object) -> str:
    """A cell that was read, in the words in which it was written."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    if isinstance(value, date):
        return format_date(value)
    return LABELS.get(key, {}).get(str(value), str(value))
