"""Tables of organisations, persons, posts and committees. `valid_to` is the last day included."""

from django.db import models

from pcmt.agencies.rules.kinds import KIND_LABELS, POWER_LABELS, SEAT_LABELS


class Agency(models.Model):
    """An organisation that gives, gets or answers a duty.

    `parent` leads it in its own line (ngành dọc or the People's Committee that it belongs to). `party_line` marks
    bodies that a People's Committee asks and never orders, and that no table ranks: Party, Front, courts.
    """

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=[*KIND_LABELS.items()])
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="children", null=True, blank=True)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    party_line = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agencies_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["name", "area"], condition=models.Q(valid_to__isnull=True), name="agencies_name_once_an_area"
            ),
        )
        indexes = (models.Index(fields=["area", "kind"]),)

    def __str__(self) -> str:
        return self.name


class AgencyAlias(models.Model):
    """A name by which documents call an agency; `folded` (no marks, no case) is what matching compares.

    `learned_on` and `learned_from` (a reference, "document:5") stand where a person taught us the name at the desk.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="aliases")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    learned_on = models.DateField(null=True, blank=True)
    learned_from = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "folded"], name="agencies_alias_once"),)

    def __str__(self) -> str:
        return self.text


class Person(models.Model):
    """An official: no more than the name is kept."""

    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person holding a title in an agency from a day to a day.

    `powers` is how they sign: "" in their own right, else KT., TL., TUQ. or Q., which are four different powers.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    is_head = models.BooleanField(default=False)
    powers = models.CharField(max_length=4, choices=[*POWER_LABELS.items()], blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agencies_post_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["agency"],
                condition=models.Q(valid_to__isnull=True, is_head=True),
                name="agencies_one_head_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Committee(models.Model):
    """A steering committee (Ban Chỉ đạo) of an area, founded by a decision."""

    name = models.CharField(max_length=200)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    founded_by = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class CommitteeMember(models.Model):
    """A post's seat in a committee: who leads, who stands by, and the field that each member answers for."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=24, choices=[*SEAT_LABELS.items()])
    field = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["committee", "post"], name="agencies_one_seat_a_post"),)

    def __str__(self) -> str:
        return f"{self.post_id}: {self.role}"
