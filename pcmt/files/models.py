"""Tables of uploads: one row per upload; equal contents share one blob on disk."""

from django.db import models


class StoredFile(models.Model):
    """One upload as it came in; its content lies in the upload folder under its digest."""

    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    purpose = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(size__gt=0), name="files_not_empty"),)

    def __str__(self) -> str:
        return self.name
