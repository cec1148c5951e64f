"""Parts of tasks that were there before parts had states: as their task stands; who helps weighs nothing."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill_in(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    task_model = apps.get_model("plans", "Task")
    part_model = apps.get_model("plans", "TaskAgency")
    said_model = apps.get_model("plans", "TaskProgress")
    part_model.objects.filter(role="support").update(weight=0)
    for task in task_model.objects.filter(state="done").iterator():
        part_model.objects.filter(task=task, role="lead").update(state="done", finished_on=task.finished_on)
    for task_id, agency_id in said_model.objects.values_list("task_id", "agency_id").distinct():
        part_model.objects.filter(task_id=task_id, agency_id=agency_id, state="todo").update(state="doing")


class Migration(migrations.Migration):
    """Fill in what the columns of the migration before hold for old tasks."""

    dependencies = (("plans", "0007_parts_reports_extensions"),)

    operations = (migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=False),)
