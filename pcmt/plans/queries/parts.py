"""The parts of a plan and its money as they are read; and the parts that its document shows, to be confirmed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pcmt.agencies import queries as agencies
from pcmt.documents import queries as documents
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import NotFound
from pcmt.plans.models import BudgetLine, PlanItem, Target, Task
from pcmt.plans.queries.plans import plan
from pcmt.plans.rules.items import FUNDS, ITEM_KINDS, ItemInput, Money
from pcmt.plans.rules.parts import Heading, ProposedPart, counts_said, proposed_parts
from pcmt.plans.states import WITHDRAWN
from pcmt.plans.tree import tree


@dataclass(frozen=True)
class ItemView:
    """A part of a plan in its place of the tree: depth from 0, how many targets and tasks hang right under it.

    place: where its sentence stands in its document, in words; "" for one written here. carries_id: the part of the
    plan above that it carries out.
    """

    id: int
    plan_id: int
    kind: str
    label: str
    title: str
    parent_id: int | None
    depth: int
    lead_id: int | None
    lead_name: str
    document_id: int | None
    anchor: str
    place: str
    quote: str
    carries_id: int | None
    targets_count: int
    tasks_count: int
    money: Money

    @property
    def kind_label(self) -> str:
        """What part it is, in words."""
        return ITEM_KINDS.get(self.kind, self.kind)

    @property
    def name(self) -> str:
        """How a line names it: "III. Nhiệm vụ", "Dự án 4: Nâng cao …"."""
        mark = ": " if " " in self.label else ". "
        return f"{self.label}{mark}{self.title}" if self.label else self.title


@dataclass(frozen=True)
class BudgetView:
    """One line of money, in whole đồng."""

    id: int
    item_id: int | None
    item_title: str
    fund: str
    year: int
    money: Money

    @property
    def fund_label(self) -> str:
        """Where it comes from, in words."""
        return FUNDS.get(self.fund, self.fund)


@dataclass(frozen=True)
class BudgetSheet:
    """The lines of a plan's money and their sums by year and in all."""

    lines: tuple[BudgetView, ...]
    by_year: tuple[tuple[int, Money], ...]
    total: Money


@dataclass(frozen=True)
class PartProposal:
    """A part that the document shows, with the agency that its words mean; is_there: the plan has it already."""

    part: ProposedPart
    lead_id: int | None
    lead_name: str
    place: str
    is_there: bool

    @property
    def kind_label(self) -> str:
        """What part it is, in words."""
        return ITEM_KINDS[self.part.kind]

    def as_read(self) -> ItemInput:
        """This will give the part as the document shows it."""
        one = self.part
        return ItemInput(
            kind=one.kind,
            title=one.title,
            label=one.label,
            key=one.key,
            under=one.under,
            lead=self.lead_id,
            anchor=one.anchor,
            quote=one.quote,
        )


@dataclass(frozen=True)
class Shortfall:
    """How many parts of a kind the document says that it has, against how many the plan holds."""

    kind: str
    said: int
    held: int

    @property
    def kind_label(self) -> str:
        """What parts, in words."""
        return ITEM_KINDS[self.kind].lower()


@dataclass(frozen=True)
class PartsShown:
    """What the document of a plan shows of its parts, and of which kinds the plan holds fewer than it counts."""

    proposals: tuple[PartProposal, ...]
    shortfalls: tuple[Shortfall, ...]


def items(actor: Actor, plan_id: int) -> tuple[ItemView, ...]:
    """This will list a plan's parts as a tree read from the top; NotFound where the actor may not see the plan."""
    plan(actor, plan_id)
    rows = list(PlanItem.objects.filter(plan_id=plan_id))
    if not rows:
        return ()
    names = agencies.agencies_by_id({row.lead_id for row in rows if row.lead_id})
    targets = Counter(
        Target.objects.filter(plan_id=plan_id, state=Target.State.ACTIVE).values_list("item_id", flat=True)
    )
    tasks = Counter(Task.objects.filter(plan_id=plan_id).exclude(state=WITHDRAWN).values_list("item_id", flat=True))
    money: dict[int | None, Money] = defaultdict(Money)
    for line in BudgetLine.objects.filter(plan_id=plan_id):
        money[line.item_id] = money[line.item_id].plus(_money(line))
    return tuple(
        ItemView(
            id=row.pk,
            plan_id=plan_id,
            kind=row.kind,
            label=row.label,
            title=row.title,
            parent_id=row.parent_id,
            depth=depth,
            lead_id=row.lead_id,
            lead_name=names[row.lead_id].name if row.lead_id in names else "",
            document_id=row.document_id,
            anchor=row.anchor,
            place=documents.place_words(row.path),
            quote=row.quote,
            carries_id=row.carries_id,
            targets_count=targets[row.pk],
            tasks_count=tasks[row.pk],
            money=money[row.pk],
        )
        for row, depth in tree(rows)
    )


def item(actor: Actor, plan_id: int, item_id: int) -> ItemView:
    """This will give one part of a plan; NotFound where there is none, or none that the actor may see."""
    found = next((one for one in items(actor, plan_id) if one.id == item_id), None)
    if found is None:
        raise NotFound("Không tìm thấy mục này trong kế hoạch.")
    return found


def seen_item(actor: Actor, item_id: int) -> ItemView:
    """This will give one part of whichever plan; NotFound where there is none, or none that the actor may see."""
    found = PlanItem.objects.filter(pk=item_id).values_list("plan_id", flat=True).first()
    if found is None:
        raise NotFound("Không tìm thấy mục này trong kế hoạch.")
    return item(actor, found, item_id)


def carried_item(actor: Actor, view: ItemView) -> ItemView | None:
    """This will give the part of the plan above that a part carries out, where there is one and it may be seen."""
    try:
        return seen_item(actor, view.carries_id) if view.carries_id is not None else None
    except NotFound:
        return None


def budget(actor: Actor, plan_id: int) -> BudgetSheet:
    """This will list a plan's money by year and fund, with its sums; NotFound where the actor may not see the plan."""
    plan(actor, plan_id)
    rows = list(BudgetLine.objects.filter(plan_id=plan_id).select_related("item"))
    lines = tuple(
        BudgetView(row.pk, row.item_id, row.item.title if row.item else "", row.fund, row.year, _money(row))
        for row in rows
    )
    years: dict[int, Money] = defaultdict(Money)
    for line in lines:
        years[line.year] = years[line.year].plus(line.money)
    total = Money()
    for money in years.values():
        total = total.plus(money)
    return BudgetSheet(lines, tuple(sorted(years.items())), total)


def parts_shown(actor: Actor, plan_id: int, on: date) -> PartsShown:
    """This will tell which parts the document of a plan shows, and how many it says that there are.

    Nothing for a draft, that has no document yet; NotFound where the actor may not see the plan.
    """
    view = plan(actor, plan_id)
    if view.document_id is None:
        return PartsShown((), ())
    text = documents.document(actor, view.document_id)
    rows = list(PlanItem.objects.filter(plan_id=plan_id))
    return PartsShown(_proposals(text, rows, on), _shortfalls(text, rows))


def _proposals(text: documents.DocumentView, rows: Sequence[PlanItem], on: date) -> tuple[PartProposal, ...]:
    parts = proposed_parts(_headings(text), text.text)
    held = {(row.kind, row.anchor, row.title) for row in rows}
    meant = agencies.matches({one.lead_words for one in parts if one.lead_words}, on)
    places = {one.anchor: one.place for one in text.provisions}
    proposals = []
    for one in parts:
        lead = meant.get(one.lead_words, ())
        sure = lead[0] if len(lead) == 1 else None
        proposals.append(
            PartProposal(
                part=one,
                lead_id=sure.id if sure else None,
                lead_name=sure.name if sure else one.lead_words,
                place=documents.place_words(places.get(one.anchor, "")),
                is_there=(one.kind, one.anchor, one.title) in held,
            )
        )
    return tuple(proposals)


def _shortfalls(text: documents.DocumentView, rows: Sequence[PlanItem]) -> tuple[Shortfall, ...]:
    said = counts_said(text.text)
    # A section "Nhiệm vụ, giải pháp" holds the groups that the document counts; it is none of them itself.
    held = Counter(row.kind for row in rows if row.parent_id is not None or row.kind in ("project", "subproject"))
    return tuple(Shortfall(kind, count, held[kind]) for kind, count in said.items() if rows and held[kind] < count)


def _headings(view: documents.DocumentView) -> Sequence[Heading]:
    return [Heading(one.anchor, one.label, one.depth, one.heading, one.start, one.end) for one in view.provisions]


def _money(row: BudgetLine) -> Money:
    return Money(row.planned, row.allotted, row.spent)
