"""Tables of the rulebook: what a province adds to the files that the system came with."""

from django.db import models
from django.db.models import F, Q


class Release(models.Model):
    """Rule files that one person proposed and another released; they hold over the files of the installation.

    `files` are texts by name ("forms/dot-xuat@2026-11-01.yaml"), `digest` is the SHA-256 over them. Persons are kept
    by identifier: this package stands below those who know them. Nothing is ever deleted.
    """

    files = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.TextField()
    proposed_by = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField()
    released_by = models.BigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("proposed_by")), name="rulebook_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(withdrawn_at__isnull=True), name="rulebook_one_end"
            ),
        )

    def __str__(self) -> str:
        return f"release {self.pk} {self.digest[:12]}"


class FormDraft(models.Model):
    """A form that somebody builds on a page, until it is proposed as a release; nothing holds for anybody by it.

    `plan` is the form as `rules.form_plan` writes it, `earlier` the plans before it, latest last, each with what was
    done then: [{"plan": …, "said": …}]. `version` grows with every change, so that two builders see each other.
    `release` is the proposal that it became; a proposal that was withdrawn gives the draft back to be changed.
    """

    code = models.CharField(max_length=48)
    label = models.CharField(max_length=300)
    plan = models.JSONField()
    earlier = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    begun_by = models.BigIntegerField(null=True)
    begun_at = models.DateTimeField()
    changed_by = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+", null=True)
    discarded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"form draft {self.pk} {self.code}"
