"""Reviews (sơ kết, tổng kết) of a plan: who was asked, what each answered, what became of targets and tasks."""

from django.db import models
from django.db.models import F, Q

from pcmt.committee.rules.reviewing import ONWARD, OUTCOMES, REVIEW_KINDS


class Review(models.Model):
    """A review of a plan over some days; its states and moves are the rulebook's lifecycle "review".

    keeper: the agency that asked. draft: the report among the outgoing drafts; document: as it was issued.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[*REVIEW_KINDS.items()])
    title = models.CharField(max_length=300)
    covers_from = models.DateField()
    covers_to = models.DateField()
    keeper = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", null=True, blank=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12)
    withdrawn_for = models.TextField(blank=True)
    draft = models.ForeignKey("documents.Draft", models.PROTECT, related_name="+", null=True, blank=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(covers_to__gte=F("covers_from")), name="committee_review_days"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(document__isnull=False), name="committee_review_closed_by_a_document"
            ),
        )
        indexes = (models.Index(fields=("plan",), name="committee_reviews_of"),)
        ordering = ("-asked_on", "-id")


class ReviewAnswer(models.Model):
    """An agency that owes an answer, and what it said in general; sent_on is None until it did."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    person = models.ForeignKey("agencies.Person", models.PROTECT, related_name="+", null=True, blank=True)
    returned_for = models.TextField(blank=True)
    done_well = models.TextField(blank=True)
    shortcomings = models.TextField(blank=True)
    causes = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    proposals = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("review", "agency"), name="committee_review_asked_once"),)
        indexes = (models.Index(fields=("agency",), name="committee_review_answers_of"),)
        ordering = ("review_id", "id")


class ReviewLine(models.Model):
    """What became of a task in the eyes of an agency (`answer`), or of a target in those of who reviews.

    figure: the reference of the value that the result stands on, "" for none.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="lines")
    answer = models.ForeignKey(ReviewAnswer, models.CASCADE, related_name="lines", null=True, blank=True)
    task = models.ForeignKey("plans.Task", models.CASCADE, related_name="+", null=True, blank=True)
    target = models.ForeignKey("plans.Target", models.CASCADE, related_name="+", null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=[*OUTCOMES.items()])
    result = models.TextField()
    cause = models.TextField(blank=True)
    lesson = models.TextField(blank=True)
    onward = models.CharField(max_length=8, choices=[*ONWARD.items()])
    figure = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(task__isnull=False, answer__isnull=False, target__isnull=True)
                | Q(task__isnull=True, answer__isnull=True, target__isnull=False),
                name="committee_line_of_a_task_or_a_target",
            ),
            models.UniqueConstraint(
                fields=("answer", "task"), condition=Q(task__isnull=False), name="committee_task_once_an_answer"
            ),
            models.UniqueConstraint(
                fields=("review", "target"), condition=Q(target__isnull=False), name="committee_target_once_a_review"
            ),
        )
        ordering = ("review_id", "id")
