"""Inspections (kiểm tra, đôn đốc): the order, the team, what was seen at each unit, what must be put right."""

from django.db import models
from django.db.models import F, Q

from pcmt.committee.rules.inspecting import INSPECTION_KINDS, MARKS


class Inspection(models.Model):
    """An order to inspect units; its states and moves are the rulebook's lifecycle "inspection".

    decision: the registered decision that orders it. checklist: the version used. keeper: the agency that inspects.
    draft: the conclusion among the outgoing drafts; document: as it was issued.
    """

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=[*INSPECTION_KINDS.items()])
    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="+", null=True, blank=True)
    decision = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)
    keeper = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    checklist = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.TextField(blank=True)
    state = models.CharField(max_length=12)
    cancelled_for = models.TextField(blank=True)
    draft = models.ForeignKey("documents.Draft", models.PROTECT, related_name="+", null=True, blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="committee_inspection_days"),
            models.CheckConstraint(
                condition=~Q(state="concluded") | Q(document__isnull=False), name="committee_inspection_by_a_document"
            ),
        )
        ordering = ("-starts_on", "-id")


class InspectionMember(models.Model):
    """One of the team, by name and title; the first leads."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="team")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "order"), name="committee_team_in_order"),)
        ordering = ("inspection_id", "order")


class InspectionVisit(models.Model):
    """A unit to be inspected; visited_on is None until it was. met: who stood for the unit."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="visits")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    visited_on = models.DateField(null=True, blank=True)
    met = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "agency"), name="committee_unit_once"),)
        indexes = (models.Index(fields=("agency",), name="committee_visits_of"),)
        ordering = ("inspection_id", "id")


class VisitMark(models.Model):
    """What was seen of one item of the checklist; question: its words as they were asked."""

    visit = models.ForeignKey(InspectionVisit, models.CASCADE, related_name="marks")
    item = models.CharField(max_length=60)
    question = models.TextField()
    answer = models.CharField(max_length=8, choices=[*MARKS.items()])
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("visit", "item"), name="committee_item_once_a_visit"),)
        ordering = ("visit_id", "id")


class Finding(models.Model):
    """What a unit must put right by a day; its states and moves are the rulebook's lifecycle "finding".

    told: what the unit says it did, on told_on. task: what it became in a plan, None where it is followed here alone.
    """

    visit = models.ForeignKey(InspectionVisit, models.CASCADE, related_name="findings")
    words = models.TextField()
    remedy = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=12)
    told = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    returned_for = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    task = models.ForeignKey("plans.Task", models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "due_on"), name="committee_findings_due"),)
        ordering = ("visit_id", "id")
