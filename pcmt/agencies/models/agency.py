"""Tables of agencies: identity apart from what holds only for a time, and the names that documents give them."""

from django.db import models


class Agency(models.Model):
    """An organisation's identity: grants, duties and posts point here; its name, kind and place live in its versions.

    `successor` is who took over its work when it ended.
    """

    successor = models.ForeignKey("self", on_delete=models.PROTECT, related_name="predecessors", null=True, blank=True)

    def __str__(self) -> str:
        return f"agency {self.pk}"


class AgencyVersion(models.Model):
    """What an agency was from one day to another: every change of name, kind, place or contact starts a new version.

    `parent` leads it in its own line (ngành dọc or the People's Committee that it belongs to). `party_line` marks
    bodies that a People's Committee asks and never orders, and that no table ranks: Party, Front, courts.
    The contact is the office's, never a person's own; `contact_title` is the post that answers.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24)
    parent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="child_versions", null=True, blank=True)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    party_line = models.BooleanField(default=False)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=120, blank=True)
    contact_title = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agencies_version_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["agency", "valid_from"], name="agencies_version_and_day"),
            models.UniqueConstraint(
                fields=["agency"], condition=models.Q(valid_to__isnull=True), name="agencies_one_open_version"
            ),
            models.UniqueConstraint(
                fields=["name", "area"], condition=models.Q(valid_to__isnull=True), name="agencies_open_name_in_area"
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
