"""Puts what earlier readings remarked beside what was noted of the file, so that reading again can renew it."""

from django.db import migrations

REMARKS = ("Không đọc được ", "Văn bản đánh số trùng", "Có mục bị đánh số trùng", "Văn bản không có nội dung chữ")
"""How the reader's remarks began up to now; what is noted of a file tells of its pages."""
OF_PAGES = "trang"
AT_ONCE = 500


def part_notes(apps, schema_editor):
    documents = apps.get_model("documents", "Document").objects.exclude(notes=[]).only("id", "notes")
    for row in documents.iterator(chunk_size=AT_ONCE):
        remarks = [note for note in row.notes if note.startswith(REMARKS) and OF_PAGES not in note[:40]]
        if remarks:
            row.notes = [note for note in row.notes if note not in remarks]
            row.reader_notes = remarks
            row.save(update_fields=["notes", "reader_notes"])


class Migration(migrations.Migration):

    dependencies = [("documents", "0013_rereading")]

    operations = [migrations.RunPython(part_notes, migrations.RunPython.noop)]
