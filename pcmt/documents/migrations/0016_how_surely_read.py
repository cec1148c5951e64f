from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0015_carried_decisions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='sheets',
            field=models.JSONField(default=list, help_text='trang: [số, đầu, cuối, đọc bằng OCR, phần trăm chắc]'),
        ),
        migrations.AddField(
            model_name='document',
            name='unsure',
            field=models.JSONField(default=list, help_text='chữ OCR đọc không chắc: [đầu, cuối, phần trăm]'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='sureness',
            field=models.PositiveSmallIntegerField(default=100, help_text='phần trăm chắc của chữ đọc từ ảnh'),
        ),
    ]
