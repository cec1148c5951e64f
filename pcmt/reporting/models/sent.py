"""The table of entries that browsers kept while their line was down and sent later."""

from django.db import models


class SentEntry(models.Model):
    """An entry that arrived under a key of the browser's making, and what it was answered: the same again, if asked.

    `digest` tells another content under a key that was used before. Rows are added, and forgotten ninety days later.
    """

    submission = models.ForeignKey("reporting.Submission", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["submission", "key"], name="reporting_sent_once"),)

    def __str__(self) -> str:
        return f"{self.key} for submission {self.submission_id}"
