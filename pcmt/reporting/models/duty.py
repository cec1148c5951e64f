"""Tables of duties and of the rounds in which they are answered.

Figures are scaled integers: `scaled` / 10**`scale` in the element's unit. Periods are kernel identifiers
(`2026-10@nd09`).
"""

from django.db import models
from django.db.models import Q


class OwedManager(models.Manager["Duty"]):
    """Leaves out what is no longer owed, so that a question that forgets to ask does not find it."""

    def get_queryset(self) -> models.QuerySet["Duty"]:
        """This will give the duties that are owed."""
        return super().get_queryset().filter(released_on__isnull=True)


class Duty(models.Model):
    """A form that an agency owes for its area and a period; made when the period is opened.

    `released_on` is the day from which others owe it, where the area ended within the period; its drafts stay.
    """

    form_id = models.CharField(max_length=64)
    form_code = models.CharField(max_length=48)
    period = models.CharField(max_length=32)
    first_day = models.DateField()
    last_day = models.DateField()
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    released_on = models.DateField(null=True)

    objects = OwedManager()
    ever = models.Manager["Duty"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["form_code", "period", "area", "agency"], name="reporting_one_duty"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="reporting_duty_has_days"),
        )
        indexes = (models.Index(fields=["area", "first_day"], name="reporting_duty_by_area"),)

    def __str__(self) -> str:
        return f"{self.form_id} {self.period} area {self.area_id}"


class StandingManager(models.Manager["Submission"]):
    """Leaves out corrections that were dropped, so that a question that forgets to ask does not find them."""

    def get_queryset(self) -> models.QuerySet["Submission"]:
        """This will give the rounds that stand."""
        return super().get_queryset().filter(dropped_at__isnull=True)


class Submission(models.Model):
    """One round of answering a duty: the first, or a correction after closing. `version` grows with every change.

    `mend_by` is the day by which a returned report is wanted back; `reviewer` who has taken it up to check it;
    `dropped_at` when a correction was given up: what was typed into it stays, and nothing asks for it any more.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=24)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    first_sent_at = models.DateTimeField(null=True)
    was_returned = models.BooleanField(default=False)
    mend_by = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = StandingManager()
    ever = models.Manager["Submission"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["duty", "round"], name="reporting_one_round"),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(accepted_at__isnull=True, dropped_at__isnull=True),
                name="reporting_one_open_round",
            ),
        )
        indexes = (models.Index(fields=["state"], name="reporting_by_state"),)

    def __str__(self) -> str:
        return f"submission {self.pk}, round {self.round}, {self.state}"


class DraftCell(models.Model):
    """A figure as it is being filled in; `revision` grows with every change so that two writers see each other.

    `tallied` is the sum over places that was put here last (scaled as the figure), `tallied_from` of which: it stays
    where another figure is typed over it, so that the difference shows.
    """

    class Provenance(models.TextChoices):
        TYPED = "typed", "Nhập tay"
        IMPORTED = "imported", "Nhập từ tệp"
        TALLIED = "tallied", "Cộng từ thôn, bản"

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="cells")
    element = models.CharField(max_length=64)
    scaled = models.BigIntegerField(null=True)
    scale = models.PositiveSmallIntegerField(default=0)
    comment = models.CharField(max_length=500, blank=True)
    comment_revision = models.PositiveIntegerField(default=0)
    entered_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    provenance = models.CharField(max_length=12, choices=Provenance, default=Provenance.TYPED)
    tallied = models.BigIntegerField(null=True)
    tallied_from = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["submission", "element"], name="reporting_one_draft_cell"),)

    def __str__(self) -> str:
        return f"{self.element} in submission {self.submission_id}"


class Words(models.Model):
    """What an agency says in its own words in a field of the form."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="words")
    field = models.CharField(max_length=48)
    text = models.TextField(blank=True)
    entered_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["submission", "field"], name="reporting_words_once"),)

    def __str__(self) -> str:
        return f"{self.field} in submission {self.submission_id}"


class Answer(models.Model):
    """What a question of the form that asks no figure was answered: an option's code, a text, a day (ISO), or a file.

    Never added up; it stays with the report. `text` holds the name of the file where there is one.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    entered_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["submission", "question"], name="reporting_one_answer"),)

    def __str__(self) -> str:
        return f"{self.question} in submission {self.submission_id}"


class Explanation(models.Model):
    """Why a figure that a check warns of is right all the same."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="explanations")
    check_code = models.CharField(max_length=64)
    text = models.CharField(max_length=500)
    entered_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["submission", "check_code"], name="reporting_explained_once"),)

    def __str__(self) -> str:
        return f"{self.check_code} in submission {self.submission_id}"


class Confirmation(models.Model):
    """A section confirmed by the head of the agency that owns it; void once one of its cells has changed.

    `carried`: it stood on the report that this round corrects, and stands on while the section is as it was.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="confirmations")
    section = models.CharField(max_length=48)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    on_behalf_of = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    carried = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["submission", "section"], condition=Q(voided_at__isnull=True), name="reporting_confirmed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.section} of submission {self.submission_id}"


class Signature(models.Model):
    """The head's approval: given in the system, or on the signed paper whose scan is kept."""

    class Mode(models.TextChoices):
        SYSTEM = "system", "Ký trên hệ thống"
        SCAN = "scan", "Bản ký đã quét"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    on_behalf_of = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    mode = models.CharField(max_length=8, choices=Mode)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["submission"], condition=Q(voided_at__isnull=True), name="reporting_signed_once"
            ),
            models.CheckConstraint(
                condition=Q(mode="system", file__isnull=True) | Q(mode="scan", file__isnull=False),
                name="reporting_scan_has_file",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mode} of submission {self.submission_id}"


class Step(models.Model):
    """A move made on a submission: which, by and for whom, when and why; it decides whose hands must stay off the next.

    `detail` holds element and section codes, remarks by element code where a report is returned, and where it is sent
    the figures that were sent (`reporting.sent`).
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=32)
    state_before = models.CharField(max_length=24)
    state_after = models.CharField(max_length=24)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    on_behalf_of = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["submission", "id"], name="reporting_steps_in_order"),)

    def __str__(self) -> str:
        return f"{self.move} of submission {self.submission_id}"


class SetAside(models.Model):
    """That a reviewer looked at something odd and found it reasonable. `words` name it with its figures: where these
    change, it is looked at anew. Rows are only added.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    element = models.CharField(max_length=64, blank=True)
    words = models.TextField()
    reason = models.CharField(max_length=500)
    person = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.element} of submission {self.submission_id}"
