"""Tables of persons, the posts they hold, and the orders by which they sign for somebody else."""

from django.db import models

from pcmt.agencies.models.agency import Agency
from pcmt.agencies.rules.signing import POWER_LABELS


class Person(models.Model):
    """An official: no more than the name is kept."""

    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A person holding a title in an agency from a day to a day.

    `powers` is how the post itself signs: "" in its own right (a head) or not at all, "KT." as a deputy, "Q." as
    acting head. Signing by order or by authorisation (TL., TUQ.) needs a paper: see SigningOrder.
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


class SigningOrder(models.Model):
    """A post signs papers of an agency for that agency's head: by order (TL.) or by authorisation (TUQ.).

    `basis` names the paper that says so, `document` its reference ("document:5") where it is registered here.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="signing_orders")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="signing_orders")
    power = models.CharField(max_length=4, choices=[*POWER_LABELS.items()])
    matters = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    document = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agencies_signing_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(power="TUQ.") | models.Q(valid_to__isnull=False),
                name="agencies_authorisation_has_a_term",
            ),
        )

    def __str__(self) -> str:
        return f"{self.power} {self.matters}"
