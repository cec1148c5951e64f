from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0004_first_versions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='agency',
            name='agencies_ends_after_it_begins',
        ),
        migrations.RemoveConstraint(
            model_name='agency',
            name='agencies_name_once_an_area',
        ),
        migrations.RemoveIndex(
            model_name='agency',
            name='agencies_ag_area_id_0d60b2_idx',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='area',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='name',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='parent',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='party_line',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='short_name',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='valid_from',
        ),
        migrations.RemoveField(
            model_name='agency',
            name='valid_to',
        ),
    ]
