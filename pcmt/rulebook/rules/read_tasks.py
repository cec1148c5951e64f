"""Reads `tasks.yaml`: how a province judges its tasks."""

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content
from pcmt.rulebook.rules.tasks import TaskRules


def read_tasks(content: Content, findings: Findings) -> TaskRules:
    """This will read the rules, each of them written out: nothing is left to a hidden default."""
    fields = Fields(content, findings, "tasks")
    rules = TaskRules(late_stays_late=fields.flag("late_stays_late"), source=fields.source())
    fields.done()
    return rules
