"""A plan over its years: adopted from a document, or begun here as a draft and issued later."""

from django.db import models
from django.db.models import F, Q


class Plan(models.Model):
    """A plan of an agency, over the days that it covers (both included); states as in the lifecycle `plan`.

    document: what it was issued as; a draft has none yet. rests_on: the document that a plan begun here carries out;
    what it copies from there keeps its provisions. draft: its paper among the outgoing drafts. parent: the plan that it
    carries out. follows: the plan of the year before, from which it was begun.
    It holds where its agency sits.
    """

    class Kind(models.TextChoices):
        """What kind of plan it is; all have the same parts."""

        PROGRAMME = "programme", "Chương trình, kế hoạch nhiều năm"
        ANNUAL = "annual", "Kế hoạch năm"
        CAMPAIGN = "campaign", "Đợt cao điểm, Tháng hành động"

    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)
    rests_on = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)
    draft = models.OneToOneField("documents.Draft", models.PROTECT, related_name="+", null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ANNUAL)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, related_name="followed_by", null=True, blank=True)
    title = models.TextField()
    horizon_from = models.DateField()
    horizon_to = models.DateField()
    state = models.CharField(max_length=12, default="active")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(horizon_to__gte=F("horizon_from")), name="plans_horizon_forward"),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(rests_on__isnull=False), name="plans_rest_on_a_document"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(state__in=("draft", "discarded")),
                name="plans_in_force_is_issued",
            ),
        )
        indexes = (models.Index(fields=("agency", "state"), name="plans_of_agency"),)
