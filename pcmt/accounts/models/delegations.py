"""Tables of what one person lets another do, and of roles that wait for a second administrator."""

from django.db import models

from pcmt.accounts.models.users import RoleGrant, User


class Delegation(models.Model):
    """A written authority to act for another at one of the giver's agencies; never handed on.

    kind: `delegation` (ủy quyền, TUQ.), always with a last day; `deputy` (ký thay, KT.), which may stand until revoked.
    permissions: names, all the giver's own on the day of giving; what the giver no longer holds, the receiver does not
    either. document: a reference ("document:5") where the paper is registered here; basis: its number and date.
    """

    class Kind(models.TextChoices):
        """How the receiver acts for the giver."""

        DELEGATION = "delegation", "Ủy quyền"
        DEPUTY = "deputy", "Ký thay"

    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_received")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    permissions = models.JSONField()
    basis = models.CharField(max_length=200)
    document = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")), name="accounts_delegation_to_another"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="deputy") | models.Q(valid_to__isnull=False),
                name="accounts_delegation_has_a_term",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="accounts_delegation_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id}: {self.kind}"


class RoleProposal(models.Model):
    """A role that one administrator proposes and another confirms; `grant` is what came of it, if anything did."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "role", "agency"],
                condition=models.Q(settled_at__isnull=True),
                name="accounts_role_proposed_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
