"""Tallies: figures of a report place by place, and of which places the sum in a cell is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_values_live_in_versions'),
        ('reporting', '0012_old_books'),
    ]

    operations = [
        migrations.AddField(
            model_name='draftcell',
            name='tallied',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='draftcell',
            name='tallied_from',
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name='draftcell',
            name='provenance',
            field=models.CharField(choices=[('typed', 'Nhập tay'), ('imported', 'Nhập từ tệp'), ('tallied', 'Cộng từ thôn, bản')], default='typed', max_length=12),
        ),
        migrations.AlterField(
            model_name='fact',
            name='provenance',
            field=models.CharField(choices=[("typed", "Nhập tay"), ("imported", "Nhập từ tệp"), ("tallied", "Cộng từ thôn, bản"), ("register", "Đếm từ sổ theo dõi"), ("computed", "Tính từ các ô khác"), ("decided", "Theo quyết định"), ("estimated", "Số ước"), ("old_book", "Nhập từ sổ cũ")], max_length=12),
        ),
        migrations.CreateModel(
            name='TallyPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tally_places', to='reporting.submission')),
            ],
        ),
        migrations.CreateModel(
            name='TallyCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('element', models.CharField(max_length=64)),
                ('scaled', models.BigIntegerField(null=True)),
                ('scale', models.PositiveSmallIntegerField(default=0)),
                ('entered_at', models.DateTimeField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.person')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='reporting.tallyplace')),
            ],
        ),
        migrations.AddConstraint(
            model_name='tallyplace',
            constraint=models.UniqueConstraint(fields=('submission', 'name'), name='reporting_tally_place_once'),
        ),
        migrations.AddConstraint(
            model_name='tallycell',
            constraint=models.UniqueConstraint(fields=('place', 'element'), name='reporting_one_tally_cell'),
        ),
    ]
