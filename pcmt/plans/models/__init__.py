"""Tables of plans: parts and money, whom they ask for plans, targets with their roadmap, tasks with their agencies."""

from pcmt.plans.models.asking import PlanAsked
from pcmt.plans.models.closing import ClosingProposal, TaskMeasure
from pcmt.plans.models.filters import SavedFilter
from pcmt.plans.models.items import BudgetLine, PlanItem
from pcmt.plans.models.links import PlanLink
from pcmt.plans.models.plan import Plan
from pcmt.plans.models.reports import TaskEvidence, TaskExtension, TaskProgress
from pcmt.plans.models.sources import Correction, IndicatorChoice, Source
from pcmt.plans.models.targets import Milestone, RoadmapEntry, Share, Target
from pcmt.plans.models.tasks import Task, TaskAgency, TaskWait

__all__ = [
    "BudgetLine",
    "ClosingProposal",
    "Correction",
    "IndicatorChoice",
    "Milestone",
    "Plan",
    "PlanAsked",
    "PlanItem",
    "PlanLink",
    "RoadmapEntry",
    "SavedFilter",
    "Share",
    "Source",
    "Target",
    "Task",
    "TaskAgency",
    "TaskEvidence",
    "TaskExtension",
    "TaskMeasure",
    "TaskProgress",
    "TaskWait",
]
