"""What the full-text index is made of: each document's words and terms; and its topics."""

from django.db import models

from pcmt.documents.models.document import Document


class SearchText(models.Model):
    """A part of a document as search sees it (`rules.searching.Part`), of its newest version only.

    The index over `terms` is the database's own (see the migration). `id` is the document's times PARTS plus the part.
    """

    PARTS = 1024

    id = models.BigIntegerField(primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="search_texts")
    part = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(help_text="các từ của phần đầu và toàn văn theo thứ tự, không dấu")
    terms = models.TextField(help_text="các từ, cặp từ liền nhau, từ của phần đầu và từ có dấu, mỗi loại một lần")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "part"), name="documents_search_part_once"),)


class DocumentTopic(models.Model):
    """A topic of the rulebook that a document is about, told by its words."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="topics")
    code = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "code"), name="documents_topic_once"),)
