"""Opinions of leaders (ý kiến chỉ đạo) on documents, plans, tasks and reports, and what each agency did about them."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from pcmt.committee.rules.opinions import ABOUT

PLACES = ("document", "plan", "task", "elsewhere_id")


def _on_one_thing() -> Q:
    """That an opinion is on exactly one thing, and of the kind that it says."""
    alone = {one: Q(**{f"{other}__isnull": other != one for other in PLACES}) for one in PLACES}
    own = [Q(about=one) & alone[one] for one in ABOUT]
    return reduce(or_, own, ~Q(about__in=[*ABOUT]) & alone["elsewhere_id"])


class Opinion(models.Model):
    """What a leader said on one thing, on a day. keeper: the agency that noted it. due_on: None where only noted.

    elsewhere_id: of a thing that a higher package keeps, of the kind `about` (`ports.Subject`); title: what it was
    called when the opinion was noted, "" of the others, which are asked.
    """

    about = models.CharField(max_length=16)
    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="+", null=True, blank=True)
    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="+", null=True, blank=True)
    task = models.ForeignKey("plans.Task", models.CASCADE, related_name="+", null=True, blank=True)
    elsewhere_id = models.PositiveBigIntegerField(null=True, blank=True)
    title = models.TextField(blank=True)
    post = models.ForeignKey("agencies.Post", models.PROTECT, related_name="+")
    keeper = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    said_on = models.DateField()
    words = models.TextField()
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=_on_one_thing(), name="committee_opinion_on_one_thing"),)
        indexes = (models.Index(fields=("about", "elsewhere_id"), name="committee_opinions_elsewhere"),)
        ordering = ("-said_on", "-id")


class OpinionDuty(models.Model):
    """An agency to which an opinion is addressed; its states and moves are the rulebook's lifecycle "opinion".

    told: what it did, on told_on. followed_by: the task that it became in a plan, None where it is followed here alone.
    """

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="duties")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    told = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    returned_for = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    followed_by = models.ForeignKey("plans.Task", models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("opinion", "agency"), name="committee_opinion_once_to_each"),)
        indexes = (models.Index(fields=("agency", "state"), name="committee_opinions_to"),)
        ordering = ("opinion_id", "id")
