"""Who leads and who helps, written down for a task, by the verbs that say it."""

from pcmt.plans.models import Task, TaskAgency
from pcmt.plans.rules.inputs import TaskInput

LONGEST_WORDS = 255


def seat(task: Task, said: TaskInput) -> None:
    """This will give a task that has nobody yet its agencies, and the document's words for groups and strangers."""
    group_of = {agency: name for name, members in reversed(said.groups) for agency in members}
    for role, ids, written in (("lead", said.leads, said.lead_words), ("support", said.supports, said.support_words)):
        TaskAgency.objects.bulk_create(
            TaskAgency(task=task, agency_id=agency, role=role, as_written=group_of.get(agency, "")[:LONGEST_WORDS])
            for agency in ids
        )
        named = [words.strip() for words in written if words.strip()]
        TaskAgency.objects.bulk_create(TaskAgency(task=task, as_written=words, role=role) for words in named)


def unseat(task: Task) -> None:
    """This will take all agencies from a task, to be seated anew; what they said of it stays."""
    task.parties.all().delete()
