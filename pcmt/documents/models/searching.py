"""What the full-text index is made of: each document's words as tokens, with marks and without; and its topics."""

from django.db import models

from pcmt.documents.models.document import Document


class SearchText(models.Model):
    """A document's tokens, in parts of bounded length, of its newest version only.

    The index over it is the database's own (see the migration). `id` is the document's times PARTS plus the part, so
    that a match leads to its document without a look at these long rows.
    """

    PARTS = 1024

    id = models.BigIntegerField(primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="search_texts")
    part = models.PositiveSmallIntegerField(default=0)
    head = models.TextField(help_text="số, trích yếu, cơ quan, người ký: không dấu")
    plain = models.TextField(help_text="toàn văn: không dấu")
    marked = models.TextField(help_text="số, trích yếu và toàn văn: có dấu")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "part"), name="documents_search_part_once"),)


class DocumentTopic(models.Model):
    """A topic of the rulebook that a document is about, told by its words."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="topics")
    code = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "code"), name="documents_topic_once"),)
