"""Tables of plans: targets with their roadmap, tasks with who leads, who helps and how far they are."""

from pcmt.plans.models.plan import Plan
from pcmt.plans.models.reports import TaskEvidence, TaskExtension, TaskProgress
from pcmt.plans.models.sources import Correction, IndicatorChoice, Source
from pcmt.plans.models.targets import Milestone, RoadmapEntry, Share, Target
from pcmt.plans.models.tasks import Task, TaskAgency

__all__ = [
    "Correction",
    "IndicatorChoice",
    "Milestone",
    "Plan",
    "RoadmapEntry",
    "Share",
    "Source",
    "Target",
    "Task",
    "TaskAgency",
    "TaskEvidence",
    "TaskExtension",
    "TaskProgress",
]
