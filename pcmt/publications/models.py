"""Tables of official reports."""

from django.db import models


class Report(models.Model):
    """One official report: a layout of the rulebook filled for one province and period, or what corrects an issued one.

    corrects: the issued report whose figures this one corrects; that one keeps its own. mended: each corrected figure,
    as `rules.mending` has it.

    signed_as: `authority` and `title` above the signer's name, as the directory had the signer's power on the day of
    signing; empty where it did not say, then the layout's lines hold.
    """

    layout_id = models.CharField(max_length=96)
    period = models.CharField(max_length=32)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    state = models.CharField(max_length=16)
    content = models.JSONField()
    words = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    signer = models.CharField(max_length=160, blank=True)
    signed_as = models.JSONField(default=dict)
    number = models.CharField(max_length=64, blank=True)
    issued_on = models.DateField(null=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    composed_at = models.DateTimeField()
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    mended = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["layout_id", "area", "period"],
                condition=models.Q(corrects__isnull=True),
                name="publications_one_report_a_period",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=models.Q(corrects__isnull=False, document__isnull=True),
                name="publications_one_correction_at_work",
            ),
        )


class DrawnPoint(models.Model):
    """A point of a block, drawn from what agencies wrote; `sources` as `rules.points` has them. Replaced block-wise."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="points")
    block = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    sources = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report", "block", "place"], name="publications_one_point_a_place"),
        )


class Bound(models.Model):
    """A figure bound in a report, so that a figure finds the reports that print it. Replaced whole by `refresh`."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="bound")
    block = models.CharField(max_length=64)
    key = models.CharField(max_length=24)
    reference = models.CharField(max_length=160)
    display = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "block", "key"], name="publications_one_binding"),)
        indexes = (models.Index(fields=["reference"], name="publications_by_reference"),)
