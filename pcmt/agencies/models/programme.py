"""Tables of coordination programmes: who takes part, by which papers, until when, and the reviews that were held."""

from django.db import models

from pcmt.agencies.models.agency import Agency
from pcmt.agencies.rules.programmes import CHANGE_LABELS, PROGRAMME_LABELS


class Programme(models.Model):
    """An agreement of agencies to work together (quy chế, chương trình phối hợp).

    `review_months` is how often they sum up together, 0 where the paper does not say.
    """

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=[*PROGRAMME_LABELS.items()])
    fields = models.CharField(max_length=300)
    review_months = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agencies_programme_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProgrammeParty(models.Model):
    """An agency that takes part; `leads` marks those that answer for the programme (chủ trì)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="programmes")
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["programme", "agency"], name="agencies_one_party_a_programme"),)

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.agency_id}"


class ProgrammeDecision(models.Model):
    """A paper that founded, extended or ended a programme, and the term it set."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=8, choices=[*CHANGE_LABELS.items()])
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=64, blank=True)
    signed_on = models.DateField()
    term_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class ProgrammeReview(models.Model):
    """A review (sơ kết, tổng kết) that was held, with the reference of its record where there is one."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["programme", "held_on"], name="agencies_one_review_a_day"),)

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.held_on}"
