"""Tables of steering committees and their support teams: decisions, seats in time, and what each seat answers for."""

from django.db import models

from pcmt.agencies.models.agency import Agency
from pcmt.agencies.models.post import Person, Post
from pcmt.agencies.rules.seats import COMMITTEE_LABELS, DECISION_LABELS, SEAT_LABELS


class Committee(models.Model):
    """A steering committee (Ban Chỉ đạo) of an area, or the support team (Tổ giúp việc) of one, in `parent`.

    `standing` is the agency that runs it from day to day. `founded_by` names the decision that founded it.
    """

    name = models.CharField(max_length=200)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=[*COMMITTEE_LABELS.items()])
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="teams", null=True, blank=True)
    standing = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="committees", null=True, blank=True)
    founded_by = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agencies_committee_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CommitteeDecision(models.Model):
    """A decision that founded, changed or ended a committee; `document` is its reference where it is known here."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=8, choices=[*DECISION_LABELS.items()])
    title = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=64, blank=True)
    holds_from = models.DateField()

    def __str__(self) -> str:
        return self.title


class CommitteeMember(models.Model):
    """A seat from a day to a day: who leads, who stands by, and the field that each member answers for.

    It is held by one of three: a post (and ends to be filled when the post ends), a person (with the title that the
    decision gives), or an office, which is whoever holds `title` in `agency` on the day asked.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats", null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats", null=True, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="seats", null=True, blank=True)
    title = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=24, choices=[*SEAT_LABELS.items()])
    field = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agencies_seat_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(post__isnull=False, person__isnull=True, agency__isnull=True)
                    | models.Q(post__isnull=True, person__isnull=False, agency__isnull=True)
                    | models.Q(post__isnull=True, person__isnull=True, agency__isnull=False)
                ),
                name="agencies_seat_of_one_holder",
            ),
            models.UniqueConstraint(
                fields=["committee", "post"], condition=models.Q(valid_to__isnull=True), name="agencies_one_seat_a_post"
            ),
            models.UniqueConstraint(
                fields=["committee", "person"],
                condition=models.Q(valid_to__isnull=True),
                name="agencies_one_seat_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee_id}: {self.role}"


class MemberArea(models.Model):
    """An area that a seat answers for; a member may answer for several communes."""

    member = models.ForeignKey(CommitteeMember, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["member", "area"], name="agencies_area_once_a_seat"),)

    def __str__(self) -> str:
        return f"{self.member_id}: {self.area_id}"
