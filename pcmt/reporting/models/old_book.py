"""Tables of old books: ways of reading kept by name, what was loaded, and the cell that each figure came from."""

from django.db import models


class OldBookMapping(models.Model):
    """A way of reading books of one shape: `definition` is `rules.old_books.layout.Definition` as JSON values."""

    name = models.CharField(max_length=120, unique=True)
    definition = models.JSONField()
    saved_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class OldBookLoad(models.Model):
    """One book taken over as history, with its file; undone as a whole, once, with a reason."""

    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    definition = models.JSONField()
    sheets = models.JSONField()
    basis = models.CharField(max_length=300)
    left_out = models.PositiveIntegerField(default=0)
    loaded_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    loaded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    undo_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | ~models.Q(undo_reason=""), name="reporting_undone_why"
            ),
        )

    def __str__(self) -> str:
        return f"old book {self.pk} loaded {self.loaded_at:%Y-%m-%d}"


class OldBookFigure(models.Model):
    """The cell that a fact came from: sheet, address, and what stood there. `before`: the figure that it replaced."""

    load = models.ForeignKey(OldBookLoad, on_delete=models.PROTECT, related_name="figures")
    fact = models.OneToOneField("reporting.Fact", on_delete=models.PROTECT, related_name="old_book")
    sheet = models.CharField(max_length=100)
    address = models.CharField(max_length=12)
    text = models.CharField(max_length=60)
    before = models.ForeignKey("reporting.Fact", on_delete=models.PROTECT, related_name="+", null=True)

    def __str__(self) -> str:
        return f"{self.sheet} {self.address}"
