"""What may be asked of plans: typed values out, for an actor who may see them.

`target`, `task`, `targets_from` and `tasks_from` take no actor: they serve packages above, that answer for their page.
"""

from pcmt.plans.exchange.sheet import plan_sheet, plan_sheets_of
from pcmt.plans.proposals import Parties, TargetProposal, TaskProposal
from pcmt.plans.proposing import Proposal, parties, propose, propose_target, propose_task
from pcmt.plans.queries.asked import in_document_order, targets_from, tasks_from
from pcmt.plans.queries.beginning import Given, given
from pcmt.plans.queries.carried import Above, Below, carried_below, reported_above
from pcmt.plans.queries.cascades import Cascade, CascadeRow, LeftOut, cascade, plans_asked_of, shared_targets
from pcmt.plans.queries.chapters import chapters
from pcmt.plans.queries.closings import (
    ClosingView,
    MeasureView,
    closings_of,
    closings_waiting,
    measure_of,
    measured_tasks,
    measures_of,
)
from pcmt.plans.queries.covering import Coverage, coverage
from pcmt.plans.queries.directives import Directive, amendments, directive, newer_documents
from pcmt.plans.queries.exporting import exported, exported_coverage, exported_paper, plan_days, plan_of_sheet
from pcmt.plans.queries.filters import FilterView, saved_filters, shared_filter
from pcmt.plans.queries.issuing import Issuing, issuing
from pcmt.plans.queries.long_overdue import OverduePart, overdue_parts
from pcmt.plans.queries.parts import (
    BudgetSheet,
    BudgetView,
    ItemView,
    PartProposal,
    PartsShown,
    Shortfall,
    budget,
    carried_item,
    item,
    items,
    parts_shown,
    seen_item,
)
from pcmt.plans.queries.plan_lists import ListedPlan, PlanPage, PlanWish, plan_list
from pcmt.plans.queries.plans import may_begin_from, may_keep, plan, plan_named, plan_of, plans, plans_by_document
from pcmt.plans.queries.relatives import LINK_KINDS, Relative, relatives
from pcmt.plans.queries.roadmap_sheet import roadmap_file, sheets_of
from pcmt.plans.queries.roadmaps import (
    EntryView,
    RoadmapView,
    SharesView,
    ShareView,
    divides,
    read_roadmap,
    registered,
    registers,
    registration,
    registrations,
    roadmap,
    shares,
)
from pcmt.plans.queries.targets import (
    led_targets,
    proposed_lead,
    proposed_leads,
    seen_target,
    target,
    targets,
    unled_targets,
)
from pcmt.plans.queries.task_details import WaitView, proposed_day, unclear_in, waits
from pcmt.plans.queries.task_lists import (
    STANDINGS,
    Column,
    TaskPage,
    Wish,
    standing_counts,
    task_board,
    task_ids,
    task_page,
)
from pcmt.plans.queries.task_reports import evidence_file, extensions, extensions_waiting, progress, returned_on
from pcmt.plans.queries.tasks import answers_for, name_matches, seen_task, task, task_counts, tasks, tasks_by_id, titles
from pcmt.plans.queries.timings import TaskTiming, task_timings
from pcmt.plans.queries.verdicts import verdict
from pcmt.plans.retelling import CorrectionView, corrections, said_target, said_task
from pcmt.plans.rules.answers import (
    FloorView,
    NamedIn,
    NameMatch,
    PlanView,
    SourceView,
    TargetView,
)
from pcmt.plans.rules.chapters import MOST_TOGETHER, Chapter, by_quarter
from pcmt.plans.rules.clarity import ASPECTS, Unclear
from pcmt.plans.rules.covering import Line
from pcmt.plans.rules.editing import MOST_TASKS, Edited, EditLine, TaskEdit
from pcmt.plans.rules.evidence import Evidence, FilePiece, links_of
from pcmt.plans.rules.groups import named
from pcmt.plans.rules.guess import Guess
from pcmt.plans.rules.inputs import LONGEST_PRODUCT, RECURRENCES, RELATIONS, SCOPE_TYPES, TargetInput, TaskInput
from pcmt.plans.rules.items import FUNDS, ITEM_KINDS, PLAN_KINDS, BudgetInput, ItemInput, Money
from pcmt.plans.rules.measuring import MEASURES, MeasureInput
from pcmt.plans.rules.naming import LONGEST_TITLE, own_name, years_said
from pcmt.plans.rules.paper import office_letters
from pcmt.plans.rules.pasting import Pasted
from pcmt.plans.rules.recasing import recased
from pcmt.plans.rules.recurrence import Deadline, deadlines, own_parts
from pcmt.plans.rules.registering import Registration, YearSum
from pcmt.plans.rules.roadmap_rows import Changes
from pcmt.plans.rules.sameness import Known
from pcmt.plans.rules.shaping import PartInput
from pcmt.plans.rules.sharing import SumCheck
from pcmt.plans.rules.standing import LATE as FINISHED_LATE
from pcmt.plans.rules.standing import column_of
from pcmt.plans.rules.task_answers import EvidenceView, ExtensionView, PartyView, ProgressView, TaskCounts, TaskView
from pcmt.plans.rules.timeline import Timeline, timeline
from pcmt.plans.rules.when import flaw_of_asking
from pcmt.plans.scoping import communes_of, is_part, scope_of

__all__ = [
    "ASPECTS",
    "FINISHED_LATE",
    "FUNDS",
    "ITEM_KINDS",
    "LINK_KINDS",
    "LONGEST_PRODUCT",
    "LONGEST_TITLE",
    "MEASURES",
    "MOST_TASKS",
    "MOST_TOGETHER",
    "PLAN_KINDS",
    "RECURRENCES",
    "RELATIONS",
    "SCOPE_TYPES",
    "STANDINGS",
    "Above",
    "Below",
    "BudgetInput",
    "BudgetSheet",
    "BudgetView",
    "Cascade",
    "CascadeRow",
    "Changes",
    "Chapter",
    "ClosingView",
    "Column",
    "CorrectionView",
    "Coverage",
    "Deadline",
    "Directive",
    "EditLine",
    "Edited",
    "EntryView",
    "Evidence",
    "EvidenceView",
    "ExtensionView",
    "FilePiece",
    "FilterView",
    "FloorView",
    "Given",
    "Guess",
    "Issuing",
    "ItemInput",
    "ItemView",
    "Known",
    "LeftOut",
    "Line",
    "ListedPlan",
    "MeasureInput",
    "MeasureView",
    "Money",
    "NameMatch",
    "NamedIn",
    "OverduePart",
    "PartInput",
    "PartProposal",
    "Parties",
    "PartsShown",
    "PartyView",
    "Pasted",
    "PlanPage",
    "PlanView",
    "PlanWish",
    "ProgressView",
    "Proposal",
    "Registration",
    "Relative",
    "RoadmapView",
    "ShareView",
    "SharesView",
    "Shortfall",
    "SourceView",
    "SumCheck",
    "TargetInput",
    "TargetProposal",
    "TargetView",
    "TaskCounts",
    "TaskEdit",
    "TaskInput",
    "TaskPage",
    "TaskProposal",
    "TaskTiming",
    "TaskView",
    "Timeline",
    "Unclear",
    "WaitView",
    "Wish",
    "YearSum",
    "amendments",
    "answers_for",
    "budget",
    "by_quarter",
    "carried_below",
    "carried_item",
    "cascade",
    "chapters",
    "closings_of",
    "closings_waiting",
    "column_of",
    "communes_of",
    "corrections",
    "coverage",
    "deadlines",
    "directive",
    "divides",
    "evidence_file",
    "exported",
    "exported_coverage",
    "exported_paper",
    "extensions",
    "extensions_waiting",
    "flaw_of_asking",
    "given",
    "in_document_order",
    "is_part",
    "issuing",
    "item",
    "items",
    "led_targets",
    "links_of",
    "may_begin_from",
    "may_keep",
    "measure_of",
    "measured_tasks",
    "measures_of",
    "name_matches",
    "named",
    "newer_documents",
    "office_letters",
    "overdue_parts",
    "own_name",
    "own_parts",
    "parties",
    "parts_shown",
    "plan",
    "plan_days",
    "plan_list",
    "plan_named",
    "plan_of",
    "plan_of_sheet",
    "plan_sheet",
    "plan_sheets_of",
    "plans",
    "plans_asked_of",
    "plans_by_document",
    "progress",
    "propose",
    "propose_target",
    "propose_task",
    "proposed_day",
    "proposed_lead",
    "proposed_leads",
    "read_roadmap",
    "recased",
    "registered",
    "registers",
    "registration",
    "registrations",
    "relatives",
    "reported_above",
    "returned_on",
    "roadmap",
    "roadmap_file",
    "said_target",
    "said_task",
    "saved_filters",
    "scope_of",
    "seen_item",
    "seen_target",
    "seen_task",
    "shared_filter",
    "shared_targets",
    "shares",
    "sheets_of",
    "standing_counts",
    "target",
    "targets",
    "targets_from",
    "task",
    "task_board",
    "task_counts",
    "task_ids",
    "task_page",
    "task_timings",
    "tasks",
    "tasks_by_id",
    "tasks_from",
    "timeline",
    "titles",
    "unclear_in",
    "unled_targets",
    "verdict",
    "waits",
    "years_said",
]
